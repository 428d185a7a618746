-- Version 3: what bounds and what tells a forger, a storm and a rolled-back register.

CREATE INDEX consent_ended ON consent (candidate) WHERE event <> 'given';

-- A hard failure that alone does not suspend; and when one did.
ALTER TABLE contact ADD COLUMN failed_on TEXT;
ALTER TABLE contact ADD COLUMN suspended_at TEXT;
CREATE INDEX contact_suspended ON contact (suspended_at) WHERE suspended_at IS NOT NULL;

-- What a contact's letters weigh, and which message caused them.
ALTER TABLE letter ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
DROP INDEX letter_answer;
CREATE INDEX letter_answer ON letter (contact, created_at, bytes) WHERE sender = '';

-- A form that tells others, of an organisation.
CREATE TABLE broadcast (
	message      INTEGER PRIMARY KEY,
	organisation INTEGER NOT NULL REFERENCES organisation,
	at           TEXT NOT NULL
) STRICT;
CREATE INDEX broadcast_organisation ON broadcast (organisation, at);

-- The address that an offer's CVs go to, until its owner has said so: outside the directory, and not its sender's.
CREATE TABLE confirmation (
	offer        TEXT NOT NULL REFERENCES offer,
	email        TEXT NOT NULL COLLATE NOCASE,
	asked_at     TEXT NOT NULL,
	confirmed_at TEXT,
	PRIMARY KEY (offer, email)
) STRICT, WITHOUT ROWID;

-- A letter to many that is still to be made for these: its draft as JSON, without its recipient.
CREATE TABLE slice (
	id      INTEGER PRIMARY KEY,
	draft   TEXT NOT NULL,
	made_at TEXT NOT NULL
) STRICT;
CREATE TABLE slice_recipient (
	slice    INTEGER NOT NULL REFERENCES slice,
	position INTEGER NOT NULL,
	contact  INTEGER REFERENCES contact,
	email    TEXT NOT NULL,
	name     TEXT NOT NULL,
	PRIMARY KEY (slice, position)
) STRICT, WITHOUT ROWID;

-- Rows whose term is over, summed up by month.
CREATE TABLE message_total (
	month   TEXT NOT NULL,
	kind    TEXT NOT NULL,
	outcome TEXT NOT NULL,
	count   INTEGER NOT NULL,
	PRIMARY KEY (month, kind, outcome)
) STRICT, WITHOUT ROWID;
CREATE TABLE letter_total (
	month    TEXT NOT NULL,
	template TEXT NOT NULL,
	status   TEXT NOT NULL,
	count    INTEGER NOT NULL,
	PRIMARY KEY (month, template, status)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_term ON message (received_at) WHERE outcome IS NOT NULL AND folder IS NULL AND file_to IS NULL;
CREATE INDEX letter_term ON letter (created_at) WHERE status <> 'queued';

DROP TRIGGER message_is_kept;
CREATE TRIGGER message_is_kept BEFORE DELETE ON message
WHEN OLD.outcome IS NULL OR OLD.folder IS NOT NULL OR OLD.file_to IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'messages that are not settled are not deleted');
END;

-- Erasing comes first; what the server refused again and again comes last.
ALTER TABLE message ADD COLUMN move_failures INTEGER NOT NULL DEFAULT 0;

-- What a quarantined message takes, here and in its folder.
ALTER TABLE message ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
UPDATE message SET bytes = coalesce((SELECT length(raw) FROM message_raw WHERE message = id), 0);
