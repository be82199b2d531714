/* The days off of a country: config/holidays/us.yaml and its like, for the setting holidays_of. */
#ifndef FILES_HOLIDAY_FILE_H
#define FILES_HOLIDAY_FILE_H

#include "base/date.h"
#include "files/fault.h"

struct holidays {
    const char *name;       /* of the country */
    const day_number *days; /* in the order of the file */
    int count;
};

/* Everything lives in the arena. False: the faults say why. */
bool holiday_file_read(const char *path, const char *text, size_t len, struct arena *arena,
    struct fault_list *faults, struct holidays *ret_holidays) CHECKED;
/* The user's file of that name (`us`), else the shipped one, else ERROR_NOT_FOUND; an empty one has
 * no days. A file that cannot be read is one; faults in it are added, and it has no days then. */
bool holiday_file_find(const char *config_dir, const char *code, struct arena *arena,
    struct fault_list *faults, struct holidays *ret_holidays, struct error *err) CHECKED;
/* The codes that there are, sorted, in the arena. */
const char *const *holiday_codes(const char *config_dir, struct arena *arena, int *ret_count);

#endif
