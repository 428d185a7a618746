-- Version 7: an offer's fields as they were written, what the rules said of it, who approved what.

CREATE TABLE offer_field (
	offer    TEXT NOT NULL REFERENCES offer,
	key      TEXT NOT NULL,
	position INTEGER NOT NULL,
	written  TEXT NOT NULL,
	value    TEXT NOT NULL,
	PRIMARY KEY (offer, key)
) STRICT, WITHOUT ROWID;

-- Remarks that hold the offer; none is left once it is open.
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

-- What makes two offers the same: company, title and place, hashed.
ALTER TABLE offer ADD COLUMN fingerprint TEXT;
CREATE INDEX offer_fingerprint ON offer (fingerprint) WHERE status IN ('held', 'open');

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

CREATE VIEW approvals AS
SELECT a.about, a.version, c.email AS contact, a.side, a.answer, a.text, a.answered_at
FROM approval a JOIN contact c ON c.id = a.contact;
