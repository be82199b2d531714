#include "core/changes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/people.h"
#include "core/playbook.h"

struct finding {
    const struct changes_ask *ask;
    struct arena *arena;
    struct changed_facts facts; /* moved into the arena at the end */
};

static const char *const parts[] = {[CHANGED_BOOK] = N_("account"),
    [CHANGED_HEALTH] = N_("health"),
    [CHANGED_ARR] = N_("ARR"),
    [CHANGED_STAGE] = N_("stage"),
    [CHANGED_PEOPLE] = N_("people"),
    [CHANGED_RENEWAL] = N_("renewal"),
    [CHANGED_SIGNALS] = N_("signals")};
_Static_assert(sizeof(parts) / sizeof(parts[0]) == CHANGED_PARTS, "every part has its word");

const char *changed_part_word(enum changed_part part)
{
    return parts[part];
}

static void find(struct finding *finding, const struct changed_fact *fact)
{
    ARRAY_PUSH(&finding->facts, *fact);
}

/* `none to steady` */
static const char *from_to(struct finding *finding, const char *then, const char *now)
{
    return arena_format(
        finding->arena, _("%s to %s"), *then ? then : _("none"), *now ? now : _("none"));
}

/* --- in the book, or not --- */

static void compare_presence(struct finding *finding)
{
    const struct changes_ask *ask = finding->ask;
    bool came = ask->now->account != NULL;

    if ((ask->then->account != NULL) == came)
        return;
    find(finding, &(struct changed_fact){CHANGED_BOOK, came ? "came" : "gone", "",
                      came ? "" : _("there"), came ? _("there") : "",
                      came ? _("came into the book") : _("is no longer in the book")});
}

/* --- health --- */

static int score_of(const struct row *account)
{
    return account != NULL && row_knows(account, ACCOUNT_HEALTH)
               ? (int)row_integer(account, ACCOUNT_HEALTH)
               : -1;
}

static int by_size(const void *one, const void *other)
{
    double left = fabs(((const struct health_move *)one)->points);
    double right = fabs(((const struct health_move *)other)->points);

    return (left < right) - (left > right);
}

const char *health_cause(const struct health *then, const struct health *now, struct arena *arena)
{
    struct health_change change;
    struct health_move most = {0};
    int64_t points;

    if (then == NULL || now == NULL || !health_explain_change(then, now, arena, &change))
        return "";
    for (size_t i = 0; i < change.moves.count; i++) {
        const struct health_move *move = &change.moves.items[i];

        if (move->points * change.total > 0 && (most.label == NULL || by_size(move, &most) < 0))
            most = *move;
    }
    points = most.label != NULL ? round_half_up(fabs(most.points)) : 0;
    if (points == 0)
        return "";
    return arena_format(
        arena, "%s %s%lld", most.label, most.points < 0 ? "\342\210\222" : "+", (long long)points);
}

static const char *score_text(struct finding *finding, int score)
{
    return score < 0 ? "" : arena_format(finding->arena, "%d", score);
}

/* `at risk` of `red`; "" stays. */
static const char *band_label(const char *word)
{
    for (int band = 0; band <= BAND_UNKNOWN; band++)
        if (text_equal(word, health_band_word((enum health_band)band)))
            return _(health_band_label((enum health_band)band));
    return word;
}

static void compare_health(struct finding *finding, struct account_changes *changes)
{
    const struct change_side *then = finding->ask->then, *now = finding->ask->now;
    const char *band_then = row_text(then->account, ACCOUNT_BAND);
    const char *band_now = row_text(now->account, ACCOUNT_BAND), *cause, *text;
    const char *score_then = score_text(finding, changes->health_then);
    const char *score_now = score_text(finding, changes->health_now);

    if (changes->health_then != changes->health_now) {
        cause = health_cause(then->health, now->health, finding->arena);
        text =
            arena_format(finding->arena, _("%s to %s%s%s"), *score_then ? score_then : _("unknown"),
                *score_now ? score_now : _("unknown"), *cause ? ": " : "", cause);
        find(finding,
            &(struct changed_fact){CHANGED_HEALTH, "score", cause, score_then, score_now, text});
    }
    if (!text_equal(band_then, band_now))
        find(finding, &(struct changed_fact){CHANGED_HEALTH, "band", "", band_then, band_now,
                          arena_format(finding->arena, _("band %s"),
                              from_to(finding, band_label(band_then), band_label(band_now)))});
}

