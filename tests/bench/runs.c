#include "bench/runs.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/bug.h"
#include "bench/book.h"
#include "store/store.h"
#include "support/home.h"

enum { STEPS = 10, EVERY = 4 /* days from step to step */ };

/* What a run says of itself; its text is as long as that of a shipped playbook. */
static const struct {
    const char *playbook, *title, *type, *path;
} kinds[] = {
    {"onboarding", "Onboarding", "onboarding", "config/playbooks/onboarding.yaml"},
    {"renewal", "Renewal", "renewal", "config/playbooks/renewal.yaml"},
    {"risk-recovery", "Risk recovery", "risk", "config/playbooks/risk-recovery.yaml"},
    {"qbr", "QBR", "review", "config/playbooks/qbr.yaml"},
    {"adoption-drive", "Adoption drive", "adoption", "config/playbooks/adoption-drive.yaml"},
};
static char *texts[COUNT_OF(kinds)];

static const char *status_of(int number, int done, bool blocked)
{
    if (number <= done)
        return "done";
    return blocked && number == done + 1 ? "blocked" : "open";
}

static void add_step(
    struct change *change, int64_t account, int64_t run, int number, int n, day_number started)
{
    int done = n % 7;
    bool blocked = n % 31 == 0;
    size_t row = change_insert(change, KIND_STEP);
    day_number due = started + EVERY * number;
    change_set_integer(change, row, STEP_ACCOUNT, account);
    change_set_integer(change, row, STEP_RUN, run);
    change_set_text(change, row, STEP_STEP, arena_format(&change->arena, "step-%d", number));
    change_set_integer(change, row, STEP_NUMBER, number);
    change_set_text(change, row, STEP_TITLE,
        arena_format(&change->arena, "What is to be done in step %d", number));
    change_set_text(change, row, STEP_KIND, number % 3 ? "task" : "call");
    change_set_text(change, row, STEP_NEED, number % 5 ? "required" : "optional");
    change_set_day(change, row, STEP_DUE, due);
    change_set_day(change, row, STEP_PLANNED, due);
    change_set_text(change, row, STEP_STATUS, status_of(number, done, blocked));
    if (number <= done)
        change_set_day(change, row, STEP_DONE_ON, due);
    if (number % 4 == 0)
        change_set_text(
            change, row, STEP_AFTER, arena_format(&change->arena, "step-%d", number - 1));
    if (!blocked || number != done + 1)
        return;
    change_set_day(change, row, STEP_BLOCKED_ON, started + EVERY * done);
    change_set_text(change, row, STEP_SIDE, n % 2 ? "us" : "customer");
    change_set_text(change, row, STEP_WHY, "their security review");
}

static void add_run(struct change *change, int64_t account, int n, day_number today)
{
    size_t at = (size_t)n % COUNT_OF(kinds);
    day_number started = today - n % 45;
    size_t row = change_insert(change, KIND_RUN);
    change_set_integer(change, row, RUN_ACCOUNT, account);
    change_set_text(change, row, RUN_PLAYBOOK, kinds[at].playbook);
    change_set_text(change, row, RUN_TITLE, kinds[at].title);
    change_set_text(change, row, RUN_TYPE, kinds[at].type);
    change_set_day(change, row, RUN_STARTED, started);
    change_set_day(change, row, RUN_ANCHOR, started);
    change_set_day(change, row, RUN_TARGET, started + EVERY * STEPS);
    change_set_text(change, row, RUN_STATUS, "open");
    change_set_text(change, row, RUN_TEXT, texts[at]);
    change_set_text(change, row, RUN_VERSION, "1");
    int64_t name = change_name(change, row);
    for (int number = 1; number <= STEPS; number++)
        add_step(change, account, name, number, n, started);
}

static bool add_all(struct store *store, int runs, struct error *err)
{
    struct key_list accounts = {0};
    day_number today;
    bool good = day_parse_iso(BOOK_TODAY, &today) &&
                store_keys(store, ORDER_NAME, &accounts, err) &&
                store_bulk_begin(store, ACTOR_IMPORT, "runs", err);
    for (int n = 0; n < runs && n < (int)accounts.count && good; n++) {
        struct change change;
        change_init(&change, ACTOR_IMPORT);
        add_run(&change, accounts.items[n], n, today);
        good = store_bulk_rows(store, &change, NULL, err);
        change_fini(&change);
    }
    good = good && store_bulk_end(store, "runs", NULL, err);
    array_fini(&accounts);
    return good;
}

/* Made-up accounts are odd: two offers each. Nine of ten are muted, as a person would have them. */
static bool take_offer(void *context, const struct row *signal)
{
    struct key_list *keys = context;
    if (row_is(signal, SIGNAL_KIND, "offer") && row_integer(signal, SIGNAL_ACCOUNT) % 10)
        ARRAY_PUSH(keys, signal->key);
    return true;
}

static bool mute(struct store *store, const struct key_list *keys, struct error *err)
{
    bool good = store_bulk_begin(store, ACTOR_IMPORT, "offers", err);
    for (size_t i = 0; i < keys->count && good; i++) {
        struct change change;
        change_init(&change, ACTOR_IMPORT);
        change_set_integer(
            &change, change_update(&change, KIND_SIGNAL, keys->items[i]), SIGNAL_MUTED, 1);
        good = store_bulk_rows(store, &change, NULL, err);
        change_fini(&change);
    }
    return good && store_bulk_end(store, "offers muted", NULL, err);
}

static bool mute_offers(const char *database)
{
    struct store *store = NULL;
    struct key_list keys = {0};
    struct error err;
    bool good = store_open(&(struct store_options){.path = database}, &store, &err) &&
                store_each(store, KIND_SIGNAL, take_offer, &keys, &err) && mute(store, &keys, &err);
    if (!good)
        fprintf(stderr, "bench: %s\n", err.text);
    store_close(store);
    array_fini(&keys);
    return good;
}

static bool add_runs(const char *database, int runs)
{
    struct store *store = NULL;
    struct error err;
    bool good = store_open(&(struct store_options){.path = database}, &store, &err);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        texts[i] = file_read(kinds[i].path);
    good = good && add_all(store, runs, &err);
    if (!good)
        fprintf(stderr, "bench: %s\n", err.text);
    store_close(store);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        free(texts[i]);
    return good;
}

char *runs_ready(const char *cache, int runs, bool fresh)
{
    struct str folder = {0};
    char *path = NULL;
    str_addf(&folder, "%s-runs", cache);
    char *book = book_ready(str_text(&folder), runs, runs, fresh);
    struct str mark = {0};
    if (book)
        str_addf(&mark, "%s.runs", book);
    if (book && (fresh || access(str_text(&mark), R_OK) != 0)) {
        FILE *file;
        if (add_runs(book, runs) && book_score(book) && mute_offers(book) && book_score(book) &&
            (file = fopen(str_text(&mark), "w")))
            fclose(file);
    }
    if (book && access(str_text(&mark), R_OK) == 0) {
        path = book;
        book = NULL;
    }
    free(book);
    str_fini(&mark);
    str_fini(&folder);
    return path;
}
