/* daybook.yaml into struct settings: the shipped file, then the user's over it. */
#include "settings_internal.h"

#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "files/config.h"

static void load_root(struct loader *loader, const struct tree_node *root)
{
    const char *names[64];
    const struct setting_row *row;
    size_t count = 0;

    if (root == NULL || !tree_is_map(root, "a settings file", loader->faults))
        return;
    for (; (row = settings_row(count)) != NULL; count++) {
        const struct tree_node *node = tree_get(root, row->info.name);

        BUG_ON(count >= COUNT_OF(names));
        names[count] = row->info.name;
        if (node != NULL)
            row->load(loader, row, node);
    }
    tree_keys_known(root, names, count, loader->faults);
}

static void load_file(struct loader *loader, const struct config_file *file)
{
    const struct tree_node *root;

    if (tree_parse(file->path, file->text, file->len, loader->arena, loader->faults, &root))
        load_root(loader, root);
}

static int compare_days(const void *a, const void *b)
{
    day_number left = *(const day_number *)a;
    day_number right = *(const day_number *)b;

    return (left > right) - (left < right);
}

static void *keep(struct loader *loader, void *items, size_t count, size_t size)
{
    void *kept = arena_alloc_array(loader->arena, count + 1, size);

    if (count > 0)
        memcpy(kept, items, count * size);
    free(items);
    return kept;
}

static void finish(struct loader *loader)
{
    struct settings *settings = loader->settings;

    if (loader->holidays.count > 0)
        qsort(loader->holidays.items, loader->holidays.count, sizeof(day_number), compare_days);
    settings->calendar.holiday_count = (int)loader->holidays.count;
    settings->calendar.holidays = keep(
        loader, loader->holidays.items, loader->holidays.count, sizeof(*loader->holidays.items));
    settings->rate_count = (int)loader->rates.count;
    settings->rates =
        keep(loader, loader->rates.items, loader->rates.count, sizeof(*loader->rates.items));
    settings->tier_count = (int)loader->tiers.count;
    settings->tiers =
        keep(loader, loader->tiers.items, loader->tiers.count, sizeof(*loader->tiers.items));
}

void settings_read(const char *config_dir, struct arena *arena, struct settings *ret_settings,
    struct fault_list *faults)
{
    struct settings settings = {0};
    struct loader loader = {.settings = &settings, .arena = arena, .faults = faults};
    struct config_file file;
    struct error err = {0};
    bool there;

    if (config_shipped("daybook.yaml", &file))
        load_file(&loader, &file);
    if (!config_of_user(config_dir, "daybook.yaml", arena, &file, &there, &err))
        fault_add_error(faults, "daybook.yaml", &err);
    else if (there)
        load_file(&loader, &file);
    fault_sort(faults);
    finish(&loader);
    *ret_settings = settings;
}
