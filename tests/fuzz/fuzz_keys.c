/* What a terminal sends, in pieces: the first byte says how large they are. */
#include <string.h>
#include "base/text.h"
#include "ui/input.h"
#include "fuzz.h"

/* At the end nothing may be left over, and each key takes at least a byte. */
static void take_keys(struct input *input, bool is_final, size_t most)
{
    struct key key;
    enum input_answer answer;
    size_t count = 0;
    char name[KEY_TEXT_ROOM];

    while ((answer = input_next(input, is_final, &key)) == INPUT_KEY) {
        BUG_ON(++count > most);
        (void)key_text(key.code, name);
        if (key.code == KEYCAP_PASTE)
            BUG_ON(!text_is_utf8(key.text, key.len) || memchr(key.text, '\0', key.len) != NULL);
    }
    BUG_ON(is_final && answer == INPUT_MORE && !input->in_paste);
}

void fuzz_keys(const uint8_t *data, size_t size)
{
    struct input input = {0};
    size_t step = size > 0 ? data[0] % 32 + 1u : 1, left = size > 0 ? size - 1 : 0;
    const char *bytes = (const char *)data + (size > 0);

    input_define(&input, "\033[25~", KEYCAP_F1);
    while (left > 0) {
        size_t len = step < left ? step : left;

        input_add(&input, bytes, len);
        take_keys(&input, step % 2 == 0, size + 1);
        bytes += len;
        left -= len;
    }
    take_keys(&input, true, size + 1);
    input_fini(&input);
}
