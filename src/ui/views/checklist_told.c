/* What is told about a step, in rows: beside the list, below its row, or in a popup to read. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/views/checklist.h"

enum { TOLD_NARROW = 36 /* columns under which the kind is left out */ };

/* --- rows --- */

static struct arena *arena_of(const struct telling *telling)
{
    return &telling->checklist->told_arena;
}

static struct told *add(struct telling *telling, enum role role, const char *text)
{
    struct told_lines *lines = &telling->lines;

    ARRAY_PUSH(lines, (struct told){.role = role, .text = text});
    return &lines->items[lines->count - 1];
}

static void add_air(struct telling *telling)
{
    const struct told_lines *lines = &telling->lines;

    if (telling->is_roomy && lines->count && *lines->items[lines->count - 1].text)
        add(telling, ROLE_TEXT, "");
}

struct wrapping {
    struct telling *telling;
    enum role role;
};

static void add_wrapped(void *context, const char *start, size_t len)
{
    const struct wrapping *wrapping = context;

    add(wrapping->telling, wrapping->role,
        arena_copy_bytes(arena_of(wrapping->telling), start, len));
}

/* `indent` of two columns is for rows under a box. */
static void add_text(struct telling *telling, enum role role, const char *text, int indent)
{
    struct wrapping wrapping = {telling, role};
    size_t first = telling->lines.count;

    if (!text || !*text)
        return;
    text_wrap(text, telling->columns - indent, add_wrapped, &wrapping);
    for (size_t i = first; indent && i < telling->lines.count; i++)
        telling->lines.items[i].shape = " ";
}

/* A paragraph of a file is one line here, however it was broken there; a list stays one. */
static void flow(const char *text, struct str *out)
{
    for (const char *at = text; *at; at++) {
        bool joins = *at == '\n' && at[1] && at[1] != '\n' && at[1] != '-' && at[1] != ' ' &&
                     at > text && at[-1] != '\n';

        str_add_char(out, joins ? ' ' : *at);
    }
    while (out->len && str_text(out)[out->len - 1] == '\n')
        str_remove(out, out->len - 1, 1);
}

static void add_flow(struct telling *telling, const char *text)
{
    struct str whole = {0};
    const char *at;

    flow(text, &whole);
    for (at = str_text(&whole); *at;) {
        size_t len = strcspn(at, "\n");

        if (len)
            add_text(telling, ROLE_TEXT, arena_copy_bytes(arena_of(telling), at, len), 0);
        else
            add_air(telling);
        at += len + (at[len] == '\n');
    }
    str_fini(&whole);
}

static void add_heading(struct telling *telling, const char *text, const char *sum)
{
    add_air(telling);
    add(telling, ROLE_TITLE, text)->right = sum;
}

/* --- when --- */

static const struct playbook_step *rule_of(const struct telling *telling, const struct row *step)
{
    return run_playbook_step(telling->checklist->run_case.ground.playbook, step);
}

static const char *words_of(const struct telling *telling, day_number day)
{
    char buffer[24];

    return arena_copy_text(arena_of(telling), day_words(day, ui_show(telling->ui).today, buffer));
}

/* `no day yet: it counts from the review date`, or from another step. */
static void tell_waiting(const struct telling *telling, const struct row *step, struct str *out)
{
    const struct playbook *playbook = telling->checklist->run_case.ground.playbook;
    const struct playbook_step *rule = rule_of(telling, step);

    str_add(out, _("no day yet"));
    if (rule && rule->anchor == ANCHOR_STEP)
        str_addf(out, _(": waiting for %s"), playbook->steps[rule->anchor_step].title);
    else if (rule)
        str_addf(out, _(": waiting for %s"), playbook_anchor_words(rule->anchor));
}

static void tell_open_day(const struct telling *telling, const struct row *step, struct str *out)
{
    day_number due = row_day(step, STEP_DUE), planned = row_day(step, STEP_PLANNED);

    if (due == DAY_NONE) {
        tell_waiting(telling, step, out);
        return;
    }
    str_addf(out, _("due %s"), words_of(telling, due));
    if (planned != DAY_NONE && planned != due)
        str_addf(out, _(", planned %s"), words_of(telling, planned));
    if (row_integer(step, STEP_PINNED))
        str_add(out, _(", pinned"));
}

