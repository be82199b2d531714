/* The views there are; the registry lists them in the order of enum view_id. */
#ifndef UI_VIEWS_VIEWS_H
#define UI_VIEWS_VIEWS_H

#include "ui/ui_internal.h"

extern const struct view view_today;
extern const struct view view_book;
extern const struct view view_account;
extern const struct view view_tasks;
extern const struct view view_agenda;
extern const struct view view_changes;
extern const struct view view_playbooks;
extern const struct view view_playbook;
extern const struct view view_preview;
extern const struct view view_faults;
extern const struct view view_checklist;
extern const struct view view_renewals;
extern const struct view view_notes;
extern const struct view view_note;
extern const struct view view_timeline;
extern const struct view view_composer;
extern const struct view view_feedback;
extern const struct view view_risks;
extern const struct view view_growth;
extern const struct view view_metrics;
extern const struct view view_value;
extern const struct view view_sources;
extern const struct view view_present;
extern const struct view view_settings;
extern const struct view view_import;
extern const struct view view_first;

#endif
