/* Pieces that several views draw the same way: look/rules.md, Columns, Numbers, Dates, Shapes. */
#ifndef UI_VIEWS_PARTS_H
#define UI_VIEWS_PARTS_H

#include "core/contract.h"
#include "core/health.h"
#include "core/people.h"
#include "core/row.h"
#include "ui/canvas.h"
#include "ui/list.h"

/* What the drawing of one row of the book needs to know. */
struct show {
    const char *currency; /* the book's */
    day_number today;
};

enum health_band part_band(const struct row *account);
enum role part_band_role(enum health_band band);
const char *part_band_shape(enum health_band band); /* ● ▲ ■ ○ */
/* How warm a relationship is: ● warm ▲ cooling ■ cold ○ never met. */
enum role part_warmth_role(enum warmth warmth);
const char *part_warmth_shape(enum warmth warmth);
/* Shape and score in six columns: `■  41`, `○  --`. */
void part_state(struct canvas *canvas, int x, int y, const struct row *account);
/* Change in three columns: `↓12`, `↑ 5`, a faint dot under 3 points, blank where not known. */
void part_change(struct canvas *canvas, int x, int y, const struct row *account, int field);
/* `$420k` ending before end_x; `--` where not known. Returns where it begins. */
int part_money(struct canvas *canvas, int end_x, int y, const struct row *row, int field,
    const struct show *show);
/* ARR in the book's currency; the account's own money where there is no rate for it. */
int part_arr(
    struct canvas *canvas, int end_x, int y, const struct row *account, const struct show *show);
/* ARR of so many accounts, or -- where none of it is known. */
char *part_total_text(int64_t arr, int64_t accounts, const char *currency, char *buffer);
char *part_money_text(int64_t minor, const char *currency, char *buffer);
/* An amount of a contract line, in its own currency or the book's. */
char *part_line_money(
    const struct contract_line *line, int64_t minor, const struct show *show, char *buffer);
const char *part_product(const struct contract_line *line); /* or `whole contract` */
/* Items joined by `;` in the row, by ", " for a person. Appends. */
void part_items(struct str *out, const char *joined);
/* `notice in` and `8d`, `renews in` and `71d`, `onboarding` and `d34`, `left`, `slipped`. */
struct clock_words {
    const char *label;
    char count[16];
};
struct clock_words part_clock(const struct row *account, day_number today);
/* The same without the day of an onboarding: what the Book sorts by. */
struct clock_words part_decision(const struct row *account, day_number today);
/* When something is due: `4d late` in role overdue, `today`, `Fri 27 Nov`. */
struct due_words {
    char text[48];
    enum role role;
};
struct due_words part_due(day_number due, day_number today);
/* The last eight weeks as a line; 8 columns. */
void part_trend(struct canvas *canvas, int x, int y, const struct row *account, enum role role);
/* The reasons, worst first, as many as so many columns hold; what does not fit goes clause by
 * clause, and only a first one that is too long is left for cutting. */
void part_reasons(struct str *out, const struct row *account, int columns);
/* `90% known`, `thin, 60% known`; where there is no score how much is known towards one. Into a
 * buffer of PART_KNOWN_ROOM. */
enum { PART_KNOWN_ROOM = 80 };
char *part_known(const struct health *health, char *buffer);
/* ☐ ! @ → : the shape of a task's kind. */
const char *part_task_shape(const struct row *task);
/* The name of an account, or its id where it has none. */
const char *part_name(const struct row *account);
/* The words of a note from where somebody wrote them: behind the agenda of its template. */
const char *part_note_said(const struct row *note);
/* `ent`, `mid`, `smb` or the word itself cut by the caller. */
const char *part_tier(const struct row *account);
/* `1,204`. Appends. */
void part_add_count(struct str *out, int64_t count);
/* A tab or chip: a click on it runs the command with its text. Returns the column after. */
int part_put_click(
    struct canvas *canvas, int x, int y, const struct span *span, const char *command);
/* `−13.3` of -133, before end_x. */
void part_tenths_right(struct canvas *canvas, int end_x, int y, enum role role, int tenths);
/* `1–25 of 42`. */
void part_range(struct canvas *canvas, int x, int y, const struct list *list);
/* At the right: how many columns of the list above have no room. */
void part_hidden(struct canvas *canvas, int y, int columns);
/* The head of a column: `decides ↑` (sorted 1), `touch↓` (-1): its blank goes where it would take
 * the gap between heads. A click runs `sort ID`. */
struct part_head {
    const char *text, *id;
    int sorted;
    bool right; /* ends where its place does */
};
void part_put_head(struct canvas *canvas, struct area place, const struct part_head *head);
/* A bold heading with what sums it up at the right. */
void part_heading(
    struct canvas *canvas, int x, int y, int end_x, const char *text, const char *sum);

#endif
