#include "support/short_playbook.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static void add_title(struct str *out, const char *id, size_t len)
{
    str_add(out, ", title: ");
    for (size_t i = 0; i < len; i++)
        str_add_char(out, (char)toupper((unsigned char)id[i]));
}

/* One word of a step: its id, its due, or KEY:VALUE. */
static void add_word(struct str *out, const char *word, size_t len, int place)
{
    const char *colon = memchr(word, ':', len);

    if (place == 0) {
        str_addf(out, "  - {id: %.*s", (int)len, word);
        add_title(out, word, len);
    } else if (place == 1) {
        str_addf(out, ", due: %.*s", (int)len, word);
    } else {
        assert_non_null(colon);
        str_addf(out, ", %.*s: ", (int)(colon - word), word);
        for (const char *at = colon + 1; at < word + len; at++)
            str_addf(out, *at == ':' ? "%c " : "%c", *at);
    }
}

static void add_step(struct str *out, const char *step, size_t len)
{
    const char *end = step + len;

    for (int place = 0; step < end; place++) {
        size_t word;

        step += strspn(step, " ");
        word = strcspn(step, " ;");
        if (word > 0)
            add_word(out, step, word, place);
        step += word;
    }
    str_add(out, "}\n");
}

const char *short_playbook_text(struct arena *arena, const char *head, const char *steps)
{
    struct str out = {0};
    const char *text;

    str_addf(&out, "id: x\ntitle: X\ntype: review\n%ssteps:\n", head);
    while (*steps) {
        size_t len = strcspn(steps, ";");

        add_step(&out, steps, len);
        steps += len + (steps[len] == ';');
    }
    text = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return text;
}

const struct playbook *short_playbook(
    struct arena *arena, const struct settings *settings, const char *head, const char *steps)
{
    const char *text = short_playbook_text(arena, head, steps);
    struct playbook_source source = {"x.yaml", text, strlen(text)};
    struct fault_list faults = {0};
    const struct playbook *playbook = NULL;
    bool good = playbook_parse(&source, settings, arena, &faults, &playbook);

    if (!good)
        print_error("%d:%d %s\n%s", faults.items[0].line, faults.items[0].column,
            faults.items[0].text, text);
    fault_list_fini(&faults);
    assert_true(good);
    return playbook;
}
