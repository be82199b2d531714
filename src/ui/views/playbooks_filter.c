/* The words of `/` on Playbooks: over the three lists at once. */
#include "ui/shell.h"
#include "ui/views/playbook_words.h"
#include "ui/views/playbooks.h"

bool playbooks_is_filtered(const struct playbooks *playbooks)
{
    return playbooks->filter.text.len > 0;
}

bool playbooks_holds(struct ui *ui, const struct playbooks *playbooks)
{
    return playbooks->whole.is_held && playbooks_is_filtered(playbooks) &&
           playbooks->whole.changes == ui->changes;
}

static void keep_runs(struct playbooks *playbooks)
{
    const struct open_runs *all = &playbooks->whole.runs;
    struct open_runs kept = {0};

    kept.items = arena_alloc_array(&playbooks->whole.arena, all->count + 1, sizeof(*kept.items));
    for (size_t i = 0; i < all->count; i++) {
        const struct open_run *run = &all->items[i];
        const char *const texts[] = {run->account_name, run->title, run->next_title,
            run->blocked_side, run->blocked_why, run_pace_word(run->state.pace)};

        if (!word_filter_fits(&playbooks->filter, texts, COUNT_OF(texts)))
            continue;
        kept.pace[run->state.pace]++;
        kept.items[kept.count++] = *run;
    }
    kept.total = (int64_t)kept.count;
    playbooks->runs = kept;
}

static size_t keep_offers(struct playbooks *playbooks)
{
    const struct playbooks_whole *whole = &playbooks->whole;
    size_t kept = 0;

    playbooks->offers = arena_alloc_array(
        &playbooks->whole.arena, whole->offer_count + 1, sizeof(*playbooks->offers));
    for (size_t i = 0; i < whole->offer_count; i++) {
        const struct offer_line *offer = &whole->offers[i];
        const char *const texts[] = {offer->name, offer->playbook->title, offer->why};

        if (word_filter_fits(&playbooks->filter, texts, COUNT_OF(texts)))
            playbooks->offers[kept++] = *offer;
    }
    return kept;
}

static size_t keep_catalogue(struct playbooks *playbooks)
{
    const struct playbooks_whole *whole = &playbooks->whole;
    size_t kept = 0;

    playbooks->catalogue = arena_alloc_array(
        &playbooks->whole.arena, whole->catalogue_count + 1, sizeof(*playbooks->catalogue));
    for (size_t i = 0; i < whole->catalogue_count; i++) {
        const struct catalogue_line *line = &whole->catalogue[i];
        const struct playbook *playbook = line->listing.playbook;
        const char *const texts[] = {line->listing.name, playbook ? playbook->title : NULL,
            playbook ? playbook_word(PLAYBOOK_LIST_TYPES, (int)playbook->type) : NULL};

        if (word_filter_fits(&playbooks->filter, texts, COUNT_OF(texts)))
            playbooks->catalogue[kept++] = *line;
    }
    return kept;
}

static void hold(struct ui *ui, struct playbooks *playbooks)
{
    struct playbooks_whole *whole = &playbooks->whole;

    whole->is_held = playbooks_is_filtered(playbooks);
    whole->changes = ui->changes;
    whole->runs = playbooks->runs;
    whole->offers = playbooks->offers;
    whole->catalogue = playbooks->catalogue;
    whole->offer_count = (size_t)playbooks->lists[SECTION_OFFERED].count;
    whole->catalogue_count = (size_t)playbooks->lists[SECTION_CATALOGUE].count;
}

void playbooks_filter(struct ui *ui, struct playbooks *playbooks)
{
    struct list *offered = &playbooks->lists[SECTION_OFFERED];
    struct list *catalogue = &playbooks->lists[SECTION_CATALOGUE];

    if (!playbooks_holds(ui, playbooks))
        hold(ui, playbooks);
    playbooks->filter.all = (size_t)playbooks->whole.runs.total + playbooks->whole.offer_count +
                            playbooks->whole.catalogue_count;
    arena_clear(&playbooks->whole.arena);
    playbooks->previewed = -1;
    if (playbooks_is_filtered(playbooks)) {
        keep_runs(playbooks);
        offered->count = (int64_t)keep_offers(playbooks);
        catalogue->count = (int64_t)keep_catalogue(playbooks);
    }
    list_fit(offered, offered->count, offered->room);
    list_fit(catalogue, catalogue->count, catalogue->room);
}

size_t playbooks_shown(const struct playbooks *playbooks)
{
    return (size_t)(playbooks->runs.total + playbooks->lists[SECTION_OFFERED].count +
                    playbooks->lists[SECTION_CATALOGUE].count);
}

void playbooks_run_filter(struct ui *ui, void *state, const char *rest)
{
    word_filter_run(ui, &((struct playbooks *)state)->filter, rest);
}

void playbooks_run_clear(struct ui *ui, void *state, const char *rest)
{
    if (!word_filter_clear(ui, &((struct playbooks *)state)->filter))
        ui_back(ui);
}
