/* Numbers out, whatever the locale. */
#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A locale's decimal point may be a comma, or several bytes: all that stands for it becomes a
 * point. */
static void put_point(char *number)
{
    static const char plain[] = "0123456789+-e";
    size_t at = strspn(number, plain);
    size_t foreign = strcspn(number + at, plain);

    if (foreign == 0)
        return;
    number[at] = '.';
    if (foreign > 1) /* else nothing moves, which memory checkers take for an overlap */
        memmove(number + at + 1, number + at + foreign, strlen(number + at + foreign) + 1);
}

void str_add_real(struct str *str, double value)
{
    char number[40];
    double back;

    if (!isfinite(value)) {
        str_add_char(str, '0');
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(number, sizeof(number), "%.*g", digits, value);
        put_point(number);
        if (text_to_real(number, &back) && back == value)
            break;
    }
    str_add(str, number);
}
