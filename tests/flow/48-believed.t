#!/usr/bin/python3 -B
"""Honest mails that look suspicious (specification section 3): each is believed and accepted."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import CELL, OFFER, RECRUITER, offer_mail
from embedded import Embedded, outcome
from mails import SHARED, compose
from system import temporary_folder
from tap import run_story

D = CELL.split("@")[1]
CROWD = ", ".join(f'"Mission locale {n:03d}" <conseil{n:03d}@mission-locale-numero-{n:03d}.example>' for n in range(700))
ODD = (
    ("a signature that names an identity only", f"dkim=pass header.i=@{D} header.s=s header.b=K1/+; spf=none", {}),
    ("one field for each filter", f"dmarc=none\nAuthentication-Results: mx.passerelle.example; spf=pass (x) smtp.mailfrom=a@routeur.example\n"
     f"DKIM-Filter: OpenDKIM\nAuthentication-Results: mx.passerelle.example;\n dkim=pass (2048-bit key) header.d={D}", {}),
    ("700 addresses in Cc", True, {"Cc": CROWD}),
    ("Exchange that wants no automatic answers", True, {"X-Auto-Response-Suppress": "DR, OOF, AutoReply"}),
    ("nor any other", True, {"X-Auto-Response-Suppress": "All"}),
)
MACHINES = (("Absence du bureau : [OFFRE] Cariste", "automatic mail: Subject"), ("Réponse automatique\u00a0: votre offre", "automatic mail: Subject"),
            ("[Auto] Re: [OFFRE] Cariste", "automatic mail: Subject"),
            ("Lu\u00a0: offre", "read receipt: Subject"))


def tell(story):
    with temporary_folder("believed") as folder:
        scene = Embedded(folder)
        for number, (what, proven, headers) in enumerate(ODD):
            mail = offer_mail({**OFFER, "Intitulé": f"Poste {number} (H/F)"}, headers=headers)
            mail.replace_header("From", CELL)
            decision, _ = scene.handles(mail, proven)
            story.is_(outcome(decision)[:2], ("offer", "accepted"), what)
        for subject, reason in MACHINES:
            mail = offer_mail()
            mail.replace_header("Subject", subject)
            decision, letters = scene.handles(mail)
            story.is_((decision["outcome"], decision["reason"], letters), ("ignored", reason, []), f"{subject}: never answered")
        decision, letters = scene.handles(compose(RECRUITER, SHARED, "[Vacances] Re: [OFFRE]", "Bonjour,\n\nJe suis absente jusqu'au 18 janvier.\n"))
        story.is_((decision["outcome"], decision["reason"], letters), ("ignored", "absence", []), "an absence under a tag is told by its text")


run_story(tell)
