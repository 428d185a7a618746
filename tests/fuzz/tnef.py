#!/usr/bin/python3 -B
"""Makes winmail.dat as Outlook does ([MS-OXTNEF], [MS-OXRTFCP]): seeds of the fuzz target `tnef`, which the
unit test reads too, and mails of tests/mail that contain one. Without arguments it writes them again; they
are kept in the repository."""

import base64
import re
import struct
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]

ATTRIBUTES = {"version": 0x00089006, "codepage": 0x00069007, "subject": 0x00018004, "class": 0x00078008, "body": 0x0002800C,
              "properties": 0x00069003, "file": 0x00069002, "title": 0x00018010, "data": 0x0006800F, "file properties": 0x00069005}
FILE_ATTRIBUTES = {"file", "title", "data", "file properties"}
BODY, RTF, HTML, CODEPAGE, LONG_NAME, MIME, DATA = 0x1000, 0x1009, 0x1013, 0x3FDE, 0x3707, 0x370E, 0x3701
LONG, OBJECT, STRING, UNICODE, BINARY, SEVERAL = 0x03, 0x0D, 0x1E, 0x1F, 0x102, 0x1000
NAMED = struct.pack("<HH16sI", UNICODE, 0x8001, bytes(range(16)), 1) + struct.pack("<I", 10) + "Nom\0".encode("utf-16le") + bytes(4)

DICTIONARY = (b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
              b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")


def attribute(name, content):
    level = 2 if name in FILE_ATTRIBUTES else 1
    return struct.pack("<BII", level, ATTRIBUTES[name], len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def tnef(*attributes):
    head = [("version", struct.pack("<I", 0x10000)), ("codepage", struct.pack("<II", 1252, 0)), ("class", b"IPM.Microsoft Mail.Note\0")]
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(attribute(*one) for one in (*head, *attributes))


def padded(value):
    return value + bytes(-len(value) % 4)


def sized(kind, id_, *values, several=False):
    return struct.pack("<HHI", kind | SEVERAL * several, id_, len(values)) + b"".join(struct.pack("<I", len(value)) + padded(value) for value in values)


def text(id_, value):
    return sized(UNICODE, id_, (value + "\0").encode("utf-16le"))


def long(id_, value):
    return struct.pack("<HHI", LONG, id_, value)


def named(value):
    return NAMED + struct.pack("<I", 1) + struct.pack("<I", 2 * len(value) + 2) + padded((value + "\0").encode("utf-16le"))


def filetime(seconds):
    return struct.pack("<Q", (seconds + 11644473600) * 10000000)


MEETING, APPOINTMENT = 0x6ED8DA90, 0x00062002
TIME = 0x40


def lid(kind, id_, set_, name, value):
    """A property of a meeting, named by a number ([MS-OXPROPS])."""
    head = struct.pack("<HHI", kind, id_, set_) + bytes(12) + struct.pack("<II", 0, name)
    return head + (struct.pack("<II", 1, len(value)) + padded(value) if kind in (BINARY, UNICODE) else value)


def object_id(uid):
    data = b"vCal-Uid\1\0\0\0" + uid.encode() + b"\0"
    return bytes.fromhex("040000008200E00074C5B7101A82E008") + bytes(20) + struct.pack("<I", len(data)) + data


def properties(*all_of_them):
    return struct.pack("<I", len(all_of_them)) + b"".join(all_of_them)


def compressed(rtf):
    """Greedy references of at most 17 bytes to earlier text."""
    window, out, at = DICTIONARY, b"", 0
    tokens = []
    while at < len(rtf):
        length = next((n for n in range(17, 1, -1) if at + n <= len(rtf) and rtf[at:at + n] in window[-4000:]), 0)
        if length:
            found = len(window) - len(window[-4000:]) + window[-4000:].index(rtf[at:at + length])
            tokens.append(struct.pack(">H", (found % 4096) << 4 | (length - 2)))
        else:
            length = 1
            tokens.append(rtf[at:at + 1])
        window += rtf[at:at + length]
        at += length
    tokens.append(struct.pack(">H", (len(window) % 4096) << 4))  # the end
    for start in range(0, len(tokens), 8):
        run = tokens[start:start + 8]
        out += bytes([sum((len(token) == 2) << bit for bit, token in enumerate(run))]) + b"".join(run)
    return struct.pack("<III", len(out) + 12, len(rtf), 0x75465A4C) + struct.pack("<I", 0) + out


def rich(lines):
    """As Outlook writes text converted from HTML, with its tags in hidden groups."""
    def escaped(line):
        return "".join(c if ord(c) < 128 and c not in "\\{}" else f"\\'{c.encode('cp1252')[0]:02x}" if c.encode("cp1252", "ignore")
                       else f"\\u{ord(c)}?" for c in line)
    body = "".join(f"{{\\*\\htmltag64 <p>}}{escaped(line)}\\htmlrtf \\par\r\n\\htmlrtf0 {{\\*\\htmltag72 </p>}}" for line in lines)
    return (r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Calibri;}}{\colortbl\red0\green0\blue0;}{\*\generator Riched20}"
            "\\uc1\\pard\\plain\\deftab360 \\f0\\fs22 " + body + "}").encode("ascii")


OFFER = ["Bonjour,", "Intitulé : Agent de propreté (H/F)", "Entreprise : Les Bâtisseurs de l’Avenir", "Lieu : 69007 Lyon", "Contrat : CDD",
         "Durée : 3 mois", "Description : Entretien des bureaux, 20 h par semaine – bus 34 {accès} ≥ 6 h"]