/* --- ARR: the sum, and the movements that made it --- */

static const char *minor_text(struct finding *finding, int64_t minor)
{
    return minor == MONEY_NONE ? "" : arena_format(finding->arena, "%lld", (long long)minor);
}

static const char *money_text(struct finding *finding, const struct row *account, int64_t minor)
{
    char text[48];

    if (minor == MONEY_NONE)
        return account != NULL ? _("not known") : "none";
    return arena_copy_text(finding->arena, money_short(minor, finding->ask->currency, text));
}

static void add_movement(struct finding *finding, const struct row *movement)
{
    int64_t amount = row_integer(movement, MOVEMENT_AMOUNT);
    const char *line = row_text(movement, MOVEMENT_PRODUCT);
    char text[48], day[24];

    if (!*line)
        line = row_text(movement, MOVEMENT_LINE);
    money_short(llabs(amount), row_currency(movement, finding->ask->currency), text);
    find(finding,
        &(struct changed_fact){CHANGED_ARR, row_text(movement, MOVEMENT_KIND),
            row_text(movement, MOVEMENT_LINE), "", minor_text(finding, amount),
            arena_format(finding->arena, _("%s %s%s%s%s on %s"), row_text(movement, MOVEMENT_KIND),
                amount < 0 ? "\342\210\222" : "+", text, *line ? " " : "", line,
                day_short(row_day(movement, MOVEMENT_DATE), finding->ask->today, day)),
            row_currency(movement, finding->ask->currency)});
}

static void compare_arr(struct finding *finding, struct account_changes *changes)
{
    const struct changes_ask *ask = finding->ask;

    if (changes->arr_then != changes->arr_now)
        find(finding,
            &(struct changed_fact){CHANGED_ARR, "sum", "", minor_text(finding, changes->arr_then),
                minor_text(finding, changes->arr_now),
                arena_format(finding->arena, _("%s to %s"),
                    money_text(finding, ask->then->account, changes->arr_then),
                    money_text(finding, ask->now->account, changes->arr_now))});
    for (size_t i = 0; i < ask->movements->count; i++) {
        day_number day = row_day(ask->movements->items[i], MOVEMENT_DATE);

        if (day > ask->then->day && day <= ask->now->day)
            add_movement(finding, ask->movements->items[i]);
    }
}

/* --- fields of the account --- */

struct told_field {
    enum changed_part part;
    int field;
    const char *what;
};

static const struct told_field told_fields[] = {
    {CHANGED_STAGE, ACCOUNT_STAGE, "stage"},
    {CHANGED_RENEWAL, ACCOUNT_ENDS, "ends"},
    {CHANGED_RENEWAL, ACCOUNT_DECIDES_ON, "decides"},
    {CHANGED_RENEWAL, ACCOUNT_RENEWAL_STATE, "state"},
    {CHANGED_RENEWAL, ACCOUNT_CATEGORY, "call"},
};

static const char *plain(struct finding *finding, const struct row *row, int field)
{
    struct str out = {0};
    const char *text;

    field_format_plain(&out, row, field, finding->ask->currency);
    text = arena_copy_text(finding->arena, str_text(&out));
    str_fini(&out);
    return text;
}

static const char *words(struct finding *finding, const struct row *row, int field)
{
    struct str out = {0};
    const char *text;

    if (kind_info(row->kind)->fields[field].type == FIELD_DAY) {
        char day[24];

        return arena_copy_text(finding->arena,
            row_knows(row, field) ? day_short(row_day(row, field), finding->ask->today, day) : "");
    }
    field_format_words(&out, row, field, finding->ask->currency, finding->ask->today);
    text = arena_copy_text(finding->arena, str_text(&out));
    str_fini(&out);
    return text;
}

