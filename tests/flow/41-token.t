#!/usr/bin/python3 -B
"""Specification sections 2 and 3: the Reply-To of a letter that asks for an answer names its thread, proves
the letter's recipient in that thread only, and decides the kind and the record before the subject does."""

import os
import re
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, EVENT, OFFER, RECRUITER, cv_mail, offer_mail
from clients import CLIENTS, Answer
from embedded import Embedded, letter_to, outcome
from mails import SHARED, compose, form, mailto_links, pdf, text_of
from system import temporary_folder
from tap import run_story

COLLEAGUE = "karim.benhaddou@mllyon.example"  # token of the adviser
TOKEN = re.compile(r"partenariat\+([A-Z]{3}-[0-9-]+)\.([a-z][0-9a-f]{20})@passerelle\.example")
THREAD = "partenariat+OFF-2027-0001.c@passerelle.example"
DAY_LATER = "2027-01-12T09:30:00+01:00"
YEAR_LATER = "2028-01-11T09:30:00+01:00"  # 365 days
TOO_LATE = "2028-01-13T09:30:00+01:00"


def token_of(letter):
    return letter["Reply-To"].addresses[0].addr_spec if letter["Reply-To"] else None


def answer(letter, sender, text, subject=None, to=None, **options):
    return compose(sender, to or token_of(letter), subject if subject is not None else f"RE: {letter['Subject']}", text,
                   answers=letter, **options)


def cv_answer(letter, sender=ADVISER, **options):
    return answer(letter, sender, form(CV), attachments=[("CV.pdf", "application/pdf", pdf())], **options)


def changed(address, position):
    """Changes one character of the code."""
    at = address.index("@") - 1 - position
    return address[:at] + ("0" if address[at] != "0" else "1") + address[at + 1:]


def tell_letters(story, scene):
    """Which letters have a token, for the right thread."""
    _, letters = scene.handles(offer_mail())
    story.is_({TOKEN.fullmatch(token_of(letter))[1] for letter in letters}, {"OFF-2027-0001"},
              "offer letters and the acknowledgement have a token for the offer")
    story.is_(len({token_of(letter) for letter in letters}), len(letters), "each recipient has a token of its own")
    story.is_({letter["From"].addresses[0].addr_spec for letter in letters}, {SHARED}, "From stays the plain address")
    offer, receipt = letter_to(letters, ADVISER), letter_to(letters, RECRUITER)
    story.is_({link.address for link in mailto_links(offer) if link.subject.startswith("[CV")}, {THREAD},
              "the button names the thread, without the code")
    story.is_([link.address for link in mailto_links(offer) if "DESABONNEMENT" in link.subject], [SHARED],
              "but for unsubscribing, which is about no offer")
    _, letters = scene.handles(compose(RECRUITER, SHARED, "[AIDE]", "Bonjour\n"))
    story.is_((token_of(letters[0]).split(".")[0], {link.address for link in mailto_links(letters[0])}), ("partenariat+MSG-2", {SHARED}),
              "the guide, which is about nothing, is known by its message; its forms go to the plain address")
    return offer, receipt


