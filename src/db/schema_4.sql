-- The organisation's identifier in the directory file, which stays whatever it is called.

ALTER TABLE organisation ADD COLUMN identifier TEXT;
CREATE UNIQUE INDEX organisation_identifier ON organisation (identifier) WHERE identifier IS NOT NULL;
