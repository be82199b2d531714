/* A map of the user's own out of columns that were named by hand. */
#include "app/import_keep.h"

#include <ctype.h>
#include <string.h>
#include "base/text.h"
#include "files/paths.h"

enum { NAMES_TRIED = 99 };

bool import_can_keep(const struct session *session, const struct import_report *report,
    const struct import_options *options)
{
    enum kind kind;

    return options->column_count > 0 && session_config_dir(session) != NULL && report->taken &&
           report->kind != NULL && kind_from_name(report->kind, &kind) && kind <= KIND_FEEDBACK;
}

static const char *target_of(const char *column)
{
    return strrchr(column, '=') + 1;
}

/* In double quotes, as YAML has it. */
static void add_header(struct str *out, const char *column)
{
    str_add(out, "\"");
    for (const char *at = column; at < target_of(column) - 1; at++) {
        if (*at == '"' || *at == '\\')
            str_add(out, "\\");
        str_add_char(out, (unsigned char)*at < ' ' ? ' ' : *at);
    }
    str_add(out, "\"");
}

static bool was_before(const struct import_options *options, int at)
{
    for (int i = 0; i < at; i++)
        if (text_equal(target_of(options->columns[i]), target_of(options->columns[at])))
            return true;
    return false;
}

/* `  arr: ["Paid", "Booked"]`: all headers of one target stand in one row. */
static void add_target(struct str *out, const struct import_options *options, int at)
{
    const char *target = target_of(options->columns[at]), *comma = "";

    str_addf(out, "  %s: [", target);
    for (int i = at; i < options->column_count; i++) {
        if (!text_equal(target_of(options->columns[i]), target))
            continue;
        str_add(out, comma);
        add_header(out, options->columns[i]);
        comma = ", ";
    }
    str_add(out, "]\n");
}

/* Letters, digits and `-` of the file's name. */
static void add_name(struct str *out, const char *path)
{
    const char *base = path_base(path), *dot = strrchr(base, '.');
    size_t len = dot != NULL && dot > base ? (size_t)(dot - base) : strlen(base);
    size_t before = out->len;

    for (size_t i = 0; i < len; i++)
        str_add_char(out, isalnum((unsigned char)base[i]) ? base[i] : '-');
    if (out->len == before)
        str_add(out, "import");
}

static bool find_path(
    const struct session *session, const char *file, struct str *path, struct error *err)
{
    struct str name = {0};
    bool found = false;

    for (int i = 1; i <= NAMES_TRIED && !found; i++) {
        str_clear(&name);
        str_add(&name, "imports/");
        add_name(&name, file);
        if (i > 1)
            str_addf(&name, "-%d", i);
        str_add(&name, ".yaml");
        str_clear(path);
        path_join(path, session_config_dir(session), str_text(&name));
        found = !file_is_there(str_text(path));
    }
    str_fini(&name);
    return found ||
           error_set(err, ERROR_IO, "%s: no name is left for one more map", str_text(path));
}

bool import_keep_columns(const struct session *session, const struct import_report *report,
    const struct import_options *options, struct str *ret_path, struct error *err)
{
    struct str text = {0}, name = {0};
    char iso[24];
    bool good;

    text_clean(&name, path_base(report->path), strlen(path_base(report->path)));
    str_addf(&text, "# What columns of %s are, as it was said on %s.\n%s:\n", str_text(&name),
        day_iso(session_today(session), iso), report->kind);
    for (int i = 0; i < options->column_count; i++)
        if (!was_before(options, i))
            add_target(&text, options, i);
    good = find_path(session, report->path, ret_path, err) &&
           path_make_parent(str_text(ret_path), err) &&
           file_write_whole(str_text(ret_path), str_text(&text), text.len, FILE_WRITE_NEW, err);
    str_fini(&text);
    str_fini(&name);
    return good;
}
