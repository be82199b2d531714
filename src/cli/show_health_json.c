/* show --json: health with each measure, its readings, and why it moved (contract.md, JSON). */
#include "cli_internal.h"

#include "core/health_series.h"

static const char *const state_words[] = {
    [MEASURE_KNOWN] = "known",
    [MEASURE_STALE] = "stale",
    [MEASURE_MISSING] = "missing",
    [MEASURE_NOT_APPLICABLE] = "not applicable",
    [MEASURE_NOT_IN_USE] = "not in use",
};

/* The readings behind it, of 26 weeks, oldest first. */
static void json_series(struct json *json, const struct dossier *dossier,
    const struct health_part *part, day_number today)
{
    struct series series = health_series_of(dossier, part->measure, today);

    series = series_between(&series, today - 182, today);
    json_begin_list(json, "series");
    for (size_t i = 0; i < series.count; i++) {
        json_begin_object(json, NULL);
        json_day(json, "date", series.items[i].date);
        json_real(json, "value", series.items[i].value);
        json_end_object(json);
    }
    json_end_list(json);
}

static void json_measure(struct json *json, const struct dossier *dossier,
    const struct health_model *model, const struct health_part *part, day_number today)
{
    bool counts = part->state == MEASURE_KNOWN || part->state == MEASURE_STALE;

    json_begin_object(json, NULL);
    json_text(json, "id", part->measure->id);
    json_text(json, "group", model->groups[part->measure->group]);
    if (counts)
        json_real(json, "value", part->value);
    else
        json_null(json, "value");
    json_text(json, "words", part->words);
    json_day(json, "date", part->date);
    if (counts) {
        json_real(json, "score", part->score);
        json_real(json, "weight", part->weight);
        json_real(json, "contribution", part->contribution);
        json_real(json, "loss", part->loss);
        json_real(json, "gives", part->gives / 10.0);
        json_real(json, "costs", part->costs / 10.0);
    } else {
        json_null(json, "score");
        json_null(json, "weight");
        json_null(json, "contribution");
        json_null(json, "loss");
        json_null(json, "gives");
        json_null(json, "costs");
    }
    if (part->date != DAY_NONE)
        json_integer(json, "age_days", part->age_days);
    else
        json_null(json, "age_days");
    json_text(json, "state", part->unlisted ? "not listed" : state_words[part->state]);
    json_text(json, "source", part->source);
    json_series(json, dossier, part, today);
    json_end_object(json);
}

static void json_caps(struct json *json, const struct health *health)
{
    json_begin_list(json, "caps");
    for (int i = 0; i < health->cap_count; i++) {
        json_begin_object(json, NULL);
        json_text(json, "id", health->caps[i]->id);
        json_text(json, "label", health->caps[i]->label);
        json_integer(json, "at_most", health->caps[i]->at_most);
        json_end_object(json);
    }
    json_end_list(json);
}

static void json_override(struct json *json, const struct row *account, const struct health *health)
{
    if (!health->overridden) {
        json_null(json, "override");
        return;
    }
    json_begin_object(json, "override");
    json_integer(json, "score", row_integer(account, ACCOUNT_HEALTH_SET));
    json_integer(json, "shown", health->score);
    json_text(json, "why", row_text(account, ACCOUNT_HEALTH_WHY));
    json_text(json, "by",
        row_knows(account, ACCOUNT_HEALTH_BY) ? row_text(account, ACCOUNT_HEALTH_BY) : NULL);
    json_day(json, "from", row_day(account, ACCOUNT_HEALTH_FROM));
    json_day(json, "until", health->hand_until);
    if (health->computed >= 0)
        json_integer(json, "computed", health->computed);
    else
        json_null(json, "computed");
    json_end_object(json);
}

static void json_change(struct json *json, const char *key, int change)
{
    if (change == HEALTH_NO_CHANGE)
        json_null(json, key);
    else
        json_integer(json, key, change);
}

static void json_moves(struct cli *cli, struct json *json, const struct health_since *since)
{
    static const char *const kinds[] = {
        [MOVE_MEASURE] = "measure",
        [MOVE_LOST] = "lost",
        [MOVE_WEIGHTS] = "weights",
        [MOVE_NEW] = "new",
        [MOVE_CAPS] = "caps",
        [MOVE_OVERRIDE] = "override",
        [MOVE_ROUNDING] = "rounding",
    };
    struct health_change change;
    bool known = health_explain_change(&since->then, &since->now, &cli->arena, &change);

    if (known)
        json_integer(json, "points", change.total);
    else
        json_null(json, "points");
    json_begin_list(json, "moves");
    for (size_t i = 0; known && i < change.moves.count; i++) {
        const struct health_move *move = &change.moves.items[i];

        json_begin_object(json, NULL);
        json_text(json, "kind", kinds[move->kind]);
        json_text(json, "measure", move->now ? move->now->measure->id : NULL);
        json_real(json, "points", move->points);
        json_real(json, "shown", move->tenths / 10.0);
        json_end_object(json);
    }
    json_end_list(json);
}

static void json_since(struct cli *cli, struct json *json, const struct health_since *since)
{
    if (!since)
        return;
    json_begin_object(json, "since");
    json_day(json, "day", since->day);
    if (since->then.score >= 0)
        json_integer(json, "score", since->then.score);
    else
        json_null(json, "score");
    json_moves(cli, json, since);
    json_end_object(json);
}

void show_health_json(struct cli *cli, struct json *json, const struct dossier *dossier,
    const struct assessment *assessment, const struct health_since *since)
{
    const struct health *health = &assessment->health;

    json_begin_object(json, "health");
    if (health->score >= 0)
        json_integer(json, "score", health->score);
    else
        json_null(json, "score");
    json_text(json, "band", health_band_word(health->band));
    json_real(json, "coverage", health->coverage);
    json_bool(json, "thin", health->thin);
    json_real(json, "before_caps", health->raw_tenths / 10.0);
    json_text(json, "model", health->model ? health->model->id : NULL);
    json_begin_list(json, "measures");
    for (int i = 0; i < health->part_count; i++)
        json_measure(json, dossier, health->model, &health->parts[i], session_today(cli->session));
    json_end_list(json);
    json_caps(json, health);
    json_override(json, assessment->account, health);
    json_begin_object(json, "change");
    json_change(json, "days_7", health->change_7d);
    json_change(json, "days_30", health->change_30d);
    json_since(cli, json, since);
    json_end_object(json);
    json_end_object(json);
}
