/* Stands in until src/app/demo.c is there: remove this file with its line in meson.build. */
#include "app/demo.h"

bool demo_folder_make(struct arena *arena, const char **ret_db_path, struct error *err)
{
    return error_set(err, ERROR_REFUSED, "this daybook has no demo yet");
}

void demo_folder_remove(const char *db_path)
{
}

bool demo_build(struct session *session, struct error *err)
{
    return error_set(err, ERROR_REFUSED, "this daybook has no demo yet");
}
