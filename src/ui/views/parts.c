#include "ui/views/parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"

enum health_band part_band(const struct row *account)
{
    return health_band_from_word(row_text(account, ACCOUNT_BAND));
}

enum role part_band_role(enum health_band band)
{
    static const enum role roles[] = {
        [BAND_RED] = ROLE_RISK,
        [BAND_YELLOW] = ROLE_WATCH,
        [BAND_GREEN] = ROLE_GOOD,
        [BAND_UNKNOWN] = ROLE_UNKNOWN,
    };

    return roles[band];
}

const char *part_band_shape(enum health_band band)
{
    static const char *const shapes[] = {
        [BAND_RED] = "■",
        [BAND_YELLOW] = "▲",
        [BAND_GREEN] = "●",
        [BAND_UNKNOWN] = "○",
    };

    return shapes[band];
}

static enum health_band warmth_band(enum warmth warmth)
{
    static const enum health_band bands[] = {[WARMTH_WARM] = BAND_GREEN,
        [WARMTH_COOLING] = BAND_YELLOW,
        [WARMTH_COLD] = BAND_RED,
        [WARMTH_NEVER] = BAND_UNKNOWN};

    return bands[warmth];
}

enum role part_warmth_role(enum warmth warmth)
{
    return part_band_role(warmth_band(warmth));
}

const char *part_warmth_shape(enum warmth warmth)
{
    return part_band_shape(warmth_band(warmth));
}

void part_state(struct canvas *canvas, int x, int y, const struct row *account)
{
    enum health_band band = part_band(account);

    canvas_put(canvas, x, y, part_band_role(band), part_band_shape(band));
    if (band == BAND_UNKNOWN)
        canvas_put_right(canvas, x + 5, y, ROLE_MUTED, "--");
    else
        canvas_count_right(canvas, x + 5, y, ROLE_TEXT, row_integer(account, ACCOUNT_HEALTH));
}

void part_change(struct canvas *canvas, int x, int y, const struct row *account, int field)
{
    int change = (int)row_integer(account, field);

    if (!row_knows(account, field))
        return;
    if (abs(change) < 3)
        canvas_put(canvas, x + 2, y, ROLE_MUTED, "·");
    else
        canvas_putf(canvas, x, y, change < 0 ? ROLE_TEXT : ROLE_MUTED, "%s%2d",
            change < 0 ? "↓" : "↑", abs(change));
}

char *part_money_text(int64_t minor, const char *currency, char *buffer)
{
    if (minor == MONEY_NONE)
        memcpy(buffer, "--", sizeof("--"));
    else
        money_short(minor, currency, buffer);
    return buffer;
}

int part_money(struct canvas *canvas, int end_x, int y, const struct row *row, int field,
    const struct show *show)
{
    char buffer[48];
    int64_t minor = row_money(row, field);

    return canvas_put_right(canvas, end_x, y, minor == MONEY_NONE ? ROLE_MUTED : ROLE_MONEY,
        part_money_text(minor, show->currency, buffer));
}

char *part_total_text(int64_t arr, int64_t accounts, const char *currency, char *buffer)
{
    return part_money_text(arr || !accounts ? arr : MONEY_NONE, currency, buffer);
}

char *part_line_money(
    const struct contract_line *line, int64_t minor, const struct show *show, char *buffer)
{
    const char *own = line->currency;

    return part_money_text(minor, own && *own ? own : show->currency, buffer);
}

const char *part_product(const struct contract_line *line)
{
    return line->product && *line->product ? line->product : _("whole contract");
}

void part_items(struct str *out, const char *joined)
{
    while (*joined) {
        size_t len = strcspn(joined, ";");

        str_add_bytes(out, joined, len);
        joined += len + (joined[len] == ';');
        joined += strspn(joined, " ");
        str_add(out, *joined ? ", " : "");
    }
}

int part_arr(
    struct canvas *canvas, int end_x, int y, const struct row *account, const struct show *show)
{
    struct show own = {row_currency(account, show->currency), show->today};

    if (!row_knows(account, ACCOUNT_ARR_NOW) && row_knows(account, ACCOUNT_ARR) &&
        row_knows(account, ACCOUNT_CURRENCY))
        return part_money(canvas, end_x, y, account, ACCOUNT_ARR, &own);
    return part_money(canvas, end_x, y, account, ACCOUNT_ARR_NOW, show);
}

static struct clock_words clock_count(
    const char *label, const char *prefix, int64_t days, const char *suffix)
{
    struct clock_words words = {.label = label};

    snprintf(words.count, sizeof(words.count), "%s%lld%s", prefix, (long long)days, suffix);
    return words;
}

