/* Invitations, read back by libical. */
#include "render.h"

#include "base/date.h"

#include <libical/ical.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct invitation invitation(void)
{
	return (struct invitation){
	    .method = "REQUEST",
	    .uid = "EVT-2026-0001@passerelle.example",
	    .sequence = 2,
	    .starts_at = 1800018000, /* 15 January 2027, 14:00 in Paris */
	    .ends_at = 1800025200,
	    .stamp = 1799000000,
	    .summary = "Forum de l'emploi, Lyon ; jeunes",
	    .location = "Maison de l'emploi, 5 rue de la Cité, 69007 Lyon",
	    .description = "Bonjour,\n\nvenez nombreux ; c'est ouvert à tous \\o/",
	    .organiser_email = "partenariat@passerelle.example",
	    .organiser_name = "Mission locale de Lyon",
	    .attendee_email = "z.lefevre@ml-lyon.example",
	    .attendee_name = "Zoé Lefèvre",
	};
}

static char *render(struct arena *arena, const struct invitation *invitation)
{
	struct err err = {0};
	char *out = NULL;

	if (render_invitation(arena, invitation, &out, &err) != OK)
		fail_msg("%s", err.text);
	return out;
}

/* RFC 5545 3.1: CRLF, at most 75 octets a line, no character split. */
static void check_lines(const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\r\n");
		assert_non_null(end);
		assert_true(end - text <= 75);
		assert_true(((unsigned char)text[*text == ' '] & 0xc0) != 0x80);
		assert_int_equal(strcspn(text, "\r\n"), end - text);
		text = end + 2;
	}
}

static icalcomponent *parse(const char *text)
{
	icalcomponent *calendar = icalparser_parse_string(text);

	check_lines(text);
	assert_non_null(calendar);
	assert_int_equal(icalcomponent_count_errors(calendar), 0);
	assert_true(icalrestriction_check(calendar));
	assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), 1);
	return calendar;
}

static void a_request(void **state)
{
	static const char EXPECTED[] =
	    "BEGIN:VCALENDAR\r\n"
	    "PRODID:-//Passerelle//Passerelle 1.0//FR\r\n"
	    "VERSION:2.0\r\n"
	    "CALSCALE:GREGORIAN\r\n"
	    "METHOD:REQUEST\r\n"
	    "BEGIN:VTIMEZONE\r\n"
	    "TZID:Europe/Paris\r\n"
	    "BEGIN:DAYLIGHT\r\n"
	    "TZOFFSETFROM:+0100\r\n"
	    "TZOFFSETTO:+0200\r\n"
	    "TZNAME:CEST\r\n"
	    "DTSTART:19810329T020000\r\n"
	    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
	    "END:DAYLIGHT\r\n"
	    "BEGIN:STANDARD\r\n"
	    "TZOFFSETFROM:+0200\r\n"
	    "TZOFFSETTO:+0100\r\n"
	    "TZNAME:CET\r\n"
	    "DTSTART:19961027T030000\r\n"
	    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
	    "END:STANDARD\r\n"
	    "END:VTIMEZONE\r\n"
	    "BEGIN:VEVENT\r\n"
	    "UID:EVT-2026-0001@passerelle.example\r\n"
	    "SEQUENCE:2\r\n"
	    "DTSTAMP:20270103T181320Z\r\n"
	    "DTSTART;TZID=Europe/Paris:20270115T140000\r\n"
	    "DTEND;TZID=Europe/Paris:20270115T160000\r\n"
	    "SUMMARY:Forum de l'emploi\\, Lyon \\; jeunes\r\n"
	    "LOCATION:Maison de l'emploi\\, 5 rue de la Cité\\, 69007 Lyon\r\n"
	    "DESCRIPTION:Bonjour\\,\\n\\nvenez nombreux \\; c'est ouvert à tous \\\\o/\r\n"
	    "ORGANIZER;CN=Mission locale de Lyon:mailto:partenariat@passerelle.example\r\n"
	    "ATTENDEE;CN=Zoé Lefèvre;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=T\r\n"
	    " RUE:mailto:z.lefevre@ml-lyon.example\r\n"
	    "STATUS:CONFIRMED\r\n"
	    "TRANSP:OPAQUE\r\n"
	    "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n"
	    "END:VEVENT\r\n"
	    "END:VCALENDAR\r\n";
	struct arena *arena = arena_new();
	struct invitation event = invitation();

	(void)state;
	clock_set_zone("Europe/Paris");
	char *text = render(arena, &event);
	assert_string_equal(text, EXPECTED);
	icalcomponent_free(parse(text));
	arena_free(&arena);
}

