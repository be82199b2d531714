/* How a row of each source reads in the stream, and whether it tells anything at all. */
#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/health.h"
#include "core/playbook.h"
#include "core/timeline.h"

/* What a source's words are made from; they go into the moment. */
struct telling {
    const struct row *row;
    const struct timeline_scene *scene;
    struct arena *arena;
    struct moment *moment;
};

static void say(const struct telling *telling, const char *what, const char *text)
{
    telling->moment->what = what;
    telling->moment->text = text;
}

/* `first, second` or only one of them. */
static const char *joined(const struct telling *telling, const char *first, const char *second)
{
    if (*first == '\0' || *second == '\0')
        return *first != '\0' ? first : second;
    return arena_format(telling->arena, "%s, %s", first, second);
}

/* Items joined by `;` in the row, by ", " for a person. */
static const char *items(const struct telling *telling, const char *text)
{
    struct str out = {0};
    const char *copy;

    for (; *text != '\0'; text++) {
        str_add_char(&out, *text == ';' ? ',' : *text);
        if (*text == ';' && text[1] != ' ')
            str_add_char(&out, ' ');
    }
    copy = arena_copy_text(telling->arena, str_text(&out));
    str_fini(&out);
    return copy;
}

static bool tell_note(const struct telling *telling)
{
    const struct row *note = telling->row;
    const char *kind = row_text(note, NOTE_KIND), *mood = row_text(note, NOTE_SENTIMENT);
    const char *with = items(telling, row_text(note, NOTE_ATTENDEES));
    const char *topic = row_text(note, NOTE_TOPIC);

    if (row_is(note, NOTE_STATE, "prepared"))
        return false;
    say(telling, *kind != '\0' ? kind : "note",
        arena_format(telling->arena, "%s%s%s%s%s", with, *with && *mood ? "; " : "", mood,
            *topic && (*with || *mood) ? "; " : "", topic));
    telling->moment->quote = row_text(note, NOTE_BODY);
    telling->moment->pinned = row_integer(note, NOTE_PINNED) == 1;
    return true;
}

static bool tell_task_done(const struct telling *telling)
{
    say(telling, N_("done"), row_text(telling->row, TASK_TITLE));
    return row_is(telling->row, TASK_STATUS, "done");
}

/* One that was done the same day is told once. */
static bool tell_task_made(const struct telling *telling)
{
    const struct row *task = telling->row;
    const char *kind = row_text(task, TASK_KIND);

    say(telling, *kind != '\0' ? kind : "task", row_text(task, TASK_TITLE));
    return !row_is(task, TASK_STATUS, "done") ||
           row_day(task, TASK_MADE_ON) != row_day(task, TASK_DONE_ON);
}

static const char *step_words(const struct telling *telling)
{
    const char *run = telling->scene->run ? row_text(telling->scene->run, RUN_TITLE) : "";

    return joined(telling, row_text(telling->row, STEP_TITLE), run);
}

static bool tell_step_done(const struct telling *telling)
{
    const struct row *step = telling->row;
    const char *why = row_text(step, STEP_WHY), *words = step_words(telling);
    bool skipped = row_is(step, STEP_STATUS, "skipped");

    say(telling, skipped ? "skipped" : "done",
        skipped && *why ? arena_format(telling->arena, "%s: %s", words, why) : words);
    return skipped || row_is(step, STEP_STATUS, "done");
}

static bool tell_step_blocked(const struct telling *telling)
{
    const struct row *step = telling->row;
    const char *side = row_text(step, STEP_SIDE), *why = row_text(step, STEP_WHY);
    const char *words = step_words(telling);

    if (*side != '\0')
        words = arena_format(telling->arena, _("%s; by %s"), words, side);
    say(telling, N_("blocked"), *why ? arena_format(telling->arena, "%s: %s", words, why) : words);
    return row_is(step, STEP_STATUS, "blocked");
}

static bool tell_run_begun(const struct telling *telling)
{
    say(telling, N_("playbook"),
        arena_format(telling->arena, _("%s started"), row_text(telling->row, RUN_TITLE)));
    return true;
}

static bool tell_run_ended(const struct telling *telling)
{
    const struct row *run = telling->row;
    const char *why = row_text(run, RUN_WHY);
    bool cancelled = row_is(run, RUN_STATUS, "cancelled");

    say(telling, N_("playbook"),
        arena_format(telling->arena, "%s %s%s%s", row_text(run, RUN_TITLE),
            cancelled ? _("cancelled") : _("finished"), cancelled && *why ? ": " : "",
            cancelled ? why : ""));
    return cancelled || row_is(run, RUN_STATUS, "done");
}

