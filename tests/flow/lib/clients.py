"""Answers to an invitation in the formats of real calendar programs: their MIME structure, lines and
errors."""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime, make_msgid
from quopri import encodestring
from zoneinfo import ZoneInfo

from icalendar import Calendar

from mails import SHARED

PARIS = ZoneInfo("Europe/Paris")
WORDS = {"ACCEPTED": "Accepté", "DECLINED": "Refusé", "TENTATIVE": "Provisoire", "NEEDS-ACTION": "Sans décision",
         "DELEGATED": "Délégué"}
ENGLISH = {"ACCEPTED": "Accepted", "DECLINED": "Declined", "TENTATIVE": "Tentative", "NEEDS-ACTION": "Undecided",
           "DELEGATED": "Delegated"}


def calendar_of(letter):
    """The iCalendar object of a letter."""
    part = next(part for part in letter.walk() if part.get_content_type() == "text/calendar")
    return Calendar.from_ical(part.get_payload(decode=True))


@dataclass
class Answer:
    """An answer to the event of a letter; `counter`: the pair of times proposed instead."""

    letter: object
    sender: str
    status: str
    name: str = "Zoé Ferrand"
    attendee: str = None
    comment: str = None
    guests: int = None
    delegate: str = None
    counter: tuple = None
    sequence: int = None
    stamp: datetime = None
    method: str = "REPLY"

    def __post_init__(self):
        event = calendar_of(self.letter).walk("VEVENT")[0]
        self.uid = str(event["UID"])
        self.summary = str(event["SUMMARY"])
        self.location = str(event.get("LOCATION", ""))
        self.description = str(event.get("DESCRIPTION", ""))
        self.organiser = str(event["ORGANIZER"])
        self.start, self.end = (event.decoded(key).astimezone(timezone.utc) for key in ("DTSTART", "DTEND"))
        if self.sequence is None:
            self.sequence = int(event["SEQUENCE"])
        if self.stamp is None:
            self.stamp = event.decoded("DTSTAMP") + timedelta(minutes=5)
        self.attendee = self.attendee or self.sender
        if self.counter:
            self.method = "COUNTER"


def utc(moment):
    return moment.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def local(moment):
    return moment.astimezone(PARIS).strftime("%Y%m%dT%H%M%S")


def escaped(text):
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def quoted(text):
    return f'"{text}"' if any(mark in text for mark in ",;:") else text


def folded(lines, mark=" "):
    """Lines of at most 75 octets, folded inside characters too, as some do."""
    out = []
    for line in lines:
        raw = line.encode()
        out.append(raw[:75])
        out += [mark.encode() + raw[at:at + 74] for at in range(75, len(raw), 74)]
    return b"\r\n".join(out) + b"\r\n"


ROMANCE = ["BEGIN:VTIMEZONE", "TZID:Romance Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200",
           "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "BEGIN:DAYLIGHT",
           "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
           "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE"]


def times(answer, write=lambda name, at: f"{name}:{utc(at)}"):
    start, end = answer.counter or (answer.start, answer.end)
    return [write("DTSTART", start), write("DTEND", end)]


def delegation(answer):
    return f';DELEGATED-TO="mailto:{answer.delegate}"' if answer.delegate else ""


def guests(answer, default=None):
    count = default if answer.guests is None else answer.guests
    return "" if count is None else f";X-NUM-GUESTS={count}"


def headers(answer, subject, content_type, more=()):
    from email.header import Header
    lines = [f"From: {Header(answer.name, 'utf-8').encode()} <{answer.sender}>", f"To: <{SHARED}>",
             f"Subject: {Header(subject, 'utf-8').encode()}", f"Date: {format_datetime(answer.stamp)}",
             f"Message-ID: {make_msgid(domain=answer.sender.split('@')[1])}", *more, "MIME-Version: 1.0",
             f"Content-Type: {content_type}"]
    return "\r\n".join(lines).encode() + b"\r\n"


