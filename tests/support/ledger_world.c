#include "support/ledger_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/bug.h"
#include "base/money.h"
#include "core/retention.h"

void ledger_world_init(struct ledger_world *world)
{
    static const struct setting_rate rates[] = {{"EUR", 2}};

    *world = (struct ledger_world){.account_is_new = true};
    world->settings.currency = "USD";
    world->settings.rates = rates;
    world->settings.rate_count = 1;
    world->account = row_new(&world->arena, KIND_ACCOUNT);
    world->account->key = 1;
}

void ledger_world_fini(struct ledger_world *world)
{
    array_fini(&world->contracts);
    array_fini(&world->movements);
    array_fini(&world->renewals);
    array_fini(&world->pasts);
    arena_fini(&world->arena);
}

static struct ledger_ground ground_of(struct ledger_world *world, enum ledger_source source)
{
    return (struct ledger_ground){.account = world->account,
        .contracts = world->contracts,
        .movements = world->movements,
        .renewals = world->renewals,
        .settings = &world->settings,
        .currency = "USD",
        .today = world->day,
        .source = source,
        .pasts = world->pasts.items,
        .past_count = world->pasts.count,
        .new_days = world->new_days};
}

/* --- edits --- */

static struct row *line_of(struct ledger_world *world, const char *id)
{
    for (size_t i = 0; i < world->contracts.count; i++)
        if (text_equal(row_text(world->contracts.items[i], CONTRACT_ID), id))
            return world->contracts.items[i];
    return NULL;
}

static const char *word(struct ledger_world *world, const char **at)
{
    size_t len;
    const char *text;

    *at += strspn(*at, " ");
    len = strcspn(*at, " ");
    text = arena_copy_bytes(&world->arena, *at, len);
    *at += len;
    return text;
}

static struct value parse(struct ledger_world *world, enum kind kind, int field, const char *text)
{
    struct parse_context context = {&world->settings, world->day, "USD"};
    struct value value;
    struct error err;

    if (!field_parse(kind, field, text, &context, &world->arena, &value, &err))
        fail_msg("%s: %s", text, err.text);
    return value;
}

/* The assignments from `at` on; the line as it was before them is kept. */
static void assign(struct ledger_world *world, struct row *row, bool is_new, const char *at)
{
    struct value *before =
        arena_alloc_array(&world->arena, (size_t)kind_info(row->kind)->count, sizeof(*before));
    struct row old = {.kind = row->kind, .key = row->key, .values = before};
    struct ledger_ground ground = ground_of(world, LEDGER_HAND);
    struct ledger_past past = {.account = 1, .is_new = true};
    uint64_t mask = 0;

    memcpy(before, row->values, (size_t)kind_info(row->kind)->count * sizeof(*before));
    while (*(at += strspn(at, " ")) != '\0') {
        char *name = arena_copy_text(&world->arena, word(world, &at));
        char *value = strchr(name, '=');
        int field;

        *value++ = '\0';
        for (char *c = value; *c; c++)
            *c = *c == '_' ? ' ' : *c;
        field = field_find(row->kind, name);
        assert_true(field >= 0);
        row_set(row, field, parse(world, row->kind, field, value));
        mask |= UINT64_C(1) << field;
    }
    if (!is_new && !ledger_past_of(row->kind == KIND_ACCOUNT ? &old : world->account,
                       row->kind == KIND_CONTRACT ? &old : NULL, mask, &ground, &past))
        return;
    ARRAY_PUSH(&world->pasts, past);
}

void ledger_world_line(struct ledger_world *world, const char *at)
{
    const char *id = word(world, &at);
    struct row *row = line_of(world, id);
    bool is_new = !row;

    if (is_new) {
        row = row_new(&world->arena, KIND_CONTRACT);
        row->key = 100 + (int64_t)world->contracts.count;
        row_set_integer(row, CONTRACT_ACCOUNT, 1);
        row_set_text(row, CONTRACT_ID, id);
        row_set_text(row, CONTRACT_STATUS, "open");
        ARRAY_PUSH(&world->contracts, row);
    }
    assign(world, row, is_new, at);
}

