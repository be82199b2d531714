#include "files/playbook_file.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "playbook_internal.h"

static const char *const top_keys[] = {"id", "version", "title", "summary", "type", "applies",
    "start", "again", "anchor", "target", "steps", "finish", "exit"};

static size_t fault_total(const struct fault_list *faults)
{
    return faults->count + faults->more;
}

static const struct tree_node *need_top(
    struct reader *reader, const struct tree_node *root, const char *key)
{
    return tree_need_among(root, key, top_keys, COUNT_OF(top_keys), reader->faults);
}

static const struct tree_node *need_map(
    struct reader *reader, const struct tree_node *root, const char *key)
{
    const struct tree_node *node = tree_get(root, key);
    return node && tree_is_map(node, key, reader->faults) ? node : NULL;
}

static void read_identity(struct reader *reader, const struct tree_node *root)
{
    struct playbook *playbook = reader->playbook;
    const struct tree_node *id = need_top(reader, root, "id");
    if (id && playbook_id_is_good(reader, id, "id"))
        playbook->id = id->text;
    const struct tree_node *title = need_top(reader, root, "title");
    if (title && tree_is_text(title, "title", reader->faults)) {
        playbook->title = title->text;
        if (text_blank(title->text) || strlen(title->text) > 120 || strchr(title->text, '\n'))
            tree_fault(title, reader->faults, "title must be one line of 1 to 120 bytes");
    }
    playbook->version = tree_text_of(root, "version", "1", reader->faults);
    playbook->summary = tree_text_of(root, "summary", NULL, reader->faults);
    if (need_top(reader, root, "type"))
        playbook->type = (enum playbook_type)tree_word_of(
            root, "type", 0, playbook_tree_words(PLAYBOOK_LIST_TYPES), reader->faults);
    playbook->anchor = (enum playbook_anchor)tree_word_of(
        root, "anchor", ANCHOR_START, playbook_tree_words(PLAYBOOK_LIST_ANCHORS), reader->faults);
    playbook_read_condition(reader, root, "applies", &playbook->applies);
    playbook_read_span(reader, root, "target", &playbook->target);
}

/* What is known ahead; a review only by its rhythm. */
static void check_before(struct reader *reader, const struct tree_node *node)
{
    const struct playbook *playbook = reader->playbook;
    enum playbook_anchor anchor = playbook->before_anchor;
    if (anchor == ANCHOR_START || anchor == ANCHOR_GIVEN || anchor == ANCHOR_HAND_OVER)
        tree_fault(node, reader->faults, "before: nothing can start before the anchor \"%s\"",
            playbook_word(PLAYBOOK_LIST_ANCHORS, (int)anchor));
    if (anchor == ANCHOR_REVIEW && playbook->every.source == SPAN_NONE)
        tree_fault(node, reader->faults,
            "before: the review date is known only with \"every\" under \"again\"");
}

/* A start has only what belongs to its way of starting. */
static const char *const start_keys[] = {"how", "when", "before", "anchor", "then"};

static bool has(const struct tree_node *start, const char *key)
{
    return tree_get(start, key) || tree_is_misspelt(start, key, start_keys, COUNT_OF(start_keys));
}

static void check_start(struct reader *reader, const struct tree_node *node)
{
    struct playbook *playbook = reader->playbook;
    bool condition = playbook->how == PLAYBOOK_ENTERS || playbook->how == PLAYBOOK_LEAVES;
    bool before = playbook->how == PLAYBOOK_BEFORE;
    if (condition != has(node, "when"))
        tree_fault(node, reader->faults,
            condition ? N_("\"when\" is missing: the condition that it enters or leaves")
                      : N_("\"when\" belongs to how: enters or how: leaves"));
    if (before != has(node, "before"))
        tree_fault(node, reader->faults,
            before ? N_("\"before\" is missing: how long before the anchor")
                   : N_("\"before\" belongs to how: before"));
    if (before)
        check_before(reader, node);
    else if (tree_get(node, "anchor"))
        tree_fault_at_key(tree_get(node, "anchor"), reader->faults,
            "\"anchor\" belongs to how: before; the one that dates count from stands further left");
    if (playbook->how == PLAYBOOK_BY_HAND && tree_get(node, "then"))
        tree_fault(node, reader->faults, "\"then\" belongs to a start that daybook sees by itself");
}

static void read_start(struct reader *reader, const struct tree_node *root)
{
    static const char *const thens[] = {"offer", "begin"};
    struct playbook *playbook = reader->playbook;
    const struct tree_node *node = need_map(reader, root, "start");
    if (!node)
        return;
    size_t before = fault_total(reader->faults);
    tree_keys_known(node, start_keys, COUNT_OF(start_keys), reader->faults);
    playbook->how = (enum playbook_how)tree_word_of(
        node, "how", PLAYBOOK_BY_HAND, playbook_tree_words(PLAYBOOK_LIST_HOWS), reader->faults);
    playbook_read_condition(reader, node, "when", &playbook->start_when);
    playbook_read_length(reader, node, "before", &playbook->before);
    playbook->before_anchor = (enum playbook_anchor)tree_word_of(node, "anchor",
        (int)playbook->anchor, playbook_tree_words(PLAYBOOK_LIST_ANCHORS), reader->faults);
    playbook->begins =
        tree_word_of(node, "then", 0, (struct tree_words){thens, 2}, reader->faults) == 1;
    /* A word that is not known says nothing of what belongs to it. */
    if (fault_total(reader->faults) == before)
        check_start(reader, node);
}

