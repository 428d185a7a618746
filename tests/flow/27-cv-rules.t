#!/usr/bin/python3 -B
"""Specification section 5: who is eligible on the day of sending, which offers match a spontaneous CV, which
files are accepted, what is never kept about a person, and retention periods."""

import io
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, OFFER, RECRUITER, cv_mail, offer_mail
from mails import SHARED, attachments_of, compose, form, pdf, text_of
from place import Place
from system import temporary_folder
from tap import run_story

SPONTANEOUS = {**CV, "Portée": "entreprises partenaires", "Métier recherché": "Préparateur de commandes, N1103",
               "Mobilité": "Lyon", "Niveau": "CAP/BEP"}


def document(*entries, stored=()):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries:
            archive.writestr(name, text, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return data.getvalue()


def locked(archive):
    """An archive as written by a program that encrypts its entries."""
    flags = archive.index(b"PK\1\2") + 8
    return archive[:flags] + bytes([archive[flags] | 1]) + archive[flags + 1:]


DOCX = (("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"))
ODT = (("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<office:document-content/>"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

BAD_FILES = [
    ("vide.pdf", b"", "est vide"),
    ("macros.docx", document(*DOCX, ("word/vbaProject.bin", "x")), "contient des macros"),
    ("macros.odt", document(*ODT, ("Basic/Standard/Module1.xml", "x"), stored=["mimetype"]), "contient des macros"),
    ("secret.docx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(400), "est protégé par un mot de passe"),
    ("scripts.odt", document(*ODT, ("Scripts/python/x.py", "x"), stored=["mimetype"]), "contient des macros"),
    ("serrure.docx", locked(document(*DOCX)), "est protégé par un mot de passe"),
    ("secret.odt", document(ODT[0], ("content.xml", "\x12\x9a chiffre"), stored=["mimetype", "content.xml"]), "est protégé par un mot de passe"),
    ("secret.pdf", pdf().replace(b"trailer\n<<", b"trailer\n<< /Encrypt 5 0 R"), "est protégé par un mot de passe"),
    ("cv.pdf", b"MZ" + bytes(300), "est un programme"),
    ("cv2.pdf", b"\x7fELF\x02\x01\x01" + bytes(300), "est un programme"),
    ("cv3.pdf", b"#!/bin/sh\n" + b"x\n" * 200, "est un programme"),
    ("cv.docx", document(*DOCX, ("word/embeddings/cv.exe", "MZ")), "est un programme"),
    ("script.pdf", pdf().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (x) >>"), "est un programme"),
    ("js.pdf", pdf().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /JS (x) >>"), "est un programme"),
    ("lance.pdf", pdf().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /Launch /F (x) >>"), "est un programme"),
    ("objet.rtf", b"{\\rtf1 {\\object\\objdata 0105}}", "est un programme"),
    ("coupe.pdf", pdf()[:-3000], "est incomplet"),
    ("milieu.pdf", pdf()[:-3000] + b"\nstartxref\n999999\n%%EOF\n", "est incomplet"),
    ("coupe.docx", document(*DOCX)[:-30], "est incomplet"),
    ("page.pdf", b"<html><body>CV</body></html>", "type accepté"),
    ("gros.pdf", pdf() + b"%" * (5 * 1024 * 1024) + b"\n%%EOF\n", "dépasse 5 Mo"),
]


def with_files(offer, files, fields=CV):
    return compose(ADVISER, SHARED, f"[CV {offer}]", form(fields),
                   attachments=[(name, "application/pdf", data) for name, data in files])


def files(story, place, offer):
    bad = {name: with_files(offer, [(name, data), ("bon.pdf", pdf())]) for name, data, _ in BAD_FILES}
    bad["quatre"] = with_files(offer, [(f"cv{n}.pdf", pdf()) for n in range(4)])
    for mail in bad.values():
        place.receives(mail)
    place.passerelle.run_once()
    answers = {letter["In-Reply-To"]: text_of(letter) for letter in place.letters(ADVISER)}
    for name, _, why in BAD_FILES:
        story.is_(place.passerelle.message(bad[name])["outcome"], "refused", f"{name}: refused")
        text = answers[bad[name]["Message-ID"]]
        story.ok(name in text and why in text and "bon.pdf" not in text, f"{name}: named, and why: {why}", text[:900])
    story.is_(place.passerelle.message(bad["quatre"])["outcome"], "refused", "four files are too many")
    good = [("cv.docx", document(*DOCX)), ("../../etc/cv\u202efdp.odt", document(*ODT, stored=["mimetype"])), ("photo.png", PNG)]
    story.is_(place.handles(with_files(offer, good))["outcome"], "accepted", "three good ones are taken")
    received = attachments_of(place.letters(RECRUITER)[-1])
    story.is_(list(received.values()), [data for _, data in good], "and sent on byte for byte")
    story.is_(list(received), ["cv.docx", "cvfdp.odt", "photo.png"], "under safe names")


PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0000003010100"
                    "18dd8db00000000049454e44ae426082") + b"x" * 40000


def ages(story, place, offer):
    for born, today, outcome, minor in (
            ("11/01/2011", "2027-01-11", "accepted", 1), ("12/01/2011", "2027-01-11", "refused", None),
            ("12/01/2009", "2027-01-11", "accepted", 1), ("11/01/2009", "2027-01-11", "accepted", 0),
            ("11/01/2001", "2027-01-11", "refused", None), ("12/01/2001", "2027-01-11", "accepted", 0),
            ("29/02/2004", "2030-02-28", "accepted", 0), ("29/02/2004", "2030-03-01", "refused", None)):
        fields = {**CV, "Date de naissance": born, "Date du consentement": "10/01/2027" if "2027" in today else "27/02/2030"}
        mail = cv_mail(offer, fields) if "2027" in today else compose(
            ADVISER, SHARED, "[CV]", form({**SPONTANEOUS, **fields, "Portée": "entreprises partenaires"}),
            attachments=[("cv.pdf", "application/pdf", pdf())])
        # Half past midnight in Paris is the previous day in UTC.
        decision = place.handles(mail, f"{today}T00:30:00+01:00")
        story.is_(decision["outcome"], outcome, f"born {born}, sent {today}: {outcome}")
        if minor is not None:
            row = place.passerelle.row("SELECT minor FROM candidates WHERE ref = ?", decision["ref"])
            story.is_(row["minor"], minor, "minor" if minor else "of age")
            sent = text_of([letter for letter in place.letters(CELL) if decision["ref"] in letter["Subject"]][-1])
            story.is_("mineur" in sent, bool(minor), "and the letter says what applies" if minor else "the letter says nothing of it")


def last_day(story, offer_fields=OFFER):
    """The relay is down on the day before the 26th birthday: the letter is not sent afterwards."""
    with temporary_folder("age") as folder:
        place = Place(folder)
        offer = place.handles(offer_mail(offer_fields))["ref"]
        place.passerelle.configuration.write_text(
            place.passerelle.configuration.read_text().replace("maildir:relay", "smtp://127.0.0.1:1") + 'relay_auth = "none"\n')
        place.receives(cv_mail(offer, {**CV, "Date de naissance": "13/01/2001"}))
        place.passerelle.call("run", "--once", "--now", "2027-01-12T23:00:00+01:00")
        ref = place.passerelle.row("SELECT ref FROM candidates")["ref"]
        story.is_([row["status"] for row in letters_of(place, ref)], ["queued"] * 2, "the eve of the 26th birthday, the letters wait")
        place.passerelle.configuration.write_text(
            place.passerelle.configuration.read_text().replace("smtp://127.0.0.1:1", "maildir:relay"))
        place.passerelle.run_once("2027-01-13T00:10:00+01:00")
        rows = letters_of(place, ref)
        story.is_([row["status"] for row in rows], ["cancelled"] * 2, "the day after they are cancelled")
        story.contains(rows[0]["last_reply"], "age", "which the register shows")
        story.is_(place.passerelle.rows("SELECT send_by FROM candidate"), [{"send_by": None}], "and the day is forgotten")


def letters_of(place, ref):
    return place.passerelle.rows("SELECT status, last_reply FROM letters WHERE about = ? AND template = 'cv'", ref)


def matches(story, place):
    refs = {}
    for name, change in (("family", {"Code ROME": "N1105"}), ("far", {"Lieu": "51100 Reims"}), ("other", {"Code ROME": "D1106"}),
                         ("best", {"Niveau": "CAP/BEP"})):
        refs[name] = place.handles(offer_mail({**OFFER, **change, "Intitulé": f"Poste {name} (H/F)"}))["ref"]
    mail = compose(ADVISER, SHARED, "[CV]", form(SPONTANEOUS), attachments=[("cv.pdf", "application/pdf", pdf())])
    story.is_(place.handles(mail)["outcome"], "accepted", "a spontaneous CV is accepted")
    text = text_of(place.letters(CELL)[-1])
    order = [text.index(refs[name]) if refs[name] in text else -1 for name in ("best", "far", "family", "other")]
    story.ok(order[3] == -1 and -1 not in order[:3] and order[:3] == sorted(order[:3]),
             "the cell sees the offers of its job, then of the family, best first", text[:1500])
    story.contains(text, "même code ROME (N1103), lieu dans le territoire de la mission locale, niveau demandé atteint", "and why")
    story.contains(text, "« Poste best (H/F) », Lyon 7e (Rhône) :", "and where, in words")
    place.handles(compose(RECRUITER, SHARED, f"[OFFRE {refs['best']}]", "Statut : pourvue\n"))
    narrow = place.handles(cv_mail(refs["best"], {**SPONTANEOUS, "Portée": "cette offre"}))
    story.is_(narrow["outcome"], "refused", "a CV for an offer that is filled is refused")
    story.contains(text_of(place.letters(ADVISER)[-1]), "Cette offre est pourvue", "and told so")
    wide = place.handles(cv_mail(refs["best"], SPONTANEOUS))
    story.is_(wide["outcome"], "accepted", "one that other companies may see is taken as spontaneous")
    story.is_(place.passerelle.row("SELECT offer FROM candidates WHERE ref = ?", wide["ref"])["offer"], None, "without the offer")
    field = place.handles(compose(ADVISER, SHARED, "Une candidature", form({**CV, "Offre": refs["family"]}),
                                  attachments=[("cv.pdf", "application/pdf", pdf())]))
    story.is_(place.passerelle.row("SELECT offer FROM candidates WHERE ref = ?", field["ref"])["offer"], refs["family"],
              "the field Offre names the offer as well")


def in_order(story, place, offer):
    """A refusal lists faults in the order of the form, although faults of missing fields are found late,
    those of files last."""
    fields = {label: value for label, value in CV.items() if label != "Prénom"}
    mail = compose(ADVISER, SHARED, f"[CV {offer}]", form({**fields, "Portée": "aucune"}))
    place.handles(mail)
    text = text_of(place.letters(ADVISER)[-1])
    labels = [line[2:] for line in text.splitlines() if line.startswith("* ")]
    story.is_(labels, ["Prénom", "Portée", "Pièce jointe"], "a refusal lists the faults in the order of the form")


def minimised(story, place, offer):
    for text, outcome, word in (("Mon IBAN : FR76 3000 6000 0112 3456 7890 189", "refused", "compte bancaire"),
                                ("NIR 2 55 08 14 168 025 38", "refused", "sécurité sociale")):
        decision = place.handles(cv_mail(offer, {**CV, "Profil": text}))
        story.is_(decision["outcome"], outcome, f"{word}: {outcome}")
        answer = text_of(place.letters(ADVISER)[-1])
        story.ok(word in answer and "3000" not in answer and "168" not in answer, "told without an echo", answer[:800])
    for text, word in (("célibataire, deux enfants", "famille"), ("de nationalité belge", "nationalité"), ("RQTH depuis 2024", "santé"),
                       ("allocataire du RSA", "catégorie de public")):
        decision = place.handles(cv_mail(offer, {**CV, "Profil": f"Sérieuse et ponctuelle, {text}"}))
        story.is_(decision["outcome"], "accepted", f"{text}: the CV is taken")
        story.ok(text not in text_of(place.letters(RECRUITER)[-1]), "without that text")
        answer = text_of(place.letters(ADVISER)[-1])
        story.ok(word in answer and text not in answer, "the sender hears why, without an echo", answer[:900])
    place.handles(cv_mail(offer, {**CV, "Profil": "garde d'enfants, aide aux personnes âgées"}))
    story.contains(text_of(place.letters(RECRUITER)[-1]), "garde d'enfants", "what a job is about is kept")


def kept(story):
    with temporary_folder("kept") as folder:
        place = Place(folder)
        good, bad = offer_mail(), offer_mail({**OFFER, "Code ROME": "quatre"})
        stranger = compose("personne@ailleurs.example", SHARED, "[CV]", "Bonjour", attachments=[("cv.pdf", "application/pdf", pdf())])
        for mail in (good, bad, stranger):
            place.receives(mail)
        place.passerelle.run_once()

        def bytes_of(now):
            place.passerelle.run_once(now)
            raws = place.passerelle.rows("SELECT message FROM message_raw ORDER BY message")
            boxes = sum(len(place.box.get_folder(name)) for name in ("Traites", "Refuses", "Quarantaine"))
            bodies = place.passerelle.row("SELECT count(*) AS n FROM letter_body JOIN letter ON id = letter WHERE created_at < '2027-01-12'")["n"]
            return len(raws), boxes, bodies > 0

        story.is_(bytes_of("2027-01-17T09:00:00+01:00"), (3, 3, True), "for a week everything is kept")
        story.is_(bytes_of("2027-02-08T09:00:00+01:00"), (2, 2, True), "for 30 days all but the stranger's large file")
        story.is_(bytes_of("2027-02-12T09:00:00+01:00"), (1, 1, True), "then what was refused or quarantined is gone, in the mailbox too")
        story.is_(bytes_of("2027-04-13T09:00:00+01:00"), (0, 0, True), "after 90 days what was accepted")
        story.is_(bytes_of("2028-04-20T09:00:00+01:00"), (0, 0, False), "after a year the bodies of letters")
        story.is_(place.passerelle.count("messages"), 3, "what was decided stays")
        configuration = place.passerelle.configuration.read_text()
        for key, most in (("keep_consent", 24), ("keep_refused", 730), ("keep_raw", 730), ("keep_letters", 730)):
            for value, code in ((0, 78), (1, 0), (most, 0), (most + 1, 78)):
                place.passerelle.configuration.write_text(configuration + f"{key} = {value}\n")
                done = place.passerelle.check()
                story.is_((done.returncode, key in done.stderr), (code, code == 78),
                          f"check {'refuses' if code else 'takes'} {key} = {value}")


def tell(story):
    with temporary_folder("rules") as folder:
        place = Place(folder)
        offer = place.handles(offer_mail())["ref"]
        files(story, place, offer)
        in_order(story, place, offer)
        minimised(story, place, offer)
        matches(story, place)
        ages(story, place, offer)
        story.is_(place.passerelle.check().returncode, 0, "the register is whole")
    last_day(story)
    kept(story)


run_story(tell)
