#include "ui/day_echo.h"

#include "base/date_typed.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

void day_tell(struct ui *ui, day_number day, struct str *out)
{
    long days = (long)(day - session_today(ui_session(ui)));
    char words[24];

    str_add(out, day_head(day, words));
    if (days == 0)
        str_add(out, _(", today"));
    else if (days == 1 || days == -1)
        str_add(out, days > 0 ? _(", tomorrow") : _(", yesterday"));
    else if (days > 0)
        str_addf(out, words_plural(", in %ld day", ", in %ld days", days), days);
    else
        str_addf(out, words_plural(", %ld day ago", ", %ld days ago", days), -days);
}

void day_echo(struct ui *ui, const char *text, struct str *out)
{
    struct session *session = ui_session(ui);
    struct error err;
    day_number day;

    if (text_blank(text))
        return;
    switch (day_read_typed(
        text, session_today(session), &session_settings(session)->calendar, &day, &err)) {
    case DAY_TYPED_WHOLE: day_tell(ui, day, out); break;
    case DAY_TYPED_WRONG: str_add(out, err.text); break;
    case DAY_TYPED_NONE: break;
    }
}

bool field_echo(struct ui *ui, const struct echoed_field *of, const char *text, struct str *out,
    struct error *err)
{
    enum field_type type = kind_info(of->kind)->fields[of->field].type;
    const char *currency = of->currency ? of->currency : session_currency(ui_session(ui));
    const struct parse_context parsing = {
        session_settings(ui_session(ui)), session_today(ui_session(ui)), currency};
    struct arena arena = {0};
    struct value value;
    char money[40];
    bool ok = field_parse(of->kind, of->field, text, &parsing, &arena, &value, err);

    if (!ok && type == FIELD_DAY)
        day_echo(ui, text, out);
    else if (ok && value_is_known(value) && type == FIELD_DAY)
        day_tell(ui, (day_number)value.integer, out);
    else if (ok && value_is_known(value) && type == FIELD_MONEY)
        str_add(out, money_full(value.integer, currency, money));
    arena_fini(&arena);
    return ok;
}
