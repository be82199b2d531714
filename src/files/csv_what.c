/* What a file is that is no CSV, known by how it begins, and named so that the user knows what to
 * do.
 */
#include <string.h>
#include <strings.h>
#include "base/attributes.h"
#include "base/words.h"
#include "csv_internal.h"

struct magic {
    const char *bytes;
    size_t len;
    const char *what;
};
static const struct magic magics[] = {
    {"\x1F\x8B", 2, N_("a gzip file; unpack it first (gunzip)")},
    {"BZh", 3, N_("a bzip2 file; unpack it first (bunzip2)")},
    {"\xFD"
     "7zXZ",
        5, N_("an xz file; unpack it first (unxz)")},
    {"\x28\xB5\x2F\xFD", 4, N_("a zstd file; unpack it first (unzstd)")},
    {"7z\xBC\xAF", 4, N_("a 7-Zip archive; unpack it first")},
    {"\xD0\xCF\x11\xE0", 4, N_("an Excel workbook (.xls); save it as CSV UTF-8")},
    {"%PDF", 4, N_("a PDF file")},
    {"SQLite format 3", 15, N_("an SQLite database")},
    {"\x89PNG", 4, N_("a picture")},
    {"\xFF\xD8\xFF", 3, N_("a picture")},
    {"\x7F"
     "ELF",
        4, N_("a program")},
    {"\xFF\xFE\0\0", 4, N_("in UTF-32; save it as UTF-8")},
    {"\0\0\xFE\xFF", 4, N_("in UTF-32; save it as UTF-8")},
};

static bool has_bytes(const char *head, size_t len, const char *wanted)
{
    size_t wanted_len = strlen(wanted);

    for (size_t i = 0; i + wanted_len <= len; i++)
        if (memcmp(head + i, wanted, wanted_len) == 0)
            return true;
    return false;
}

static const char *what_is(const char *head, size_t len)
{
    for (size_t i = 0; i < COUNT_OF(magics); i++)
        if (len >= magics[i].len && memcmp(head, magics[i].bytes, magics[i].len) == 0)
            return magics[i].what;
    if (len >= 4 && memcmp(head, "PK\x03\x04", 4) == 0) {
        if (has_bytes(head, len, "xl/") || has_bytes(head, len, "[Content_Types].xml"))
            return _("an Excel workbook (.xlsx); save it as CSV UTF-8");
        return has_bytes(head, len, "opendocument.spreadsheet")
                   ? _("a LibreOffice spreadsheet (.ods); save it as CSV")
                   : _("a zip archive; unpack it first");
    }
    return NULL;
}

/* Text of another kind, known by how its first line begins. */
static const char *what_text_is(const char *text, size_t len)
{
    static const struct magic texts[] = {{"-- ", 3, N_("a dump of SQL, not CSV")},
        {"--\n", 3, N_("a dump of SQL, not CSV")}, {"/*!", 3, N_("a dump of SQL, not CSV")},
        {"INSERT INTO ", 12, N_("a dump of SQL, not CSV")},
        {"CREATE TABLE ", 13, N_("a dump of SQL, not CSV")},
        {"PRAGMA ", 7, N_("a dump of SQL, not CSV")},
        {"BEGIN TRANSACTION", 17, N_("a dump of SQL, not CSV")},
        {"BEGIN:VCARD", 11, N_("address cards (.vcf), not CSV")}, {"---\n", 4, N_("YAML, not CSV")},
        {"---\r\n", 5, N_("YAML, not CSV")}, {"%YAML", 5, N_("YAML, not CSV")},
        {"{\\rtf", 5, N_("RTF, not CSV")}, {"<", 1, N_("a web page or XML, not CSV")}};

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (len >= texts[i].len && strncasecmp(text, texts[i].bytes, texts[i].len) == 0)
            return texts[i].what;
    return NULL;
}

bool csv_check_head(const char *head, size_t len, struct error *err)
{
    const char *what = what_is(head, len);
    size_t blanks = 0;

    if (what != NULL)
        return error_set(err, ERROR_REFUSED, "is %s", _(what));
    while (blanks < len && strchr(" \t\r\n\xEF\xBB\xBF", head[blanks]) && head[blanks] != '\0')
        blanks++;
    if (blanks == len)
        return error_set(err, ERROR_REFUSED, "is empty: there is not even a header");
    what = what_text_is(head + blanks, len - blanks);
    if (what != NULL)
        return error_set(err, ERROR_REFUSED, "is %s", _(what));
    return true;
}
