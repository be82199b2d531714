-- The tables of schema 1, as the first daybook made them: what a migration has to start from.
CREATE TABLE "account"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "id" TEXT, "name" TEXT,
"domain" TEXT, "tier" TEXT, "segment" TEXT, "industry" TEXT, "region" TEXT, "owner" TEXT,
"stage" TEXT, "arr" INTEGER, "currency" TEXT, "start" INTEGER, "renewal" INTEGER, "term_months"
INTEGER, "notice_days" TEXT, "notice_given" INTEGER, "auto_renew" INTEGER, "seats" INTEGER,
"active_seats" INTEGER, "parent" TEXT, "url" TEXT, "tags" TEXT, "category" TEXT, "last_activity"
INTEGER, "entered" INTEGER, "pinned" INTEGER, "snoozed_until" INTEGER, "snooze_why" TEXT,
"cleared_on" INTEGER, "health_set" INTEGER, "health_why" TEXT, "health_from" INTEGER,
"health_until" INTEGER, "natural" TEXT, "hand" TEXT, folded TEXT) STRICT;
CREATE TABLE "contract"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER
REFERENCES "account"(key) DEFERRABLE INITIALLY DEFERRED, "id" TEXT, "product" TEXT, "arr"
INTEGER, "currency" TEXT, "start" INTEGER, "ends" INTEGER, "term_months" INTEGER,
"renewal_term_months" INTEGER, "notice" INTEGER, "notice_unit" TEXT, "notice_given" INTEGER,
"auto_renew" INTEGER, "uplift" REAL, "seats" INTEGER, "status" TEXT, "category" TEXT, "forecast"
INTEGER, "probability" REAL, "reason" TEXT, "natural" TEXT, "hand" TEXT) STRICT;
CREATE TABLE "contact"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER
REFERENCES "account"(key) DEFERRABLE INITIALLY DEFERRED, "id" TEXT, "name" TEXT, "email" TEXT,
"phone" TEXT, "title" TEXT, "role" TEXT, "influence" TEXT, "stance" TEXT, "reports_to" TEXT,
"status" TEXT, "last_touch" INTEGER, "left_on" INTEGER, "natural" TEXT, "hand" TEXT) STRICT;
CREATE TABLE "measure"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER
REFERENCES "account"(key) DEFERRABLE INITIALLY DEFERRED, "contact" TEXT, "date" INTEGER,
"metric" TEXT, "value" REAL, "comment" TEXT) STRICT;
CREATE TABLE "ticket"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER
REFERENCES "account"(key) DEFERRABLE INITIALLY DEFERRED, "id" TEXT, "opened" INTEGER, "closed"
INTEGER, "priority" TEXT, "status" TEXT, "escalated" INTEGER, "subject" TEXT, "natural" TEXT)
STRICT;
CREATE TABLE "task"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER REFERENCES
"account"(key) DEFERRABLE INITIALLY DEFERRED, "id" TEXT, "title" TEXT, "due" INTEGER, "at"
INTEGER, "kind" TEXT, "priority" TEXT, "status" TEXT, "waiting_on" TEXT, "done_on" INTEGER,
"made_on" INTEGER, "note" INTEGER REFERENCES "note"(key) DEFERRABLE INITIALLY DEFERRED,
"natural" TEXT, "hand" TEXT) STRICT;
CREATE TABLE "note"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER REFERENCES
"account"(key) DEFERRABLE INITIALLY DEFERRED, "id" TEXT, "at" INTEGER, "kind" TEXT, "sentiment"
TEXT, "attendees" TEXT, "body" TEXT, "tags" TEXT, "author" TEXT, "topic" TEXT, "natural" TEXT,
"hand" TEXT) STRICT;
CREATE TABLE "opportunity"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER
REFERENCES "account"(key) DEFERRABLE INITIALLY DEFERRED, "id" TEXT, "name" TEXT, "kind" TEXT,
"amount" INTEGER, "currency" TEXT, "stage" TEXT, "probability" REAL, "category" TEXT, "close"
INTEGER, "natural" TEXT, "hand" TEXT) STRICT;
CREATE TABLE "goal"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER REFERENCES
"account"(key) DEFERRABLE INITIALLY DEFERRED, "id" TEXT, "statement" TEXT, "kind" TEXT, "metric"
TEXT, "baseline" REAL, "target" REAL, "current" REAL, "start" INTEGER, "due" INTEGER, "owner"
TEXT, "status" TEXT, "updated_on" INTEGER, "natural" TEXT) STRICT;
CREATE TABLE "value"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER REFERENCES
"account"(key) DEFERRABLE INITIALLY DEFERRED, "id" TEXT, "date" INTEGER, "goal" TEXT, "metric"
TEXT, "amount" REAL, "unit" TEXT, "period" TEXT, "confirmed_by" TEXT, "story" TEXT, "natural"
TEXT) STRICT;
CREATE TABLE "feedback"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER
REFERENCES "account"(key) DEFERRABLE INITIALLY DEFERRED, "id" TEXT, "date" INTEGER, "theme"
TEXT, "severity" TEXT, "status" TEXT, "text" TEXT, "natural" TEXT) STRICT;
CREATE TABLE "run"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER REFERENCES
"account"(key) DEFERRABLE INITIALLY DEFERRED, "id" TEXT, "playbook" TEXT, "title" TEXT,
"started" INTEGER, "anchor" INTEGER, "target" INTEGER, "status" TEXT, "finished" INTEGER, "text"
TEXT, "version" TEXT, "type" TEXT, "first_value" INTEGER, "why" TEXT) STRICT;
CREATE TABLE "step"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER REFERENCES
"account"(key) DEFERRABLE INITIALLY DEFERRED, "run" INTEGER REFERENCES "run"(key) DEFERRABLE
INITIALLY DEFERRED, "step" TEXT, "number" INTEGER, "title" TEXT, "kind" TEXT, "need" TEXT, "due"
INTEGER, "planned" INTEGER, "status" TEXT, "done_on" INTEGER, "why" TEXT, "side" TEXT, "after"
TEXT, "pinned" INTEGER, "given" TEXT, "owner" TEXT, "blocked_on" INTEGER, "blocked_days"
INTEGER) STRICT;
CREATE TABLE "signal"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER
REFERENCES "account"(key) DEFERRABLE INITIALLY DEFERRED, "signal" TEXT, "kind" TEXT, "severity"
TEXT, "text" TEXT, "suggests" TEXT, "since" INTEGER, "open" INTEGER, "handled_on" INTEGER,
"handled_text" TEXT, "quiet_until" INTEGER, "muted" INTEGER, "mute_why" TEXT) STRICT;
CREATE TABLE "fact"(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, "account" INTEGER REFERENCES
"account"(key) DEFERRABLE INITIALLY DEFERRED, "kind" TEXT, "owner" INTEGER, "name" TEXT, "value"
TEXT) STRICT;
CREATE TABLE score(key INTEGER PRIMARY KEY REFERENCES account(key) DEFERRABLE INITIALLY
DEFERRED, "health" INTEGER, "band" TEXT, "coverage" REAL, "health_change_7d" INTEGER,
"health_change_30d" INTEGER, "trend" TEXT, "arr_now" INTEGER, "decides_on" INTEGER, "decides_by"
TEXT, "act_by" INTEGER, "ends" INTEGER, "renewal_state" TEXT, "last_touch" INTEGER, "next_touch"
INTEGER, "cadence" INTEGER, "exposure" INTEGER, "urgency" INTEGER, "listed" INTEGER, "reasons"
TEXT, "terms" TEXT, "next" TEXT, "next_kind" TEXT, "next_key" INTEGER, "next_due" INTEGER,
"scored_on" INTEGER, "top_signal" TEXT, "active_users" INTEGER, "adoption" REAL, "usage_change"
REAL, "open_tasks" INTEGER, "overdue_tasks" INTEGER, "open_tickets" INTEGER, "nps" REAL,
"sentiment" TEXT, "people" INTEGER, "onboarding" TEXT, counted INTEGER NOT NULL, folded TEXT)
STRICT;
CREATE TABLE snapshot(account INTEGER NOT NULL REFERENCES account(key) DEFERRABLE INITIALLY
DEFERRED, day INTEGER NOT NULL, health INTEGER NOT NULL, coverage REAL NOT NULL, PRIMARY
KEY(account, day)) STRICT, WITHOUT ROWID;
CREATE TABLE meta(name TEXT NOT NULL PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
CREATE TABLE change(id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, actor INTEGER NOT NULL,
account INTEGER, undoes INTEGER, undone_by INTEGER, rows INTEGER NOT NULL, summary TEXT NOT
NULL) STRICT;
CREATE TABLE change_row(change INTEGER NOT NULL, seq INTEGER NOT NULL, kind INTEGER NOT NULL,
key INTEGER NOT NULL, last_key INTEGER NOT NULL, op INTEGER NOT NULL, rev INTEGER, new_rev
INTEGER, before BLOB, after BLOB, PRIMARY KEY(change, seq)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE note_fts USING fts5(body, attendees, topic, tags, content='note',
content_rowid='key', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
CREATE UNIQUE INDEX account_id ON account(id);
CREATE INDEX account_natural ON account("natural") WHERE "natural" IS NOT NULL;
CREATE INDEX account_name ON account(folded, id);
CREATE INDEX account_domain ON account(domain) WHERE domain IS NOT NULL;
CREATE INDEX account_cleared ON account(cleared_on) WHERE cleared_on IS NOT NULL;
CREATE INDEX contract_account ON contract(account);
CREATE UNIQUE INDEX contract_id ON contract(id);
CREATE INDEX contract_natural ON contract("natural") WHERE "natural" IS NOT NULL;
CREATE INDEX contact_account ON contact(account);
CREATE UNIQUE INDEX contact_id ON contact(id);
CREATE INDEX contact_natural ON contact("natural") WHERE "natural" IS NOT NULL;
CREATE INDEX measure_account ON measure(account, metric, date);
CREATE INDEX ticket_account ON ticket(account);
CREATE UNIQUE INDEX ticket_id ON ticket(id);
CREATE INDEX ticket_natural ON ticket("natural") WHERE "natural" IS NOT NULL;
CREATE INDEX task_account ON task(account);
CREATE UNIQUE INDEX task_id ON task(id);
CREATE INDEX task_natural ON task("natural") WHERE "natural" IS NOT NULL;
CREATE INDEX task_note ON task(note) WHERE note IS NOT NULL;
CREATE INDEX task_open ON task((due IS NULL), due, at) WHERE status IS NOT 'done' AND status IS
NOT 'cancelled';
CREATE INDEX task_done ON task(done_on) WHERE status = 'done';
CREATE INDEX note_account ON note(account, at);
CREATE UNIQUE INDEX note_id ON note(id);
CREATE INDEX note_natural ON note("natural") WHERE "natural" IS NOT NULL;
CREATE INDEX note_at ON note(at);
CREATE INDEX opportunity_account ON opportunity(account);
CREATE UNIQUE INDEX opportunity_id ON opportunity(id);
CREATE INDEX opportunity_natural ON opportunity("natural") WHERE "natural" IS NOT NULL;
CREATE INDEX goal_account ON goal(account);
CREATE UNIQUE INDEX goal_id ON goal(id);
CREATE INDEX goal_natural ON goal("natural") WHERE "natural" IS NOT NULL;
CREATE INDEX value_account ON value(account);
CREATE UNIQUE INDEX value_id ON value(id);
CREATE INDEX value_natural ON value("natural") WHERE "natural" IS NOT NULL;
CREATE INDEX feedback_account ON feedback(account);
CREATE UNIQUE INDEX feedback_id ON feedback(id);
CREATE INDEX feedback_natural ON feedback("natural") WHERE "natural" IS NOT NULL;
CREATE INDEX run_account ON run(account);
CREATE UNIQUE INDEX run_id ON run(id);
CREATE INDEX run_open ON run((target IS NULL), target) WHERE status = 'open';
CREATE INDEX step_account ON step(account);
CREATE INDEX step_run ON step(run, number);
CREATE INDEX step_due ON step(due) WHERE due IS NOT NULL AND status IS NOT 'done' AND status IS
NOT 'skipped' AND status IS NOT 'cancelled';
CREATE UNIQUE INDEX signal_account ON signal(account, signal);
CREATE INDEX fact_account ON fact(account, kind, owner);
CREATE INDEX score_queue ON score(listed, urgency DESC, (next_due IS NULL), next_due, arr_now
DESC, folded) WHERE listed <> 0;
CREATE INDEX score_no_data ON score(arr_now DESC) WHERE listed = -1;
CREATE INDEX score_decides ON score((decides_on IS NULL), decides_on, arr_now DESC, counted);
CREATE INDEX score_arr ON score(arr_now DESC);
CREATE INDEX score_health ON score((health IS NULL), health);
CREATE INDEX score_exposure ON score(exposure DESC);
CREATE INDEX score_day ON score(scored_on);
CREATE INDEX change_account ON change(account) WHERE account IS NOT NULL;
