"""The ways in which a CV ends, and where it could be left: unique markers in name, body, attachment and file
name, searched afterwards in the raw bytes of everything that the daemon owns and in the shared mailbox."""

import base64
import functools
import quopri
import re
import secrets

from agreement import ADVISER, CV
from mails import SHARED, compose, form, pdf
from traces import _contents


def marker():
    """Letters only: a name has no digits."""
    return "Zq" + "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(14))


class MarkedCv:
    """A CV with every part unique; the date of birth with slashes too."""

    born = "17/05/2004"

    def __init__(self, fields=(), attachment=True):
        self.given, self.family, self.body, self.content, self.file = (marker() for _ in range(5))
        self.document = pdf(self.content)
        self.fields = {**CV, "Date de naissance": self.born, "Prénom": self.given, "Nom": self.family.upper(), "Mobilité": f"Lyon et {self.body} autour",
                       "Profil": f"cours du soir {self.body}, 12 rue {self.body}, 06 12 34 56 78", **dict(fields)}
        self.fields = {label: value for label, value in self.fields.items() if value is not None}

    def mail(self, offer=None, sender=ADVISER, **options):
        attachment = (f"{self.file}.pdf", "application/pdf", self.document)
        subject = f"[CV {offer}]" if offer else "[CV]"
        return compose(sender, SHARED, subject, form(self.fields), attachments=[attachment], **options)

    def signs(self):
        words = [word.encode() for word in (self.given, self.family, self.family.upper(), self.body, self.content, self.file, self.born)]
        start = self.document.index(self.content.encode())
        first = start + -start % 3
        return words + [base64.b64encode(self.document[first:first + 24])]


def owned(scene):
    """Every file that the daemon owns, and the shared mailbox; the relay's queue too."""
    return [scene.passerelle.folder, f"{scene.dovecot.mail}/{SHARED}", scene.postfix.queue]


def found(scene, cvs, places=None):
    """(file, marker) of what is left: plain, with folds removed, and in base64 bodies."""
    signs = sorted({sign.lower() for cv in cvs for sign in cv.signs()})
    hits = set()
    for path, data in _contents(places or owned(scene)):
        for text in _texts(data):
            hits.update((path, sign.decode()) for sign in signs if sign in text)
    return sorted(hits)


@functools.lru_cache(maxsize=200)
def _texts(data):
    """Where signs are looked for; most files are the same at the next look."""
    unfolded = data.replace(b"\r\n", b"").replace(b"\n", b"")
    return [text.lower() for text in (data, unfolded, quopri.decodestring(data), *_base64_bodies(data))]


BODY = re.compile(rb"(?:[A-Za-z0-9+/]{40,78}\r?\n)+[A-Za-z0-9+/=]*")
IN_BODY = bytes(ord("x") if bytes([byte]).isalnum() or byte in b"+/" else 0 for byte in range(256))


def _base64_bodies(data):
    """The decoded text of each match of BODY, which is only tried where 40 bytes of its alphabet are: rare in
    a register."""
    shape, at = data.translate(IN_BODY), -1
    while (at := shape.find(b"x" * 40, at + 1)) >= 0:
        if run := BODY.match(data, at):
            text = re.sub(rb"[\s=]", b"", run[0])
            yield base64.b64decode(text[:len(text) // 4 * 4])
            at = run.end() - 1


def backup(scene):
    """A copy made afterwards contains nothing either."""
    path = scene.passerelle.folder / "backup.db"
    path.unlink(missing_ok=True)
    scene.passerelle.do("backup", str(path))
    return path
