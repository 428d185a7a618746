-- Version 2: what the table of letters says of a letter stands with it; one word for one thing.

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
