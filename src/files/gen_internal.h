/* What the programs share that run while building and write C. */
#ifndef FILES_GEN_INTERNAL_H
#define FILES_GEN_INTERNAL_H

#include <stdio.h>

/* A byte of a string literal. Octal, since a hexadecimal escape would swallow the digits after it.
 */
static inline void gen_byte(FILE *out, int byte)
{
    if (byte == '\n')
        fputs("\\n\"\n        \"", out);
    else if (byte == '"' || byte == '\\')
        fprintf(out, "\\%c", byte);
    else if (byte < ' ' || byte > '~' || byte == '?')
        fprintf(out, "\\%03o", (unsigned)byte);
    else
        fputc(byte, out);
}

#endif
