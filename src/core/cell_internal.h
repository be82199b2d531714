/* A date of a cell taken apart, before its order is known. */
#ifndef CORE_CELL_INTERNAL_H
#define CORE_CELL_INTERNAL_H

#include "core/cell.h"

struct date_parts {
    bool fixed; /* no order to be decided: day is set */
    day_number day;
    int part[3];     /* as written, from the left */
    bool short_year; /* no part has four digits */
    int minute;      /* of the day, or -1 */
};
/* False: no date stands there, or a day that does not exist whatever the order. */
bool date_parts_read(const char *text, struct date_parts *ret_parts) CHECKED;
/* The one order in which the parts are a day, or DATE_OPEN. */
enum date_order date_parts_proof(const struct date_parts *parts);
bool date_parts_same(const struct date_parts *parts); /* 03/03/24: either order gives one day */
bool date_parts_settle(
    const struct date_parts *parts, enum date_order order, day_number *ret_day) CHECKED;

#endif
