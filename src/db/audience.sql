-- The contacts of contacts_for (include/db/directory.h). An organisation's territory covers an atom when it
-- contains one of the atom's codes: FR, R, A, D, C (of Lyon as well as of its arrondissement), P.
-- A plus sign before an operand of IN makes SQLite compare directly instead of building a temporary b-tree,
-- which costs more.
-- ?1 the place to be covered as a JSON array of one code, NULL any; ?2 the postal code that narrows a
-- commune, or NULL; ?3 the place is the nation; ?4 kind, NULL any; ?5 list, NULL any; ?6 the codes to overlap
-- with as a JSON array, NULL any; ?7 the nation is one of them.
WITH
wanted (side, kind, code) AS MATERIALIZED (
	SELECT 'held', substr(value, 1, 1), substr(value, 2) FROM json_each(?1)
	UNION ALL SELECT 'met', substr(value, 1, 1), substr(value, 2) FROM json_each(?6)
),
-- The plus signs keep SQLite from building an index for a few rows, which takes longer than all the rest.
atoms AS NOT MATERIALIZED (
	SELECT w.side, a.* FROM wanted w CROSS JOIN atom a WHERE +w.kind = 'R' AND a.region = w.code
	UNION ALL SELECT w.side, a.* FROM wanted w CROSS JOIN atom a WHERE +w.kind = 'A' AND a.former_region = w.code
	UNION ALL SELECT w.side, a.* FROM wanted w CROSS JOIN atom a WHERE +w.kind = 'D' AND a.department = w.code
	UNION ALL SELECT w.side, a.* FROM wanted w CROSS JOIN atom a WHERE +w.kind = 'C' AND a.insee = w.code
	UNION ALL SELECT w.side, a.* FROM wanted w CROSS JOIN atom a WHERE +w.kind = 'C' AND a.parent = w.code
	UNION ALL SELECT w.side, a.* FROM wanted w CROSS JOIN atom a WHERE +w.kind = 'P' AND a.postal_code = w.code
),
place AS MATERIALIZED (
	SELECT * FROM atoms WHERE side = 'held' AND (?2 IS NULL OR postal_code = ?2)
),
-- Most codes cover whole departments, so departments are checked first. The atoms of a department are only
-- checked when it is not covered as a whole, and only up to the first gap.
part AS MATERIALIZED (
	SELECT DISTINCT department, region, former_region FROM place
),
-- An organisation that covers the whole place covers every atom of it, so candidates are those that cover any
-- one atom.
holder AS (
	SELECT h.organisation AS id FROM (SELECT * FROM place LIMIT 1) any CROSS JOIN territory h
	WHERE h.code IN ('FR', 'R' || any.region, 'A' || any.former_region, 'D' || any.department, 'C' || any.parent,
		'C' || any.insee, 'P' || any.postal_code)
	AND NOT EXISTS (
		SELECT 1 FROM part p
		WHERE NOT EXISTS (
			SELECT 1 FROM territory t WHERE t.organisation = h.organisation
			AND +t.code IN ('FR', 'R' || p.region, 'A' || p.former_region, 'D' || p.department))
		AND EXISTS (
			SELECT 1 FROM place a WHERE +a.department = p.department
			AND NOT EXISTS (
				SELECT 1 FROM territory t WHERE t.organisation = h.organisation
				AND +t.code IN ('C' || a.parent, 'C' || a.insee, 'P' || a.postal_code))))
	UNION ALL SELECT organisation FROM territory WHERE ?3 AND code = 'FR'
),
met AS MATERIALIZED (
	SELECT * FROM atoms WHERE side = 'met'
),
met_code AS (
	SELECT 'FR' AS code WHERE EXISTS (SELECT 1 FROM met)
	UNION ALL SELECT DISTINCT 'R' || region FROM met
	UNION ALL SELECT DISTINCT 'A' || former_region FROM met
	UNION ALL SELECT DISTINCT 'D' || department FROM met
	UNION ALL SELECT DISTINCT 'C' || parent FROM met
	UNION ALL SELECT 'C' || insee FROM met
	UNION ALL SELECT 'P' || postal_code FROM met
)
SELECT c.id, c.organisation, c.email, c.name, o.name, o.type, c.function, c.lists, c.frequency, c.territories,
	c.is_signatory, c.is_steering, c.is_active, c.is_bounced
FROM organisation o CROSS JOIN contact c ON c.organisation = o.id
WHERE (?4 IS NULL OR o.type = ?4)
AND (?1 IS NULL OR o.id IN (SELECT id FROM holder))
AND (?6 IS NULL OR o.id IN (SELECT organisation FROM territory WHERE ?7 OR code IN (SELECT code FROM met_code)))
AND c.is_active AND NOT c.is_bounced
AND (?5 IS NULL OR instr(' ' || c.lists || ' ', ' ' || ?5 || ' '))
-- Contacts that chose territories by mail only get what is inside these.
AND (c.file_territories IS NULL OR (
	(?1 IS NULL OR (?3 AND EXISTS (SELECT 1 FROM chosen_territory WHERE contact = c.id AND code = 'FR'))
		OR EXISTS (SELECT 1 FROM place) AND NOT EXISTS (
			SELECT 1 FROM place a WHERE NOT EXISTS (
				SELECT 1 FROM chosen_territory t WHERE t.contact = c.id
				AND +t.code IN ('FR', 'R' || a.region, 'A' || a.former_region, 'D' || a.department,
					'C' || a.parent, 'C' || a.insee, 'P' || a.postal_code))))
	AND (?6 IS NULL OR ?7 OR EXISTS (
		SELECT 1 FROM chosen_territory t WHERE t.contact = c.id AND t.code IN (SELECT code FROM met_code)))))
ORDER BY o.folded, c.email
