#include "db/figures.h"

#include "base/date.h"
#include "base/list.h"
#include "db/places.h"
#include "sql.h"

/* Each query selects the time or date that counts, the region of the place or else codes of a territory, and
 * the number. */

/* For a candidate c, counted in the region of its mission locale, by the codes of all its contacts, former
 * ones too. A join must follow. */
#define OF_CANDIDATE                                                                                         \
	" AS at, NULL AS region, (SELECT group_concat(k.territories, ' ') FROM contact k"                    \
	" WHERE k.organisation = c.mission_locale) AS codes, 1 AS n FROM candidate c JOIN "
#define CONSENT_OF(event)                                                                                    \
	"SELECT s.recorded_at" OF_CANDIDATE "consent s ON s.candidate = c.ref WHERE s.event = '" event "'"
/* Counts the first report of each outcome, so that nobody counts twice. */
#define OUTCOME_OF(outcome, condition)                                                                       \
	"SELECT t.date" OF_CANDIDATE                                                                         \
	"outcome t ON t.candidate = c.ref WHERE t.id = (SELECT min(id) FROM outcome"                         \
	" WHERE candidate = c.ref AND outcome = '" outcome "')" condition
/* The last outcome is still "hired". */
#define IS_STILL_HIRED                                                                                       \
	" AND 'hired' = (SELECT outcome FROM outcome WHERE candidate = c.ref ORDER BY id DESC LIMIT 1)"

#define EVENT_OF(condition)                                                                                  \
	"SELECT e.starts_at AS at, e.region AS region, NULL AS codes, 1 AS n FROM event e"                   \
	" JOIN organisation o ON o.id = e.organiser LEFT JOIN organisation p ON p.id ="                      \
	" e.co_organiser WHERE e.status <> 'cancelled' AND " condition
#define IS_IMS	  ".type IN ('ims', 'antenne', 'entreprise')"
#define IS_COMMON "(p.id IS NOT NULL AND (p" IS_IMS ") <> (o" IS_IMS "))"

#define CALL_OF(condition)                                                                                   \
	"SELECT c.opened_at AS at, c.region AS region, NULL AS codes, 1 AS n FROM call c "                   \
	"WHERE " condition
#define IS_SPEAKER "c.kind = 'speaker'"
#define IS_MET                                                                                               \
	" AND (c.status = 'filled' OR EXISTS (SELECT 1 FROM response r WHERE r.call = c.ref AND r.answer = " \
	"'yes'))"

static const struct {
	const char *key, *rows;
	bool is_young, has_region;
} FIGURES[] = {
    {"offers",
     "SELECT m.received_at AS at, o.region AS region, NULL AS codes, 1 AS n FROM offer o"
     " JOIN message m ON m.id = o.message WHERE o.status <> 'held'",
     false, true},
    {"offers_closed_filled",
     "SELECT filled_at AS at, region, NULL AS codes, 1 AS n FROM offer"
     " WHERE filled_at IS NOT NULL",
     false, true},
    {"cvs", "SELECT m.received_at" OF_CANDIDATE "message m ON m.id = c.message", true, true},
    {"consents_given", CONSENT_OF("given"), true, true},
    {"consents_withdrawn", CONSENT_OF("withdrawn"), true, true},
    {"interviews", OUTCOME_OF("interview", ""), true, true},
    {"hires", OUTCOME_OF("hired", IS_STILL_HIRED), true, true},
    {"events_ims", EVENT_OF("o" IS_IMS " AND NOT " IS_COMMON), false, true},
    {"events_cnml", EVENT_OF("NOT o" IS_IMS " AND NOT " IS_COMMON), false, true},
    {"events_common", EVENT_OF(IS_COMMON), false, true},
    {"participants",
     "SELECT e.starts_at AS at, e.region AS region, NULL AS codes, a.participants AS n"
     " FROM attendance a JOIN event e ON e.ref = a.event"
     " WHERE a.answer = 'yes' AND e.status <> 'cancelled'",
     true, true},
    {"sponsorships", CALL_OF("NOT " IS_SPEAKER), false, true},
    {"sponsorships_met", CALL_OF("NOT " IS_SPEAKER IS_MET), false, true},
    {"speakers", CALL_OF(IS_SPEAKER), false, true},
    {"speakers_met", CALL_OF(IS_SPEAKER IS_MET), false, true},
    {"diagnostics", "SELECT received_at AS at, NULL AS region, codes, 1 AS n FROM diagnostic", false, true},
    {"articles",
     "SELECT n.due_at AS at, NULL AS region, NULL AS codes, 1 AS n FROM article a"
     " JOIN newsletter n ON n.ref = a.newsletter WHERE a.status = 'published'",
     false, false},
    {"newsletters",
     "SELECT due_at AS at, NULL AS region, NULL AS codes, 1 AS n FROM newsletter"
     " WHERE recipients > 0",
     false, false},
    {"committees",
     "SELECT starts_at AS at, NULL AS region, NULL AS codes, 1 AS n FROM committee"
     " WHERE status = 'held'",
     false, false},
};

/* --- the region of a territory --- */

struct counting {
	struct db *db;
	struct arena *arena;
	struct figures *figures;
	int year;
	const char *codes; /* codes and region of the last lookup */
	size_t region;
};

static size_t region_of_code(const struct figures *figures, const char *code)
{
	for (size_t i = 0; code && i < FIGURE_REGIONS; i++)
		if (!strcmp(figures->regions[i].code, code))
			return i;
	return FIGURE_REGIONS;
}

