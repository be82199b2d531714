/* Open risks with what stands behind each, and the causes over the book. */
#include <stdlib.h>
#include <string.h>
#include "app/app_internal.h"
#include "app/giving_way.h"
#include "app/risks.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/cause.h"

struct risk_rows ARRAY_OF(struct risk_line);

struct risk_gathering {
    struct session *session;
    const struct risks_wanted *wanted;
    struct arena *arena;
    struct risk_rows rows;
    struct key_list others; /* of another owner; those that are asked for by name are told */
};

/* As the causes are counted: a word that is none of the list is `other`. */
static const char *cause_known(const char *word)
{
    enum cause cause;

    if (text_blank(word))
        return "";
    return cause_word(cause_from_word(word, &cause) ? cause : CAUSE_OTHER);
}

static bool is_wanted(const struct risk_gathering *gathering, const struct row *row)
{
    day_number quiet = row_day(row, SIGNAL_QUIET_UNTIL);
    bool muted = row_integer(row, SIGNAL_MUTED) != 0;
    bool silent = muted || row_knows(row, SIGNAL_OUTCOME) ||
                  (quiet != DAY_NONE && quiet >= gathering->session->today);
    bool open = row_integer(row, SIGNAL_OPEN) != 0;

    if (gathering->wanted->cause &&
        !text_equal(gathering->wanted->cause, cause_known(row_text(row, SIGNAL_CAUSE))))
        return false;
    if (playbook_keeps(row) ||
        (gathering->wanted->signal && !row_is(row, SIGNAL_SIGNAL, gathering->wanted->signal)))
        return false;
    switch (gathering->wanted->choice) {
    case RISKS_OPEN: return risk_is_open(row);
    case SIGNALS_HEARD: return open && !silent;
    case SIGNALS_SILENT: return muted || (open && silent);
    }
    return false;
}

static bool take_wanted(void *context, const struct row *row)
{
    struct risk_gathering *gathering = context;

    if (is_wanted(gathering, row) &&
        !others_have(&gathering->others, row_integer(row, SIGNAL_ACCOUNT)))
        ARRAY_PUSH(&gathering->rows, (struct risk_line){.row = row_copy(gathering->arena, row),
                                         .account = row_integer(row, SIGNAL_ACCOUNT)});
    return true;
}

static bool take_of_account(struct risk_gathering *gathering, int64_t account, struct error *err)
{
    struct row_list signals;

    if (!store_children(
            gathering->session->store, KIND_SIGNAL, account, gathering->arena, &signals, err))
        return false;
    for (size_t i = 0; i < signals.count; i++)
        (void)take_wanted(gathering, signals.items[i]);
    return true;
}

/* The run that is to cure it: its title, and how it stands. */
static bool read_plan(struct risk_gathering *gathering, struct risk_line *line, struct error *err)
{
    const char *id = row_text(line->row, SIGNAL_PLAN);
    struct run_case *run_case;
    struct row *run = NULL;

    line->plan_title = line->plan_state = "";
    if (text_blank(id))
        return true;
    if (!store_find_id(gathering->session->store, KIND_RUN, id, gathering->arena, &run, err))
        return false;
    line->plan_title = id;
    if (run == NULL)
        return true;
    run_case = arena_alloc(gathering->arena, sizeof(*run_case));
    if (!verb_run_load(gathering->session, run->key, gathering->arena, run_case, err))
        return false;
    line->plan_title = row_text(run, RUN_TITLE);
    line->plan_state =
        arena_format(gathering->arena, _("%s, %d of %d"), run_pace_word(run_case->state.pace),
            run_case->state.required_done, run_case->state.required);
    return true;
}

