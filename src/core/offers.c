/* Playbooks that can start for the account, and the SIGNAL rows that an assessment leaves behind:
 * of what fires, and of the playbooks whose condition holds (core/playbook.h, Memory). */
#include "assess_internal.h"
#include "base/str.h"

static struct row *new_row(const struct assess_ground *ground, const char *id, const char *kind)
{
    struct row *row = row_new(ground->arena, KIND_SIGNAL);

    row_set_integer(row, SIGNAL_ACCOUNT, ground->dossier->account->key);
    row_set_text(row, SIGNAL_SIGNAL, id);
    row_set_text(row, SIGNAL_KIND, kind);
    row_set_text(row, SIGNAL_SEVERITY, severity_word(SEVERITY_LOW));
    row_set_day(row, SIGNAL_SINCE, ground->today);
    row_set_integer(row, SIGNAL_OPEN, 1);
    return row;
}

static void add_row(struct assessment *made, struct row *row)
{
    made->rows.items[made->rows.count++] = row;
}

/* What a person did to it, and the day since which it is true. */
static void keep_state(struct row *row, const struct row *state)
{
    static const int kept[] = {SIGNAL_HANDLED_ON, SIGNAL_HANDLED_TEXT, SIGNAL_QUIET_UNTIL,
        SIGNAL_MUTED, SIGNAL_MUTE_WHY, SIGNAL_CAUSE, SIGNAL_EXPOSED, SIGNAL_PLAN, SIGNAL_LOOK_ON,
        SIGNAL_OUTCOME, SIGNAL_CLOSED_ON, SIGNAL_WHY};

    row->key = state->key;
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        row_set(row, kept[i], state->values[kept[i]]);
    if (row_integer(state, SIGNAL_OPEN) != 0)
        row_set(row, SIGNAL_SINCE, state->values[SIGNAL_SINCE]);
}

static void add_signals(const struct assess_ground *ground, struct assessment *made)
{
    for (size_t i = 0; i < made->signals.count; i++) {
        const struct signal *signal = &made->signals.items[i];

        if (signal->rule == &signal_by_hand)
            continue; /* a person's own: it stays as it is written */
        struct row *row =
            new_row(ground, signal->rule->id, signal->rule->growth ? "growth" : "risk");

        if (signal->state)
            keep_state(row, signal->state);
        row_set_text(row, SIGNAL_SEVERITY, severity_word(signal->severity));
        row_set_text(row, SIGNAL_TEXT, signal->text);
        row_set_text(row, SIGNAL_SUGGESTS, signal->suggests);
        add_row(made, row);
    }
}

/* --- what the conditions of playbooks look at --- */

static bool fires(const struct assessment *made, const struct row *row)
{
    for (size_t i = 0; i < made->signals.count; i++)
        if (text_equal(made->signals.items[i].rule->id, row_text(row, SIGNAL_SIGNAL)))
            return true;
    return false;
}

/* The stored signals as they are after this assessment: what fires now is open, the rest closed. */
static void renew_signals(
    const struct assess_ground *ground, const struct assessment *made, struct row_list *ret_signals)
{
    const struct row_list *stored = &ground->dossier->signals;
    struct row_list signals = {.items = arena_alloc_array(ground->arena,
                                   stored->count + made->rows.count + 1, sizeof(*signals.items))};

    for (size_t i = 0; i < made->rows.count; i++)
        signals.items[signals.count++] = made->rows.items[i];
    for (size_t i = 0; i < stored->count; i++) {
        struct row *row = stored->items[i];

        if (playbook_keeps(row) || row_integer(row, SIGNAL_BY_HAND) != 0) {
            signals.items[signals.count++] = row;
        } else if (!fires(made, row)) {
            row = row_copy(ground->arena, row);
            row_set_integer(row, SIGNAL_OPEN, 0);
            signals.items[signals.count++] = row;
        }
    }
    *ret_signals = signals;
}

/* --- offers --- */

