/* What another health.yaml would do to the book. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "app/app_internal.h"
#include "app/health.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "files/health_file.h"
#include "files/paths.h"

enum { MOST_BYTES = 1 << 20, MOVES_SHOWN = 10, CHANGES_SHOWN = 200 };

struct health_previewing {
    struct session *session;
    struct health_rules health;
    struct rules rules; /* those in force with the other health */
    struct query *where;
    struct key_list keys;
    size_t at;
    bool settled;
    struct health_preview preview;
    struct arena arena;
};

static bool read_file(struct health_previewing *previewing, const char *path,
    struct fault_list *faults, struct error *err)
{
    struct str text = {0};
    bool ok = file_read_whole(path, MOST_BYTES, &text, err);

    if (ok && !health_file_read(path, str_text(&text), text.len, &previewing->session->settings,
                  &previewing->arena, faults, &previewing->health))
        ok = fault_none(faults, err);
    str_fini(&text);
    return ok;
}

static bool begin(struct health_previewing *previewing, const char *path, const char *where,
    struct fault_list *faults, struct error *err)
{
    struct session *session = previewing->session;
    const struct rules *rules;
    struct error fault;

    if (!read_file(previewing, path, faults, err) || !session_rules(session, &rules, err))
        return false;
    previewing->rules = *rules;
    previewing->rules.health = &previewing->health;
    if (where && !query_parse(where, KIND_ACCOUNT, &session->settings, &previewing->arena,
                     &previewing->where, &fault))
        return error_set_at(err, fault.code, "--where", fault.line, fault.column, "%s", fault.text);
    return store_keys(session->store, ORDER_ARR, &previewing->keys, err);
}

bool health_preview_begin(struct session *session, const char *path, const char *where,
    struct fault_list *faults, struct health_previewing **ret_previewing, struct error *err)
{
    struct health_previewing *previewing = mem_alloc(sizeof(*previewing));

    previewing->session = session;
    if (!begin(previewing, path, where, faults, err)) {
        health_preview_free(previewing);
        return false;
    }
    *ret_previewing = previewing;
    return true;
}

void health_preview_free(struct health_previewing *previewing)
{
    if (!previewing)
        return;
    array_fini(&previewing->keys);
    array_fini(&previewing->preview.changed);
    array_fini(&previewing->preview.moved);
    arena_fini(&previewing->arena);
    free(previewing);
}

/* --- one account --- */

static void count(struct health_share *share, enum health_band band, int64_t arr)
{
    share->accounts[band]++;
    if (arr != MONEY_NONE)
        share->arr[band] += arr;
}

static void note(struct health_previewing *previewing, const struct assessment *assessment,
    const struct health *now)
{
    struct health_preview *preview = &previewing->preview;
    const struct row *account = assessment->account;
    struct health_shift shift = {.account = account->key,
        .arr = assessment->contract.arr,
        .then = assessment->health.score,
        .now = now->score,
        .band_then = assessment->health.band,
        .band_now = now->band};

    preview->accounts++;
    count(&preview->then, shift.band_then, shift.arr);
    count(&preview->now, shift.band_now, shift.arr);
    if (shift.then == shift.now && shift.band_then == shift.band_now)
        return;
    shift.id = arena_copy_text(&previewing->arena, row_text(account, ACCOUNT_ID));
    shift.name = arena_copy_text(&previewing->arena, row_text(account, ACCOUNT_NAME));
    if (shift.band_then == shift.band_now) {
        ARRAY_PUSH(&preview->moved, shift);
        return;
    }
    preview->to_unknown += shift.band_now == BAND_UNKNOWN;
    preview->from_unknown += shift.band_then == BAND_UNKNOWN;
    ARRAY_PUSH(&preview->changed, shift);
}

static bool look(
    struct health_previewing *previewing, int64_t account, struct arena *arena, struct error *err)
{
    struct session *session = previewing->session;
    struct dossier dossier;
    struct assessment assessment;
    const struct assess_given given = {&previewing->rules, &dossier, &session->facts};
    struct health now;

    if (!session_assess(session, account, arena, &dossier, &assessment, err))
        return false;
    if (!dossier.account || row_is(assessment.account, ACCOUNT_STAGE, "churned") ||
        (previewing->where && !query_matches(previewing->where, assessment.account,
                                  &session->settings, session->today)))
        return true;
    assess_health(&given, session->today, arena, &now);
    note(previewing, &assessment, &now);
    return true;
}

/* --- all of them --- */

static int by_arr(const void *a, const void *b)
{
    const struct health_shift *one = a, *other = b;

    if (one->arr != other->arr)
        return one->arr > other->arr ? -1 : 1;
    return strcmp(one->name, other->name);
}

