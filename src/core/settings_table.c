/* THE table of settings. */
#include "core/settings.h"

#include "base/array.h"
#include "base/text.h"
#include "base/words.h"

static const char *const date_orders[] = {"dmy", "mdy", "ymd"};
static const char *const key_presets[] = {"default", "vim", "arrows"};
static const char *const chart_looks[] = {"blocks", "braille"};
static const char *const nettings[] = {"account", "product"};
static const char *const number_forms[] = {"comma", "point"};
/* In the order of enum day_form and enum number_marks. */
static const char *const day_forms[] = {"day-month", "month-day", "iso"};
static const char *const number_marks[] = {"point", "comma", "space"};

#define INTO(member) .offset = offsetof(struct settings, member)
#define WORDS(list) .words = (list), .word_count = COUNT_OF(list)
#define BETWEEN(low, high) .least = (low), .most = (high)
#define OF(key, heading, words, kind) .name = key, .group = heading, .help = words, .type = kind

/* In the order of the shipped file. */
static const struct setting_info settings_table[] = {
    {OF("owner", N_("the book"), N_("whose accounts are the book; not set: all"), SETTING_TEXT),
        INTO(owner)},
    {OF("author", N_("the book"), N_("the name written on notes; not set: the login name"),
         SETTING_TEXT),
        INTO(author)},
    {OF("currency", N_("the book"), N_("currency of all totals; not set: the book's most frequent"),
        SETTING_CURRENCY)},
    {OF("rates", N_("the book"), N_("worth of one unit of another currency in the book's"),
        SETTING_RATES)},
    {OF("tiers", N_("the book"), N_("which words stand for tier 1, 2 and 3"), SETTING_TIERS)},
    {OF("cadence_days", N_("how often, how long"), N_("days between touches, by tier"),
         SETTING_BY_TIER),
        INTO(cadence_days), BETWEEN(1, 3650), .unit = N_("days")},
    {OF("qbr_days", N_("how often, how long"),
         N_("days between business reviews, by tier; 0 is none"), SETTING_BY_TIER),
        INTO(qbr_days), BETWEEN(0, 3650), .unit = N_("days")},
    {OF("onboarding_days", N_("how often, how long"),
         N_("days from contract start to first value, by tier"), SETTING_BY_TIER),
        INTO(onboarding_days), BETWEEN(1, 3650), .unit = N_("days")},
    {OF("day_holds", N_("how often, how long"), N_("rows of Today that a day holds"),
         SETTING_NUMBER),
        INTO(day_holds), BETWEEN(1, 1000), .unit = N_("rows")},
    {OF("weekend", N_("days"), N_("weekdays nobody works"), SETTING_WEEKDAYS)},
    {OF("week_start", N_("days"), N_("first day of the week"), SETTING_WEEKDAY)},
    {OF("holidays_of", N_("days"),
        N_("countries whose public holidays are days off, like us or de"), SETTING_COUNTRIES)},
    {OF("holidays", N_("days"), N_("days off of your own, beside the weekend"), SETTING_DAYS)},
    {OF("fiscal_year_start", N_("days"), N_("month in which the fiscal year begins"),
        SETTING_MONTH)},
    {OF("date_order", N_("reading files"), N_("dmy, mdy or ymd, for columns that do not show it"),
         SETTING_WORD),
        INTO(date_order), WORDS(date_orders)},
    {OF("numbers", N_("reading files"), N_("comma (1.234,50) or point (1,234.50), likewise"),
         SETTING_WORD),
        INTO(numbers), WORDS(number_forms)},
    {OF("theme", N_("the look"), N_("name of a theme; not set: the terminal's colours"),
         SETTING_TEXT),
        INTO(theme)},
    {OF("keys", N_("the look"),
         N_("which keys to begin with: default, vim or arrows; keys.yaml goes over them"),
         SETTING_WORD),
        INTO(keys), WORDS(key_presets)},
    {OF("charts", N_("the look"), N_("blocks or braille: what lines over time are drawn with"),
         SETTING_WORD),
        INTO(charts), WORDS(chart_looks)},
    {OF("date_format", N_("the look"),
         N_("how days are shown: Fri 27 Nov, Fri Nov 27 or Fri 11-27; files keep 2026-11-27"),
         SETTING_CHOICE),
        INTO(date_form), WORDS(day_forms)},
    {OF("number_format", N_("the look"),
         N_("how numbers are shown: 1,234.5, 1.234,5 or 1 234,5; files keep 1234.5"),
         SETTING_CHOICE),
        INTO(number_form), WORDS(number_marks)},
    {OF("pane_from", N_("the look"), N_("columns from which on a pane stands beside a list"),
         SETTING_NUMBER),
        INTO(pane_from), BETWEEN(80, 1000), .unit = N_("columns")},
    {OF("third_pane_from", N_("the look"), N_("columns from which on a third pane does"),
         SETTING_NUMBER),
        INTO(third_pane_from), BETWEEN(120, 1000), .unit = N_("columns")},
    {OF("accessible", N_("the look"),
         N_("one pane, words for shapes, numbered lists, for a screen reader; from the next start"),
         SETTING_YES),
        INTO(accessible)},
    {OF("rivals", N_("signals"), N_("names of competitors to look for in notes"), SETTING_NAMES)},
    {OF("netting", N_("figures"),
         N_("what gains may make up for losses in retention: all of an account, or a product"),
         SETTING_WORD),
        INTO(netting), WORDS(nettings)},
    {OF("journal_days", N_("undo"), N_("days for which changes can be taken back"), SETTING_NUMBER),
        INTO(journal_days), BETWEEN(1, 36500), .unit = N_("days")},
    {OF("journal_megabytes", N_("undo"), N_("megabytes of changes kept for undo"), SETTING_NUMBER),
        INTO(journal_megabytes), BETWEEN(1, 100000), .unit = N_("MB")},
    {OF("backups", N_("backups"), N_("copies of the book kept beside it; 0 makes none"),
         SETTING_NUMBER),
        INTO(backups), BETWEEN(0, 1000), .unit = N_("copies")},
};

