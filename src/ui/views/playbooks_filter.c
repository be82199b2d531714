/* The words of `/` on Playbooks: over the three lists at once. */
#include "ui/views/playbook_words.h"
#include "ui/views/playbooks.h"

static bool fits(
    const struct playbooks *playbooks, const char *const *texts, size_t count, size_t *kept)
{
    bool is_kept = word_filter_fits(&playbooks->filter, texts, count);

    *kept += is_kept;
    return is_kept;
}

bool playbooks_is_filtered(const struct playbooks *playbooks)
{
    return playbooks->filter.text.len > 0;
}

void playbooks_keep_runs(struct playbooks *playbooks)
{
    struct open_runs *runs = &playbooks->runs;
    struct open_runs kept = {.items = runs->items};

    for (size_t i = 0; i < runs->count; i++) {
        const struct open_run *run = &runs->items[i];
        const char *const texts[] = {run->account_name, run->title, run->next_title,
            run->blocked_side, run->blocked_why, run_pace_word(run->state.pace)};

        if (!fits(playbooks, texts, COUNT_OF(texts), &kept.count))
            continue;
        kept.pace[run->state.pace]++;
        kept.items[kept.count - 1] = *run;
    }
    kept.total = (int64_t)kept.count;
    *runs = kept;
}

size_t playbooks_keep_offers(struct playbooks *playbooks, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        const struct offer_line *offer = &playbooks->offers[i];
        const char *const texts[] = {offer->name, offer->playbook->title, offer->why};

        if (fits(playbooks, texts, COUNT_OF(texts), &kept))
            playbooks->offers[kept - 1] = *offer;
    }
    return kept;
}

size_t playbooks_keep_catalogue(struct playbooks *playbooks, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        const struct catalogue_line *line = &playbooks->catalogue[i];
        const struct playbook *playbook = line->listing.playbook;
        const char *const texts[] = {line->listing.name, playbook ? playbook->title : NULL,
            playbook ? playbook_word(PLAYBOOK_LIST_TYPES, (int)playbook->type) : NULL};

        if (fits(playbooks, texts, COUNT_OF(texts), &kept))
            playbooks->catalogue[kept - 1] = *line;
    }
    return kept;
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
