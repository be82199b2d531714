/* THE table of fields. A kind is a table of the book; each row of the lists below is one fact about
 * it: its name, type, flags, column head and width, and help. The schema's columns, statements,
 * forms, columns of lists, sorting, expressions, import, export, JSON and completion all read this
 * table (core/kind.h has what they read it by).
 *
 * X(KIND_PREFIX, IDENT, "name", TYPE, FLAGS, "head", width, "help")
 * Stored kinds have besides: key (rowid), rev (the change that last touched the row). Order is the
 * order of columns; never reorder or rename without a migration. */
#ifndef CORE_KIND_FIELDS_H
#define CORE_KIND_FIELDS_H

#define ACCOUNT_FIELDS(X)                                                                          \
    X(ACCOUNT, ID, "id", TEXT, 0, "id", 10, "the id by which exports know the account")            \
    X(ACCOUNT, NAME, "name", TEXT, 0, "account", 20, "name of the customer")                       \
    X(ACCOUNT, DOMAIN, "domain", TEXT, 0, "domain", 16, "web domain")                              \
    X(ACCOUNT, TIER, "tier", WORD, 0, "tier", 4, "enterprise, mid, smb, or a word of your own")    \
    X(ACCOUNT, SEGMENT, "segment", TEXT, 0, "segment", 10, "segment")                              \
    X(ACCOUNT, INDUSTRY, "industry", TEXT, 0, "industry", 14, "industry")                          \
    X(ACCOUNT, REGION, "region", TEXT, 0, "region", 8, "region")                                   \
    X(ACCOUNT, OWNER, "owner", TEXT, 0, "owner", 12, "the CSM who looks after it")                 \
    X(ACCOUNT, STAGE, "stage", WORD, 0, "stage", 10,                                               \
        "onboarding, adopting, steady, renewing or churned")                                       \
    X(ACCOUNT, ARR, "arr", MONEY, 0, "ARR", 7, "annual recurring revenue, as imported or set")     \
    X(ACCOUNT, CURRENCY, "currency", TEXT, 0, "cur", 3, "currency of arr")                         \
    X(ACCOUNT, START, "start", DAY, FIELD_PAST, "start", 11, "first day of the contract")          \
    X(ACCOUNT, RENEWAL, "renewal", DAY, 0, "renewal", 11, "renewal date: last day of service + 1") \
    X(ACCOUNT, TERM_MONTHS, "term_months", INTEGER, 0, "term", 4, "length of the term in months")  \
    X(ACCOUNT, NOTICE_DAYS, "notice_days", SPAN, 0, "notice", 6,                                   \
        "notice before the end: 60, 60d, 2m or 10bd")                                              \
    X(ACCOUNT, NOTICE_GIVEN, "notice_given", DAY, FIELD_PAST, "left", 11,                          \
        "day the customer gave notice to leave")                                                   \
    X(ACCOUNT, AUTO_RENEW, "auto_renew", BOOL, 0, "auto", 4, "does the contract renew by itself")  \
    X(ACCOUNT, SEATS, "seats", INTEGER, 0, "seats", 6, "seats bought")                             \
    X(ACCOUNT, ACTIVE_SEATS, "active_seats", INTEGER, 0, "active", 6, "seats in use")              \
    X(ACCOUNT, PARENT, "parent", TEXT, 0, "parent", 10, "id of the parent account")                \
    X(ACCOUNT, URL, "url", TEXT, 0, "url", 16, "a link to the account elsewhere")                  \
    X(ACCOUNT, TAGS, "tags", TAGS, 0, "tags", 12, "tags, joined by ;")                             \
    X(ACCOUNT, CATEGORY, "category", WORD, FIELD_OWN, "forecast", 9,                               \
        "forecast: commit, best case, at risk, expected loss, omitted")                            \
    X(ACCOUNT, LAST_ACTIVITY, "last_activity", DAY, FIELD_PAST, "activity", 11,                    \
        "last activity that another system saw")                                                   \
    X(ACCOUNT, ENTERED, "entered", DAY, FIELD_OWN | FIELD_PAST, "entered", 11,                     \
        "day the account came into this book")                                                     \
    X(ACCOUNT, PINNED, "pinned", BOOL, FIELD_OWN, "pin", 3, "pinned to the top of Today")          \
    X(ACCOUNT, SNOOZED_UNTIL, "snoozed_until", DAY, FIELD_OWN, "snoozed", 11,                      \
        "hidden from Today until this day")                                                        \
    X(ACCOUNT, SNOOZE_WHY, "snooze_why", TEXT, FIELD_OWN, "why", 16, "why it was snoozed")         \
    X(ACCOUNT, CLEARED_ON, "cleared_on", DAY, FIELD_OWN | FIELD_PAST, "cleared", 11,               \
        "day its row of Today was last done")                                                      \
    X(ACCOUNT, HEALTH_SET, "health_set", INTEGER, FIELD_OWN, "set", 3,                             \
        "health set by hand, 0-100, beside the computed one")                                      \
    X(ACCOUNT, HEALTH_WHY, "health_why", TEXT, FIELD_OWN, "why", 16, "reason for health_set")      \
    X(ACCOUNT, HEALTH_FROM, "health_from", DAY, FIELD_OWN | FIELD_PAST, "from", 11,                \
        "first day of health_set")                                                                 \
    X(ACCOUNT, HEALTH_UNTIL, "health_until", DAY, FIELD_OWN, "until", 11,                          \
        "last day of health_set")                                                                  \
    X(ACCOUNT, NATURAL, "natural", TEXT, FIELD_HIDDEN, "", 0, "natural key as imported")           \
    X(ACCOUNT, HAND, "hand", TEXT, FIELD_HIDDEN, "", 0,                                            \
        "names of fields set by hand, joined by ;")                                                \
    X(ACCOUNT, HEALTH_BY, "health_by", TEXT, FIELD_OWN, "by", 12, "who set health_set")            \
    X(ACCOUNT, FORECAST, "forecast", MONEY, FIELD_OWN, "forecast", 8,                              \
        "amount expected at the renewal, where it has no lines of its own")                        \
    X(ACCOUNT, PROBABILITY, "probability", PERCENT, FIELD_OWN, "p", 4,                             \
        "probability of the renewal, likewise")                                                    \
    X(ACCOUNT, TARGET, "target", MONEY, FIELD_OWN, "target", 8,                                    \
        "amount to be renewed, likewise; not set: its ARR (E5)")                                   \
    X(ACCOUNT, PAPER, "paper", WORD, FIELD_OWN, "paper", 8,                                        \
        "state of the renewal's paper, likewise")                                                  \
    X(ACCOUNT, TOLD_ON, "told_on", DAY, FIELD_OWN | FIELD_PAST, "told", 11,                        \
        "day the customer was told the new price, likewise")                                       \
    X(ACCOUNT, FORMER, "former", TAGS, FIELD_OWN, "former", 16,                                    \
        "by what files may still know it since a merge: id=, domain=, contract=, contact=")        \
    X(ACCOUNT, APART, "apart", TAGS, FIELD_OWN, "apart", 10,                                       \
        "ids of accounts that look like it and are not the same")

