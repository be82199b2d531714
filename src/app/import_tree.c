/* A Salesforce tree's plan, NAME-plan.json: it names the files of the tree in their order. */
#include <string.h>
#include "base/text.h"
#include "files/paths.h"
#include "import_internal.h"

struct path_list ARRAY_OF(const char *);

static bool is_called_plan(const char *path)
{
    return text_ends(path, "-plan.json") || text_equal(path_base(path), "plan.json");
}

/* Only what lies beside the plan, or below it. */
static bool is_near(const char *name)
{
    return *name != '\0' && *name != '/' && !text_starts(name, "../") &&
           strstr(name, "/../") == NULL;
}

static void add_files(
    struct path_list *out, const char *plan, const char *cell, struct arena *arena)
{
    size_t folder = (size_t)(path_base(plan) - plan);

    while (*cell != '\0') {
        size_t len = strcspn(cell, ";");
        const char *name = arena_copy_bytes(arena, cell, len);

        if (is_near(name))
            ARRAY_PUSH(out, arena_format(arena, "%.*s%s", (int)folder, plan, name));
        cell += len + (cell[len] == ';');
    }
}

static int column_called(const struct csv_row *header, const char *name)
{
    for (int i = 0; i < header->count; i++)
        if (text_equal(header->cells[i], name))
            return i;
    return -1;
}

/* False: it is no plan, and adds nothing. */
static bool read_plan(struct path_list *out, const char *path, struct arena *arena)
{
    const struct csv_options options = {0};
    struct table_file *file = NULL;
    struct error ignored = {0};
    struct csv_row row;
    size_t before = out->count;
    bool there;
    int column;

    if (!table_file_open(path, &options, &file, &ignored))
        return false;
    column = table_file_next(file, &row, &there, &ignored) && there &&
                     column_called(&row, "sobject") >= 0
                 ? column_called(&row, "files")
                 : -1;
    while (column >= 0 && table_file_next(file, &row, &there, &ignored) && there)
        if (column < row.count)
            add_files(out, path, row.cells[column], arena);
    table_file_close(file);
    return out->count > before;
}

void import_expand(const char *const *paths, int count, struct arena *arena,
    const char *const **ret_paths, int *ret_count)
{
    struct path_list list = {0};
    const char **kept;

    for (int i = 0; i < count; i++)
        if (!is_called_plan(paths[i]) || !read_plan(&list, paths[i], arena))
            ARRAY_PUSH(&list, paths[i]);
    kept = arena_alloc_array(arena, list.count + 1, sizeof(*kept));
    for (size_t i = 0; i < list.count; i++)
        kept[i] = list.items[i];
    *ret_paths = kept;
    *ret_count = (int)list.count;
    array_fini(&list);
}
