#!/usr/bin/python3 -B
"""Injection: with any text in names, subjects, fields and file names, every letter parses back as the
template intends, and no exported table executes in a spreadsheet."""

import csv
import io
import re
import sys
from email import policy
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CV, EVENT, OFFER, RECRUITER
from embedded import Embedded, outcome
from mails import PARSER, SHARED, compose, form, pdf
from passerelle import DIRECTORY
from system import temporary_folder
from tap import run_story

MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
EVIL = {
    "CR and LF": "Cariste\r\nBcc: victime@ailleurs.example\r\nX-Mal: 1\r\n\r\n<p>corps</p>",
    "encoded line ends": "=?utf-8?q?Cariste=0D=0ABcc:_victime=40ailleurs.example=0D=0AX-Mal:_1?=",
    "NUL": "Cari\0ste",
    "controls": "Cari\x1b[31mste\x07\x7f\x85",
    "a template": "{{ref}} {{> form}} {{{body}}} {{=<% %>=}}",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)></title><!--",
    "an attribute": "\" onmouseover=\"alert(1)\" style='x:y' href='javascript:1",
    "an entity": "&lt;script&gt; &#8238; &amp;nbsp;",
    "an encoded word": "=?utf-8?b?PHNjcmlwdD4=?= =?utf-8?q?=0d=0a?=",
    "right-to-left": f"Cari\u202eetsi\u2066x{MARKS}",
    "a tag of ours": "[RETRAIT CAN-2027-0001] [DESABONNEMENT]",
    "an address": "<victime@ailleurs.example>, autre@ailleurs.example",
    "a boundary": "--=_passerelle\n--\n.",
    "a calendar": "Fin\nEND:VEVENT\nATTENDEE:mailto:victime@ailleurs.example\nX-MAL:1",
    "a formula": "=HYPERLINK(\"http://x\";\"y\")",
    "another formula": "@SUM(1+1)*cmd|' /C calc'!A0",
    "10,000 characters": "Cariste " * 1250,
    "one long word": "é" * 10000,
}
FILES = {"../../etc/passwd.pdf": "passwd.pdf", "C:\\Windows\\a.pdf": "a.pdf", "CON.pdf": "_CON.pdf", "nul": "_nul", "LPT1.pdf": "_LPT1.pdf",
         "a\u202efdp.exe": None, "..": None, "x\r\nBcc: v@ailleurs.example.pdf": None, "\"; filename=\"b.exe": None, "a" * 400 + ".pdf": None,
         "=?utf-8?q?=2E=2E=2Fevil.pdf?=": "evil.pdf", "aux .pdf": "_aux .pdf", "cv.pdf. . ": "cv.pdf"}
HEADERS = {"return-path", "delivered-to", "from", "to", "reply-to", "subject", "date", "message-id", "in-reply-to", "references",
           "auto-submitted", "x-auto-response-suppress", "list-id", "list-unsubscribe", "mime-version", "content-type",
           "content-transfer-encoding", "precedence", "content-language", "received"}
TAGS = {"!doctype", "html", "head", "meta", "title", "style", "body", "div", "span", "table", "tbody", "tr", "th", "td", "h1", "h2", "h3", "p", "br",
        "a", "ul", "ol", "li", "strong", "em", "b", "pre", "hr"}
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d) *(\..*)?")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f" + MARKS + "]")


class Markup(HTMLParser):
    def __init__(self):
        super().__init__()
        self.faults = []

    def handle_starttag(self, tag, attributes):
        names = {name for name, _ in attributes}
        if tag not in TAGS or any(name.startswith("on") or name == "src" for name in names):
            self.faults.append(f"<{tag} {names}>")
        for name, value in attributes:
            if name == "href" and not value.startswith("mailto:partenariat"):
                self.faults.append(f"href={value}")

    def handle_comment(self, data):
        if not data.startswith("[if") and not data.startswith("<![endif"):
            self.faults.append(f"<!--{data[:20]}")


