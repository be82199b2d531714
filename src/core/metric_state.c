/* Figures of how the book stands: usage, health, risks. */
#include "base/money.h"
#include "metric_internal.h"

void metric_make_usage(struct metric_make *make)
{
    metric_set_ratio(make);
}
void metric_make_nps(struct metric_make *make)
{
    metric_set_ratio(make);
}
void metric_make_onboarding(struct metric_make *make)
{
    metric_set_ratio(make);
}
void metric_make_value(struct metric_make *make)
{
    metric_set_ratio(make);
}
void metric_make_at_risk(struct metric_make *make)
{
    metric_set_ratio(make);
}
void metric_make_reviews(struct metric_make *make)
{
    metric_set_ratio(make);
}
void metric_make_health(struct metric_make *make)
{
    metric_set_ratio(make);
}
void metric_make_risks(struct metric_make *make)
{
    metric_set_ratio(make);
}
void metric_make_renewals(struct metric_make *make)
{
    metric_set_ratio(make);
}
