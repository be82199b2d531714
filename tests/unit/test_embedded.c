/* Are the shipped files in the binary, byte for byte and in order? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "files/embedded.h"

static void rows_are_sorted_and_found(void **state)
{
    (void)state;
    const struct embedded *last = NULL;
    for (const struct embedded *row = embedded_next("", NULL); row; row = embedded_next("", row)) {
        if (last)
            assert_true(strcmp(last->path, row->path) < 0);
        assert_ptr_equal(embedded_find(row->path), row);
        assert_int_equal(strlen(row->text), row->len);
        last = row;
    }
}

static void every_file_is_as_on_disk(void **state)
{
    (void)state;
    for (const struct embedded *row = embedded_next("", NULL); row; row = embedded_next("", row)) {
        FILE *file = fopen(row->path, "rb");
        uint64_t mark = 0;
        assert_non_null(file);
        for (size_t i = 0; i < row->len; i++) {
            assert_int_equal(fgetc(file), (unsigned char)row->text[i]);
            mark = mark * 31 + (unsigned char)row->text[i];
        }
        assert_true(mark == row->mark);
        assert_int_equal(fgetc(file), EOF);
        fclose(file);
    }
}

static void unknown_is_null(void **state)
{
    (void)state;
    assert_null(embedded_find(""));
    assert_null(embedded_find("config"));
    assert_null(embedded_find("config/none.yaml"));
    assert_null(embedded_find("zzz"));
    assert_null(embedded_next("zzz", NULL));
}

static void a_prefix_gives_its_own_rows(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct embedded *row = embedded_next("themes/", NULL); row;
         row = embedded_next("themes/", row), count++)
        assert_memory_equal(row->path, "themes/", 7);
    for (const struct embedded *row = embedded_next("", NULL); row; row = embedded_next("", row))
        count -= strncmp(row->path, "themes/", 7) == 0;
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sorted_and_found),
        cmocka_unit_test(every_file_is_as_on_disk),
        cmocka_unit_test(unknown_is_null),
        cmocka_unit_test(a_prefix_gives_its_own_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