struct clock_words part_decision(const struct row *account, day_number today)
{
    day_number decides = row_day(account, ACCOUNT_DECIDES_ON);
    day_number ends = row_day(account, ACCOUNT_ENDS);
    bool leaves = row_is(account, ACCOUNT_RENEWAL_STATE, "leaving");

    if (row_is(account, ACCOUNT_STAGE, "churned"))
        return (struct clock_words){.label = _("churned")};
    if (leaves && ends == DAY_NONE)
        return (struct clock_words){.label = _("leaving")};
    if (leaves)
        return clock_count(_("leaves in"), "", ends - today, "d");
    if (decides == DAY_NONE)
        return (struct clock_words){.label = _("no end date")};
    if (row_is(account, ACCOUNT_RENEWAL_STATE, "locked in") && ends != DAY_NONE)
        return clock_count(_("locked in"), "", ends - today, "d");
    if (decides < today)
        return clock_count(_("slipped"), "", today - decides, "d");
    return clock_count(
        row_is(account, ACCOUNT_DECIDES_BY, "notice") ? _("notice in") : _("renews in"), "",
        decides - today, "d");
}

struct clock_words part_clock(const struct row *account, day_number today)
{
    day_number start = row_day(account, ACCOUNT_START);
    day_number decides = row_day(account, ACCOUNT_DECIDES_ON);

    if (row_is(account, ACCOUNT_STAGE, "onboarding") && start != DAY_NONE && start <= today &&
        !row_is(account, ACCOUNT_RENEWAL_STATE, "leaving") &&
        (decides == DAY_NONE || decides - today > 60))
        return clock_count(_("onboarding"), "d", today - start, "");
    return part_decision(account, today);
}

struct due_words part_due(day_number due, day_number today)
{
    struct due_words words = {.role = ROLE_DATE};

    if (due != DAY_NONE && due < today) {
        text_format(words.text, sizeof(words.text), _("%dd late"), today - due);
        words.role = ROLE_OVERDUE;
    } else if (due != DAY_NONE) {
        day_words(due, today, words.text);
        words.role = due - today <= 1 ? ROLE_DATE : ROLE_MUTED;
    }
    return words;
}

void part_trend(struct canvas *canvas, int x, int y, const struct row *account, enum role role)
{
    const char *at = row_text(account, ACCOUNT_TREND);
    double values[8];
    int count = 0, known = 0;

    while (*at && count < 8) {
        size_t len = strcspn(at, ",");
        char number[16] = "";
        double value;

        memcpy(number, at, len < sizeof(number) - 1 ? len : sizeof(number) - 1);
        values[count] = text_to_real(number, &value) ? value : (double)NAN;
        known += !isnan(values[count++]);
        at += len + (at[len] == ',');
    }
    if (known)
        chart_line(canvas, x, y, values, count, 20, role);
    else
        canvas_put(canvas, x, y, ROLE_MUTED, _("no data"));
}

/* Bytes of a reason's first clause, where the whole is too long: the sooner an end stands here, the
 * less is lost. */
static size_t clause_len(const char *text, size_t len, int columns)
{
    static const char *const ends[] = {"; ", " (", ", ", ": "};
    enum { LEAST = 12 }; /* `not known: ` alone says nothing */
    size_t best = len;
    bool fits = text_columns_bytes(text, len) <= columns;

    for (size_t e = 0; e < COUNT_OF(ends) && !fits && best > LEAST; e++) {
        const char *at = text + LEAST, *stop = text + best;

        while ((at = memchr(at, ends[e][0], (size_t)(stop - at))) != NULL && at + 2 <= stop &&
               at[1] != ends[e][1])
            at++;
        if (at == NULL || at + 2 > stop)
            continue;
        best = (size_t)(at - text);
        fits = text_columns_bytes(text, best) <= columns;
    }
    return fits ? best : len;
}

static bool add_reason(struct str *out, const char *text, size_t len, int columns)
{
    int room = columns - (out->len ? text_columns(str_text(out)) + 2 : 0);
    size_t clause = clause_len(text, len, room);

    if (out->len && text_columns_bytes(text, clause) > room)
        return false;
    str_add(out, out->len ? ", " : "");
    str_add_bytes(out, text, clause);
    return clause == len;
}

void part_reasons(struct str *out, const struct row *account, int columns)
{
    const char *at = row_text(account, ACCOUNT_REASONS);
    bool fits = true;

    while (*at && fits) {
        size_t len = strcspn(at, "\n"), text = 0;

        for (int tabs = 0; text < len && tabs < 3; text++)
            tabs += at[text] == '\t';
        fits = add_reason(out, at + text, len - text, columns);
        at += len + (at[len] == '\n');
    }
}