const struct setting_info *settings_info(size_t index)
{
    return index < COUNT_OF(settings_table) ? &settings_table[index] : NULL;
}

const struct setting_info *settings_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(settings_table); i++)
        if (text_equal(settings_table[i].name, name))
            return &settings_table[i];
    return NULL;
}

static void say_words(const struct setting_info *setting, struct str *out)
{
    for (size_t i = 0; i < setting->word_count; i++)
        str_addf(out, "%s%s",
            i == 0                         ? ""
            : i + 1 == setting->word_count ? _(" or ")
                                           : ", ",
            setting->words[i]);
}

static void say_range(const struct setting_info *setting, struct str *out)
{
    str_addf(out, _("a whole number from %.0f to %.0f"), setting->least, setting->most);
    if (setting->unit)
        str_addf(out, ", %s", setting->unit);
}

void settings_say_type(const struct setting_info *setting, struct str *out)
{
    switch (setting->type) {
    case SETTING_NUMBER: say_range(setting, out); break;
    case SETTING_WORD:
    case SETTING_CHOICE: say_words(setting, out); break;
    case SETTING_BY_TIER:
        str_add(out, _("1: N, 2: N, 3: N, default: N; each "));
        say_range(setting, out);
        break;
    case SETTING_YES: str_add(out, _("yes or no")); break;
    case SETTING_TEXT: str_add(out, "text"); break;
    case SETTING_CURRENCY: str_add(out, _("three letters of a currency, like EUR")); break;
    case SETTING_RATES: str_add(out, _("EUR: 1.1, GBP: 1.3")); break;
    case SETTING_TIERS: str_add(out, _("gold: 1, silver: 2, bronze: 3; a word can be off")); break;
    case SETTING_WEEKDAY: str_add(out, _("a weekday, like monday")); break;
    case SETTING_WEEKDAYS: str_add(out, _("saturday, sunday")); break;
    case SETTING_MONTH: str_add(out, _("a month, like january")); break;
    case SETTING_COUNTRIES: str_add(out, _("us, de: names of files in holidays")); break;
    case SETTING_DAYS: str_add(out, _("2026-12-24: why, 2026-05-25: off")); break;
    case SETTING_NAMES: str_add(out, _("Initech, Hooli")); break;
    case SETTING_TYPE_COUNT: break;
    }
}
