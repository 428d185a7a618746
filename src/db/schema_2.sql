-- Version 2. Renames (one word for one thing), and the flags of the table of letters.

ALTER TABLE letter RENAME COLUMN lane TO shard;
ALTER TABLE letter ADD COLUMN is_personal INTEGER NOT NULL DEFAULT 0 CHECK (is_personal IN (0, 1));
ALTER TABLE letter ADD COLUMN survives_erasure INTEGER NOT NULL DEFAULT 0 CHECK (survives_erasure IN (0, 1));
ALTER TABLE letter ADD COLUMN is_owed INTEGER NOT NULL DEFAULT 0 CHECK (is_owed IN (0, 1));
UPDATE letter SET is_personal = is_ephemeral OR coalesce(about LIKE 'CAN-%', 0),
	survives_erasure = template IN ('withdrawal', 'withdrawal_acknowledgement'),
	is_owed = template = 'withdrawal';

ALTER TABLE attempt RENAME TO correction;

-- A duplicate is the same content and Date, whatever its Message-ID.
DROP INDEX message_redelivered;
CREATE INDEX message_redelivered ON message (content_hash, id) WHERE outcome <> 'quarantined';

-- Limits on forgeries and mail storms, and the detection of a restored register.

CREATE INDEX consent_ended ON consent (candidate) WHERE event <> 'given';

-- A hard failure that did not suspend the contact; and the time of the suspension.
ALTER TABLE contact ADD COLUMN failed_on TEXT;
ALTER TABLE contact ADD COLUMN suspended_at TEXT;
CREATE INDEX contact_suspended ON contact (suspended_at) WHERE suspended_at IS NOT NULL;

-- The size of a contact's letters, and the messages that caused them.
ALTER TABLE letter ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
DROP INDEX letter_answer;
CREATE INDEX letter_answer ON letter (contact, created_at, bytes) WHERE sender = '';

-- Messages with a form that tells others, by organisation.
CREATE TABLE broadcast (
	message      INTEGER PRIMARY KEY,
	organisation INTEGER NOT NULL REFERENCES organisation,
	at           TEXT NOT NULL
) STRICT;
CREATE INDEX broadcast_organisation ON broadcast (organisation, at);

-- Addresses for an offer's CVs that are outside of the directory and not the sender's: asked to confirm.
CREATE TABLE confirmation (
	offer        TEXT NOT NULL REFERENCES offer,
	email        TEXT NOT NULL COLLATE NOCASE,
	asked_at     TEXT NOT NULL,
	confirmed_at TEXT,
	PRIMARY KEY (offer, email)
) STRICT, WITHOUT ROWID;

DROP TRIGGER message_is_kept;
CREATE TRIGGER message_is_kept BEFORE DELETE ON message
WHEN OLD.outcome IS NULL OR OLD.folder IS NOT NULL OR OLD.file_to IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'messages that are not settled are not deleted');
END;

-- Order of moves: erasures first, those that the server refused most often last.
ALTER TABLE message ADD COLUMN move_failures INTEGER NOT NULL DEFAULT 0;

-- Size of a quarantined message, in the register and its folder.
ALTER TABLE message ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
UPDATE message SET bytes = coalesce((SELECT length(raw) FROM message_raw WHERE message = id), 0);

-- Large mail until it is decided: at first only the header was fetched.
CREATE TABLE message_body (
	message    INTEGER PRIMARY KEY REFERENCES message,
	size_bytes INTEGER NOT NULL, -- of the whole message
	asked_for  INTEGER,          -- to read mail of this organisation; 0: a report; NULL: not asked for
	has_come   INTEGER NOT NULL DEFAULT 0,
	fault      TEXT              -- why it can't be fetched
) STRICT;
CREATE INDEX message_body_asked ON message_body (asked_for, message) WHERE asked_for IS NOT NULL;

-- For counting a sender's recent messages of one kind.
CREATE INDEX message_sender ON message (sender, kind, received_at) WHERE sender IS NOT NULL;

-- The organisation's identifier in the directory file, independent of its name.

ALTER TABLE organisation ADD COLUMN identifier TEXT;
CREATE UNIQUE INDEX organisation_identifier ON organisation (identifier) WHERE identifier IS NOT NULL;

-- Valid fields of a refused form, kept for a correction for 30 days (specification section 2); never of a CV.

CREATE TABLE refused_form (
	message  INTEGER PRIMARY KEY REFERENCES message,
	at       TEXT NOT NULL,
	document TEXT NOT NULL -- JSON: kind, ref, fields, faulty
) STRICT;

-- Answers "nobody available" to an offer: counted in the letter that closes the offer, not passed on (section
-- 2a).
CREATE VIEW offer_answers AS
SELECT ref AS offer, count(DISTINCT sender) AS nobody_available
FROM message WHERE reason = 'nobody available' AND ref IS NOT NULL GROUP BY ref;
CREATE INDEX message_about ON message (ref) WHERE reason = 'nobody available';

-- Calendar objects from partners, comments in answers, the table of mailings.

