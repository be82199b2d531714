/* search: rows that hold the words, newest first, with the place where they do. */
#include "cli_internal.h"

#include <inttypes.h>
#include <string.h>
#include "app/search.h"
#include "base/text.h"
#include "base/words.h"

enum { SEARCH_USUAL = 50, PAGE = 200, EXCERPT = 100, LEAST_EXCERPT = 30, NAME_MOST = 28 };

struct hits ARRAY_OF(struct search_hit);

static bool read_hits(struct cli *cli, const struct searching *searching, size_t most, int columns,
    struct hits *hits, struct error *err)
{
    for (size_t i = 0; i < searching->found.count && hits->count < most; i++) {
        struct search_hit hit;
        bool there;

        if (!store_search_hit(session_store(cli->session), &searching->query,
                searching->found.items[i].entry, columns, &cli->arena, &hit, &there, err))
            return false;
        if (there)
            ARRAY_PUSH(hits, hit);
    }
    return true;
}

static bool search(
    struct cli *cli, const char *query, size_t most, struct searching *searching, struct error *err)
{
    search_catch_up(cli->session);
    if (!search_begin(cli->session, query, searching, err))
        return false;
    searching->request.ranked = cli_has(cli, "rank");
    while (!searching->place.done && searching->found.count < most)
        if (!search_more(cli->session, searching, most < PAGE ? (int)most : PAGE, err))
            return false;
    return true;
}

/* --- for a person --- */

static const char *kind_word(const struct search_hit *hit)
{
    return hit->kind == KIND_CONTACT ? "person" : kind_info(hit->kind)->singular;
}

static const char *id_of(struct cli *cli, const struct search_hit *hit)
{
    return *hit->id ? hit->id : arena_format(&cli->arena, "#%" PRId64, hit->key);
}

enum { COLUMN_KIND, COLUMN_ID, COLUMN_ACCOUNT, COLUMN_DAY, COLUMNS };
static const char *const heads[COLUMNS] = {"kind", "id", "account", "day"};

static void fill_cells(struct cli *cli, const struct search_hit *hit, const char *cells[COLUMNS])
{
    char day[24];

    cells[COLUMN_KIND] = kind_word(hit);
    cells[COLUMN_ID] = text_clean_copy(&cli->arena, id_of(cli, hit));
    cells[COLUMN_ACCOUNT] =
        hit->account ? text_clean_copy(&cli->arena, account_name_of(cli, hit->account)) : "";
    cells[COLUMN_DAY] =
        arena_copy_text(&cli->arena, day_short(hit->day, session_today(cli->session), day));
}

/* Marks are for eyes: a file or a pipe gets the text alone. */
static void print_text(struct cli *cli, const struct search_hit *hit)
{
    size_t at = 0;

    for (int i = 0; i < hit->mark_count && cli->is_tty; i++) {
        const struct search_mark *mark = &hit->marks[i];

        text_clean(&cli->out, hit->text + at, mark->from - at);
        out_text(cli, "[");
        text_clean(&cli->out, hit->text + mark->from, mark->to - mark->from);
        out_text(cli, "]");
        at = mark->to;
    }
    out_clean(cli, hit->text + at);
    out_text(cli, "\n");
}

static void print_cells(
    struct cli *cli, const char *const cells[COLUMNS], const int widths[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        struct str cut = {0};

        text_cut(&cut, cells[i], widths[i], cli->ascii);
        out_text(cli, str_text(&cut));
        for (int used = text_columns(str_text(&cut)); used < widths[i] + 2; used++)
            out_text(cli, " ");
        str_fini(&cut);
    }
}

static void measure(struct cli *cli, const struct hits *hits, int widths[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++)
        widths[i] = (int)strlen(heads[i]);
    for (size_t i = 0; i < hits->count; i++) {
        const char *cells[COLUMNS];

        fill_cells(cli, &hits->items[i], cells);
        for (int k = 0; k < COLUMNS; k++)
            if (text_columns(cells[k]) > widths[k])
                widths[k] = text_columns(cells[k]);
    }
    for (int i = 0; i < COLUMNS; i++)
        if (widths[i] > NAME_MOST)
            widths[i] = NAME_MOST;
}

static void print_hits(struct cli *cli, const struct hits *hits)
{
    int widths[COLUMNS];

    measure(cli, hits, widths);
    print_cells(cli, heads, widths);
    out_text(cli, _("text\n"));
    for (size_t i = 0; i < hits->count && out_flush_some(cli); i++) {
        const char *cells[COLUMNS];

        fill_cells(cli, &hits->items[i], cells);
        print_cells(cli, cells, widths);
        print_text(cli, &hits->items[i]);
    }
}

/* --- for a program --- */

static void print_marks(struct json *json, const struct search_hit *hit)
{
    json_begin_list(json, "marks");
    for (int i = 0; i < hit->mark_count; i++) {
        json_begin_list(json, NULL);
        json_integer(json, NULL, (int64_t)hit->marks[i].from);
        json_integer(json, NULL, (int64_t)hit->marks[i].to);
        json_end_list(json);
    }
    json_end_list(json);
}

static void print_json(struct cli *cli, const struct hits *hits)
{
    struct json json;
    char at[24];

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (size_t i = 0; i < hits->count && out_flush_some(cli); i++) {
        const struct search_hit *hit = &hits->items[i];

        json_begin_object(&json, NULL);
        json_text(&json, "kind", kind_info(hit->kind)->singular);
        json_text(&json, "id", id_of(cli, hit));
        json_text(&json, "account", hit->account ? account_id_of(cli, hit->account) : NULL);
        json_day(&json, "day", hit->day);
        json_text(&json, "at", hit->at == MINUTE_NONE ? NULL : minute_iso(hit->at, at));
        json_text(&json, "text", hit->text);
        print_marks(&json, hit);
        json_end_object(&json);
    }
    json_end_list(&json);
    json_end(&json);
}

/* What is left of a terminal's line for the text. */
static int excerpt_columns(const struct cli *cli)
{
    int left = cli->columns - 2 - NAME_MOST - 30;

    if (!cli->is_tty || cli_has(cli, "json"))
        return EXCERPT;
    return left < LEAST_EXCERPT ? LEAST_EXCERPT : left;
}

bool cli_search(struct cli *cli, struct error *err)
{
    struct searching searching = {0};
    struct hits hits = {0};
    struct str query = {0};
    long long limit = SEARCH_USUAL;
    bool ok;

    for (int i = 0; i < cli->word_count; i++)
        str_addf(&query, "%s%s", i ? " " : "", cli->words[i]);
    if (text_blank(str_text(&query)))
        ok = error_set(err, ERROR_USAGE, "nothing to search for");
    else
        ok = cli_number(cli, "limit", 1, &limit, err) &&
             search(cli, str_text(&query), (size_t)limit, &searching, err) &&
             read_hits(cli, &searching, (size_t)limit, excerpt_columns(cli), &hits, err);
    if (ok && cli_has(cli, "json"))
        print_json(cli, &hits);
    else if (ok)
        print_hits(cli, &hits);
    array_fini(&hits);
    searching_fini(&searching);
    str_fini(&query);
    return ok;
}
