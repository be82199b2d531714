/* sources.yaml: one row a source. */
#include "files/sources_file.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/words.h"
#include "core/kind.h"
#include "files/config.h"
#include "files/csv.h"
#include "files/yaml_tree.h"

enum {
    MINUTE = 60,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR,
    LIMIT_USUAL = 10 * MINUTE,
    WORDS_MOST = 200
};

static const char *const known_keys[] = {"blank_erases", "dates", "delimiter", "encoding", "every",
    "kind", "limit", "map", "numbers", "overwrite", "run"};

struct source_reader {
    const char *folder;
    struct arena *arena;
    struct fault_list *faults;
};

static const char *text_kept(
    const struct source_reader *reader, const struct tree_node *row, const char *key)
{
    return arena_copy_text(reader->arena, tree_text_of(row, key, NULL, reader->faults));
}

/* --- name and command --- */

static bool is_name(const char *name)
{
    static const char marks[] = "-_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t len = strlen(name);

    return len > 0 && len <= SOURCE_NAME_MOST && !strchr("-_.", name[0]) &&
           strspn(name, marks) == len;
}

static void read_command(
    const struct source_reader *reader, const struct tree_node *row, struct source *source)
{
    const struct tree_node *run =
        tree_need_among(row, "run", known_keys, COUNT_OF(known_keys), reader->faults);
    const char *const *words;
    char **argv;
    int count;

    if (run == NULL)
        return;
    if (run->kind == TREE_TEXT && strpbrk(run->text, " \t\n")) {
        tree_fault(run, reader->faults,
            "run is a list of words, [my-export, --csv]: no shell takes a line apart");
        return;
    }
    words = tree_texts_of(row, "run", reader->arena, &count, reader->faults);
    if (count > WORDS_MOST) {
        tree_fault(run, reader->faults, "more than %d words", WORDS_MOST);
        return;
    }
    argv = arena_alloc_array(reader->arena, (size_t)count + 1, sizeof(*argv));
    for (int i = 0; i < count; i++)
        argv[i] = arena_copy_text(reader->arena, words[i]);
    if (count == 0 || text_blank(argv[0]))
        tree_fault(run, reader->faults, "run names no program");
    source->argv = argv;
    source->argc = count;
}

/* --- spans of time --- */

static const struct span_unit {
    char letter;
    int seconds;
} span_units[] = {{'s', 1}, {'m', MINUTE}, {'h', HOUR}, {'d', DAY}, {'w', 7 * DAY}};

/* `90s`, `30m`, `12h`, `1d`, `2w`; 0: it is none. */
static int64_t span_seconds(const char *text)
{
    char digits[12];
    size_t len = strspn(text, "0123456789");
    long long number;

    if (len == 0 || len >= sizeof(digits) || strlen(text) != len + 1)
        return 0;
    memcpy(digits, text, len);
    digits[len] = '\0';
    if (!text_to_int(digits, &number) || number > INT32_MAX)
        return 0;
    for (size_t i = 0; i < COUNT_OF(span_units); i++)
        if (text[len] == span_units[i].letter)
            return number * span_units[i].seconds;
    return 0;
}

struct span_range {
    int least, most;
    const char *words;
};

static int read_span(const struct source_reader *reader, const struct tree_node *row,
    const char *key, int usual, struct span_range range)
{
    const struct tree_node *node = tree_get(row, key);
    int64_t seconds;

    if (node == NULL || !tree_is_text(node, key, reader->faults))
        return usual;
    seconds = span_seconds(node->text);
    if (seconds >= range.least && seconds <= range.most)
        return (int)seconds;
    tree_fault(node, reader->faults, "%s is %s, not \"%s\"", key, _(range.words), node->text);
    return usual;
}

/* --- how it is read --- */

static void read_kind(
    const struct source_reader *reader, const struct tree_node *row, struct source *source)
{
    enum kind kind;

    source->kind = text_kept(reader, row, "kind");
    if (source->kind && !text_equal(source->kind, "meetings") &&
        !kind_from_name(source->kind, &kind))
        tree_fault(tree_get(row, "kind"), reader->faults, "no kind \"%s\" is known", source->kind);
}

static void read_map(
    const struct source_reader *reader, const struct tree_node *row, struct source *source)
{
    const char *map = text_kept(reader, row, "map");

    source->map = map && map[0] != '/' && reader->folder
                      ? arena_format(reader->arena, "%s/%s", reader->folder, map)
                      : map;
}

static void read_encoding(
    const struct source_reader *reader, const struct tree_node *row, struct source *source)
{
    struct error err;

    source->encoding = text_kept(reader, row, "encoding");
    if (source->encoding && !csv_encoding_check(source->encoding, &err))
        tree_fault(tree_get(row, "encoding"), reader->faults, "%s", err.text);
}

static void read_delimiter(
    const struct source_reader *reader, const struct tree_node *row, struct source *source)
{
    const char *text = text_kept(reader, row, "delimiter");

    if (text == NULL)
        return;
    source->delimiter = text_equal(text, "tab") ? '\t' : text[0];
    if (!text_equal(text, "tab") && (strlen(text) != 1 || !strchr(",;|", text[0])))
        tree_fault(tree_get(row, "delimiter"), reader->faults,
            "delimiter is \",\", \";\", \"|\" or tab, not \"%s\"", text);
}

