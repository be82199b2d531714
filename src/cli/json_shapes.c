/* What `--json` of each command prints, for the man page and the tests. */
#include "cli_internal.h"

const struct cli_json_shape cli_json_shapes[] = {
    {"absorb", false, "way from into arr_after currency rows filled stays"},
    {"changes", true, "id name health_from health_to arr_from arr_to currency exposure changes"},
    {"doctor", true, "state what text cure"},
    {"duplicates", true, "id name other other_name why"},
    {"feedback list", true, "theme status severity asking month pattern last to_tell feedback"},
    {"growth", false, "totals opportunities"},
    {"health preview", false, "accounts before after changed moved to_unknown from_unknown"},
    {"import", true,
        "file kind encoding delimiter date_order created updated unchanged rejected kept absent "
        "fact_columns rejects error preview?"},
    {"list", true, NULL},
    {"log", true, "id at by account rows undone undoes summary"},
    {"merge", false, "way from into arr_after currency rows filled stays"},
    {"metrics", true, "id name value numerator denominator currency beside from to rows"},
    {"playbook diff", false, "differs missing whole steps"},
    {"playbook list", true, "name title type steps fault gone outcome"},
    {"playbook matches", true, "account name playbook why"},
    {"playbook show", false, "id title version type summary applies starts success steps outcome"},
    {"playbook start", true, "account name run why target steps"},
    {"playbook status", true,
        "id account playbook title pace required required_done overdue days_behind idle_days "
        "started target expected next blocked blocked_by blocked_why"},
    {"playbook update", false, "differs missing whole steps"},
    {"redo", true, "summary changed changes kept"},
    {"renewals", false,
        "today currency by until book_arr at_risk_arr at_risk_accounts accounts_without_rate "
        "outside landing totals slipped periods no_end_date month_to_month rows since "
        "last_quarter"},
    {"risk causes", true,
        "cause open saved partly lost passed churned reduced not_renewed without_rate"},
    {"search", true, "kind id account day at text marks"},
    {"show", false,
        "account contracts health people people_lacks tasks runs notes goals values opportunities "
        "risks offers timeline"},
    {"signals", true,
        "id account signal kind severity text suggests since open handled_on quiet_until muted "
        "mute_why cause exposed plan look_on outcome closed_on by_hand why facts"},
    {"sources", true,
        "source run state at good_at created updated unchanged rejected why due due_at"},
    {"sync", true, "source run state at good_at created updated unchanged rejected why due due_at"},
    {"timeline", true, "date at kind what text quote account row id pinned"},
    {"today", true,
        "rank id name health band exposure urgency terms reasons currency next meetings"},
    {"trash", true, "change deleted kind id name with"},
    {"trash list", true, "change deleted kind id name with"},
    {"undo", true, "summary changed changes kept"},
    {"value", false,
        "with_data without_data without_goal arr_without_goal confirmed unconfirmed accounts"},
    {NULL, false, NULL},
};
