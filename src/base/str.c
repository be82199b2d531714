#include "base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/array.h"
#include "base/bug.h"
#include "base/mem.h"
#include "base/text.h"

/* Room for more bytes and the NUL. */
static void make_room(struct str *str, size_t more)
{
    if (more > SIZE_MAX - str->len - 1)
        bug_out_of_memory();
    if (str->len + more + 1 > str->room)
        str->data = array_grow(str->data, &str->room, str->len + more + 1, 1);
}

void str_fini(struct str *str)
{
    if (str == NULL)
        return;
    free(str->data);
    *str = (struct str){0};
}

void str_clear(struct str *str)
{
    str->len = 0;
    if (str->data != NULL)
        str->data[0] = '\0';
}

const char *str_text(const struct str *str)
{
    return str->data != NULL ? str->data : "";
}

void str_add(struct str *str, const char *text)
{
    str_add_bytes(str, text, strlen(text));
}

void str_add_bytes(struct str *str, const char *bytes, size_t len)
{
    make_room(str, len);
    if (len > 0)
        memcpy(str->data + str->len, bytes, len);
    str->len += len;
    str->data[str->len] = '\0';
}

void str_add_char(struct str *str, char c)
{
    if (str->room - str->len < 2) {
        str_add_bytes(str, &c, 1);
        return;
    }
    str->data[str->len++] = c;
    str->data[str->len] = '\0';
}

void str_add_code_point(struct str *str, unsigned code_point)
{
    char bytes[4];

    str_add_bytes(str, bytes, text_encode(code_point, bytes));
}

void str_addf(struct str *str, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    str_vaddf(str, format, args);
    va_end(args);
}

void str_vaddf(struct str *str, const char *format, va_list args)
{
    enum { FEW = 48 };
    va_list first;
    int len;

    make_room(str, FEW); /* most are short, and so are put into words once */
    va_copy(first, args);
    len = vsnprintf(str->data + str->len, FEW, format, first);
    va_end(first);
    BUG_ON(len < 0);
    if (len < FEW) {
        str->len += (size_t)len;
        return;
    }
    make_room(str, (size_t)len);
    vsnprintf(str->data + str->len, (size_t)len + 1, format, args);
    str->len += (size_t)len;
}

void str_insert(struct str *str, size_t at, const char *bytes, size_t len)
{
    BUG_ON(at > str->len);
    make_room(str, len);
    memmove(str->data + at + len, str->data + at, str->len - at);
    if (len > 0)
        memcpy(str->data + at, bytes, len);
    str->len += len;
    str->data[str->len] = '\0';
}

void str_remove(struct str *str, size_t at, size_t len)
{
    BUG_ON(at > str->len || len > str->len - at);
    if (len == 0)
        return;
    memmove(str->data + at, str->data + at + len, str->len - at - len);
    str->len -= len;
    str->data[str->len] = '\0';
}

char *str_take(struct str *str)
{
    char *taken;

    make_room(str, 0);
    str->data[str->len] = '\0';
    taken = str->data;
    *str = (struct str){0};
    return taken;
}
