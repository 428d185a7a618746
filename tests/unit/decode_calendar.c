/* Calendar objects as clients write them: finding them, zones, corrections, unusable ones. */
#include "decode_support.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/io.h"

static struct mail calendar_mail(struct arena *arena, const char *type, const char *calendar)
{
	return support_decode(arena, support_message(arena, "x", type, calendar));
}

static const struct icalendar *calendar_of(struct arena *arena, const char *calendar)
{
	struct mail mail = calendar_mail(arena, "text/calendar; method=REPLY; charset=utf-8", calendar);

	assert_non_null(mail.calendar);
	return mail.calendar;
}

static const struct icalendar *event_of(struct arena *arena, const char *before, const char *lines)
{
	return calendar_of(arena,
			   arena_printf(arena,
					"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n%sBEGIN:VEVENT\r\nUID:u\r\n%s"
					"END:VEVENT\r\nEND:VCALENDAR\r\n",
					before, lines));
}

#define ROMANCE(name)                                                                                        \
	"BEGIN:VTIMEZONE\r\nTZID:" name "\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"                  \
	"TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\n"   \
	"END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\n"                \
	"TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"          \
	"END:VTIMEZONE\r\n"

static void tells_zones(void **state)
{
	static const struct {
		const char *before, *start, *zone, *utc;
		bool is_floating;
	} cases[] = {
	    {"", ":20270115T130000Z", "", "2027-01-15T13:00:00Z", false},
	    {"", ":20270115T140000", "", "", true},
	    {"", ";TZID=Europe/Paris:20270115T140000", "Europe/Paris", "", false},
	    {"", ";TZID=\"Europe/Paris\":20270115T140000", "Europe/Paris", "", false},
	    {"", ";TZID=Romance Standard Time:20270115T140000", "Europe/Paris", "", false},
	    {"", ";TZID=\"Romance Standard Time\":20270115T140000", "Europe/Paris", "", false},
	    {"", ";TZID=SA Western Standard Time:20270115T140000", "America/Martinique", "", false},
	    {"", ";TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Paris:20270115T140000", "Europe/Paris",
	     "", false},
	    {"", ";TZID=/mozilla.org/20070129_1/Indian/Reunion:20270115T140000", "Indian/Reunion", "", false},
	    {"", ";TZID=America/Indiana/Indianapolis:20270115T140000", "America/Indiana/Indianapolis", "",
	     false},
	    {"", ";TZID=\"(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris\":20270115T140000", "Europe/Paris",
	     "", false},
	    {"", ";TZID=GMT+0100:20270115T140000", "", "2027-01-15T13:00:00Z", false},
	    {"", ";TZID=UTC-3:20270115T140000", "", "2027-01-15T17:00:00Z", false},
	    {"", ";TZID=UTC:20270115T140000", "", "2027-01-15T14:00:00Z", false},
	    {"", ";TZID=tzone://Microsoft/Utc:20270115T140000", "", "2027-01-15T14:00:00Z", false},
	    {"", ";TZID=Nowhere:20270115T140000", "", "", false},
	    {"", ":00270115T130000Z", "", "0027-01-15T13:00:00Z", false},
	    {"", ";TZID=UTC-3:99991231T230000", "", "", false},
	    {ROMANCE("Customized Time Zone"), ";TZID=Customized Time Zone:20270115T140000", "",
	     "2027-01-15T13:00:00Z", false},
	    {ROMANCE("Customized Time Zone"), ";TZID=Customized Time Zone:20270715T140000", "",
	     "2027-07-15T12:00:00Z", false},
	    {ROMANCE("Customized Time Zone"), ";TZID=Customized Time Zone:20270328T015959", "",
	     "2027-03-28T00:59:59Z", false},
	    {ROMANCE("Customized Time Zone"), ";TZID=Customized Time Zone:20270328T030000", "",
	     "2027-03-28T01:00:00Z", false},
	    {ROMANCE("Customized Time Zone"), ";TZID=Customized Time Zone:20271031T040000", "",
	     "2027-10-31T03:00:00Z", false},
	    {"BEGIN:VTIMEZONE\r\nTZID:X\r\nX-LIC-LOCATION:Europe/Paris\r\nEND:VTIMEZONE\r\n",
	     ";TZID=X:20270115T140000", "Europe/Paris", "", false},
	    {"BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+"
	     "0400\r\n"
	     "TZOFFSETTO:+0400\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n",
	     ";TZID=X:20270115T140000", "", "2027-01-15T10:00:00Z", false},
	    {"X-WR-TIMEZONE:Europe/Paris\r\n", ":20270115T140000", "Europe/Paris", "", false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct arena *arena = arena_new();
		const struct icalendar *calendar =
		    event_of(arena, cases[i].before, arena_printf(arena, "DTSTART%s\r\n", cases[i].start));

		assert_string_equal(calendar->start.zone, cases[i].zone);
		assert_string_equal(calendar->start.utc, cases[i].utc);
		assert_int_equal(calendar->start.is_floating, cases[i].is_floating);
		arena_free(&arena);
	}
}

static void reads_parties(void **state)
{
	static const struct {
		const char *line, *email, *name, *status, *delegate, *comment;
		int guests;
	} cases[] = {
	    {"ATTENDEE;PARTSTAT=ACCEPTED;CN=Durand, Marie:mailto:a@b.example", "a@b.example", "Durand, Marie",
	     "ACCEPTED", "", "", 0},
	    {"ATTENDEE;CN=\"Du; rand\":MAILTO:a%40B.Example", "a@b.example", "Du; rand", "", "", "", 0},
	    {"ATTENDEE:nom@domaine.example", "nom@domaine.example", "", "", "", "", 0},
	    {"ATTENDEE: mailto: <nom@domaine.example> ", "nom@domaine.example", "", "", "", "", 0},
	    {"ATTENDEE;EMAIL=a@b.example:urn:uuid:1-2", "a@b.example", "", "", "", "", 0},
	    {"ATTENDEE;CN=\"Jean ^'le^' D\";PARTSTAT=tentative:mailto:a@b.example", "a@b.example",
	     "Jean \"le\" D", "TENTATIVE", "", "", 0},
	    {"ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:x@y.example\":mailto:a@b.example",
	     "a@b.example", "", "DELEGATED", "x@y.example", "", 0},
	    {"ATTENDEE;X-NUM-GUESTS=3;X-RESPONSE-COMMENT=\"L&#39\\;avion : 9 h\":mailto:a@b.example",
	     "a@b.example", "", "", "", "L'avion : 9 h", 3},
	    {"ATTENDEE;X-RESPONSE-COMMENT=C&#39\\;est dit;X-NUM-GUESTS=2:mailto:a@b.example", "a@b.example",
	     "", "", "", "C'est dit", 2},
	    {"ATTENDEE;CN=:mailto:a@b.example", "a@b.example", "", "", "", "", 0},
	    {"ATTENDEE;PARTSTAT=ACCEPTED;CN=X\r\n\t;ROLE=REQ-PARTICIPANT:mailto:a@b.ex\r\n ample",
	     "a@b.example", "X", "ACCEPTED", "", "", 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct arena *arena = arena_new();
		const struct icalendar *calendar =
		    event_of(arena, "", arena_printf(arena, "%s\r\n", cases[i].line));

		assert_int_equal(calendar->attendee_count, 1);
		const struct icalendar_party *party = &calendar->attendees[0];

		assert_string_equal(party->email, cases[i].email);
		assert_string_equal(party->name, cases[i].name);
		assert_string_equal(party->status, cases[i].status);
		assert_string_equal(party->delegated_to, cases[i].delegate);
		assert_string_equal(party->comment, cases[i].comment);
		assert_int_equal(party->guests, cases[i].guests);
		arena_free(&arena);
	}
}

static void puts_lines_right(void **state)
{
	static const struct {
		const char *calendar, *summary;
	} cases[] = {
	    {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Forum\nEND:VEVENT\nEND:VCALENDAR", "Forum"},
	    {"BEGIN:VCALENDAR\rBEGIN:VEVENT\rSUMMARY:Forum\rEND:VEVENT\rEND:VCALENDAR", "Forum"},
	    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:R\xc3\r\n "
	     "\xa9union\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
	     "Réunion"},
	    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Fo\r\n\trum\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
	     "Forum"},
	    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Forum "
	     "de\r\nl’emploi\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
	     "Forum del’emploi"},
	    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY;LANGUAGE=fr:R\xe9union\r\nEND:VEVENT\r\nEND:"
	     "VCALENDAR\r\n",
	     "Réunion"},
	    {"begin:vcalendar\r\nbegin:vevent\r\nsummary:Forum\r\nend:vevent\r\nend:vcalendar\r\n", "Forum"},
	    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nBEGIN:VALARM\r\nSUMMARY:alarm\r\nEND:VALARM\r\nSUMMARY:"
	     "Forum\r\n"
	     "END:VEVENT\r\nEND:VCALENDAR\r\n",
	     "Forum"},
	    {"\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Forum\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
	     "Forum"},
	    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Forum\\, "
	     "\\\"a\\\"\\nb\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
	     "Forum, \"a\" b"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct arena *arena = arena_new();

		assert_string_equal(calendar_of(arena, cases[i].calendar)->summary, cases[i].summary);
		arena_free(&arena);
	}
}

