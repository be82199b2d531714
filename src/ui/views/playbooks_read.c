/* What Playbooks shows, read: a page of what runs, the offers, the catalogue. */
#include "ui/views/playbooks.h"

#include <stdlib.h>
#include <string.h>
#include "app/giving_way.h"

enum { RUNS_PAGE = 64 };

/* --- what runs --- */

static bool read_runs(struct ui *ui, struct playbooks *playbooks, int64_t first, struct error *err)
{
    bool all = playbooks_is_filtered(playbooks);
    struct runs_wanted wanted = {
        .offset = first < 0 || all ? 0 : first, .limit = all ? -1 : RUNS_PAGE};

    arena_clear(&playbooks->runs_arena);
    playbooks->runs = (struct open_runs){0};
    playbooks->runs_first = wanted.offset;
    if (!verb_runs_open(ui_session(ui), &wanted, &playbooks->runs_arena, &playbooks->runs, err))
        return false;
    return true;
}

const struct open_run *playbooks_run_at(struct ui *ui, struct playbooks *playbooks, int64_t index)
{
    struct error ignored;
    int64_t at = index - playbooks->runs_first;

    if (index < 0 || index >= playbooks->runs.total)
        return NULL;
    if ((at < 0 || at >= (int64_t)playbooks->runs.count) &&
        !read_runs(ui, playbooks, index - RUNS_PAGE / 2, &ignored))
        return NULL;
    at = index - playbooks->runs_first;
    return at >= 0 && at < (int64_t)playbooks->runs.count ? &playbooks->runs.items[at] : NULL;
}

static void find_selected_run(struct playbooks *playbooks)
{
    struct list *list = &playbooks->lists[SECTION_RUNNING];

    list_fit(list, playbooks->runs.total, list->room);
    for (size_t i = 0; i < playbooks->runs.count; i++)
        if (playbooks->runs.items[i].run == playbooks->selected_run)
            list_select(list, playbooks->runs_first + (int64_t)i);
}

/* --- what is offered --- */

/* What cannot wait stands first. */
static int type_rank(const struct playbook *playbook)
{
    static const int ranks[PLAYBOOK_TYPES] = {
        [PLAYBOOK_RISK] = 0,
        [PLAYBOOK_HAND_OVER] = 1,
        [PLAYBOOK_ONBOARDING] = 2,
        [PLAYBOOK_RENEWAL] = 3,
        [PLAYBOOK_REVIEW] = 4,
        [PLAYBOOK_ADOPTION] = 5,
        [PLAYBOOK_EXPANSION] = 6,
        [PLAYBOOK_ADVOCACY] = 7,
    };

    return ranks[playbook->type];
}

static int compare_offers(const void *left, const void *right)
{
    const struct offer_line *a = left, *b = right;
    int order;

    if (a->playbook == b->playbook)
        return strcmp(a->name, b->name);
    order = type_rank(a->playbook) - type_rank(b->playbook);
    order = order ? order : strcmp(a->playbook->title, b->playbook->title);
    return order ? order : strcmp(a->name, b->name);
}

static bool read_offers(struct ui *ui, struct playbooks *playbooks,
    const struct playbook_match_list *matches, struct error *err)
{
    size_t count = 0;

    playbooks->offers =
        arena_alloc_array(&playbooks->arena, matches->count + 1, sizeof(*playbooks->offers));
    for (size_t i = 0; i < matches->count; i++) {
        const struct playbook_match *match = &matches->items[i];

        if (match->call == PLAYBOOK_OFFER)
            playbooks->offers[count++] = (struct offer_line){
                match->account, match->account_name, match->playbook, match->why};
    }
    if (!work_sort(ui_session(ui), playbooks->offers, count, sizeof(*playbooks->offers),
            compare_offers, err))
        return false;
    playbooks->lists[SECTION_OFFERED].count = (int64_t)count;
    return true;
}