static void drop_line(struct ledger_world *world, const char *at)
{
    const char *id = word(world, &at);

    for (size_t i = 0; i < world->contracts.count; i++)
        if (text_equal(row_text(world->contracts.items[i], CONTRACT_ID), id)) {
            world->contracts.items[i] = world->contracts.items[--world->contracts.count];
            ARRAY_PUSH(&world->pasts, (struct ledger_past){.account = 1, .line = -1});
        }
}

/* --- recording --- */

static long long units(const struct row *row, int field)
{
    return row_knows(row, field) ? (long long)row_money(row, field) / 100 : -1;
}

static void say_day(struct ledger_world *world, struct str *out, day_number day)
{
    char buffer[24];

    if (day != world->day)
        str_addf(out, " @%s", day_iso(day, buffer));
}

static void say_move(struct ledger_world *world, struct str *out, const struct row *row)
{
    enum arr_kind kind;

    assert_true(arr_kind_of(row_text(row, MOVEMENT_KIND), &kind));
    str_addf(out, "%s %+lld", row_text(row, MOVEMENT_KIND), units(row, MOVEMENT_AMOUNT));
    if (*row_text(row, MOVEMENT_LINE))
        str_addf(out, " %s", row_text(row, MOVEMENT_LINE));
    if (*row_text(row, MOVEMENT_REASON))
        str_addf(out, " (%s)", row_text(row, MOVEMENT_REASON));
    say_day(world, out, row_day(row, MOVEMENT_DATE));
}

static void say_close(struct ledger_world *world, struct str *out, const struct row *row)
{
    char buffer[24];

    str_addf(out, "%s%s%s due %s %lld>%lld", row_text(row, RENEWAL_STATUS),
        *row_text(row, RENEWAL_LINE) ? " " : "", row_text(row, RENEWAL_LINE),
        day_iso(row_day(row, RENEWAL_ENDS), buffer), units(row, RENEWAL_TARGET),
        units(row, RENEWAL_FINAL));
    if (row_integer(row, RENEWAL_UPLIFT) > 0)
        str_addf(out, " of it %lld", units(row, RENEWAL_UPLIFT));
    say_day(world, out, row_day(row, RENEWAL_CLOSED_ON));
}

static struct row *row_of_change(struct ledger_world *world, const struct change_row *made)
{
    struct row *row = row_new(&world->arena, made->kind);

    row->key = 1000 + (int64_t)world->movements.count;
    for (int field = 0; field < kind_info(made->kind)->stored; field++)
        if (made->mask & (UINT64_C(1) << field))
            row->values[field] = value_copy(&world->arena, made->values[field]);
    return row;
}

static void update(struct ledger_world *world, const struct change_row *made, struct str *out)
{
    struct row *row = world->account;

    for (size_t i = 0; made->kind == KIND_CONTRACT && i < world->contracts.count; i++)
        if (world->contracts.items[i]->key == made->key)
            row = world->contracts.items[i];
    for (int field = 0; field < kind_info(made->kind)->stored; field++)
        if (made->mask & (UINT64_C(1) << field))
            row->values[field] = value_copy(&world->arena, made->values[field]);
    if (made->kind == KIND_ACCOUNT && (made->mask & (UINT64_C(1) << ACCOUNT_STAGE)))
        str_addf(out, "; stage %s", row_text(row, ACCOUNT_STAGE));
}

/* Takes the rows of the change over, and tells them. */
static void take(struct ledger_world *world, const struct change *change, struct str *out)
{
    for (size_t i = 0; i < change->rows.count; i++) {
        const struct change_row *made = &change->rows.items[i];

        if (made->op == CHANGE_UPDATE) {
            update(world, made, out);
            continue;
        }
        struct row *row = row_of_change(world, made);
        str_add(out, out->len ? "; " : "");
        if (made->kind == KIND_MOVEMENT) {
            ARRAY_PUSH(&world->movements, row);
            say_move(world, out, row);
        } else {
            ARRAY_PUSH(&world->renewals, row);
            say_close(world, out, row);
        }
    }
}

