/* Lists that are not of one account's rows: the caller found them (template_ground.given). */
#include "template_internal.h"

#include "base/str.h"

static void give(const struct template_ground *ground, const char *name, struct arena *arena,
    struct template_texts *texts)
{
    for (const struct template_given *given = ground->given; given && given->name; given++)
        for (size_t i = 0; text_equal(given->name, name) && i < given->texts.count; i++)
            template_give(texts, arena, given->texts.items[i]);
}

#define GIVEN(name)                                                                                \
    void template_fill_##name(                                                                     \
        const struct template_ground *ground, struct arena *arena, struct template_texts *texts)   \
    {                                                                                              \
        give(ground, #name, arena, texts);                                                         \
    }
GIVEN(book_span)
GIVEN(changes)
GIVEN(did)
GIVEN(moved)
GIVEN(next_week)
GIVEN(renewals_called)
GIVEN(renewals_lost)
GIVEN(renewals_won)
GIVEN(risks_closed)
GIVEN(risks_opened)
