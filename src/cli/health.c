/* health: the model in force; health preview: what another file would do. */
#include "cli_internal.h"

#include <string.h>
#include "app/health.h"
#include "base/money.h"
#include "base/text.h"

enum { PAGE = 84 };

/* `left TAB right`, as `i` shows it: the right one ends the line. */
static void print_columns(struct cli *cli, const char *line, const char *tab)
{
    struct str left = {0};
    int used;

    str_add_bytes(&left, line, (size_t)(tab - line));
    used = text_columns(str_text(&left));
    out_clean(cli, str_text(&left));
    for (int i = used + text_columns(tab + 1); i < PAGE - 2; i++)
        out_text(cli, " ");
    out_text(cli, "  ");
    out_clean(cli, tab + 1);
    str_fini(&left);
}

/* A page as the screen shows it. Blanks at the head of a line tell what belongs to what. */
static void print_page(struct cli *cli, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        const char *line = arena_copy_bytes(&cli->arena, text, len);
        const char *tab;

        line += text_starts(line, "# ") ? 2 : 0;
        for (; *line == ' '; line++)
            out_text(cli, " ");
        tab = strchr(line, '\t');
        if (tab)
            print_columns(cli, line, tab);
        else
            out_clean(cli, line);
        out_text(cli, "\n");
        text += len + (text[len] == '\n');
    }
}

bool cli_health(struct cli *cli, struct error *err)
{
    struct str page = {0};
    bool ok = cli_freshen(cli, err) && health_page(cli->session, &page, err);

    if (ok)
        print_page(cli, str_text(&page));
    str_fini(&page);
    return ok;
}

/* --- preview --- */

static void add_score(struct json *json, const char *key, int score, enum health_band band)
{
    json_begin_object(json, key);
    if (score >= 0)
        json_integer(json, "score", score);
    else
        json_null(json, "score");
    json_text(json, "band", health_band_word(band));
    json_end_object(json);
}

static void add_shifts(
    struct cli *cli, struct json *json, const char *key, const struct health_shift_list *shifts)
{
    json_begin_list(json, key);
    for (size_t i = 0; i < shifts->count; i++) {
        const struct health_shift *shift = &shifts->items[i];

        json_begin_object(json, NULL);
        json_text(json, "id", shift->id);
        json_text(json, "name", shift->name);
        if (shift->arr == MONEY_NONE)
            json_null(json, "arr");
        else
            json_money(json, "arr", shift->arr, session_currency(cli->session));
        add_score(json, "from", shift->then, shift->band_then);
        add_score(json, "to", shift->now, shift->band_now);
        json_end_object(json);
    }
    json_end_list(json);
}

static void add_share(
    struct cli *cli, struct json *json, const char *key, const struct health_share *share)
{
    json_begin_object(json, key);
    for (int band = BAND_RED; band <= BAND_UNKNOWN; band++) {
        json_begin_object(json, health_band_word((enum health_band)band));
        json_integer(json, "accounts", share->accounts[band]);
        json_money(json, "arr", share->arr[band], session_currency(cli->session));
        json_end_object(json);
    }
    json_end_object(json);
}

static void print_json(struct cli *cli, const struct health_preview *preview)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "accounts", preview->accounts);
    add_share(cli, &json, "before", &preview->then);
    add_share(cli, &json, "after", &preview->now);
    add_shifts(cli, &json, "changed", &preview->changed);
    add_shifts(cli, &json, "moved", &preview->moved);
    json_integer(&json, "to_unknown", preview->to_unknown);
    json_integer(&json, "from_unknown", preview->from_unknown);
    json_end_object(&json);
    json_end(&json);
}

static void print_preview(struct cli *cli, const struct health_preview *preview)
{
    struct str page = {0};

    if (cli_has(cli, "json")) {
        print_json(cli, preview);
        return;
    }
    health_preview_write(cli->session, preview, &page);
    print_page(cli, str_text(&page));
    str_fini(&page);
}

bool cli_health_preview(struct cli *cli, struct error *err)
{
    struct fault_list faults = {0};
    struct health_previewing *previewing = NULL;
    bool more = true;
    bool ok = health_preview_begin(
        cli->session, cli->words[0], cli_value(cli, "where"), &faults, &previewing, err);

    if (!ok && faults.count) {
        err_faults(&faults);
        cli->status = error_exit_status(err->code);
        ok = true;
    } else if (ok) {
        ok = health_preview_step(previewing, 0, &more, err);
        if (ok)
            print_preview(cli, health_preview_result(previewing));
    }
    health_preview_free(previewing);
    fault_list_fini(&faults);
    return ok;
}
