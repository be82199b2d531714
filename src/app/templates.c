/* Templates of notes: found by name, checked, filled with the facts of an account. */
#include <string.h>
#include "app/app_internal.h"
#include "app/brief_internal.h"
#include "core/template.h"
#include "files/config.h"

static const char *folder_of(const struct template_order *order)
{
    if (order->brief)
        return "briefs";
    return order->for_customer ? "mails" : "notes";
}

static bool names_in(struct session *session, const char *folder, struct arena *arena,
    const char *const **ret_names, struct error *err)
{
    struct config_file_list files = {0};
    const char **names;

    if (!config_list(session->config_dir, folder, ".md", arena, &files, err))
        return false;
    names = arena_alloc_array(arena, files.count + 1, sizeof(*names));
    for (size_t i = 0; i < files.count; i++) {
        const char *name = strchr(files.items[i].name, '/') + 1;

        names[i] = arena_copy_bytes(arena, name, strlen(name) - strlen(".md"));
    }
    *ret_names = names;
    return true;
}

bool verb_template_names(struct session *session, bool for_customer, struct arena *arena,
    const char *const **ret_names, struct error *err)
{
    return names_in(session, for_customer ? "mails" : "notes", arena, ret_names, err);
}

static bool name_all(struct session *session, const struct template_order *order, struct error *err)
{
    struct arena arena = {0};
    struct str known = {0};
    const char *const *names;

    if (names_in(session, folder_of(order), &arena, &names, err)) {
        for (; *names; names++)
            str_addf(&known, "%s%s", known.len ? ", " : "", *names);
        error_set(
            err, ERROR_NOT_FOUND, "no template '%s'; there are %s", order->name, str_text(&known));
    }
    str_fini(&known);
    arena_fini(&arena);
    return false;
}

static bool find(struct session *session, const struct template_order *order, struct arena *arena,
    struct config_file *file, struct error *err)
{
    const char *path = arena_format(arena, "%s/%s.md", folder_of(order), order->name);

    if (config_find(session->config_dir, path, arena, file, err))
        return !file->hidden || name_all(session, order, err);
    return (err->code == ERROR_NOT_FOUND || err->code == ERROR_USAGE) &&
           name_all(session, order, err);
}

/* The facts are those of now; without an account none is known. */
static bool ground_of(struct session *session, const struct template_order *order,
    struct arena *arena, struct template_ground *ground, struct error *err)
{
    struct dossier *dossier = arena_alloc(arena, sizeof(*dossier));
    struct assessment *assessment = arena_alloc(arena, sizeof(*assessment));
    struct row *contact = NULL;

    ground->settings = &session->settings;
    ground->today = session->today;
    ground->author = session_author(session);
    ground->step = order->step;
    ground->from = order->from;
    ground->to = order->to;
    ground->dossier = dossier;
    dossier->account = row_new(arena, KIND_ACCOUNT);
    if (!order->account)
        return true;
    if (!session_assess(session, order->account, arena, dossier, assessment, err))
        return false;
    if (!dossier->account)
        return error_set(err, ERROR_NOT_FOUND, "this account is gone");
    dossier->account = assessment->account;
    ground->assessment = assessment;
    if (order->contact &&
        !store_get(session->store, KIND_CONTACT, order->contact, arena, &contact, err))
        return false;
    ground->contact = contact;
    return true;
}

/* Of these the customer is the reader, whatever the file says. */
static bool is_customers(const char *brief)
{
    static const char *const kinds[] = {"ebr", "present", "qbr", "value"};

    return text_is_one_of_nocase(brief, kinds, COUNT_OF(kinds));
}

static enum template_eyes eyes_of(const struct template_order *order, const char *text)
{
    if (order->for_customer || (order->brief && is_customers(order->name)))
        return TEMPLATE_CUSTOMER;
    return order->brief ? template_eyes_of(text) : TEMPLATE_OURS;
}

static bool find_sound(struct session *session, const struct template_order *order,
    struct arena *arena, struct config_file *file, struct error *err)
{
    struct error wrong;
    int line, column = 1;

    if (!find(session, order, arena, file, err))
        return false;
    return template_check(file->text, eyes_of(order, file->text), &line, &column, &wrong) ||
           error_set_at(err, ERROR_USAGE, file->path, line, column, "%s", wrong.text);
}

/* What a page of an account says beyond its dossier; the amounts are those of the book. */
static bool add_more(struct session *session, const struct template_order *order,
    struct arena *arena, struct template_ground *ground, struct error *err)
{
    struct settings *settings = arena_alloc(arena, sizeof(*settings));
    struct row_list *movements = arena_alloc(arena, sizeof(*movements));

    *settings = session->settings;
    settings->currency = session_currency(session);
    ground->settings = settings;
    ground->movements = movements;
    return !order->account ||
           store_children(session->store, KIND_MOVEMENT, order->account, arena, movements, err);
}

bool template_fill_brief(struct session *session, const struct template_order *order,
    const struct template_page *page, struct str *out, struct error *err)
{
    struct template_ground ground = {.given = page->given, .markdown = true};
    struct arena arena = {0};
    struct config_file file;
    bool ok = find_sound(session, order, &arena, &file, err) &&
              ground_of(session, order, &arena, &ground, err) &&
              add_more(session, order, &arena, &ground, err);

    ground.charts = page->charts;
    if (ok)
        template_fill(file.text, eyes_of(order, file.text), &ground, out);
    arena_fini(&arena);
    return ok;
}

bool template_brief_names(struct session *session, const char *brief, const char *fact,
    bool *ret_names, struct error *err)
{
    struct template_order order = {.name = brief, .brief = true};
    struct arena arena = {0};
    struct config_file file;
    bool ok = find_sound(session, &order, &arena, &file, err);

    *ret_names = ok && template_names(file.text, fact);
    arena_fini(&arena);
    return ok;
}

bool brief_kinds(
    struct session *session, struct arena *arena, const char *const **ret_names, struct error *err)
{
    return names_in(session, "briefs", arena, ret_names, err);
}

bool verb_template_fill(
    struct session *session, const struct template_order *order, struct str *out, struct error *err)
{
    struct template_ground ground = {0};
    struct arena arena = {0};
    struct config_file file;
    bool ok = find_sound(session, order, &arena, &file, err) &&
              ground_of(session, order, &arena, &ground, err);

    if (ok)
        template_fill(file.text, eyes_of(order, file.text), &ground, out);
    arena_fini(&arena);
    return ok;
}
