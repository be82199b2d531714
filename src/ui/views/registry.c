#include "base/str.h"
#include "ui/views/views.h"

static const struct view *const views[] = {
    [VIEW_TODAY] = &view_today,
    [VIEW_BOOK] = &view_book,
    [VIEW_ACCOUNT] = &view_account,
    [VIEW_TASKS] = &view_tasks,
    [VIEW_AGENDA] = &view_agenda,
    [VIEW_CHANGES] = &view_changes,
    [VIEW_PLAYBOOKS] = &view_playbooks,
    [VIEW_PLAYBOOK] = &view_playbook,
    [VIEW_FAULTS] = &view_faults,
    [VIEW_PREVIEW] = &view_preview,
    [VIEW_CHECKLIST] = &view_checklist,
    [VIEW_RENEWALS] = &view_renewals,
    [VIEW_NOTES] = &view_notes,
    [VIEW_NOTE] = &view_note,
    [VIEW_TIMELINE] = &view_timeline,
    [VIEW_COMPOSER] = &view_composer,
    [VIEW_FEEDBACK] = &view_feedback,
    [VIEW_RISKS] = &view_risks,
    [VIEW_GROWTH] = &view_growth,
    [VIEW_METRICS] = &view_metrics,
    [VIEW_VALUE] = &view_value,
    [VIEW_SOURCES] = &view_sources,
    [VIEW_PRESENT] = &view_present,
    [VIEW_SETTINGS] = &view_settings,
    [VIEW_IMPORT] = &view_import,
    [VIEW_FIRST] = &view_first,
};
_Static_assert(sizeof(views) / sizeof(views[0]) == VIEW_COUNT, "every view has its row");

const struct view *view_at(enum view_id id)
{
    return views[id];
}

bool view_from_name(const char *name, enum view_id *ret_id)
{
    for (int i = 0; i < VIEW_COUNT; i++)
        if (text_equal(views[i]->name, name)) {
            *ret_id = (enum view_id)i;
            return true;
        }
    return false;
}
