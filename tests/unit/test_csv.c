/* Rows out of bytes: promises.md I1-I4, I11, I12. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/str.h"
#include "files/csv.h"

static char path[] = "/tmp/test_csv.XXXXXX";

static int make_file(void **state)
{
    int fd = mkstemp(path);

    (void)state;
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void write_bytes(const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/* `LINE:<cell><cell>` a row, `LINE!why` a fault, a newline behind each. */
static void read_again(struct csv_file *file, struct str *out)
{
    struct csv_row row;
    struct error err = {0};
    bool there = true;

    while (there) {
        assert_true(csv_file_next(file, &row, &there, &err));
        if (!there)
            break;
        str_addf(out, "%d%c", row.line, row.fault ? '!' : ':');
        if (row.fault)
            str_add(out, row.fault);
        for (int i = 0; i < row.count && !row.fault; i++)
            str_addf(out, "<%s>", row.cells[i]);
        str_add_char(out, '\n');
    }
}

static void read_bytes(
    const char *bytes, size_t len, const struct csv_options *options, struct str *out)
{
    struct csv_file *file;
    struct error err = {0};

    write_bytes(bytes, len);
    if (!csv_file_open(path, options, &file, &err)) {
        str_addf(out, "refused: %s", err.text);
        return;
    }
    read_again(file, out);
    csv_file_close(file);
}

struct reading {
    const char *bytes;
    size_t len; /* 0: up to the NUL */
    const char *rows;
};

static void check_all(const struct reading *readings, size_t count)
{
    static const struct csv_options options;

    for (size_t i = 0; i < count; i++) {
        struct str out = {0};
        size_t len = readings[i].len ? readings[i].len : strlen(readings[i].bytes);

        read_bytes(readings[i].bytes, len, &options, &out);
        assert_string_equal(str_text(&out), readings[i].rows);
        str_fini(&out);
    }
}

static void rows_are_as_written(void **state)
{
    static const struct reading readings[] = {
        {"a,b\n1,2\n", 0, "1:<a><b>\n2:<1><2>\n"},
        {"a,b\r\n1,2", 0, "1:<a><b>\n2:<1><2>\n"},
        {"a,b\r1,2\r", 0, "1:<a><b>\n2:<1><2>\n"},
        {"a,b\n1,2\r\n3,4\r5,6", 0, "1:<a><b>\n2:<1><2>\n3:<3><4>\n4:<5><6>\n"},
        {"a,b\n\n\n1,\"\"\n", 0, "1:<a><b>\n4:<1><>\n"},
        {"a,b\n , \n,,,\n1,2\n", 0, "1:<a><b>\n4:<1><2>\n"},
        {"a,b\n1,\"x\ny\r\nz\"\n2,3\n", 0, "1:<a><b>\n2:<1><x\ny\r\nz>\n5:<2><3>\n"},
        {"a,b\n1,\"ha \"\"ha\"\"\"\n", 0, "1:<a><b>\n2:<1><ha \"ha\">\n"},
        {"a,b\n 1 , 2\n", 0, "1:<a><b>\n2:< 1 >< 2>\n"},
        {"place,city\n36'37.8\"N 17\",\"Any, where\"\n", 0,
            "1:<place><city>\n2:<36'37.8\"N 17\"><Any, where>\n"},
        {"key,val\n1,\"{\"\"x\"\": [1, 2]}\"\n", 0, "1:<key><val>\n2:<1><{\"x\": [1, 2]}>\n"},
        {"one\n", 0, "1:<one>\n"},
        {"a,b\n1\n1,2,3\n", 0, "1:<a><b>\n2:<1>\n3:<1><2><3>\n"},
    };

    (void)state;
    check_all(readings, sizeof(readings) / sizeof(readings[0]));
}

static void a_fault_costs_its_row(void **state)
{
    static const struct reading readings[] = {
        {"a,b\n\"x\"y,2\n3,4\n", 0,
            "1:<a><b>\n2!text after the closing quote of cell 1\n3:<3><4>\n"},
        {"a,b\n1,\"open\n3,4\n5,6\n", 0,
            "1:<a><b>\n2!the quote that opens cell 2 is never closed\n3:<3><4>\n4:<5><6>\n"},
        {"a,b\n1,\"open\n3,\"4\"\n5,6\n", 0,
            "1:<a><b>\n2!cell 2 opens a quote that is not closed properly: text follows a closing "
            "quote in line 3\n3:<3><4>\n4:<5><6>\n"},
        {"a,b\n\"1\n2\",\"open\n3,4\n", 0,
            "1:<a><b>\n3!the quote that opens cell 2 is never closed\n4:<3><4>\n"},
        {"a,b\n\"open", 0, "1:<a><b>\n2!the quote that opens cell 1 is never closed\n"},
    };

    (void)state;
    check_all(readings, sizeof(readings) / sizeof(readings[0]));
}