static struct row *memory_of(const struct assess_ground *ground, const struct playbook *playbook,
    const struct playbook_verdict *verdict, const struct row *old)
{
    bool offered = verdict->call != PLAYBOOK_NOT_NOW;
    struct row *row =
        new_row(ground, arena_format(ground->arena, PLAYBOOK_MEMORY "%s", playbook->id),
            offered ? PLAYBOOK_OFFERED : PLAYBOOK_ANSWERED);

    row_set_day(row, SIGNAL_SINCE, verdict->since);
    row_set_text(row, SIGNAL_TEXT, verdict->why);
    row_set_text(row, SIGNAL_SUGGESTS, playbook->id);
    /* Nobody reads how many days are left for what runs already: it is not written every day. */
    if (!offered && old && row_knows(old, SIGNAL_TEXT))
        row_set(row, SIGNAL_TEXT, old->values[SIGNAL_TEXT]);
    return row;
}

/* What cannot wait stands first. */
static int weight_of(enum playbook_type type)
{
    static const int weights[] = {[PLAYBOOK_RISK] = 0,
        [PLAYBOOK_RENEWAL] = 1,
        [PLAYBOOK_ONBOARDING] = 2,
        [PLAYBOOK_HAND_OVER] = 3,
        [PLAYBOOK_ADOPTION] = 4,
        [PLAYBOOK_EXPANSION] = 5,
        [PLAYBOOK_REVIEW] = 6,
        [PLAYBOOK_ADVOCACY] = 7};

    return weights[type];
}

static void add_offer(struct offer_list *offers, struct offer offer)
{
    size_t at = offers->count++;

    for (; at > 0 &&
           weight_of(offers->items[at - 1].playbook->type) > weight_of(offer.playbook->type);
         at--)
        offers->items[at] = offers->items[at - 1];
    offers->items[at] = offer;
}

/* Every signal that suggests it was handled, and is quiet: the offer waits as they do. */
static bool is_quiet(const struct assess_ground *ground, const struct playbook *playbook,
    const struct assessment *made)
{
    bool any = false;

    for (size_t i = 0; i < made->signals.count; i++) {
        const struct signal *signal = &made->signals.items[i];
        day_number quiet = signal->state ? row_day(signal->state, SIGNAL_QUIET_UNTIL) : DAY_NONE;

        if (!text_equal(signal->suggests, playbook->id))
            continue;
        if (quiet == DAY_NONE || quiet < ground->today)
            return false;
        any = true;
    }
    return any;
}

static void ask(const struct assess_ground *ground, const struct playbook_ground *playbooks,
    const struct playbook *playbook, struct assessment *made)
{
    struct playbook_verdict verdict = playbook_calls(playbook, playbooks, ground->arena);
    const struct row *old;

    if (!verdict.holds)
        return;
    old = playbook_memory(playbook, ground->dossier);
    add_row(made, memory_of(ground, playbook, &verdict, old));
    if (verdict.call != PLAYBOOK_NOT_NOW && !is_quiet(ground, playbook, made))
        add_offer(&made->offers, (struct offer){playbook, verdict.call, verdict.why, old});
}

void offers_signals(const struct assess_ground *ground, struct assessment *made)
{
    made->rows = (struct row_list){
        .items = arena_alloc_array(ground->arena, made->signals.count + 1, sizeof(struct row *))};
    add_signals(ground, made);
}

void offers_find(const struct assess_ground *ground, struct assessment *made)
{
    const struct rules *rules = ground->rules;
    size_t count = (size_t)rules->playbook_count;
    struct dossier dossier = *ground->dossier;
    const struct playbook_ground playbooks = {
        &dossier, rules->settings, ground->book, ground->today};

    made->rows = (struct row_list){.items = arena_alloc_array(ground->arena,
                                       made->signals.count + count + 1, sizeof(struct row *))};
    made->offers = (struct offer_list){
        .items = arena_alloc_array(ground->arena, count + 1, sizeof(struct offer))};
    add_signals(ground, made);
    renew_signals(ground, made, &made->now);
    dossier.signals = made->now;
    for (size_t i = 0; i < count; i++)
        ask(ground, &playbooks, rules->playbooks[i], made);
}
