#!/usr/bin/python3 -B
"""Specification section 6: variations, omissions and additions of calendar programs in an answer, each to an
event of its own, all read in one run."""

import base64
import os
import re
import struct
import sys
from datetime import datetime, timedelta, timezone
from email.header import Header
from pathlib import Path
from unittest import mock

for folder in ("lib", "../fuzz"):
    sys.path.insert(0, str(Path(__file__).parent / folder))

import clients
import tnef
from agreement import EVENT
from clients import CLIENTS, Answer, folded, headers, local, multipart, part, times, utc
from embedded import Embedded
from mails import SHARED, compose, form, letter_in
from system import temporary_folder
from tap import run_story

ORGANISER = "lyon@ims.example"
GUEST, OTHER, COMPANY = "z.ferrand@ml-selyonnais.example", "gaetan.menard@ml-rhone.example", "recrutement@logirhone.example"
COLLEAGUE, DELEGATE = "maelle.lefevre@mllyon.example", "karim.benhaddou@mllyon.example"
NOW = datetime(2027, 1, 11, 8, 40, tzinfo=timezone.utc)
PROPOSED = (datetime(2027, 1, 29, 13, 0, tzinfo=timezone.utc), datetime(2027, 1, 29, 15, 0, tzinfo=timezone.utc))
ONE, NO, MAYBE, NOTHING = ("yes", 1), ("no", 0), ("maybe", 1), ("pending", 0)
exchange, outlook, google, apple = (CLIENTS[name] for name in ("exchange", "outlook_desktop", "google", "apple"))
thunderbird, zimbra, sogo, nextcloud = (CLIENTS[name] for name in ("thunderbird", "zimbra", "sogo", "nextcloud"))


def with_object(client, change):
    """A client's mail whose iCalendar object was changed before it was encoded."""
    def write(answer):
        with mock.patch.object(clients, "folded", lambda lines, mark=" ": change(folded(lines, mark))):
            return client(answer)
    return write


def with_text(client, text):
    """A client's mail with another text beside its calendar."""
    def write(answer):
        said = text(answer)

        def other(content_type, content, *more):
            html = "<html><body><p>" + said.replace("\n", "<br>") + "</p></body></html>"
            texts = {"text/plain": said, "text/html": html}
            kind = content_type.split(";")[0]
            return part(f"{kind}; charset=utf-8", texts[kind].encode(), "quoted-printable") if kind in texts else part(content_type, content, *more)
        with mock.patch.object(clients, "part", other):
            return client(answer)
    return write


def with_header(client, *lines):
    return lambda answer: "".join(f"{line}\r\n" for line in lines).encode() + client(answer)


def replaced(client, old, new):
    return lambda answer: client(answer).replace(old.encode(), new.encode(), 1)


def wrapped(client, before, after):
    """The whole MIME entity of a client's mail, as a part of another mail."""
    def write(answer):
        head, _, entity = client(answer).partition(b"Content-Type:")
        return head + before.replace("\n", "\r\n").encode() + b"Content-Type:" + entity + after.replace("\n", "\r\n").encode()
    return write


def bare(attendee=None, content_type="text/calendar; charset=utf-8; method=REPLY", encoding="base64", method="REPLY", uid="{uid}", sequence="SEQUENCE:{sequence}",
         stamp="DTSTAMP:{stamp}", hours=True, more=(), change=None):
    """A mail that is only an iCalendar object; {names} are replaced by values of the answer."""
    def write(answer):
        known = {"uid": answer.uid, "sequence": answer.sequence, "stamp": utc(answer.stamp), "local": local(answer.stamp), "status": answer.status}
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//FR", f"METHOD:{method}", "BEGIN:VEVENT", f"UID:{uid}",
                 *([f"ATTENDEE;PARTSTAT={{status}}:mailto:{answer.attendee}"] if attendee is None else attendee), sequence, stamp]
        lines = [line.format(**known) if "{" in line else line for line in lines if line] + (times(answer) if hours else []) + list(more)
        content = folded([*lines, "END:VEVENT", "END:VCALENDAR"])
        content = change(content) if change else content
        return headers(answer, "Accepté : Forum", content_type, [f"Content-Transfer-Encoding: {encoding}"]) + b"\r\n" + \
            (base64.encodebytes(content).replace(b"\n", b"\r\n") if encoding == "base64" else content)
    return write