/* --- what there is --- */

static const char *line_title(const struct catalogue_line *line)
{
    return line->listing.playbook ? line->listing.playbook->title : line->listing.name;
}

static int compare_lines(const void *left, const void *right)
{
    const struct catalogue_line *a = left, *b = right;

    if (!a->listing.playbook != !b->listing.playbook)
        return a->listing.playbook ? 1 : -1;
    return strcmp(line_title(a), line_title(b));
}

static int fits_of(const struct playbook_match_list *matches, const struct playbook *playbook)
{
    int fits = 0;

    for (size_t i = 0; playbook && i < matches->count; i++)
        fits += matches->items[i].playbook == playbook;
    return fits;
}

static bool read_catalogue(struct ui *ui, struct playbooks *playbooks,
    const struct playbook_match_list *matches, struct error *err)
{
    struct playbook_listings listings = {0};

    if (!verb_playbooks(ui_session(ui), &listings, err))
        return false;
    playbooks->faulty = 0;
    playbooks->catalogue =
        arena_alloc_array(&playbooks->arena, listings.count + 1, sizeof(*playbooks->catalogue));
    for (size_t i = 0; i < listings.count; i++) {
        struct catalogue_line *line = &playbooks->catalogue[i];
        const struct playbook *playbook = listings.items[i].playbook;

        *line = (struct catalogue_line){.listing = listings.items[i],
            .fits = fits_of(matches, playbook),
            .outcome = playbook ? outcome_find(&playbooks->outcomes, playbook->id) : NULL};
        line->open = line->outcome ? line->outcome->open : 0;
        playbooks->faulty += !playbook;
    }
    qsort(playbooks->catalogue, listings.count, sizeof(*playbooks->catalogue), compare_lines);
    playbooks->lists[SECTION_CATALOGUE].count = (int64_t)listings.count;
    array_fini(&listings);
    return true;
}

void playbooks_leave_empty(struct playbooks *playbooks, int step)
{
    for (int i = 1; i < SECTIONS && !playbooks->lists[playbooks->section].count; i++)
        playbooks->section =
            (enum playbooks_section)(((int)playbooks->section + step + SECTIONS) % SECTIONS);
}

static bool read_all(struct ui *ui, struct playbooks *playbooks, struct error *err)
{
    struct session *session = ui_session(ui);
    struct playbook_match_list matches = {0};
    bool ok;

    arena_clear(&playbooks->arena);
    playbooks->outcomes = (struct outcome_list){0};
    playbooks->offers = NULL;
    playbooks->catalogue = NULL;
    playbooks->previewed = -1;
    playbooks->whole.is_held = false;
    playbooks->lists[SECTION_OFFERED].count = playbooks->lists[SECTION_CATALOGUE].count = 0;
    ok = read_runs(ui, playbooks, playbooks->runs_first, err) &&
         verb_playbook_matches(session, NULL, &playbooks->arena, &matches, err) &&
         verb_playbook_outcomes(session, &playbooks->arena, &playbooks->outcomes, err) &&
         read_catalogue(ui, playbooks, &matches, err) && read_offers(ui, playbooks, &matches, err);
    if (ok && !playbooks->runs.count && playbooks->runs.total)
        ok = read_runs(ui, playbooks, 0, err);
    array_fini(&matches);
    return ok;
}

bool playbooks_load(struct ui *ui, void *state, struct error *err)
{
    struct playbooks *playbooks = state;
    bool ok = playbooks_holds(ui, playbooks) || read_all(ui, playbooks, err);

    if (ok)
        playbooks_filter(ui, playbooks);
    find_selected_run(playbooks);
    if (playbooks->section == SECTION_OFFERED && !playbooks->lists[SECTION_OFFERED].count)
        playbooks->section = SECTION_RUNNING; /* the last offer has become a run */
    playbooks_leave_empty(playbooks, 1);
    return ok;
}
