/* What may stand where the cursor is, for the shells: told from the table of commands, whose usage
 * lines say what each word is. Nothing is ever an error here: then nothing is offered. */
#include "cli_internal.h"

#include <string.h>
#include "app/checks.h"
#include "app/listing.h"
#include "app/sync.h"
#include "base/text.h"
#include "core/metric.h"

#define MOST_OFFERS 200

/* The line as it was typed so far. */
struct typed {
    struct cli *cli;
    const struct cli_command *command; /* NULL: not told yet */
    const char **words;                /* without options, and without the command's own */
    int count;
    const struct cli_option *option; /* its value is being typed; NULL: a word is */
    const char *part;                /* what stands before the cursor of the word being typed */
    int offers;
};

static bool begins_with(const char *text, const char *part, struct arena *arena)
{
    return text_starts(text_fold_copy(arena, text), text_fold_copy(arena, part));
}

/* A line: what it would be, a tab, what it is. */
static void offer(struct typed *typed, const char *text, const char *help)
{
    if (!*text || typed->offers >= MOST_OFFERS ||
        !begins_with(text, typed->part, &typed->cli->arena))
        return;
    typed->offers++;
    out_clean(typed->cli, text);
    out_text(typed->cli, "\t");
    out_clean(typed->cli, help);
    out_text(typed->cli, "\n");
}

/* --- what a word may be --- */

static bool open_book(struct typed *typed)
{
    struct cli *cli = typed->cli;
    struct error ignored;

    return cli->session ||
           session_open(&(struct session_options){.db_path = cli->globals[GLOBAL_DB],
                            .config_dir = cli->globals[GLOBAL_CONFIG],
                            .today = DAY_NONE,
                            .read_only = true,
                            .actor = ACTOR_CLI},
               &cli->session, &ignored);
}

static void offer_accounts(struct typed *typed)
{
    static const enum store_match ways[] = {MATCH_NAME_PART, MATCH_ID_PREFIX};
    struct key_list keys = {0};
    struct error ignored;
    struct row *row;

    for (size_t way = 0; way < COUNT_OF(ways) && open_book(typed); way++) {
        struct store *store = session_store(typed->cli->session);

        array_clear(&keys);
        if (!store_match_accounts(store, ways[way], typed->part, MOST_OFFERS, &keys, &ignored))
            break;
        for (size_t i = 0; i < keys.count; i++) {
            if (!store_get(store, KIND_ACCOUNT, keys.items[i], &typed->cli->arena, &row, &ignored))
                break;
            if (ways[way] == MATCH_ID_PREFIX && *typed->part)
                offer(typed, row_text(row, ACCOUNT_ID), row_text(row, ACCOUNT_NAME));
            else
                offer(typed, row_text(row, ACCOUNT_NAME), row_text(row, ACCOUNT_ID));
        }
    }
    array_fini(&keys);
}

static void offer_playbooks(struct typed *typed)
{
    struct playbook_listings listings = {0};
    struct error ignored;
    bool there = open_book(typed) && verb_playbooks(typed->cli->session, &listings, &ignored);

    for (size_t i = 0; there && i < listings.count; i++)
        offer(typed, listings.items[i].name,
            listings.items[i].playbook ? listings.items[i].playbook->title : "faulty");
    array_fini(&listings);
}

static void offer_runs(struct typed *typed)
{
    struct open_runs runs;
    struct error ignored;

    if (!open_book(typed) ||
        !verb_runs_open(typed->cli->session, &(struct runs_wanted){.limit = MOST_OFFERS},
            &typed->cli->arena, &runs, &ignored))
        return;
    for (size_t i = 0; i < runs.count; i++)
        offer(typed, runs.items[i].id,
            arena_format(
                &typed->cli->arena, "%s, %s", runs.items[i].title, runs.items[i].account_name));
}

static void offer_kinds(struct typed *typed)
{
    for (unsigned kind = 0; kind < KIND_COUNT; kind++)
        offer(typed,
            text_equal(typed->command->name, "list") ? kind_info((enum kind)kind)->plural
                                                     : kind_info((enum kind)kind)->singular,
            "");
}

/* Of the kind that the line names: accounts where it names none. */
static enum kind kind_of_line(const struct typed *typed)
{
    const char *usage = typed->command->usage;
    enum kind kind = KIND_ACCOUNT;

