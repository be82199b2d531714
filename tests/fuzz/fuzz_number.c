/* Money and numbers: typed, and in cells; what was read is written and read again. */
#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "core/cell.h"
#include "core/kind.h"
#include "core/row.h"
#include "fuzz.h"

static void write_money(int64_t minor, const char *currency)
{
    char buffer[40];
    char back_currency[4];
    struct error err = {0};
    int64_t back = 0;

    BUG_ON(strlen(money_short(minor, currency, buffer)) >= sizeof(buffer));
    BUG_ON(strlen(money_full(minor, currency, buffer)) >= sizeof(buffer));
    (void)money_plain(minor, currency, buffer);
    if (minor != MONEY_NONE)
        BUG_ON(!money_parse(buffer, currency, NUMBER_POINT, &back, back_currency, &err) ||
               back != minor);
}

static void read_money(const char *text)
{
    static const char *const currencies[] = {NULL, "USD", "JPY", "KWD"};
    struct error err = {0};
    char currency[4];
    int64_t minor, converted;

    for (enum number_form form = NUMBER_UNKNOWN; form <= NUMBER_COMMA; form++)
        for (size_t i = 0; i < COUNT_OF(currencies); i++) {
            if (!money_parse(text, currencies[i], form, &minor, currency, &err)) {
                BUG_ON(err.text[0] == '\0');
                continue;
            }
            BUG_ON(memchr(currency, '\0', sizeof(currency)) == NULL);
            write_money(minor, currency[0] ? currency : currencies[i]);
            fuzz_any(money_convert(minor, "USD", 1.0837, "JPY", &converted));
            converted = minor;
            fuzz_any(money_add(&converted, minor));
        }
}

static void read_numbers(const char *text)
{
    struct cell_evidence evidence = {0};
    struct error err = {0};
    double value, again;
    bool percent, yes;
    long long whole;

    for (enum number_form form = NUMBER_UNKNOWN; form <= NUMBER_COMMA; form++) {
        fuzz_any(number_parse(text, form, &value, &percent));
        fuzz_any(cell_number(text, form, &value, &percent, &err));
    }
    cell_observe_number(&evidence, text);
    cell_observe_whole(&evidence, text);
    (void)cell_number_proof(&evidence);
    fuzz_any(cell_bool(text, &yes));
    (void)cell_is_mangled_id(text);
    fuzz_any(text_to_int(text, &whole));
    if (text_to_real(text, &value)) {
        struct str out = {0};

        str_add_real(&out, value);
        BUG_ON(!text_to_real(str_text(&out), &again) || (again < value || again > value));
        str_fini(&out);
    }
}

/* Every field of an account, as a person would set it. */
static void set_fields(const char *text)
{
    struct parse_context context = {&fuzz_settings, fuzz_today(), "USD"};
    struct arena arena = {0};
    struct row *row = row_new(&arena, KIND_ACCOUNT);
    struct error err = {0};
    struct value value;
    struct str out = {0};

    for (int field = 0; field < kind_info(KIND_ACCOUNT)->stored; field++)
        if (field_parse(KIND_ACCOUNT, field, text, &context, &arena, &value, &err)) {
            row_set(row, field, value);
            field_format_plain(&out, row, field, "USD");
            field_format_words(&out, row, field, "USD", fuzz_today());
        }
    row_settle(row, &fuzz_settings, fuzz_today());
    str_fini(&out);
    arena_fini(&arena);
}

void fuzz_number(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);

    read_money(text);
    read_numbers(text);
    set_fields(text);
    free(text);
}
