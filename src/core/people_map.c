/* Who reports to whom. */
#include "core/people_map.h"

#include <stdlib.h>
#include "base/text.h"

enum { LINKED_MOST = 1000 /* with more people than that nobody stands above another */ };

struct node {
    const struct row *contact;
    int superior; /* index, or -1: at the top */
    bool has_left, is_placed, is_circle;
    const char *reports_to;
};

struct map {
    struct nodes ARRAY_OF(struct node) nodes;
    struct person_places *places;
};

static int compare_weight(const void *left, const void *right)
{
    const struct node *a = left, *b = right;
    int order = person_weight(b->contact) - person_weight(a->contact);

    if (order == 0)
        order = text_compare_folded(
            row_text(a->contact, CONTACT_NAME), row_text(b->contact, CONTACT_NAME));
    return order ? order
                 : (a->contact->key > b->contact->key) - (a->contact->key < b->contact->key);
}

/* The active one of that name, else one who left; -1 nobody. */
static int find_superior(const struct map *map, const char *name)
{
    int found = -1;

    for (size_t i = 0; i < map->nodes.count; i++)
        if (person_is_called(map->nodes.items[i].contact, name) &&
            (found < 0 || (map->nodes.items[found].has_left && !map->nodes.items[i].has_left)))
            found = (int)i;
    return found;
}

/* What stands in reports_to leads upwards only where that person is there. */
static void link_node(struct map *map, size_t index)
{
    struct node *node = &map->nodes.items[index];
    const char *name = row_text(node->contact, CONTACT_REPORTS_TO);
    int superior = find_superior(map, name);

    if (text_blank(name) || node->has_left)
        return;
    if (superior >= 0 && !map->nodes.items[superior].has_left && superior != (int)index)
        node->superior = superior;
    else
        node->reports_to =
            superior >= 0 ? row_text(map->nodes.items[superior].contact, CONTACT_NAME) : name;
}

/* One who comes back to themselves on the way up is cut loose there. */
static void cut_circle(struct map *map, size_t index)
{
    struct node *node = &map->nodes.items[index];
    size_t steps = 0;
    int at = node->superior;

    while (at >= 0 && at != (int)index && steps++ < map->nodes.count)
        at = map->nodes.items[at].superior;
    if (at != (int)index)
        return;
    node->reports_to = row_text(map->nodes.items[node->superior].contact, CONTACT_NAME);
    node->is_circle = true;
    node->superior = -1;
}

static bool has_next(const struct map *map, size_t index)
{
    for (size_t i = index + 1; i < map->nodes.count; i++)
        if (!map->nodes.items[i].has_left &&
            map->nodes.items[i].superior == map->nodes.items[index].superior)
            return true;
    return false;
}

static void add_place(struct map *map, size_t index, int depth, unsigned goes_on)
{
    struct node *node = &map->nodes.items[index];

    node->is_placed = true;
    ARRAY_PUSH(map->places, (struct person_place){.contact = node->contact,
                                .depth = depth,
                                .goes_on = goes_on,
                                .reports_to = node->reports_to,
                                .is_circle = node->is_circle,
                                .has_left = node->has_left});
}

/* A line, then those who report to it. The way down has no circle, so it ends. */
static void place(struct map *map, size_t index, int depth, unsigned above)
{
    int shown = depth < PEOPLE_DEPTH_MOST ? depth : PEOPLE_DEPTH_MOST;
    unsigned bit = 1U << shown, goes_on = has_next(map, index) ? above | bit : above & ~bit;

    add_place(map, index, shown, goes_on);
    for (size_t i = 0; i < map->nodes.count; i++)
        if (map->nodes.items[i].superior == (int)index && !map->nodes.items[i].is_placed)
            place(map, i, depth + 1, goes_on);
}

static int compare_left(const void *left, const void *right)
{
    const struct person_place *a = left, *b = right;
    day_number a_day = row_day(a->contact, CONTACT_LEFT_ON);
    day_number b_day = row_day(b->contact, CONTACT_LEFT_ON);

    if (a_day != b_day)
        return a_day < b_day ? 1 : -1;
    return (a->contact->key > b->contact->key) - (a->contact->key < b->contact->key);
}

static void gather(const struct dossier *dossier, day_number today, struct map *map)
{
    for (size_t i = 0; i < dossier->contacts.count; i++) {
        const struct row *contact = dossier->contacts.items[i];

        ARRAY_PUSH(&map->nodes,
            (struct node){
                .contact = contact, .superior = -1, .has_left = !person_is_active(contact, today)});
    }
    if (map->nodes.count > 1)
        qsort(map->nodes.items, map->nodes.count, sizeof(*map->nodes.items), compare_weight);
    for (size_t i = 0; map->nodes.count <= LINKED_MOST && i < map->nodes.count; i++)
        link_node(map, i);
    for (size_t i = 0; i < map->nodes.count; i++)
        cut_circle(map, i);
}

void people_map(const struct dossier *dossier, int cadence_days, day_number today,
    struct person_places *ret_places)
{
    struct map map = {.places = ret_places};
    size_t active;

    array_clear(ret_places);
    gather(dossier, today, &map);
    for (size_t i = 0; i < map.nodes.count; i++)
        if (!map.nodes.items[i].has_left && map.nodes.items[i].superior < 0)
            place(&map, i, 0, 0);
    active = ret_places->count;
    for (size_t i = 0; i < map.nodes.count; i++)
        if (map.nodes.items[i].has_left)
            add_place(&map, i, 0, 0);
    if (ret_places->count > active + 1)
        qsort(ret_places->items + active, ret_places->count - active, sizeof(*ret_places->items),
            compare_left);
    for (size_t i = 0; i < ret_places->count; i++) {
        struct person_place *at = &ret_places->items[i];

        at->heard = person_last_heard(dossier, at->contact, today);
        at->warmth = person_warmth_of(at->contact, at->heard, cadence_days, today);
    }
    array_fini(&map.nodes);
}
