-- What was right in a refused form, for its correction: 30 days (specification section 2); never of a CV.

CREATE TABLE refused_form (
	message  INTEGER PRIMARY KEY REFERENCES message,
	at       TEXT NOT NULL,
	document TEXT NOT NULL -- JSON: kind, ref, fields, faulty
) STRICT;

-- Who answered an offer with "nobody available": told when the offer closes, passed on to nobody (section 2a).
CREATE VIEW offer_answers AS
SELECT ref AS offer, count(DISTINCT sender) AS nobody_available
FROM message WHERE reason = 'nobody available' AND ref IS NOT NULL GROUP BY ref;
CREATE INDEX message_about ON message (ref) WHERE reason = 'nobody available';