/* The region with most of the codes, the first one of equals; FIGURE_REGIONS: none. */
static size_t most_frequent(const size_t *counts)
{
	size_t most = FIGURE_REGIONS;
	for (size_t i = 0; i < FIGURE_REGIONS; i++)
		if (counts[i] && (most == FIGURE_REGIONS || counts[i] > counts[most]))
			most = i;
	return most;
}

static int region_of_codes(struct counting *counting, const char *codes, size_t *out, struct err *err)
{
	size_t counts[FIGURE_REGIONS] = {0};
	struct place place;
	if (counting->codes && !strcmp(counting->codes, codes))
		return *out = counting->region, OK;
	for (const char *at = codes; *(at += strspn(at, " "));) {
		size_t length = strcspn(at, " ");
		int rc = places_by_code(counting->db, counting->arena,
					arena_strndup(counting->arena, at, length), &place, err);
		if (rc && rc != ERR_NOT_FOUND)
			return rc;
		size_t region = rc ? FIGURE_REGIONS : region_of_code(counting->figures, place.region);
		if (region < FIGURE_REGIONS)
			counts[region]++;
		at += length;
	}
	counting->codes = codes;
	*out = counting->region = most_frequent(counts);
	return OK;
}

/* --- counting --- */

static bool date_of_text(const char *at, struct date *out)
{
	time_t time;
	if (date_parse_iso(at, out))
		return true;
	if (!time_parse_rfc3339(at, &time))
		return false;
	*out = date_of(time);
	return true;
}

static void add(struct figure *figure, struct date date, size_t region, int64_t n)
{
	figure->year += n;
	figure->months[date.month - 1] += n;
	if (region < FIGURE_REGIONS)
		figure->regions[region] += n;
}

/* Reads a row of a figure. */
struct counted {
	const char *at, *region, *codes;
	int64_t n;
};

static int count_row(struct counting *counting, struct figure *figure, const struct counted *row,
		     struct err *err)
{
	struct date date;
	size_t region = region_of_code(counting->figures, row->region);
	if (!date_of_text(row->at, &date) || date.year != counting->year)
		return OK;
	int rc = row->codes ? region_of_codes(counting, row->codes, &region, err) : OK;
	if (!rc)
		add(figure, date, region, row->n);
	return rc;
}

static int count(struct counting *counting, struct figure *figure, const char *rows, time_t now,
		 struct err *err)
{
	const char *text = arena_printf(
	    counting->arena, "SELECT at, region, codes, n FROM (%s) WHERE at >= ?1 AND at < ?2 AND at <= ?3",
	    rows);
	const char *from = arena_printf(counting->arena, "%d-12-31", counting->year - 1);
	const char *until = arena_printf(counting->arena, "%d-01-02", counting->year + 1);
	struct sql sql;
	bool row = false;
	int rc = sql_start(&sql, counting->db, err, text, "sst", from, until, now);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct counted counted;
		sql_read(&sql, counting->arena, "sssi", &counted.at, &counted.region, &counted.codes,
			 &counted.n);
		rc = count_row(counting, figure, &counted, err);
	}
	sql_end(&sql);
	return rc;
}

static int read_regions(struct db *db, struct arena *arena, struct figures *out, struct err *err)
{
	struct sql sql;
	bool row = false;
	size_t count = 0;
	/* Codes with three digits are overseas collectivities, which are not regions. */
	int rc = sql_start(&sql, db, err,
			   "SELECT code, name FROM region WHERE length(code) = 2 ORDER BY code", "");
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row && count < FIGURE_REGIONS) {
		sql_read(&sql, arena, "ss", &out->regions[count].code, &out->regions[count].name);
		count++;
	}
	sql_end(&sql);
	return rc || count == FIGURE_REGIONS ? rc : err_set(err, ERR_INTERNAL, "18 regions, not %zu", count);
}

int figures_of_year(struct db *db, struct arena *arena, int year, time_t now, struct figures *out,
		    struct err *err)
{
	struct counting counting = {.db = db, .arena = arena, .figures = out, .year = year};
	*out = (struct figures){.count = ARRAY_SIZE(FIGURES)};
	out->rows = arena_array(arena, out->count, sizeof *out->rows);
	int rc = read_regions(db, arena, out, err);
	for (size_t i = 0; !rc && i < out->count; i++) {
		out->rows[i] = (struct figure){.key = FIGURES[i].key,
					       .is_young = FIGURES[i].is_young,
					       .has_region = FIGURES[i].has_region};
		rc = count(&counting, &out->rows[i], FIGURES[i].rows, now, err);
	}
	return rc;
}

int diagnostics_of_year(struct db *db, struct arena *arena, int year, time_t now,
			struct diagnostic_of_year **out, size_t *count, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof **out};
	struct sql sql;
	struct date date;
	bool row = false;
	const char *at;
	int rc = sql_start(
	    &sql, db, err,
	    "SELECT d.received_at, d.ref, d.title, o.name FROM diagnostic d"
	    " JOIN organisation o ON o.id = d.organisation WHERE d.received_at <= ?1 ORDER BY d.ref",
	    "t", now);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct diagnostic_of_year found;
		sql_read(&sql, arena, "ssss", &at, &found.ref, &found.title, &found.organisation);
		if (date_of_text(at, &date) && date.year == year)
			*(struct diagnostic_of_year *)list_add(&list) = found;
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}