static int rank_of(const struct row *row)
{
    static const char *const words[] = {"low", "medium", "high"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (row_is(row, SIGNAL_SEVERITY, words[i]))
            return (int)i + 1;
    return 0;
}

/* What a line shows of its account. */
struct risk_account {
    int64_t key; /* 0: none yet */
    bool is_there;
    const char *name; /* in the arena of the lines */
    int64_t arr;
};

static bool find_account(struct risk_gathering *gathering, int64_t key, struct arena *scratch,
    struct risk_account *account, struct error *err)
{
    struct row *row = NULL;

    if (account->key == key)
        return true;
    arena_clear(scratch);
    if (!store_get(gathering->session->store, KIND_ACCOUNT, key, scratch, &row, err))
        return false;
    *account = (struct risk_account){.key = key, .is_there = row != NULL, .name = ""};
    if (row == NULL)
        return true;
    account->name = arena_copy_text(gathering->arena,
        *row_text(row, ACCOUNT_NAME) ? row_text(row, ACCOUNT_NAME) : row_text(row, ACCOUNT_ID));
    account->arr = row_money(row, ACCOUNT_ARR_NOW);
    return true;
}

static bool fill_line(struct risk_gathering *gathering, struct risk_line *line,
    const struct risk_account *account, struct error *err)
{
    day_number quiet = row_day(line->row, SIGNAL_QUIET_UNTIL);

    line->account_name = account->name;
    line->rank = rank_of(line->row);
    line->exposed = MONEY_NONE;
    line->quiet = quiet != DAY_NONE && quiet >= gathering->session->today;
    if (!account->is_there)
        return true;
    line->own_exposed = row_knows(line->row, SIGNAL_EXPOSED);
    if (risk_is(line->row))
        line->exposed = risk_exposed(line->row, account->arr);
    return read_plan(gathering, line, err);
}

/* What the order looks at, taken out of the rows: of a large book they lie far apart. */
struct placed {
    int rank;
    bool is_risk;
    int64_t exposed, key;
    const char *name;
    const struct risk_line *line;
};

static int by_severity(const void *a, const void *b)
{
    const struct placed *one = a, *other = b;
    int order = other->rank - one->rank;

    if (order == 0)
        order = other->is_risk - one->is_risk;
    if (order == 0)
        order = (one->exposed < other->exposed) - (one->exposed > other->exposed);
    if (order == 0)
        order = text_compare_folded(one->name, other->name);
    return order ? order : one->key < other->key ? -1 : 1;
}

static int by_account(const void *a, const void *b)
{
    const struct risk_line *const *one = a, *const *other = b;

    return ((*one)->account > (*other)->account) - ((*one)->account < (*other)->account);
}

/* Account by account: each is read once, and of it no more is kept than a line shows. */
static bool fill_lines(struct risk_gathering *gathering, struct error *err)
{
    size_t count = gathering->rows.count;
    struct risk_line **lines = mem_alloc_array(count + 1, sizeof(*lines));
    struct risk_account account = {0};
    struct arena scratch = {0};
    bool ok = true;

    for (size_t i = 0; i < count; i++)
        lines[i] = &gathering->rows.items[i];
    ok = work_sort(gathering->session, lines, count, sizeof(*lines), by_account, err);
    for (size_t i = 0; ok && i < count; i++)
        ok = find_account(gathering, lines[i]->account, &scratch, &account, err) &&
             fill_line(gathering, lines[i], &account, err);
    arena_fini(&scratch);
    free(lines);
    return ok;
}

/* Each account once, with the greatest of what its risks expose. */
static void add_up(const struct risk_line *const *lines, struct risk_list *risks)
{
    for (size_t i = 0; i < risks->count;) {
        int64_t account = lines[i]->account, most = MONEY_NONE;
        bool any = false;

        for (; i < risks->count && lines[i]->account == account; i++) {
            any = any || risk_is(lines[i]->row);
            if (risk_is(lines[i]->row) && lines[i]->exposed != MONEY_NONE &&
                lines[i]->exposed > most)
                most = lines[i]->exposed;
        }
        risks->accounts += any;
        if (any && (most == MONEY_NONE || !money_add(&risks->exposed, most)))
            risks->unknown++;
    }
}

static bool add_up_all(
    const struct risk_gathering *gathering, struct risk_list *risks, struct error *err)
{
    const struct risk_line **lines = mem_alloc_array(risks->count + 1, sizeof(*lines));
    bool ok;

    for (size_t i = 0; i < risks->count; i++)
        lines[i] = &risks->items[i];
    ok = work_sort(gathering->session, lines, risks->count, sizeof(*lines), by_account, err);
    if (ok)
        add_up(lines, risks);
    ok = ok && work_goes_on(gathering->session, err);
    free(lines);
    return ok;
}

static struct placed *place_lines(const struct risk_rows *rows)
{
    struct placed *places = mem_alloc_array(rows->count + 1, sizeof(*places));

    for (size_t i = 0; i < rows->count; i++) {
        const struct risk_line *line = &rows->items[i];

        places[i] = (struct placed){line->rank, risk_is(line->row), line->exposed, line->row->key,
            line->account_name, line};
    }
    return places;
}

static bool make_list(
    struct risk_gathering *gathering, struct risk_list *ret_risks, struct error *err)
{
    struct risk_list risks = {.count = gathering->rows.count};
    struct placed *places = place_lines(&gathering->rows);
    bool ok = work_sort(gathering->session, places, risks.count, sizeof(*places), by_severity, err);

    risks.items = arena_alloc_array(gathering->arena, risks.count + 1, sizeof(*risks.items));
    for (size_t i = 0; ok && i < risks.count; i++) {
        risks.items[i] = *places[i].line;
        ok = work_goes_on_at(gathering->session, i, err);
    }
    free(places);
    if (!ok || !add_up_all(gathering, &risks, err))
        return false;
    *ret_risks = risks;
    return true;
}

bool risks_read(struct session *session, const struct risks_wanted *wanted, struct arena *arena,
    struct risk_list *ret_risks, struct error *err)
{
    struct risk_gathering gathering = {.session = session, .wanted = wanted, .arena = arena};
    bool ok = wanted->account
                  ? take_of_account(&gathering, wanted->account, err)
                  : others_read(session, &gathering.others, err) &&
                        store_each(session->store, KIND_SIGNAL, take_wanted, &gathering, err);

    ok = ok && fill_lines(&gathering, err) && make_list(&gathering, ret_risks, err);
    array_fini(&gathering.rows);
    array_fini(&gathering.others);
    return ok;
}

/* --- causes --- */

struct cause_gathering {
    const struct settings *settings;
    struct risk_period period;
    struct cause_summary *summary;
    struct key_list others;
};

static bool add_cause(void *context, const struct row *row)
{
    struct cause_gathering *gathering = context;

    if (!others_have(&gathering->others, row_integer(row, kind_info(row->kind)->account)))
        cause_summary_add(gathering->summary, row, gathering->settings, gathering->period);
    return true;
}

bool risks_causes(struct session *session, struct risk_period period,
    struct cause_summary *ret_summary, struct error *err)
{
    static const enum kind kinds[] = {KIND_SIGNAL, KIND_MOVEMENT, KIND_RENEWAL};
    struct settings settings = session->settings;
    struct cause_gathering gathering = {
        .settings = &settings, .period = period, .summary = ret_summary};

    *ret_summary = (struct cause_summary){0};
    settings.currency = session_currency(session);
    bool ok = others_read(session, &gathering.others, err);
    for (size_t i = 0; ok && i < COUNT_OF(kinds); i++)
        ok = store_each(session->store, kinds[i], add_cause, &gathering, err);
    array_fini(&gathering.others);
    return ok;
}