static void tell_closed_day(const struct telling *telling, const struct row *step, struct str *out)
{
    day_number done = row_day(step, STEP_DONE_ON), due = row_day(step, STEP_DUE);

    str_add(out, row_text(step, STEP_STATUS));
    if (done != DAY_NONE)
        str_addf(out, " %s", words_of(telling, done));
    if (done != DAY_NONE && due != DAY_NONE && done > due && row_is(step, STEP_STATUS, "done"))
        str_addf(out, _(", %dd after its day"), done - due);
    if (*row_text(step, STEP_WHY))
        str_addf(out, ": %s", row_text(step, STEP_WHY));
}

static void tell_repeats(
    const struct telling *telling, const struct step_line *line, struct str *out)
{
    const struct playbook *playbook = telling->checklist->run_case.ground.playbook;
    const struct playbook_step *rule = rule_of(telling, line->step);
    if (!rule || rule->repeats.count <= 0)
        return;
    if (rule->repeats.count == 1)
        str_addf(out, _("again each %s"), playbook_unit_words(rule->repeats.unit, 1));
    else
        str_addf(out, _("again every %d %s"), rule->repeats.count,
            playbook_unit_words(rule->repeats.unit, rule->repeats.count));
    if (rule->repeats_until >= 0)
        str_addf(out, _(" until %s"), playbook->steps[rule->repeats_until].title);
    if (line->times)
        str_addf(out, words_plural("; done %d time", "; done %d times", line->times), line->times);
}

static const char *keep(const struct telling *telling, struct str *text)
{
    const char *kept = arena_copy_text(arena_of(telling), str_text(text));

    str_fini(text);
    return kept;
}

static const char *kind_of(const struct telling *telling, const struct row *step)
{
    const struct playbook_step *rule = rule_of(telling, step);
    bool is_usual = row_is(step, STEP_NEED, "required");

    return arena_format(arena_of(telling), "%s%s%s%s", row_text(step, STEP_KIND),
        is_usual ? "" : ", ", is_usual ? "" : row_text(step, STEP_NEED),
        rule && rule->internal           ? _(", internal")
        : rule && rule->customer_visible ? _(", the customer sees it")
                                         : "");
}

static void tell_when(struct telling *telling, const struct step_line *line)
{
    const struct row *step = line->step;
    struct due_words due = part_due(row_day(step, STEP_DUE), ui_show(telling->ui).today);
    const char *kind = kind_of(telling, step);
    struct str words = {0};
    size_t first = telling->lines.count;
    bool is_late = run_step_is_open(step) && due.role == ROLE_OVERDUE;

    if (run_step_is_open(step))
        tell_open_day(telling, step, &words);
    else
        tell_closed_day(telling, step, &words);
    add_text(telling, ROLE_MUTED, keep(telling, &words), 0);
    if (is_late)
        telling->lines.items[first].late = arena_copy_text(arena_of(telling), due.text);
    if (telling->lines.count == first + 1 &&
        text_columns(telling->lines.items[first].text) + text_columns(kind) + 14 < telling->columns)
        telling->lines.items[first].right = kind;
    else if (telling->columns >= TOLD_NARROW)
        add(telling, ROLE_MUTED, kind);
    words = (struct str){0};
    tell_repeats(telling, line, &words);
    add_text(telling, ROLE_MUTED, keep(telling, &words), 0);
    if (*row_text(step, STEP_OWNER))
        add_text(telling, ROLE_MUTED,
            arena_format(arena_of(telling), _("%s does it"), row_text(step, STEP_OWNER)), 0);
}

/* `blocked by the customer since 12 Nov, 11 days: waiting for their IT` */
static void tell_block(struct telling *telling, const struct row *step)
{
    day_number since = row_day(step, STEP_BLOCKED_ON), today = ui_show(telling->ui).today;
    bool ours = row_is(step, STEP_SIDE, "us");
    struct str words = {0};
    size_t first = telling->lines.count;

    if (!row_is(step, STEP_STATUS, "blocked"))
        return;
    str_addf(&words, _("blocked by %s"), ours ? _("us") : _("the customer"));
    if (since != DAY_NONE)
        str_addf(&words, _(" since %s"), words_of(telling, since));
    if (since != DAY_NONE && today - since > 1)
        str_addf(&words, words_plural(", %d day", ", %d days", today - since), today - since);
    if (*row_text(step, STEP_WHY))
        str_addf(&words, ": %s", row_text(step, STEP_WHY));
    add_text(telling, ROLE_TEXT, keep(telling, &words), 2);
    telling->lines.items[first].shape = "■";
    telling->lines.items[first].shape_role = ROLE_RISK;
}