    if (typed->count && (text_starts(usage, "KIND") || text_starts(usage, "[KIND]")))
        (void)!kind_from_name(typed->words[0], &kind);
    return kind;
}

/* `ending` stands behind each: `=` where a value follows. What is joined by commas goes on after
 * the last one. */
static void offer_fields(struct typed *typed, const char *ending)
{
    const struct kind_info *info = kind_info(kind_of_line(typed));
    const char *comma = strrchr(typed->part, ',');
    const char *before =
        comma ? arena_copy_bytes(&typed->cli->arena, typed->part, (size_t)(comma + 1 - typed->part))
              : "";

    for (int field = 0; field < info->count; field++) {
        if (!listing_shows(kind_of_line(typed), field) ||
            (*ending && (info->fields[field].flags & FIELD_COMPUTED)))
            continue;
        offer(typed,
            arena_format(&typed->cli->arena, "%s%s%s", before, info->fields[field].name, ending),
            info->fields[field].help);
    }
}

static void offer_set_fields(struct typed *typed)
{
    offer_fields(typed, "=");
}

static void offer_any_fields(struct typed *typed)
{
    offer_fields(typed, "");
}

static void offer_commands(struct typed *typed)
{
    for (const struct cli_command *row = cli_commands; row->name; row++) {
        const char *first = typed->count ? typed->words[0] : "";
        size_t len = strlen(first), word = strcspn(row->name, " ");
        const char *name = row->name;

        if (typed->count == 0)
            name = arena_copy_bytes(&typed->cli->arena, row->name, word);
        else if (word == len && memcmp(row->name, first, len) == 0 && row->name[len] == ' ')
            name = row->name + len + 1;
        else
            continue;
        /* A family is offered once, by its first row. */
        if (typed->count || !row->name[word] || row == cli_commands ||
            strncmp(row[-1].name, row->name, word + 1) != 0)
            offer(typed, name, row->name[word] && !typed->count ? "" : row->summary);
    }
}