def tell_proof(story, scene, offer, receipt):
    decision, _ = scene.handles(cv_mail("OFF-2027-0001"), proven=False)
    story.is_(decision["outcome"], "quarantined", "without a token, an unproven sender is not believed")
    decision, _ = scene.handles(cv_answer(offer), proven=False)
    story.is_((decision["outcome"], "no proof for this kind" in decision["reason"]), ("quarantined", True), "nor for a CV with its token")
    decision, _ = scene.handles(answer(receipt, RECRUITER, "Contact : cv@ailleurs.example\n"), proven=False)
    story.is_(decision["outcome"], "quarantined", "nor for where CVs go")
    for results in ("dmarc=fail header.from=mllyon.example", "spf=pass smtp.mailfrom=a(b@ailleurs.example; dmarc=fail"):
        decision, _ = scene.handles(answer(offer, ADVISER, "Merci !\n"), proven=results)
        story.is_((decision["outcome"], "token" in decision["reason"]), ("quarantined", False), f"nor anything against {results}")
    decision, _ = scene.handles(answer(offer, ADVISER, "Merci !\n", subject="RE: x"), proven=False)
    story.is_(outcome(decision), ("note", "accepted", None), "which it proves where the server has no verdict")
    decision, _ = scene.handles(cv_answer(offer, to=THREAD), proven=False)
    story.is_(decision["outcome"], "quarantined", "the button of a letter that was forwarded proves nothing")
    decision, letters = scene.handles(cv_answer(offer))
    story.is_(outcome(decision), ("cv", "accepted", "CAN-2027-0001"), "the token names the thread of a proven sender")
    cv_receipt = letter_to(letters, ADVISER)
    story.is_(TOKEN.fullmatch(token_of(cv_receipt))[1], "CAN-2027-0001", "the acknowledgement has a token for the withdrawal")
    story.is_(TOKEN.fullmatch(token_of(letter_to(letters, CELL)))[1], "CAN-2027-0001", "and the CV's letter one for its outcome")
    decision, _ = scene.handles(cv_answer(offer, subject="Ma candidate", sender=COLLEAGUE, to=THREAD))
    story.is_(outcome(decision), ("cv", "accepted", "CAN-2027-0002"), "a button's address tells kind and reference, for a colleague too")
    decision, _ = scene.handles(answer(cv_receipt, ADVISER, "Merci beaucoup !\n", subject="RE: CV transmis"), proven=False)
    story.is_(outcome(decision), ("note", "accepted", None), "thanks for the acknowledgement withdraw nothing")
    decision, _ = scene.handles(answer(cv_receipt, ADVISER, "Bonjour,\nRETRAIT\n", subject=""), proven=False)
    story.is_(outcome(decision), ("withdrawal", "accepted", "CAN-2027-0001"), "the word does, with an empty subject as well")
    lower = token_of(offer).lower()
    decision, _ = scene.handles(cv_answer(offer, to=lower))
    story.is_(outcome(decision), ("cv", "accepted", "CAN-2027-0003"), "a relay may write it in lower case")
    decision, _ = scene.handles(answer(receipt, RECRUITER, "Salaire : 2 000 € brut par mois\n"), proven=True)
    story.is_(outcome(decision), ("offer", "accepted", "OFF-2027-0001"), "a proven sender uses it as well")


def tell_forgeries(story, scene, offer, receipt):
    token, other = token_of(offer), token_of(receipt)
    purpose = token.index(".c", token.index("+")) + 1
    decision, letters = scene.handles(compose(RECRUITER, SHARED, "[OFFRE]", form({**OFFER, "Contrat": "CDI ou CDD"})))
    refusal = letters[0]
    forged = {
        "another contact of the same organisation": cv_answer(offer, sender=COLLEAGUE),
        "a contact of another organisation": cv_answer(offer, sender="z.ferrand@ml-selyonnais.example"),
        "a stranger": cv_answer(offer, sender="personne@ailleurs.example"),
        "a stranger under the contact's name": cv_answer(offer, sender="personne@ailleurs.example", name=f'"{ADVISER}"'),
        "the first digit altered": cv_answer(offer, to=changed(token, 15)),
        "the last digit altered": cv_answer(offer, to=changed(token, 0)),
        "the day altered": cv_answer(offer, to=changed(token, 16)),
        "cut": cv_answer(offer, to=re.sub(".@", "@", token)),
        "longer": cv_answer(offer, to=token.replace("@", "0@")),
        "without a code": cv_answer(offer, to="partenariat+OFF-2027-0001.@passerelle.example"),
        "another record's reference": cv_answer(offer, to=token.replace("OFF-2027-0001", "OFF-2027-0002")),
        "another purpose's letter": cv_answer(offer, to=token[:purpose] + "o" + token[purpose + 1:]),
        "another domain": cv_answer(offer, to=token.replace("passerelle", "ailleurs")),
        "for another purpose, in the subject": answer(offer, ADVISER, "RETRAIT\n", subject="[RETRAIT CAN-2027-0002]"),
        "for another record, in the subject": cv_answer(offer, subject="[CV OFF-2027-0002]"),
        "for an existing record, from the refusal of a new one":
            answer(refusal, RECRUITER, "Statut : pourvue\n", subject="[OFFRE OFF-2027-0001]"),
        "the offer's token for a CV": compose(ADVISER, other, "Ma candidate", form(CV), attachments=[("CV.pdf", "application/pdf", pdf())]),
        "a bounce address": cv_answer(offer, to="partenariat+b.1.0123456789abcdef@passerelle.example"),
    }
    before = scene.passerelle.rows("SELECT * FROM candidates")
    offers = scene.passerelle.rows("SELECT * FROM offers")
    letters = len(scene.letters())
    for mail in forged.values():
        scene.sends(mail, proven=False)
    scene.runs()
    for what, mail in forged.items():
        decision = scene.passerelle.message(mail)
        story.is_((decision["outcome"], decision["ref"]), ("quarantined", None), f"{what}: not believed")
    story.is_(len(scene.letters()), letters, "nobody is answered")
    story.is_((scene.passerelle.rows("SELECT * FROM candidates"), scene.passerelle.rows("SELECT * FROM offers")), (before, offers),
              "nothing has changed")
    mail = answer(receipt, RECRUITER, "Offre : OFF-2027-0002\nStatut : pourvue\n", subject="x")
    decision, _ = scene.handles(mail)
    story.is_((decision["outcome"], decision["reason"]), ("refused", "faulty: ref"), "another record in the form: refused")


