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

/* merge_text.c: the text of a cell, in the arena. As written, but for line ends, which become LF,
 * and the mark; the same without blanks around it: ids, words, links; items apart by ; or , joined
 * by ; again, each once. */
const char *merge_take_whole(const struct merge_reader *reader, const char *text);
const char *merge_take_text(const struct merge_reader *reader, const char *text);
const char *merge_take_tags(const struct merge_reader *reader, const char *text);
/* Without blanks around it, of a cell that is not blank. */
const char *merge_trimmed(const struct merge_reader *reader, const char *text);

/* merge_value.c: the value of a cell, by the type of its column; false: the row is rejected. */
bool merge_read_value(
    const struct merge_reader *reader, const char *text, struct value *ret_value) CHECKED;
/* hundredths: a share, of which `85` is .85; `85%` is either way. */
bool merge_read_number(const struct merge_reader *reader, const char *text, bool hundredths,
    double *ret_number) CHECKED;
bool merge_read_day(
    const struct merge_reader *reader, const char *text, day_number *ret_day) CHECKED;
/* A cell may bring its own currency, which must be the row's. */
bool merge_read_money(
    const struct merge_reader *reader, const char *text, int64_t *ret_minor) CHECKED;
bool merge_read_notice(
    const struct merge_reader *reader, const char *text, int *ret_count, char *ret_unit) CHECKED;
/* False: a spreadsheet turned the id into a number. */
bool merge_check_id(const struct merge_reader *reader, const char *id) CHECKED;

/* merge_shape.c: what a kind makes of its cells, once all are read. */
bool merge_shape(const struct merge_reader *reader) CHECKED;

static inline uint64_t merge_bit(int field)
{
    return UINT64_C(1) << field;
}

#endif