def attendee(parameters="", value=f"mailto:{GUEST}", status="ACCEPTED"):
    return bare([f"ATTENDEE;PARTSTAT={status}{parameters}:{value}"])


def winmail(message_class, comment=None, proposed=None):
    """Outlook's own format: no calendar at all."""
    def write(answer):
        moment = lambda number, name, at: tnef.lid(tnef.TIME, number, tnef.APPOINTMENT, name, tnef.filetime(int(at.timestamp())))
        properties = [tnef.text(0x37, "Accepté : Forum"), tnef.lid(tnef.BINARY, 0x8001, tnef.MEETING, 3, tnef.object_id(answer.uid)),
                      tnef.lid(tnef.TIME, 0x8002, tnef.MEETING, 1, tnef.filetime(int(answer.stamp.timestamp()))),
                      tnef.lid(tnef.LONG, 0x8003, tnef.APPOINTMENT, 0x8201, struct.pack("<I", answer.sequence)), moment(0x8004, 0x820D, answer.start)]
        if proposed:
            properties += [moment(0x8005, 0x8250, proposed[0]), moment(0x8006, 0x8251, proposed[1])]
        said = [("body", comment.encode("cp1252") + b"\0")] if comment else []
        packed = tnef.tnef(("class", message_class.encode() + b"\0"), *said, ("properties", tnef.properties(*properties)))
        return headers(answer, "Accepté : Forum", 'multipart/mixed; boundary="tnef"') + multipart("tnef", [
            part("text/plain; charset=iso-8859-1", (comment or "").encode("latin-1"), "quoted-printable"),
            part('application/ms-tnef; name="winmail.dat"', packed, "base64", ['Content-Disposition: attachment; filename="winmail.dat"'])])
    return write


class Case:
    """`letters`: how many are sent about the event; None is not checked."""

    def __init__(self, name, write, tally=ONE, status="ACCEPTED", outcome="accepted", comment="?", letters=None, guest=GUEST, is_proven=True, reason=None,
                 **answer):
        self.name, self.write, self.tally, self.status, self.outcome, self.reason = name, write, tally, status, outcome, reason
        self.comment, self.letters, self.guest, self.is_proven, self.answer = comment, letters, guest, is_proven, answer


def refused(name, write, **more):
    return Case(name, write, NOTHING, outcome="refused", **more)


def ignored(name, write, **more):
    return Case(name, write, NOTHING, outcome="ignored", **more)


