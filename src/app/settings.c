/* Settings: what is in force and why, and one of them changed. */
#include "app/settings.h"

#include <string.h>
#include "app/app_internal.h"
#include "base/text.h"
#include "files/config.h"
#include "files/settings_edit.h"
#include "files/settings_file.h"

static const char *copy_place(struct setting_place *place, struct arena *arena)
{
    const char *copy = arena_copy_text(arena, str_text(&place->value));

    str_fini(&place->value);
    return copy;
}

static const char *fault_of(
    const struct fault_list *faults, const char *path, int line, struct arena *arena)
{
    for (size_t i = 0; i < faults->count; i++)
        if (faults->items[i].line == line && text_equal(faults->items[i].path, path))
            return arena_copy_text(arena, faults->items[i].text);
    return NULL;
}

static void lay_own(struct setting_line *line, const struct config_file *own,
    const struct fault_list *faults, struct arena *arena)
{
    struct setting_place place = settings_place(own->text, line->info->name);

    line->line = place.line;
    if (place.line) {
        line->path = own->path;
        line->value = copy_place(&place, arena);
        line->fault = fault_of(faults, own->path, place.line, arena);
    }
}

bool settings_lines(
    const char *config_dir, struct arena *arena, struct setting_lines *ret_lines, struct error *err)
{
    struct config_file shipped, own = {0};
    struct fault_list faults = {0};
    struct settings ignored;
    bool there = false;

    if (!config_shipped("daybook.yaml", &shipped) ||
        !config_of_user(config_dir, "daybook.yaml", arena, &own, &there, err))
        return false;
    settings_read(config_dir, arena, &ignored, &faults);
    for (size_t i = 0; settings_info(i); i++) {
        struct setting_place place = settings_place(shipped.text, settings_info(i)->name);
        struct setting_line line = {.info = settings_info(i)};

        line.value = line.initial = copy_place(&place, arena);
        if (there)
            lay_own(&line, &own, &faults, arena);
        ARRAY_PUSH(ret_lines, line);
    }
    fault_list_fini(&faults);
    return true;
}

/* --- changed while daybook runs --- */

static uint64_t mark_of_text(struct session *session)
{
    struct arena arena = {0};
    struct config_file file;
    struct error err;
    bool there = false;
    uint64_t mark = 5381;

    if (!config_of_user(session->config_dir, "daybook.yaml", &arena, &file, &there, &err))
        mark = 1;
    else if (there)
        for (size_t i = 0; i < file.len; i++)
            mark = mark * 33 + (unsigned char)file.text[i];
    arena_fini(&arena);
    return mark;
}

void settings_load(struct session *session)
{
    const char *dir = session->demo ? NULL : session->config_dir;
    const char *before = session->settings.currency;

    session->settings_mark = dir ? mark_of_text(session) : 0; /* what comes later is seen later */
    fault_list_fini(&session->settings_faults);
    session->settings_faults = (struct fault_list){0};
    settings_read(dir, &session->arena, &session->settings, &session->settings_faults);
    session->currency_is_set = session->settings.currency != NULL;
    if (!session->currency_is_set)
        session->settings.currency = before; /* until it is settled from the book */
}

/* The texts that were in force stay in the session's arena: a screen may still show them. */
bool session_settings_look(struct session *session)
{
    if (!session->config_dir || session->demo || session->is_redacted ||
        mark_of_text(session) == session->settings_mark)
        return false;
    settings_load(session);
    session_forget_book_facts(session);
    standings_forget(session);
    return true;
}

/* Text is quoted where YAML would read something else. */
static const char *quoted(const char *value, struct arena *arena)
{
    struct str out = {0};
    const char *copy;

    if (*value && !strpbrk(value, ":#\"'[]{},&*!|>%@`\\") && !strchr("-? ", *value) &&
        value[strlen(value) - 1] != ' ')
        return value;
    str_add_char(&out, '"');
    for (const char *at = value; *at; at++) {
        if (*at == '"' || *at == '\\')
            str_add_char(&out, '\\');
        str_add_char(&out, *at);
    }
    str_add_char(&out, '"');
    copy = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return copy;
}

bool session_setting_set(struct session *session, const struct setting_info *setting,
    const char *value, struct error *err)
{
    struct arena arena = {0};
    bool ok;

    if (session->demo || !session->config_dir)
        return error_set(
            err, ERROR_READ_ONLY, "the demo has no settings of its own; start with your own book");
    if (session_is_read_only(session))
        return error_set(err, ERROR_READ_ONLY, "--read-only was given; nothing changed");
    if (value && setting->type == SETTING_TEXT && !text_equal(value, "off"))
        value = quoted(value, &arena);
    ok = settings_edit(session->config_dir, setting, value, err);
    arena_fini(&arena);
    if (ok)
        (void)session_settings_look(session);
    return ok;
}
