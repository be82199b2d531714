/* daybook.yaml into struct settings: the shipped file, then the user's over it. */
#include "settings_internal.h"

#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "base/order.h"
#include "base/words.h"
#include "files/config.h"
#include "files/holiday_file.h"

static void load_root(struct loader *loader, const struct tree_node *root)
{
    const char *names[64];
    const struct setting_info *setting;
    size_t count = 0;

    if (root == NULL || !tree_is_map(root, _("a settings file"), loader->faults))
        return;
    for (; (setting = settings_info(count)) != NULL; count++) {
        const struct tree_node *node = tree_get(root, setting->name);

        BUG_ON(count >= COUNT_OF(names));
        names[count] = setting->name;
        if (node != NULL)
            setting_load(loader, setting, node);
    }
    tree_keys_known(root, names, count, loader->faults);
}

static void load_file(struct loader *loader, const struct config_file *file)
{
    const struct tree_node *root;

    if (tree_parse(file->path, file->text, file->len, loader->arena, loader->faults, &root))
        load_root(loader, root);
}

static void *keep(struct loader *loader, void *items, size_t count, size_t size)
{
    void *kept = arena_alloc_array(loader->arena, count + 1, size);

    if (count > 0)
        memcpy(kept, items, count * size);
    free(items);
    return kept;
}

static bool has_day(const struct day_list *days, day_number day)
{
    for (size_t i = 0; i < days->count; i++)
        if (days->items[i] == day)
            return true;
    return false;
}

/* Those of the countries beneath the user's own lines. */
static void add_countries(struct loader *loader)
{
    const struct settings *settings = loader->settings;

    for (int i = 0; i < settings->holidays_of_count; i++) {
        struct holidays holidays;
        struct error err;

        if (!holiday_file_find(loader->config_dir, settings->holidays_of[i], loader->arena,
                loader->faults, &holidays, &err))
            continue;
        for (int k = 0; k < holidays.count; k++)
            if (!has_day(&loader->working, holidays.days[k]) &&
                !has_day(&loader->holidays, holidays.days[k]))
                ARRAY_PUSH(&loader->holidays, holidays.days[k]);
    }
}

static void finish(struct loader *loader)
{
    struct settings *settings = loader->settings;

    add_countries(loader);
    array_fini(&loader->working);
    if (loader->holidays.count > 0)
        qsort(loader->holidays.items, loader->holidays.count, sizeof(day_number), order_days);
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
    struct loader loader = {
        .config_dir = config_dir, .settings = &settings, .arena = arena, .faults = faults};
    struct config_file file;
    struct error err = {0};
    bool there;

    if (config_shipped("daybook.yaml", &file))
        load_file(&loader, &file);
    if (!config_of_user(config_dir, "daybook.yaml", arena, &file, &there, &err))
        fault_add_error(faults, "daybook.yaml", &err);
    else if (there)
        load_file(&loader, &file);
    finish(&loader);
    fault_sort(faults);
    *ret_settings = settings;
}