def tell_refusals(story, scene, offer):
    """The same from a proven sender: refused, naming the rule."""
    token = token_of(offer)
    rows = {
        "another contact's token": (cv_answer(offer, sender=COLLEAGUE), "autre contact"),
        "an altered token": (cv_answer(offer, to=changed(token, 3)), "modifiée"),
        "for another purpose": (answer(offer, ADVISER, "RETRAIT\n", subject="[RETRAIT CAN-2027-0002]"), "autre chose"),
    }
    for what, (mail, rule) in rows.items():
        decision, letters = scene.handles(mail)
        story.is_((decision["outcome"], decision["reason"], len(letters)), ("refused", "faulty: token", 1), f"{what}: a proven sender is refused")
        story.contains(text_of(letters[0]), rule, "and reads the rule")
        story.ok(".n" in token_of(letters[0]), "in a letter whose token takes no form", token_of(letters[0]))


def tell_corrections(story, scene):
    decision, letters = scene.handles(offer_mail({**OFFER, "Contrat": "CDI ou CDD"}))
    refusal = letters[0]
    story.ok(TOKEN.fullmatch(token_of(refusal))[1].startswith("MSG-"), "a refusal has a token for its correction", token_of(refusal))
    decision, letters = scene.handles(answer(refusal, RECRUITER, form(OFFER)), proven=False)
    story.is_(decision["outcome"], "quarantined", "which does not prove an offer")
    decision, letters = scene.handles(answer(refusal, RECRUITER, form(OFFER)))
    story.is_(outcome(decision)[:2], ("offer", "accepted"), "of a proven sender it is the correction")
    made, offers = decision["ref"], scene.passerelle.count("offers")
    for salary in ("2 000 €", "2 100 €"):
        decision, letters = scene.handles(answer(refusal, RECRUITER, form({**OFFER, "Salaire": salary})))
        story.is_((decision["reason"], scene.passerelle.count("offers")), ("faulty: token", offers), "used again, it makes no second record")
        story.contains(text_of(letters[0]), made, "and the sender reads which one there is")
    _, letters = scene.handles(offer_mail({**OFFER, "Contrat": "CDI ou CDD"}))
    first = letters[0]
    _, letters = scene.handles(answer(first, RECRUITER, form({**OFFER, "Contrat": "peut-être"})))
    second = letters[0]
    decision, _ = scene.handles(answer(first, RECRUITER, form({**OFFER, "Intitulé": "Gardien (H/F)"})))
    story.is_(outcome(decision)[:2], ("offer", "accepted"), "a correction that is refused spends nothing")
    decision, _ = scene.handles(answer(second, RECRUITER, form({**OFFER, "Intitulé": "Gardien (H/F)"})))
    story.is_(decision["reason"], "faulty: token", "one that is accepted spends the tokens of all attempts")
    decision, letters = scene.handles(compose(RECRUITER, SHARED, "[OFFRE OFF-2027-0999]", "Statut : pourvue\n"))
    story.ok("MSG-" in token_of(letters[0]) and ".n" in token_of(letters[0]),
             "that of a refusal for its reference takes none: the reference has to be changed", token_of(letters[0]))


