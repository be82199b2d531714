/* undo --dry-run and redo --dry-run: what would go back, field by field; text and JSON. */
#include <inttypes.h>
#include <string.h>

#include "app/undo_preview.h"
#include "base/text.h"
#include "base/words.h"
#include "cli_internal.h"

static const char *value_or(const char *text)
{
    return *text != '\0' ? text : _("nothing");
}

static void print_line(struct cli *cli, const struct undo_line *line)
{
    struct str text = {0};

    str_addf(&text, "  %s %s", _(kind_info(line->kind)->singular), line->name);
    switch (line->sort) {
    case UNDO_FIELD:
        str_addf(
            &text, ": %s %s -> %s", line->field, value_or(line->before), value_or(line->after));
        break;
    case UNDO_COMES_BACK: str_add(&text, _(": comes back")); break;
    case UNDO_GOES: str_add(&text, _(": goes")); break;
    }
    out_clean(cli, str_text(&text));
    out_text(cli, "\n");
    str_fini(&text);
}

static void print_kept(struct cli *cli, const struct undo_preview *preview)
{
    if (*preview->kept == '\0')
        return;
    err_line(preview->kept);
    cli->in_part = true;
}

static void print_one(struct cli *cli, const struct undo_preview *preview, bool is_redo)
{
    out_text(cli, is_redo ? _("would redo: ") : _("would undo: "));
    out_clean(cli, preview->summary);
    out_text(cli, "\n");
    for (int i = 0; i < preview->count; i++)
        print_line(cli, &preview->lines[i]);
    if (preview->all > preview->count)
        outf(cli, _("  and %" PRId64 " more\n"), preview->all - preview->count);
    print_kept(cli, preview);
}

/* --- JSON --- */

static void json_lines(struct json *json, const struct undo_preview *preview)
{
    static const char *const sorts[] = {
        [UNDO_FIELD] = "field", [UNDO_COMES_BACK] = "comes back", [UNDO_GOES] = "goes"};

    json_begin_list(json, "changes");
    for (int i = 0; i < preview->count; i++) {
        const struct undo_line *line = &preview->lines[i];

        json_begin_object(json, NULL);
        json_text(json, "what", sorts[line->sort]);
        json_text(json, "kind", _(kind_info(line->kind)->singular));
        json_text(json, "id", *line->id != '\0' ? line->id : NULL);
        json_text(json, "name", line->name);
        json_text(json, "field", *line->field != '\0' ? line->field : NULL);
        json_text(json, "before", *line->before != '\0' ? line->before : NULL);
        json_text(json, "after", *line->after != '\0' ? line->after : NULL);
        json_end_object(json);
    }
    json_end_list(json);
}

static void json_kept(struct json *json, const char *kept)
{
    struct str line = {0};

    json_begin_list(json, "kept");
    while (*kept != '\0') {
        size_t len = strcspn(kept, "\n");

        str_clear(&line);
        str_add_bytes(&line, kept, len);
        json_text(json, NULL, str_text(&line));
        kept += len + (kept[len] == '\n');
    }
    json_end_list(json);
    str_fini(&line);
}

static void print_json(struct cli *cli, const struct undo_preview *previews, int count)
{
    struct json json;

    json_init(&json, &cli->out);
    json_begin_list(&json, NULL);
    for (int i = 0; i < count; i++) {
        json_begin_object(&json, NULL);
        json_text(&json, "summary", previews[i].summary);
        json_integer(&json, "changed", previews[i].all);
        json_lines(&json, &previews[i]);
        json_kept(&json, previews[i].kept);
        json_end_object(&json);
        cli->in_part |= *previews[i].kept != '\0';
    }
    json_end_list(&json);
    json_end(&json);
}

bool history_preview(struct cli *cli, const struct undo_order *order, struct error *err)
{
    struct undo_preview *previews;
    int count;

    if (!undo_preview(cli->session, order, &cli->arena, &previews, &count, err))
        return false;
    if (cli_has(cli, "json"))
        print_json(cli, previews, count);
    for (int i = 0; i < count && !cli_has(cli, "json"); i++)
        print_one(cli, &previews[i], order->is_redo);
    if (count < order->count) {
        err_linef(_("daybook: %d of %d: %s"), count, order->count, err->text);
        cli->in_part = true;
    }
    return true;
}