/* --- what it waits for, and what waits for it --- */

static void tell_before(struct telling *telling, const struct row *step)
{
    const struct step_lines *lines = &telling->checklist->lines;

    for (size_t i = 0; i < lines->count && run_step_is_open(step); i++) {
        const struct row *other = lines->items[i].step;

        if (run_step_is_open(other) && row_has_tag(step, STEP_AFTER, row_text(other, STEP_STEP)))
            add_text(telling, ROLE_MUTED,
                arena_format(arena_of(telling), _("comes after %lld %s, which is open"),
                    (long long)row_integer(other, STEP_NUMBER), row_text(other, STEP_TITLE)),
                0);
    }
}

static bool is_after(const struct row *other, const struct row *step)
{
    return run_step_is_open(other) && run_step_is_open(step) &&
           row_has_tag(other, STEP_AFTER, row_text(step, STEP_STEP));
}

static void tell_followers(struct telling *telling, const struct row *step)
{
    const struct step_lines *lines = &telling->checklist->lines;
    bool any = false;

    for (size_t i = 0; i < lines->count; i++) {
        const struct row *other = lines->items[i].step;
        struct due_words due = part_due(row_day(other, STEP_DUE), ui_show(telling->ui).today);
        struct told *told;

        if (!is_after(other, step))
            continue;
        if (!any)
            add_heading(telling, _("What waits for it"), NULL);
        any = true;
        told = add(telling, ROLE_TEXT,
            arena_format(arena_of(telling), "%2lld  %s", (long long)row_integer(other, STEP_NUMBER),
                row_text(other, STEP_TITLE)));
        told->right = arena_copy_text(arena_of(telling), due.text);
        told->right_role = due.role;
    }
}

/* The same where rows are few: `then 11, 12 may follow`. */
static void tell_followers_short(struct telling *telling, const struct row *step)
{
    const struct step_lines *lines = &telling->checklist->lines;
    struct str words = {0};
    int count = 0;

    for (size_t i = 0; i < lines->count; i++)
        if (is_after(lines->items[i].step, step))
            str_addf(&words, "%s%lld", count++ ? ", " : _("then "),
                (long long)row_integer(lines->items[i].step, STEP_NUMBER));
    if (count)
        str_addf(&words, _(" may follow"));
    add_text(telling, ROLE_MUTED, keep(telling, &words), 0);
}

/* --- what it demands --- */

static const char *key_of_demand(const struct playbook_demand *demand)
{
    switch (demand->kind) {
    case DEMAND_NOTE:
    case DEMAND_ATTENDEES:
    case DEMAND_SENTIMENT: return "c note";
    case DEMAND_VALUE: return "m v value";
    case DEMAND_GOAL:
    case DEMAND_PERSON:
    case DEMAND_CONTRACT:
    case DEMAND_DATE:
    case DEMAND_CATEGORY:
    case DEMAND_CHOICE:
    case DEMAND_TEXT:
    case DEMAND_ASK:
    case DEMAND_OPPORTUNITY:
    case DEMANDS: break;
    }
    return NULL;
}

/* What meets it stands beside it where there is room, and so does the key that helps. */
static void tell_demand(struct telling *telling, const struct demand_state *demand, bool is_open)
{
    size_t first = telling->lines.count;
    const char *key = demand->met || !is_open ? NULL : key_of_demand(demand->demand);
    const char *how = demand->how && (demand->met || telling->is_roomy) ? demand->how : "";
    bool beside =
        demand->met && text_columns(demand->words) + text_columns(how) + 5 < telling->columns;

    add_text(telling, demand->met ? ROLE_MUTED : ROLE_TEXT, demand->words,
        key ? text_columns(key) + 4 : 2);
    telling->lines.items[first].shape = demand->met ? "✓" : is_open ? "☐" : "–";
    telling->lines.items[first].shape_role = demand->met ? ROLE_GOOD : ROLE_TEXT;
    if (key || beside) {
        telling->lines.items[first].right = key ? key : how;
        telling->lines.items[first].right_role = key ? ROLE_HINT_KEY : ROLE_TEXT;
    }
    if (!beside)
        add_text(telling, demand->met ? ROLE_TEXT : ROLE_MUTED, how, 2);
}