static void compare_field(struct finding *finding, const struct told_field *told,
    const struct row *then, const struct row *now, const char *about)
{
    const char *text;

    if (value_equal(then->values[told->field], now->values[told->field]))
        return;
    text = from_to(finding, words(finding, then, told->field), words(finding, now, told->field));
    if (told->part != CHANGED_STAGE)
        text =
            arena_format(finding->arena, "%s%s%s %s", about, *about ? " " : "", told->what, text);
    find(finding, &(struct changed_fact){told->part, told->what, about,
                      plain(finding, then, told->field), plain(finding, now, told->field), text});
}

static void compare_fields(struct finding *finding, enum changed_part part)
{
    for (size_t i = 0; i < COUNT_OF(told_fields); i++)
        if (told_fields[i].part == part)
            compare_field(finding, &told_fields[i], finding->ask->then->account,
                finding->ask->now->account, "");
}

static const struct row *with_key(const struct row_list *rows, int64_t key)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i]->key == key)
            return rows->items[i];
    return NULL;
}

/* What was agreed and called, line by line. */
static void compare_lines(struct finding *finding)
{
    static const struct told_field told[] = {
        {CHANGED_RENEWAL, CONTRACT_STATUS, "status"},
        {CHANGED_RENEWAL, CONTRACT_ENDS, "ends"},
        {CHANGED_RENEWAL, CONTRACT_CATEGORY, "call"},
        {CHANGED_RENEWAL, CONTRACT_FORECAST, "forecast"},
        {CHANGED_RENEWAL, CONTRACT_PROBABILITY, "probability"},
    };
    const struct row_list *now = &finding->ask->now->contracts;

    for (size_t i = 0; i < now->count; i++) {
        const struct row *line = now->items[i];
        const struct row *then = with_key(&finding->ask->then->contracts, line->key);
        const char *name = row_text(line, CONTRACT_PRODUCT);

        for (size_t j = 0; then != NULL && j < COUNT_OF(told); j++)
            compare_field(
                finding, &told[j], then, line, *name ? name : row_text(line, CONTRACT_ID));
    }
}

/* --- people --- */

static void tell_person(
    struct finding *finding, const struct row *person, const char *what, const char *text)
{
    const char *name = row_text(person, CONTACT_NAME), *role = row_text(person, CONTACT_ROLE);

    find(finding, &(struct changed_fact){CHANGED_PEOPLE, what, name, "", role,
                      arena_format(finding->arena, "%s%s%s%s %s", name, *role ? " (" : "", role,
                          *role ? ")" : "", text)});
}

static void compare_person(struct finding *finding, const struct row *then, const struct row *now)
{
    bool was = then != NULL && person_is_active(then, finding->ask->then->day);
    bool is = person_is_active(now, finding->ask->now->day);
    const char *role_then, *role_now;

    if (was != is) {
        tell_person(finding, now, is ? "joined" : "left",
            !is            ? _("left")
            : then != NULL ? _("is back")
                           : _("joined"));
        return;
    }
    if (then == NULL || !is || value_equal(then->values[CONTACT_ROLE], now->values[CONTACT_ROLE]))
        return;
    role_then = row_text(then, CONTACT_ROLE);
    role_now = row_text(now, CONTACT_ROLE);
    find(finding, &(struct changed_fact){CHANGED_PEOPLE, "role", row_text(now, CONTACT_NAME),
                      role_then, role_now,
                      arena_format(finding->arena, "%s: %s", row_text(now, CONTACT_NAME),
                          from_to(finding, role_then, role_now))});
}

static void compare_people(struct finding *finding)
{
    const struct row_list *then = &finding->ask->then->contacts;
    const struct row_list *now = &finding->ask->now->contacts;

    for (size_t i = 0; i < now->count; i++)
        compare_person(finding, with_key(then, now->items[i]->key), now->items[i]);
    for (size_t i = 0; i < then->count; i++)
        if (with_key(now, then->items[i]->key) == NULL)
            tell_person(finding, then->items[i], "removed", _("was taken out of the book"));
}