/* Computed per account by core/assess and kept in table `score`; the row's key is the account's. */
#define SCORE_FIELDS(X)                                                                            \
    X(ACCOUNT, HEALTH, "health", INTEGER, FIELD_COMPUTED, "health", 6, "health 0-100")             \
    X(ACCOUNT, BAND, "band", WORD, FIELD_COMPUTED, "band", 7, "red, yellow, green or unknown")     \
    X(ACCOUNT, COVERAGE, "coverage", PERCENT, FIELD_COMPUTED, "known", 5,                          \
        "share of the health measures that is known")                                              \
    X(ACCOUNT, HEALTH_CHANGE, "health_change_7d", INTEGER, FIELD_COMPUTED, "7d", 3,                \
        "change of health in 7 days")                                                              \
    X(ACCOUNT, HEALTH_CHANGE_30D, "health_change_30d", INTEGER, FIELD_COMPUTED, "30d", 3,          \
        "change of health in 30 days")                                                             \
    X(ACCOUNT, TREND, "trend", TEXT, FIELD_COMPUTED, "8 weeks", 8,                                 \
        "health of the last 8 weeks, oldest first, joined by a comma, blank where unknown")        \
    X(ACCOUNT, ARR_NOW, "arr_now", MONEY, FIELD_COMPUTED, "ARR", 7,                                \
        "sum of the contract lines live today, in the book's currency")                            \
    X(ACCOUNT, DECIDES_ON, "decides_on", DAY, FIELD_COMPUTED, "decides", 11,                       \
        "day on which the customer decides: notice date or end of term")                           \
    X(ACCOUNT, DECIDES_BY, "decides_by", WORD, FIELD_COMPUTED, "by", 6, "notice or end")           \
    X(ACCOUNT, ACT_BY, "act_by", DAY, FIELD_COMPUTED, "act by", 11,                                \
        "last working day on or before the decision")                                              \
    X(ACCOUNT, ENDS, "ends", DAY, FIELD_COMPUTED, "ends", 11, "last day of service")               \
    X(ACCOUNT, RENEWAL_STATE, "renewal_state", WORD, FIELD_COMPUTED, "clock", 9,                   \
        "quiet, plan, prepare, negotiate, close, slipped, locked in, leaving, unknown")            \
    X(ACCOUNT, LAST_TOUCH, "last_touch", DAY, FIELD_COMPUTED | FIELD_PAST, "touch", 5,             \
        "day of the last touch")                                                                   \
    X(ACCOUNT, NEXT_TOUCH, "next_touch", DAY, FIELD_COMPUTED, "next touch", 11,                    \
        "day by which the next touch is due")                                                      \
    X(ACCOUNT, CADENCE, "cadence", INTEGER, FIELD_COMPUTED, "cadence", 7, "days between touches")  \
    X(ACCOUNT, EXPOSURE, "exposure", MONEY, FIELD_COMPUTED, "at stake", 8,                         \
        "ARR weighed by health and nearness of the decision (E20)")                                \
    X(ACCOUNT, URGENCY, "urgency", INTEGER, FIELD_COMPUTED, "urgency", 7,                          \
        "rank in Today, in hundredths (E12)")                                                      \
    X(ACCOUNT, LISTED, "listed", INTEGER, FIELD_COMPUTED, "today", 5,                              \
        "1: has a reason to act today; 2: the same, snoozed; 0: none; -1: lacks data; "            \
        "-2: of another owner")                                                                    \
    X(ACCOUNT, REASONS, "reasons", LONG, FIELD_COMPUTED, "why", 24,                                \
        "why it is in Today: one line a reason, worst first: severity TAB kind TAB id TAB text")   \
    X(ACCOUNT, TERMS, "terms", TEXT, FIELD_COMPUTED, "terms", 16,                                  \
        "the terms of urgency: name=value joined by ;")                                            \
    X(ACCOUNT, NEXT, "next", TEXT, FIELD_COMPUTED, "next", 20, "the next step, an imperative")     \
    X(ACCOUNT, NEXT_KIND, "next_kind", WORD, FIELD_COMPUTED, "", 6,                                \
        "task, step, signal or touch: what `next` refers to")                                      \
    X(ACCOUNT, NEXT_KEY, "next_key", INTEGER, FIELD_COMPUTED, "", 6, "key of that row")            \
    X(ACCOUNT, NEXT_DUE, "next_due", DAY, FIELD_COMPUTED, "due", 10, "when the next step is due")  \
    X(ACCOUNT, SCORED_ON, "scored_on", DAY, FIELD_COMPUTED | FIELD_PAST, "", 10,                   \
        "day for which all this was computed")                                                     \
    X(ACCOUNT, TOP_SIGNAL, "top_signal", TEXT, FIELD_COMPUTED, "signal", 14,                       \
        "id of the worst open signal")                                                             \
    X(ACCOUNT, ACTIVE_USERS, "active_users", INTEGER, FIELD_COMPUTED, "active", 6,                 \
        "active users, latest reading of 28 days")                                                 \
    X(ACCOUNT, ADOPTION, "adoption", PERCENT, FIELD_COMPUTED, "adoption", 8,                       \
        "active users / seats bought")                                                             \
    X(ACCOUNT, USAGE_CHANGE, "usage_change", PERCENT, FIELD_COMPUTED, "usage", 6,                  \
        "usage, mean of 4 weeks against the 4 before")                                             \
    X(ACCOUNT, OPEN_TASKS, "open_tasks", INTEGER, FIELD_COMPUTED, "tasks", 5, "open tasks")        \
    X(ACCOUNT, OVERDUE_TASKS, "overdue_tasks", INTEGER, FIELD_COMPUTED, "late", 4,                 \
        "open tasks and steps past their day")                                                     \
    X(ACCOUNT, OPEN_TICKETS, "open_tickets", INTEGER, FIELD_COMPUTED, "tickets", 7,                \
        "open tickets")                                                                            \
    X(ACCOUNT, NPS, "nps", REAL, FIELD_COMPUTED, "NPS", 4,                                         \
        "the account's latest NPS mark or score")                                                  \
    X(ACCOUNT, SENTIMENT, "sentiment", WORD, FIELD_COMPUTED, "mood", 6,                            \
        "the CSM's latest sentiment: good, mixed, bad")                                            \
    X(ACCOUNT, PEOPLE, "people", INTEGER, FIELD_COMPUTED, "people", 6, "active people recorded")   \
    X(ACCOUNT, ONBOARDING, "onboarding", WORD, FIELD_COMPUTED, "onboarding", 10,                   \
        "on track, behind, stuck, blocked, done; blank without a run")                             \
    X(ACCOUNT, VALUE_DELIVERED, "value_delivered", PERCENT, FIELD_COMPUTED, "value", 5,            \
        "how far its goals are, weighted mean of those with data (E18)")                           \
    X(ACCOUNT, RISKS, "risks", INTEGER, FIELD_COMPUTED, "risks", 5,                                \
        "open risks: signals that fire, and those written by hand")                                \
    X(ACCOUNT, CALLED, "called", WORD, FIELD_COMPUTED, "called", 13,                               \
        "the worst forecast category that its open lines are called; blank: none is")