static void offer_dates(struct typed *typed)
{
    static const char *const words[] = {"today", "tomorrow", "yesterday", "mon", "tue", "wed",
        "thu", "fri", "+3d", "+1w", "+2w", "+1m", "+5bd", "eow", "eom", "eoq", "eoy"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        offer(typed, words[i], "");
}

static void offer_themes(struct typed *typed)
{
    struct theme_lines themes = {0};
    struct fault_list faults = {0};
    struct error ignored;

    if (check_themes(
            typed->cli->globals[GLOBAL_CONFIG], &typed->cli->arena, &themes, &faults, &ignored))
        for (size_t i = 0; i < themes.count; i++)
            offer(typed, themes.items[i].name, themes.items[i].about);
    array_fini(&themes);
    fault_list_fini(&faults);
}

static void offer_figures(struct typed *typed)
{
    for (int id = 0; id < FIGURES; id++)
        offer(typed, metric_info((enum metric_id)id)->name, metric_info((enum metric_id)id)->label);
}

/* How a usage line calls what may stand there. */
static const struct {
    const char *word;
    void (*offer)(struct typed *typed);
} sorts[] = {
    {"A,B,...", offer_any_fields},
    {"ACCOUNT", offer_accounts},
    {"ACCOUNT...", offer_accounts},
    {"COMMAND", offer_commands},
    {"DATE", offer_dates},
    {"DAY", offer_dates},
    {"EXPR", offer_any_fields},
    {"FIELD,...", offer_any_fields},
    {"FIELD=VALUE...", offer_set_fields},
    {"FIGURE", offer_figures},
    {"KIND", offer_kinds},
    {"RUN", offer_runs},
    {"WHEN", offer_dates},
};

static bool offer_sort(struct typed *typed, const char *word)
{
    for (size_t i = 0; i < COUNT_OF(sorts); i++)
        if (text_equal(sorts[i].word, word)) {
            sorts[i].offer(typed);
            return true;
        }
    return false;
}

/* `dmy, mdy or ymd, where the file does not tell`: what it may be stands in its help, word by word.
 */
static void offer_listed(struct typed *typed, const char *help)
{
    char *list = arena_copy_bytes(&typed->cli->arena, help, strcspn(help, ";:"));
    char *rest = NULL;

    if (!strstr(list, " or "))
        return;
    for (char *piece = strtok_r(list, ",", &rest); piece; piece = strtok_r(NULL, ",", &rest)) {
        char *both = strstr(piece, " or ");

        if (both)
            *both = '\0';
        piece += strspn(piece, " ");
        if (strchr(piece, ' '))
            return;
        offer(typed, piece, "");
        if (both)
            offer(typed, both + 4, "");
    }
}

static void offer_value(struct typed *typed)
{
    if (text_equal(typed->option->name, "theme"))
        offer_themes(typed);
    else if (text_equal(typed->option->value, "KIND") || !offer_sort(typed, typed->option->value))
        offer_listed(typed, typed->option->help);
}

static void offer_options(struct typed *typed, const struct cli_option *options)
{
    for (; options->name; options++)
        offer(typed, arena_format(&typed->cli->arena, "--%s", options->name), options->help);
}

/* The word of the usage line in that place; the last one goes on where it may. */
static const char *usage_word(struct typed *typed)
{
    const char *usage = typed->command->usage, *last = "";

    for (int at = 0; *usage; at++) {
        size_t len = strcspn(usage, " ");
        size_t from = strspn(usage, "["), to = len;

        while (to > from && strchr("],", usage[to - 1]))
            to--;
        last = arena_copy_bytes(&typed->cli->arena, usage + from, to - from);
        if (at == typed->count)
            return last;
        usage += len + strspn(usage + len, " ");
    }
    return text_ends(last, "...") ? last : "";
}

static void offer_sources(struct typed *typed)
{
    struct fault_list faults = {0};
    struct sync_list list;
    struct error ignored;

    if (open_book(typed) &&
        sync_read(typed->cli->session, &typed->cli->arena, &faults, &list, &ignored))
        for (int i = 0; i < list.count; i++)
            offer(typed, list.items[i].source.name, list.items[i].command);
    fault_list_fini(&faults);
}

static void offer_word(struct typed *typed)
{
    const char *word = usage_word(typed);

    if (text_starts(typed->command->name, "playbook ") && text_equal(word, "NAME"))
        offer_playbooks(typed);
    else if (text_equal(word, "SOURCE..."))
        offer_sources(typed);
    else if (text_starts(typed->command->usage, "RUN STEP") && typed->count == 2)
        offer_listed(typed, "done, reopen, skip, block, unblock, date or unpin");
    else
        offer_sort(typed, word);
}

/* --- reading the line --- */

static const struct cli_option *find_option(const struct cli_option *options, const char *word)
{
    for (; options && options->name; options++)
        if (text_starts(word, "--")
                ? text_equal(word + 2, options->name)
                : word[0] == '-' && options->letter && word[1] == options->letter && !word[2])
            return options;
    return NULL;
}

static const struct cli_option *option_of(const struct typed *typed, const char *word)
{
    const struct cli_option *option =
        typed->command ? find_option(typed->command->options, word) : NULL;

    return option ? option : find_option(cli_globals, word);
}

static void keep_global(struct typed *typed, const struct cli_option *option, const char *value)
{
    if (option >= cli_globals && option < cli_globals + GLOBALS &&
        !typed->cli->globals[option - cli_globals])
        typed->cli->globals[option - cli_globals] = value;
}

static void take_word(struct typed *typed, const char *word)
{
    int taken;

    typed->words[typed->count++] = word;
    typed->words[typed->count] = NULL;
    if (typed->command)
        return;
    typed->command = cli_find_command(typed->words, &taken);
    if (typed->command)
        typed->count = 0;
}

static void read_line(struct typed *typed, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        const struct cli_option *option = words[i][0] == '-' ? option_of(typed, words[i]) : NULL;

        if (option && option->value && i + 1 == count)
            typed->option = option;
        else if (option && option->value)
            keep_global(typed, option, words[++i]);
        else if (words[i][0] != '-' || !words[i][1])
            take_word(typed, words[i]);
    }
}

void complete_line(struct cli *cli, const char *const *words, int count)
{
    struct typed typed = {.cli = cli,
        .part = count ? words[count - 1] : "",
        .words = arena_alloc_array(&cli->arena, (size_t)count + 2, sizeof(*typed.words))};

    read_line(&typed, words, count ? count - 1 : 0);
    if (typed.option) {
        offer_value(&typed);
    } else if (typed.part[0] == '-') {
        if (typed.command)
            offer_options(&typed, typed.command->options);
        offer_options(&typed, cli_globals);
    } else if (typed.command) {
        offer_word(&typed);
    } else {
        offer_commands(&typed);
    }
}
