-- The open offers that match a spontaneous candidate, best first (offers_match in include/db/offers.h). ?1
-- the mission locale's organisation; ?2 ROME code, NULL none; ?3 the candidate's level, NULL unknown; ?4
-- today; ?5 most rows. An offer is in the territory when the territory covers each atom of its place, as in
-- audience.sql. Bits of the score: 8 same job, 4 same family of jobs, 2 in the territory, 1 level reached.
WITH
code AS MATERIALIZED (
	SELECT code FROM territory WHERE organisation = ?1
),
open AS (
	SELECT rowid AS id FROM offer INDEXED BY offer_open WHERE ?2 IS NULL AND status = 'open' AND deadline >= ?4
	UNION ALL
	SELECT rowid FROM offer INDEXED BY offer_family
	WHERE substr(rome, 1, 3) = substr(?2, 1, 3) AND status = 'open' AND deadline >= ?4
),
candidate AS MATERIALIZED (
	SELECT ref, commune, postal_code, department, region,
		CASE WHEN rome = ?2 THEN 8 WHEN substr(rome, 1, 3) = substr(?2, 1, 3) THEN 4 ELSE 0 END
		| (level IS NOT NULL AND ?3 IS NOT NULL AND CAST(?3 AS INTEGER) >= CAST(level AS INTEGER)) AS score
	FROM open CROSS JOIN offer ON offer.rowid = open.id
),
place AS MATERIALIZED (
	SELECT DISTINCT commune, postal_code, department, region FROM candidate
),
atoms AS MATERIALIZED (
	SELECT p.commune AS at_commune, p.postal_code AS at_postal_code, p.department AS at_department,
		p.region AS at_region, a.*
	FROM place p CROSS JOIN atom a WHERE p.commune IS NOT NULL AND a.insee = p.commune
	AND (p.postal_code IS NULL OR a.postal_code = p.postal_code)
	UNION ALL
	SELECT p.commune, p.postal_code, p.department, p.region, a.*
	FROM place p CROSS JOIN atom a WHERE p.commune IS NOT NULL AND a.parent = p.commune AND a.insee <> p.commune
	AND (p.postal_code IS NULL OR a.postal_code = p.postal_code)
	UNION ALL
	SELECT p.commune, p.postal_code, p.department, p.region, a.*
	FROM place p CROSS JOIN atom a WHERE p.commune IS NULL AND a.postal_code = p.postal_code
	UNION ALL
	SELECT p.commune, p.postal_code, p.department, p.region, a.*
	FROM place p CROSS JOIN atom a
	WHERE p.commune IS NULL AND p.postal_code IS NULL AND a.department = p.department
	AND NOT EXISTS (SELECT 1 FROM code WHERE code IN ('FR', 'R' || p.region, 'D' || p.department))
	UNION ALL
	SELECT p.commune, p.postal_code, p.department, p.region, a.*
	FROM place p CROSS JOIN department d CROSS JOIN atom a
	WHERE p.commune IS NULL AND p.postal_code IS NULL AND p.department IS NULL AND d.region = p.region
	AND a.department = d.code AND NOT EXISTS (SELECT 1 FROM code WHERE code IN ('FR', 'R' || p.region))
),
missing AS MATERIALIZED (
	SELECT DISTINCT at_commune, at_postal_code, at_department, at_region FROM atoms a
	WHERE NOT EXISTS (
		SELECT 1 FROM code
		WHERE code IN ('FR', 'R' || a.region, 'A' || a.former_region, 'D' || a.department, 'C' || a.parent,
			'C' || a.insee, 'P' || a.postal_code))
),
held AS MATERIALIZED (
	SELECT p.* FROM place p
	WHERE EXISTS (SELECT 1 FROM code WHERE code IN ('FR', 'R' || p.region, 'D' || p.department))
	OR (coalesce(p.commune, p.postal_code, p.department, p.region) IS NOT NULL
		AND EXISTS (
			SELECT 1 FROM atoms a WHERE a.at_commune IS p.commune AND a.at_postal_code IS p.postal_code
			AND a.at_department IS p.department AND a.at_region IS p.region)
		AND NOT EXISTS (
			SELECT 1 FROM missing m WHERE m.at_commune IS p.commune AND m.at_postal_code IS p.postal_code
			AND m.at_department IS p.department AND m.at_region IS p.region))
),
scored AS (
	SELECT c.ref, c.score | 2 * EXISTS (
		SELECT 1 FROM held h WHERE h.commune IS c.commune
		AND h.postal_code IS c.postal_code AND h.department IS c.department AND h.region IS c.region) AS score
	FROM candidate c
)
SELECT o.ref, o.title, o.rome, s.score FROM scored s JOIN offer o ON o.ref = s.ref
WHERE s.score & CASE WHEN ?2 IS NULL THEN 2 ELSE 12 END
ORDER BY s.score DESC, substr(s.ref, 1, 8) DESC, length(s.ref) DESC, s.ref DESC LIMIT ?5
