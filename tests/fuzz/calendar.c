/* Hostile text in an invitation -> iCalendar. The pieces, each ended by a NUL: uid, summary, location, description,
 * organiser's address and name, attendee's address and name. */
#include "fuzz.h"

#include "base/date.h"
#include "render.h"

void fuzz_prepare(void)
{
	clock_set_zone("Europe/Paris");
}

static size_t lines_that_start(const char *calendar, const char *name)
{
	size_t count = 0;
	for (const char *line = calendar; *line; line = strchr(line, '\n') + 1)
		count += !strncmp(line, name, strlen(name));
	return count;
}

static void check_lines(const char *calendar)
{
	size_t length = 0;
	for (const char *c = calendar; *c; c++) {
		fuzz_expect(*c != '\n' || (c > calendar && c[-1] == '\r'), "a line ends in CRLF");
		fuzz_expect(*c != '\r' || c[1] == '\n', "a CR stands before an LF only");
		length = *c == '\n' ? 0 : length + (*c != '\r');
		fuzz_expect(length <= 75, "a line has at most 75 octets");
	}
	fuzz_expect(!length, "the last line is ended");
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	static const char *const ONCE[] = {"BEGIN:VCALENDAR", "BEGIN:VEVENT", "METHOD",	 "UID",
					   "ORGANIZER",	      "ATTENDEE",     "SUMMARY", "DTSTART;",
					   "END:VEVENT",      "SEQUENCE"};
	struct invitation invitation = {
	    .method = "REQUEST",
	    .starts_at = 1800000000,
	    .ends_at = 1800003600,
	    .stamp = 1795420800,
	    .uid = fuzz_piece(arena, &input),
	    .summary = fuzz_piece(arena, &input),
	    .location = fuzz_piece(arena, &input),
	    .description = fuzz_piece(arena, &input),
	    .organiser_email = fuzz_piece(arena, &input),
	    .organiser_name = fuzz_piece(arena, &input),
	    .attendee_email = fuzz_piece(arena, &input),
	    .attendee_name = fuzz_piece(arena, &input),
	};
	char *calendar;
	struct err err = {0};
	if (render_invitation(arena, &invitation, &calendar, &err))
		return;
	check_lines(calendar);
	for (size_t i = 0; i < ARRAY_SIZE(ONCE); i++)
		fuzz_expect(lines_that_start(calendar, ONCE[i]) == 1,
			    "user text adds no line and takes none away");
}
