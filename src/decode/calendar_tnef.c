/* A meeting message in a winmail.dat -> the calendar object that other programs would have sent ([MS-OXOCAL],
 * [MS-OXCICAL] 2.1.3.1.1.20.26). */
#include "calendar.h"

#include "base/date.h"
#include "base/text.h"
#include "scan.h"
#include "tnef.h"

/* Message classes; the older ones are those of Outlook 97. */
static const struct {
	const char *class, *method, *status;
} classes[] = {
    {"IPM.Schedule.Meeting.Resp.Pos", "REPLY", "ACCEPTED"},
    {"IPM.Schedule.Meeting.Resp.Tent", "REPLY", "TENTATIVE"},
    {"IPM.Schedule.Meeting.Resp.Neg", "REPLY", "DECLINED"},
    {"IPM.Schedule.Meeting.Request", "REQUEST", ""},
    {"IPM.Schedule.Meeting.Canceled", "CANCEL", ""},
    {"IPM.Microsoft Schedule.MtgRespP", "REPLY", "ACCEPTED"},
    {"IPM.Microsoft Schedule.MtgRespA", "REPLY", "TENTATIVE"},
    {"IPM.Microsoft Schedule.MtgRespN", "REPLY", "DECLINED"},
    {"IPM.Microsoft Schedule.MtgReq", "REQUEST", ""},
    {"IPM.Microsoft Schedule.MtgCncl", "CANCEL", ""},
};

/* A UID from another program follows this mark; otherwise the UID is the whole identifier in hexadecimal. */
static const char *uid_of(struct arena *arena, struct bytes id)
{
	static const char mark[] = "vCal-Uid\1\0\0";
	struct buf hex = {.arena = arena};

	for (size_t at = 0; at + sizeof(mark) < id.length; at++)
		if (!memcmp(id.data + at, mark, sizeof(mark)))
			return text_one_line(arena,
					     arena_strndup(arena, (const char *)id.data + at + sizeof(mark),
							   id.length - at - sizeof(mark)),
					     1000);
	for (size_t i = 0; i < id.length && i < 500; i++)
		buf_printf(&hex, "%02X", id.data[i]);
	return buf_text(&hex);
}

static struct icalendar_time time_of(struct arena *arena, struct bytes filetime)
{
	struct icalendar_time out = {.local = "", .utc = "", .zone = "", .is_floating = true};
	uint64_t low, high;

	if (filetime.length < 8)
		return out;
	low = scan_little_endian((struct bytes){filetime.data, 4});
	high = scan_little_endian((struct bytes){filetime.data + 4, 4});
	/* The Unix epoch is 11644473600 seconds after that of Windows. */
	long long seconds = (long long)((high << 32 | low) / 10000000) - 11644473600LL;

	if (seconds <= 0 || seconds > 32503680000LL)
		return out;
	out.utc = time_utc(arena, (time_t)seconds);
	out.local = arena_strndup(arena, out.utc, strlen("2027-01-15T14:00:00"));
	out.is_floating = false;
	return out;
}

void calendar_take_tnef(struct decoding *decoding, const struct tnef *tnef, const char *class,
			const char *subject, const char *location)
{
	struct arena *arena = decoding->arena;
	const struct tnef_meeting *meeting = &tnef->meeting;
	size_t i = 0;

	while (i < ARRAY_SIZE(classes) && !text_equal_ascii(classes[i].class, class))
		i++;
	if (i == ARRAY_SIZE(classes) || !meeting->object_id.length || decoding->mail->calendar)
		return;
	bool is_counter = meeting->proposed_start.length && *classes[i].status;
	struct icalendar *out = calendar_new(arena, classes[i].method);

	out->method = is_counter ? "COUNTER" : classes[i].method;
	out->product = "winmail.dat";
	out->uid = uid_of(arena, meeting->object_id);
	out->summary = text_one_line(arena, subject, 400);
	out->location = text_one_line(arena, location, 400);
	out->sequence = (long)meeting->sequence;
	out->stamp = time_of(arena, meeting->answered_at);
	out->start = time_of(arena, is_counter ? meeting->proposed_start : meeting->start);
	out->end = time_of(arena, is_counter ? meeting->proposed_end : meeting->end);
	if (*classes[i].status) {
		out->attendees = arena_array(arena, 1, sizeof(*out->attendees));
		out->attendees[0] = (struct icalendar_party){"", "", classes[i].status, "", "", 0};
		out->attendee_count = 1;
	}
	decoding->mail->calendar = out;
}