static const char *record(struct ledger_world *world, enum ledger_source source)
{
    struct ledger_ground ground = ground_of(world, source);
    struct ledger_deeds deeds;
    struct change change;
    struct str out = {0};
    const char *text;

    change_init(&change, ACTOR_CLI);
    ledger_record(&ground, &change, &deeds);
    take(world, &change, &out);
    text = arena_copy_text(
        &world->arena, out.len && out.data[0] == ';' ? out.data + 2 : str_text(&out));
    str_fini(&out);
    change_fini(&change);
    return text;
}

/* The movements of the account in the book's currency beside its ARR of the day. */
static void look_at_sum(struct ledger_world *world)
{
    struct dossier dossier = {.account = world->account, .contracts = world->contracts};
    struct account_contract now = contract_of_account(&dossier, &world->settings, world->day);
    int64_t sum = 0, part;

    for (size_t i = 0; i < world->movements.count; i++) {
        const struct row *row = world->movements.items[i];

        assert_true(settings_convert(&world->settings, row_money(row, MOVEMENT_AMOUNT),
            row_text(row, MOVEMENT_CURRENCY), &part));
        sum += part;
    }
    if (!ledger_in_book(world->account, &world->settings))
        assert_int_equal(sum, 0);
    else if (now.arr != MONEY_NONE)
        assert_int_equal(sum, now.arr);
}

static void record_step(
    struct ledger_world *world, enum ledger_source source, const char *day, const char *writes)
{
    const char *wrote;

    assert_true(day_parse_iso(day, &world->day));
    if (world->account_is_new)
        ARRAY_PUSH(&world->pasts, (struct ledger_past){.account = 1, .is_new = true});
    if (world->account_is_new && !row_knows(world->account, ACCOUNT_ENTERED))
        row_set_day(world->account, ACCOUNT_ENTERED, world->day);
    world->account_is_new = false;
    wrote = record(world, source);
    if (!text_equal(wrote, writes))
        fail_msg("%s: wrote '%s', not '%s'", day, wrote, writes);
    look_at_sum(world);
    array_clear(&world->pasts);
    assert_string_equal(record(world, source), "");
    assert_string_equal(record(world, LEDGER_CLOCK), "");
}

/* It was in the book before there was a ledger. */
static void know(struct ledger_world *world, const char *day)
{
    assert_true(day_parse_iso(day, &world->day));
    world->account_is_new = false;
    array_clear(&world->pasts);
}

static void run_step(struct ledger_world *world, const struct ledger_step *step)
{
    const char *at = step->does, *verb = word(world, &at);

    at += strspn(at, " ");
    if (text_equal(verb, "account"))
        assign(world, world->account, world->account_is_new, at);
    else if (text_equal(verb, "line"))
        ledger_world_line(world, at);
    else if (text_equal(verb, "drop"))
        drop_line(world, at);
    else if (text_equal(verb, "owner"))
        world->settings.owner = at;
    else if (text_equal(verb, "window"))
        world->new_days = 90;
    else if (text_equal(verb, "known"))
        know(world, at);
    else
        record_step(world,
            text_equal(verb, "import")  ? LEDGER_IMPORT
            : text_equal(verb, "clock") ? LEDGER_CLOCK
                                        : LEDGER_HAND,
            at, step->writes);
}

void ledger_world_run(const struct ledger_script *script)
{
    struct ledger_world world;

    print_message("  %s\n", script->name);
    ledger_world_init(&world);
    for (size_t i = 0; i < LEDGER_STEPS_MOST && script->steps[i].does; i++)
        run_step(&world, &script->steps[i]);
    ledger_world_fini(&world);
}