def line_cases():
    yield Case("CR CR LF", with_object(exchange, lambda text: text.replace(b"\r\n", b"\r\r\n")))
    yield Case("CR alone", with_object(exchange, lambda text: text.replace(b"\r\n", b"\r")))
    yield Case("LF and blank lines", with_object(google, lambda text: text.replace(b"\r\n", b"\n\n")))
    yield Case("a mark of byte order", with_object(exchange, lambda text: b"\xef\xbb\xbf" + text))
    yield Case("text below the object", with_object(CLIENTS["bluemind"], lambda text: text + b"\r\n-- \r\nMessage sans virus\r\n"))
    yield Case("no end of the last line", with_object(nextcloud, bytes.rstrip))
    yield Case("blank lines above the object", with_object(zimbra, lambda text: b"\r\n\r\n" + text))
    said = "Très bien, à jeudi"
    yield Case("Latin-1 called UTF-8", with_object(outlook, lambda text: text.decode().encode("latin-1")), comment=said, answer_comment=said)
    yield Case("Windows-1252", replaced(with_object(outlook, lambda text: text.decode().encode("cp1252")), "charset=utf-8; method", "charset=windows-1252; method"),
               comment=said, answer_comment=said)
    yield Case("UTF-8 without a name", bare(content_type="text/calendar; method=REPLY", more=["COMMENT:Ça marche"]), comment="Ça marche")
    yield Case("names in small letters", bare(change=lambda text: re.sub(rb"(?m)^(METHOD|BEGIN|UID|ATTENDEE;PARTSTAT)", lambda found: found[0].lower(), text)))
    yield Case("the machines' own properties", bare(more=["X-LIC-ERROR;X-LIC-ERRORTYPE=VALUE-PARSE-ERROR:No value", "REQUEST-STATUS:2.0;Success", "BEGIN:VALARM",
                                                         "ACTION:DISPLAY", "TRIGGER:-PT15M", "END:VALARM"]))
    instances = "".join(f"BEGIN:VEVENT\r\n{{uid}}RECURRENCE-ID:2027012{day}T130000Z\r\nATTENDEE;PARTSTAT=DECLINED:mailto:{GUEST}\r\nEND:VEVENT\r\n" for day in range(3))
    yield Case("the event and its instances", bare(change=lambda text: text.replace(b"END:VCALENDAR", instances.replace(
        "{uid}", re.search(rb"UID:.*\r\n", text)[0].decode()).encode() + b"END:VCALENDAR")))


def mime_cases():
    yield Case("the method quoted, in small letters", replaced(apple, "method=REPLY", 'METHOD="reply"'))
    yield Case("no method in the type", replaced(exchange, "; method=REPLY", ""))
    yield Case("another method in the type", replaced(exchange, "method=REPLY", "method=REQUEST"))
    yield Case("application/octet-stream", bare(content_type='application/octet-stream; name="invite.ics"'))
    yield Case("application/ics alone", bare(content_type='application/ics; name="reply.ics"'))
    yield Case("8bit", bare(encoding="8bit"))
    yield Case("binary, in capitals", bare(encoding="BINARY"))
    yield Case("signed", wrapped(exchange, 'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary="sig"\n\n--sig\n',
                                 "\n--sig\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\nMIIB\n--sig--\n"))
    yield Case("with a footer", wrapped(exchange, 'Content-Type: multipart/mixed; boundary="out"\n\n--out\n', "\n--out\nContent-Type: text/plain\n\n--\nSud-Est\n--out--\n"))
    yield Case("forwarded", lambda answer: headers(answer, "TR: Accepté", 'multipart/mixed; boundary="fw"') + multipart(
        "fw", [part("text/plain", b"Pour info", None), part("message/rfc822", exchange(answer), None)]), NOTHING, outcome=None)
    yield Case("marked as answered by a machine", with_header(exchange, "Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"))
    yield Case("marked as bulk", with_header(zimbra, "Precedence: bulk"))
    for client in (exchange, google):
        yield Case("not proven", client, NOTHING, outcome="quarantined", is_proven=False)
    yield ignored("not proven and no answer", replaced(google, "method=REPLY", "method=REQUEST"), is_proven=False)
    machine = replaced(nextcloud, f"<{GUEST}>\r\nTo", f"<invitations-noreply@cloud.example>\r\nReply-To: <{GUEST}>\r\nTo")
    for name, write in (("from a cloud's machine", machine), ("from one that says so", with_header(machine, "Auto-Submitted: auto-generated"))):
        yield Case(name, write, NOTHING, outcome="quarantined", reason="unknown sender, in the name of Mission locale du Sud-Est lyonnais")