static void tell_demands(struct telling *telling, const struct row *step)
{
    struct checklist *checklist = telling->checklist;
    struct demand_list demands = {0};
    bool is_open = run_step_is_open(step);
    size_t met = 0;

    run_demands(&checklist->run_case.ground, step, NULL, arena_of(telling), &demands);
    for (size_t i = 0; i < demands.count; i++)
        met += demands.items[i].met;
    if (!demands.count || row_is(step, STEP_STATUS, "skipped"))
        return;
    if (telling->is_roomy)
        add_heading(telling,
            !is_open                          ? _("What was given")
            : row_is(step, STEP_NEED, "gate") ? _("Before it can be ticked")
                                              : _("What it asks for"),
            arena_format(arena_of(telling), _("%zu of %zu"), met, demands.count));
    for (size_t i = 0; i < demands.count; i++)
        if (is_open || demands.items[i].met)
            tell_demand(telling, &demands.items[i], is_open);
}

/* --- all of it --- */

void checklist_tell(struct telling *telling, const struct step_line *line)
{
    const struct row *step = line->step;
    const struct playbook_step *rule = rule_of(telling, step);

    if (telling->lines.count) /* something else was told first */
        add(telling, ROLE_TITLE,
            arena_format(arena_of(telling), "%lld  %s", (long long)row_integer(step, STEP_NUMBER),
                row_text(step, STEP_TITLE)));
    tell_when(telling, line);
    tell_block(telling, step);
    tell_before(telling, step);
    add_air(telling);
    if (rule && rule->guidance && (telling->is_roomy || run_step_is_open(step)))
        add_flow(telling, rule->guidance);
    tell_demands(telling, step);
    if (telling->is_roomy)
        tell_followers(telling, step);
    else
        tell_followers_short(telling, step);
}

void checklist_draw_told(const struct telling *telling, struct canvas *canvas, struct area area)
{
    const struct told_lines *lines = &telling->lines;
    int end = area.x + area.columns;

    for (int i = 0; i < area.rows && (size_t)i < lines->count; i++) {
        const struct told *told = &lines->items[i];
        bool is_cut = i + 1 == area.rows && (size_t)i + 1 < lines->count;
        int x = area.x + (told->shape ? 2 : 0), room = end;

        if (is_cut) {
            canvas_spans(canvas, area.x, area.y + i,
                SPANS({ROLE_MUTED, "…  "}, {ROLE_HINT_KEY, "Enter"},
                    {ROLE_HINT_TEXT, _(" reads all of it")}));
            return;
        }
        if (told->shape && *told->shape != ' ')
            canvas_put(canvas, area.x, area.y + i, told->shape_role, told->shape);
        if (told->right)
            room = canvas_put_right(canvas, end, area.y + i,
                       told->right_role ? told->right_role : ROLE_MUTED, told->right) -
                   2;
        x = canvas_put_cut(canvas, x, area.y + i, told->role, told->text, room - x);
        if (told->late)
            canvas_put_cut(canvas, x + 3, area.y + i, ROLE_OVERDUE, told->late, room - x - 3);
    }
}

void checklist_told_text(const struct telling *telling, struct str *out)
{
    const struct told_lines *lines = &telling->lines;

    for (size_t i = 0; i < lines->count; i++) {
        const struct told *told = &lines->items[i];

        str_addf(out, "%s%s%s%s", told->role == ROLE_TITLE ? "# " : "",
            told->shape ? told->shape : "", told->shape ? " " : "", told->text);
        if (told->late)
            str_addf(out, ", %s", told->late);
        str_addf(out, "%s%s\n", told->right ? "\t" : "", told->right ? told->right : "");
    }
}
