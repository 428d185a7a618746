-- What was right in a refused form, for its correction: 30 days (specification section 2); never of a CV.

CREATE TABLE refused_form (
	message  INTEGER PRIMARY KEY REFERENCES message,
	at       TEXT NOT NULL,
	document TEXT NOT NULL -- JSON: kind, ref, fields, faulty
) STRICT;