static const char *read_word(const struct source_reader *reader, const struct tree_node *row,
    const char *key, struct tree_words words)
{
    int at = tree_word_of(row, key, -1, words, reader->faults);

    return at < 0 ? NULL : words.words[at];
}

/* `sources:` with the sources below it, as other files have it. */
static bool holds_sources(const struct tree_node *row)
{
    for (const struct tree_node *node = row->first; node; node = node->next)
        if (node->kind == TREE_MAP && tree_get(node, "run"))
            return true;
    return false;
}

static void read_row(
    const struct source_reader *reader, const struct tree_node *row, struct source *source)
{
    static const struct span_range ages = {MINUTE, 366 * DAY, N_("30m, 12h, 1d or 2w, up to 366d")};
    static const struct span_range limits = {1, DAY, N_("90s, 10m or 1h, up to 1d")};
    static const char *const orders[] = {"dmy", "mdy", "ymd"};
    static const char *const forms[] = {"comma", "point"};

    tree_keys_known(row, known_keys, COUNT_OF(known_keys), reader->faults);
    read_command(reader, row, source);
    source->every_minutes = read_span(reader, row, "every", 0, ages) / MINUTE;
    source->limit_s = read_span(reader, row, "limit", LIMIT_USUAL, limits);
    read_kind(reader, row, source);
    read_map(reader, row, source);
    read_encoding(reader, row, source);
    read_delimiter(reader, row, source);
    source->dates = read_word(reader, row, "dates", (struct tree_words){orders, COUNT_OF(orders)});
    source->numbers =
        read_word(reader, row, "numbers", (struct tree_words){forms, COUNT_OF(forms)});
    source->overwrite = tree_bool_of(row, "overwrite", false, reader->faults);
    source->blank_erases = tree_bool_of(row, "blank_erases", false, reader->faults);
}

/* --- the file --- */

static void read_all(const struct source_reader *reader, const struct tree_node *root,
    struct source *items, struct sources *sources)
{
    for (const struct tree_node *row = root->first; row; row = row->next) {
        struct source *source = &items[sources->count];

        if (row->kind == TREE_TEXT && text_equal_nocase(row->text, "off"))
            continue;
        if (sources->count == SOURCES_MOST) {
            tree_fault_at_key(row, reader->faults, "more than %d sources", SOURCES_MOST);
            return;
        }
        if (!is_name(row->key))
            tree_fault_at_key(row, reader->faults,
                "a source's name is letters, digits, \"-\", \"_\" and \".\", at most %d",
                SOURCE_NAME_MOST);
        if (!tree_is_map(row, _("a source"), reader->faults))
            continue;
        if (holds_sources(row)) {
            tree_fault_at_key(row, reader->faults,
                "take this line out: each source begins at the left edge, as %s: and below it run:",
                row->first->key);
            continue;
        }
        source->name = arena_copy_text(reader->arena, row->key);
        source->line = row->key_line;
        read_row(reader, row, source);
        sources->count++;
    }
}

bool sources_file_read(const char *path, const char *text, size_t len, const char *folder,
    struct arena *arena, struct fault_list *faults, struct sources *ret_sources)
{
    struct source_reader reader = {folder, arena, faults};
    struct source *items = arena_alloc_array(arena, SOURCES_MOST, sizeof(*items));
    struct sources sources = {.items = items};
    const struct tree_node *root = NULL;
    size_t before = faults->count + faults->more;

    if (!tree_parse(path, text, len, arena, faults, &root))
        return false;
    if (root && tree_is_map(root, _("the file"), faults))
        read_all(&reader, root, items, &sources);
    if (faults->count + faults->more > before)
        return false;
    sources.path = arena_copy_text(arena, path);
    sources.folder = arena_copy_text(arena, folder);
    *ret_sources = sources;
    return true;
}

/* What stands there is run: nobody else may have written it. */
static const char *why_not_ours(const char *path, const char *what, struct arena *arena)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return NULL; /* reading it says why */
    if (status.st_uid != geteuid() && status.st_uid != 0)
        return arena_format(arena,
            _("%s belongs to another user, and names programs: ignored (chown it to yourself)"),
            what);
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) && !(status.st_mode & S_ISVTX))
        return arena_format(arena,
            _("others may write to %s, which names programs: ignored (chmod go-w mends it)"), what);
    return NULL;
}

bool sources_file_find(const char *config_dir, struct arena *arena, struct fault_list *faults,
    struct sources *ret_sources, struct error *err)
{
    struct sources sources = {0};
    struct config_file file;
    bool there = false;

    if (!config_of_user(config_dir, "sources.yaml", arena, &file, &there, err))
        return false;
    if (there) {
        const char *why = why_not_ours(file.path, "it", arena);

        if (!why)
            why = why_not_ours(config_dir, "the folder of sources.yaml", arena);
        if (why ||
            !sources_file_read(file.path, file.text, file.len, config_dir, arena, faults, &sources))
            sources = (struct sources){0};
        sources.path = file.path;
        sources.folder = arena_copy_text(arena, config_dir);
        sources.ignored = why;
    }
    *ret_sources = sources;
    return true;
}
