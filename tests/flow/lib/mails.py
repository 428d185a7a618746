"""Mails as people write them to Passerelle, and the contents of answers."""

import functools
import itertools
import secrets
import time
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from email.utils import formatdate, make_msgid
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urlsplit

SHARED = "partenariat@passerelle.example"
OPERATOR = "exploitation@passerelle.example"
SECONDS = itertools.count(int(time.time()))  # no two mails of a person have the same Date


class Remembering(EmailPolicy):
    """policy.default, but parses a field once instead of at each access."""

    @functools.lru_cache(maxsize=10_000)
    def header_fetch_parse(self, name, value):
        return super().header_fetch_parse(name, value)


PARSER = BytesParser(policy=Remembering())


@functools.lru_cache(maxsize=10_000)
def letter_in(path):
    """The letter in a file, which must not be modified."""
    return PARSER.parsebytes(path.read_bytes())


def compose(sender, recipient, subject, text, *, headers=None, attachments=(), answers=None, name=None):
    """A mail; attachments are (file name, content type, bytes), `answers` is the message it replies to."""
    message = EmailMessage()
    message["From"] = f"{name} <{sender}>" if name else sender
    message["To"] = recipient
    message["Subject"] = subject
    message["Date"] = formatdate(next(SECONDS))
    message["Message-ID"] = make_msgid(domain=sender.split("@")[1])
    if answers is not None:
        message["In-Reply-To"] = answers["Message-ID"]
        message["References"] = " ".join(filter(None, (answers["References"], answers["Message-ID"])))
    for field, value in (headers or {}).items():
        message[field] = value
    message.set_content(text, cte="quoted-printable")
    for file_name, content_type, data in attachments:
        main, sub = content_type.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=file_name)
    return message


def form(fields):
    """Labelled lines, as the guide asks for them."""
    return "".join(f"{label} : {value}\n" for label, value in fields.items())


PDF_LINES = 2000


def pdf(marker=None):
    """A PDF of 80 KB with a unique marker on each line, and once every byte value."""
    marker = marker or secrets.token_hex(16)
    lines = f"({marker}) Tj \n".encode() * PDF_LINES  # 39 bytes each: base64 writes every line alike
    stream = b"BT /F1 12 Tf 72 720 Td\n" + lines + b"ET\n%" + bytes(range(256)) + b"\n"
    objects = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
               b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"endstream")
    body = b"".join(str(number).encode() + b" 0 obj\n" + text + b"\nendobj\n" for number, text in enumerate(objects, 1))
    return b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def bounce(to, recipient, status, returned=b""):
    """A delivery report (RFC 3464) to this address, with the returned letter if given."""
    report = f"""From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce.1@mx.example>
Date: Mon, 11 Jan 2027 11:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="report"

--report
Content-Type: text/plain

The mail could not be delivered.

--report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {recipient}
Action: failed
Status: {status}

""".encode()
    letter = b"--report\nContent-Type: message/rfc822\n\n" + returned + b"\n" if returned else b""
    return report + letter + b"--report--\n"


def attachments_of(message):
    """{file name: bytes} of a parsed message."""
    return {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}


def text_of(message):
    """The text/plain body with \\n line ends and plain spaces instead of no-break spaces."""
    text = message.get_body(("plain",)).get_content()
    return text.replace("\r\n", "\n").replace("\u00a0", " ").replace("\u202f", " ")


@dataclass(frozen=True)
class MailtoLink:
    """The content of a mailto: link, as a click opens it (RFC 6068)."""

    address: str
    subject: str
    body: str


def mailto_links(message):
    """The mailto: links of the HTML body."""
    finder = _LinkFinder()
    finder.feed(message.get_body(("html",)).get_content())
    return [_parse_mailto(link) for link in finder.links if link.startswith("mailto:")]


def fill_in(body, fields):
    """A form with values added after its labels, as its reader would."""
    lines = []
    for line in body.replace("\r\n", "\n").split("\n"):
        label = line.split(":")[0].strip()
        lines.append(f"{label} : {fields[label]}" if label in fields and ":" in line else line)
    return "\n".join(lines) + "\n"


class _LinkFinder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links = []

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.links += [value for name, value in attributes if name == "href" and value]


def _parse_mailto(link):
    parts = urlsplit(link)
    fields = dict(parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True))
    return MailtoLink(unquote(parts.path), fields.get("subject", ""), fields.get("body", ""))
