/* Typing into a note of a megabyte beside typing into one of a kilobyte, key to screen, in
 * interleaved rounds: at its end, in its middle, and within one line as long as the note. Then a
 * filed one beside the other, drawn in the list. Exit 1: a bound was missed.
 *
 * bench_note DAYBOOK CACHE [--presses N] [--size BYTES] */
#include <dirent.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/attributes.h"
#include "bench/book.h"
#include "bench/probe.h"
#include "bench/sample.h"
#include "support/home.h"
#include "support/run.h"

enum { SHORT, LONG, SUBJECTS };
enum { SHORT_BYTES = 1024, PAGE = 20, PIECE = 4096 };

#define MEDIAN_MS 16.0
#define P99_MS 33.0
#define RATIO 4.0

struct options {
    const char *daybook, *cache;
    int presses, size;
};

struct place {
    const char *name;
    const char *line; /* that the note is made of, over and over */
    bool in_middle;
};

static const struct place places[] = {
    {"at the end", "The freeze is for new spend only; the renewal is in the budget.\r", false},
    {"in the middle", "The freeze is for new spend only; the renewal is in the budget.\r", true},
    {"follow-ups", "- [ ] send the new roll-out plan for depot 7 fri\r", true},
    {"wide letters", "\346\235\261\344\272\254\350\250\210\346\270\254\346\227\245 caf\303\251\r",
        true},
    {"one long line", "The freeze is for new spend only; the renewal is in the budget. ", true},
};

static bool send_bytes(struct probe *probe, const char *bytes, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t piece = len - at < PIECE ? len - at : PIECE;
        ssize_t sent = write(probe->fd, bytes + at, piece);

        if (sent < 0)
            return false;
        at += (size_t)sent;
        probe_settle(probe, 0);
    }
    return true;
}

/* Opens the composer with so many bytes of text in it, the caret where the place says. */
static bool begin_note(struct probe *probe, const struct place *place, int size)
{
    struct str keys = {0};
    static const char *const opened[] = {"becomes a task", NULL};
    bool good;

    good = send_bytes(probe, "c", 1) && probe_until(probe, opened, 60000) >= 0;
    str_add(&keys, "\033[200~");
    while ((int)keys.len < size)
        str_add(&keys, place->line);
    str_add(&keys, "\033[201~");
    good = good && send_bytes(probe, str_text(&keys), keys.len);
    probe_settle(probe, 500);
    str_clear(&keys);
    for (int row = 0; place->in_middle && row < size / 2 / 64 / PAGE; row++)
        str_add(&keys, "\033[5~");
    good = good && send_bytes(probe, str_text(&keys), keys.len);
    probe_settle(probe, 1500); /* the draft of all that is on the disk too */
    str_fini(&keys);
    return good;
}

/* Of the longest draft: the note is as long as it is said to be. */
static long longest_draft(const char *home)
{
    char *folder = home_path(home, "state/daybook/drafts");
    DIR *dir = opendir(folder);
    long most = 0;

    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char *path = home_path(folder, entry->d_name);
        struct stat status;

        if (stat(path, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > most)
            most = (long)status.st_size;
        free(path);
    }
    if (dir)
        closedir(dir);
    free(folder);
    return most;
}

static bool measure_place(const struct options *options, const char *book, const char *home,
    const struct place *place, struct samples taken[SUBJECTS])
{
    const char *argv[] = {options->daybook, "--db", book, "--today", BOOK_TODAY, NULL};
    static const char *const ready[] = {"accounts", "help", NULL};
    struct probe probes[SUBJECTS] = {0};
    bool good = true;

    for (int i = 0; i < SUBJECTS && good; i++) {
        probe_start(&probes[i], home, (char *const *)(uintptr_t)argv);
        good = probe_until(&probes[i], ready, 60000) >= 0;
        probe_settle(&probes[i], 150);
        good = good && begin_note(&probes[i], place, i == SHORT ? SHORT_BYTES : options->size);
    }
    for (int press = 0; press < options->presses && good; press++)
        for (int turn = 0; turn < SUBJECTS; turn++) {
            int which = (press + turn) % SUBJECTS;
            size_t bytes;
            double took = probe_press(&probes[which], press % 8 == 7 ? " " : "x", &bytes);

            ARRAY_PUSH(&taken[which], took < 0 ? INFINITY : took);
        }
    if (good && longest_draft(home) < options->size) {
        fprintf(stderr, "bench: the note has %ld bytes only\n", longest_draft(home));
        good = false;
    }
    for (int i = 0; i < SUBJECTS; i++)
        if (probes[i].pid > 0)
            probe_end(&probes[i], "\033");
    return good;
}

/* --- a filed one, drawn --- */

enum { NOTE_MOST = 4 << 20 }; /* bytes, the cap of a note */
#define FRAME_MS 50.0

struct frame {
    const char *name, *open;
    const char *keys[2]; /* by turns */
};

static const struct frame frames[] = {
    {"a step in Notes", "7", {"j", "k"}},
};

