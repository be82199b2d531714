/* What was done: touches and trainings, counted by kind of note. */
#include "metric_internal.h"

void metric_make_work(struct metric_make *make)
{
    const struct metric_ground *ground = make->ground;

    for (size_t i = 0; i < ground->note_count; i++) {
        const struct metric_note *note = &ground->notes[i];

        if (!note->is_touch || !metric_is_within(make, note->day) ||
            (make->id == FIGURE_TRAININGS && note->work != WORK_TRAINING) ||
            !metric_wants(make, note->account))
            continue;
        metric_keep(make,
            (struct metric_row){
                .kind = KIND_NOTE, .key = note->key, .account = note->account, .numerator = 1});
    }
    make->result->known = true;
    make->result->value = (double)make->result->numerator;
}
