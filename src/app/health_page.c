/* The health model in force, in words. */
#include "app/app_internal.h"
#include "app/health.h"
#include "app/rules.h"
#include "base/money.h"
#include "base/words.h"
#include "files/config.h"

static void add_source(struct session *session, struct str *out)
{
    bool own = session->rule_texts[0].text != NULL;

    if (session_rules_faulty(session, "health.yaml"))
        str_add(out, _("your health.yaml is faulty; the last good one is in force\n"));
    else
        str_add(out, own ? _("your health.yaml\n")
                         : _("the shipped model; a health.yaml of yours "
                             "in the config folder would replace it\n"));
}

static void add_book(struct session *session, const struct totals *totals,
    const struct health_limits *limits, struct str *out)
{
    static const enum health_band bands[] = {BAND_RED, BAND_YELLOW, BAND_GREEN, BAND_UNKNOWN};
    struct health_share share = {0};
    struct str words = {0};
    char money[48];

    str_add(out, _("\n# The book\n"));
    for (size_t i = 0; i < COUNT_OF(bands); i++) {
        share.accounts[bands[i]] = totals->band_count[bands[i]];
        share.arr[bands[i]] = totals->band_arr[bands[i]];
        str_addf(out, "%s\t%lld, %s\n", _(health_band_label(bands[i])),
            (long long)totals->band_count[bands[i]],
            money_short(totals->band_arr[bands[i]], session_currency(session), money));
    }
    if (health_write_separation(limits, &share, &words))
        str_addf(out, "%s\n", str_text(&words));
    str_fini(&words);
}

bool health_page(struct session *session, struct str *out, struct error *err)
{
    const struct rules *rules;
    const struct book_facts *facts;
    struct totals totals;
    struct str idle = {0};

    if (!session_rules(session, &rules, err) || !session_book_facts(session, &facts, err) ||
        !store_totals(session->store, &totals, err))
        return false;
    str_add(out, _("# In force\n"));
    add_source(session, out);
    add_book(session, &totals, health_limits_of(rules->health), out);
    str_add(out, _("\n# Bands\n"));
    health_write_limits(health_limits_of(rules->health), out);
    health_write_not_in_use(rules->health, facts->metrics_in_use, &idle);
    if (idle.len)
        str_addf(out, _("not in use in this book\t%s\n"), str_text(&idle));
    for (int i = 0; i < rules->health->model_count; i++) {
        str_add_char(out, '\n');
        health_write_model(&rules->health->models[i], facts->metrics_in_use, out);
    }
    str_add_char(out, '\n');
    health_write_measures(rules->health, facts->metrics_in_use, out);
    str_add_char(out, '\n');
    health_write_caps(rules->health, out);
    str_fini(&idle);
    return true;
}
