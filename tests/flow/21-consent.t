#!/usr/bin/python3 -B
"""Specification section 5: anything but OUI is refused, and no byte of the attachment is kept anywhere."""

import sys
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import CV, cv_mail, offer_mail
from mails import attachments_of, text_of
from scene import everybody, play
from traces import MarkedDocument, files_with_traces

REFUSED = [
    "", "NON", "non", "Non.", "oui/non", "OUI / NON", "(OUI/NON)", "oui ou non", "oui mais", "oui, mais pas le téléphone",
    "oui sauf Lyon", "OUI?", "OUI ?", "OUI !", "OUI..", "OUI…", "OUI,", "OUI;", "OUI OUI", "OUI NON", "O U I", "0UI", "ＯＵＩ",
    "ouii", "ou", "o", "à venir", "en cours", "en attente", "pas encore", "bientôt", "sous réserve", "oui (à confirmer)",
    "oui a priori", "oui par téléphone", "accord oral", "☑", "☑ OUI", "☐ OUI", "☐ OUI ☐ NON", "[x] OUI", "[ ] OUI [ ] NON",
    "X", "yes", "Y", "ok", "d'accord", "vrai", "true", "1", "ouais", "si", "ja", "?", "n/a", "non renseigné",
]
ACCEPTED = ["OUI", "oui", "Oui.", "*OUI*", " OUI "]

ADVISERS = cycle(user for user in everybody() if "ml-" in user and "arml" not in user)


def without(field):
    return {label: value for label, value in CV.items() if label != field}


def places(scene):
    database = scene.passerelle.database
    return [database, f"{database}-wal", f"{database}-shm", scene.dovecot.mail, scene.postfix.queue]


def tell(story, scene):
    offer = scene.handles(offer_mail())["ref"]
    sent = []
    for value in REFUSED:
        document = MarkedDocument.new()
        mail = cv_mail(offer, {**CV, "Consentement": value}, document.content, sender=next(ADVISERS))
        sent.append((f"Consentement : {value}", document, mail))
    document = MarkedDocument.new()
    sent.append(("no Consentement at all", document, cv_mail(offer, without("Consentement"), document.content)))
    for old, when in {"04/01/2026": "over twelve months ago", "12/01/2027": "tomorrow", "": "never"}.items():
        document = MarkedDocument.new()
        mail = cv_mail(offer, {**CV, "Date du consentement": old}, document.content, sender=next(ADVISERS))
        sent.append((f"OUI, given {when}", document, mail))

    for _, _, mail in sent:
        scene.sends(mail)
    documents = [document for _, document, _ in sent]
    story.is_(len(files_with_traces(documents, places(scene))), len(sent), "each attachment lies in the mailbox")
    scene.runs()

    for name, _, mail in sent:
        decision = scene.passerelle.message(mail)
        story.is_((decision["kind"], decision["outcome"], decision["ref"]), ("cv", "refused", None), name)
    story.is_(files_with_traces(documents, places(scene)), [], "no byte of theirs is left in database, mailboxes or queue")
    story.is_([scene.passerelle.count(view) for view in ("candidates", "consents")], [0, 0], "and nothing in the register")
    story.is_(scene.filed(), {"Traites": 1}, "no refused message is kept in the mailbox")
    refusals = scene.passerelle.rows("SELECT * FROM letters WHERE template = 'refusal' AND status = 'sent'")
    story.is_(len(refusals), len(sent), "each sender is told")
    user = refusals[0]["recipient"]
    story.contains(text_of(scene.last(user)), "Consentement", "what was missing")
    story.is_(attachments_of(scene.last(user)), {}, "without the attachment")

    for value in ACCEPTED:
        decision = scene.handles(cv_mail(offer, {**CV, "Consentement": value}, sender=next(ADVISERS)))
        story.is_(decision["outcome"], "accepted", f"Consentement : {value!r} is an agreement")


play(tell)
