#include "fuzz.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "support/home.h"

const struct fuzz_target fuzz_targets[] = {
    {"book", fuzz_book},
    {"config", fuzz_config},
    {"csv", fuzz_csv},
    {"day", fuzz_day},
    {"ical", fuzz_ical},
    {"json", fuzz_json},
    {"keys", fuzz_keys},
    {"note", fuzz_note},
    {"number", fuzz_number},
    {"playbook", fuzz_playbook},
    {"query", fuzz_query},
    {"rules", fuzz_rules},
    {"text", fuzz_text_clean},
    {"yaml", fuzz_yaml},
};
const size_t fuzz_target_count = COUNT_OF(fuzz_targets);

static const struct setting_word tiers[] = {{"enterprise", 1}, {"mid", 2}, {"smb", 3}};
static const struct setting_rate rates[] = {{"EUR", 2}};
static const day_number holidays[] = {20812}; /* 2026-12-25 */
const struct settings fuzz_settings = {.currency = "USD",
    .rates = rates,
    .rate_count = 1,
    .tiers = tiers,
    .tier_count = 3,
    .calendar = {.holidays = holidays, .holiday_count = 1},
    .onboarding_days = {30, 30, 30, 30},
    .cadence_days = {0, 14, 30, 90},
    .qbr_days = {0, 90, 180, 0}};

const struct fuzz_target *fuzz_find(const char *name)
{
    for (size_t i = 0; name != NULL && i < fuzz_target_count; i++)
        if (text_equal(fuzz_targets[i].name, name))
            return &fuzz_targets[i];
    return NULL;
}

day_number fuzz_today(void)
{
    return day_make(2026, 11, 23);
}

char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);

    BUG_ON(text == NULL);
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

/* --- files --- */

static char *home;
static struct str path;

static void leave(void)
{
    home_free(home);
    home = NULL;
    str_fini(&path);
}

const char *fuzz_folder(void)
{
    if (home == NULL) {
        home = home_new();
        atexit(leave);
    }
    return home;
}

const char *fuzz_file(const char *name, const uint8_t *data, size_t size)
{
    int file;

    str_clear(&path);
    str_addf(&path, "%s/%s", fuzz_folder(), name);
    file = open(str_text(&path), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    BUG_ON(file < 0);
    while (size > 0) {
        ssize_t written = write(file, data, size);

        BUG_ON(written <= 0);
        data += written;
        size -= (size_t)written;
    }
    close(file);
    return str_text(&path);
}

void fuzz_look_at_clean(const char *text)
{
    BUG_ON(!text_is_utf8(text, strlen(text)));
    BUG_ON(!text_is_clean(text));
    for (; *text; text++)
        BUG_ON((unsigned char)*text < ' ' || *text == 0x7F);
}
