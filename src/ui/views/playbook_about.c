/* The rules of a playbook and how it came out, in words. */
#include "base/text.h"
#include "base/words.h"
#include "ui/views/playbook.h"
#include "ui/views/playbook_words.h"

struct telling {
    struct playbook_screen *screen;
    const char *label; /* of the next line */
    int columns;
};

static void add_line(void *context, const char *start, size_t len)
{
    struct telling *telling = context;
    struct playbook_screen *screen = telling->screen;

    ARRAY_PUSH(&screen->about,
        (struct about_line){telling->label, arena_copy_bytes(&screen->about_arena, start, len)});
    telling->label = "";
}

/* Nothing where there is nothing to tell. */
static void tell(struct telling *telling, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    telling->label = label;
    text_wrap(text, telling->columns, add_line, telling);
}

static void tell_gap(struct telling *telling)
{
    telling->label = "";
    add_line(telling, "", 0);
}

static void tell_entry(struct telling *telling, const struct playbook *playbook)
{
    struct str words = {0};

    tell(telling, _("what for"), playbook->summary);
    tell(telling, _("for whom"),
        playbook->applies.text ? playbook->applies.text : _("every account"));
    words_of_start_in_full(&words, playbook);
    tell(telling, _("starts"), str_text(&words));
    str_clear(&words);
    words_of_again(&words, playbook);
    tell(
        telling, _("again"), words.len ? str_text(&words) : _("any time after the last one ended"));
    tell(telling, _("counts from"), playbook_anchor_words(playbook->anchor));
    str_clear(&words);
    words_of_span(&words, &playbook->target);
    tell(telling, _("should take"), words.len ? str_text(&words) : _("to the last required step"));
    str_fini(&words);
}

static void tell_end(struct telling *telling, const struct playbook *playbook)
{
    struct str words = {0};

    if (playbook->success.text) {
        str_add(&words, playbook->success.text);
        if (playbook->success_within.count) {
            str_add(&words, _(", within "));
            words_of_length(&words, playbook->success_within);
        }
    }
    tell(telling, _("success"), words.len ? str_text(&words) : _("not said"));
    str_clear(&words);
    if (playbook->exit_when.text)
        str_addf(&words, _("where %s; open steps are %s"), playbook->exit_when.text,
            playbook->exit_keeps ? _("kept") : _("cancelled"));
    tell(telling, _("leaves"), str_text(&words));
    str_fini(&words);
}

static void tell_outcome(struct telling *telling, const struct playbook_outcome *outcome)
{
    struct str words = {0};

    if (!outcome)
        tell(telling, _("outcome"), _("n/a: it never ran"));
    for (int i = 0; outcome && i < OUTCOME_LINES; i++) {
        str_clear(&words);
        outcome_words(&words, outcome, (enum outcome_line)i);
        tell(telling, outcome_label((enum outcome_line)i), str_text(&words));
    }
    str_fini(&words);
}

void playbook_make_about(struct playbook_screen *screen, int columns)
{
    struct telling telling = {screen, "", columns - ABOUT_LABEL};

    if (screen->about_columns == columns)
        return;
    screen->about_columns = columns;
    arena_clear(&screen->about_arena);
    array_clear(&screen->about);
    tell_entry(&telling, screen->playbook);
    tell_end(&telling, screen->playbook);
    tell_gap(&telling);
    tell_outcome(&telling, screen->outcome);
    tell_gap(&telling);
    tell(&telling, _("version"), screen->playbook->version);
    tell(&telling, _("file"), screen->listing.path);
}
