/* Currencies: ISO 4217 codes, their decimals and signs. */
#include "base/money.h"
#include "money_internal.h"

#include <string.h>
#include "base/str.h"

/* Sorted. The blank behind the code is what money_sign gives where there is no sign. */
static const char codes[][5] = {"AED ", "AFN ", "ALL ", "AMD ", "ANG ", "AOA ", "ARS ", "AUD ",
    "AWG ", "AZN ", "BAM ", "BBD ", "BDT ", "BGN ", "BHD ", "BIF ", "BMD ", "BND ", "BOB ", "BOV ",
    "BRL ", "BSD ", "BTN ", "BWP ", "BYN ", "BZD ", "CAD ", "CDF ", "CHE ", "CHF ", "CHW ", "CLF ",
    "CLP ", "CNY ", "COP ", "COU ", "CRC ", "CUC ", "CUP ", "CVE ", "CZK ", "DJF ", "DKK ", "DOP ",
    "DZD ", "EGP ", "ERN ", "ETB ", "EUR ", "FJD ", "FKP ", "GBP ", "GEL ", "GHS ", "GIP ", "GMD ",
    "GNF ", "GTQ ", "GYD ", "HKD ", "HNL ", "HRK ", "HTG ", "HUF ", "IDR ", "ILS ", "INR ", "IQD ",
    "IRR ", "ISK ", "JMD ", "JOD ", "JPY ", "KES ", "KGS ", "KHR ", "KMF ", "KPW ", "KRW ", "KWD ",
    "KYD ", "KZT ", "LAK ", "LBP ", "LKR ", "LRD ", "LSL ", "LYD ", "MAD ", "MDL ", "MGA ", "MKD ",
    "MMK ", "MNT ", "MOP ", "MRU ", "MUR ", "MVR ", "MWK ", "MXN ", "MXV ", "MYR ", "MZN ", "NAD ",
    "NGN ", "NIO ", "NOK ", "NPR ", "NZD ", "OMR ", "PAB ", "PEN ", "PGK ", "PHP ", "PKR ", "PLN ",
    "PYG ", "QAR ", "RON ", "RSD ", "RUB ", "RWF ", "SAR ", "SBD ", "SCR ", "SDG ", "SEK ", "SGD ",
    "SHP ", "SLE ", "SLL ", "SOS ", "SRD ", "SSP ", "STN ", "SVC ", "SYP ", "SZL ", "THB ", "TJS ",
    "TMT ", "TND ", "TOP ", "TRY ", "TTD ", "TWD ", "TZS ", "UAH ", "UGX ", "USD ", "USN ", "UYI ",
    "UYU ", "UYW ", "UZS ", "VED ", "VES ", "VND ", "VUV ", "WST ", "XAF ", "XCD ", "XCG ", "XOF ",
    "XPF ", "YER ", "ZAR ", "ZMW ", "ZWG ", "ZWL "};

/* Where the minor unit is not a hundredth. */
static const struct {
    char code[4];
    int exponent;
} exponents[] = {
    {"BHD", 3},
    {"BIF", 0},
    {"CLF", 4},
    {"CLP", 0},
    {"DJF", 0},
    {"GNF", 0},
    {"IQD", 3},
    {"ISK", 0},
    {"JOD", 3},
    {"JPY", 0},
    {"KMF", 0},
    {"KRW", 0},
    {"KWD", 3},
    {"LYD", 3},
    {"OMR", 3},
    {"PYG", 0},
    {"RWF", 0},
    {"TND", 3},
    {"UGX", 0},
    {"UYI", 0},
    {"UYW", 4},
    {"VND", 0},
    {"VUV", 0},
    {"XAF", 0},
    {"XOF", 0},
    {"XPF", 0},
};

/* Signs that are read. The first of several currencies with one sign is meant where the book's own
 * is none of them; longer signs stand before those that they end in. */
static const struct {
    char code[4];
    bool shown; /* money_sign gives it */
    const char *sign;
} signs[] = {
    {"AUD", false, "AU$"},
    {"CAD", false, "CA$"},
    {"HKD", false, "HK$"},
    {"NZD", false, "NZ$"},
    {"USD", false, "US$"},
    {"AUD", false, "A$"},
    {"BRL", false, "R$"},
    {"CAD", false, "C$"},
    {"SGD", false, "S$"},
    {"USD", true, "$"},
    {"AUD", false, "$"},
    {"CAD", false, "$"},
    {"HKD", false, "$"},
    {"MXN", false, "$"},
    {"NZD", false, "$"},
    {"SGD", false, "$"},
    {"EUR", true, "€"},
    {"GBP", true, "£"},
    {"INR", true, "₹"},
    {"ILS", true, "₪"},
    {"JPY", true, "¥"},
    {"CNY", false, "¥"},
    {"KRW", true, "₩"},
    {"PLN", false, "zł"},
    {"SEK", false, "kr"},
    {"DKK", false, "kr"},
    {"NOK", false, "kr"},
    {"TRY", true, "₺"},
    {"UAH", true, "₴"},
};

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* The first three letters of code, any case, among the codes; NULL: unknown. */
static const char *find_code(const char *code)
{
    char wanted[4] = "";
    size_t low = 0;
    size_t high = COUNT_OF(codes);

    for (size_t i = 0; i < 3 && code[i] != '\0'; i++)
        wanted[i] = upper(code[i]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strncmp(wanted, codes[middle], 3);

        if (order == 0)
            return codes[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

bool money_is_currency(const char *code)
{
    return code != NULL && strlen(code) == 3 && find_code(code) != NULL;
}

int money_exponent(const char *currency)
{
    for (size_t i = 0; currency != NULL && i < COUNT_OF(exponents); i++)
        if (upper(*currency) == exponents[i].code[0] &&
            text_equal_nocase(currency, exponents[i].code))
            return exponents[i].exponent;
    return 2;
}

const char *money_sign(const char *currency)
{
    if (currency == NULL)
        return "";
    for (size_t i = 0; i < COUNT_OF(signs); i++)
        if (signs[i].shown && text_equal_nocase(currency, signs[i].code))
            return signs[i].sign;
    return money_is_currency(currency) ? find_code(currency) : currency;
}

static bool is_letter(char c)
{
    return upper(c) >= 'A' && upper(c) <= 'Z';
}

size_t currency_take(const char *text, const char *own, char ret_code[4])
{
    size_t taken = 0;

    /* Most cells are digits: no currency begins with one, or with the end. */
    if (text[0] == '\0' || (text[0] >= '0' && text[0] <= '9'))
        return 0;
    if (is_letter(text[0]) && is_letter(text[1]) && is_letter(text[2]) && !is_letter(text[3]) &&
        find_code(text) != NULL) {
        memcpy(ret_code, find_code(text), 3);
        ret_code[3] = '\0';
        return 3;
    }
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        bool is_own = own != NULL && text_equal_nocase(own, signs[i].code);

        if (!text_starts(text, signs[i].sign) || (taken > 0 && !is_own))
            continue;
        if (taken > 0 && strlen(signs[i].sign) < taken)
            break;
        taken = strlen(signs[i].sign);
        memcpy(ret_code, signs[i].code, sizeof(signs[i].code));
    }
    return taken;
}