PDF = (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n0 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n1 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
       b"trailer\n<< /Root 0 0 R >>\n%%EOF\n")


def file(name, content, short="CVLEAF~1.PDF", inside=False):
    title = ("title", short.encode("cp1252") + b"\0")
    known = [text(LONG_NAME, name), text(MIME, "application/pdf"), named("valeur")]
    if inside:
        return [("file", bytes(14)), title, ("file properties", properties(*known, sized(BINARY, DATA, content)))]
    return [("file", bytes(14)), title, ("data", content), ("file properties", properties(*known))]


SEEDS = {
    "rich": tnef(("properties", properties(sized(BINARY, RTF, compressed(rich(OFFER))), named("x")))),
    "stored": tnef(("properties", properties(sized(BINARY, RTF, struct.pack("<IIII", len(rich(OFFER)) + 12, len(rich(OFFER)), 0x414C454D, 0)
                                                   + rich(OFFER))))),
    "body": tnef(("subject", b"[OFFRE]\0"), ("body", "\r\n".join(OFFER).replace("≥", "apr\u00e8s").encode("cp1252") + b"\0")),
    "unicode": tnef(("properties", properties(text(BODY, "\r\n".join(OFFER)), sized(STRING, 0x800F, b"a\0", b"bc\0", several=True)[:4]
                                              + struct.pack("<16sII", bytes(16), 0, 7)
                                              + sized(STRING, 0x800F, b"a\0", b"bc\0", several=True)[4:]))),
    "html": tnef(("properties", properties(sized(BINARY, HTML, ("<html><body>" + "".join(f"<p>{line}</p>" for line in OFFER)).encode()),
                                           long(CODEPAGE, 65001)))),
    "meeting": tnef(("class", b"IPM.Schedule.Meeting.Resp.Tent\0"), ("body", b"Peut-\xeatre avec du retard\0"), ("properties", properties(
        text(0x37, "Provisoire : Forum"), lid(BINARY, 0x8001, MEETING, 3, object_id("EVT-2027-0001@passerelle.example")),
        lid(TIME, 0x8002, MEETING, 1, filetime(1799660400)), lid(LONG, 0x8003, APPOINTMENT, 0x8201, struct.pack("<I", 2)),
        lid(TIME, 0x8004, APPOINTMENT, 0x820D, filetime(1801141200)), lid(TIME, 0x8005, APPOINTMENT, 0x8250, filetime(1801227600)),
        lid(TIME, 0x8006, APPOINTMENT, 0x8251, filetime(1801234800)), lid(UNICODE, 0x8007, APPOINTMENT, 0x8208, "69007 Lyon\0".encode("utf-16le"))))),
    "files": tnef(("body", b"Bonjour\0"), *file("CV Léa Fontaine – été.pdf", PDF), *file("../lettre\u202e.pdf", PDF + b"\n", inside=True)),
}

RECEIVED = """Authentication-Results: mx.passerelle.example; dmarc=pass header.from={domain}
Received: from smtp.{domain} (smtp.{domain} [192.0.2.129])
\tby mx.passerelle.example (Postfix) with ESMTPS id {id}
\tfor <partenariat@passerelle.example>; {date}
From: {sender}
To: partenariat@passerelle.example
Subject: {subject}
Date: {date}
Message-ID: <{id}@{domain}>
X-MS-Has-Attach: yes
X-MS-TNEF-Correlator: <{id}@{domain}>
X-Mailer: Microsoft Outlook 16.0
MIME-Version: 1.0
"""
PACKED = """Content-Type: application/ms-tnef; name="winmail.dat"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="winmail.dat"

"""
CV = ["Prénom : Inès", "Nom : Garnier", "Date de naissance : 02/05/2005", "Consentement : OUI", "Date du consentement : 18/11/2026",
      "Portée : entreprises partenaires", "Métier recherché : agent de propreté", "Niveau : CAP", "Mobilité : Lyon", "Conseillère : Maëlle Lefèvre"]


def packed(content):
    return PACKED + base64.encodebytes(content).decode()


def mails():
    yield "89-offre-winmail-texte-riche", RECEIVED.format(
        domain="batir-ensemble.example", sender="noel.lemaitre@batir-ensemble.example", id="001a01dc5b2f9f1e0030",
        subject="=?iso-8859-1?Q?[OFFRE]_Agent_de_propret=E9?=", date="Mon, 23 Nov 2026 08:15:25 +0100") + packed(SEEDS["rich"])
    yield "90-cv-winmail-pieces-jointes", RECEIVED.format(
        domain="mllyon.example", sender="maelle.lefevre@mllyon.example", id="001b01dc5b3019e00040", subject="[CV]",
        date="Mon, 23 Nov 2026 08:20:25 +0100") + (
        'Content-Type: multipart/mixed; boundary="----=_NextPart_000"\n\n------=_NextPart_000\n'
        'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n' + "\n".join(CV) + "\n\n------=_NextPart_000\n"
        + packed(tnef(*file("CV Inès Garnier.pdf", PDF))) + "\n------=_NextPart_000--\n")


def main():
    for name, content in SEEDS.items():
        (TESTS / "fuzz" / "seeds" / "tnef" / name).write_bytes(content)
    for name, mail in mails():
        (TESTS / "mail" / f"{name}.eml").write_text(re.sub(r"\r?\n", "\n", mail), encoding="utf-8")


if __name__ == "__main__":
    main()
