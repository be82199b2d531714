/* Renewals among the random verbs, and what must hold of ARR after each of them. */
#include "support/random_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "app/join.h"
#include "app/renewal.h"
#include "base/money.h"

#define PICK(SCENE, WORDS)                                                                         \
    (WORDS)[random_book_pick(SCENE, (int)(sizeof(WORDS) / sizeof((WORDS)[0])))]

static day_number some_day(struct random_book *scene)
{
    return scene->today + random_book_pick(scene, 60) - 10;
}

static struct renewal_key some_line(struct random_book *scene)
{
    struct renewal_key key = {random_book_some(scene, KIND_ACCOUNT), 0};
    int64_t line = random_book_pick(scene, 3) ? random_book_some(scene, KIND_CONTRACT) : 0;
    struct arena arena = {0};
    struct row *row = NULL;
    struct error err;

    if (line) {
        assert_true(
            store_get(session_store(scene->session), KIND_CONTRACT, line, &arena, &row, &err));
        key = (struct renewal_key){row_integer(row, CONTRACT_ACCOUNT), line};
    }
    arena_fini(&arena);
    return key;
}

static bool won(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const int64_t finals[] = {MONEY_NONE, 400000, 500000, 9000000, 12345678};
    struct renewal_won order = {.final = PICK(scene, finals),
        .uplift = MONEY_NONE,
        .new_ends = DAY_NONE,
        .term_months = random_book_pick(scene, 2) ? 12 : 24,
        .reason = "price"};

    return verb_renewal_won(scene->session, some_line(scene), &order, outcome, NULL, err);
}

static bool lost(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    struct renewal_lost order = {
        .reason = "quality", .last_day = random_book_pick(scene, 2) ? some_day(scene) : DAY_NONE};

    return verb_renewal_lost(scene->session, some_line(scene), &order, outcome, NULL, err);
}

static bool call(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const char *const words[] = {"commit", "at risk", ""};
    struct renewal_call order = {.set = 1U + (unsigned)random_book_pick(scene, 63),
        .category = PICK(scene, words),
        .amount = 700000,
        .probability = .5,
        .paper = "verbal",
        .told_on = scene->today,
        .target = MONEY_NONE};

    return verb_renewal_call(scene->session, some_line(scene), &order, outcome, err);
}

bool random_book_renewal(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    static const char *const owners[] = {"Ann", "Bo"};
    struct session *session = scene->session;
    struct renewal_key key = some_line(scene);

    switch (random_book_pick(scene, 8)) {
    case 0:
    case 1: return won(scene, outcome, err);
    case 2: return lost(scene, outcome, err);
    case 3: return call(scene, outcome, err);
    case 4: return verb_renewal_end(session, key, some_day(scene) + 200, outcome, err);
    case 5:
        return verb_renewal_notice(
            session, key, random_book_pick(scene, 2) ? DAY_NONE : scene->today, outcome, err);
    case 6:
        return verb_renewal_transfer(
            session, key, random_book_some(scene, KIND_ACCOUNT), outcome, err);
    default: return verb_account_hand_over(session, key.account, PICK(scene, owners), outcome, err);
    }
}

bool random_book_join(struct random_book *scene, struct outcome *outcome, struct error *err)
{
    struct join_order order = {.way = random_book_pick(scene, 2) ? JOIN_MERGE : JOIN_ABSORB,
        .from = random_book_some(scene, KIND_ACCOUNT),
        .into = random_book_some(scene, KIND_ACCOUNT)};

    return verb_join(scene->session, &order, outcome, err);
}

/* --- what must hold --- */

static bool take_key(void *context, const struct row *row)
{
    ARRAY_PUSH((struct key_list *)context, row->key);
    return true;
}

static bool is_known(const struct dossier *dossier)
{
    struct contract_line lines[64];
    size_t count = contract_lines(dossier, lines, 64);

    for (size_t i = 0; i < count; i++)
        if (lines[i].arr == MONEY_NONE)
            return false;
    return true;
}

static void look_at(struct random_book *scene, int64_t key, const char *what)
{
    struct store *store = session_store(scene->session);
    struct arena arena = {0};
    struct dossier dossier = {0};
    struct row_list moves;
    struct row *account = NULL;
    struct error err;
    int64_t sum = 0, arr;

    assert_true(store_get(store, KIND_ACCOUNT, key, &arena, &account, &err) &&
                store_children(store, KIND_CONTRACT, key, &arena, &dossier.contracts, &err) &&
                store_children(store, KIND_MOVEMENT, key, &arena, &moves, &err));
    dossier.account = account;
    for (size_t i = 0; i < moves.count; i++)
        assert_true(money_add(&sum, row_money(moves.items[i], MOVEMENT_AMOUNT)));
    arr = contract_of_account(&dossier, session_settings(scene->session), scene->today).arr;
    if (is_known(&dossier) && arr != MONEY_NONE && sum != arr)
        fail_msg("seed %u, %s: account %lld has an ARR of %lld, and movements of %lld", scene->seed,
            what, (long long)key, (long long)arr, (long long)sum);
    arena_fini(&arena);
}

void random_book_look_at_money(struct random_book *scene, const char *what)
{
    struct key_list keys = {0};
    struct error err;

    assert_true(store_each(session_store(scene->session), KIND_ACCOUNT, take_key, &keys, &err));
    for (size_t i = 0; i < keys.count; i++)
        look_at(scene, keys.items[i], what);
    array_fini(&keys);
}
