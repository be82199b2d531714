/* NPS: model.md E21, each person's latest answer of twelve months. */
#include "metric_internal.h"

#include "base/words.h"

static bool is_of_same(const struct metric_answer *a, const struct metric_answer *b)
{
    return a->account == b->account && a->person == b->person;
}

void metric_make_nps(struct metric_make *make)
{
    const struct metric_ground *ground = make->ground;
    const struct metric_answer *answers = ground->answers;
    day_number after = day_add_months(make->span.to, -12);
    size_t gone = 0, end;

    for (size_t at = 0; at < ground->answer_count; at = end) {
        const struct metric_account *account = metric_find_account(ground, answers[at].account);
        const struct metric_answer *last = NULL;

        for (end = at; end < ground->answer_count && is_of_same(&answers[at], &answers[end]); end++)
            if (answers[end].day > after && answers[end].day <= make->span.to)
                last = &answers[end];
        if (!last || !account || !account->wanted)
            continue;
        gone += !metric_is_customer(account, make->span.to);
        if (!metric_is_customer(account, make->span.to))
            continue;
        metric_keep(make, (struct metric_row){.kind = KIND_MEASURE,
                              .key = last->key,
                              .account = last->account,
                              .numerator = (last->mark >= 9) - (last->mark <= 6),
                              .denominator = 1});
    }
    metric_set_ratio(make);
    make->result->value *= 100;
    metric_beside_count(make, gone, NP_("answer of those who left", "answers of those who left"));
}