static void a_cancellation(void **state)
{
	struct arena *arena = arena_new();
	struct invitation event = invitation();

	(void)state;
	clock_set_zone("Europe/Paris");
	event.method = "CANCEL";
	icalcomponent *calendar = parse(render(arena, &event));
	icalcomponent *vevent = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	assert_int_equal(icalcomponent_get_method(calendar), ICAL_METHOD_CANCEL);
	assert_int_equal(icalcomponent_get_status(vevent), ICAL_STATUS_CANCELLED);
	assert_int_equal(icalcomponent_get_sequence(vevent), 2);
	icalproperty *attendee = icalcomponent_get_first_property(vevent, ICAL_ATTENDEE_PROPERTY);
	assert_null(icalproperty_get_first_parameter(attendee, ICAL_RSVP_PARAMETER));
	icalcomponent_free(calendar);
	arena_free(&arena);
}

static time_t time_of(icalcomponent *calendar, icalproperty_kind kind)
{
	icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	icalproperty *property = icalcomponent_get_first_property(event, kind);
	struct icaltimetype time = icalproperty_get_datetime_with_component(property, calendar);

	return icaltime_as_timet_with_zone(time, icaltime_get_timezone(time));
}

/* A reader with only our VTIMEZONE gets the same instants, in winter and summer. */
static void times(void **state)
{
	static const struct {
		const char *zone, *start;
		time_t at;
	} CASES[] = {
	    {"Europe/Paris", "DTSTART;TZID=Europe/Paris:20270115T140000\r\n", 1800018000},
	    {"Europe/Paris", "DTSTART;TZID=Europe/Paris:20260714T090000\r\n", 1784012400},
	    {"Europe/Paris", "DTSTART;TZID=Europe/Paris:20270328T015959\r\n", 1806195599},
	    {"Europe/Paris", "DTSTART;TZID=Europe/Paris:20270328T030000\r\n", 1806195600},
	    {"Europe/Paris", "DTSTART;TZID=Europe/Paris:20261025T030000\r\n", 1792893600},
	    {"Indian/Reunion", "DTSTART:20270115T130000Z\r\n", 1800018000},
	    {"UTC", "DTSTART:20270115T130000Z\r\n", 1800018000},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		struct arena *arena = arena_new();
		struct invitation event = invitation();
		clock_set_zone(CASES[i].zone);
		event.starts_at = CASES[i].at;
		event.ends_at = CASES[i].at + 3600;
		char *text = render(arena, &event);
		icalcomponent *calendar = parse(text);
		assert_non_null(strstr(text, CASES[i].start));
		assert_int_equal(time_of(calendar, ICAL_DTSTART_PROPERTY), CASES[i].at);
		assert_int_equal(time_of(calendar, ICAL_DTEND_PROPERTY), CASES[i].at + 3600);
		assert_int_equal(time_of(calendar, ICAL_DTSTAMP_PROPERTY), event.stamp);
		icalcomponent_free(calendar);
		arena_free(&arena);
	}
}

/* The hour that occurs twice in October: RFC 5545 3.3.5 means the first, so the second is written in UTC. */
static void the_hour_that_comes_twice(void **state)
{
	static const struct {
		time_t at;
		const char *start;
	} CASES[] = {
	    {1792888200, "DTSTART;TZID=Europe/Paris:20261025T023000\r\n"},
	    {1792891800, "DTSTART:20261025T013000Z\r\n"},
	};

	(void)state;
	clock_set_zone("Europe/Paris");
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		struct arena *arena = arena_new();
		struct invitation event = invitation();
		event.starts_at = CASES[i].at;
		assert_non_null(strstr(render(arena, &event), CASES[i].start));
		arena_free(&arena);
	}
}

static void no_end(void **state)
{
	struct arena *arena = arena_new();
	struct invitation event = invitation();

	(void)state;
	event.ends_at = 0;
	assert_null(strstr(render(arena, &event), "DTEND"));
	arena_free(&arena);
}

static const char *parameter(icalcomponent *event, icalproperty_kind kind)
{
	icalproperty *property = icalcomponent_get_first_property(event, kind);

	assert_non_null(property);
	icalparameter *name = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER);
	return name ? icalparameter_get_cn(name) : "";
}

