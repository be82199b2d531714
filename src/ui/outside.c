/* Text and files to the user's editor and back: the screen is given away meanwhile. */
#include <string.h>
#include <unistd.h>
#include "base/words.h"
#include "files/outside.h"
#include "files/paths.h"
#include "ui/shell.h"

static const char *signal_word(int number)
{
    return number == 9    ? _("killed")
           : number == 15 ? _("terminated")
           : number == 1  ? _("hung up on")
                          : NULL;
}

static bool check_status(const char *editor, int status, struct error *err)
{
    if (status == 0)
        return true;
    if (status > 128 && signal_word(status - 128))
        return error_set(
            err, ERROR_REFUSED, "the editor %s was %s", editor, signal_word(status - 128));
    return error_set(err, ERROR_REFUSED, "the editor %s failed with status %d", editor, status);
}

bool ui_edit_file_at(struct ui *ui, const char *path, int line, struct error *err)
{
    struct outside_words words = {0};
    struct arena arena = {0};
    int status = 0;
    bool ok;

    if (!ui->loop)
        return error_set(err, ERROR_USAGE, "there is no terminal for an editor");
    ok = outside_command(path, line, &arena, &words, err) &&
         loop_run_program(ui->loop, words.items, &status, err) &&
         check_status(words.items[0], status, err);
    ui->is_partial = false;
    array_fini(&words);
    arena_fini(&arena);
    return ok;
}

bool ui_is_ending(const struct ui *ui)
{
    return ui->loop && loop_is_ending(ui->loop);
}

/* Is there anything in the file that the caller has not? */
static bool is_worth_keeping(const char *path, const struct ui_outside *outside)
{
    struct str now = {0};
    struct error err;
    bool ok = outside_read(path, outside->text, outside->most, &now, &err);
    bool worth = ok ? now.len > 0 && !text_equal(str_text(&now), outside->text)
                    : err.code != ERROR_NOT_FOUND;

    str_fini(&now);
    return worth;
}

static bool read_back(
    const char *path, const struct ui_outside *outside, struct str *ret_text, struct error *err)
{
    if (!outside_read(path, outside->text, outside->most, ret_text, err))
        return false;
    if (text_blank(str_text(ret_text)) && !text_blank(outside->text))
        return error_set(err, ERROR_REFUSED, "the editor left an empty file");
    return true;
}

/* What failed, what stays, and where the rest lies. */
static void add_kept(const char *path, const struct ui_outside *outside, struct error *err)
{
    struct error why = *err;

    if (!is_worth_keeping(path, outside)) {
        unlink(path);
        error_set(err, why.code, "%s; your text stays as it was", why.text);
    } else {
        error_set(err, why.code, "%s; your text stays, the editor's is in %s", why.text, path);
    }
}

bool ui_edit_text(
    struct ui *ui, const struct ui_outside *outside, struct str *ret_text, struct error *err)
{
    struct str path = {0};
    bool ok = outside_new(outside->text, strlen(outside->text), clock_stamp(), &path, err);

    if (ok) {
        if (outside->begun)
            outside->begun(ui, path_base(str_text(&path)), outside->context);
        ok = ui_edit_file_at(ui, str_text(&path), 0, err) &&
             read_back(str_text(&path), outside, ret_text, err);
        if (ok)
            unlink(str_text(&path));
        else
            add_kept(str_text(&path), outside, err);
    }
    str_fini(&path);
    return ok;
}
