// Each iCalendar object of a JSON list, as ical.js reads it: what its RFC 5545 says of the one event.
const ICAL = require(process.argv[2]);
const objects = JSON.parse(require("fs").readFileSync(0, "utf8"));
const address = property => property.getFirstValue();
ICAL.design.strict = true;

function told(text) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	const [component, ...others] = calendar.getAllSubcomponents("vevent");
	if (others.length || calendar.name !== "vcalendar")
		throw new Error("not one event");
	for (const zone of calendar.getAllSubcomponents("vtimezone"))
		ICAL.TimezoneService.register(zone);
	const event = new ICAL.Event(component);
	const [attendee, ...guests] = event.attendees;
	if (guests.length)
		throw new Error("not one attendee");
	const organiser = component.getFirstProperty("organizer");
	return {
		method: calendar.getFirstPropertyValue("method"), version: calendar.getFirstPropertyValue("version"), uid: event.uid,
		sequence: event.sequence, stamp: component.getFirstPropertyValue("dtstamp").toUnixTime(), start: event.startDate.toUnixTime(),
		end: event.endDate.toUnixTime(), summary: event.summary, location: event.location, description: event.description,
		status: component.getFirstPropertyValue("status"), organiser: address(organiser), organiser_name: organiser.getFirstParameter("cn"),
		attendee: address(attendee), attendee_name: attendee.getFirstParameter("cn"), answer: attendee.getFirstParameter("partstat") || null,
		wants: attendee.getFirstParameter("rsvp") || null,
	};
}

console.log(JSON.stringify(objects.map(told)));
