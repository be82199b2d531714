/* The body of a note: its follow-ups and tags. */
#include <stdlib.h>
#include <string.h>
#include "core/followup.h"
#include "core/template.h"
#include "fuzz.h"

static void look_at_followups(const struct followup_list *list, size_t size)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct followup *followup = &list->items[i];

        BUG_ON(followup->line > size || followup->date_at > size);
        BUG_ON(followup->title == NULL || strlen(followup->title) > size);
        BUG_ON(followup->at_minute < -1 || followup->at_minute >= 24 * 60);
        BUG_ON(i > 0 && followup->line <= list->items[i - 1].line);
    }
}

void fuzz_note(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    struct arena arena = {0};
    struct followup_list open = {0}, all = {0};
    struct followup one;

    followups_of(text, fuzz_today(), &fuzz_settings.calendar, &arena, &open);
    followups_all(text, fuzz_today(), &fuzz_settings.calendar, &arena, &all);
    look_at_followups(&open, size);
    look_at_followups(&all, size);
    BUG_ON(open.count > all.count);
    fuzz_any(
        followup_of_line(text, strlen(text), fuzz_today(), &fuzz_settings.calendar, &arena, &one));
    BUG_ON(strlen(note_tags_of(text, &arena)) > size);
    (void)template_eyes_of(text);
    array_fini(&all);
    array_fini(&open);
    arena_fini(&arena);
    free(text);
}