static void a_runaway_cell_is_stopped(void **state)
{
    static const struct csv_options options;
    struct str bytes = {0}, out = {0};
    const char *rows;

    (void)state;
    str_add(&bytes, "a,b\n1,\"open\n");
    for (int i = 0; i < 300000; i++)
        str_add(&bytes, "12,34\n");
    read_bytes(str_text(&bytes), bytes.len, &options, &out);
    rows = str_text(&out);
    assert_true(text_starts(rows,
        "1:<a><b>\n2!the quote that opens cell 2 is not closed within 1 MiB\n3:<12><34>\n4:"));
    assert_non_null(strstr(rows, "\n300002:<12><34>\n"));
    str_fini(&bytes);
    str_fini(&out);
}

static void long_rows_are_told(void **state)
{
    static const struct csv_options options;
    struct str bytes = {0}, out = {0};

    (void)state;
    str_add(&bytes, "a,b\n");
    for (int i = 0; i < 700000; i++)
        str_add(&bytes, "1234567,");
    str_add(&bytes, "\n1,2\n");
    read_bytes(str_text(&bytes), bytes.len, &options, &out);
    assert_string_equal(str_text(&out), "1:<a><b>\n2!the row is longer than 4 MiB\n3:<1><2>\n");
    str_clear(&bytes);
    str_clear(&out);
    str_add(&bytes, "a,b\n");
    for (int i = 0; i < 10001; i++)
        str_add(&bytes, "1,");
    str_add(&bytes, "\n1,2\n");
    read_bytes(str_text(&bytes), bytes.len, &options, &out);
    assert_string_equal(str_text(&out), "1:<a><b>\n2!more than 10000 columns\n3:<1><2>\n");
    str_fini(&bytes);
    str_fini(&out);
}

static void delimiters_are_found(void **state)
{
    static const struct reading readings[] = {
        {"a;b\n1,5;2,5\n", 0, "1:<a><b>\n2:<1,5><2,5>\n"},
        {"a\tb\n1,5\t2\n", 0, "1:<a><b>\n2:<1,5><2>\n"},
        {"a|b|c\nx, y|2|3\n", 0, "1:<a><b><c>\n2:<x, y><2><3>\n"},
        {"name;note\n\"A;B\";\"well, well, well\"\nC;no\n", 0,
            "1:<name><note>\n2:<A;B><well, well, well>\n3:<C><no>\n"},
        {"sep=;\na;b\n1;2\n", 0, "2:<a><b>\n3:<1><2>\n"},
    };
    static const struct csv_options forced = {.delimiter = ','};
    struct str out = {0};

    (void)state;
    check_all(readings, sizeof(readings) / sizeof(readings[0]));
    read_bytes("a;b,c\n", 6, &forced, &out);
    assert_string_equal(str_text(&out), "1:<a;b><c>\n");
    str_fini(&out);
}

static void encodings_are_found(void **state)
{
    static const struct reading readings[] = {
        {"\xEF\xBB\xBF\"a\",b\n\xC3\xA9,2\n", 0, "1:<a><b>\n2:<\xC3\xA9><2>\n"},
        {"\xFF\xFE"
         "a\0,\0b\0\n\0\xE9\0,\0\x3D\xD8\x00\xDE",
            18, "1:<a><b>\n2:<\xC3\xA9><\xF0\x9F\x98\x80>\n"},
        {"\xFE\xFF\0a\0,\0b\0\n\0\xE9\0,\0002", 16, "1:<a><b>\n2:<\xC3\xA9><2>\n"},
        {"a,b\nM\xFCller,\x80 5\n", 0, "1:<a><b>\n2:<M\xC3\xBCller><\xE2\x82\xAC 5>\n"},
        {"a,b\nx\0y,2\n", 10, "1:<a><b>\n2:<x\xE2\x90\x80y><2>\n"},
    };
    static const struct csv_options forced = {.encoding = "latin1"};
    struct str out = {0};

    (void)state;
    check_all(readings, sizeof(readings) / sizeof(readings[0]));
    read_bytes("a\n\xC3\xA9\n", 5, &forced, &out);
    assert_string_equal(str_text(&out), "1:<a>\n2:<\xC3\x83\xC2\xA9>\n");
    str_fini(&out);
}