def attendee_cases():
    yield Case("no scheme", attendee(value=GUEST))
    yield Case("in angle brackets", attendee(value=f"mailto:<{GUEST}>"))
    yield Case("blanks round it", attendee(value=f" mailto: {GUEST} "))
    yield Case("percents", attendee(value="mailto:" + GUEST.replace("@", "%40").replace(".", "%2E")))
    yield Case("capitals", attendee(value=f"MAILTO:{GUEST.upper()}"))
    yield Case("a URN with EMAIL", attendee(f';EMAIL="{GUEST}"', "urn:uuid:9E2F6B1C-0000-4000-8000-111122223333"))
    yield refused("a URN with another's EMAIL", attendee(f';EMAIL="{OTHER}"', "urn:uuid:9E2F6B1C-0000-4000-8000-111122223333"))
    yield Case("a principal's path", attendee(f";EMAIL={GUEST}", "/aMTIzNDU2/principal/", "DECLINED"), NO, letters=0)
    yield Case("several, one of them From", bare([f"ATTENDEE;PARTSTAT=DECLINED:mailto:{OTHER}", f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{GUEST}"]))
    yield Case("several, one of whom answers", bare(["ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:zoe@a.example", "ATTENDEE;PARTSTAT=DECLINED:mailto:zoe@b.example"]), NO)
    yield refused("several others", bare([f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{OTHER}", f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{COLLEAGUE}"]))
    yield ignored("nobody", bare([]))
    for name, parameters in (("marks in quotes", ';CN="Ferrand; Zoé: ML, Sud"'), ("RFC 6868", ";CN=Zoé ^'la^' Ferrand^nML"), ("an empty name", ";CN="),
                             ("a long name", ";CN=" + "Zoé " * 150), ("many parameters", ';CUTYPE=INDIVIDUAL;ROLE=OPT-PARTICIPANT;RSVP=FALSE;X-FOO="a;b";LANGUAGE=fr'),
                             ("SENT-BY a stranger", ';SENT-BY="mailto:secretariat@ailleurs.example"')):
        yield Case(name, attendee(parameters))
    yield refused("an assistant for another", attendee(f';SENT-BY="mailto:{GUEST}"', f"mailto:{OTHER}"))
    yield Case("SENT-BY another, for oneself", attendee(f';SENT-BY="mailto:{OTHER}"', status="DECLINED"), NO)


def status_cases():
    yield Case("in small letters", attendee(status="accepted"))
    yield Case("quoted", attendee(status='"DECLINED"'), NO)
    yield ignored("no status", bare([f"ATTENDEE:mailto:{GUEST}"]))
    yield ignored("IN-PROCESS", attendee(status="IN-PROCESS"))
    yield ignored("a status of its own", attendee(status="X-UNDECIDED"))
    yield refused("delegated to nobody", attendee(status="DELEGATED"))
    yield refused("delegated to oneself", attendee(f';DELEGATED-TO="mailto:{GUEST}"', status="DELEGATED"))
    yield refused("delegated to a stranger", sogo, status="DELEGATED", delegate="qui@ailleurs.example")
    yield refused("delegated to a company", CLIENTS["roundcube"], status="DELEGATED", delegate=COMPANY)
    yield Case("delegated in capitals", attendee(f';DELEGATED-TO="MAILTO:{DELEGATE.upper()}"', f"mailto:{COLLEAGUE}", "DELEGATED"), NO, guest=COLLEAGUE)
    yield Case("the delegate answers", attendee(f';DELEGATED-FROM="mailto:{COLLEAGUE}"', f"mailto:{DELEGATE}"), guest=DELEGATE)


def number_cases():
    yield Case("three beside oneself", nextcloud, ("yes", 4), guests=3)
    yield Case("nobody beside oneself", google)
    yield Case("a quoted number", attendee(';X-NUM-GUESTS="2"'), ("yes", 3))
    yield Case("no number", attendee(";X-NUM-GUESTS=abc"))
    yield Case("a comment counts before it", nextcloud, ("yes", 5), guests=2, answer_comment="Nombre de jeunes : 5")
    yield refused("too many", nextcloud, guests=5000)
    for name in ("exchange", "google", "zimbra", "sogo", "thunderbird", "apple"):
        yield Case(f"{name}: in words", CLIENTS[name], ("yes", 6), answer_comment="Nous serons 6")
        yield Case(f"{name}: on the second line", CLIENTS[name], ("yes", 7), comment="Nous arrivons à 14 h 30", answer_comment="Nous arrivons à 14 h 30\nNombre de jeunes : 7")
    for said in ("Nous arriverons vers 15 h 30 avec le bus 27", "Joignable au 04 78 12 34 56", "J'ai 4 jours de congé avant", "Pas de problème, nous viendrons",
                 "Je ne pourrai pas être là avant 14 h 30"):
        yield Case(f"« {said} »", exchange, comment=said, answer_comment=said)
    for said, number in (("Quatre jeunes", 4), ("3 personnes", 3), ("2 places svp", 2), ("Finalement 5", 5), ("Nous ne serons que 3", 3), ("+ 3 jeunes", 3)):
        yield Case(f"« {said} »", apple, ("yes", number), answer_comment=said)
    for said, number in (("Mon portable : 06.11.22.33.44", 1), ("6 jeunes (18-25 ans)", 6), ("Réf. 2027-15", 1), ("Vingt-cinq jeunes", 25)):
        yield Case(f"« {said} »", exchange, ("yes", number), comment=said, answer_comment=said)
    for name in ("exchange", "thunderbird", "apple", "google"):
        yield Case(f"{name}: a field below thanks", CLIENTS[name], ("yes", 4), comment="Merci !", answer_comment="Merci !\nNombre de jeunes : 4")
    for said in ("0 jeune pour l'instant", "entre 3 et 5 jeunes", "4 ou 5 jeunes", "Nombre de jeunes : 0", "Finalement nous ne pourrons pas venir", "Non, désolée"):
        yield refused(f"« {said} »", exchange, answer_comment=said)
    yield refused("a text that says no", zimbra, answer_comment="Nous ne viendrons pas.")
    yield refused("a text that says yes", thunderbird, status="DECLINED", answer_comment="Oui, nous venons à 3")
    yield Case("no with a number", google, NO, status="DECLINED", letters=0, answer_comment="Nombre de jeunes : 4")
    yield Case("perhaps with a number", exchange, ("maybe", 3), status="TENTATIVE", letters=0, answer_comment="Nombre de jeunes : 3")
    for name in ("google", "thunderbird", "sogo", "nextcloud"):
        yield Case(f"{name}: its own words are no comment", CLIENTS[name], comment=None)
    marks = 'a < b & c > d ; "e", \\ f'
    yield Case("marks in a comment", exchange, comment=marks, answer_comment=marks)
    for name in ("zimbra", "sogo"):
        yield Case(f"{name}: the whole invitation below", with_text(CLIENTS[name], lambda answer: f"{answer.name} a accepté l'invitation.\n\n{answer.summary}\n"
                                                                   f"Quand : jeudi 28 janvier 2027, 14:00 – 17:30\nOù : {answer.location}\n\n{answer.description}\n"))
        yield Case(f"{name}: our letter below", with_text(CLIENTS[name], lambda answer: "OK pour moi, j'apporte les fiches\n\n" + answer.letter.get_body(
            ("plain",)).get_content()), comment="OK pour moi, j'apporte les fiches")
        yield Case(f"{name}: a telephone in it", with_text(CLIENTS[name], lambda answer: f"{answer.name} a accepté votre invitation.\n\nJe serai joignable au "
                                                          "06 12 34 56 78"), comment="Je serai joignable au 06 12 34 56 78")
        yield Case(f"{name}: a signature", with_text(CLIENTS[name], lambda answer: "Nous serons 5.\n\n-- \nZoé Ferrand\nTél. 04 78 12 34 56\n69003 Lyon"), ("yes", 5))
        yield Case(f"{name}: the invitation quoted", with_text(CLIENTS[name], lambda answer: "3 jeunes\n\n-----Message d'origine-----\nDe : Passerelle\nEnvoyé : lundi "
                                                              "11 janvier 2027 09:30\nÀ : Zoé Ferrand\nObjet : Forum\n\nRéponse : non\nNombre de jeunes : 9\n"), ("yes", 3))


def comment_cases():
    """Text of the program in a comment, or beside the calendar when the program has no other place, is not
    the sender's."""
    signature = "Zoé Ferrand\nConseillère en insertion\nMission locale du Sud-Est lyonnais\n12 rue de la République, 69008 Lyon\nTél. : 04 78 00 12 34"
    original = (f"________________________________\nDe : IMS <{SHARED}>\nEnvoyé : lundi 11 janvier 2027 09:40\nÀ : Zoé Ferrand <{GUEST}>\nObjet : Forum\n"
                "Quand : jeudi 28 janvier 2027 14:00-17:30.\nOù : 69007 Lyon\n\nVenez à 12 ou 15.\nNombre de jeunes : 9\n")
    for name in ("exchange", "apple", "google", "nextcloud"):
        yield Case(f"{name}: a signature and the invitation below", CLIENTS[name], ("yes", 4), comment="Nous serons 4.",
                   answer_comment=f"Nous serons 4.\n\n{signature}\n\n{original}")
    yield Case("nothing but them", exchange, comment=None, answer_comment=f"\n\n{signature}\n\n{original}")
    yield Case("a telephone's line", exchange, NO, status="DECLINED", comment="Désolée", answer_comment="Désolée\n\nTélécharger Outlook pour iOS<https://aka.ms/o0ukef>")
    yield Case("no, with several numbers", exchange, NO, status="DECLINED", letters=0, answer_comment="2 conseillers absents et 3 jeunes en stage")
    original = "\n\n-----Rendez-vous d'origine-----\nDe : IMS\nEnvoyé : lundi 11 janvier 2027 09:40\nÀ : Zoé Ferrand\nObjet : Forum\n\nNous attendons 12 jeunes."
    yield Case("Outlook without Exchange: beside the calendar", with_text(outlook, lambda answer: "Nous serons 3." + original), ("yes", 3), comment="Nous serons 3.")
    yield Case("Outlook without Exchange: a signature alone", with_text(outlook, lambda answer: f"\n{signature}"), comment=None)
    yield refused("Outlook without Exchange: a text that says no", with_text(outlook, lambda answer: "Finalement je ne viendrai pas"))
    yield Case("zimbra: the request of a meeting", with_text(zimbra, lambda answer: f"{answer.name} a accepté la demande de réunion suivante :\n\nObjet: {answer.summary}\n"
               f"Participants requis: {GUEST}\n\n*~*~*~*~*~*~*~*~*~*\n\nNous attendons 12 jeunes."), comment=None)
    for name in ("zimbra", "sogo"):
        beside = lambda said: with_text(CLIENTS[name], lambda answer: said)
        yield Case(f"{name}: thanks for the invitation", beside("Merci pour votre invitation, nous serons 4."), ("yes", 4), comment="Merci pour votre invitation, nous serons 4.")
        yield Case(f"{name}: a question", beside("On arrive quand ? 2 participants"), ("yes", 2), comment="On arrive quand ? 2 participants")
        yield Case(f"{name}: ready-made", beside("Oui, je participerai.\n\nObjet : Forum\nOrganisateur : IMS\nEmplacement : 69007 Lyon\nHeure : Jeudi 28 Janvier 2027, 14:00:00\n"
                                                 "Invités : Zoé\n\n*~*~*~*~*~*~*~*~*~*\n"), comment=None)
        yield refused(f"{name}: too many", beside("Nombre de jeunes : 1000"))


def event_cases():
    yield refused("an unknown event", bare(uid="AAA-1234@ailleurs.example"))
    yield Case("blanks round the UID", bare(uid=" {uid}  "))
    yield Case("a higher number", bare(sequence="SEQUENCE:7"))
    yield Case("no number of the event", bare(sequence=""))
    for name, stamp in (("no stamp", ""), ("a stamp of the future", "DTSTAMP:20991231T235959Z"), ("a local stamp", "DTSTAMP:{local}"),
                        ("a stamp with a zone", "DTSTAMP;TZID=Europe/Paris:{local}"), ("no date as a stamp", "DTSTAMP:hier")):
        yield Case(name, bare(stamp=stamp))
    for name, more in (("no hours", []), ("hours that can't be read", ["DTSTART:n/a"]), ("an unknown zone", ["DTSTART;TZID=Customized Time Zone:20270128T140000"])):
        yield Case(name, bare(hours=False, more=more))
    for method in ("REQUEST", "CANCEL"):
        yield refused(f"{method} of our event", bare(content_type=f"text/calendar; method={method}", method=method))
    for method in ("DECLINECOUNTER", "ADD"):
        yield Case(f"{method} of our event", bare(content_type=f"text/calendar; method={method}", method=method), NOTHING, outcome=None, letters=0)


    invitation = bare(["ATTENDEE;CN=Qui:mailto:qui@ailleurs.example"], "text/calendar; charset=utf-8", method="PUBLISH", change=lambda text: text.replace(b"METHOD:PUBLISH\r\n", b""))
    for name, subject in (("exchange", "Meeting Forward Notification: Forum"), ("zimbra", "Notification de transfert de réunion : Forum")):
        yield ignored(f"{name}: a notice of forwarding", lambda answer, subject=subject: re.sub(
            rb"Subject: [^\r]*", f"Subject: {Header(subject, 'utf-8').encode()}".encode(), invitation(answer), count=1), letters=0)


def counter_cases():
    for name, write in CLIENTS.items():
        yield Case(f"{name}: declined, another time proposed", write, NO, status="DECLINED", letters=1, counter=PROPOSED)
        yield Case(f"{name}: REFRESH", write, NOTHING, status="NEEDS-ACTION", letters=1, method="REFRESH")
    yield Case("undecided, another time proposed", exchange, NOTHING, status="NEEDS-ACTION", letters=1, counter=PROPOSED)
    yield Case("accepted, another time proposed", google, letters=2, counter=PROPOSED)
    counter = {"content_type": "text/calendar; method=COUNTER", "method": "COUNTER", "hours": False}
    for name, more, letters in (("a Windows zone", ["DTSTART;TZID=Romance Standard Time:20270129T140000", "DTEND;TZID=Romance Standard Time:20270129T160000"], 1),
                                ("a duration", ["DTSTART:20270129T130000Z", "DURATION:PT1H30M"], 1), ("a whole day", ["DTSTART;VALUE=DATE:20270129"], None), ("no time", [], 0)):
        yield Case(f"proposed: {name}", bare(more=more, **counter), MAYBE, status="TENTATIVE", letters=letters)


def winmail_cases():
    new, old = "IPM.Schedule.Meeting.", "IPM.Microsoft Schedule."
    yield Case("accepted", winmail(f"{new}Resp.Pos"), letters=1)
    yield Case("declined", winmail(f"{new}Resp.Neg", "Nous sommes en congés"), NO, comment="Nous sommes en congés", letters=0)
    yield Case("perhaps", winmail(f"{new}Resp.Tent"), MAYBE, letters=0)
    yield Case("with a number", winmail(f"{new}Resp.Pos", "Nombre de jeunes : 4"), ("yes", 4))
    yield Case("with a number in words", winmail(f"{new}Resp.Pos", "Nous serons 3"), ("yes", 3))
    yield Case("of Outlook 97: accepted", winmail(f"{old}MtgRespP"))
    yield Case("of Outlook 97: perhaps", winmail(f"{old}MtgRespA"), MAYBE)
    yield Case("of Outlook 97: declined", winmail(f"{old}MtgRespN"), NO)
    yield Case("another time proposed", winmail(f"{new}Resp.Tent", proposed=PROPOSED), MAYBE, letters=1)
    yield refused("a text that says no", winmail(f"{new}Resp.Pos", "Nous ne viendrons pas"))
    yield refused("a request for our event", winmail(f"{new}Request"))
    yield refused("a cancellation of our event", winmail(f"{new}Canceled"))
    yield Case("a notice of forwarding", winmail(f"{new}Notification.Forward", "Votre invitation a été transférée"), NOTHING, outcome=None)


GROUPS = {"lines": line_cases, "MIME": mime_cases, "attendee": attendee_cases, "status": status_cases, "number": number_cases, "comment": comment_cases, "event": event_cases,
          "counter": counter_cases, "winmail.dat": winmail_cases}


def invitations(run):
    """{(event's title, guest): letter}."""
    letters = (letter_in(path) for path in run.sent())
    requests = (letter for letter in letters if letter.get_content_type() == "multipart/mixed")
    return {(str(clients.calendar_of(letter).walk("VEVENT")[0]["SUMMARY"]), letter["To"].addresses[0].addr_spec): letter for letter in requests}


def judge(story, run, name, case, event, before):
    register = run.passerelle
    decision = register.row("SELECT * FROM messages WHERE message_id = ?", case.message_id)
    guest = register.row("SELECT * FROM attendances WHERE event = ? AND contact = ?", event, case.guest)
    letters = register.row("SELECT count(*) AS n FROM letters WHERE about = ? AND id > ?", event, before)["n"]
    got = {"outcome": decision["outcome"], "reason": decision["reason"], "tally": (guest["answer"], guest["participants"]), "comment": guest["comment"], "letters": letters}
    expected = {"outcome": case.outcome or got["outcome"], "reason": case.reason or got["reason"], "tally": case.tally, "comment": got["comment"] if case.comment == "?" else case.comment,
                "letters": letters if case.letters is None else case.letters}
    story.ok(got == expected, f"{name}: {case.name}", f"     got: {got}\nexpected: {expected}")


def tell(story):
    cases = [(name, case) for name, group in GROUPS.items() for case in group() if not sys.argv[1:] or name in sys.argv[1:]]
    with temporary_folder("variants") as folder:
        run = Embedded(folder, "answers_per_hour = 1000\n")
        invited = f"{GUEST}, {OTHER}, {COLLEAGUE}, {DELEGATE}"
        for number in range(len(cases)):
            run.sends(compose(ORGANISER, SHARED, "[EVENEMENT]", form({**EVENT, "Intitulé": f"Forum {number}", "Places": "200", "Invités": invited})))
        run.runs()
        events = {row["title"]: row["ref"] for row in run.passerelle.rows("SELECT * FROM events")}
        letters, before = invitations(run), run.passerelle.row("SELECT max(id) AS id FROM letters")["id"]
        for number, (_, case) in enumerate(cases):
            answer = {**case.answer, "comment": case.answer.get("answer_comment")}
            answer.pop("answer_comment", None)
            mail = case.write(Answer(letters[f"Forum {number}", case.guest], case.guest, case.status, stamp=NOW + timedelta(seconds=number), **answer))
            case.message_id = re.search(rb"(?m)^Message-ID: <([^>]+)", mail)[1].decode()
            moment = (NOW + timedelta(seconds=number + 60)).timestamp()
            os.utime(run.sends(mail, case.is_proven), (moment, moment))
        run.runs((NOW + timedelta(hours=1)).isoformat())
        for number, (name, case) in enumerate(cases):
            judge(story, run, name, case, events[f"Forum {number}"], before)


run_story(tell)
