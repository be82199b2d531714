#include "app/saved_views.h"

#include <string.h>
#include "app/app_internal.h"
#include "base/text.h"
#include "files/config.h"
#include "files/paths.h"

enum { VIEWS_BYTES_MOST = 1 << 18, NAME_BYTES_MOST = 80 };
#define VIEWS_FILE "views.yaml"

/* The text of the file as it stands; "" where there is none. */
static bool read_text(
    struct session *session, struct str *ret_path, struct str *ret_text, struct error *err)
{
    bool there;

    if (!session->config_dir || session->demo)
        return error_set(err, ERROR_READ_ONLY, "the demo keeps no files of yours");
    path_join(ret_path, session->config_dir, VIEWS_FILE);
    return file_read_if_there(str_text(ret_path), VIEWS_BYTES_MOST, ret_text, &there, err);
}

static bool parse(const struct str *path, const struct str *text, struct arena *arena,
    struct saved_views *ret_views, struct error *err)
{
    struct fault_list faults = {0};
    struct str first = {0};
    bool ok = view_file_read(str_text(path), str_text(text), text->len, arena, &faults, ret_views);

    if (faults.count) {
        fault_format(&faults.items[0], &first);
        ok = error_set(err, ERROR_REFUSED, "%s", str_text(&first));
    }
    str_fini(&first);
    fault_list_fini(&faults);
    return ok;
}

bool saved_views_read(
    struct session *session, struct arena *arena, struct saved_views *ret_views, struct error *err)
{
    struct str path = {0}, text = {0};
    bool ok = !session->config_dir || session->demo ||
              (read_text(session, &path, &text, err) && parse(&path, &text, arena, ret_views, err));

    str_fini(&path);
    str_fini(&text);
    return ok;
}

static bool write_text(const struct str *path, const struct str *text, struct error *err)
{
    return path_make_parent(str_text(path), err) &&
           file_write_whole(str_text(path), str_text(text), text->len,
               FILE_WRITE_REPLACE | FILE_WRITE_SYNC, err);
}

static bool check_name(const char *name, struct error *err)
{
    if (text_blank(name))
        return error_set(err, ERROR_USAGE, "name the view");
    if (strlen(name) > NAME_BYTES_MOST)
        return error_set(err, ERROR_USAGE, "a name has at most %d letters", NAME_BYTES_MOST);
    return true;
}

/* view, or NULL: the one of that name goes. */
static bool change(
    struct session *session, const struct saved_view *view, const char *name, struct error *err)
{
    struct str path = {0}, text = {0};
    struct arena arena = {0};
    struct saved_views views = {0};
    size_t at = 0;
    bool ok = read_text(session, &path, &text, err) && parse(&path, &text, &arena, &views, err);

    while (ok && !view && at < views.count && !text_equal_nocase(views.items[at].name, name))
        at++;
    if (ok && view)
        view_file_put(&text, view);
    else if (ok && at < views.count)
        view_file_drop(&text, &views.items[at]);
    else if (ok)
        ok = error_set(err, ERROR_NOT_FOUND, "there is no saved view '%s'", name);
    ok = ok && write_text(&path, &text, err);
    array_fini(&views);
    arena_fini(&arena);
    str_fini(&path);
    str_fini(&text);
    return ok;
}

bool saved_view_put(struct session *session, const struct saved_view *view, struct error *err)
{
    if (session_is_read_only(session))
        return error_set(err, ERROR_READ_ONLY, "the book is read-only, and so are its views");
    return check_name(view->name, err) && change(session, view, view->name, err);
}

bool saved_view_drop(struct session *session, const char *name, struct error *err)
{
    if (session_is_read_only(session))
        return error_set(err, ERROR_READ_ONLY, "the book is read-only, and so are its views");
    return change(session, NULL, name, err);
}
