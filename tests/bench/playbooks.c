/* A thousand playbooks, and the bombs among them: `bench_playbooks [ROUNDS]`. The floor reads the
 * same files and takes libyaml's bare events of them. Exit 1: a bound was missed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>
#include "base/attributes.h"
#include "base/bug.h"
#include "bench/sample.h"
#include "files/embedded.h"
#include "files/paths.h"
#include "files/playbook_file.h"
#include "support/home.h"
#include "support/playbook_bombs.h"

enum { FILES = 1000 };
#define RATIO_MOST 3.0 /* of the processor's time, beside the floor */
#define LOAD_MS 200.0
#define BOMB_MS 50.0

static const struct settings settings = {.qbr_days = {0, 90, 180, 0}};

/* Of this process alone: other programs on the machine do not count. */
static double processor_ms(void)
{
    struct timespec now;
    BUG_ON(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) != 0);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void path_of(char path[300], const char *folder, int number)
{
    (void)snprintf(path, 300, "%s/f%04d.yaml", folder, number);
}

/* The shipped ones again and again, each with an id of its own. */
static void write_files(const char *folder)
{
    const struct embedded *file = NULL;
    for (int i = 0; i < FILES; i++) {
        char path[300];
        file = embedded_next("config/playbooks/", file);
        file = file ? file : embedded_next("config/playbooks/", NULL);
        const char *id = strstr(file->text, "\nid: ");
        path_of(path, folder, i);
        FILE *out = fopen(path, "w");
        BUG_ON(!id || !out);
        fwrite(file->text, 1, (size_t)(id - file->text), out);
        fprintf(out, "\nid: n%d-%s", i, id + strlen("\nid: "));
        BUG_ON(fclose(out) != 0);
    }
}

static void take_events(const struct str *text)
{
    yaml_parser_t parser;
    bool more = true;
    BUG_ON(!yaml_parser_initialize(&parser));
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)str_text(text), text->len);
    while (more) {
        yaml_event_t event;
        BUG_ON(!yaml_parser_parse(&parser, &event));
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

static double floor_round(const char *folder)
{
    double began = processor_ms();
    for (int i = 0; i < FILES; i++) {
        struct str text = {0};
        struct error err;
        char path[300];
        path_of(path, folder, i);
        BUG_ON(!file_read_whole(path, 1024 * 1024, &text, &err));
        take_events(&text);
        str_fini(&text);
    }
    return processor_ms() - began;
}

static double load_round(const char *folder)
{
    struct playbook_catalogue catalogue;
    struct error err;
    double began = processor_ms();
    BUG_ON(!playbook_catalogue_load(folder, &settings, &catalogue, &err));
    double took = processor_ms() - began;
    BUG_ON(catalogue.entries.count < FILES);
    for (size_t i = 0; i < catalogue.entries.count; i++)
        BUG_ON(!catalogue.entries.items[i].playbook);
    playbook_catalogue_fini(&catalogue);
    return took;
}

static double bomb_round(const struct playbook_bomb *bomb, const char *home)
{
    struct str text = {0};
    struct fault_list faults = {0};
    struct error err;
    char *path = home_path(home, "bomb.yaml");
    FILE *out = fopen(path, "w");
    bomb->add(&text);
    BUG_ON(!out || fwrite(str_text(&text), 1, text.len, out) != text.len || fclose(out) != 0);
    double began = processor_ms();
    BUG_ON(!playbook_check_file(path, &settings, &faults, &err));
    double took = processor_ms() - began;
    BUG_ON(faults.count != 1);
    fault_list_fini(&faults);
    str_fini(&text);
    free(path);
    return took;
}

static bool tell(const char *what, double value, double bound, const char *unit)
{
    bool kept = value <= bound;
    printf("%-42s %8.2f%-3s <= %7.1f%-3s %s\n", what, value, unit, bound, unit,
        kept ? "ok" : "MISSED");
    return kept;
}

static bool measure_load(const char *folder, int rounds)
{
    struct samples floors = {0}, loads = {0}, ratios = {0};
    char what[80];
    write_files(folder);
    for (int i = 0; i <= rounds; i++) {
        double at_floor = floor_round(folder), load = load_round(folder);
        if (i == 0)
            continue; /* the files are in memory from here on */
        ARRAY_PUSH(&floors, at_floor);
        ARRAY_PUSH(&loads, load);
        ARRAY_PUSH(&ratios, load / at_floor);
    }
    (void)snprintf(
        what, sizeof(what), "%d playbooks (floor %.1f ms)", FILES, samples_median(&floors));
    bool good = tell(what, samples_median(&ratios), RATIO_MOST, "x");
    good &= tell("  in the processor's time", samples_median(&loads), LOAD_MS, "ms");
    array_fini(&floors);
    array_fini(&loads);
    array_fini(&ratios);
    return good;
}

static bool measure_bombs(const char *home, int rounds)
{
    bool good = true;
    for (size_t i = 0; i < playbook_bomb_count; i++) {
        struct samples took = {0};
        char what[80];
        for (int round = 0; round < rounds; round++)
            ARRAY_PUSH(&took, bomb_round(&playbook_bombs[i], home));
        (void)snprintf(what, sizeof(what), "refused: %s", playbook_bombs[i].name);
        good &= tell(what, samples_median(&took), BOMB_MS, "ms");
        array_fini(&took);
    }
    return good;
}

int main(int count, char **words)
{
    long long rounds = 9;
    if (count > 1 && (!text_to_int(words[1], &rounds) || rounds < 1 || rounds > 1000)) {
        fprintf(stderr, "usage: bench_playbooks [ROUNDS]\n");
        return 2;
    }
    char *home = home_new();
    char *folder = home_path(home, "config");
    bool good = measure_load(folder, (int)rounds);
    good &= measure_bombs(home, (int)rounds);
    free(folder);
    home_free(home);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
