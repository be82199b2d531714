#include "ui/column_money.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"

enum { IN_THOUSANDS, IN_TENTHS, IN_WHOLE };

static int64_t minor_per_unit(const char *currency)
{
    int64_t minor = 1;

    for (int i = 0; i < money_exponent(currency); i++)
        minor *= 10;
    return minor;
}

/* What the last digit that is shown is worth; of a column that was not begun yet one minor unit. */
static int64_t step_of(const struct column_money *column, int unit)
{
    return column->steps[unit] ? column->steps[unit] : 1;
}

static uint64_t size_of(int64_t minor)
{
    return minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor;
}

/* As it is shown: half away from zero. */
static int64_t shown(const struct column_money *column, int unit, int64_t minor)
{
    uint64_t step = (uint64_t)step_of(column, unit);
    int64_t steps = (int64_t)((size_of(minor) + step / 2) / step);

    return minor < 0 ? -steps : steps;
}

void column_money_begin(struct column_money *column, const char *currency)
{
    static const int64_t units[COLUMN_MONEY_UNITS] = {
        [IN_THOUSANDS] = 1000, [IN_TENTHS] = 100, [IN_WHOLE] = 1};

    *column = (struct column_money){.currency = currency};
    for (int unit = 0; unit < COLUMN_MONEY_UNITS; unit++)
        column->steps[unit] = units[unit] * minor_per_unit(currency);
}

/* Off by more than a fiftieth nobody would know it again. */
static bool tells_little(const struct column_money *column, int unit, int64_t minor)
{
    int64_t off = shown(column, unit, minor) * step_of(column, unit) - minor;

    return size_of(off) > size_of(minor) / 50;
}

void column_money_take(struct column_money *column, int sum, int64_t minor)
{
    struct column_money_sum *to = &column->sums[sum];

    if (minor == MONEY_NONE)
        return;
    to->exact += minor;
    to->longest = size_of(minor) > size_of(to->longest) ? minor : to->longest;
    for (int unit = 0; unit < COLUMN_MONEY_UNITS; unit++) {
        to->shown[unit] += shown(column, unit, minor);
        column->fails[unit] = column->fails[unit] || tells_little(column, unit, minor);
    }
}

void column_money_take_pair(struct column_money *column, int64_t from, int64_t to)
{
    for (int unit = 0; unit < COLUMN_MONEY_UNITS; unit++)
        if (shown(column, unit, to) - shown(column, unit, from) != shown(column, unit, to - from))
            column->fails[unit] = true;
}

static bool adds_up(const struct column_money *column, int unit)
{
    for (int i = 0; i < COLUMN_MONEY_SUMS; i++)
        if (shown(column, unit, column->sums[i].exact) != column->sums[i].shown[unit])
            return false;
    return !column->fails[unit];
}

void column_money_settle(struct column_money *column)
{
    column->unit = IN_THOUSANDS;
    while (column->unit < IN_WHOLE && !adds_up(column, column->unit))
        column->unit++;
    column->is_rounded = !adds_up(column, column->unit);
}

/* `1,234,567` at the end of the buffer. */
static const char *grouped(uint64_t number, char *buffer, size_t size)
{
    char *at = buffer + size - 1;

    *at = '\0';
    for (int digits = 0; digits == 0 || number; digits++, number /= 10) {
        if (digits && digits % 3 == 0)
            *--at = ',';
        *--at = (char)('0' + number % 10);
    }
    return at;
}

static void write_amount(
    const struct column_money *column, const char *sign, uint64_t minor, char *buffer)
{
    uint64_t step = (uint64_t)step_of(column, column->unit), steps = (minor + step / 2) / step;
    const char *money = money_sign(column->currency);
    char digits[40];

    if (column->unit == IN_TENTHS)
        snprintf(buffer, COLUMN_MONEY_TEXT, "%s%s%s.%dk", sign, money,
            grouped(steps / 10, digits, sizeof(digits)), (int)(steps % 10));
    else
        snprintf(buffer, COLUMN_MONEY_TEXT, "%s%s%s%s", sign, money,
            grouped(steps, digits, sizeof(digits)),
            column->unit == IN_THOUSANDS && steps ? "k" : "");
}

char *column_money_text(const struct column_money *column, int64_t minor, char *buffer)
{
    if (minor == MONEY_NONE)
        memcpy(buffer, "--", sizeof("--"));
    else
        write_amount(column, minor < 0 ? "−" : "", size_of(minor), buffer);
    return buffer;
}

char *column_money_change(const struct column_money *column, int64_t minor, char *buffer)
{
    if (minor == MONEY_NONE)
        buffer[0] = '\0';
    else if (minor == 0)
        memcpy(buffer, "·", sizeof("·"));
    else
        write_amount(column, minor < 0 ? "−" : "+", size_of(minor), buffer);
    return buffer;
}

int column_money_width(const struct column_money *column, int sum)
{
    char one[COLUMN_MONEY_TEXT], all[COLUMN_MONEY_TEXT];
    int width = text_columns(column_money_text(column, column->sums[sum].longest, one));
    int total = text_columns(column_money_text(column, column->sums[sum].exact, all));

    return width > total ? width : total;
}