ALTER TABLE message ADD COLUMN arrived_at TEXT; -- when the mailbox received it; NULL: not known
ALTER TABLE message ADD COLUMN is_released INTEGER NOT NULL DEFAULT 0; -- by a person: budgets don't hold it again

-- Outcomes are final, except that a person may decide on a message set aside.
DROP TRIGGER message_is_decided_once;
CREATE TRIGGER message_is_decided_once BEFORE UPDATE OF outcome ON message
WHEN OLD.outcome IS NOT NULL AND NEW.outcome IS NOT OLD.outcome
	AND NOT (OLD.outcome = 'held' AND NEW.outcome IS NULL AND NEW.is_released)
	AND NOT (OLD.outcome IN ('held', 'quarantined') AND NEW.outcome = 'refused')
BEGIN
	SELECT RAISE(ABORT, 'a message has one outcome');
END;

ALTER TABLE event ADD COLUMN contact TEXT;
ALTER TABLE event ADD COLUMN agenda TEXT;
ALTER TABLE event ADD COLUMN targets TEXT;      -- the invited audience, when the form gives one
ALTER TABLE event ADD COLUMN zone TEXT;         -- of the tz database, when the place is not in the configured zone
ALTER TABLE event ADD COLUMN co_contact INTEGER REFERENCES contact; -- the co-organiser, when a person was named
ALTER TABLE event ADD COLUMN started_from TEXT; -- when it was announced or last rescheduled
ALTER TABLE event ADD COLUMN announced_at TEXT;
ALTER TABLE event ADD COLUMN closed_at TEXT;    -- when it was cancelled
ALTER TABLE event ADD COLUMN look_at TEXT;      -- when the calendar of mailings must look at it next; NULL: never
UPDATE event SET look_at = '1970-01-01T00:00:00Z' WHERE status = 'open';
UPDATE event SET announced_at = (SELECT received_at FROM message WHERE id = event.message);
CREATE INDEX event_uid ON event (uid COLLATE NOCASE); -- for calendar answers
CREATE INDEX event_look_at ON event (look_at, ref) WHERE look_at IS NOT NULL;
ALTER TABLE event ADD COLUMN source_uid TEXT;   -- of the calendar that announced it
ALTER TABLE event ADD COLUMN source_sequence INTEGER;
ALTER TABLE event ADD COLUMN source_stamp TEXT;
CREATE UNIQUE INDEX event_source ON event (organiser, source_uid) WHERE source_uid IS NOT NULL;

ALTER TABLE attendance ADD COLUMN comment TEXT;
ALTER TABLE attendance ADD COLUMN sequence INTEGER; -- of the event at the time of the answer
ALTER TABLE attendance ADD COLUMN stamp TEXT;       -- time in the answer itself

DROP VIEW attendances;
CREATE VIEW attendances AS
SELECT a.event, c.email AS contact, a.answer, a.participants, a.answered_at, a.comment
FROM attendance a JOIN contact c ON c.id = a.contact;

-- What the calendar has done: a row for each kind and period, never changed.
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