static const char *ticket_words(const struct telling *telling)
{
    const struct row *ticket = telling->row;
    const char *priority = row_text(ticket, TICKET_PRIORITY);

    return arena_format(telling->arena, "#%s%s%s: %s", row_text(ticket, TICKET_ID),
        *priority ? " " : "", priority, row_text(ticket, TICKET_SUBJECT));
}

static bool tell_ticket_opened(const struct telling *telling)
{
    say(telling, N_("ticket"), ticket_words(telling));
    return true;
}

static bool tell_ticket_closed(const struct telling *telling)
{
    say(telling, N_("closed"), ticket_words(telling));
    return true;
}

static const char *person_words(const struct telling *telling, const char *deed)
{
    const char *role = row_text(telling->row, CONTACT_ROLE);

    return arena_format(telling->arena, "%s, %s, %s", row_text(telling->row, CONTACT_NAME),
        *role != '\0' ? role : _("contact"), deed);
}

static bool tell_person_left(const struct telling *telling)
{
    say(telling, N_("people"), person_words(telling, _("left")));
    return row_is(telling->row, CONTACT_STATUS, "left");
}

static bool tell_person_joined(const struct telling *telling)
{
    say(telling, N_("people"), person_words(telling, _("joined")));
    return true;
}

/* Low ones add a reason to a row that is there, and are no news. One that went away by itself is
 * not told: often it stood for an hour of an import. */
static bool tell_signal_since(const struct telling *telling)
{
    const struct row *signal = telling->row;

    say(telling, N_("signal"), row_text(signal, SIGNAL_TEXT));
    return !playbook_keeps(signal) && !row_is(signal, SIGNAL_SEVERITY, "low") &&
           (row_integer(signal, SIGNAL_OPEN) == 1 || row_knows(signal, SIGNAL_HANDLED_ON));
}

static bool tell_signal_handled(const struct telling *telling)
{
    say(telling, N_("handled"), row_text(telling->row, SIGNAL_TEXT));
    return !playbook_keeps(telling->row);
}

static bool tell_result(const struct telling *telling)
{
    const char *story = row_text(telling->row, RESULT_STORY);
    const char *by = row_text(telling->row, RESULT_CONFIRMED_BY);

    if (*story == '\0')
        story = row_text(telling->row, RESULT_METRIC);
    say(telling, N_("value"),
        *by != '\0' ? arena_format(telling->arena, _("%s, confirmed by %s"), story, by) : story);
    return true;
}

static bool tell_goal_reached(const struct telling *telling)
{
    say(telling, N_("goal"),
        arena_format(telling->arena, _("%s: reached"), row_text(telling->row, GOAL_STATEMENT)));
    return row_is(telling->row, GOAL_STATUS, "reached");
}

static bool tell_feedback(const struct telling *telling)
{
    say(telling, N_("feedback"), row_text(telling->row, FEEDBACK_TEXT));
    return true;
}

static bool tell_feedback_told(const struct telling *telling)
{
    say(telling, N_("told"),
        arena_format(telling->arena, _("what came of: %s"), row_text(telling->row, FEEDBACK_TEXT)));
    return true;
}

/* --- contracts --- */

static const char *product_of(const struct row *line)
{
    const char *product = row_text(line, CONTRACT_PRODUCT);

    return *product != '\0' ? product : "contract";
}

static const char *line_words(const struct telling *telling, const char *deed)
{
    const struct row *line = telling->row;
    char money[40];

    if (!row_knows(line, CONTRACT_ARR))
        return arena_format(telling->arena, "%s %s", product_of(line), deed);
    money_short(row_money(line, CONTRACT_ARR), row_currency(line, telling->scene->currency), money);
    return arena_format(telling->arena, "%s %s, %s", product_of(line), deed, money);
}

static bool tell_term_begun(const struct telling *telling)
{
    say(telling, N_("contract"), line_words(telling, _("begins")));
    return true;
}

/* The last day of service is over on the day after it. */
static bool tell_term_ended(const struct telling *telling)
{
    const struct row *line = telling->row;
    const char *status = row_text(line, CONTRACT_STATUS), *reason = row_text(line, CONTRACT_REASON);
    bool is_gone = row_is(line, CONTRACT_STATUS, "lost") || row_is(line, CONTRACT_STATUS, "ended");
    const char *words = line_words(telling, is_gone ? status : _("term ends"));

    say(telling, N_("contract"),
        is_gone && *reason ? arena_format(telling->arena, "%s: %s", words, reason) : words);
    return row_day(line, CONTRACT_ENDS) < telling->scene->today;
}