static void other_things_are_refused_by_name(void **state)
{
    static const struct reading readings[] = {
        {"\x1F\x8B\x08xxxx", 0, "refused: is a gzip file; unpack it first (gunzip)"},
        {"PK\x03\x04....[Content_Types].xml", 0,
            "refused: is an Excel workbook (.xlsx); save it as CSV UTF-8"},
        {"PK\x03\x04....a.csv", 0, "refused: is a zip archive; unpack it first"},
        {"\xFF\xFE\0\0a\0\0\0", 8, "refused: is in UTF-32; save it as UTF-8"},
        {"a\0,\0b\0\n\0c\0,\0d\0\n\0", 16,
            "refused: looks like UTF-16 without a byte order mark; --encoding utf-16le reads it"},
        {" \n\r\n", 0, "refused: is empty: there is not even a header"},
        {"[{\"a\": 1}]", 0, "refused: is JSON, not CSV"},
        {"<html><body>", 0, "refused: is a web page or XML, not CSV"},
    };
    struct csv_options options = {0};
    struct csv_file *file;
    struct error err = {0};

    (void)state;
    check_all(readings, sizeof(readings) / sizeof(readings[0]));
    assert_false(csv_file_open("/tmp", &options, &file, &err));
    assert_string_equal(err.text, "is a folder");
    assert_false(csv_file_open("/dev/zero", &options, &file, &err));
    assert_string_equal(err.text, "is a device");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(csv_file_open(path, &options, &file, &err));
    assert_string_equal(err.text, "is a pipe; give it on standard input, as -");
    assert_int_equal(unlink(path), 0);
    write_bytes("a,b\n", 4);
    options.encoding = "klingon";
    assert_false(csv_file_open(path, &options, &file, &err));
    assert_int_equal(err.code, ERROR_USAGE);
}

static void a_file_can_be_read_twice(void **state)
{
    static const struct csv_options options;
    struct csv_file *file;
    struct error err = {0};
    struct str first = {0}, second = {0};

    (void)state;
    write_bytes("a,b\n1,\"open\n3,4\n", 16);
    assert_true(csv_file_open(path, &options, &file, &err));
    assert_string_equal(csv_file_encoding(file), "UTF-8");
    assert_int_equal(csv_file_delimiter(file), ',');
    read_again(file, &first);
    csv_file_rewind(file);
    read_again(file, &second);
    assert_string_equal(str_text(&first), str_text(&second));
    assert_non_null(strstr(str_text(&first), "3:<3><4>"));
    csv_file_close(file);
    str_fini(&first);
    str_fini(&second);
}

/* A cell of a few pieces; most rows are neat, some have what only the careful reader takes. */
static void make_cell(struct str *cell, unsigned *seed)
{
    static const char *const pieces[] = {"a", "Acme Ltd", "12", " ", "", "\xC3\xA9", ",", "'",
        "2026-11-23", "\"", "\n", "\"\"", "\r\n", ";", "\xE2\x82\xAC"};
    int count = rand_r(seed) % 3;

    str_clear(cell);
    str_add_char(cell, 'x'); /* an unquoted row is not to look like a blank one */
    for (int i = 0; i < count; i++)
        str_add(cell, pieces[(size_t)rand_r(seed) % (rand_r(seed) % 8 == 0 ? 15 : 9)]);
}

static void write_cell(struct str *bytes, const char *cell, bool always)
{
    bool quoted = always || strpbrk(cell, ",\"\r\n") != NULL;

    str_add(bytes, quoted ? "\"" : "");
    for (; *cell != '\0'; cell++) {
        str_add(bytes, *cell == '"' ? "\"" : "");
        str_add_char(bytes, *cell);
    }
    str_add(bytes, quoted ? "\"" : "");
}

/* 3,000 rows of random cells, neat and not: each cell comes back byte by byte. */
static void cells_come_back_as_written(void **state)
{
    struct csv_options options = {.delimiter = ','};
    struct str bytes = {0}, wanted = {0}, cell = {0}, out = {0};
    unsigned seed = 20261123;
    int line = 1;

    (void)state;
    for (int row = 0; row < 3000; row++) {
        str_addf(&wanted, "%d:", line);
        for (int i = 0; i < 4; i++) {
            make_cell(&cell, &seed);
            str_add(&bytes, i > 0 ? "," : "");
            write_cell(&bytes, str_text(&cell), rand_r(&seed) % 5 == 0);
            str_addf(&wanted, "<%s>", str_text(&cell));
            for (const char *at = str_text(&cell); *at != '\0'; at++)
                line += *at == '\n';
        }
        str_add(&bytes, row % 3 == 0 ? "\r\n" : "\n");
        str_add(&wanted, "\n");
        line++;
    }
    read_bytes(str_text(&bytes), bytes.len, &options, &out);
    assert_string_equal(str_text(&out), str_text(&wanted));
    str_fini(&bytes);
    str_fini(&wanted);
    str_fini(&cell);
    str_fini(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_as_written),
        cmocka_unit_test(cells_come_back_as_written),
        cmocka_unit_test(a_fault_costs_its_row),
        cmocka_unit_test(a_runaway_cell_is_stopped),
        cmocka_unit_test(long_rows_are_told),
        cmocka_unit_test(delimiters_are_found),
        cmocka_unit_test(encodings_are_found),
        cmocka_unit_test(other_things_are_refused_by_name),
        cmocka_unit_test(a_file_can_be_read_twice),
    };

    return cmocka_run_group_tests(tests, make_file, remove_file);
}
