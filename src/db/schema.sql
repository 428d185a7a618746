-- The register, user_version 1. Tables are named in the singular and are ours to change; the views at the end are
-- a promise to reports and other tools (specification section 10): columns are added, never renamed.
-- Times are UTC in RFC 3339, dates YYYY-MM-DD, so that text sorts as time does.

CREATE TABLE setting (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
	name TEXT PRIMARY KEY,
	last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Places -------------------------------------------------------------------------------------------------------

CREATE TABLE region (
	code TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	bare TEXT NOT NULL -- the name in comparable form, without its article: places/name.h
) STRICT, WITHOUT ROWID;

CREATE TABLE former_region (
	code TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	bare TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE department (
	code          TEXT PRIMARY KEY,
	name          TEXT NOT NULL,
	bare          TEXT NOT NULL,
	region        TEXT NOT NULL REFERENCES region,
	former_region TEXT REFERENCES former_region
) STRICT, WITHOUT ROWID;
CREATE INDEX department_region ON department (region);
CREATE INDEX department_former_region ON department (former_region);

CREATE TABLE commune (
	insee      TEXT PRIMARY KEY,
	name       TEXT NOT NULL,
	whole      TEXT NOT NULL, -- the name as names are compared
	bare       TEXT NOT NULL, -- the same without its article
	department TEXT NOT NULL REFERENCES department,
	parent     TEXT REFERENCES commune DEFERRABLE INITIALLY DEFERRED -- of a municipal arrondissement
) STRICT, WITHOUT ROWID;
CREATE INDEX commune_bare ON commune (bare);
CREATE INDEX commune_department ON commune (department);
CREATE INDEX commune_parent ON commune (parent) WHERE parent IS NOT NULL;

-- One row an atom. Paris, Lyon and Marseille have none, only their arrondissements. code '' without a postal
-- code.
CREATE TABLE postal (
	insee TEXT NOT NULL REFERENCES commune,
	code  TEXT NOT NULL,
	PRIMARY KEY (insee, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX postal_code ON postal (code);

CREATE VIEW atom AS
SELECT p.insee, p.code AS postal_code, c.parent, c.department, d.region, d.former_region
FROM postal p JOIN commune c ON c.insee = p.insee JOIN department d ON d.code = c.department;

-- Directory ----------------------------------------------------------------------------------------------------

CREATE TABLE organisation (
	id     INTEGER PRIMARY KEY,
	name   TEXT NOT NULL,
	folded TEXT NOT NULL UNIQUE,
	type   TEXT NOT NULL CHECK (type IN ('cnml', 'association_regionale', 'mission_locale', 'ims', 'antenne', 'entreprise'))
) STRICT;

CREATE TABLE contact (
	id           INTEGER PRIMARY KEY,
	organisation INTEGER NOT NULL REFERENCES organisation,
	email        TEXT NOT NULL COLLATE NOCASE UNIQUE,
	name         TEXT NOT NULL,
	function     TEXT NOT NULL,
	lists        TEXT NOT NULL,
	frequency    TEXT NOT NULL CHECK (frequency IN ('immediat', 'quotidien', 'hebdomadaire')),
	territories  TEXT NOT NULL,
	is_signatory INTEGER NOT NULL CHECK (is_signatory IN (0, 1)),
	is_steering  INTEGER NOT NULL CHECK (is_steering IN (0, 1)),
	is_active    INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
	is_bounced   INTEGER NOT NULL DEFAULT 0 CHECK (is_bounced IN (0, 1)),
	imported     INTEGER NOT NULL, -- number of the last import that named it
	soft_bounces INTEGER NOT NULL DEFAULT 0, -- since it was last resumed
	bounced_by   INTEGER REFERENCES letter,  -- the letter whose hard bounce caused the suspension
	bounced_why  TEXT CHECK ((bounced_why IS NOT NULL) = is_bounced), -- enhanced status code (RFC 3463)
	is_bounce_told INTEGER NOT NULL DEFAULT 0 CHECK (is_bounce_told IN (0, 1)) -- to the operator
) STRICT;
CREATE INDEX contact_organisation ON contact (organisation);
CREATE INDEX contact_bounce_untold ON contact (id) WHERE is_bounced AND NOT is_bounce_told;

-- Codes of all active contacts of an organisation.
CREATE TABLE territory (
	organisation INTEGER NOT NULL REFERENCES organisation,
	code         TEXT NOT NULL,
	PRIMARY KEY (organisation, code)
) STRICT, WITHOUT ROWID;

-- Messages -----------------------------------------------------------------------------------------------------

CREATE TABLE message (
	id           INTEGER PRIMARY KEY,
	mailbox      TEXT NOT NULL,
	uidvalidity  INTEGER NOT NULL, -- origin, the message's key
	uid          TEXT NOT NULL,
	received_at  TEXT NOT NULL,
	failures     INTEGER NOT NULL DEFAULT 0, -- crashes, time-outs and internal errors while it was handled
	oversize_bytes INTEGER NOT NULL DEFAULT 0, -- of a message too large to be fetched: message_raw has its header
	message_id   TEXT,
	content_hash TEXT,
	sender       TEXT,
	subject      TEXT,
	kind         TEXT,
	outcome      TEXT CHECK (outcome IN ('accepted', 'refused', 'held', 'ignored', 'quarantined')),
	reason       TEXT CHECK ((reason IS NULL) = (outcome IS NULL)),
	ref          TEXT,
	file_to      TEXT CHECK (file_to IN ('Traites', 'Refuses', 'Quarantaine', 'erase')),
	folder       TEXT DEFAULT '', -- its present folder: '' the mailbox's own, NULL none
	folder_uidvalidity INTEGER NOT NULL,
	folder_uid   TEXT,
	UNIQUE (mailbox, uidvalidity, uid)
) STRICT;
CREATE INDEX message_undecided ON message (id) WHERE outcome IS NULL;
CREATE INDEX message_aside ON message (outcome) WHERE outcome IN ('held', 'quarantined');
CREATE INDEX message_to_file ON message (mailbox, id) WHERE file_to IS NOT NULL;
CREATE INDEX message_kept ON message ((outcome = 'accepted'), received_at)
WHERE outcome IS NOT NULL AND outcome <> 'held' AND folder IS NOT NULL AND file_to IS NOT 'erase';
CREATE INDEX message_redelivered ON message (message_id, content_hash, id) WHERE outcome <> 'quarantined';

CREATE TABLE message_raw (
	message INTEGER PRIMARY KEY REFERENCES message,
	raw     BLOB NOT NULL
) STRICT;

-- Corrections of a refused message, by its reply token: all attempts at the same thing.
CREATE TABLE attempt (
	message INTEGER PRIMARY KEY REFERENCES message,
	first   INTEGER NOT NULL REFERENCES message -- the first attempt
) STRICT;
CREATE INDEX attempt_first ON attempt (first);

-- Moves begun on a server without MOVE: copies in that folder have this UID or a higher one, or don't exist.
CREATE TABLE message_copy (
	message     INTEGER PRIMARY KEY REFERENCES message,
	folder      TEXT NOT NULL,
	uidvalidity INTEGER NOT NULL,
	uid         TEXT NOT NULL
) STRICT;

CREATE TRIGGER message_is_decided_once BEFORE UPDATE OF outcome ON message
WHEN OLD.outcome IS NOT NULL AND NEW.outcome IS NOT OLD.outcome
BEGIN
	SELECT RAISE(ABORT, 'a message has one outcome');
END;

CREATE TRIGGER message_is_kept BEFORE DELETE ON message
BEGIN
	SELECT RAISE(ABORT, 'messages are not deleted');
END;

-- Offers, candidates, consents ---------------------------------------------------------------------------------

CREATE TABLE offer (
	ref         TEXT PRIMARY KEY,
	status      TEXT NOT NULL CHECK (status IN ('held', 'open', 'filled', 'closed', 'expired')),
	title       TEXT NOT NULL,
	company     TEXT,
	place       TEXT,
	commune     TEXT REFERENCES commune,
	postal_code TEXT,
	department  TEXT REFERENCES department,
	region      TEXT REFERENCES region,
	contract    TEXT,
	nature      TEXT,
	rome        TEXT,
	level       INTEGER CHECK (level = 0 OR level BETWEEN 3 AND 8),
	salary      TEXT,
	hours       TEXT,
	start       TEXT,
	openings    INTEGER CHECK (openings > 0),
	deadline    TEXT,
	contact     TEXT,
	forum       TEXT,
	description TEXT,
	experience  TEXT,
	duration    TEXT,
	reference   TEXT,
	diffusion   TEXT,
	is_company_hidden INTEGER NOT NULL CHECK (is_company_hidden IN (0, 1)),
	sender      INTEGER NOT NULL REFERENCES contact,
	message     INTEGER REFERENCES message
) STRICT;
CREATE INDEX offer_open ON offer (deadline, ref) WHERE status = 'open';

CREATE TABLE candidate (
	ref            TEXT PRIMARY KEY,
	status         TEXT NOT NULL CHECK (status IN ('forwarded', 'interview', 'hired', 'rejected', 'withdrawn', 'expired')),
	given_name     TEXT,
	family_name    TEXT,
	offer          TEXT REFERENCES offer,
	mission_locale INTEGER NOT NULL REFERENCES organisation,
	adviser        INTEGER NOT NULL REFERENCES contact,
	scope          TEXT NOT NULL CHECK (scope IN ('offer', 'partners')),
	is_minor       INTEGER NOT NULL CHECK (is_minor IN (0, 1)),
	rome           TEXT,
	level          INTEGER CHECK (level = 0 OR level BETWEEN 3 AND 8),
	wanted         TEXT,
	mobility       TEXT,
	consent_expires_on TEXT,
	message        INTEGER REFERENCES message,
	is_erased      INTEGER NOT NULL DEFAULT 0 CHECK (is_erased IN (0, 1)),
	send_by        TEXT, -- last day on which letters with the CV may be sent; NULL afterwards
	reminded_for   TEXT, -- the expiry in the last reminder to the mission locale
	unsent_why     TEXT, -- why a letter with the CV was cancelled, until the mission locale is told
	CHECK (offer IS NOT NULL OR scope = 'partners'),
	CHECK (NOT is_erased OR coalesce(given_name, family_name, wanted, mobility, send_by, unsent_why) IS NULL)
) STRICT;
CREATE INDEX candidate_expiring ON candidate (consent_expires_on, ref) WHERE NOT is_erased;
CREATE INDEX candidate_send_by ON candidate (send_by, ref) WHERE send_by IS NOT NULL;
CREATE INDEX candidate_unsent ON candidate (ref) WHERE unsent_why IS NOT NULL;

-- Outcomes of an application; a candidate's newest row counts, earlier ones were corrected.
CREATE TABLE outcome (
	id        INTEGER PRIMARY KEY,
	candidate TEXT NOT NULL REFERENCES candidate,
	outcome   TEXT NOT NULL CHECK (outcome IN ('interview', 'hired', 'rejected')),
	date      TEXT NOT NULL,
	at        TEXT NOT NULL,
	sender    INTEGER NOT NULL REFERENCES contact,
	message   INTEGER REFERENCES message
) STRICT;
CREATE INDEX outcome_candidate ON outcome (candidate, id);

CREATE TABLE attachment (
	id        INTEGER PRIMARY KEY,
	candidate TEXT NOT NULL REFERENCES candidate,
	name      TEXT, -- NULL once erased: it usually contains the young person's name
	type      TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_candidate ON attachment (candidate);

CREATE TABLE attachment_content (
	attachment INTEGER PRIMARY KEY REFERENCES attachment,
	content    BLOB NOT NULL
) STRICT;

-- The information notices given to young people, in their wording at that time.
CREATE TABLE notice (
	sha256  TEXT PRIMARY KEY CHECK (length(sha256) = 64),
	version TEXT NOT NULL,
	text    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Agreement Art. 3: rows are never changed or deleted. hash covers the record and the previous hash.
CREATE TABLE consent (
	id           INTEGER PRIMARY KEY,
	candidate    TEXT NOT NULL REFERENCES candidate DEFERRABLE INITIALLY DEFERRED,
	event        TEXT NOT NULL CHECK (event IN ('given', 'withdrawn', 'expired', 'erased')),
	at           TEXT NOT NULL,
	collected_by TEXT,
	scope        TEXT CHECK (scope IN ('offer', 'partners')),
	expires_on   TEXT,
	message_id   TEXT,
	notice       TEXT,
	notice_hash  TEXT,
	recorded_at  TEXT NOT NULL,
	hash         TEXT NOT NULL CHECK (length(hash) = 64),
	CHECK (event <> 'given' OR (scope IS NOT NULL AND expires_on IS NOT NULL))
) STRICT;
CREATE INDEX consent_candidate ON consent (candidate, id);

CREATE TRIGGER consent_is_never_changed BEFORE UPDATE ON consent
BEGIN
	SELECT RAISE(ABORT, 'the register of consent is append-only');
END;

CREATE TRIGGER consent_is_never_deleted BEFORE DELETE ON consent
BEGIN
	SELECT RAISE(ABORT, 'the register of consent is append-only');
END;

CREATE TRIGGER consent_is_only_appended BEFORE INSERT ON consent
WHEN EXISTS (SELECT 1 FROM consent WHERE id >= NEW.id)
BEGIN
	SELECT RAISE(ABORT, 'the register of consent is append-only');
END;

-- Recipients of CVs, with the consent record: a chain of its own, whose hashes cover the hash of the consent
-- too.
CREATE TABLE disclosure (
	id         INTEGER PRIMARY KEY,
	candidate  TEXT NOT NULL REFERENCES candidate,
	consent    INTEGER NOT NULL REFERENCES consent,
	recipient  TEXT NOT NULL,
	at         TEXT NOT NULL,
	message_id TEXT NOT NULL,
	hash       TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX disclosure_candidate ON disclosure (candidate, id);

CREATE TRIGGER notice_is_never_changed BEFORE UPDATE ON notice
BEGIN
	SELECT RAISE(ABORT, 'the register of consent is append-only');
END;

CREATE TRIGGER notice_is_never_deleted BEFORE DELETE ON notice
BEGIN
	SELECT RAISE(ABORT, 'the register of consent is append-only');
END;

CREATE TRIGGER disclosure_is_never_changed BEFORE UPDATE ON disclosure
BEGIN
	SELECT RAISE(ABORT, 'the register of consent is append-only');
END;

CREATE TRIGGER disclosure_is_never_deleted BEFORE DELETE ON disclosure
BEGIN
	SELECT RAISE(ABORT, 'the register of consent is append-only');
END;

CREATE TRIGGER disclosure_is_only_appended BEFORE INSERT ON disclosure
WHEN EXISTS (SELECT 1 FROM disclosure WHERE id >= NEW.id)
BEGIN
	SELECT RAISE(ABORT, 'the register of consent is append-only');
END;

-- Events -------------------------------------------------------------------------------------------------------

CREATE TABLE event (
	ref          TEXT PRIMARY KEY,
	status       TEXT NOT NULL CHECK (status IN ('open', 'cancelled', 'past')),
	type         TEXT NOT NULL CHECK (type IN ('forum', 'visit', 'workshop', 'trade_meeting', 'training', 'job_meeting', 'meeting', 'other')),
	title        TEXT NOT NULL,
	starts_at    TEXT NOT NULL,
	ends_at      TEXT,
	place        TEXT,
	commune      TEXT REFERENCES commune,
	deadline     TEXT,
	uid          TEXT NOT NULL UNIQUE,
	department   TEXT REFERENCES department,
	region       TEXT REFERENCES region,
	postal_code  TEXT,
	description  TEXT,
	publics      TEXT,
	capacity     INTEGER CHECK (capacity >= 0),
	quota        INTEGER CHECK (quota >= 0),
	sequence     INTEGER NOT NULL CHECK (sequence >= 0),
	organiser    INTEGER NOT NULL REFERENCES organisation,
	co_organiser INTEGER REFERENCES organisation,
	sender       INTEGER NOT NULL REFERENCES contact,
	message      INTEGER REFERENCES message
) STRICT;
CREATE INDEX event_open ON event (coalesce(ends_at, starts_at), ref) WHERE status = 'open';

CREATE TABLE attendance (
	id           INTEGER PRIMARY KEY,
	event        TEXT NOT NULL REFERENCES event,
	contact      INTEGER NOT NULL REFERENCES contact,
	answer       TEXT NOT NULL CHECK (answer IN ('pending', 'yes', 'no', 'maybe', 'waiting')),
	participants INTEGER NOT NULL DEFAULT 0 CHECK (participants >= 0),
	answered_at  TEXT CHECK ((answered_at IS NULL) = (answer = 'pending')),
	turn         INTEGER NOT NULL DEFAULT 0, -- orders answers within a second
	UNIQUE (event, contact),
	CHECK (answer IN ('yes', 'maybe', 'waiting') OR participants = 0)
) STRICT;
CREATE INDEX attendance_turn ON attendance (event, turn);

-- Letters ------------------------------------------------------------------------------------------------------

CREATE TABLE letter (
	id              INTEGER PRIMARY KEY,
	template        TEXT NOT NULL,
	recipient       TEXT NOT NULL COLLATE NOCASE,
	subject         TEXT,
	message_id      TEXT NOT NULL UNIQUE,
	status          TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sent', 'failed', 'cancelled')),
	attempts        INTEGER NOT NULL DEFAULT 0,
	next_attempt_at TEXT CHECK ((next_attempt_at IS NOT NULL) = (status = 'queued')),
	created_at      TEXT NOT NULL,
	sent_at         TEXT CHECK ((sent_at IS NOT NULL) = (status = 'sent')),
	last_reply      TEXT,
	about           TEXT,
	contact         INTEGER REFERENCES contact,
	occasion        TEXT NOT NULL,
	sender          TEXT NOT NULL,
	boundary        TEXT NOT NULL,
	is_ephemeral    INTEGER NOT NULL CHECK (is_ephemeral IN (0, 1)),
	may_have_gone   INTEGER NOT NULL DEFAULT 0 CHECK (may_have_gone IN (0, 1)), -- a server may hold it, whatever status says
	is_first        INTEGER NOT NULL, -- while queued: the first of its recipient's letters, which the others wait behind
	lane            INTEGER NOT NULL, -- a hash of the recipient: each submit process takes some lanes
	tried_at        TEXT -- time of the first failed attempt
) STRICT;
CREATE UNIQUE INDEX letter_once ON letter (template, recipient, coalesce(about, ''), occasion);
CREATE INDEX letter_about ON letter (about, template) WHERE about IS NOT NULL;
CREATE INDEX letter_due ON letter (next_attempt_at, id, lane) WHERE status = 'queued' AND is_first;
CREATE INDEX letter_queued ON letter (recipient, id) WHERE status = 'queued';
CREATE INDEX letter_kept ON letter (created_at) WHERE status <> 'queued' AND subject IS NOT NULL;
CREATE INDEX letter_oldest ON letter (created_at) WHERE status = 'queued';

CREATE INDEX letter_answer ON letter (contact, created_at) WHERE sender = '';

-- Messages whose answers will be summed up in one letter, because their contact had reached its hourly limit.
CREATE TABLE withheld_answer (
	id      INTEGER PRIMARY KEY,
	contact INTEGER NOT NULL REFERENCES contact,
	message INTEGER NOT NULL REFERENCES message,
	at      TEXT NOT NULL,
	faults  TEXT NOT NULL
) STRICT;
CREATE INDEX withheld_answer_contact ON withheld_answer (contact);
CREATE INDEX withheld_answer_at ON withheld_answer (at, id);

CREATE TABLE letter_body (
	letter  INTEGER PRIMARY KEY REFERENCES letter,
	message BLOB NOT NULL
) STRICT;

CREATE TABLE letter_attachment (
	letter     INTEGER NOT NULL REFERENCES letter,
	position   INTEGER NOT NULL,
	attachment INTEGER NOT NULL REFERENCES attachment,
	PRIMARY KEY (letter, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_attachment_attachment ON letter_attachment (attachment);

CREATE TRIGGER letter_makes_way AFTER UPDATE OF status ON letter
WHEN OLD.status = 'queued' AND NEW.status <> 'queued' AND OLD.is_first
BEGIN
	UPDATE letter SET is_first = 1 WHERE id = (
		SELECT id FROM letter INDEXED BY letter_queued
		WHERE status = 'queued' AND recipient = OLD.recipient ORDER BY id LIMIT 1);
END;

-- The promised views -------------------------------------------------------------------------------------------

CREATE VIEW messages AS
SELECT id, received_at, message_id, sender, subject, kind, outcome, reason, ref FROM message;

CREATE VIEW offers AS
SELECT ref, status, title, company, place, commune, postal_code, department, region, contract, nature, rome, level,
	salary, hours, start, openings, deadline, contact, forum
FROM offer;

CREATE VIEW candidates AS
SELECT c.ref, c.status, c.given_name, c.family_name, c.offer, o.name AS mission_locale, c.scope, c.is_minor AS minor,
	c.rome, c.level
FROM candidate c JOIN organisation o ON o.id = c.mission_locale;

CREATE VIEW consents AS
SELECT id, candidate, event, at, collected_by, scope, expires_on, message_id, hash, notice, notice_hash AS notice_sha256,
	recorded_at
FROM consent;

CREATE VIEW notices AS
SELECT sha256, version, text FROM notice;

CREATE VIEW disclosures AS
SELECT id, candidate, consent, recipient, at, message_id, hash FROM disclosure;

CREATE VIEW outcomes AS
SELECT o.id, o.candidate, c.offer, l.name AS mission_locale, o.outcome, o.date, o.at, k.email AS sender,
	o.id = (SELECT max(id) FROM outcome WHERE candidate = o.candidate) AS current
FROM outcome o JOIN candidate c ON c.ref = o.candidate JOIN organisation l ON l.id = c.mission_locale
	JOIN contact k ON k.id = o.sender;

CREATE VIEW outcome_counts AS
SELECT coalesce(c.offer, '') AS offer, l.name AS mission_locale, count(*) AS candidates,
	count(CASE o.outcome WHEN 'interview' THEN 1 END) AS interview,
	count(CASE o.outcome WHEN 'hired' THEN 1 END) AS hired,
	count(CASE o.outcome WHEN 'rejected' THEN 1 END) AS rejected
FROM candidate c JOIN organisation l ON l.id = c.mission_locale
	LEFT JOIN outcome o ON o.id = (SELECT max(id) FROM outcome WHERE candidate = c.ref)
GROUP BY c.offer, l.id;

CREATE VIEW events AS
SELECT e.ref, e.status, e.type, e.title, e.starts_at, e.ends_at, e.place, e.commune, e.capacity, e.quota, e.deadline,
	o.name AS organiser, e.uid, e.sequence
FROM event e JOIN organisation o ON o.id = e.organiser;

CREATE VIEW attendances AS
SELECT a.event, c.email AS contact, a.answer, a.participants, a.answered_at
FROM attendance a JOIN contact c ON c.id = a.contact;

CREATE VIEW letters AS
SELECT id, template, recipient, subject, message_id, status, attempts, next_attempt_at, sent_at, last_reply, about
FROM letter;

CREATE VIEW contacts AS
SELECT c.email, c.name, o.name AS organisation, o.type, c.is_active AS active, c.is_bounced AS bounced
FROM contact c JOIN organisation o ON o.id = c.organisation;
