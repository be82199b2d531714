/* Runs while building: writes the shipped files as one C table, sorted by name.
 * embed_gen OUTPUT NAME... -- FILE...   with as many names as files, in the same order. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "gen_internal.h"

struct source {
    const char *name;
    const char *file;
};

static int compare_sources(const void *a, const void *b)
{
    return strcmp(((const struct source *)a)->name, ((const struct source *)b)->name);
}

static int write_row(FILE *out, const struct source *source)
{
    FILE *in = fopen(source->file, "rb");
    if (!in) {
        perror(source->file);
        return 0;
    }
    fprintf(out, "    {\"%s\",\n        \"", source->name);
    size_t len = 0;
    uint64_t mark = 0;
    for (int byte; (byte = fgetc(in)) != EOF; len++) {
        gen_byte(out, byte);
        mark = mark * 31 + (uint64_t)byte;
    }
    int good = !ferror(in);
    fclose(in);
    fprintf(out, "\",\n        %zu, UINT64_C(%" PRIu64 ")},\n", len, mark);
    return good;
}

static int write_table(FILE *out, const struct source *sources, size_t count)
{
    fputs("/* Written by embed_gen; do not edit. */\n#include \"embedded_internal.h\"\n\n"
          "const struct embedded embedded_table[] = {\n",
        out);
    for (size_t i = 0; i < count; i++)
        if (!write_row(out, &sources[i]))
            return 0;
    fprintf(out, "    {NULL, NULL, 0, 0},\n};\nconst size_t embedded_count = %zu;\n", count);
    return !ferror(out);
}

static int generate(const char *path, struct source *sources, size_t count)
{
    qsort(sources, count, sizeof(*sources), compare_sources);
    FILE *out = fopen(path, "wb");
    if (!out) {
        perror(path);
        return EXIT_FAILURE;
    }
    int good = write_table(out, sources, count);
    if (fclose(out) != 0)
        good = 0;
    if (!good)
        remove(path);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    size_t count = argc > 3 ? (size_t)(argc - 3) / 2 : 0;
    if (argc < 3 || strcmp(argv[2 + count], "--") != 0) {
        fprintf(stderr, "usage: embed_gen OUTPUT NAME... -- FILE...\n");
        return EXIT_FAILURE;
    }
    struct source *sources = calloc(count + 1, sizeof(*sources));
    if (!sources)
        return EXIT_FAILURE;
    for (size_t i = 0; i < count; i++)
        sources[i] = (struct source){argv[2 + i], argv[3 + count + i]};
    int status = generate(argv[1], sources, count);
    free(sources);
    return status;
}
