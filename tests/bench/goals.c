#include "bench/goals.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/attributes.h"
#include "base/bug.h"

static const struct goal {
    const char *id, *what;
    double must, aim; /* aim: NAN where it is the same */
    const char *unit;
    bool at_least;
} goals[] = {
    {"paint-small", "first paint, 50 accounts, 1,000 notes, to the floor's", 2.5, 1.6, "x"},
    {"paint-large", "first paint, 100,000 accounts, to the floor's", 5, 2.1, "x"},
    {"paint-demo", "first paint of the demo, which is made at start, to the floor's", 12, NAN, "x"},
    {"step", "down a row in the list layout, p50, the worst size, to the floor's", 1.5, 1.2, "x"},
    {"step-p99", "  its p99, to the floor's p99", 2, NAN, "x"},
    {"step-preview", "down a row with the preview open, to the floor's page", 1.25, 0.6, "x"},
    {"step-preview-bytes", "  bytes", 1600, NAN, "B"},
    {"page", "page down, p50, the worst size, to the floor's", 2, 1.5, "x"},
    {"step-bytes", "bytes of a step down, list layout", 350, 250, "B"},
    {"page-bytes", "bytes of a page down", 4000, 2500, "B"},
    {"search", "a key in the search box, 1,000,000 notes, p95, to rg -c", 1, 0.3, "x"},
    {"filter", "a filter of 100,000 accounts, key to paint, to a step through all", 1.5, 0.5, "x"},
    {"sort", "a sort of 100,000 accounts, key to paint, to a step through all", 1.5, 0.5, "x"},
    {"import-accounts", "import of 100,000 accounts, rows a second, of sqlite3's", 0.4, 0.7, "x",
        true},
    {"import-again", "the same file again, time of the first", 1, 0.5, "x"},
    {"import-notes", "import of 1,000,000 notes with index, of sqlite3's", 0.5, 0.8, "x", true},
    {"rss-small", "peak memory, 50 accounts, to the floor's", 4, 2.5, "x"},
    {"rss-large", "peak memory, 100,000 accounts, to the floor's", 20, 10, "x"},
    {"idle-cpu", "idle for 10 s, the worst screen: CPU", 0.1, NAN, "ms"},
    {"idle-wakeups", "  wake-ups", 0, NAN, ""},
    {"idle-bytes", "  bytes", 0, NAN, "B"},
    {"midnight", "idle across midnight, a book that is only read: wake-ups", 1, NAN, ""},
    {"seen", "a change of another terminal is seen after", 1000, NAN, "ms"},
    {"grow-paint", "first paint as the book grows, largest to smallest", 4, NAN, "x"},
    {"grow-step", "a step as the book grows", 4, NAN, "x"},
    {"grow-tick", "a tick as the book grows", 4, NAN, "x"},
    {"grow-save", "a note saved as the book grows", 4, NAN, "x"},
    {"tick", "a tick, key to screen and disk, p99, to a commit's", 2, 1.2, "x"},
    {"snooze", "a snooze, p99, to a commit's", 2, 1.2, "x"},
    {"save", "a note saved, p99, to a commit's", 2, 1.2, "x"},
    {"rescore-key", "a key while all is scored anew, at most", 33, NAN, "ms"},
    {"rescore", "20,000 accounts scored anew, to one pass over the rows read for it", 3, 2, "x"},
    {"filter-letter", "a letter of a filter, 20,000 accounts", 16, 4, "ms"},
    {"verb-today", "daybook today --limit 50, 20,000 accounts, to opening SQLite for 50 rows", 3,
        1.5, "x"},
    {"verb-show", "daybook show", 3, 1.5, "x"},
    {"verb-note", "daybook note, to the same and a commit", 3, 1.5, "x"},
    {"verb-list", "daybook list accounts --limit 5", 3, 1.5, "x"},
    {"frame", "a screen of 100,000 accounts, key to a frame, the worst", 100, 33, "ms"},
    {"repaint-today", "Today at 200x60 painted whole, to the floor's", 3, 1.5, "x"},
    {"repaint-account", "Account at 200x60 painted whole", 3, 1.5, "x"},
    {"repaint-metrics", "Metrics at 200x60 painted whole", 3, 1.5, "x"},
};

static void keep_row(const char *row, const char *id)
{
    const char *path = getenv("DAYBOOK_GOALS");
    FILE *file = path && *path ? fopen(path, "a") : NULL;
    if (!file)
        return;
    fprintf(file, "%s\t%s\n", id, row);
    fclose(file);
}

static bool is_kept(const struct goal *goal, double reached)
{
    return goal->at_least ? reached >= goal->must : reached <= goal->must;
}

/* What the figures say, and whether they can. */
static const char *verdict(const struct goal *goal, double reached, double noise)
{
    if (isnan(reached))
        return "not measured";
    if (fabs(reached - goal->must) < noise * goal->must)
        return is_kept(goal, reached) ? "ok, but the noise is larger than the margin"
                                      : "MISSED, but the noise is larger than the margin";
    return is_kept(goal, reached) ? "ok" : "MISSED";
}

static void write_row(const struct goal *goal, double reached, double noise, char row[256])
{
    char aim[32], came[32];
    snprintf(aim, sizeof(aim), "%.2f", isnan(goal->aim) ? goal->must : goal->aim);
    if (isnan(reached))
        snprintf(came, sizeof(came), "%9s   ", "");
    else
        snprintf(came, sizeof(came), "%9.2f %-2s", reached, goal->unit);
    snprintf(row, 256, "%-72s | %s %8.2f | %8s | %s | %5.0f %% | %s", goal->what,
        goal->at_least ? ">=" : "<=", goal->must, aim, came, noise * 100,
        verdict(goal, reached, noise));
}

bool goal_reached(const char *id, double reached, double noise)
{
    const struct goal *goal = NULL;
    char row[256];
    for (size_t i = 0; i < COUNT_OF(goals); i++)
        if (strcmp(goals[i].id, id) == 0)
            goal = &goals[i];
    BUG_ON(!goal);
    write_row(goal, reached, noise, row);
    printf("%s\n", row);
    fflush(stdout);
    keep_row(row, id);
    return is_kept(goal, reached);
}

/* The row that was kept of a goal last, into row. */
static bool find_kept(FILE *file, const char *id, char row[256])
{
    char line[512];
    bool found = false;
    rewind(file);
    while (fgets(line, sizeof(line), file)) {
        size_t len = strcspn(line, "\t");
        if (len != strlen(id) || strncmp(line, id, len) != 0 || line[len] != '\t')
            continue;
        line[strcspn(line, "\n")] = '\0';
        snprintf(row, 256, "%.255s", line + len + 1);
        found = true;
    }
    return found;
}

bool goals_tell(const char *path)
{
    FILE *file = fopen(path, "r");
    bool good = file != NULL;
    printf("%-72s | %11s | %8s | %12s | %7s |\n", "goal", "must", "aim", "reached", "noise");
    for (size_t i = 0; i < COUNT_OF(goals); i++) {
        char row[256];
        if (!file || !find_kept(file, goals[i].id, row))
            write_row(&goals[i], NAN, 0, row);
        printf("%s\n", row);
        good &= !strstr(row, "MISSED") && !strstr(row, "not measured");
    }
    if (file)
        fclose(file);
    return good;
}
