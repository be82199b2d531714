/* What the files of merging share. */
#ifndef CORE_MERGE_INTERNAL_H
#define CORE_MERGE_INTERNAL_H

#include "core/merge.h"

/* merge_words.c: our words for those of a column that were met before, a few dozen of them. */
struct merge_words *merge_words_new(struct arena *arena);
const char *merge_word(
    const struct merge_plan *plan, const struct merge_column *column, const char *word);
/* The type of a column, worked out once its role stands. */
void merge_settle_column(const struct merge_plan *plan, struct merge_column *column);
/* Does a cell of a typed column say that nothing is known? `n/a`, `-`, ... */
bool merge_is_nothing(const char *text);
bool merge_says_nothing(
    const struct merge_plan *plan, const struct merge_column *column, const char *text);
/* By what the file calls it; NULL where another spelling came first. */
const struct merge_metric *merge_metric_written(
    const struct merge_metric_list *metrics, const char *written);
struct merge_metric *merge_metric_find(const struct merge_metric_list *metrics, const char *name);

/* merge_read.c: one row in the making. */
struct merge_reader {
    const struct merge_plan *plan;
    const struct merge_context *context;
    struct merge_row *out;
    struct merge_reject *reject;
    const struct merge_column *column;
};
bool merge_reject_at(const struct merge_reader *reader, const char *header, const char *format, ...)
    PRINTF_LIKE(3, 4);
void merge_put(struct merge_row *row, int field, struct value value);
bool merge_knows(const struct merge_row *row, int field);
/* merge_shape.c: what a kind makes of its cells, once all are read. */
bool merge_shape(const struct merge_reader *reader) CHECKED;

static inline uint64_t merge_bit(int field)
{
    return UINT64_C(1) << field;
}

#endif