/* Filled by row_settle from the fields above and today. */
#define ACCOUNT_VIRTUAL_FIELDS(X)                                                                  \
    X(ACCOUNT, DECIDES_IN, "decides_in", INTEGER, FIELD_COMPUTED | FIELD_VIRTUAL, "in", 5,         \
        "days until the decision")                                                                 \
    X(ACCOUNT, TOUCH_DAYS, "touch_days", INTEGER, FIELD_COMPUTED | FIELD_VIRTUAL, "touch", 5,      \
        "days since the last touch")                                                               \
    X(ACCOUNT, TIER_NUMBER, "tier_number", INTEGER, FIELD_COMPUTED | FIELD_VIRTUAL, "tier", 4,     \
        "1, 2 or 3, by the setting tiers")                                                         \
    X(ACCOUNT, AGE_DAYS, "age_days", INTEGER, FIELD_COMPUTED | FIELD_VIRTUAL, "age", 5,            \
        "days since contract start")

#define CONTRACT_FIELDS(X)                                                                         \
    X(CONTRACT, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")              \
    X(CONTRACT, ID, "id", TEXT, 0, "id", 10, "id of the contract line")                            \
    X(CONTRACT, PRODUCT, "product", TEXT, 0, "product", 14, "product bought")                      \
    X(CONTRACT, ARR, "arr", MONEY, 0, "ARR", 8, "annual recurring revenue of the line")            \
    X(CONTRACT, CURRENCY, "currency", TEXT, 0, "cur", 3, "currency of the line")                   \
    X(CONTRACT, START, "start", DAY, FIELD_PAST, "start", 11, "first day")                         \
    X(CONTRACT, ENDS, "ends", DAY, 0, "ends", 11, "last day of service")                           \
    X(CONTRACT, TERM_MONTHS, "term_months", INTEGER, 0, "term", 4, "length of the term in months") \
    X(CONTRACT, RENEWAL_TERM_MONTHS, "renewal_term_months", INTEGER, 0, "next term", 9,            \
        "length of a renewed term in months")                                                      \
    X(CONTRACT, NOTICE, "notice", INTEGER, 0, "notice", 6,                                         \
        "notice before the end, in notice_unit")                                                   \
    X(CONTRACT, NOTICE_UNIT, "notice_unit", WORD, 0, "unit", 4, "days, working days or months")    \
    X(CONTRACT, NOTICE_GIVEN, "notice_given", DAY, FIELD_PAST, "left", 11,                         \
        "day the customer gave notice to leave")                                                   \
    X(CONTRACT, AUTO_RENEW, "auto_renew", BOOL, 0, "auto", 4, "does the line renew by itself")     \
    X(CONTRACT, UPLIFT, "uplift", PERCENT, 0, "uplift", 6, "price rise of the next term")          \
    X(CONTRACT, SEATS, "seats", INTEGER, 0, "seats", 6, "seats bought")                            \
    X(CONTRACT, STATUS, "status", WORD, 0, "status", 8, "open, renewed, reduced, lost or ended")   \
    X(CONTRACT, CATEGORY, "category", WORD, 0, "forecast", 9,                                      \
        "commit, best case, at risk, expected loss, omitted")                                      \
    X(CONTRACT, FORECAST, "forecast", MONEY, 0, "forecast", 8, "amount expected at the renewal")   \
    X(CONTRACT, PROBABILITY, "probability", PERCENT, 0, "p", 4, "probability of the renewal")      \
    X(CONTRACT, REASON, "reason", TEXT, 0, "reason", 14, "cause of a loss or reduction")           \
    X(CONTRACT, NATURAL, "natural", TEXT, FIELD_HIDDEN, "", 0, "natural key as imported")          \
    X(CONTRACT, HAND, "hand", TEXT, FIELD_HIDDEN, "", 0, "names of fields set by hand")            \
    X(CONTRACT, TARGET, "target", MONEY, FIELD_OWN, "target", 8,                                   \
        "amount to be renewed; not set: the line's ARR (E5)")                                      \
    X(CONTRACT, PAPER, "paper", WORD, FIELD_OWN, "paper", 8,                                       \
        "state of the renewal's paper: none, quoted, verbal, in legal or signed")                  \
    X(CONTRACT, TOLD_ON, "told_on", DAY, FIELD_OWN | FIELD_PAST, "told", 11,                       \
        "day the customer was told the new price")

#define CONTACT_FIELDS(X)                                                                          \
    X(CONTACT, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")               \
    X(CONTACT, ID, "id", TEXT, 0, "id", 10, "id of the person")                                    \
    X(CONTACT, NAME, "name", TEXT, 0, "name", 20, "name")                                          \
    X(CONTACT, EMAIL, "email", TEXT, 0, "email", 24, "e-mail address")                             \
    X(CONTACT, PHONE, "phone", TEXT, 0, "phone", 14, "telephone")                                  \
    X(CONTACT, TITLE, "title", TEXT, 0, "title", 16, "job title")                                  \
    X(CONTACT, ROLE, "role", WORD, 0, "role", 14,                                                  \
        "champion, economic buyer, decision maker, executive sponsor, technical lead, user, ...")  \
    X(CONTACT, INFLUENCE, "influence", WORD, 0, "influence", 9, "high, medium or low")             \
    X(CONTACT, STANCE, "stance", WORD, 0, "stance", 8, "for, neutral or against")                  \
    X(CONTACT, REPORTS_TO, "reports_to", TEXT, 0, "reports to", 14, "name or id of the superior")  \
    X(CONTACT, STATUS, "status", WORD, 0, "status", 7, "active or left")                           \
    X(CONTACT, LAST_TOUCH, "last_touch", DAY, FIELD_PAST, "touch", 11, "day of the last touch")    \
    X(CONTACT, LEFT_ON, "left_on", DAY, FIELD_PAST, "left", 11, "day the person left")             \
    X(CONTACT, NATURAL, "natural", TEXT, FIELD_HIDDEN, "", 0, "natural key as imported")           \
    X(CONTACT, HAND, "hand", TEXT, FIELD_HIDDEN, "", 0, "names of fields set by hand")             \
    X(CONTACT, INTERVAL, "interval", INTEGER, 0, "every", 5,                                       \
        "days between touches with this person")

/* Filled by person_settle from the notes with the person, the account's cadence and today. */
#define CONTACT_VIRTUAL_FIELDS(X)                                                                  \
    X(CONTACT, HEARD, "heard", DAY, FIELD_COMPUTED | FIELD_VIRTUAL | FIELD_PAST, "heard", 11,      \
        "day last met or heard, by last_touch and the notes")                                      \
    X(CONTACT, STRENGTH, "strength", WORD, FIELD_COMPUTED | FIELD_VIRTUAL, "contact", 9,           \
        "warm, cooling, cold or never met; blank: has left")

#define MEASURE_FIELDS(X)                                                                          \
    X(MEASURE, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")               \
    X(MEASURE, CONTACT, "contact", TEXT, 0, "contact", 16, "the person who answered, if one")      \
    X(MEASURE, DATE, "date", DAY, FIELD_PAST | FIELD_NEEDED, "date", 11, "day of the reading")     \
    X(MEASURE, METRIC, "metric", TEXT, FIELD_NEEDED, "metric", 14, "what was measured")            \
    X(MEASURE, VALUE, "value", REAL, FIELD_NEEDED, "value", 8, "the reading")                      \
    X(MEASURE, COMMENT, "comment", TEXT, 0, "comment", 24, "words that came with it")

#define TICKET_FIELDS(X)                                                                           \
    X(TICKET, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")                \
    X(TICKET, ID, "id", TEXT, 0, "id", 10, "id of the ticket")                                     \
    X(TICKET, OPENED, "opened", DAY, FIELD_PAST, "opened", 11, "day it was opened")                \
    X(TICKET, CLOSED, "closed", DAY, FIELD_PAST, "closed", 11, "day it was closed")                \
    X(TICKET, PRIORITY, "priority", WORD, 0, "priority", 8, "urgent, high, normal or low")         \
    X(TICKET, STATUS, "status", WORD, 0, "status", 8, "open, pending, solved, closed, ...")        \
    X(TICKET, ESCALATED, "escalated", BOOL, 0, "esc", 3, "was it escalated")                       \
    X(TICKET, SUBJECT, "subject", TEXT, 0, "subject", 30, "subject")                               \
    X(TICKET, NATURAL, "natural", TEXT, FIELD_HIDDEN, "", 0, "natural key as imported")

#define TASK_FIELDS(X)                                                                             \
    X(TASK, ACCOUNT, "account", LINK, 0, "account", 20, "the account, or none")                    \
    X(TASK, ID, "id", TEXT, 0, "id", 8, "id of the task")                                          \
    X(TASK, TITLE, "title", TEXT, FIELD_NEEDED, "task", 32, "what is to be done")                  \
    X(TASK, DUE, "due", DAY, 0, "due", 11, "day by which it is due")                               \
    X(TASK, AT, "at", INTEGER, FIELD_OWN, "at", 5, "minute of the day, for a timed task")          \
    X(TASK, KIND, "kind", WORD, 0, "kind", 8, "task, call, email, meeting, promise, ask, ...")     \
    X(TASK, PRIORITY, "priority", WORD, 0, "priority", 8, "high, medium or low")                   \
    X(TASK, STATUS, "status", WORD, 0, "status", 8, "open, done or cancelled")                     \
    X(TASK, WAITING_ON, "waiting_on", TEXT, 0, "waits on", 12,                                     \
        "who inside is waited for (an ask)")                                                       \
    X(TASK, DONE_ON, "done_on", DAY, FIELD_OWN | FIELD_PAST, "done", 11, "day it was done")        \
    X(TASK, MADE_ON, "made_on", DAY, FIELD_OWN | FIELD_PAST, "made", 11, "day it was made")        \
    X(TASK, NOTE, "note", LINK, FIELD_HIDDEN, "note", 6, "the note it came from")                  \
    X(TASK, NATURAL, "natural", TEXT, FIELD_HIDDEN, "", 0, "natural key as imported")              \
    X(TASK, HAND, "hand", TEXT, FIELD_HIDDEN, "", 0, "names of fields set by hand")                \
    X(TASK, CHASE, "chase", DAY, FIELD_OWN, "chase", 11, "day to ask again whoever is waited for") \
    X(TASK, OWED_TO, "owed_to", TEXT, FIELD_OWN, "owed to", 14, "to whom a promise was made")      \
    X(TASK, FEEDBACK, "feedback", TEXT, FIELD_OWN, "feedback", 8,                                  \
        "id of the feedback whose answer it tells")                                                \
    X(TASK, LINE, "line", TEXT, FIELD_HIDDEN, "", 0, "the line of its note, as it was read")       \
    X(TASK, CHASED, "chased", INTEGER, FIELD_OWN, "chased", 6, "how often it was asked again")

#define NOTE_FIELDS(X)                                                                             \
    X(NOTE, ACCOUNT, "account", LINK, 0, "account", 20, "the account, or none")                    \
    X(NOTE, ID, "id", TEXT, 0, "id", 8, "id of the note")                                          \
    X(NOTE, AT, "at", MINUTE, FIELD_PAST, "at", 16, "when it took place")                          \
    X(NOTE, KIND, "kind", WORD, 0, "kind", 8,                                                      \
        "call, email, meeting, training, qbr, ebr, milestone, internal or no-show")                \
    X(NOTE, SENTIMENT, "sentiment", WORD, 0, "mood", 6, "good, mixed or bad")                      \
    X(NOTE, ATTENDEES, "attendees", TAGS, 0, "with", 20, "who was there, joined by ;")             \
    X(NOTE, BODY, "body", LONG, 0, "note", 40, "the text")                                         \
    X(NOTE, TAGS, "tags", TAGS, FIELD_OWN, "tags", 12, "the #tags of the body, joined by ;")       \
    X(NOTE, AUTHOR, "author", TEXT, 0, "author", 12, "who wrote it")                               \
    X(NOTE, TOPIC, "topic", TEXT, 0, "topic", 12, "what it was about")                             \
    X(NOTE, NATURAL, "natural", TEXT, FIELD_HIDDEN, "", 0, "natural key as imported")              \
    X(NOTE, HAND, "hand", TEXT, FIELD_HIDDEN, "", 0, "names of fields set by hand")                \
    X(NOTE, STATE, "state", WORD, FIELD_OWN, "state", 8,                                           \
        "prepared, live or logged; blank is logged")                                               \
    X(NOTE, DURATION, "duration", INTEGER, FIELD_OWN, "min", 4, "how long it took, in minutes")    \
    X(NOTE, PINNED, "pinned", BOOL, FIELD_OWN, "pin", 3, "kept at the head of the timeline")       \
    X(NOTE, TEMPLATE, "template", TEXT, FIELD_HIDDEN, "", 0, "the template it began with")         \
    X(NOTE, MEETING, "meeting", TEXT, FIELD_HIDDEN, "", 0, "uid of the calendar entry it is of")

#define OPPORTUNITY_FIELDS(X)                                                                      \
    X(OPPORTUNITY, ACCOUNT, "account", LINK, 0, "account", 20, "the account, or none")             \
    X(OPPORTUNITY, ID, "id", TEXT, 0, "id", 10, "id of the opportunity")                           \
    X(OPPORTUNITY, NAME, "name", TEXT, 0, "opportunity", 24, "name")                               \
    X(OPPORTUNITY, KIND, "kind", WORD, 0, "kind", 9, "upsell, cross-sell, seats, renewal, new")    \
    X(OPPORTUNITY, AMOUNT, "amount", MONEY, 0, "amount", 8, "amount")                              \
    X(OPPORTUNITY, CURRENCY, "currency", TEXT, 0, "cur", 3, "currency of the amount")              \
    X(OPPORTUNITY, STAGE, "stage", TEXT, 0, "stage", 14, "stage")                                  \
    X(OPPORTUNITY, PROBABILITY, "probability", PERCENT, 0, "p", 4, "probability")                  \
    X(OPPORTUNITY, CATEGORY, "category", WORD, 0, "category", 9, "forecast category")              \
    X(OPPORTUNITY, CLOSE, "close", DAY, 0, "close", 11, "close date")                              \
    X(OPPORTUNITY, NATURAL, "natural", TEXT, FIELD_HIDDEN, "", 0, "natural key as imported")       \
    X(OPPORTUNITY, HAND, "hand", TEXT, FIELD_HIDDEN, "", 0, "names of fields set by hand")         \
    X(OPPORTUNITY, MADE_ON, "made_on", DAY, FIELD_OWN | FIELD_PAST, "made", 11,                    \
        "day it was first seen")                                                                   \
    X(OPPORTUNITY, SIGNAL, "signal", TEXT, FIELD_OWN, "signal", 14, "the signal it came from")     \
    X(OPPORTUNITY, HANDED_TO, "handed_to", TEXT, FIELD_OWN, "handed to", 12,                       \
        "the seller who has it now")                                                               \
    X(OPPORTUNITY, HANDED_ON, "handed_on", DAY, FIELD_OWN | FIELD_PAST, "handed", 11,              \
        "day it was handed over")                                                                  \
    X(OPPORTUNITY, CLOSED_ON, "closed_on", DAY, FIELD_OWN | FIELD_PAST, "closed", 11,              \
        "day it was won or lost")                                                                  \
    X(OPPORTUNITY, WHY, "why", TEXT, FIELD_OWN, "why", 16, "why it was won or lost")

#define GOAL_FIELDS(X)                                                                             \
    X(GOAL, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")                  \
    X(GOAL, ID, "id", TEXT, 0, "id", 8, "id of the goal")                                          \
    X(GOAL, STATEMENT, "statement", TEXT, FIELD_NEEDED, "goal", 30, "the goal in words")           \
    X(GOAL, KIND, "kind", WORD, 0, "kind", 6, "reach, keep or yes/no")                             \
    X(GOAL, METRIC, "metric", TEXT, 0, "metric", 12, "what is counted")                            \
    X(GOAL, BASELINE, "baseline", REAL, 0, "from", 8, "value at the start")                        \
    X(GOAL, TARGET, "target", REAL, 0, "to", 8, "value to reach")                                  \
    X(GOAL, CURRENT, "current", REAL, 0, "now", 8, "value now")                                    \
    X(GOAL, START, "start", DAY, FIELD_PAST, "start", 11, "first day")                             \
    X(GOAL, DUE, "due", DAY, 0, "due", 11, "day by which it is to be reached")                     \
    X(GOAL, OWNER, "owner", TEXT, 0, "owner", 12, "who owns it at the customer")                   \
    X(GOAL, STATUS, "status", WORD, 0, "status", 8, "open, reached or dropped")                    \
    X(GOAL, UPDATED_ON, "updated_on", DAY, FIELD_OWN | FIELD_PAST, "updated", 11,                  \
        "day somebody last updated it")                                                            \
    X(GOAL, NATURAL, "natural", TEXT, FIELD_HIDDEN, "", 0, "natural key as imported")              \
    X(GOAL, WEIGHT, "weight", REAL, FIELD_OWN, "weight", 6,                                        \
        "what it counts for in value delivered; not set: 1 (E18)")

#define RESULT_FIELDS(X)                                                                           \
    X(RESULT, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")                \
    X(RESULT, ID, "id", TEXT, 0, "id", 8, "id of the value entry")                                 \
    X(RESULT, DATE, "date", DAY, FIELD_PAST, "date", 11, "day of the result")                      \
    X(RESULT, GOAL, "goal", TEXT, 0, "goal", 14, "id of the goal it serves")                       \
    X(RESULT, METRIC, "metric", TEXT, 0, "metric", 14, "what was gained")                          \
    X(RESULT, AMOUNT, "amount", REAL, 0, "amount", 8, "how much")                                  \
    X(RESULT, UNIT, "unit", TEXT, 0, "unit", 8, "of what: hours, USD, ...")                        \
    X(RESULT, PERIOD, "period", TEXT, 0, "per", 8, "per month, year, once")                        \
    X(RESULT, CONFIRMED_BY, "confirmed_by", TEXT, 0, "confirmed by", 14,                           \
        "the person at the customer who confirmed it")                                             \
    X(RESULT, STORY, "story", TEXT, 0, "story", 30, "in their words")                              \
    X(RESULT, NATURAL, "natural", TEXT, FIELD_HIDDEN, "", 0, "natural key as imported")            \
    X(RESULT, EVIDENCE, "evidence", TEXT, FIELD_OWN, "evidence", 20,                               \
        "where the proof is: a link, a report, a note")

#define FEEDBACK_FIELDS(X)                                                                         \
    X(FEEDBACK, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")              \
    X(FEEDBACK, ID, "id", TEXT, 0, "id", 8, "id")                                                  \
    X(FEEDBACK, DATE, "date", DAY, FIELD_PAST, "date", 11, "day it was said")                      \
    X(FEEDBACK, THEME, "theme", TEXT, 0, "theme", 14, "what it is about")                          \
    X(FEEDBACK, SEVERITY, "severity", WORD, 0, "severity", 8, "high, medium or low")               \
    X(FEEDBACK, STATUS, "status", WORD, 0, "status", 8, "open, planned, done or declined")         \
    X(FEEDBACK, TEXT, "text", TEXT, 0, "said", 30, "what they ask for")                            \
    X(FEEDBACK, NATURAL, "natural", TEXT, FIELD_HIDDEN, "", 0, "natural key as imported")          \
    X(FEEDBACK, ASKED_BY, "asked_by", TEXT, FIELD_OWN, "asked by", 14,                             \
        "the person who asks for it")                                                              \
    X(FEEDBACK, TOLD_ON, "told_on", DAY, FIELD_OWN | FIELD_PAST, "told", 11,                       \
        "day the customer was told what came of it")

#define RUN_FIELDS(X)                                                                              \
    X(RUN, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")                   \
    X(RUN, ID, "id", TEXT, 0, "id", 8, "id of the run")                                            \
    X(RUN, PLAYBOOK, "playbook", TEXT, FIELD_NEEDED, "playbook", 16, "id of the playbook")         \
    X(RUN, TITLE, "title", TEXT, 0, "title", 20, "title of the playbook when it started")          \
    X(RUN, STARTED, "started", DAY, FIELD_PAST, "started", 11, "day it was started")               \
    X(RUN, ANCHOR, "anchor", DAY, 0, "anchor", 11, "the day its dates count from")                 \
    X(RUN, TARGET, "target", DAY, 0, "target", 11, "day by which it is to be finished")            \
    X(RUN, STATUS, "status", WORD, 0, "status", 9, "open, done or cancelled")                      \
    X(RUN, FINISHED, "finished", DAY, FIELD_PAST, "finished", 11, "day it was finished")           \
    X(RUN, TEXT, "text", LONG, FIELD_HIDDEN, "", 0, "the playbook's YAML as the run started")      \
    X(RUN, VERSION, "version", TEXT, 0, "version", 7, "version of the playbook")                   \
    X(RUN, TYPE, "type", WORD, 0, "type", 10, "onboarding, adoption, renewal, risk, review, ...")  \
    X(RUN, FIRST_VALUE, "first_value", DAY, FIELD_PAST, "value", 11,                               \
        "day of the confirmed first value: when an onboarding counts as finished")                 \
    X(RUN, WHY, "why", TEXT, 0, "why", 20, "why it was cancelled")                                 \
    X(RUN, SUCCEEDED, "succeeded", DAY, FIELD_PAST, "success", 11, "day its success came true")    \
    X(RUN, WAS_SUCCESS, "was_success", BOOL, 0, "was", 3,                                          \
        "its success was true already when it started")                                            \
    X(RUN, ANCHOR_GIVEN, "anchor_given", BOOL, 0, "given", 5,                                      \
        "its anchor was given by hand, and follows nothing")

#define STEP_FIELDS(X)                                                                             \
    X(STEP, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")                  \
    X(STEP, RUN, "run", LINK, FIELD_NEEDED, "run", 8, "the run")                                   \
    X(STEP, STEP, "step", TEXT, FIELD_NEEDED, "step", 14, "id of the step in the playbook")        \
    X(STEP, NUMBER, "number", INTEGER, 0, "#", 3, "place in the checklist, from 1")                \
    X(STEP, TITLE, "title", TEXT, 0, "step", 30, "title")                                          \
    X(STEP, KIND, "kind", WORD, 0, "kind", 9, "task, call, email, meeting, milestone, ...")        \
    X(STEP, NEED, "need", WORD, 0, "need", 8, "required, optional or gate")                        \
    X(STEP, DUE, "due", DAY, 0, "due", 11, "day by which it is due; unknown while it waits")       \
    X(STEP, PLANNED, "planned", DAY, 0, "planned", 11, "the day the playbook asked for")           \
    X(STEP, STATUS, "status", WORD, 0, "status", 8, "open, done, skipped, blocked or cancelled")   \
    X(STEP, DONE_ON, "done_on", DAY, FIELD_PAST, "done", 11, "day it was done or skipped")         \
    X(STEP, WHY, "why", TEXT, 0, "why", 20, "why it is skipped or blocked")                        \
    X(STEP, SIDE, "side", WORD, 0, "side", 8, "who blocks it: us or customer")                     \
    X(STEP, AFTER, "after", TAGS, 0, "after", 10, "ids of the steps it waits for")                 \
    X(STEP, PINNED, "pinned", BOOL, 0, "pin", 3, "its date was set by hand")                       \
    X(STEP, GIVEN, "given", TEXT, 0, "given", 20, "what was given for what the step demands")      \
    X(STEP, OWNER, "owner", TEXT, 0, "owner", 12, "who does it, where not the account's owner")    \
    X(STEP, BLOCKED_ON, "blocked_on", DAY, FIELD_PAST, "blocked", 11,                              \
        "day it was blocked, or on which its last block ended")                                    \
    X(STEP, BLOCKED_DAYS, "blocked_days", INTEGER, 0, "held", 4,                                   \
        "days the customer held it up in earlier blocks; a day counts for one step of the run")

#define SIGNAL_FIELDS(X)                                                                           \
    X(SIGNAL, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")                \
    X(SIGNAL, SIGNAL, "signal", TEXT, FIELD_NEEDED, "signal", 18, "id of the signal")              \
    X(SIGNAL, KIND, "kind", WORD, 0, "kind", 8,                                                    \
        "risk, growth; of a playbook: offer, or answered by a run")                                \
    X(SIGNAL, SEVERITY, "severity", WORD, 0, "severity", 8, "high, medium or low")                 \
    X(SIGNAL, TEXT, "text", TEXT, 0, "evidence", 40, "the evidence in words")                      \
    X(SIGNAL, SUGGESTS, "suggests", TEXT, 0, "playbook", 16, "the playbook it suggests")           \
    X(SIGNAL, SINCE, "since", DAY, FIELD_PAST, "since", 11, "day it began to be true")             \
    X(SIGNAL, OPEN, "open", BOOL, 0, "open", 4, "is it true now")                                  \
    X(SIGNAL, HANDLED_ON, "handled_on", DAY, FIELD_PAST, "handled", 11, "day it was handled")      \
    X(SIGNAL, HANDLED_TEXT, "handled_text", TEXT, FIELD_HIDDEN, "", 0,                             \
        "severity and evidence when it was handled: a change of them ends the quiet")              \
    X(SIGNAL, QUIET_UNTIL, "quiet_until", DAY, 0, "quiet", 11, "last quiet day after handling")    \
    X(SIGNAL, MUTED, "muted", BOOL, 0, "muted", 5, "never shown for this account")                 \
    X(SIGNAL, MUTE_WHY, "mute_why", TEXT, 0, "why", 16, "why it is muted")                         \
    X(SIGNAL, CAUSE, "cause", WORD, FIELD_OWN, "cause", 14,                                        \
        "of a risk: no value seen, low adoption, product gap, ..., other")                         \
    X(SIGNAL, EXPOSED, "exposed", MONEY, FIELD_OWN, "exposed", 8,                                  \
        "ARR exposed; not set: the account's")                                                     \
    X(SIGNAL, PLAN, "plan", TEXT, FIELD_OWN, "plan", 8, "id of the run that is to cure it")        \
    X(SIGNAL, LOOK_ON, "look_on", DAY, FIELD_OWN, "look", 11, "day to look at it again")           \
    X(SIGNAL, OUTCOME, "outcome", WORD, FIELD_OWN, "outcome", 8,                                   \
        "how it ended: saved, partly, lost or passed; a row with an outcome is history")           \
    X(SIGNAL, CLOSED_ON, "closed_on", DAY, FIELD_OWN | FIELD_PAST, "closed", 11,                   \
        "day it was given its outcome")                                                            \
    X(SIGNAL, BY_HAND, "by_hand", BOOL, FIELD_OWN, "hand", 4,                                      \
        "written by hand: no rule opens or shuts it")                                              \
    X(SIGNAL, WHY, "why", TEXT, FIELD_OWN, "how", 20, "how it ended, in words")

/* A fact of a row that no field holds: unknown columns of imports. */
#define FACT_FIELDS(X)                                                                             \
    X(FACT, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account it belongs to")    \
    X(FACT, KIND, "kind", TEXT, FIELD_NEEDED, "kind", 8, "kind of the row it belongs to")          \
    X(FACT, OWNER, "owner", INTEGER, FIELD_NEEDED, "row", 6, "key of that row")                    \
    X(FACT, NAME, "name", TEXT, FIELD_NEEDED, "fact", 16, "name of the column")                    \
    X(FACT, VALUE, "value", TEXT, 0, "value", 24, "what the cell said")

/* A note as it stood before an edit. */
#define VERSION_FIELDS(X)                                                                          \
    X(VERSION, ACCOUNT, "account", LINK, 0, "account", 20, "the account, or none")                 \
    X(VERSION, NOTE, "note", LINK, FIELD_NEEDED, "note", 8, "the note")                            \
    X(VERSION, SAVED, "saved", MINUTE, FIELD_PAST, "until", 16, "when this text was replaced")     \
    X(VERSION, AUTHOR, "author", TEXT, 0, "by", 12, "who replaced it")                             \
    X(VERSION, AT, "at", MINUTE, FIELD_PAST, "at", 16, "when the note took place")                 \
    X(VERSION, KIND, "kind", WORD, 0, "kind", 8, "kind of the note")                               \
    X(VERSION, SENTIMENT, "sentiment", WORD, 0, "mood", 6, "good, mixed or bad")                   \
    X(VERSION, ATTENDEES, "attendees", TAGS, 0, "with", 20, "who was there, joined by ;")          \
    X(VERSION, BODY, "body", LONG, 0, "text", 40, "the text")

/* A movement of ARR (model.md E1): one line, one day. */
#define MOVEMENT_FIELDS(X)                                                                         \
    X(MOVEMENT, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")              \
    X(MOVEMENT, ID, "id", TEXT, 0, "id", 8, "id of the movement")                                  \
    X(MOVEMENT, DATE, "date", DAY, FIELD_PAST | FIELD_NEEDED, "date", 11,                          \
        "day on which it counts")                                                                  \
    X(MOVEMENT, KIND, "kind", WORD, FIELD_NEEDED, "kind", 12,                                      \
        "new, expansion, uplift, contraction, churn, reactivation, transfer, book_in, book_out "   \
        "or "                                                                                      \
        "correction")                                                                              \
    X(MOVEMENT, LINE, "line", TEXT, 0, "line", 10,                                                 \
        "id of the contract line; blank: the implied one")                                         \
    X(MOVEMENT, PRODUCT, "product", TEXT, 0, "product", 14, "product of the line")                 \
    X(MOVEMENT, AMOUNT, "amount", MONEY, FIELD_NEEDED, "change", 8,                                \
        "by how much ARR moved, signed")                                                           \
    X(MOVEMENT, CURRENCY, "currency", TEXT, 0, "cur", 3, "currency of the amount")                 \
    X(MOVEMENT, OTHER, "other", TEXT, 0, "other", 10, "id of the other account, of a transfer")    \
    X(MOVEMENT, REASON, "reason", TEXT, 0, "cause", 14, "cause of a churn or contraction")         \
    X(MOVEMENT, SOURCE, "source", WORD, 0, "source", 8, "import, renewal, hand or clock")

/* A line's renewal that is decided: won or lost, in the period of its original due day (E3). Those
 * that are open are told from the contract lines. */
#define RENEWAL_FIELDS(X)                                                                          \
    X(RENEWAL, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")               \
    X(RENEWAL, ID, "id", TEXT, 0, "id", 8, "id of the renewal")                                    \
    X(RENEWAL, LINE, "line", TEXT, 0, "line", 10,                                                  \
        "id of the contract line; blank: the implied one")                                         \
    X(RENEWAL, PRODUCT, "product", TEXT, 0, "product", 14, "product of the line")                  \
    X(RENEWAL, ENDS, "ends", DAY, FIELD_NEEDED, "due", 11,                                         \
        "last day of the term that was to be renewed")                                             \
    X(RENEWAL, STATUS, "status", WORD, FIELD_NEEDED, "status", 6, "won, lost or open")             \
    X(RENEWAL, TARGET, "target", MONEY, 0, "target", 8,                                            \
        "annual amount to renew, frozen when it closed")                                           \
    X(RENEWAL, FINAL, "final", MONEY, 0, "final", 8, "annual amount renewed; 0 where lost")        \
    X(RENEWAL, UPLIFT, "uplift", MONEY, 0, "uplift", 8, "part of final that is price rise")        \
    X(RENEWAL, CURRENCY, "currency", TEXT, 0, "cur", 3, "currency of the amounts")                 \
    X(RENEWAL, CLOSED_ON, "closed_on", DAY, FIELD_PAST, "closed", 11, "day it was won or lost")    \
    X(RENEWAL, SOURCE, "source", WORD, 0, "by", 6, "hand, import or clock: it renewed by itself")  \
    X(RENEWAL, REASON, "reason", TEXT, 0, "cause", 14, "cause of a loss or reduction")             \
    X(RENEWAL, WHY, "why", TEXT, 0, "why", 20, "how it came, in words")                            \
    X(RENEWAL, NEW_ENDS, "new_ends", DAY, 0, "new end", 11, "last day of the term that follows")   \
    X(RENEWAL, TERM_MONTHS, "term_months", INTEGER, 0, "term", 4, "length of the term that ended")

/* Filled from the due line (core/forecast.h), which open renewals are made of; amounts in the
 * book's currency. */
#define RENEWAL_VIRTUAL_FIELDS(X)                                                                  \
    X(RENEWAL, DECIDES_ON, "decides_on", DAY, FIELD_COMPUTED | FIELD_VIRTUAL, "decides", 11,       \
        "of an open one: notice date or end of term")                                              \
    X(RENEWAL, DECIDES_IN, "decides_in", INTEGER, FIELD_COMPUTED | FIELD_VIRTUAL, "in", 5,         \
        "days until then")                                                                         \
    X(RENEWAL, DECIDES_BY, "decides_by", WORD, FIELD_COMPUTED | FIELD_VIRTUAL, "by", 6,            \
        "notice or end")                                                                           \
    X(RENEWAL, ACT_BY, "act_by", DAY, FIELD_COMPUTED | FIELD_VIRTUAL, "act by", 11,                \
        "last working day on or before the decision")                                              \
    X(RENEWAL, RENEWAL_STATE, "renewal_state", WORD, FIELD_COMPUTED | FIELD_VIRTUAL, "clock", 9,   \
        "quiet, plan, prepare, negotiate, close, slipped, locked in, leaving, unknown")            \
    X(RENEWAL, ARR, "arr", MONEY, FIELD_COMPUTED | FIELD_VIRTUAL, "ARR", 8,                        \
        "ARR of the line that is live today")                                                      \
    X(RENEWAL, FORECAST, "forecast", MONEY, FIELD_COMPUTED | FIELD_VIRTUAL, "forecast", 8,         \
        "open: amount expected; won: final; lost: 0")                                              \
    X(RENEWAL, PROBABILITY, "probability", PERCENT, FIELD_COMPUTED | FIELD_VIRTUAL, "p", 4,        \
        "as it counts: yours, else by category or health (E5)")                                    \
    X(RENEWAL, CATEGORY, "category", WORD, FIELD_COMPUTED | FIELD_VIRTUAL, "category", 13,         \
        "commit, best case, not called, at risk, expected loss, omitted; of an open one")          \
    X(RENEWAL, RETAINED, "retained", MONEY, FIELD_COMPUTED | FIELD_VIRTUAL, "retained", 8,         \
        "min(forecast, target): the retention line")                                               \
    X(RENEWAL, GROWTH, "growth", MONEY, FIELD_COMPUTED | FIELD_VIRTUAL, "growth", 8,               \
        "what the forecast has beyond the target: uplift and expansion")                           \
    X(RENEWAL, WEIGHTED, "weighted", MONEY, FIELD_COMPUTED | FIELD_VIRTUAL, "weighted", 8,         \
        "retained x p")                                                                            \
    X(RENEWAL, WEIGHTED_GROWTH, "weighted_growth", MONEY, FIELD_COMPUTED | FIELD_VIRTUAL,          \
        "weighted growth", 8, "growth x p")                                                        \
    X(RENEWAL, RISK, "risk", MONEY, FIELD_COMPUTED | FIELD_VIRTUAL, "risk", 8,                     \
        "of an open one: target x (1 - p)")                                                        \
    X(RENEWAL, LANDS, "lands", MONEY, FIELD_COMPUTED | FIELD_VIRTUAL, "lands", 8,                  \
        "retained if all lands as called: 0 for expected loss and omitted")                        \
    X(RENEWAL, PLACE, "place", WORD, FIELD_COMPUTED | FIELD_VIRTUAL, "place", 14,                  \
        "due, slipped, no end date, month to month or past")                                       \
    X(RENEWAL, LATE, "late", BOOL, FIELD_COMPUTED | FIELD_VIRTUAL, "late", 4,                      \
        "closed after the day it was due")                                                         \
    X(RENEWAL, HEALTH, "health", INTEGER, FIELD_COMPUTED | FIELD_VIRTUAL, "health", 6,             \
        "health of the account")                                                                   \
    X(RENEWAL, BAND, "band", WORD, FIELD_COMPUTED | FIELD_VIRTUAL, "band", 7,                      \
        "red, yellow, green or unknown")

/* Advocacy: what a customer was asked to say for us, and gave. */
#define REFERENCE_FIELDS(X)                                                                        \
    X(REFERENCE, ACCOUNT, "account", LINK, FIELD_NEEDED, "account", 20, "the account")             \
    X(REFERENCE, ID, "id", TEXT, 0, "id", 8, "id")                                                 \
    X(REFERENCE, KIND, "kind", WORD, 0, "kind", 12,                                                \
        "reference call, case study, quote, review, talk or referral")                             \
    X(REFERENCE, CONTACT, "contact", TEXT, 0, "who", 16, "the person who was asked")               \
    X(REFERENCE, ASKED_ON, "asked_on", DAY, FIELD_PAST, "asked", 11, "day it was asked for")       \
    X(REFERENCE, STATUS, "status", WORD, 0, "status", 8, "asked, agreed, given or declined")       \
    X(REFERENCE, GIVEN_ON, "given_on", DAY, FIELD_PAST, "given", 11, "day it was given")           \
    X(REFERENCE, TEXT, "text", TEXT, 0, "what", 30, "for whom, or where it stands")

/* X(KIND, "singular", "plural", table of fields) in the order of enum kind */
#define KINDS(X)                                                                                   \
    X(ACCOUNT, "account", "accounts")                                                              \
    X(CONTRACT, "contract", "contracts")                                                           \
    X(CONTACT, "contact", "contacts")                                                              \
    X(MEASURE, "measure", "measures")                                                              \
    X(TICKET, "ticket", "tickets")                                                                 \
    X(TASK, "task", "tasks")                                                                       \
    X(NOTE, "note", "notes")                                                                       \
    X(OPPORTUNITY, "opportunity", "opportunities")                                                 \
    X(GOAL, "goal", "goals")                                                                       \
    X(RESULT, "value", "values")                                                                   \
    X(FEEDBACK, "feedback", "feedback")                                                            \
    X(RUN, "run", "runs")                                                                          \
    X(STEP, "step", "steps")                                                                       \
    X(SIGNAL, "signal", "signals")                                                                 \
    X(FACT, "fact", "facts")                                                                       \
    X(VERSION, "version", "versions")                                                              \
    X(MOVEMENT, "movement", "movements")                                                           \
    X(RENEWAL, "renewal", "renewals")                                                              \
    X(REFERENCE, "reference", "references")

#endif
