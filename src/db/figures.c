#include "db/figures.h"

#include "base/date.h"
#include "db/places.h"
#include "sql.h"

/* Each gives rows of when it counts (a time or a date), the region of its place, the organisation whose
 * territory tells the region where there is no place (0: none), and how many. */
#define COUNTED(rows)                                                                                        \
	"SELECT at, region, organisation, n FROM (" rows ") WHERE at >= ?1 AND at < ?2 AND at <= ?3"

#define EVENT_OF(condition)                                                                                  \
	COUNTED("SELECT e.starts_at AS at, e.region AS region, 0 AS organisation, 1 AS n FROM event e"       \
		" JOIN organisation o ON o.id = e.organiser LEFT JOIN organisation p ON p.id ="              \
		" e.co_organiser WHERE e.status <> 'cancelled' AND " condition)
#define IMS_SIDE(organisation) organisation ".type IN ('ims', 'antenne', 'entreprise')"
#define IS_COMMON	       "(p.id IS NOT NULL AND (" IMS_SIDE("p") ") <> (" IMS_SIDE("o") "))"

static const struct {
	const char *key, *sql;
	bool is_young, has_region;
} FIGURES[] = {
    {"offers",
     COUNTED("SELECT m.received_at AS at, o.region AS region, 0 AS organisation, 1 AS n FROM offer o"
	     " JOIN message m ON m.id = o.message WHERE o.status <> 'held'"),
     false, true},
    {"offers_closed_filled",
     COUNTED("SELECT filled_at AS at, region, 0 AS organisation, 1 AS n FROM offer"
	     " WHERE filled_at IS NOT NULL"),
     false, true},
    {"cvs",
     COUNTED("SELECT m.received_at AS at, NULL AS region, c.mission_locale AS organisation, 1 AS n"
	     " FROM candidate c JOIN message m ON m.id = c.message"),
     true, true},
    {"consents_given",
     COUNTED("SELECT s.recorded_at AS at, NULL AS region, c.mission_locale AS organisation, 1 AS n"
	     " FROM consent s JOIN candidate c ON c.ref = s.candidate WHERE s.event = 'given'"),
     true, true},
    {"consents_withdrawn",
     COUNTED("SELECT s.recorded_at AS at, NULL AS region, c.mission_locale AS organisation, 1 AS n"
	     " FROM consent s JOIN candidate c ON c.ref = s.candidate WHERE s.event = 'withdrawn'"),
     true, true},
    /* The first form of each counts, so that nobody counts twice; a hire that was taken back does not. */
    {"interviews",
     COUNTED("SELECT t.date AS at, NULL AS region, c.mission_locale AS organisation, 1 AS n"
	     " FROM outcome t JOIN candidate c ON c.ref = t.candidate WHERE t.id ="
	     " (SELECT min(id) FROM outcome WHERE candidate = c.ref AND outcome = 'interview')"),
     true, true},
    {"hires",
     COUNTED("SELECT t.date AS at, NULL AS region, c.mission_locale AS organisation, 1 AS n"
	     " FROM outcome t JOIN candidate c ON c.ref = t.candidate WHERE t.id ="
	     " (SELECT min(id) FROM outcome WHERE candidate = c.ref AND outcome = 'hired')"
	     " AND 'hired' = (SELECT outcome FROM outcome WHERE candidate = c.ref ORDER BY id DESC LIMIT 1)"),
     true, true},
    {"events_ims", EVENT_OF(IMS_SIDE("o") " AND NOT " IS_COMMON), false, true},
    {"events_cnml", EVENT_OF("NOT " IMS_SIDE("o") " AND NOT " IS_COMMON), false, true},
    {"events_common", EVENT_OF(IS_COMMON), false, true},
    {"participants",
     COUNTED("SELECT e.starts_at AS at, e.region AS region, 0 AS organisation, a.participants AS n"
	     " FROM attendance a JOIN event e ON e.ref = a.event"
	     " WHERE a.answer = 'yes' AND e.status <> 'cancelled'"),
     true, true},
    {"articles",
     COUNTED("SELECT n.due_at AS at, NULL AS region, 0 AS organisation, 1 AS n FROM article a"
	     " JOIN newsletter n ON n.ref = a.newsletter WHERE a.status = 'published'"),
     false, false},
    {"newsletters",
     COUNTED("SELECT due_at AS at, NULL AS region, 0 AS organisation, 1 AS n FROM newsletter"
	     " WHERE recipients > 0"),
     false, false},
};