def part(content_type, content, encoding="base64", more=()):
    head = "\r\n".join([f"Content-Type: {content_type}", *([f"Content-Transfer-Encoding: {encoding}"] if encoding else []), *more])
    if encoding == "base64":
        content = base64.encodebytes(content).replace(b"\n", b"\r\n")
    elif encoding == "quoted-printable":
        content = encodestring(content)
    return head.encode() + b"\r\n\r\n" + content


def multipart(boundary, parts, before=b""):
    return b"\r\n" + before + b"".join(b"--" + boundary.encode() + b"\r\n" + each + b"\r\n" for each in parts) + \
        b"--" + boundary.encode() + b"--\r\n"


def exchange(answer, product="Microsoft Exchange Server 2010", charset="utf-8"):
    """Exchange, Outlook 365, Outlook.com: no ORGANIZER, METHOD first, a Windows zone, SUMMARY is the mail's
    subject."""
    subject = f"{WORDS[answer.status]}\u00a0: {answer.summary}"
    zone = lambda name, at: f"{name};TZID=Romance Standard Time:{local(at)}"
    lines = ["BEGIN:VCALENDAR", f"METHOD:{answer.method}", f"PRODID:{product}", "VERSION:2.0", *ROMANCE, "BEGIN:VEVENT",
             f"ATTENDEE;PARTSTAT={answer.status};CN={quoted(answer.name)}{delegation(answer)}:MAILTO:{answer.attendee}"]
    if answer.comment:
        lines.append(f"COMMENT;LANGUAGE=fr-FR:{escaped(answer.comment)}\\n")
    lines += [f"UID:{answer.uid}", f"SUMMARY;LANGUAGE=fr-FR:{escaped(subject)}", *times(answer, zone), "CLASS:PUBLIC", "PRIORITY:5",
              f"DTSTAMP:{utc(answer.stamp)}", "TRANSP:OPAQUE", "STATUS:CONFIRMED", f"SEQUENCE:{answer.sequence}",
              f"LOCATION;LANGUAGE=fr-FR:{escaped(answer.location)}", f"X-MICROSOFT-CDO-APPT-SEQUENCE:{answer.sequence}",
              "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "END:VEVENT", "END:VCALENDAR"]
    text = (answer.comment or "") + "\r\n"
    html = f"<html><body><div>{answer.comment or ''}</div></body></html>"
    return headers(answer, subject, 'multipart/alternative; boundary="_000_EX_"', ["x-ms-has-attach:", "X-MS-Exchange-Calendar-Originator-Id: o"]) + \
        multipart("_000_EX_", [part(f'text/plain; charset="{charset}"', text.encode(charset, "replace")),
                               part('text/html; charset="utf-8"', html.encode()),
                               part(f'text/calendar; charset="utf-8"; method={answer.method}', folded(lines))])


def outlook_com(answer):
    return exchange(answer, charset="windows-1256")


def outlook_desktop(answer):
    """An IMAP account: folds by TAB and a quoted zone."""
    zone = lambda name, at: f'{name};TZID="Romance Standard Time":{local(at)}'
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "VERSION:2.0", f"METHOD:{answer.method}",
             "X-MS-OLK-FORCEINSPECTOROPEN:TRUE", *[line.replace("TZID:Romance", "TZID:Romance") for line in ROMANCE], "BEGIN:VEVENT",
             f"ATTENDEE;PARTSTAT={answer.status}{delegation(answer)}:mailto:{answer.attendee}", *times(answer, zone),
             f"DTSTAMP:{utc(answer.stamp)}", f"SEQUENCE:{answer.sequence}",
             f"SUMMARY;LANGUAGE=fr:{escaped(WORDS[answer.status] + ' : ' + answer.summary)}", f"UID:{answer.uid}"]
    if answer.comment:
        lines.append(f"COMMENT:{escaped(answer.comment)}")
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return headers(answer, f"{WORDS[answer.status]} : {answer.summary}", 'multipart/alternative; boundary="----=_NextPart_000"') + \
        multipart("----=_NextPart_000", [
            part("text/plain; charset=iso-8859-1", (answer.comment or "").encode("latin-1"), "quoted-printable"),
            part(f"text/calendar; charset=utf-8; method={answer.method}", folded(lines, "\t"), "base64")])


