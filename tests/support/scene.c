#include "support/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/bug.h"
#include "base/text.h"
#include "support/golden.h"
#include "support/home.h"
#include "support/small_book.h"
#include "ui/shell.h"

const struct scene_size scene_sizes[4] = {{80, 24}, {110, 32}, {40, 12}, {200, 60}};

static void open_scene(struct scene *scene, bool is_demo, bool is_masked)
{
    struct session_options options = {.today = day_make(2026, 11, 23),
        .create = !is_demo,
        .demo = is_demo,
        .redact = is_masked,
        .actor = ACTOR_APP};
    struct error err = {0};
    char *path, *config;

    setlocale(LC_CTYPE, "C.UTF-8");
    *scene = (struct scene){.home = home_new()};
    setenv("HOME", scene->home, 1);
    setenv("XDG_STATE_HOME", scene->home, 1);
    path = home_path(scene->home, "data/daybook.db");
    config = home_path(scene->home, "config");
    options.db_path = is_demo ? NULL : path;
    options.config_dir = config;
    if (!session_open(&options, &scene->session, &err))
        fprintf(stderr, "scene: %s\n", err.text);
    BUG_ON(!scene->session);
    free(path);
    free(config);
}

void scene_init(struct scene *scene, bool is_empty)
{
    open_scene(scene, false, false);
    if (!is_empty)
        small_book_fill(scene->session);
}

void scene_init_scripts(struct scene *scene)
{
    open_scene(scene, false, false);
    small_book_fill_scripts(scene->session);
}

void scene_init_demo(struct scene *scene)
{
    open_scene(scene, true, false);
}

void scene_init_masked(struct scene *scene)
{
    open_scene(scene, true, true);
}

void scene_fini(struct scene *scene)
{
    if (scene->ui)
        shell_free(scene->ui);
    session_close(scene->session);
    home_free(scene->home);
}

void scene_start(struct scene *scene, int columns, int rows)
{
    if (scene->ui)
        shell_free(scene->ui);
    scene->ui = shell_new(scene->session, columns, rows);
    ui_start_view(scene->ui, VIEW_TODAY);
    shell_draw(scene->ui);
    scene->ui->is_painted = true;
    scene->ui->is_partial = false;
    shell_draw(scene->ui);
}

void scene_start_ascii(struct scene *scene, int columns, int rows)
{
    scene_start(scene, columns, rows);
    scene->ui->ascii = scene->ui->canvas.ascii = true;
    scene->ui->is_partial = false;
    shell_draw(scene->ui);
}

void scene_turn(struct scene *scene, int columns, int rows, bool is_ascii)
{
    scene->ui->ascii = scene->ui->canvas.ascii = is_ascii;
    canvas_resize(&scene->ui->canvas, columns, rows);
    scene->ui->is_partial = false;
    shell_draw(scene->ui);
}

const struct canvas *scene_canvas(const struct scene *scene)
{
    return &scene->ui->canvas;
}

/* A step of the cursor draws less than the whole: it must come to the same. */
static void press(struct scene *scene, const struct key *key)
{
    struct str quick = {0}, whole = {0};

    shell_key(scene->ui, key);
    shell_draw(scene->ui);
    canvas_picture(&scene->ui->canvas, &quick);
    scene->ui->is_partial = false;
    shell_draw(scene->ui);
    canvas_picture(&scene->ui->canvas, &whole);
    BUG_ON(strcmp(str_text(&quick), str_text(&whole)) != 0);
    str_fini(&quick);
    str_fini(&whole);
}

void scene_keys(struct scene *scene, const char *keys)
{
    while (*keys) {
        size_t len = strcspn(keys, " ");
        char name[KEY_TEXT_ROOM] = "";
        struct key key = {0};

        BUG_ON(len >= sizeof(name));
        memcpy(name, keys, len);
        BUG_ON(!key_from_name(name, &key.code));
        press(scene, &key);
        keys += len + (keys[len] == ' ');
    }
}

void scene_type(struct scene *scene, const char *text)
{
    while (*text) {
        struct key key = {0};

        text += text_decode(text, strlen(text), &key.code);
        press(scene, &key);
    }
}

void scene_click(struct scene *scene, int x, int y)
{
    press(scene, &(struct key){.code = KEYCAP_CLICK, .x = x, .y = y});
}

void scene_mouse(struct scene *scene, uint32_t code, int x, int y)
{
    press(scene, &(struct key){.code = code, .x = x, .y = y});
}

void scene_command(struct scene *scene, const char *command)
{
    ui_run(scene->ui, command);
    scene->ui->is_partial = false;
    shell_draw(scene->ui);
}

/* Roles in one size only: the pictures of all sizes are to be read by people. */
void scene_check(struct scene *scene, const char *name)
{
    const struct canvas *canvas = &scene->ui->canvas;
    struct str text = {0}, file = {0};

    str_addf(&file, "%s-%dx%d", name, canvas->columns, canvas->rows);
    if (canvas->columns == scene_sizes[1].columns)
        canvas_picture(canvas, &text);
    for (int y = 0; canvas->columns != scene_sizes[1].columns && y < canvas->rows; y++) {
        canvas_row_text(canvas, y, &text);
        str_add(&text, "\n");
    }
    golden_check_text(str_text(&file), str_text(&text));
    str_fini(&text);
    str_fini(&file);
}

const char *scene_row(struct scene *scene, int y)
{
    static struct str text;

    str_clear(&text);
    canvas_row_text(&scene->ui->canvas, y, &text);
    return str_text(&text);
}

bool scene_has(struct scene *scene, const char *text)
{
    for (int y = 0; y < scene->ui->canvas.rows; y++)
        if (strstr(scene_row(scene, y), text))
            return true;
    return false;
}

void scene_see(struct scene *scene, const char *text)
{
    if (scene_has(scene, text))
        return;
    for (int y = 0; y < scene->ui->canvas.rows; y++)
        fprintf(stderr, "%s\n", scene_row(scene, y));
    fail_msg("not seen: %s", text);
}

void scene_check_sizes(struct scene *scene, const char *name, const char *keys)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_keys(scene, keys);
        scene_check(scene, name);
    }
}