def tell_event(story, scene):
    decision, letters = scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form(EVENT)))
    invitation = letter_to(letters, ADVISER)
    story.is_({link.address for link in mailto_links(invitation) if "REPONSE" in link.subject},
              {"partenariat+EVT-2027-0001.r@passerelle.example"}, "the buttons of an invitation name its thread")
    decision, _ = scene.handles(answer(invitation, ADVISER, "Réponse : oui\nNombre de jeunes : 2\n", subject="je viens"), proven=False)
    story.is_(outcome(decision), ("rsvp", "accepted", "EVT-2027-0001"), "an answer to an invitation is proven by it")
    decision, _ = scene.handles(answer(invitation, ADVISER, "ANNULATION\n", subject="[ANNULATION EVT-2027-0001]"), proven=False)
    story.is_(decision["outcome"], "quarantined", "but does not cancel the event")
    _, letters = scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form({**EVENT, "Intitulé": "Visite de l’entrepôt"})))
    for meeting, expected in ((letter_to(letters, ADVISER), "quarantined"), (invitation, "accepted")):
        mail = CLIENTS["google"](Answer(meeting, ADVISER, "DECLINED")).replace(SHARED.encode(), token_of(invitation).encode(), 1)
        decision, _ = scene.handles(mail, proven=False)
        story.is_(decision["outcome"], expected, f"a calendar that answers {meeting['Subject']} to the first one's token: {expected}")


def tell_titles(story, scene):
    """Whoever gives a title has read references of others' records; an answer brings the title back in its subject."""
    hostile = "RETRAIT CAN-2027-0003"
    before = scene.passerelle.rows("SELECT ref, status FROM candidates")
    for post, (opening, closing) in zip(("Vendeur", "Gardien", "Monteur"), ("[]", "【】", "［］")):
        _, letters = scene.handles(offer_mail({**OFFER, "Intitulé": f"{post} {opening}{hostile}{closing} (H/F)"}))
        letter = letter_to(letters, ADVISER)
        story.contains(str(letter["Subject"]), f"{post} ({hostile})", "no title is a tag in a letter's subject")
        decision, _ = scene.handles(cv_answer(letter, to=SHARED))
        story.is_(decision["kind"], "cv", "nor in that of an answer")
    _, letters = scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form({**EVENT, "Intitulé": f"Forum [{hostile}]"})))
    told = Answer(letter_to(letters, ADVISER), ADVISER, "ACCEPTED")
    story.is_(told.summary, f"Forum ({hostile})", "nor in a calendar")
    told.summary, told.description = f"Forum [{hostile}]", f"[{hostile}]\nRETRAIT\n"
    first = scene.passerelle.count("messages")
    for client in CLIENTS.values():
        told.stamp += timedelta(seconds=1)
        scene.sends(client(told))
    scene.runs()
    kinds = [row["kind"] for row in scene.passerelle.rows("SELECT kind FROM messages ORDER BY id")][first:]
    story.is_(dict(zip(CLIENTS, kinds)), dict.fromkeys(CLIENTS, "rsvp"), "nor in what a client answers to somebody's own invitation")
    after = [row for row in scene.passerelle.rows("SELECT ref, status FROM candidates") if row in before]
    story.is_(after, before, "nobody's consent has ended")


