/* Runs while building: reads the shipped keys and themes and writes them as C tables.
 * shipped_gen OUTPUT KEYS THEME...   A fault in one of them ends the build. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "files/keymap_file.h"
#include "files/paths.h"
#include "files/theme_file.h"
#include "gen_faults_internal.h"
#include "gen_internal.h"

#define MOST_BYTES (1024 * 1024)

static void write_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text != '\0'; text++)
        gen_byte(out, (unsigned char)*text);
    fputs("\", ", out);
}

static void write_keys(FILE *out, const struct keymap *keymap)
{
    fputs("const struct keymap_binding shipped_bindings[] = {\n", out);
    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct keymap_binding *binding = &keymap->bindings.items[i];

        fputs("    {", out);
        write_text(out, binding->section);
        fputs("{{", out);
        for (int key = 0; key < binding->sequence.count; key++)
            fprintf(out, "0x%xu, ", (unsigned)binding->sequence.keys[key]);
        fprintf(out, "}, %d}, ", binding->sequence.count);
        write_text(out, binding->command);
        fprintf(out, "%d},\n", binding->layer);
    }
    fprintf(out, "};\nconst size_t shipped_binding_count = %zu;\n", keymap->bindings.count);
}

static void write_depth(FILE *out, const struct theme_depth *depth)
{
    fputs("        {{", out);
    for (int i = 0; i < ROLE_COUNT; i++)
        fprintf(out, "{%d, %d}, ", depth->roles[i].colour, depth->roles[i].attributes);
    fputs("},\n            {", out);
    for (int i = 0; i < GROUND_COUNT; i++)
        fprintf(out, "{%d, %d, %d}, ", depth->grounds[i].foreground, depth->grounds[i].background,
            depth->grounds[i].attributes);
    fputs("}},\n", out);
}

static void write_theme(FILE *out, const struct theme *theme)
{
    fputs("    {", out);
    write_text(out, theme->name);
    write_text(out, theme->about);
    fputs("\n", out);
    write_depth(out, &theme->full);
    write_depth(out, &theme->sixteen);
    fputs("    },\n", out);
}

static bool read_text(const char *path, struct str *text, struct fault_list *faults)
{
    struct error err;

    if (file_read_whole(path, MOST_BYTES, text, &err))
        return true;
    fault_add_error(faults, path, &err);
    return false;
}

static bool add_keys(FILE *out, const char *path, struct fault_list *faults)
{
    struct keymap keymap = {0};
    struct str text = {0};
    bool good = read_text(path, &text, faults) &&
                keymap_file_lay(&keymap, path, str_text(&text), text.len, faults);

    write_keys(out, &keymap);
    str_fini(&text);
    keymap_fini(&keymap);
    return good && faults->count == 0;
}

/* Its name is that of its file. */
static bool add_theme(FILE *out, const char *path, struct fault_list *faults)
{
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
    struct str name = {0}, text = {0};
    struct theme theme;
    bool good;

    str_add_bytes(&name, file, strcspn(file, "."));
    good = read_text(path, &text, faults) &&
           theme_file_read(str_text(&name), path, str_text(&text), text.len, &theme, faults);
    if (good)
        write_theme(out, &theme);
    str_fini(&name);
    str_fini(&text);
    return good && faults->count == 0;
}

static bool generate(FILE *out, char **paths, int count, struct fault_list *faults)
{
    bool good;

    fputs("/* Written by shipped_gen; do not edit. */\n#include \"shipped_internal.h\"\n\n", out);
    good = add_keys(out, paths[0], faults);
    fputs("\nconst struct theme shipped_themes[] = {\n", out);
    for (int i = 1; i < count; i++)
        good &= add_theme(out, paths[i], faults);
    fprintf(out, "};\nconst size_t shipped_theme_count = %d;\n", count - 1);
    return good && !ferror(out);
}

int main(int argc, char **argv)
{
    struct fault_list faults = {0};
    FILE *out = argc < 3 ? NULL : fopen(argv[1], "wb");

    if (!out) {
        fprintf(stderr, "usage: shipped_gen OUTPUT KEYS THEME...\n");
        return EXIT_FAILURE;
    }
    return gen_end(out, argv[1], generate(out, argv + 2, argc - 2, &faults), &faults);
}
