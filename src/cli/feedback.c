/* feedback list, feedback set: what customers ask for, by theme. */
#include "cli_internal.h"

#include "app/feedback.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

/* --- the themes --- */

static void add_theme(struct cli *cli, struct table *table, const struct feedback_theme *theme)
{
    const char *currency = session_currency(cli->session);
    struct str text = {0};
    char day[24];

    table_cell(table, *theme->name ? theme->name : _("(no theme)"));
    table_cell(table, _(feedback_status_word(theme->status)));
    table_cell(table, theme->severity ? _(severity_word(theme->severity)) : "");
    table_cellf(table, "%lld", (long long)theme->asking.accounts);
    feedback_add_money(&text, &theme->asking, currency);
    table_cell(table, str_text(&text));
    table_cell(table, day_words(theme->last, session_today(cli->session), day));
    if (theme->untold)
        table_cellf(table, "%lld", (long long)theme->untold);
    else
        table_cell(table, "");
    str_fini(&text);
}

static void print_patterns(struct cli *cli, const struct feedback_themes *themes)
{
    struct str text = {0};

    for (size_t i = 0; i < themes->count; i++) {
        if (!themes->items[i].is_pattern)
            continue;
        str_clear(&text);
        feedback_add_pattern(
            &text, &themes->items[i], session_currency(cli->session), session_today(cli->session));
        out_clean(cli, str_text(&text));
        out_text(cli, "\n");
    }
    str_fini(&text);
}

static void print_themes(struct cli *cli, const struct feedback_themes *themes)
{
    struct table table = {0};

    print_patterns(cli, themes);
    if (cli_has(cli, "patterns"))
        return;
    table_column(&table, _("theme"), false, 32);
    table_column(&table, _("status"), false, 0);
    table_column(&table, _("severity"), false, 0);
    table_column(&table, _("accounts"), true, 0);
    table_column(&table, _("ARR asking"), true, 0);
    table_column(&table, _("last said"), false, 0);
    table_column(&table, _("to tell"), true, 0);
    for (size_t i = 0; i < themes->count; i++)
        add_theme(cli, &table, &themes->items[i]);
    table_print(cli, &table);
    table_fini(&table);
}

/* --- one theme --- */

static void print_voices(struct cli *cli, const struct feedback_theme *theme)
{
    static const int fields[] = {FEEDBACK_ID, FEEDBACK_ACCOUNT, FEEDBACK_DATE, FEEDBACK_ASKED_BY,
        FEEDBACK_SEVERITY, FEEDBACK_STATUS, FEEDBACK_TOLD_ON, FEEDBACK_TEXT};
    struct table table = {0};
    struct str text = {0};

    for (size_t f = 0; f < COUNT_OF(fields); f++)
        table_column(&table, _(kind_info(KIND_FEEDBACK)->fields[fields[f]].head), false, 40);
    for (size_t i = 0; i < theme->voice_count; i++)
        for (size_t f = 0; f < COUNT_OF(fields); f++) {
            str_clear(&text);
            cell_words(cli, &text, theme->voices[i].said, fields[f]);
            table_cell(&table, str_text(&text));
        }
    table_print(cli, &table);
    table_fini(&table);
    str_fini(&text);
}

/* By its name as it is folded; else the one name that holds it. */
static bool find_theme(struct cli *cli, const struct feedback_themes *themes, const char *word,
    const struct feedback_theme **ret_theme, struct error *err)
{
    const char *key = feedback_theme_key(word, &cli->arena);
    const struct feedback_theme *found = NULL;
    size_t held = 0;

    for (size_t i = 0; i < themes->count; i++) {
        const struct feedback_theme *theme = &themes->items[i];

        if (text_equal(theme->key, key)) {
            *ret_theme = theme;
            return true;
        }
        if (text_contains_folded(theme->key, key)) {
            found = theme;
            held++;
        }
    }
    if (held > 1)
        return error_set(
            err, ERROR_AMBIGUOUS, "'%s' is part of %zu themes; daybook feedback list", word, held);
    *ret_theme = found;
    return found ||
           error_set(err, ERROR_NOT_FOUND, "nobody asks for '%s'; daybook feedback list", word);
}

/* --- JSON --- */

static void add_weight(
    struct cli *cli, struct json *json, const char *key, const struct feedback_weight *weight)
{
    bool known = weight->accounts > weight->unknown;

    json_begin_object(json, key);
    json_integer(json, "accounts", weight->accounts);
    json_money(json, "arr", known ? weight->arr : MONEY_NONE, session_currency(cli->session));
    json_integer(json, "arr_unknown", weight->unknown);
    json_end_object(json);
}

static bool add_json_theme(
    struct cli *cli, struct json *json, const struct feedback_theme *theme, struct error *err)
{
    bool ok = true;

    json_begin_object(json, NULL);
    json_text(json, "theme", theme->name);
    json_text(json, "status", feedback_status_word(theme->status));
    json_text(json, "severity", theme->severity ? severity_word(theme->severity) : NULL);
    add_weight(cli, json, "asking", &theme->asking);
    add_weight(cli, json, "month", &theme->month);
    json_bool(json, "pattern", theme->is_pattern);
    json_day(json, "last", theme->last);
    json_integer(json, "to_tell", theme->untold);
    json_begin_list(json, "feedback");
    for (size_t i = 0; ok && i < theme->voice_count; i++)
        ok = json_row(cli, json, NULL, theme->voices[i].said, (struct field_choice){0}, err);
    json_end_list(json);
    json_end_object(json);
    return ok;
}

static bool print_json(struct cli *cli, const struct feedback_themes *themes,
    const struct feedback_theme *one, struct error *err)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < themes->count; i++) {
        const struct feedback_theme *theme = &themes->items[i];

        if ((one && theme != one) || (cli_has(cli, "patterns") && !theme->is_pattern))
            continue;
        if (!add_json_theme(cli, &json, theme, err))
            return false;
    }
    json_end_list(&json);
    json_end(&json);
    return true;
}

bool cli_feedback_list(struct cli *cli, struct error *err)
{
    const struct feedback_theme *theme = NULL;
    struct feedback_themes themes = {0};

    if (!feedback_read(cli->session, &cli->arena, &themes, err) ||
        (cli->word_count && !find_theme(cli, &themes, cli->words[0], &theme, err)))
        return false;
    if (cli_has(cli, "json"))
        return print_json(cli, &themes, theme, err);
    if (theme)
        print_voices(cli, theme);
    else
        print_themes(cli, &themes);
    return true;
}

bool cli_feedback_set(struct cli *cli, struct error *err)
{
    enum feedback_status status = feedback_status_of(cli->words[1]);
    const struct feedback_theme *theme = NULL;
    struct feedback_themes themes = {0};
    struct outcome outcome = {0};

    if (!text_equal_nocase(cli->words[1], feedback_status_word(status)))
        return error_set(
            err, ERROR_USAGE, "'%s': say open, planned, done or declined", cli->words[1]);
    if (!feedback_read(cli->session, &cli->arena, &themes, err) ||
        !find_theme(cli, &themes, cli->words[0], &theme, err) ||
        !verb_feedback_status(cli->session, theme->key, status, &outcome, err))
        return false;
    cli_report(cli, &outcome);
    return true;
}