/* `Core renewed for $96k of $120k: price or budget` */
static bool tell_renewal(const struct telling *telling)
{
    const struct row *renewal = telling->row;
    const char *product = row_text(renewal, RENEWAL_PRODUCT);
    const char *reason = row_text(renewal, RENEWAL_REASON);
    const char *currency = row_currency(renewal, telling->scene->currency);
    bool won = row_is(renewal, RENEWAL_STATUS, "won");
    int64_t final = row_money(renewal, RENEWAL_FINAL), target = row_money(renewal, RENEWAL_TARGET);
    char amount[40], of[40];
    const char *words = arena_format(telling->arena, "%s%s%s", product, *product ? " " : "",
        !won                                       ? _("lost")
        : row_is(renewal, RENEWAL_SOURCE, "clock") ? _("renewed by itself")
                                                   : _("renewed"));

    if (won && final != MONEY_NONE)
        words = arena_format(
            telling->arena, _("%s for %s"), words, money_short(final, currency, amount));
    if (target != MONEY_NONE && target != final)
        words = arena_format(telling->arena, won ? _("%s of %s") : "%s, %s", words,
            money_short(target, currency, of));
    say(telling, N_("renewal"),
        *reason ? arena_format(telling->arena, "%s: %s", words, reason) : words);
    return won || row_is(renewal, RENEWAL_STATUS, "lost");
}

static bool tell_line_added(const struct telling *telling)
{
    say(telling, N_("contract"), line_words(telling, _("added")));
    return row_day(telling->row, CONTRACT_START) != telling->moment->place.day;
}

static bool tell_notice(const struct telling *telling)
{
    say(telling, N_("notice"), line_words(telling, _("will not be renewed")));
    return true;
}

static bool tell_account_notice(const struct telling *telling)
{
    say(telling, N_("notice"), _("the customer gave notice to leave"));
    return true;
}

static bool tell_decision(const struct telling *telling)
{
    const struct row *account = telling->row;

    say(telling, N_("decision"),
        joined(telling,
            row_is(account, ACCOUNT_DECIDES_BY, "notice") ? _("notice day passed")
                                                          : _("end of term passed"),
            row_text(account, ACCOUNT_RENEWAL_STATE)));
    return row_day(account, ACCOUNT_DECIDES_ON) < telling->scene->today &&
           !row_is(account, ACCOUNT_STAGE, "churned");
}

typedef bool (*tell_fn)(const struct telling *telling);
static const tell_fn tells[MOMENT_SOURCES] = {
    [MOMENT_NOTE] = tell_note,
    [MOMENT_DECISION] = tell_decision,
    [MOMENT_NOTICE] = tell_notice,
    [MOMENT_ACCOUNT_NOTICE] = tell_account_notice,
    [MOMENT_TERM_ENDED] = tell_term_ended,
    [MOMENT_TERM_BEGUN] = tell_term_begun,
    [MOMENT_RUN_ENDED] = tell_run_ended,
    [MOMENT_STEP_DONE] = tell_step_done,
    [MOMENT_STEP_BLOCKED] = tell_step_blocked,
    [MOMENT_RUN_BEGUN] = tell_run_begun,
    [MOMENT_TASK_DONE] = tell_task_done,
    [MOMENT_TASK_MADE] = tell_task_made,
    [MOMENT_RESULT] = tell_result,
    [MOMENT_GOAL_REACHED] = tell_goal_reached,
    [MOMENT_FEEDBACK_TOLD] = tell_feedback_told,
    [MOMENT_FEEDBACK] = tell_feedback,
    [MOMENT_TICKET_CLOSED] = tell_ticket_closed,
    [MOMENT_TICKET_OPENED] = tell_ticket_opened,
    [MOMENT_PERSON_LEFT] = tell_person_left,
    [MOMENT_SIGNAL_HANDLED] = tell_signal_handled,
    [MOMENT_SIGNAL_SINCE] = tell_signal_since,
    [MOMENT_LINE_ADDED] = tell_line_added,
    [MOMENT_RENEWAL_CLOSED] = tell_renewal,
    [MOMENT_PERSON_JOINED] = tell_person_joined,
};

static struct moment moment_at(const struct moment_place *place, const struct row *row)
{
    const struct kind_info *info = kind_info(row->kind);
    struct moment moment = {.place = *place,
        .kind = timeline_source((enum moment_source)place->source)->told,
        .account = row->key,
        .row_kind = row->kind,
        .row_key = row->key,
        .id = info->id >= 0 ? row_text(row, info->id) : ""};

    if (row->kind != KIND_ACCOUNT)
        moment.account = row_integer(row, info->account);
    return moment;
}

bool moment_of_newcomer(const struct moment_place *place, const struct row *row,
    const struct timeline_scene *scene, struct arena *arena, struct moment *ret_moment)
{
    struct moment moment = moment_at(place, row);
    struct telling telling = {row, scene, arena, &moment};

    BUG_ON(tells[place->source] == NULL);
    if (place->day > scene->today || !tells[place->source](&telling))
        return false;
    *ret_moment = moment;
    return true;
}