/* --- the region of a mission locale --- */

struct counting {
	struct db *db;
	struct arena *arena;
	struct figures *figures;
	int year;
	int64_t organisation; /* whose region was looked up last */
	size_t region;
};

static size_t region_of_code(const struct figures *figures, const char *code)
{
	for (size_t i = 0; code && i < FIGURE_REGIONS; i++)
		if (!strcmp(figures->regions[i].code, code))
			return i;
	return FIGURE_REGIONS;
}

/* Where most of its territory's codes lie, of several such the first; FIGURE_REGIONS: nowhere. */
static size_t most_frequent(const size_t *codes)
{
	size_t most = FIGURE_REGIONS;
	for (size_t i = 0; i < FIGURE_REGIONS; i++)
		if (codes[i] && (most == FIGURE_REGIONS || codes[i] > codes[most]))
			most = i;
	return most;
}

/* Of its contacts, those who have left too: what they sent is counted. */
static int region_of_organisation(struct counting *counting, int64_t organisation, struct err *err)
{
	size_t codes[FIGURE_REGIONS] = {0};
	struct sql sql;
	bool row = false;
	if (organisation == counting->organisation)
		return OK;
	int rc =
	    sql_start(&sql, counting->db, err,
		      "SELECT DISTINCT j.value FROM contact c, json_each('[\"' ||"
		      " replace(trim(c.territories), ' ', '\",\"') || '\"]') j WHERE c.organisation = ?1",
		      "i", organisation);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		const char *code;
		struct place place;
		sql_read(&sql, counting->arena, "s", &code);
		rc = places_by_code(counting->db, counting->arena, code, &place, err);
		size_t region = rc ? FIGURE_REGIONS : region_of_code(counting->figures, place.region);
		if (region < FIGURE_REGIONS)
			codes[region]++;
		rc = rc == ERR_NOT_FOUND ? OK : rc;
	}
	sql_end(&sql);
	counting->organisation = organisation;
	counting->region = most_frequent(codes);
	return rc;
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

/* A row of a figure. */
struct counted {
	const char *at, *region;
	int64_t organisation, n;
};

static int count_row(struct counting *counting, struct figure *figure, const struct counted *row,
		     struct err *err)
{
	struct date date;
	if (!date_of_text(row->at, &date) || date.year != counting->year)
		return OK;
	int rc = row->organisation ? region_of_organisation(counting, row->organisation, err) : OK;
	if (!rc)
		add(figure, date,
		    row->organisation ? counting->region : region_of_code(counting->figures, row->region),
		    row->n);
	return rc;
}

static int count(struct counting *counting, struct figure *figure, const char *text, time_t now,
		 struct err *err)
{
	const char *from = arena_printf(counting->arena, "%d-12-31", counting->year - 1);
	const char *until = arena_printf(counting->arena, "%d-01-02", counting->year + 1);
	struct sql sql;
	bool row = false;
	int rc = sql_start(&sql, counting->db, err, text, "sst", from, until, now);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct counted counted;
		sql_read(&sql, counting->arena, "ssii", &counted.at, &counted.region, &counted.organisation,
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
	/* Overseas collectivities, which are no regions, have codes of three digits. */
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
		rc = count(&counting, &out->rows[i], FIGURES[i].sql, now, err);
	}
	return rc;
}