def tell_rotation(story, scene, offer):
    key = scene.passerelle.folder / "passerelle.db.key"
    former = key.read_bytes()
    scene.passerelle.do("key", "rotate")
    story.is_((key.stat().st_mode & 0o777, key.read_bytes()[:32] == former[:32], key.read_bytes()[32:64] == former[:32]),
              (0o600, False, True), "a new key, the former one behind it, for the owner's eyes only")
    invitation = next(letter for letter in scene.letters() if letter["To"].addresses[0].addr_spec == ADVISER
                      and (token_of(letter) or "").startswith("partenariat+EVT-2027-0001.r"))
    decision, letters = scene.handles(answer(invitation, ADVISER, "Réponse : non\n", subject="x"), proven=False, now=DAY_LATER)
    story.is_(decision["outcome"], "accepted", "a token made with the former key is still good")
    _, letters = scene.handles(cv_answer(offer), now=DAY_LATER)
    fresh = letter_to(letters, ADVISER)
    key.write_bytes(former)
    decision, _ = scene.handles(answer(fresh, ADVISER, "Retrait\n"), proven=False, now=DAY_LATER)
    story.is_(decision["outcome"], "quarantined", "and one made with the new key is not the former's")
    story.contains(scene.passerelle.check().stdout, "made with another key", "nor is the anchor: a key brought back by hand is found")
    scene.passerelle.do("restore", "--accept-loss")
    scene.passerelle.do("key", "rotate")
    done = scene.passerelle.check()
    story.contains(done.stdout, "ok         key: mode 0600, in use for 0 days, 1 former", "check tells its mode, its age and the former one")
    story.ok(done.returncode == 0 and "warning    key" not in done.stdout, "and has nothing against it", done.stdout)
    for days, is_old in ((365, False), (368, True)):
        os.utime(key, (time.time() - days * 86400,) * 2)
        done = scene.passerelle.check()
        story.contains(done.stdout, f"in use for {days} days", f"after {days} days check tells them")
        story.is_((done.returncode, "warning    key: more than a year old" in done.stdout), (0, is_old), f"and {'warns' if is_old else 'does not warn yet'}")
    key.chmod(0o640)
    done = scene.passerelle.check()
    story.ok(done.returncode != 0 and "fault      key" in done.stdout, "check finds a key that others may read", done.stdout)
    key.chmod(0o600)


def tell_age(story, scene):
    _, letters = scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form({**EVENT, "Date": "28/06/2028 de 14h à 17h30"})))
    invitation = letter_to(letters, ADVISER)
    for now, expected in ((YEAR_LATER, "accepted"), (TOO_LATE, "quarantined")):
        mail = answer(invitation, ADVISER, "Réponse : oui\n", subject=now)
        decision, _ = scene.handles(mail, proven=False, now=now)
        story.is_(decision["outcome"], expected, f"on {now[:10]} a token of 2027-01-11 means {expected}")
    story.contains(decision["reason"], "expired", "and the reason says so")


def tell_separator(story):
    with temporary_folder("separator") as folder:
        scene = Embedded(folder, 'separator = "-"\n')
        _, letters = scene.handles(offer_mail())
        story.contains(token_of(letter_to(letters, ADVISER)), "partenariat-OFF-2027-0001.c", "another separator")
        decision, _ = scene.handles(cv_answer(letter_to(letters, ADVISER), subject="x"))
        story.is_(outcome(decision), ("cv", "accepted", "CAN-2027-0001"), "is read as well")


def tell_length(story):
    with temporary_folder("length") as folder:
        for local, fits in (("a" * 28, True), ("a" * 29, False)):
            home = Path(folder, local)
            home.mkdir()
            scene = Embedded(home, f'address = "{local}@passerelle.example"\n')
            done = scene.passerelle.check()
            story.is_((done.returncode, "reply tokens" in done.stdout), (0, not fits), f"check: a local part of {len(local)} bytes")
            _, letters = scene.handles(offer_mail())
            story.is_("+OFF-" in str(letter_to(letters, ADVISER)["Reply-To"]), fits, "and that is so")


def tell(story):
    with temporary_folder("token") as folder:
        scene = Embedded(folder, "answers_per_hour = 1000\n")
        offer, receipt = tell_letters(story, scene)
        tell_proof(story, scene, offer, receipt)
        tell_forgeries(story, scene, offer, receipt)
        tell_refusals(story, scene, offer)
        tell_corrections(story, scene)
        tell_event(story, scene)
        tell_titles(story, scene)
        tell_rotation(story, scene, offer)
        tell_age(story, scene)
    tell_separator(story)
    tell_length(story)


run_story(tell)
