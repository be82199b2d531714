/* Targets of the fuzzer, and what they share. A target takes any bytes; it ends the program where
 * a promise is broken. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/attributes.h"
#include "base/bug.h"
#include "base/date.h"
#include "core/settings.h"

struct fuzz_target {
    const char *name; /* of its corpus, tests/fuzz/NAME */
    void (*run)(const uint8_t *data, size_t size);
};
extern const struct fuzz_target fuzz_targets[];
extern const size_t fuzz_target_count;
const struct fuzz_target *fuzz_find(const char *name); /* NULL: none */

/* Mon 23 Nov 2026 */
day_number fuzz_today(void);
/* USD, euros at 2, three tiers, one holiday. */
extern const struct settings fuzz_settings;
/* The bytes as text, with no byte to spare, so that a step too far is seen. Yours. */
char *fuzz_text(const uint8_t *data, size_t size);
/* A file of that name with these bytes, in a folder that goes with the program; the path is
 * borrowed until the next call. */
const char *fuzz_file(const char *name, const uint8_t *data, size_t size);
const char *fuzz_folder(void);
/* What a screen gets: one line, no control character, nothing malformed. */
void fuzz_look_at_clean(const char *text);

/* It may be so or not: no crash is all that is asked. */
static inline void fuzz_any(bool well)
{
    (void)well;
}

void fuzz_book(const uint8_t *data, size_t size);
void fuzz_config(const uint8_t *data, size_t size);
void fuzz_csv(const uint8_t *data, size_t size);
void fuzz_day(const uint8_t *data, size_t size);
void fuzz_ical(const uint8_t *data, size_t size);
void fuzz_json(const uint8_t *data, size_t size);
void fuzz_keys(const uint8_t *data, size_t size);
void fuzz_note(const uint8_t *data, size_t size);
void fuzz_number(const uint8_t *data, size_t size);
void fuzz_playbook(const uint8_t *data, size_t size);
void fuzz_query(const uint8_t *data, size_t size);
void fuzz_rules(const uint8_t *data, size_t size);
void fuzz_text_clean(const uint8_t *data, size_t size);
void fuzz_yaml(const uint8_t *data, size_t size);

#endif