char *part_known(const struct health *health, char *buffer)
{
    int percent = (int)floor(health->coverage * 100 + 0.5 + 1e-9);

    if (health->score >= 0)
        text_format(buffer, PART_KNOWN_ROOM, health->thin ? _("thin, %d%% known") : _("%d%% known"),
            percent);
    else if (health->known)
        text_format(buffer, PART_KNOWN_ROOM,
            words_plural("%d measure known", "%d measures known", health->known), health->known);
    else
        text_format(buffer, PART_KNOWN_ROOM, _("no measure known"));
    return buffer;
}

const char *part_task_shape(const struct row *task)
{
    if (row_is(task, TASK_STATUS, "done"))
        return "✓";
    if (row_is(task, TASK_KIND, "promise"))
        return "!";
    return row_is(task, TASK_KIND, "ask") ? "@" : "☐";
}

const char *part_name(const struct row *account)
{
    const char *name = row_text(account, ACCOUNT_NAME);

    return *name ? name : row_text(account, ACCOUNT_ID);
}

const char *part_note_said(const struct row *note)
{
    static const char heading[] = "\n## Notes\n";
    const char *body = row_text(note, NOTE_BODY), *at = strstr(body, heading);

    if (!at)
        return body;
    at += strlen(heading);
    at += strspn(at, " \n");
    return *at ? at : body;
}

const char *part_tier(const struct row *account)
{
    static const struct {
        const char *word, *brief;
    } known[] = {{"enterprise", "ent"}, {"strategic", "str"}, {"mid-market", "mid"},
        {"growth", "gro"}, {"starter", "sta"}, {"scaled", "sca"}};
    const char *tier = row_text(account, ACCOUNT_TIER);

    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (text_equal_nocase(tier, known[i].word))
            return known[i].brief;
    return tier;
}

void part_heading(struct canvas *canvas, int x, int y, int end_x, const char *text, const char *sum)
{
    canvas_put(canvas, x, y, ROLE_TITLE, text);
    if (sum && *sum)
        canvas_put_right(canvas, end_x, y, ROLE_MUTED, sum);
}

void part_add_count(struct str *out, int64_t count)
{
    char text[48];

    str_add(out, number_whole(count, text));
}

static void add_head(struct str *out, const char *head, int sorted, int width)
{
    size_t len = strlen(head);

    while (sorted && len && head[len - 1] == ' ')
        len--;
    str_add_bytes(out, head, len);
    if (!sorted)
        return;
    if (text_columns(str_text(out)) + 2 <= width)
        str_add(out, " ");
    str_add(out, sorted < 0 ? "↓" : "↑");
}

void part_put_head(struct canvas *canvas, struct area place, const struct part_head *head)
{
    enum role role = head->sorted ? ROLE_ACCENT : ROLE_MUTED;
    struct str text = {0}, command = {0};

    add_head(&text, head->text, head->sorted, place.columns);
    if (head->right)
        canvas_put_right(canvas, place.x + place.columns, place.y, role, str_text(&text));
    else
        canvas_put_cut(canvas, place.x, place.y, role, str_text(&text), place.columns);
    str_addf(&command, "sort %s", head->id);
    canvas_place(canvas, place, str_text(&command));
    str_fini(&text);
    str_fini(&command);
}

void part_tenths_right(struct canvas *canvas, int end_x, int y, enum role role, int tenths)
{
    char text[48];

    canvas_put_right(canvas, end_x, y, role, number_real(tenths / 10.0, 1, text));
}

void part_range(struct canvas *canvas, int x, int y, const struct list *list)
{
    char first[48], last[48], all[48];

    if (list->count)
        canvas_putf(canvas, x, y, ROLE_MUTED, _("%s–%s of %s"), number_whole(list->top + 1, first),
            number_whole(list_end(list), last), number_whole(list->count, all));
}

void part_hidden(struct canvas *canvas, int y, int columns)
{
    if (columns > 0)
        canvas_putf_right(canvas, canvas->columns - 1, y, ROLE_MUTED,
            words_plural("+%d column", "+%d columns", columns), columns);
}

int part_put_click(
    struct canvas *canvas, int x, int y, const struct span *span, const char *command)
{
    char line[48];
    int end = canvas_put(canvas, x, y, span->role, _(span->text));

    snprintf(line, sizeof(line), "%s %s", command, span->text);
    canvas_place(canvas, (struct area){x, y, end - x, 1}, line);
    return end;
}