static int by_move(const void *a, const void *b)
{
    const struct health_shift *one = a, *other = b;
    int difference = abs(other->now - other->then) - abs(one->now - one->then);

    return difference ? difference : by_arr(a, b);
}

static void settle(struct health_previewing *previewing)
{
    struct health_preview *preview = &previewing->preview;

    if (previewing->settled)
        return;
    if (preview->changed.count)
        qsort(preview->changed.items, preview->changed.count, sizeof(*preview->changed.items),
            by_arr);
    if (preview->moved.count)
        qsort(preview->moved.items, preview->moved.count, sizeof(*preview->moved.items), by_move);
    previewing->settled = true;
}

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool health_preview_step(
    struct health_previewing *previewing, int budget_ms, bool *ret_more, struct error *err)
{
    int64_t end = now_ms() + budget_ms;
    struct arena arena = {0};
    bool ok = true;

    while (ok && previewing->at < previewing->keys.count) {
        arena_clear(&arena);
        ok = look(previewing, previewing->keys.items[previewing->at], &arena, err);
        previewing->at += ok;
        if (budget_ms && now_ms() >= end)
            break;
    }
    arena_fini(&arena);
    *ret_more = ok && previewing->at < previewing->keys.count;
    if (ok && !*ret_more)
        settle(previewing);
    return ok;
}

const struct health_preview *health_preview_result(struct health_previewing *previewing)
{
    return &previewing->preview;
}

size_t health_preview_done(const struct health_previewing *previewing, size_t *ret_all)
{
    *ret_all = previewing->keys.count;
    return previewing->at;
}

/* --- in words --- */

static void add_score(int score, enum health_band band, struct str *out)
{
    str_add(out, _(health_band_label(band)));
    if (score >= 0)
        str_addf(out, " %d", score);
}

static void add_shift(const char *currency, const struct health_shift *shift, struct str *out)
{
    char money[48];

    str_addf(out, "%s%s%s\t", shift->name, shift->arr == MONEY_NONE ? "" : "  ",
        shift->arr == MONEY_NONE ? "" : money_short(shift->arr, currency, money));
    add_score(shift->then, shift->band_then, out);
    str_add(out, " → ");
    add_score(shift->now, shift->band_now, out);
    str_add_char(out, '\n');
}

static void add_share(const char *currency, const struct health_preview *preview,
    enum health_band band, struct str *out)
{
    char then[48], now[48];

    str_addf(out, "%s\t%lld, %s → %lld, %s\n", _(health_band_label(band)),
        (long long)preview->then.accounts[band],
        money_short(preview->then.arr[band], currency, then),
        (long long)preview->now.accounts[band], money_short(preview->now.arr[band], currency, now));
}

static void add_shifts(
    const char *currency, const struct health_shift_list *shifts, size_t most, struct str *out)
{
    for (size_t i = 0; i < shifts->count && i < most; i++)
        add_shift(currency, &shifts->items[i], out);
    if (shifts->count > most)
        str_addf(out, _("and %zu more\n"), shifts->count - most);
}

static void add_moved(const char *currency, const struct health_preview *preview, struct str *out)
{
    if (preview->changed.count) {
        str_addf(out,
            words_plural("\n# %zu account changes band\n", "\n# %zu accounts change band\n",
                (long long)preview->changed.count),
            preview->changed.count);
        add_shifts(currency, &preview->changed, CHANGES_SHOWN, out);
    } else {
        str_add(out, _("\n# No account changes band\n"));
    }
    if (preview->to_unknown)
        str_addf(out, _("%lld become unknown\n"), (long long)preview->to_unknown);
    if (preview->from_unknown)
        str_addf(out, _("%lld become known\n"), (long long)preview->from_unknown);
    if (preview->moved.count) {
        str_addf(out, _("\n# The biggest moves within a band, of %zu\n"), preview->moved.count);
        add_shifts(currency, &preview->moved, MOVES_SHOWN, out);
    }
}

void health_preview_write(
    struct session *session, const struct health_preview *preview, struct str *out)
{
    static const enum health_band bands[] = {BAND_RED, BAND_YELLOW, BAND_GREEN, BAND_UNKNOWN};
    const char *currency = session_currency(session);

    str_addf(out,
        words_plural("# %lld account, now and by this file\n",
            "# %lld accounts, now and by this file\n", preview->accounts),
        (long long)preview->accounts);
    for (size_t i = 0; i < COUNT_OF(bands); i++)
        add_share(currency, preview, bands[i], out);
    add_moved(currency, preview, out);
    str_add(out, _("\nNothing was changed.\n"));
}