bool moment_of_row(enum moment_source source, const struct row *row,
    const struct timeline_scene *scene, struct arena *arena, struct moment *ret_moment)
{
    int field = timeline_source(source)->field;
    struct moment_place place = {row_day(row, field), -1, (int)source, row->key, 0};

    if (!row_knows(row, field))
        return false;
    if (source == MOMENT_NOTE) {
        place.day = minute_day(row_integer(row, NOTE_AT));
        place.minute = (int)(row_integer(row, NOTE_AT) - minute_make(place.day, 0));
    }
    return moment_of_newcomer(&place, row, scene, arena, ret_moment);
}

/* --- what a change moved --- */

#define BIT(field) (UINT64_C(1) << (field))

uint64_t timeline_money_fields(enum kind kind)
{
    if (kind == KIND_ACCOUNT)
        return BIT(ACCOUNT_ARR) | BIT(ACCOUNT_RENEWAL) | BIT(ACCOUNT_CATEGORY);
    if (kind == KIND_CONTRACT)
        return BIT(CONTRACT_ARR) | BIT(CONTRACT_ENDS) | BIT(CONTRACT_STATUS) |
               BIT(CONTRACT_CATEGORY);
    return 0;
}

static void add_value(
    struct str *out, const struct row *row, int field, const struct timeline_scene *scene)
{
    size_t before = out->len;

    field_format_words(out, row, field, scene->currency, scene->today);
    if (out->len == before)
        str_add(out, _("not known"));
}

static struct row row_over(
    const struct money_move *move, const struct value *values, struct value *space)
{
    const struct kind_info *info = kind_info(move->kind);

    for (int field = 0; field < info->count; field++)
        space[field] = move->row != NULL ? move->row->values[field] : value_unknown();
    for (int field = 0; field < info->stored; field++)
        if (move->mask & BIT(field))
            space[field] = values[field];
    return (struct row){.kind = move->kind, .values = space};
}

/* `ARR $120k to $96k, renewal 1 Dec to 1 Mar` */
static void add_moves(struct str *out, const struct money_move *move,
    const struct timeline_scene *scene, struct arena *arena)
{
    const struct kind_info *info = kind_info(move->kind);
    struct value *spaces = arena_alloc_array(arena, 2 * (size_t)info->count, sizeof(*spaces));
    struct row then = row_over(move, move->before, spaces);
    struct row now = row_over(move, move->after, spaces + info->count);
    uint64_t told = move->mask & timeline_money_fields(move->kind);
    bool first = true;

    for (int field = 0; field < info->stored; field++) {
        if (!(told & BIT(field)) || value_equal(then.values[field], now.values[field]))
            continue;
        str_addf(out, "%s%s ", first ? "" : ", ",
            info->fields[field].name[0] == 'a' ? _("ARR") : info->fields[field].name);
        add_value(out, &then, field, scene);
        str_add(out, _(" to "));
        add_value(out, &now, field, scene);
        first = false;
    }
}

bool moment_money_text(const struct money_move *move, const struct timeline_scene *scene,
    struct arena *arena, const char **ret_text)
{
    struct str out = {0};
    size_t head;
    bool told;

    if (move->kind == KIND_CONTRACT && move->row != NULL)
        str_addf(&out, "%s: ", product_of(move->row));
    head = out.len;
    if (move->after != NULL)
        add_moves(&out, move, scene, arena);
    else if (move->kind == KIND_CONTRACT)
        str_add(&out, _("a contract line was deleted"));
    told = out.len > head;
    if (told)
        *ret_text = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return told;
}

bool timeline_tells_health(int then, int now)
{
    if (then < 0 || now < 0)
        return then >= 0 || now >= 0;
    return health_band_of(then) != health_band_of(now) || abs(now - then) >= 10;
}

const char *moment_health_text(int then, int now, const char *cause, struct arena *arena)
{
    const char *was = _(health_band_label(health_band_of(then)));
    const char *is = _(health_band_label(health_band_of(now)));
    const char *colon = *cause != '\0' ? ": " : "";

    if (now < 0)
        return arena_format(arena, _("%d, %s to unknown%s%s"), then, was, colon, cause);
    if (then < 0)
        return arena_format(arena, _("unknown to %s, %d%s%s"), is, now, colon, cause);
    if (health_band_of(then) == health_band_of(now))
        return arena_format(arena, _("%d to %d, still %s%s%s"), then, now, is, colon, cause);
    return arena_format(arena, _("%s to %s, %d to %d%s%s"), was, is, then, now, colon, cause);
}