def faults_of(raw, addresses):
    """All faults of a letter in its sent bytes."""
    faults = []
    head, _, _ = raw.partition(b"\r\n\r\n") if b"\r\n\r\n" in raw else raw.partition(b"\n\n")
    lines = raw.replace(b"\r\n", b"\n").split(b"\n")
    if b"\0" in raw or b"\r" in raw.replace(b"\r\n", b""):
        faults.append("NUL or bare CR")
    if max(map(len, lines)) > 998 or not head.isascii():
        faults.append("a line of more than 998 bytes, or a header that is not ASCII")
    letter = PARSER.parsebytes(raw)
    names = [name.lower() for name in letter.keys()]
    faults += [f"field {name}" for name in names if name not in HEADERS or names.count(name) > 1]
    faults += [f"defect {defect!r}" for part in letter.walk() for defect in part.defects]
    to = letter["To"]
    if [address.addr_spec for address in to.addresses] != [address for address in addresses if address in to][:1]:
        faults.append(f"To: {to}")
    if [address.addr_spec for address in letter["From"].addresses] != [SHARED]:
        faults.append(f"From: {letter['From']}")
    subject = str(letter["Subject"])
    if len(re.findall(r"\[[^]]*\]", subject)) > 1 or "\n" in subject or len(subject) > 1000:
        faults.append(f"Subject: {subject[:300]}")
    decoded = [subject, str(letter["To"])]
    for part in letter.walk():
        if part.get_content_type() in ("text/plain", "text/html"):
            decoded.append(part.get_content())
        if part.get_content_type() == "text/html":
            markup = Markup()
            markup.feed(part.get_content())
            faults += markup.faults
        if part.get_content_type() == "text/calendar":
            calendar = part.get_content().replace("\r\n", "\n").replace("\n ", "")
            decoded.append(calendar)
            if calendar.count("\nATTENDEE") != 1 or calendar.count("\nEND:VEVENT") != 1 or "\nX-MAL" in calendar:
                faults.append(calendar)
        name = part.get_filename()
        if name is not None:
            decoded.append(name)
            if RESERVED.fullmatch(name) or re.search(r'[/\\:*?"<>|\n]', name) or name.startswith(".") or len(name.encode()) > 200:
                faults.append(f"file {name[:80]!r}")
    faults += [f"control or mark of direction in {text[:200]!r}" for text in decoded if CONTROLS.search(text)]
    return faults


def raw_mail(sender, subject, text, name="x", attachments=()):
    """A mail whose header no library would write: raw UTF-8, line ends only inside encoded words."""
    mail = compose(sender, SHARED, "SUBJECT", text, attachments=attachments)
    raw = mail.as_bytes(policy=policy.SMTP)
    one_line = re.sub(r"[\r\n]+", "\r\n ", subject).encode()
    shown = re.sub(r'[\r\n"\\<>\0]+', " ", name).encode()
    raw = raw.replace(b"Subject: SUBJECT", b"Subject: " + one_line, 1)
    return raw.replace(b"From: " + sender.encode(), b'From: "' + shown + b'" <' + sender.encode() + b">", 1)


def tell_fields(story, scene, addresses):
    """Each text in every field that people read, for an offer and for an event; and in what refusals
    quote."""
    for text in EVIL.values():
        short = text[:900]
        for value in {text, short}:
            offer = {**OFFER, "Intitulé": value, "Entreprise": value, "Salaire": value, "Horaires": value, "Description": f"Ligne\n{value}",
                     value.split("\n")[0].replace(":", " ")[:60]: value}
            scene.sends(raw_mail(RECRUITER, f"[OFFRE] {text}", form(offer), name=text))
            scene.sends(raw_mail(RECRUITER, f"{text} [EVENEMENT]", form({**EVENT, "Intitulé": value, "Description": value,
                                                                          "Lieu": f"{short[:80]}, 69007 Lyon"}), name=text))
        scene.sends(raw_mail(RECRUITER, "[OFFRE]", form({**OFFER, "Intitulé": short, "Description": text})))
        scene.sends(raw_mail(RECRUITER, f"[OFFRE] {text}", form({key: text for key in OFFER}), name=text))
        scene.sends(raw_mail(ADVISER, f"[CV] {text}", form({key: text for key in CV}), name=text))
        scene.sends(raw_mail(RECRUITER, f"[ARTICLE] {text}", text, name=text))
    scene.runs()
    outcomes = {row["outcome"]: row["n"] for row in scene.passerelle.rows("SELECT outcome, count(*) AS n FROM messages GROUP BY outcome")}
    story.ok(outcomes.get("accepted", 0) >= len(EVIL), f"what is no fault is accepted: {outcomes}", outcomes)
    quarantined = scene.passerelle.rows("SELECT DISTINCT reason FROM messages WHERE outcome = 'quarantined'")
    story.is_([row["reason"] for row in quarantined], ["unreadable: more than 16384 bytes in a header field"],
              "and the rest is refused, but for a subject over the limit")