-- Counts of deleted rows of message and letter, and indexes for rows whose retention has ended.
CREATE TABLE message_count (
	month    TEXT NOT NULL,
	kind     TEXT NOT NULL,
	outcome  TEXT NOT NULL,
	messages INTEGER NOT NULL,
	PRIMARY KEY (month, kind, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE letter_count (
	month    TEXT NOT NULL,
	template TEXT NOT NULL,
	status   TEXT NOT NULL,
	letters  INTEGER NOT NULL,
	PRIMARY KEY (month, template, status)
) STRICT, WITHOUT ROWID;

CREATE VIEW message_counts AS
SELECT month, kind, outcome, sum(messages) AS messages FROM (
	SELECT month, kind, outcome, messages FROM message_count
	UNION ALL
	SELECT substr(received_at, 1, 7), coalesce(kind, ''), outcome, 1 FROM message WHERE outcome IS NOT NULL)
GROUP BY month, kind, outcome;

CREATE VIEW letter_counts AS
SELECT month, template, status, sum(letters) AS letters FROM (
	SELECT month, template, status, letters FROM letter_count
	UNION ALL
	SELECT substr(created_at, 1, 7), template, status, 1 FROM letter)
GROUP BY month, template, status;

CREATE INDEX message_quarantined ON message (received_at, bytes)
WHERE outcome = 'quarantined' AND folder IS NOT NULL AND file_to IS NOT 'erase';
CREATE INDEX message_with_files ON message (received_at)
WHERE outcome = 'quarantined' AND bytes > 65536 AND folder IS NOT NULL AND file_to IS NOT 'erase';
CREATE INDEX message_named ON message (received_at)
WHERE outcome IS NOT NULL AND outcome <> 'held' AND coalesce(sender, message_id) IS NOT NULL;
CREATE INDEX message_old ON message (received_at)
WHERE outcome IS NOT NULL AND outcome <> 'held' AND folder IS NULL AND file_to IS NULL;
CREATE INDEX letter_old ON letter (created_at) WHERE status <> 'queued' AND subject IS NULL;

-- For references to a deleted message or letter.
CREATE INDEX offer_message ON offer (message) WHERE message IS NOT NULL;
CREATE INDEX candidate_message ON candidate (message) WHERE message IS NOT NULL;
CREATE INDEX outcome_message ON outcome (message) WHERE message IS NOT NULL;
CREATE INDEX event_message ON event (message) WHERE message IS NOT NULL;
CREATE INDEX withheld_answer_message ON withheld_answer (message);
CREATE INDEX contact_bounced_by ON contact (bounced_by) WHERE bounced_by IS NOT NULL;

-- A letter to many while it is being made: the common draft, and the readers without a letter. A slice is
-- queued in one transaction, which also deletes its rows here.
CREATE TABLE dispatch (
	id       INTEGER PRIMARY KEY,
	draft    TEXT NOT NULL, -- JSON
	failures INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE dispatch_reader (
	dispatch INTEGER NOT NULL REFERENCES dispatch,
	position INTEGER NOT NULL,
	contact  INTEGER NOT NULL REFERENCES contact,
	own      TEXT, -- JSON: what differs in this reader's letter
	PRIMARY KEY (dispatch, position)
) STRICT, WITHOUT ROWID;

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

-- An offer's fields as written, the remarks of the rules, the approvals.

CREATE TABLE offer_field (
	offer    TEXT NOT NULL REFERENCES offer,
	key      TEXT NOT NULL,
	position INTEGER NOT NULL,
	written  TEXT NOT NULL,
	value    TEXT NOT NULL,
	PRIMARY KEY (offer, key)
) STRICT, WITHOUT ROWID;

-- Remarks for which the offer or a change of it is held; deleted when it is sent.
CREATE TABLE offer_remark (
	offer    TEXT NOT NULL REFERENCES offer,
	position INTEGER NOT NULL,
	key      TEXT NOT NULL,
	rule     TEXT NOT NULL,
	article  TEXT NOT NULL,
	passage  TEXT NOT NULL,
	why      TEXT NOT NULL,
	PRIMARY KEY (offer, position)
) STRICT, WITHOUT ROWID;

-- A change of an open offer that waits for a decision; until then readers have the unchanged offer.
CREATE TABLE offer_change (
	offer    TEXT NOT NULL REFERENCES offer,
	key      TEXT NOT NULL,
	position INTEGER NOT NULL,
	written  TEXT NOT NULL,
	value    TEXT NOT NULL,
	PRIMARY KEY (offer, key)
) STRICT, WITHOUT ROWID;

CREATE VIEW offer_texts AS
SELECT offer, key, written, 0 AS waits FROM offer_field
UNION ALL
SELECT offer, key, written, 1 FROM offer_change;

CREATE VIEW offer_remarks AS
SELECT offer, key, rule, article, passage, why FROM offer_remark;

-- A hash of company, title and place: equal for the same offer.
ALTER TABLE offer ADD COLUMN fingerprint TEXT;
ALTER TABLE offer ADD COLUMN received_at TEXT; -- set when the row of its message is deleted
CREATE INDEX offer_fingerprint ON offer (fingerprint) WHERE status IN ('held', 'open');
-- By family of jobs, for spontaneous candidates.
CREATE INDEX offer_family ON offer (substr(rome, 1, 3), deadline) WHERE status = 'open';

CREATE TABLE approval (
	id          INTEGER PRIMARY KEY,
	about       TEXT NOT NULL,
	version     INTEGER,
	contact     INTEGER NOT NULL REFERENCES contact,
	side        TEXT NOT NULL CHECK (side IN ('ims', 'cnml')),
	answer      TEXT NOT NULL CHECK (answer IN ('yes', 'no')),
	text        TEXT,
	answered_at TEXT NOT NULL,
	message     INTEGER REFERENCES message
) STRICT;
CREATE INDEX approval_about ON approval (about, id);
CREATE INDEX approval_message ON approval (message) WHERE message IS NOT NULL;

CREATE VIEW approvals AS
SELECT a.about, a.version, c.email AS contact, a.side, a.answer, a.text, a.answered_at
FROM approval a JOIN contact c ON c.id = a.contact;

-- Articles for the newsletter.

CREATE TABLE article (
	ref          TEXT PRIMARY KEY,
	status       TEXT NOT NULL CHECK (status IN ('submitted', 'accepted', 'refused', 'published', 'withdrawn')),
	title        TEXT NOT NULL,
	text         TEXT NOT NULL,
	rubric       TEXT,
	link         TEXT,
	is_results   INTEGER NOT NULL CHECK (is_results IN (0, 1)),
	author       INTEGER NOT NULL REFERENCES contact,
	submitted_at TEXT NOT NULL,
	newsletter   TEXT,
	message      INTEGER REFERENCES message
) STRICT, WITHOUT ROWID;
CREATE INDEX article_message ON article (message) WHERE message IS NOT NULL;
CREATE INDEX article_waiting ON article (submitted_at, ref) WHERE status = 'accepted' AND newsletter IS NULL;

CREATE VIEW articles AS
SELECT a.ref, a.status, a.title, a.rubric, a.link, c.email AS author, a.submitted_at, a.newsletter
FROM article a JOIN contact c ON c.id = a.author;

-- The steering committee (agreement Art. 3), one a year.

CREATE TABLE committee (
	ref          TEXT PRIMARY KEY,
	year         INTEGER NOT NULL UNIQUE,
	status       TEXT NOT NULL CHECK (status IN ('planned', 'held', 'cancelled')),
	starts_at    TEXT NOT NULL,
	ends_at      TEXT,
	place        TEXT,
	agenda       TEXT,
	uid          TEXT NOT NULL UNIQUE,
	sequence     INTEGER NOT NULL CHECK (sequence >= 0),
	started_from TEXT NOT NULL, -- when it was planned or last rescheduled
	closed_at    TEXT,          -- when it was cancelled
	minutes      TEXT,
	present      TEXT,
	minutes_at   TEXT CHECK ((minutes_at IS NOT NULL) = (status = 'held')),
	sender       INTEGER NOT NULL REFERENCES contact,
	message      INTEGER REFERENCES message
) STRICT, WITHOUT ROWID;
CREATE INDEX committee_message ON committee (message) WHERE message IS NOT NULL;

CREATE VIEW committee_mailings AS
SELECT substr(period, 1, instr(period, '/') - 1) AS committee, kind, due_at, done_at, recipients, status, reason
FROM mailing WHERE kind = 'committee_agenda';

CREATE VIEW committees AS
SELECT ref, year, status, starts_at, place, sequence, minutes_at FROM committee;

-- Regional agreements (Art. 2), the contacts asked to accept one, and those added to its region's routes.

CREATE TABLE regional_agreement (
	ref         TEXT PRIMARY KEY,
	region      TEXT NOT NULL REFERENCES region,
	status      TEXT NOT NULL CHECK (status IN ('pending', 'active', 'ended')),
	signed_on   TEXT NOT NULL,
	signatories TEXT NOT NULL,
	active_on   TEXT,
	ended_on    TEXT CHECK ((ended_on IS NOT NULL) = (status = 'ended')),
	proposer    INTEGER NOT NULL REFERENCES contact,
	approver    INTEGER REFERENCES contact,
	message     INTEGER REFERENCES message
) STRICT, WITHOUT ROWID;
CREATE INDEX regional_agreement_message ON regional_agreement (message) WHERE message IS NOT NULL;
CREATE INDEX regional_agreement_active ON regional_agreement (region) WHERE status = 'active';

CREATE TABLE regional_party (
	agreement TEXT NOT NULL REFERENCES regional_agreement,
	role      TEXT NOT NULL CHECK (role IN ('asked', 'recipient')),
	contact   INTEGER NOT NULL REFERENCES contact,
	PRIMARY KEY (agreement, role, contact)
) STRICT, WITHOUT ROWID;

-- The national agreement exists from the day of its signature, given in the configuration.
CREATE VIEW agreements AS
SELECT 'CNV-NATIONALE' AS ref, 'national' AS scope, NULL AS region, iif(e.value IS NULL, 'active', 'ended') AS status,
	s.value AS signed_on, iif(e.value IS NULL, NULL, (SELECT value FROM setting WHERE name = 'agreement.ended_on')) AS ended_on
FROM setting s LEFT JOIN setting e ON e.name = 'agreement.step' WHERE s.name = 'agreement.signed_on'
UNION ALL
SELECT ref, 'regional', region, status, signed_on, ended_on FROM regional_agreement;

-- The duties of both sides (Art. 3), in the order and words of the agreement; the partners' reports about
-- their own sites; the years that were opened.

CREATE TABLE duty (
	id      TEXT PRIMARY KEY,
	party   TEXT NOT NULL CHECK (party IN ('ims', 'cnml')),
	number  INTEGER NOT NULL,
	is_once INTEGER NOT NULL CHECK (is_once IN (0, 1)),
	is_reported INTEGER NOT NULL CHECK (is_reported IN (0, 1)), -- reported by the party: it happens on its own site
	duty    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO duty (party, number, is_once, duty, is_reported, id)
SELECT column1, column2, column3, column4, column4 LIKE 'Mettre %', 'DEVOIR-' || upper(column1) || '-' || column2 FROM (VALUES
	('ims', 1, 0, 'Participer à des réunions d’un comité de pilotage une fois par an'),
	('ims', 2, 1, 'Informer ses adhérents de la signature de la présente convention'),
	('ims', 3, 0, 'Inviter des jeunes concernés présentés par les missions locales dans des événements organisés par l’IMS'),
	('ims', 4, 0, 'Faire appel à des intervenants des missions locales lors de réunions organisées par l’IMS'),
	('ims', 5, 0, 'Transmettre aux missions locales des offres d’emploi confiées par des entreprises partenaires'),
	('ims', 6, 0, 'Informer et inciter ses adhérents à participer aux différentes actions portées par les missions locales'),
	('ims', 7, 0, 'Organiser des événements communs entre les missions locales et l’IMS'),
	('ims', 8, 1, 'Mettre en place sur ses sites un lien vers le site du CNML'),
	('cnml', 1, 0, 'Participer à des réunions d’un comité de pilotage une fois par an'),
	('cnml', 2, 1, 'Informer ses relais et entreprises partenaires de la signature de la présente convention'),
	('cnml', 3, 0, 'Mobiliser des jeunes concernés pour participer à des événements de l’IMS'),
	('cnml', 4, 0, 'Transmettre, avec l’accord explicite du demandeur d’emploi, le CV de jeunes'),
	('cnml', 5, 0, 'Intervenir lors de réunions organisées par l’IMS pour présenter les diagnostics réalisés par le CNML'),
	('cnml', 6, 0, 'Tenir informé l’IMS des événements organisés par le CNML'),
	('cnml', 7, 0, 'Encourager le développement de collaborations locales entre les membres de l’IMS et les relais missions locales'),
	('cnml', 8, 0, 'Organiser des événements communs entre la mission locale et l’IMS'),
	('cnml', 9, 1, 'Mettre en référence sur son site le logo de l’IMS et un lien avec les sites de l’IMS'));

CREATE TABLE duty_report (
	id          TEXT PRIMARY KEY REFERENCES duty,
	link        TEXT NOT NULL,
	reported_at TEXT NOT NULL, -- time of the first report
	contact     INTEGER NOT NULL REFERENCES contact,
	message     INTEGER REFERENCES message
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_report_message ON duty_report (message) WHERE message IS NOT NULL;

CREATE TABLE duty_year (
	year TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE VIEW organisation_side AS
SELECT id, type, iif(type IN ('ims', 'antenne', 'entreprise'), 'ims', 'cnml') AS side FROM organisation;

-- Every act that is evidence of a duty, by local date.
CREATE VIEW duty_evidence AS
SELECT d.value AS id, date(c.starts_at, 'localtime') AS done_on, c.ref AS evidence
FROM committee c, json_each('["DEVOIR-IMS-1", "DEVOIR-CNML-1"]') d WHERE c.status = 'held'
UNION ALL
SELECT d.value, date(n.made_at, 'localtime'), n.ref
FROM newsletter n, json_each('["DEVOIR-IMS-2", "DEVOIR-CNML-2"]') d WHERE n.is_first AND n.recipients > 0
UNION ALL
SELECT 'DEVOIR-IMS-3', date(e.announced_at, 'localtime'), e.ref
FROM event e JOIN organisation_side o ON o.id = e.organiser AND o.side = 'ims'
WHERE e.status <> 'cancelled' AND EXISTS (
	SELECT 1 FROM attendance a JOIN contact c ON c.id = a.contact JOIN organisation_side g ON g.id = c.organisation
	WHERE a.event = e.ref AND g.side = 'cnml')
UNION ALL
SELECT 'DEVOIR-IMS-5', date(received_at, 'localtime'), ref FROM offers WHERE status <> 'held' AND received_at IS NOT NULL
UNION ALL
SELECT d.value, date(e.announced_at, 'localtime'), e.ref
FROM event e JOIN organisation_side o ON o.id = e.organiser JOIN organisation_side co ON co.id = e.co_organiser AND co.side <> o.side,
	json_each('["DEVOIR-IMS-7", "DEVOIR-CNML-8"]') d
WHERE e.status <> 'cancelled'
UNION ALL
SELECT iif(c.kind = 'speaker', 'DEVOIR-IMS-4', 'DEVOIR-IMS-6'), date(c.opened_at, 'localtime'), c.ref
FROM call c JOIN contact k ON k.id = c.asker JOIN organisation_side o ON o.id = k.organisation
WHERE o.side = iif(c.kind = 'speaker', 'ims', 'cnml')
UNION ALL
SELECT 'DEVOIR-CNML-5', date(max(r.answered_at, c.opened_at), 'localtime'), c.ref
FROM response r JOIN call c ON c.ref = r.call AND c.kind = 'speaker'
	JOIN contact k ON k.id = c.asker JOIN organisation_side o ON o.id = k.organisation AND o.side = 'ims'
WHERE r.answer = 'yes'
UNION ALL
SELECT id, date(reported_at, 'localtime'), link FROM duty_report
UNION ALL
SELECT 'DEVOIR-CNML-3', date(max(a.answered_at, coalesce(e.announced_at, '')), 'localtime'), a.event
FROM attendance a JOIN event e ON e.ref = a.event JOIN organisation_side o ON o.id = e.organiser AND o.side = 'ims'
	JOIN contact c ON c.id = a.contact JOIN organisation_side g ON g.id = c.organisation AND g.side = 'cnml'
WHERE a.answer = 'yes' AND a.participants > 0
UNION ALL
SELECT 'DEVOIR-CNML-4', date(min(recorded_at), 'localtime'), candidate FROM consent WHERE event = 'given' GROUP BY candidate
UNION ALL
SELECT 'DEVOIR-CNML-6', date(e.announced_at, 'localtime'), e.ref
FROM event e JOIN organisation o ON o.id = e.organiser AND o.type = 'cnml' WHERE e.status <> 'cancelled'
UNION ALL
SELECT 'DEVOIR-CNML-7', active_on, ref FROM regional_agreement WHERE active_on IS NOT NULL;

-- The first act of each year; for one-time duties the first act of all.
CREATE VIEW duties AS
WITH period (id, period) AS (
	SELECT id, NULL FROM duty WHERE is_once
	UNION ALL SELECT id, year FROM duty JOIN duty_year WHERE NOT is_once
),
first AS (
	SELECT p.id, p.period, e.done_on, e.evidence,
		row_number() OVER (PARTITION BY p.id, p.period ORDER BY e.done_on, e.evidence) AS position
	FROM period p LEFT JOIN duty_evidence e
		ON e.id = p.id AND (p.period IS NULL OR substr(e.done_on, 1, 4) = p.period)
)
SELECT d.id, d.party, 'Art. 3' AS article, d.duty, f.period, f.done_on, f.evidence
FROM first f JOIN duty d ON d.id = f.id WHERE f.position = 1
ORDER BY d.party DESC, d.number, f.period;

-- Requests to end the agreement (Art. 5), which the same address must confirm.

CREATE TABLE termination (
	contact  INTEGER PRIMARY KEY REFERENCES contact,
	asked_at TEXT NOT NULL
) STRICT;

-- When records were received, for lists.

DROP VIEW offers;
CREATE VIEW offers AS
SELECT o.ref, o.status, o.title, o.company, o.place, o.commune, o.postal_code, o.department, o.region, o.contract, o.nature,
	o.rome, o.level, o.salary, o.hours, o.start, o.openings, o.deadline, o.contact, o.forum, coalesce(m.received_at, o.received_at) AS received_at
FROM offer o LEFT JOIN message m ON m.id = o.message;

-- CVs that nobody received: every letter with them has failed.
DROP VIEW candidates;
CREATE VIEW candidates AS
SELECT c.ref, iif(c.status = 'forwarded'
		AND EXISTS (SELECT 1 FROM letter WHERE about = c.ref AND template = 'cv' AND status = 'failed')
		AND NOT EXISTS (SELECT 1 FROM letter WHERE about = c.ref AND template = 'cv' AND status IN ('queued', 'sent')),
	'unsent', c.status) AS status,
	c.given_name, c.family_name, c.offer, o.name AS mission_locale, c.scope, c.is_minor AS minor, c.rome, c.level,
	m.received_at
FROM candidate c JOIN organisation o ON o.id = c.mission_locale LEFT JOIN message m ON m.id = c.message;

DROP VIEW letters;
CREATE VIEW letters AS
SELECT id, template, recipient, subject, message_id, status, attempts, next_attempt_at, sent_at, last_reply, about, created_at
FROM letter;

-- Newsletters: made once with their items, then sent to one reader after the other.

CREATE TABLE newsletter (
	ref         TEXT PRIMARY KEY,
	period      TEXT NOT NULL UNIQUE,
	due_at      TEXT NOT NULL,
	made_at     TEXT NOT NULL,
	is_first    INTEGER NOT NULL CHECK (is_first IN (0, 1)),
	last_reader INTEGER NOT NULL,
	recipients  INTEGER NOT NULL,
	is_done     INTEGER NOT NULL CHECK (is_done IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE newsletter_item (
	newsletter   TEXT NOT NULL REFERENCES newsletter,
	position     INTEGER NOT NULL,
	part         TEXT NOT NULL CHECK (part IN ('article', 'offer', 'event', 'call')),
	ref          TEXT NOT NULL,
	data         TEXT NOT NULL, -- JSON
	is_for_all   INTEGER NOT NULL CHECK (is_for_all IN (0, 1)),
	is_addressed INTEGER NOT NULL CHECK (is_addressed IN (0, 1)),
	PRIMARY KEY (newsletter, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX newsletter_item_ref ON newsletter_item (part, ref);

CREATE TABLE newsletter_address (
	newsletter TEXT NOT NULL,
	contact    INTEGER NOT NULL REFERENCES contact,
	position   INTEGER NOT NULL,
	PRIMARY KEY (newsletter, contact, position)
) STRICT, WITHOUT ROWID;

CREATE VIEW newsletters AS
SELECT ref, period, due_at, made_at, is_first, recipients, is_done,
	(SELECT count(*) FROM newsletter_item WHERE newsletter = n.ref) AS items
FROM newsletter n;

-- The mailing list of a letter: it is cancelled for contacts that leave the list, by mail or in the
-- directory.
ALTER TABLE letter ADD COLUMN list TEXT;
CREATE TRIGGER contact_leaves_list AFTER UPDATE OF lists ON contact WHEN NEW.lists <> OLD.lists
BEGIN
	UPDATE letter SET status = 'cancelled', next_attempt_at = NULL, last_reply = 'not sent: the recipient has left the list'
	WHERE status = 'queued' AND recipient = NEW.email AND list IS NOT NULL
		AND NOT instr(' ' || NEW.lists || ' ', ' ' || list || ' ');
END;

-- Effective choices of a contact, from the file or by mail.
DROP VIEW contacts;
CREATE VIEW contacts AS
SELECT c.email, c.name, o.name AS organisation, o.type, c.is_active AS active, c.is_bounced AS bounced, c.lists, c.frequency, c.territories
FROM contact c JOIN organisation o ON o.id = c.organisation;

-- The file's lists at the time when the contact chose others by mail; NULL: no choice.
ALTER TABLE contact ADD COLUMN file_lists TEXT;

-- Digests: what digest readers were shown of each offer, and what waits for their next digest.
CREATE TABLE digest_line (
	offer    TEXT NOT NULL REFERENCES offer,
	contact  INTEGER NOT NULL REFERENCES contact,
	is_shown INTEGER NOT NULL CHECK (is_shown IN (0, 1)),
	changes  TEXT NOT NULL, -- labels of the fields changed since it was shown
	noted_at TEXT,          -- time of the last news for the next digest; NULL: no news
	PRIMARY KEY (offer, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_line_waiting ON digest_line (contact, offer) WHERE noted_at IS NOT NULL;

-- The file's frequency and territories at the time when the contact chose others by mail; NULL: no choice.
ALTER TABLE contact ADD COLUMN file_frequency TEXT;
ALTER TABLE contact ADD COLUMN file_territories TEXT;

-- For finding the organisations that cover a place.
CREATE INDEX territory_code ON territory (code);

-- Territories that a contact chose by mail, one row a code: it only gets what is inside these.
CREATE TABLE chosen_territory (
	contact INTEGER NOT NULL REFERENCES contact,
	code    TEXT NOT NULL,
	PRIMARY KEY (contact, code)
) STRICT, WITHOUT ROWID;

-- The welcome letter: owed since an import; when it was made.
ALTER TABLE contact ADD COLUMN is_welcome_owed INTEGER NOT NULL DEFAULT 0 CHECK (is_welcome_owed IN (0, 1));
ALTER TABLE contact ADD COLUMN welcomed_at TEXT;
CREATE INDEX contact_welcome_owed ON contact (id) WHERE is_welcome_owed;

-- Failed letters that were reported to the operator.
ALTER TABLE letter ADD COLUMN is_failure_told INTEGER NOT NULL DEFAULT 0 CHECK (is_failure_told IN (0, 1));
CREATE INDEX letter_failed ON letter (id) WHERE status = 'failed' AND NOT is_failure_told;

DROP VIEW contacts;
CREATE VIEW contacts AS
SELECT c.email, c.name, o.name AS organisation, o.type, c.is_active AS active, c.is_bounced AS bounced, c.lists, c.frequency,
	c.territories, c.welcomed_at
FROM contact c JOIN organisation o ON o.id = c.organisation;

-- The same for every column of the file.
CREATE VIEW directory AS
SELECT c.*, f.function, f.is_signatory AS signatory, f.is_steering AS steering, f.bounced_why, f.suspended_at
FROM contacts c JOIN contact f ON f.email = c.email;

-- The annual report: versions as drafted, containing only publishable figures. The document is frozen.

ALTER TABLE offer ADD COLUMN filled_at TEXT; -- when its posts were reported as filled

CREATE TABLE report (
	ref          TEXT NOT NULL,
	year         INTEGER NOT NULL,
	version      INTEGER NOT NULL CHECK (version > 0),
	status       TEXT NOT NULL CHECK (status IN ('draft', 'approved', 'refused', 'published')),
	sha256       TEXT NOT NULL CHECK (length(sha256) = 64),
	document     TEXT NOT NULL, -- JSON (kind/report.h); sha256 is over these bytes
	drafted_at   TEXT NOT NULL,
	published_at TEXT CHECK ((published_at IS NOT NULL) = (status = 'published')),
	PRIMARY KEY (ref, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER report_is_frozen BEFORE UPDATE ON report
WHEN OLD.status IN ('refused', 'published') OR NEW.document <> OLD.document OR NEW.sha256 <> OLD.sha256
BEGIN
	SELECT RAISE(ABORT, 'a version of the report is not changed');
END;

CREATE TRIGGER report_is_kept BEFORE DELETE ON report
BEGIN
	SELECT RAISE(ABORT, 'a version of the report is not deleted');
END;

CREATE VIEW reports AS
SELECT ref, year, version, status, sha256, drafted_at, published_at FROM report;

CREATE VIEW newest_reports AS
SELECT * FROM reports r WHERE version = (SELECT max(version) FROM report WHERE ref = r.ref);

CREATE VIEW report_figures AS
SELECT r.ref, r.version, r.status, f.value ->> 'key' AS key, f.value ->> 'region' AS region,
	f.value ->> 'month' AS month, f.value ->> 'value' AS value
FROM report r, json_each(r.document, '$.figures') f;

-- Calls for mentors, for skills or money, for speakers; the contacts asked, and their answers.

CREATE TABLE call (
	ref         TEXT PRIMARY KEY,
	kind        TEXT NOT NULL CHECK (kind IN ('mentoring', 'skills', 'financial', 'speaker')),
	status      TEXT NOT NULL CHECK (status IN ('open', 'filled', 'closed', 'expired')),
	title       TEXT NOT NULL,
	description TEXT,
	theme       TEXT,
	place       TEXT,
	commune     TEXT REFERENCES commune,
	postal_code TEXT,
	department  TEXT REFERENCES department,
	region      TEXT REFERENCES region,
	needed      INTEGER CHECK (needed > 0), -- people, days or euros
	deadline    TEXT NOT NULL,
	starts_at   TEXT,                       -- of the meeting for which a speaker is sought
	ends_at     TEXT,
	zone        TEXT,                       -- of its place, when that is not in the configured zone
	event       TEXT,
	diagnostic  TEXT,
	contact     TEXT,
	asker       INTEGER NOT NULL REFERENCES contact,
	opened_at   TEXT NOT NULL,
	closed_at   TEXT,                       -- when the asker closed it
	look_at     TEXT,                       -- when the calendar must look at it next; NULL: never
	message     INTEGER REFERENCES message
) STRICT, WITHOUT ROWID;
CREATE INDEX call_open ON call (deadline, ref) WHERE status = 'open';
CREATE INDEX call_look_at ON call (look_at, ref) WHERE look_at IS NOT NULL;
CREATE INDEX call_message ON call (message) WHERE message IS NOT NULL;

-- A row for each contact that was asked, and for each colleague who answered.
CREATE TABLE response (
	call        TEXT NOT NULL REFERENCES call,
	contact     INTEGER NOT NULL REFERENCES contact,
	is_asked    INTEGER NOT NULL CHECK (is_asked IN (0, 1)),
	answer      TEXT CHECK (answer IN ('yes', 'no', 'maybe')),
	text        TEXT,
	speaker     TEXT,
	answered_at TEXT CHECK ((answered_at IS NULL) = (answer IS NULL)),
	reminder    TEXT, -- the period of a due reminder without a letter yet
	PRIMARY KEY (call, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX response_reminder ON response (contact, call) WHERE reminder IS NOT NULL;

CREATE VIEW calls AS
SELECT c.ref, c.kind, c.status, c.title, k.email AS asker, c.place, c.department, c.region, c.needed, c.deadline, c.event,
	c.opened_at, c.theme, c.starts_at, c.diagnostic, c.closed_at
FROM call c JOIN contact k ON k.id = c.asker;

CREATE VIEW responses AS
SELECT r.call, k.email AS contact, r.answer, r.text, r.answered_at, r.speaker
FROM response r JOIN contact k ON k.id = r.contact WHERE r.answer IS NOT NULL;

CREATE VIEW call_mailings AS
SELECT substr(period, 1, instr(period, '/') - 1) AS call, kind, period, due_at, done_at, recipients, status, reason
FROM mailing WHERE kind LIKE 'call\_%' ESCAPE '\';

-- Diagnostics of territories, relayed with their documents.

CREATE TABLE diagnostic (
	ref          TEXT PRIMARY KEY,
	title        TEXT NOT NULL,
	year         INTEGER NOT NULL,
	territory    TEXT NOT NULL, -- as written
	codes        TEXT NOT NULL, -- of territories, separated by spaces
	summary      TEXT,
	organisation INTEGER NOT NULL REFERENCES organisation,
	sender       INTEGER NOT NULL REFERENCES contact,
	event        TEXT,
	received_at  TEXT NOT NULL,
	message      INTEGER REFERENCES message
) STRICT, WITHOUT ROWID;
CREATE INDEX diagnostic_message ON diagnostic (message) WHERE message IS NOT NULL;

CREATE VIEW diagnostics AS
SELECT d.ref, d.title, d.year, o.name AS organisation, d.territory, d.event, d.received_at
FROM diagnostic d JOIN organisation o ON o.id = d.organisation;

-- A file belongs to a candidate or to a diagnostic.
CREATE TABLE attachment_2 (
	id         INTEGER PRIMARY KEY,
	candidate  TEXT REFERENCES candidate,
	diagnostic TEXT REFERENCES diagnostic,
	name       TEXT, -- NULL once a candidate's is erased: it usually contains the young person's name
	type       TEXT NOT NULL,
	CHECK ((candidate IS NULL) <> (diagnostic IS NULL))
) STRICT;
INSERT INTO attachment_2 (id, candidate, name, type) SELECT id, candidate, name, type FROM attachment;
DROP TABLE attachment;
ALTER TABLE attachment_2 RENAME TO attachment;
CREATE INDEX attachment_candidate ON attachment (candidate) WHERE candidate IS NOT NULL;
CREATE INDEX attachment_diagnostic ON attachment (diagnostic) WHERE diagnostic IS NOT NULL;

-- Requests to erase a CV that ended, and the answers.
CREATE TABLE erasure_request (
	candidate      TEXT NOT NULL REFERENCES candidate,
	recipient      TEXT NOT NULL COLLATE NOCASE,
	asked_at       TEXT NOT NULL,
	asked_again_at TEXT,
	told_at        TEXT, -- when the IMS cell was told of the missing answer
	answered_at    TEXT,
	is_done        INTEGER CHECK (is_done IN (0, 1)), -- 0: the answer says why not
	PRIMARY KEY (candidate, recipient),
	CHECK ((answered_at IS NULL) = (is_done IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_request_silent ON erasure_request (asked_at) WHERE answered_at IS NULL AND told_at IS NULL;
CREATE INDEX erasure_request_age ON erasure_request (asked_at);
CREATE VIEW erasures AS
SELECT candidate, recipient, asked_at, asked_again_at, answered_at, is_done FROM erasure_request;
