/* Selecting contacts: turns an audience into the parameters of audience.sql. */
#include "db/directory.h"

#include "contact_columns.h"
#include "embedded.h"

/* Codes separated by spaces as a JSON array. Codes consist of letters and digits; other characters are
 * dropped. */
static const char *json_codes(struct arena *arena, const char *codes)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	struct buf buf = {.arena = arena};
	while (*(codes += strcspn(codes, allowed))) {
		size_t length = strspn(codes, allowed);
		buf_printf(&buf, "%s\"%.*s\"", buf.length ? "," : "[", (int)length, codes);
		codes += length;
	}
	buf_adds(&buf, buf.length ? "]" : "[]");
	return buf_text(&buf);
}

/* The most precise code of a place; *within: the postal code that narrows a commune. */
static const char *code_of_place(struct arena *arena, const struct place *place, const char **within)
{
	const struct {
		const char *prefix, *code;
	} parts[] = {{"C", place->insee},
		     {"P", place->postal_code},
		     {"D", place->department},
		     {"A", place->former_region},
		     {"R", place->region}};
	*within = place->insee ? place->postal_code : NULL;
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
		if (parts[i].code)
			return arena_printf(arena, "%s%s", parts[i].prefix, parts[i].code);
	return "FR";
}

static bool is_nation(const char *codes)
{
	return codes && strstr(codes, "\"FR\"");
}

int contacts_for(struct db *db, struct arena *arena, const struct audience *audience, struct contact **out,
		 size_t *count, struct err *err)
{
	struct sql sql;
	const char *place = NULL, *within = NULL, *overlapping = NULL;
	if (audience->holds)
		place = json_codes(arena, code_of_place(arena, audience->holds, &within));
	if (audience->overlaps)
		overlapping = json_codes(arena, audience->overlaps);
	int rc = sql_start(&sql, db, err, embedded_audience, "ssfsssf", place, within, is_nation(place),
			   audience->type ? organisation_type_name(audience->type) : NULL, audience->list,
			   overlapping, is_nation(overlapping));
	return contacts_read(&sql, rc, arena, out, count, err);
}