def tell_files(story, scene):
    names = {}
    for number, (name, expected) in enumerate(FILES.items()):
        mail = compose(ADVISER, SHARED, f"[CV OFF-2027-{number % 3 + 1:04}]", form(CV), attachments=[("NAME.pdf", "application/pdf", pdf())])
        raw = mail.as_bytes(policy=policy.SMTP)
        quoted = name.replace("\\", "\\\\").replace('"', '\\"').replace("\r\n", "\r\n ").encode()
        decision, letters = scene.handles(raw.replace(b'"NAME.pdf"', b'"' + quoted + b'"'))
        names[name] = [part.get_filename() for letter in letters for part in letter.iter_attachments()]
        story.is_(outcome(decision)[:2], ("cv", "accepted"), f"a file {name[:30]!r} is a file")
        if expected:
            story.is_(set(names[name]), {expected}, f"and goes out as {expected}")


def tell_tables(story, scene):
    for table in ("offers", "candidates", "events", "letters", "messages", "contacts"):
        rows = list(csv.reader(io.StringIO(scene.passerelle.do("list", "--csv", table)), delimiter=";"))
        story.is_({len(row) for row in rows}, {len(rows[0])}, f"{table}: each row has as many cells as names")
        cells = [cell for row in rows[1:] for cell in row]
        story.is_([cell[:60] for cell in cells if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell)], [], f"{table}: no cell runs in a spreadsheet")
    story.ok("'=HYPERLINK" in scene.passerelle.do("list", "--csv", "offers"), "a formula is told apart, not lost")
    shown = "".join(scene.passerelle.do("show", f"OFF-2027-{number:04}") for number in range(1, 8)) + scene.passerelle.do("list", "offers")
    story.is_(re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown), [], "and nothing steers the terminal")


def hostile_directory(folder):
    """The directory with the evil texts as names of organisations and people."""
    path = Path(folder, "annuaire.csv")
    with open(DIRECTORY, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    texts = [text.replace("\0", "").encode()[:90].decode(errors="ignore") for text in EVIL.values()]
    organisations = {}
    for number, row in enumerate(rows):
        if row["courriel"] not in (RECRUITER, ADVISER):
            row["contact"] = texts[number % len(texts)]
        name = row["organisation"]
        row["organisation"] = organisations.setdefault(name, f"{texts[len(organisations) % len(texts)]} {name}")
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path, [row["courriel"] for row in rows]


def tell(story):
    with temporary_folder("bent") as folder:
        path, addresses = hostile_directory(folder)
        scene = Embedded(folder, "answers_per_hour = 1000\n", path)
        tell_fields(story, scene, addresses)
        tell_files(story, scene)
        letters = scene.raw_letters()
        faulty = {fault[:400] for raw in letters for fault in faults_of(raw, addresses)}
        story.is_(sorted(faulty)[:3], [], f"{len(letters)} letters parse back as they were meant")
        story.ok(any("{{ref}}" in PARSER.parsebytes(raw).get_body(("plain",)).get_content() for raw in letters), "a template in a title stays text")
        tell_tables(story, scene)


run_story(tell)