/* --- signals --- */

static const struct row *open_signal(const struct row_list *signals, const char *id)
{
    for (size_t i = 0; i < signals->count; i++)
        if (row_integer(signals->items[i], SIGNAL_OPEN) == 1 &&
            text_equal(row_text(signals->items[i], SIGNAL_SIGNAL), id))
            return signals->items[i];
    return NULL;
}

/* Those of the one side that are not open on the other. What playbooks keep in mind is none. */
static void compare_signals(
    struct finding *finding, const struct row_list *here, const struct row_list *there, bool began)
{
    for (size_t i = 0; i < here->count; i++) {
        const struct row *signal = here->items[i];
        const char *id = row_text(signal, SIGNAL_SIGNAL), *text = row_text(signal, SIGNAL_TEXT);
        const char *severity = row_text(signal, SIGNAL_SEVERITY);

        if (row_integer(signal, SIGNAL_OPEN) != 1 || playbook_keeps(signal) ||
            open_signal(there, id) != NULL)
            continue;
        find(finding, &(struct changed_fact){CHANGED_SIGNALS, began ? "began" : "ended", id,
                          began ? "" : severity, began ? severity : "",
                          arena_format(finding->arena, "%s%s", began ? "" : _("over: "), text)});
    }
}

/* --- all --- */

static int64_t arr_of(const struct row *account)
{
    return account != NULL ? row_money(account, ACCOUNT_ARR_NOW) : MONEY_NONE;
}

static void compare_all(struct finding *finding, struct account_changes *changes)
{
    const struct change_side *then = finding->ask->then, *now = finding->ask->now;

    compare_presence(finding);
    if (then->account == NULL || now->account == NULL) {
        compare_arr(finding, changes);
        return;
    }
    compare_health(finding, changes);
    compare_arr(finding, changes);
    compare_fields(finding, CHANGED_STAGE);
    compare_people(finding);
    compare_fields(finding, CHANGED_RENEWAL);
    compare_lines(finding);
    compare_signals(finding, &now->signals, &then->signals, true);
    compare_signals(finding, &then->signals, &now->signals, false);
}

void changes_of_account(
    const struct changes_ask *ask, struct arena *arena, struct account_changes *ret_changes)
{
    const struct row *then = ask->then->account, *now = ask->now->account;
    const struct row *last = now != NULL ? now : then;
    struct finding finding = {.ask = ask, .arena = arena};
    struct account_changes changes = {.account = last->key,
        .id = row_text(last, ACCOUNT_ID),
        .name = row_text(last, ACCOUNT_NAME),
        .health_then = score_of(then),
        .health_now = score_of(now),
        .arr_then = arr_of(then),
        .arr_now = arr_of(now),
        .exposure = row_money(last, ACCOUNT_EXPOSURE)};

    compare_all(&finding, &changes);
    changes.count = finding.facts.count;
    changes.facts = arena_alloc_array(arena, changes.count, sizeof(*changes.facts));
    if (changes.count > 0)
        memcpy(changes.facts, finding.facts.items, changes.count * sizeof(*changes.facts));
    array_fini(&finding.facts);
    *ret_changes = changes;
}

static int64_t known(int64_t money)
{
    return money == MONEY_NONE ? 0 : money;
}

static int falling(int64_t left, int64_t right)
{
    return (left < right) - (left > right);
}

int account_changes_compare(const void *one, const void *other)
{
    const struct account_changes *left = one, *right = other;
    int order = falling(llabs(known(left->arr_now) - known(left->arr_then)),
        llabs(known(right->arr_now) - known(right->arr_then)));

    if (order == 0)
        order = falling(known(left->exposure), known(right->exposure));
    if (order == 0)
        order = falling(
            abs(left->health_now - left->health_then), abs(right->health_now - right->health_then));
    if (order == 0)
        order = strcmp(left->name, right->name);
    return order != 0 ? order : falling(right->account, left->account);
}