#define EVENT(uid, more) "BEGIN:VEVENT\r\nUID:" uid "\r\n" more "END:VEVENT\r\n"

static void tells_defects(void **state)
{
	static const struct {
		const char *inside, *defect, *uid;
		bool is_instance;
	} cases[] = {
	    {EVENT("a", ""), "", "a", false},
	    {"", "no event", "", false},
	    {EVENT("a", "") EVENT("b", ""), "several events", "a", false},
	    {EVENT("a", "RECURRENCE-ID:20270101T100000Z\r\n") EVENT("a", ""), "", "a", false},
	    {EVENT("a", "RECURRENCE-ID:20270101T100000Z\r\n"), "", "a", true},
	    {"END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n" EVENT("a", ""), "several calendars", "", false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct arena *arena = arena_new();
		const struct icalendar *calendar = calendar_of(
		    arena, arena_printf(arena, "BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n", cases[i].inside));

		assert_string_equal(calendar->defect, cases[i].defect);
		assert_string_equal(calendar->uid, cases[i].uid);
		assert_int_equal(calendar->is_instance, cases[i].is_instance);
		arena_free(&arena);
	}
}

#define SMALL(uid) "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:" uid "\nEND:VEVENT\nEND:VCALENDAR\n"

/* The part with a method in its type, in any position; none in a forwarded message. */
static void finds_the_part(void **state)
{
	static const struct {
		const char *parts, *uid;
	} cases[] = {
	    {"--b\nContent-Type: application/ics; name=invite.ics\n\n" SMALL(
		 "ics") "--b\nContent-Type: text/calendar; method=REPLY\n\n" SMALL("body") "--b--\n",
	     "body"},
	    {"--b\nContent-Type: text/plain\n\nOui\n--b\nContent-Type: application/octet-stream; "
	     "name=x.ICS\n\n" SMALL("file") "--b--\n",
	     "file"},
	    {"--b\nContent-Type: text/calendar\nContent-Disposition: attachment; "
	     "filename=event.ics\n\n" SMALL("attached") "--b--\n",
	     "attached"},
	    {"--b\nContent-Type: message/rfc822\n\nContent-Type: text/calendar; method=REPLY\n\n" SMALL(
		 "inner") "--b--\n",
	     NULL},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct arena *arena = arena_new();
		struct mail mail = calendar_mail(arena, "multipart/mixed; boundary=b", cases[i].parts);

		assert_int_equal(mail.calendar != NULL, cases[i].uid != NULL);
		if (mail.calendar) {
			assert_string_equal(mail.calendar->uid, cases[i].uid);
			assert_int_equal(mail.attachment_count, 0);
		}
		arena_free(&arena);
	}
}

static void bounds_what_is_read(void **state)
{
	struct arena *arena = arena_new();
	struct buf buf = {.arena = arena};

	(void)state;
	buf_adds(&buf, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDESCRIPTION:");
	for (size_t i = 0; i < 100000; i++)
		buf_addc(&buf, 'x');
	buf_adds(&buf, "\r\n");
	for (size_t i = 0; i < 3000; i++)
		buf_printf(&buf, "ATTENDEE:mailto:a%zu@b.example\r\n", i);
	buf_adds(&buf, "END:VEVENT\r\nEND:VCALENDAR\r\n");
	const struct icalendar *calendar = calendar_of(arena, buf_text(&buf));

	assert_true(strlen(calendar->description) <= 16 * 1024);
	assert_true(calendar->attendee_count <= 500);
	for (size_t i = 0; i < 300000; i++)
		buf_addc(&buf, 'x');
	assert_string_equal(calendar_of(arena, buf_text(&buf))->defect, "too large");
	arena_free(&arena);
}

static void reads_meetings_of_outlook(void **state)
{
	struct arena *arena = arena_new();
	struct buf message = {.arena = arena};
	struct bytes packed;
	struct err err = {0};

	(void)state;
	assert_int_equal(io_read_file(arena, "tests/fuzz/seeds/tnef/meeting", 1 << 20, &packed, &err), OK);
	char *base64 = arena_alloc(arena, hash_base64_length(packed.length) + 1);

	hash_base64(packed, base64);
	buf_printf(&message,
		   "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: application/ms-tnef; "
		   "name=winmail.dat\nContent-Transfer-Encoding: base64\n\n%s\n",
		   base64);
	const struct icalendar *calendar = support_decode_bytes(arena, buf_bytes(&message)).calendar;

	assert_non_null(calendar);
	assert_string_equal(calendar->method, "COUNTER");
	assert_string_equal(calendar->uid, "EVT-2027-0001@passerelle.example");
	assert_int_equal(calendar->sequence, 2);
	assert_string_equal(calendar->stamp.utc, "2027-01-11T09:40:00Z");
	assert_string_equal(calendar->start.utc, "2027-01-29T13:00:00Z");
	assert_string_equal(calendar->end.utc, "2027-01-29T15:00:00Z");
	assert_string_equal(calendar->location, "69007 Lyon");
	assert_int_equal(calendar->attendee_count, 1);
	assert_string_equal(calendar->attendees[0].status, "TENTATIVE");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_zones),
	    cmocka_unit_test(reads_parties),
	    cmocka_unit_test(puts_lines_right),
	    cmocka_unit_test(tells_defects),
	    cmocka_unit_test(finds_the_part),
	    cmocka_unit_test(bounds_what_is_read),
	    cmocka_unit_test(reads_meetings_of_outlook),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	clock_set_zone("Europe/Paris");
	return cmocka_run_group_tests(tests, support_init, NULL);
}