/* One key means nothing without another. */
static void need_beside(
    struct reader *reader, const struct tree_node *map, const char *key, const char *other)
{
    const struct tree_node *node = tree_get(map, key);
    if (node && !tree_get(map, other))
        tree_fault_at_key(node, reader->faults, "\"%s\" belongs to \"%s\"", key, other);
}

static void read_again(struct reader *reader, const struct tree_node *root)
{
    static const char *const keys[] = {"times", "apart", "at_once", "every", "count_from"};
    static const char *const froms[] = {"start", "finish"};
    struct playbook *playbook = reader->playbook;
    const struct tree_node *node = need_map(reader, root, "again");
    if (!node)
        return;
    tree_keys_known(node, keys, COUNT_OF(keys), reader->faults);
    playbook->times = tree_int_of(node, "times", 0, (struct tree_range){1, 1000}, reader->faults);
    playbook_read_length(reader, node, "apart", &playbook->apart);
    playbook->at_once = tree_bool_of(node, "at_once", false, reader->faults);
    playbook_read_span(reader, node, "every", &playbook->every);
    playbook->every_from_finish =
        tree_word_of(node, "count_from", 0, (struct tree_words){froms, 2}, reader->faults) == 1;
    need_beside(reader, node, "count_from", "every");
}

static void read_ends(struct reader *reader, const struct tree_node *root)
{
    static const char *const finish_keys[] = {"success", "within"};
    static const char *const exit_keys[] = {"when", "open_steps"};
    static const char *const opens[] = {"cancel", "keep"};
    struct playbook *playbook = reader->playbook;
    const struct tree_node *finish = need_map(reader, root, "finish");
    const struct tree_node *leave = need_map(reader, root, "exit");
    if (finish) {
        tree_keys_known(finish, finish_keys, COUNT_OF(finish_keys), reader->faults);
        playbook_read_condition(reader, finish, "success", &playbook->success);
        playbook_read_length(reader, finish, "within", &playbook->success_within);
        need_beside(reader, finish, "within", "success");
    }
    if (leave) {
        tree_keys_known(leave, exit_keys, COUNT_OF(exit_keys), reader->faults);
        if (tree_need_among(leave, "when", exit_keys, COUNT_OF(exit_keys), reader->faults))
            playbook_read_condition(reader, leave, "when", &playbook->exit_when);
        playbook->exit_keeps = tree_word_of(leave, "open_steps", 0, (struct tree_words){opens, 2},
                                   reader->faults) == 1;
    }
}

/* Checks find faults in their own order; a person mends a file from its top. */
static void sort_faults(struct fault_list *faults, size_t first)
{
    for (size_t i = first + 1; i < faults->count; i++) {
        struct fault fault = faults->items[i];
        size_t at = i;
        for (; at > first; at--) {
            const struct fault *before = &faults->items[at - 1];
            if (before->line < fault.line ||
                (before->line == fault.line && before->column <= fault.column))
                break;
            faults->items[at] = *before;
        }
        faults->items[at] = fault;
    }
}

bool playbook_parse(const struct playbook_source *source, const struct settings *settings,
    struct arena *arena, struct fault_list *faults, const struct playbook **ret_playbook)
{
    const struct tree_node *root;
    size_t before = fault_total(faults);
    size_t kept = faults->count;
    if (!tree_parse(source->path, source->text, source->len, arena, faults, &root))
        return false;
    if (!root) {
        fault_add(faults, source->path, 1, 1,
            "the file is empty: a playbook needs id, title, type "
            "and steps");
        return false;
    }
    if (!tree_is_map(root, _("a playbook"), faults))
        return false;
    struct playbook *playbook = arena_alloc(arena, sizeof(*playbook));
    struct reader reader = {
        .settings = settings, .arena = arena, .faults = faults, .playbook = playbook};
    tree_keys_known(root, top_keys, COUNT_OF(top_keys), faults);
    read_identity(&reader, root);
    read_again(&reader, root);
    read_start(&reader, root);
    read_ends(&reader, root);
    const struct tree_node *steps = need_top(&reader, root, "steps");
    if (steps)
        playbook_read_steps(&reader, steps);
    if (fault_total(faults) != before) {
        sort_faults(faults, kept);
        return false;
    }
    playbook->text = arena_copy_bytes(arena, source->text, source->len);
    *ret_playbook = playbook;
    return true;
}

const struct playbook *playbook_of_run(
    const struct row *run, const struct settings *settings, struct arena *arena)
{
    const char *text = row_text(run, RUN_TEXT);
    struct playbook_source source = {"the run's text", text, strlen(text)};
    struct fault_list faults = {0};
    const struct playbook *playbook = NULL;
    if (!text_blank(text) && !playbook_parse(&source, settings, arena, &faults, &playbook))
        playbook = NULL;
    fault_list_fini(&faults);
    return playbook;
}