def google(answer):
    """Marked as automatic, sent twice, the attendee's line folded, everything of the request is returned."""
    comment = (answer.comment or "").replace("'", "&#39\\;").replace('"', "&quot\\;").replace("\n", "\\n")
    response = f';X-RESPONSE-COMMENT="{comment}"' if comment else ""
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0", "CALSCALE:GREGORIAN",
             f"METHOD:{answer.method}", "BEGIN:VEVENT", *times(answer), f"DTSTAMP:{utc(answer.stamp)}",
             f"ORGANIZER;CN={answer.organiser[7:]}:{answer.organiser.lower()}", f"UID:{answer.uid}",
             f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer.status}{response}{delegation(answer)}"
             f";CN={answer.attendee}{guests(answer, 0)}:mailto:{answer.attendee}",
             "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", f"CREATED:{utc(answer.stamp)}",
             f"DESCRIPTION:{escaped(answer.description)}", f"LAST-MODIFIED:{utc(answer.stamp)}", f"LOCATION:{escaped(answer.location)}",
             f"SEQUENCE:{answer.sequence}", "STATUS:CONFIRMED", f"SUMMARY:{escaped(answer.summary)}", "TRANSP:OPAQUE",
             "END:VEVENT", "END:VCALENDAR"]
    ics = folded(lines)
    text = f"{answer.name} a répondu à cette invitation.\n\n{answer.summary}\nQuand\u00a0: jeudi\nInvitation de Google Agenda\n".encode()
    inner = part('multipart/alternative; boundary="alt"', multipart("alt", [
        part('text/plain; charset="UTF-8"; format=flowed; delsp=yes', text),
        part('text/html; charset="UTF-8"', b"<div>" + text + b"</div>", "quoted-printable"),
        part(f'text/calendar; charset="UTF-8"; method={answer.method}', ics, "7bit")]), None)
    return headers(answer, f"{ENGLISH[answer.status]}: {answer.summary} @ Thu", 'multipart/mixed; boundary="mix"',
                   ["Auto-Submitted: auto-generated", "Sender: Google Calendar <calendar-notification@google.com>",
                    f"Reply-To: {answer.sender}"]) + \
        multipart("mix", [inner, part('application/ics; name="invite.ics"', ics, "base64",
                                      ['Content-Disposition: attachment; filename="invite.ics"'])])