/* Hostile text: no additional property, and each value is read back. */
static void text_comes_back(void **state)
{
	static const struct {
		const char *given, *line, *name, *paragraphs;
	} CASES[] = {
	    {"a\r\nATTENDEE:mailto:x@y.example", "a ATTENDEE:mailto:x@y.example",
	     "a ATTENDEE:mailto:x@y.example", "a\nATTENDEE:mailto:x@y.example"},
	    {"a\nEND:VEVENT\nBEGIN:VALARM", "a END:VEVENT BEGIN:VALARM", "a END:VEVENT BEGIN:VALARM",
	     "a\nEND:VEVENT\nBEGIN:VALARM"},
	    {"a\rX:y", "a X:y", "a X:y", "a\nX:y"},
	    {"a\x01\x1b"
	     "b\x7f",
	     "ab", "ab", "ab"},
	    {"Dupont; \"Jean\", dit: le \\ Grand", "Dupont; \"Jean\", dit: le \\ Grand",
	     "Dupont; 'Jean', dit: le ' Grand", "Dupont; \"Jean\", dit: le \\ Grand"},
	    {"\";X=\"y", "\";X=\"y", "';X='y", "\";X=\"y"},
	    {"^n^'x", "^n^'x", "'n''x", "^n^'x"},
	    {"\\n \\, \\; \\\\", "\\n \\, \\; \\\\", "'n ', '; ''", "\\n \\, \\; \\\\"},
	    {"\xff"
	     "x",
	     "\xef\xbf\xbdx", "\xef\xbf\xbdx", "\xef\xbf\xbdx"},
	    {"日本語の名前です、とても長い名前なので折り返されます日本語",
	     "日本語の名前です、とても長い名前なので折り返されます日本語",
	     "日本語の名前です、とても長い名前なので折り返されます日本語",
	     "日本語の名前です、とても長い名前なので折り返されます日本語"},
	    {"é 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "é 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "é 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
	     "é 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"},
	};

	(void)state;
	clock_set_zone("Europe/Paris");
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		struct arena *arena = arena_new();
		struct invitation event = invitation();
		event.summary = event.location = event.description = CASES[i].given;
		event.organiser_name = event.attendee_name = CASES[i].given;
		icalcomponent *calendar = parse(render(arena, &event));
		icalcomponent *vevent = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
		assert_int_equal(icalcomponent_count_properties(vevent, ICAL_ANY_PROPERTY), 13);
		assert_int_equal(icalcomponent_count_properties(vevent, ICAL_ATTENDEE_PROPERTY), 1);
		assert_int_equal(icalcomponent_count_components(vevent, ICAL_ANY_COMPONENT), 0);
		assert_string_equal(icalcomponent_get_summary(vevent), CASES[i].line);
		assert_string_equal(icalcomponent_get_location(vevent), CASES[i].line);
		assert_string_equal(icalcomponent_get_description(vevent), CASES[i].paragraphs);
		assert_string_equal(parameter(vevent, ICAL_ORGANIZER_PROPERTY), CASES[i].name);
		assert_string_equal(parameter(vevent, ICAL_ATTENDEE_PROPERTY), CASES[i].name);
		icalcomponent_free(calendar);
		arena_free(&arena);
	}
}

/* All lengths around that of a line, with one-octet and two-octet characters. */
static void lines_of_every_length(void **state)
{
	(void)state;
	clock_set_zone("Europe/Paris");
	for (size_t i = 0; i < 320; i++) {
		struct arena *arena = arena_new();
		struct invitation event = invitation();
		struct buf text = {.arena = arena};
		for (size_t j = 0; j < i / 2; j++)
			buf_adds(&text, i % 2 ? "é" : "x");
		event.summary = event.description = event.location = buf_text(&text);
		icalcomponent *calendar = parse(render(arena, &event));
		icalcomponent *vevent = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
		assert_string_equal(icalcomponent_get_summary(vevent),
				    i < 2 ? "Invitation" : buf_text(&text));
		icalcomponent_free(calendar);
		arena_free(&arena);
	}
}

static void long_text_has_an_end(void **state)
{
	struct arena *arena = arena_new();
	struct invitation event = invitation();
	struct buf text = {.arena = arena};

	(void)state;
	for (int i = 0; i < 500 * 1000; i++)
		buf_adds(&text, "é");
	event.summary = event.location = event.description = event.attendee_name = buf_text(&text);
	char *out = render(arena, &event);
	icalcomponent_free(parse(out));
	assert_true(strlen(out) < 20 * 1024);
	arena_free(&arena);
}

static void what_can_t_be_an_invitation(void **state)
{
	struct invitation cases[8];
	struct arena *arena = arena_new();
	struct err err = {0};
	char *out = NULL;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		cases[i] = invitation();
	cases[0].method = "PUBLISH";
	cases[1].method = "REQUEST\r\nX: y";
	cases[2].uid = "";
	cases[3].sequence = -1;
	cases[4].organiser_email = "a@b\r\nATTENDEE:mailto:x@y";
	cases[5].attendee_email = "x@y\nSTATUS:CANCELLED";
	cases[6].attendee_email = NULL;
	cases[7].method = NULL;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(render_invitation(arena, &cases[i], &out, &err), ERR_DATA);
	assert_null(out);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_request),
	    cmocka_unit_test(a_cancellation),
	    cmocka_unit_test(times),
	    cmocka_unit_test(the_hour_that_comes_twice),
	    cmocka_unit_test(no_end),
	    cmocka_unit_test(text_comes_back),
	    cmocka_unit_test(lines_of_every_length),
	    cmocka_unit_test(long_text_has_an_end),
	    cmocka_unit_test(what_can_t_be_an_invitation),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
