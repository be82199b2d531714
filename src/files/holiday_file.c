/* config/holidays: `name:` and `days:`, a line a day. */
#include "files/holiday_file.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "files/config.h"
#include "files/yaml_tree.h"

#define MOST_DAYS 2000

static int read_days(const struct tree_node *map, day_number *days, struct fault_list *faults)
{
    int count = 0;

    for (const struct tree_node *node = map->first; node; node = node->next) {
        if (!day_parse_iso(node->key, &days[count]))
            tree_fault_at_key(node, faults, "\"%s\" is no day: write it as 2026-12-25", node->key);
        else if (tree_is_text(node, "what the day is", faults))
            count++;
    }
    return count;
}

bool holiday_file_read(const char *path, const char *text, size_t len, struct arena *arena,
    struct fault_list *faults, struct holidays *ret_holidays)
{
    static const char *const keys[] = {"name", "days"};
    const struct tree_node *root, *map;
    struct holidays holidays = {.name = ""};
    size_t before = faults->count;

    if (!tree_parse(path, text, len, arena, faults, &root))
        return false;
    if (root && tree_is_map(root, _("a file of days off"), faults)) {
        tree_keys_known(root, keys, COUNT_OF(keys), faults);
        holidays.name = tree_text_of(root, "name", "", faults);
        map = tree_need_among(root, "days", keys, COUNT_OF(keys), faults);
        if (map && tree_is_map(map, "days", faults) && map->count > MOST_DAYS) {
            tree_fault(map, faults, "there are more than %d days", MOST_DAYS);
        } else if (map && map->kind == TREE_MAP) {
            day_number *days = arena_alloc_array(arena, (size_t)map->count + 1, sizeof(*days));

            holidays.count = read_days(map, days, faults);
            holidays.days = days;
        }
    }
    if (faults->count > before)
        return false;
    *ret_holidays = holidays;
    return true;
}

bool holiday_file_find(const char *config_dir, const char *code, struct arena *arena,
    struct fault_list *faults, struct holidays *ret_holidays, struct error *err)
{
    const char *name = arena_format(arena, "holidays/%s.yaml", code);
    struct config_file file;

    *ret_holidays = (struct holidays){.name = ""};
    if (!config_find(config_dir, name, arena, &file, err))
        return false;
    if (!holiday_file_read(file.path, file.text, file.len, arena, faults, ret_holidays))
        *ret_holidays = (struct holidays){.name = ""};
    return true;
}

const char *const *holiday_codes(const char *config_dir, struct arena *arena, int *ret_count)
{
    struct config_file_list files = {0};
    struct error ignored;
    const char **codes;

    if (!config_list(config_dir, "holidays", ".yaml", arena, &files, &ignored) &&
        !config_list(NULL, "holidays", ".yaml", arena, &files, &ignored))
        files.count = 0;
    codes = arena_alloc_array(arena, files.count + 1, sizeof(*codes));
    for (size_t i = 0; i < files.count; i++) {
        const char *name = files.items[i].name + strlen("holidays/");

        codes[i] = arena_copy_bytes(arena, name, strlen(name) - strlen(".yaml"));
    }
    *ret_count = (int)files.count;
    return codes;
}