/* A book of its own, with the note filed and on the screen. */
static bool open_filed(struct probe *probe, const struct options *options, const char *book,
    const char *home, const struct frame *frame, int size)
{
    static const char *const ready[] = {"accounts", "help", NULL}, *const filed[] = {
                                                                       "logged", NULL};
    char *copy = home_path(home, size == SHORT_BYTES ? "short.db" : "long.db");
    const char *argv[] = {options->daybook, "--db", copy, "--today", BOOK_TODAY, NULL};
    struct run_result result = {0};
    bool good;

    run_with(&result, &(struct run_options){.home = home},
        (const char *const[]){"--db", book, "backup", copy, NULL});
    good = result.status == 0;
    run_fini(&result);
    probe_start(probe, home, (char *const *)(uintptr_t)argv);
    good = good && probe_until(probe, ready, 60000) >= 0;
    probe_settle(probe, 150);
    good = good && begin_note(probe, &places[0], size) && send_bytes(probe, "\023", 1) &&
           probe_until(probe, filed, 60000) >= 0;
    probe_settle(probe, 500);
    good = good && send_bytes(probe, frame->open, strlen(frame->open));
    probe_settle(probe, 500);
    free(copy);
    return good;
}

static bool measure_frame(const struct options *options, const char *book, const char *home,
    const struct frame *frame, struct samples taken[SUBJECTS])
{
    struct probe probes[SUBJECTS] = {0};
    bool good = true;

    for (int i = 0; i < SUBJECTS && good; i++)
        good = open_filed(
            &probes[i], options, book, home, frame, i == SHORT ? SHORT_BYTES : NOTE_MOST - PIECE);
    for (int press = 0; press < options->presses && good; press++)
        for (int i = 0; i < SUBJECTS; i++) {
            size_t bytes;
            double took = probe_press(&probes[i], frame->keys[press % 2], &bytes);

            /* A short one has no second page: a key without an answer costs nothing. */
            ARRAY_PUSH(&taken[i], took >= 0 ? took : i == SHORT ? 0 : INFINITY);
        }
    for (int i = 0; i < SUBJECTS; i++)
        if (probes[i].pid > 0)
            probe_end(&probes[i], "\033");
    return good;
}

static bool tell_frame(const struct frame *frame, const struct samples taken[SUBJECTS])
{
    double large = samples_median(&taken[LONG]);

    printf("a frame, %-17s %6.2f ms (1 kB: %.2f) <= %.0f ms   p99 %6.2f ms  %s\n", frame->name,
        large, samples_median(&taken[SHORT]), FRAME_MS, samples_share(&taken[LONG], 0.99),
        large <= FRAME_MS ? "ok" : "MISSED");
    return large <= FRAME_MS;
}

static bool frames_kept(const struct options *options, const char *book)
{
    bool good = true;

    for (size_t i = 0; i < COUNT_OF(frames); i++) {
        struct samples taken[SUBJECTS] = {0};
        char *home = home_new();

        good &=
            measure_frame(options, book, home, &frames[i], taken) && tell_frame(&frames[i], taken);
        home_free(home);
        for (int k = 0; k < SUBJECTS; k++)
            array_fini(&taken[k]);
    }
    return good;
}

static bool tell(const struct place *place, const struct samples taken[SUBJECTS])
{
    double small = samples_median(&taken[SHORT]), large = samples_median(&taken[LONG]);
    double p99 = samples_share(&taken[LONG], 0.99);
    bool kept = large <= MEDIAN_MS && p99 <= P99_MS && large / small <= RATIO;

    printf("a letter, %-16s %6.2f ms (1 kB: %.2f)  %5.2fx <= %.1fx   p99 %6.2f ms (1 kB: %.2f)"
           "  %s\n",
        place->name, large, small, large / small, RATIO, p99, samples_share(&taken[SHORT], 0.99),
        kept ? "ok" : "MISSED");
    return kept;
}

static bool read_options(int argc, char **argv, struct options *options)
{
    if (argc < 3)
        return false;
    options->daybook = argv[1];
    options->cache = argv[2];
    for (int i = 3; i + 1 < argc; i += 2) {
        int *value = strcmp(argv[i], "--presses") == 0 ? &options->presses
                     : strcmp(argv[i], "--size") == 0  ? &options->size
                                                       : NULL;

        if (!value || sscanf(argv[i + 1], "%d", value) != 1)
            return false;
    }
    return setenv("DAYBOOK_PROGRAM", options->daybook, 1) == 0;
}

int main(int argc, char **argv)
{
    struct options options = {.presses = 200, .size = 1 << 20};
    bool good = true;
    char *book, *home;

    if (!read_options(argc, argv, &options)) {
        fprintf(stderr, "usage: bench_note DAYBOOK CACHE [--presses N] [--size BYTES]\n");
        return 2;
    }
    book = book_ready(options.cache, 50, 1000, false);
    for (size_t i = 0; i < COUNT_OF(places) && book; i++) {
        struct samples taken[SUBJECTS] = {0};

        home = home_new();
        good &= measure_place(&options, book, home, &places[i], taken);
        good &= tell(&places[i], taken);
        home_free(home);
        for (int s = 0; s < SUBJECTS; s++)
            array_fini(&taken[s]);
    }
    good &= book != NULL && frames_kept(&options, book);
    free(book);
    return good ? 0 : 1;
}
