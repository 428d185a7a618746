-- Version 6: calendars that partners send, comments of answers, the table of mailings.

ALTER TABLE message ADD COLUMN arrived_at TEXT; -- when the mailbox received it; NULL: not known

ALTER TABLE event ADD COLUMN contact TEXT;
ALTER TABLE event ADD COLUMN agenda TEXT;
ALTER TABLE event ADD COLUMN targets TEXT;      -- who is invited, where the form says it
ALTER TABLE event ADD COLUMN zone TEXT;         -- of the tz database, where the place has another than the configured one
ALTER TABLE event ADD COLUMN co_contact INTEGER REFERENCES contact; -- the co-organiser, where one person was named
ALTER TABLE event ADD COLUMN started_from TEXT; -- when it was announced or got its present start
ALTER TABLE event ADD COLUMN closed_at TEXT;    -- when it was cancelled
ALTER TABLE event ADD COLUMN look_at TEXT;      -- when the calendar of mailings has to do with it next; NULL: no more
UPDATE event SET look_at = '1970-01-01T00:00:00Z' WHERE status = 'open';
CREATE INDEX event_look_at ON event (look_at, ref) WHERE look_at IS NOT NULL;
ALTER TABLE event ADD COLUMN source_uid TEXT;   -- of the calendar that announced it
ALTER TABLE event ADD COLUMN source_sequence INTEGER;
ALTER TABLE event ADD COLUMN source_stamp TEXT;
CREATE UNIQUE INDEX event_source ON event (organiser, source_uid) WHERE source_uid IS NOT NULL;

ALTER TABLE attendance ADD COLUMN comment TEXT;
ALTER TABLE attendance ADD COLUMN sequence INTEGER; -- of the event, when it was answered
ALTER TABLE attendance ADD COLUMN stamp TEXT;       -- when it was answered, by the answer itself

DROP VIEW attendances;
CREATE VIEW attendances AS
SELECT a.event, c.email AS contact, a.answer, a.participants, a.answered_at, a.comment
FROM attendance a JOIN contact c ON c.id = a.contact;

-- What the calendar has made: a row for each kind and period, written once.
CREATE TABLE mailing (
	kind       TEXT NOT NULL,
	period     TEXT NOT NULL,
	due_at     TEXT NOT NULL,
	done_at    TEXT NOT NULL,
	recipients INTEGER NOT NULL CHECK (recipients >= 0),
	status     TEXT NOT NULL CHECK (status IN ('done', 'skipped')),
	reason     TEXT CHECK ((reason IS NULL) = (status = 'done')),
	PRIMARY KEY (kind, period)
) STRICT, WITHOUT ROWID;

CREATE VIEW mailings AS
SELECT kind, period, due_at, done_at, recipients, status, reason FROM mailing;

DROP VIEW events;
CREATE VIEW events AS
SELECT e.ref, e.status, e.type, e.title, e.starts_at, e.ends_at, e.place, e.commune, e.capacity, e.quota, e.deadline,
	o.name AS organiser, e.uid, e.sequence, e.look_at AS next_mailing_at
FROM event e JOIN organisation o ON o.id = e.organiser;

CREATE VIEW attendance_counts AS
SELECT event, answer, count(*) AS contacts, sum(participants) AS participants FROM attendance GROUP BY event, answer;

CREATE VIEW event_mailings AS
SELECT substr(period, 1, instr(period, '/') - 1) AS event, kind, period, due_at, done_at, recipients, status, reason
FROM mailing WHERE kind LIKE 'event\_%' ESCAPE '\';
