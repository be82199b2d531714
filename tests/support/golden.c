#include "support/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (file == NULL || fputs(text, file) == EOF || fclose(file) != 0)
        fail_msg("cannot write %s", path);
}

static void read_file(const char *path, struct str *out)
{
    char buffer[4096];
    size_t len;
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        fail_msg("%s is missing; DAYBOOK_GOLDEN=rewrite makes it", path);
        return;
    }
    while ((len = fread(buffer, 1, sizeof(buffer), file)) > 0)
        str_add_bytes(out, buffer, len);
    fclose(file);
}

static void show_difference(const char *path, const char *want, const char *got)
{
    int line = 1;
    while (*want != '\0' && *got != '\0') {
        size_t want_len = strcspn(want, "\n"), got_len = strcspn(got, "\n");
        if (want_len != got_len || memcmp(want, got, want_len) != 0)
            break;
        want += want_len + (want[want_len] == '\n');
        got += got_len + (got[got_len] == '\n');
        line++;
    }
    fail_msg("%s:%d differs\n  expected: %.*s\n  drawn:    %.*s", path, line,
        (int)strcspn(want, "\n"), want, (int)strcspn(got, "\n"), got);
}

void golden_check_text(const char *name, const char *text)
{
    char path[256];
    struct str want = {0};
    snprintf(path, sizeof(path), "tests/data/golden/%s.txt", name);
    const char *wish = getenv("DAYBOOK_GOLDEN");
    if (wish != NULL && strcmp(wish, "rewrite") == 0) {
        write_file(path, text);
        return;
    }
    read_file(path, &want);
    if (strcmp(str_text(&want), text) != 0)
        show_difference(path, str_text(&want), text);
    str_fini(&want);
}

void golden_check(const char *name, const struct canvas *canvas)
{
    struct str picture = {0};
    canvas_picture(canvas, &picture);
    golden_check_text(name, str_text(&picture));
    str_fini(&picture);
}

void golden_check_size(const char *name, const struct canvas *canvas)
{
    char full[128];
    snprintf(full, sizeof(full), "%s-%dx%d", name, canvas->columns, canvas->rows);
    golden_check(full, canvas);
}
