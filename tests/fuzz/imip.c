/* A calendar part -> its content -> a form. The input is the part's content; its first byte selects the
 * charset and whether a method is named. */
#include "fuzz.h"

#include "base/date.h"
#include "base/text.h"
#include "extract.h"

static const char *const IDS[] = {"mx.passerelle.example"};
static const struct decode_options OPTIONS = {IDS, 1, "partenariat@passerelle.example", NULL};
enum { NOW = 1795420800 }; /* 2026-11-23 */

void fuzz_prepare(void)
{
	struct err err = {0};
	clock_set_zone("Europe/Paris");
	clock_set(NOW);
	fuzz_expect(!decode_init(&err) && !extract_init(&err), err.text);
}

static bool is_line(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			return false;
	return true;
}

static void check_time(const struct icalendar_time *time)
{
	time_t at;
	fuzz_expect(!*time->utc || time_parse_rfc3339(time->utc, &at), "an instant can be read");
	fuzz_expect(!*time->local || strlen(time->local) == strlen("2027-01-15T14:00:00"),
		    "a local time is whole");
}

static void check_party(const struct icalendar_party *party)
{
	fuzz_expect(is_line(party->email) && !strchr(party->email, ' '), "an address is one word");
	fuzz_expect(is_line(party->name) && is_line(party->status), "names are lines");
	fuzz_expect(party->guests >= 0 && party->guests < 1000, "guests are counted");
}

static void check(const struct icalendar *calendar)
{
	fuzz_expect(is_line(calendar->uid) && is_line(calendar->summary) && is_line(calendar->location),
		    "what goes into lines is a line");
	fuzz_expect(text_is_utf8(calendar->description, strlen(calendar->description)) &&
			text_is_utf8(calendar->comment, strlen(calendar->comment)),
		    "text is UTF-8");
	check_time(&calendar->start);
	check_time(&calendar->end);
	check_time(&calendar->stamp);
	check_party(&calendar->organiser);
	for (size_t i = 0; i < calendar->attendee_count; i++)
		check_party(&calendar->attendees[i]);
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	static const char *const TYPES[] = {
	    "text/calendar; method=REPLY; charset=utf-8", "text/calendar; charset=utf-16",
	    "text/calendar; method=REQUEST; charset=iso-8859-1", "application/ics"};
	struct buf message = {.arena = arena};
	struct mail mail;
	struct form form;
	struct err err = {0};
	time_t at;
	if (!input.length)
		return;
	buf_printf(&message, "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: %s\n\n",
		   TYPES[input.data[0] % 4]);
	buf_add(&message, input.data + 1, input.length - 1);
	if (decode_mail(arena, buf_bytes(&message), &OPTIONS, &mail, &err))
		return;
	if (mail.calendar)
		check(mail.calendar);
	if (extract_form(arena, &mail, NOW, &form, &err))
		return;
	form_instant(&form, "calendar_start", "Indian/Reunion", &at);
	extract_require(&form);
}
