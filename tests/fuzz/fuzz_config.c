/* The smaller files in YAML: settings, theme, sources, keys, views, holidays, maps of imports. */
#include <stdlib.h>
#include <string.h>
#include "core/keymap.h"
#include "files/holiday_file.h"
#include "files/import_map.h"
#include "files/keymap_file.h"
#include "files/settings_edit.h"
#include "files/settings_file.h"
#include "files/sources_file.h"
#include "files/theme_file.h"
#include "files/view_file.h"
#include "files/yaml_tree.h"
#include "fuzz.h"

struct text {
    const char *bytes;
    size_t len;
};

static void read_settings(const struct text *text)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct settings settings;

    (void)fuzz_file("daybook.yaml", (const uint8_t *)text->bytes, text->len);
    settings_read(fuzz_folder(), &arena, &settings, &faults);
    BUG_ON(settings.cadence_days[1] <= 0);
    fault_list_fini(&faults);
    arena_fini(&arena);
}

/* What an edit makes can be read wherever what was there could. */
static void edit_settings(const struct text *text)
{
    static const char *const names[] = {"currency", "day_holds", "theme"};
    static const char *const values[] = {"EUR", "14", "dark"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct str out = {0};
        struct error err = {0};
        struct setting_place place = settings_place(text->bytes, names[i]);

        str_fini(&place.value);
        if (!settings_edit_text(text->bytes, "d", settings_find(names[i]), values[i], &out, &err))
            BUG_ON(err.text[0] == '\0');
        str_fini(&out);
    }
}

static void read_looks(const struct text *text, struct fault_list *faults)
{
    struct theme theme;
    struct keymap keymap = {0};

    if (!theme_file_read("t", "t.yaml", text->bytes, text->len, &theme, faults))
        BUG_ON(faults->count == 0);
    if (!keymap_file_lay(&keymap, "k.yaml", text->bytes, text->len, faults))
        BUG_ON(faults->count == 0);
    keymap_file_preset(&keymap, text->bytes, text->len);
    keymap_fini(&keymap);
}

/* A view that is put into the text and dropped again leaves a text of the same views. */
static void put_view(const struct text *text)
{
    static const struct saved_view view = {
        .name = "new one", .screen = "book", .lines = "filter band = red\n"};
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct saved_views views = {0};
    struct str out = {0};

    if (view_file_read("v.yaml", text->bytes, text->len, &arena, &faults, &views)) {
        str_add(&out, text->bytes);
        view_file_put(&out, &view);
        for (size_t i = 0; i < views.count && i < 3; i++)
            view_file_drop(&out, &views.items[i]);
    }
    str_fini(&out);
    array_fini(&views);
    fault_list_fini(&faults);
    arena_fini(&arena);
}

static void read_rest(const struct text *text, struct fault_list *faults)
{
    struct arena arena = {0};
    struct sources sources;
    struct holidays holidays;
    struct import_map map;
    struct error err = {0};
    const char *path = fuzz_file("map.yaml", (const uint8_t *)text->bytes, text->len);

    if (!sources_file_read("s.yaml", text->bytes, text->len, "/c", &arena, faults, &sources))
        BUG_ON(faults->count == 0);
    if (!holiday_file_read("h.yaml", text->bytes, text->len, &arena, faults, &holidays))
        BUG_ON(faults->count == 0);
    if (!import_map_read(NULL, path, &arena, &map, &err))
        BUG_ON(err.text[0] == '\0');
    arena_fini(&arena);
}

void fuzz_config(const uint8_t *data, size_t size)
{
    struct fault_list faults = {0};
    char *bytes = fuzz_text(data, size);
    struct text text = {bytes, strlen(bytes)};

    read_settings(&text);
    edit_settings(&text);
    read_looks(&text, &faults);
    put_view(&text);
    read_rest(&text, &faults);
    fault_list_fini(&faults);
    free(bytes);
}
