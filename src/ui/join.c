/* merge, absorb: this account and another one, chosen, shown before it is done; duplicates. */
#include "app/join.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"

static void done(struct ui *ui, bool good, struct outcome *outcome, const struct error *err)
{
    if (good)
        ui_done(ui, outcome);
    else
        ui_fault(ui, err);
}

static void join_now(struct ui *ui, void *context)
{
    struct outcome outcome;
    struct error err;

    done(ui, verb_join(ui_session(ui), &ui->join, &outcome, &err), &outcome, &err);
}

/* --- what it would do --- */

static const char *money_of(int64_t amount, const char *currency, char *buffer)
{
    return amount == MONEY_NONE ? "n/a" : money_full(amount, currency, buffer);
}

static void add_counts(struct str *out, const struct join_preview *preview)
{
    for (int i = 0; i < preview->count; i++) {
        const struct join_count *count = &preview->counts[i];
        const struct kind_info *info = kind_info(count->kind);

        str_addf(out, "%zu %s", count->moves,
            words_plural(info->singular, info->plural, (long long)count->moves));
        if (count->same)
            str_addf(out, _(", %zu there already"), count->same);
        str_add(out, "\n");
    }
}

static void write_preview(
    struct str *out, const struct join_order *order, const struct join_preview *preview)
{
    char from[48], into[48], after[48];

    str_addf(out,
        order->way == JOIN_MERGE ? _("%s (%s) is the same customer as %s (%s)\n\n# ARR\n")
                                 : _("%s (%s) was bought by %s (%s)\n\n# ARR\n"),
        preview->from_name, preview->from_id, preview->into_name, preview->into_id);
    str_addf(out, _("%s and %s before, %s after\n"),
        money_of(preview->arr_from, preview->currency, from),
        money_of(preview->arr_into, preview->currency, into),
        money_of(preview->arr_after, preview->currency, after));
    if (preview->count)
        str_add(out, _("\n# Goes over\n"));
    add_counts(out, preview);
    if (*preview->filled)
        str_addf(out, _("\n# Filled\n%s\n"), preview->filled);
    if (*preview->wins)
        str_addf(out, _("\n# Stays as it is\n%s\n"), preview->wins);
}

static void show_preview(struct ui *ui)
{
    struct arena arena = {0};
    struct str text = {0};
    struct join_preview preview;
    struct error err;

    if (!verb_join_preview(ui_session(ui), &ui->join, &arena, &preview, &err)) {
        ui_fault(ui, &err);
    } else {
        bool merges = ui->join.way == JOIN_MERGE;

        write_preview(&text, &ui->join, &preview);
        ui_read_then(ui, &(struct ui_reading){.title = merges ? _("Merge") : _("Absorb"),
                             .text = str_text(&text),
                             .words = merges ? _("merge") : _("absorb"),
                             .yes = join_now});
    }
    str_fini(&text);
    arena_fini(&arena);
}

/* --- this account and another one --- */

static void other_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id <= 0)
        return;
    ui->join.into = id;
    show_preview(ui);
}

static void choose_other(struct ui *ui, enum join_way way)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error err;
    int64_t account = ui_account(ui);

    if (!account)
        ui_toast(ui, "no account is under the cursor: C-p finds one");
    else if (!store_get(session_store(ui_session(ui)), KIND_ACCOUNT, account, &arena, &row, &err))
        ui_fault(ui, &err);
    else if (row) {
        const char *name = row_text(row, *row_text(row, ACCOUNT_NAME) ? ACCOUNT_NAME : ACCOUNT_ID);

        ui->join = (struct join_order){way, account, 0};
        accounts_choose(ui,
            arena_format(&arena,
                way == JOIN_MERGE ? _("%s is the same customer as") : _("%s was bought by"), name),
            other_chosen);
    }
    arena_fini(&arena);
}

void join_run_merge(struct ui *ui, const char *rest)
{
    choose_other(ui, JOIN_MERGE);
}

void join_run_absorb(struct ui *ui, const char *rest)
{
    choose_other(ui, JOIN_ABSORB);
}

/* --- duplicates --- */

enum { MERGE_FIRST, MERGE_SECOND, KEEP_APART, PAIRS_MOST = 500 };

static void pair_decided(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct join_order pair = ui->join;
    struct outcome outcome;
    struct error err;

    if (id == KEEP_APART)
        done(ui, verb_keep_apart(ui_session(ui), pair.from, pair.into, true, &outcome, &err),
            &outcome, &err);
    if (id == MERGE_SECOND)
        ui->join = (struct join_order){JOIN_MERGE, pair.into, pair.from};
    if (id == MERGE_FIRST || id == MERGE_SECOND)
        show_preview(ui);
}

static bool read_pairs(struct ui *ui, struct arena *arena, struct duplicate_list *ret_pairs)
{
    struct error err;

    if (verb_duplicates(ui_session(ui), NULL, arena, ret_pairs, &err))
        return true;
    ui_fault(ui, &err);
    return false;
}

/* The pair by its place in the list, which is made anew. */
static void pair_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct arena arena = {0};
    struct duplicate_list pairs = {0};

    if (id >= 0 && read_pairs(ui, &arena, &pairs) && (size_t)id < pairs.count) {
        const struct duplicate *pair = &pairs.items[id];
        const struct ui_choice choices[] = {
            {arena_format(&arena, "merge %s (%s) into %s (%s)", pair->other_name, pair->other_id,
                 pair->one_name, pair->one_id),
                NULL, NULL, MERGE_FIRST},
            {arena_format(&arena, "merge %s (%s) into %s (%s)", pair->one_name, pair->one_id,
                 pair->other_name, pair->other_id),
                NULL, NULL, MERGE_SECOND},
            {_("they are not the same"), NULL, NULL, KEEP_APART},
        };

        ui->join = (struct join_order){JOIN_MERGE, pair->other, pair->one};
        ui_choose(ui, pair->why, choices, COUNT_OF(choices), pair_decided, NULL);
    }
    arena_fini(&arena);
}

void join_run_duplicates(struct ui *ui, const char *rest)
{
    struct arena arena = {0};
    struct duplicate_list pairs = {0};

    if (read_pairs(ui, &arena, &pairs)) {
        size_t count = pairs.count < PAIRS_MOST ? pairs.count : PAIRS_MOST;
        struct ui_choice *choices = arena_alloc_array(&arena, count + 1, sizeof(*choices));

        for (size_t i = 0; i < count; i++) {
            const struct duplicate *pair = &pairs.items[i];

            choices[i] = (struct ui_choice){arena_format(&arena, "%s (%s), %s (%s)", pair->one_name,
                                                pair->one_id, pair->other_name, pair->other_id),
                pair->why, NULL, (int64_t)i};
        }
        if (count)
            ui_choose(ui, _("Possible duplicates"), choices, count, pair_chosen, NULL);
        else
            ui_toast(ui, "no two accounts look alike");
    }
    arena_fini(&arena);
}