def apple(answer):
    """MAILTO in capitals, EMAIL parameter, the calendar as an attachment."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Apple Inc.//Mac OS X 10.13.6//EN", "CALSCALE:GREGORIAN", f"METHOD:{answer.method}",
             "BEGIN:VEVENT", f"UID:{answer.uid}", *times(answer),
             f'ATTENDEE;CN="{answer.name}";CUTYPE=INDIVIDUAL;EMAIL="{answer.attendee}";PARTSTAT={answer.status}{delegation(answer)}'
             f":MAILTO:{answer.attendee.replace('@', '%40')}",
             f'ORGANIZER;CN="Passerelle":MAILTO:{answer.organiser[7:]}', f"DTSTAMP:{utc(answer.stamp)}", f"SEQUENCE:{answer.sequence}",
             f"SUMMARY:{escaped(answer.summary)}"]
    if answer.comment:
        lines.append(f"COMMENT:{escaped(answer.comment)}")
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return headers(answer, f"{WORDS[answer.status]} : {answer.summary}", 'multipart/mixed; boundary="Apple-Mail"') + \
        multipart("Apple-Mail", [part("text/plain; charset=utf-8", b"", "7bit"),
                                 part(f'text/calendar; charset=utf-8; method={answer.method}; name="iCal-2027.ics"', folded(lines),
                                      "quoted-printable", ['Content-Disposition: attachment; filename="iCal-2027.ics"'])])


def thunderbird(answer):
    """8bit, method first, parentheses in the boundary, three line ends before it; the whole event is
    returned."""
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "VERSION:2.0", f"METHOD:{answer.method}",
             "BEGIN:VEVENT", f"CREATED:{utc(answer.stamp)}", f"LAST-MODIFIED:{utc(answer.stamp)}", f"DTSTAMP:{utc(answer.stamp)}",
             f"UID:{answer.uid}", f"SUMMARY:{escaped(answer.summary)}", f"ORGANIZER;CN=Logistique:{answer.organiser}",
             f"ATTENDEE;CN={quoted(answer.name)};PARTSTAT={answer.status};ROLE=REQ-PARTICIPANT{delegation(answer)}:mailto:{answer.attendee}",
             *times(answer), f"DESCRIPTION:{escaped(answer.description)}", f"SEQUENCE:{answer.sequence}",
             f"X-MOZ-RECEIVED-SEQUENCE:{answer.sequence}", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:x", "END:VALARM"]
    if answer.comment:
        lines.append(f"COMMENT:{escaped(answer.comment)}")
    lines += ["END:VEVENT", "END:VCALENDAR"]
    said = f"{answer.name} a accepté votre invitation.\r\n" + (f"\r\n{answer.comment}\r\n" if answer.comment else "")
    outer, inner = "Boundary_(ID_qyG4ZdjoAsiZ+Jo19dCbWQ)", "Boundary_(ID_ryU4ZdJoASiZ+Jo21dCbwA)"
    alternative = part(f'multipart/alternative; boundary="{inner}"', b"\r\n\r\n" + multipart(inner, [
        part("text/plain; charset=UTF-8", said.encode(), "8BIT"),
        part(f"text/calendar; method={answer.method}; charset=UTF-8", folded(lines), "8BIT")]), None)
    return headers(answer, f"Réponse à l’invitation ({WORDS[answer.status]}): {answer.summary}", f'multipart/mixed; boundary="{outer}"') + \
        multipart(outer, [alternative, part("application/ics; name=\"invite.ics\"", folded(lines), "8BIT",
                                            ["Content-Disposition: attachment; filename=\"invite.ics\""])], b"\r\n\r\n")


def zimbra(answer):
    """The comment is only in the text, above the whole invitation."""
    subject = {"ACCEPTED": "Accepté: ", "TENTATIVE": "À confirmé: ", "DECLINED": "Refusé : "}.get(answer.status, "") + answer.summary
    lines = ["BEGIN:VCALENDAR", "PRODID:Zimbra-Calendar-Provider", "VERSION:2.0", f"METHOD:{answer.method}", "BEGIN:VEVENT",
             f"ORGANIZER;CN=Passerelle:{answer.organiser}",
             f"ATTENDEE;CN={quoted(answer.name)};PARTSTAT={answer.status};ROLE=REQ-PARTICIPANT{delegation(answer)}"
             f":mailto:{answer.attendee.replace(answer.attendee[0], answer.attendee[0].upper(), 1)}",
             *times(answer), f"UID:{answer.uid}", f"DTSTAMP:{utc(answer.stamp)}", f"SUMMARY:{escaped(subject)}",
             f"LOCATION:{escaped(answer.location)}", f"SEQUENCE:{answer.sequence}", "END:VEVENT", "END:VCALENDAR"]
    text = (answer.comment or "Oui, je participerai.") if answer.status == "ACCEPTED" else (answer.comment or "")
    text += f"\n\n*~*~*~*~*~*~*~*~*~*\n\nRéponse : oui, non ou peut-être\nNombre de jeunes : \n{answer.description}\n"
    html = "<div>" + text.replace("\n", "<br>") + "</div>"
    return headers(answer, subject, 'multipart/alternative; boundary="=_zimbra"') + multipart("=_zimbra", [
        part("text/plain; charset=utf-8", text.encode(), "quoted-printable"), part("text/html; charset=utf-8", html.encode(), "quoted-printable"),
        part(f"text/calendar; charset=utf-8; method={answer.method}; name=meeting.ics", folded(lines), "7bit")])


def sogo(answer):
    """multipart/mixed without transfer encodings, the comment in the HTML."""
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Inverse inc./SOGo 5.8//EN", "VERSION:2.0", f"METHOD:{answer.method}", "BEGIN:VEVENT",
             f"UID:{answer.uid}", f"SUMMARY:{escaped(answer.summary)}", *times(answer), f"DTSTAMP:{utc(answer.stamp)}",
             f"SEQUENCE:{answer.sequence}", f"ORGANIZER;CN=\"Passerelle\":{answer.organiser}",
             f"ATTENDEE;PARTSTAT={answer.status};CN=\"{answer.name}\";ROLE=REQ-PARTICIPANT{delegation(answer)}:mailto:{answer.attendee}",
             "END:VEVENT", "END:VCALENDAR"]
    html = f"<html><body><p>{answer.name} a accepté votre invitation.</p><p>{(answer.comment or '').replace(chr(10), '<br>')}</p></body></html>"
    return headers(answer, f"Invitation acceptée : {answer.summary}", 'multipart/mixed; boundary="sogo"',
                   ["Content-Class: urn:content-classes:calendarmessage", "X-SOGo-Message-Type: calendar:invitation-reply"]) + \
        multipart("sogo", [part("text/html; charset=utf-8", html.encode(), None),
                           part(f'text/calendar; method={answer.method}; charset="UTF-8"', folded(lines), None)])


def nextcloud(answer):
    """The calendar is an attachment without a charset; the number of guests was entered."""
    comment = (answer.comment or "").replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    response = f';X-RESPONSE-COMMENT="{comment}"' if comment else ""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sabre//Sabre VObject 4.4.2//EN", "CALSCALE:GREGORIAN", f"METHOD:{answer.method}",
             "BEGIN:VEVENT", f"DTSTAMP:{utc(answer.stamp)}", f"SEQUENCE:{answer.sequence}", f"UID:{answer.uid}", *times(answer),
             f"SUMMARY:{escaped(answer.summary)}", f"ORGANIZER;CN=Passerelle:{answer.organiser}",
             f"ATTENDEE;PARTSTAT={answer.status}{response}{guests(answer)}{delegation(answer)}:mailto:{answer.attendee}",
             "REQUEST-STATUS:2.0;Success", "END:VEVENT", "END:VCALENDAR"]
    return headers(answer, f"Re: {answer.summary}", 'multipart/mixed; boundary="_=_nc"') + multipart("_=_nc", [
        part("text/plain; charset=utf-8", f"{answer.name} a répondu.".encode(), "quoted-printable"),
        part(f"text/calendar; method={answer.method}; name=event.ics", folded(lines), "base64",
             ["Content-Disposition: attachment; filename=event.ics"])])


def onlyoffice(answer):
    """Stamps without Z."""
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Ascensio System//OnlyOffice Calendar//EN", "VERSION:2.0", f"METHOD:{answer.method}", "BEGIN:VEVENT",
             f"DTSTAMP:{local(answer.stamp)}", f"CREATED:{local(answer.stamp)}", f"UID:{answer.uid}", f"SEQUENCE:{answer.sequence}",
             f"SUMMARY:{escaped(answer.summary)}", *times(answer), f"ORGANIZER;CN=Passerelle:{answer.organiser}",
             f"ATTENDEE;PARTSTAT={answer.status}{delegation(answer)}:mailto:{answer.attendee}",
             *([f"COMMENT:{escaped(answer.comment)}"] if answer.comment else []), "END:VEVENT", "END:VCALENDAR"]
    return headers(answer, answer.summary, 'multipart/mixed; boundary="oo"') + multipart("oo", [
        part("text/html; charset=utf-8", b"<p></p>", "quoted-printable"),
        part(f"text/calendar; charset=UTF-8; method={answer.method}", folded(lines), "base64")])


def bluemind(answer):
    """A zone with a name of its own, LF line ends."""
    zone = lambda name, at: f"{name};TZID=Europe/Paris:{local(at)}"
    lines = ["BEGIN:VCALENDAR", "PRODID:-//BlueMind//BlueMind Calendar//FR", "VERSION:2.0", f"METHOD:{answer.method}",
             *[line.replace("Romance Standard Time", "Europe/Paris") for line in ROMANCE], "BEGIN:VEVENT", f"UID:{answer.uid}",
             f"DTSTAMP:{utc(answer.stamp)}", f"SEQUENCE:{answer.sequence}", f"SUMMARY:{escaped(answer.summary)}", *times(answer, zone),
             f"ORGANIZER;CN=Passerelle:{answer.organiser}",
             f"ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT={answer.status};CN=\"{answer.name}\"{delegation(answer)}:mailto:{answer.attendee}",
             *([f"COMMENT:{escaped(answer.comment)}"] if answer.comment else []), "END:VEVENT", "END:VCALENDAR"]
    return headers(answer, f"{WORDS[answer.status]} : {answer.summary}", 'multipart/alternative; boundary="bm"',
                   [f"X-BM-Event: {answer.uid}"]) + multipart("bm", [
                       part("text/html; charset=utf-8", b"<p>BlueMind</p>", "quoted-printable"),
                       part(f"text/calendar; charset=UTF-8; method={answer.method}", folded(lines).replace(b"\r\n", b"\n"), "base64")])


def roundcube(answer):
    return evolution(answer, "-//Roundcube//Roundcube libcalendaring 1.4.11//Sabre//Sabre VObject 4.2.2//EN", "Europe/Paris")


def evolution(answer, product="-//Ximian//NONSGML Evolution Calendar//EN", zone="/freeassociation.sourceforge.net/Europe/Paris"):
    """A zone with a prefix."""
    write = lambda name, at: f"{name};TZID={zone}:{local(at)}"
    lines = ["BEGIN:VCALENDAR", f"PRODID:{product}", "VERSION:2.0", f"METHOD:{answer.method}", "BEGIN:VEVENT", f"UID:{answer.uid}",
             f"DTSTAMP:{utc(answer.stamp)}", f"SEQUENCE:{answer.sequence}", f"SUMMARY:{escaped(answer.summary)}", *times(answer, write),
             f"ORGANIZER;CN=Passerelle:{answer.organiser}",
             f"ATTENDEE;CN={quoted(answer.name)};PARTSTAT={answer.status};ROLE=REQ-PARTICIPANT{guests(answer)}{delegation(answer)}:mailto:{answer.attendee}",
             *([f"COMMENT:{escaped(answer.comment)}"] if answer.comment else []), "END:VEVENT", "END:VCALENDAR"]
    return headers(answer, f"Re: {answer.summary}", 'multipart/mixed; boundary="=-ev"') + multipart("=-ev", [
        part("text/plain; charset=utf-8", (answer.comment or "").encode(), "quoted-printable"),
        part(f"text/calendar; charset=UTF-8; method={answer.method.lower()}", folded(lines), "quoted-printable",
             ["Content-Disposition: attachment; filename=event.ics"])])


CLIENTS = {each.__name__: each for each in (exchange, outlook_com, outlook_desktop, google, apple, thunderbird, zimbra, sogo, nextcloud,
                                            onlyoffice, bluemind, roundcube, evolution)}
