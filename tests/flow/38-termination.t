#!/usr/bin/python3 -B
"""Agreement Art. 5, specification section 8: ended by a signatory's confirmation, or on paper; what stops,
who is told, what is still accepted."""

import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, EVENT, OFFER, RECRUITER, cv_mail, offer_mail
from embedded import Embedded, letter_to, outcome
from mails import SHARED, compose, form, mailto_links, text_of
from passerelle import DIRECTORY
from replies import reply
from system import temporary_folder
from tap import run_story

SIGNATORY, OTHER = "direction@ims.example", "secretariat@cnml.example"
MONDAY, TUESDAY = "2027-01-11T09:30:00+01:00", "2027-01-12T09:30:00+01:00"
BEFORE = "2027-01-12T09:20:00+01:00"  # a command's letters are due from when they were made, and making them may take time
DAY = "2027-01-12"


def says(scene, sender, subject, body="", now=TUESDAY):
    return scene.handles(compose(sender, SHARED, subject, body or "\n"), now=now)


def in_force(scene):
    return "in force" in scene.passerelle.do("status")


def asked(story, scene):
    """The button in the letter that answers a signatory's [DENONCIATION]."""
    decision, letters = says(scene, RECRUITER, "[DENONCIATION]", now=MONDAY)
    story.is_(decision["outcome"], "refused", "who is no signatory can't end it")
    decision, letters = says(scene, SIGNATORY, "[DENONCIATION]", now=MONDAY)
    story.is_((outcome(decision), decision["reason"]), (("termination", "accepted", "CNV-NATIONALE"), "confirmation asked"), "a signatory is asked to confirm")
    story.is_([letter["To"].addresses[0].addr_spec for letter in letters], [SIGNATORY], "by a letter to that very address")
    return letters[0], next(link for link in mailto_links(letters[0]) if "[DENONCIATION]" in link.subject)


def press(link, sender, body=None):
    return compose(sender, link.address, link.subject, body or link.body)


def tell_false(story, scene, letter, link):
    for sender, body, now, name in ((OTHER, None, MONDAY, "from another signatory's address"), (SIGNATORY, "Confirmation : 0123456789abcdef\n", MONDAY, "with another code"),
                                    (SIGNATORY, None, "2027-01-20T09:30:00+01:00", "later than seven days")):
        decision, letters = scene.handles(press(link, sender, body), now=now)
        story.is_((decision["outcome"], in_force(scene)), ("refused", True), f"{name} it does nothing")
        story.is_([letter["To"].addresses[0].addr_spec for letter in letters if "reste en vigueur" in text_of(letter)], [sender], "and its sender is told so")
    decision, letters = scene.handles(reply(letter, SIGNATORY, "Oui, je confirme.", "bare"), now=MONDAY)
    story.is_((decision["reason"], in_force(scene)), ("two readings", True), "words confirm nothing, and are asked back")
    story.is_([button.subject for button in mailto_links(letters[0]) if "DENONCIATION" in button.subject], ["[DENONCIATION]"], "with a button that asks for the letter anew")
    decision, _ = scene.handles(press(link, SIGNATORY), proven=False, now=MONDAY)
    story.is_((decision["outcome"], in_force(scene)), ("quarantined", True), "nor does an unproven mail")


def tell_end(story, scene, link):
    decision, letters = scene.handles(press(link, SIGNATORY), now=TUESDAY)
    story.is_((outcome(decision), decision["reason"]), (("termination", "accepted", "CNV-NATIONALE"), "agreement ended"), "the button ends the agreement")
    contacts = sorted(row["email"] for row in scene.passerelle.rows("SELECT email FROM contacts WHERE active"))
    ends = sorted(letter["To"].addresses[0].addr_spec for letter in letters if str(letter["Subject"]).startswith("Fin de la convention le"))
    story.is_(ends, contacts, "one letter to each contact tells it")
    story.is_([row["status"] for row in scene.passerelle.rows("SELECT status FROM offers")], ["closed", "closed"], "offers are closed")
    story.is_([row["status"] for row in scene.passerelle.rows("SELECT status FROM calls")], ["closed"], "so is a call")
    story.is_(scene.passerelle.rows("SELECT template, count(*) AS n FROM letters WHERE template = 'offer_closed' GROUP BY 1"), [], "without a letter each")
    story.is_([row["status"] for row in scene.passerelle.rows("SELECT status FROM events")], ["cancelled"], "the event is cancelled")
    cancelled = [part for letter in letters for part in letter.walk() if part.get_param("method") == "CANCEL"]
    guests = scene.passerelle.count("attendances")
    story.is_((len(cancelled), guests > 0), (guests, True), "each guest gets the CANCEL")
    row = scene.passerelle.row("SELECT status, given_name FROM candidates")
    story.is_(row["given_name"], None, "the CV is erased")
    told = {letter["To"].addresses[0].addr_spec for letter in letters if "CV" in str(letter["Subject"])}
    story.ok(RECRUITER in told and ADVISER in told, "its recipient is asked to delete it, its mission locale is told", told)
    story.contains(scene.passerelle.do("status"), DAY, "status shows the end")
    done = scene.passerelle.check()
    story.ok(done.returncode == 0 and DAY in done.stdout, "check too", done.stdout)


def tell_after(story, scene, candidate, link):
    for sender, subject, body in ((RECRUITER, "[OFFRE]", form(OFFER)), (OTHER, "[ARTICLE]", form({"Titre": "Une rencontre à Gerland", "Texte": "Douze entreprises y étaient."})),
                                  (ADVISER, "[EVENEMENT]", form(EVENT)), (ADVISER, "[ABONNEMENT]", "Listes : offres\n")):
        decision, letters = says(scene, sender, subject, body)
        story.is_(decision["outcome"], "refused", f"{subject} is refused")
        story.contains(text_of(letter_to(letters, sender)), "12 janvier 2027", "with the day of the end")
    for sender, subject, body in ((ADVISER, f"[RETRAIT {candidate}]", "RETRAIT\n"), (ADVISER, f"[ACCES {candidate}]", "ACCES\n"), (ADVISER, "[DESABONNEMENT]", "\n"),
                                  (RECRUITER, f"[SUITE {candidate}]", form({"Suite": "embauche"})), (RECRUITER, "[AIDE]", "AIDE\n")):
        decision, letters = says(scene, sender, subject, body)
        story.is_(decision["outcome"], "accepted", f"{subject} is still taken")
        story.contains(text_of(letter_to(letters, sender)), "La convention a pris fin le mardi 12 janvier 2027", "the letter shows the end")
    story.ok("[OFFRE]" not in text_of(letters[0]) and "RETRAIT" not in text_of(letters[0]), "the guide offers no form that would be refused", text_of(letters[0]))
    decision, letters = scene.handles(press(link, SIGNATORY, link.body + " \n"), now=TUESDAY)
    story.is_(decision["outcome"], "refused", "a repeated confirmation changes nothing")
    decision, letters = says(scene, OTHER, "[DENONCIATION]")
    story.contains(text_of(letter_to(letters, OTHER)), "rien n’est changé", "a second signatory's too, and is told so")


def tell_calendar(story, scene, candidate):
    newest = scene.passerelle.row("SELECT max(id) AS id FROM letters")["id"]
    scene.runs("2027-02-01T10:00:00+01:00")
    scene.runs("2027-12-20T10:00:00+01:00")
    sent = {row["template"] for row in scene.passerelle.rows("SELECT template FROM letters WHERE id > ? AND recipient NOT LIKE 'exploitation@%'", newest)}
    story.is_(sent, {"withdrawal_reminder", "erasure_unanswered"},
              "no newsletter, no reminder of events or consents goes out any more, but to who has not said that a CV is erased")
    story.is_(scene.passerelle.row("SELECT status FROM articles")["status"], "accepted", "an accepted article stays unpublished")
    scene.runs("2028-01-17T09:30:00+01:00")
    drafts = [letter for letter in scene.letters() if "BIL-2027" in str(letter["Subject"]) or "BIL-2027" in text_of(letter)]
    story.ok(drafts, "the report of the running year is still drafted")
    for sender in (SIGNATORY, OTHER):
        decision, _ = says(scene, sender, "[ACCORD BIL-2027]", form({"Réponse": "oui"}), now="2028-01-18T09:30:00+01:00")
        story.is_(decision["outcome"], "accepted", "agreed")
    story.is_(scene.passerelle.row("SELECT status FROM reports WHERE year = 2027")["status"], "published", "and published")
    decision, _ = says(scene, RECRUITER, f"[SUITE {candidate}]", form({"Suite": "entretien"}), now="2028-01-19T09:30:00+01:00")
    story.is_(decision["outcome"], "refused", "after it no SUITE is taken")
    before = len(scene.letters())
    scene.runs("2029-01-17T09:30:00+01:00")
    story.is_((len(scene.letters()) - before, scene.passerelle.rows("SELECT period, reason FROM mailings WHERE kind = 'report_draft' AND status = 'skipped'")),
              (0, [{"period": "2028", "reason": "the agreement has ended"}]), "there is no other report")
    story.is_(scene.passerelle.row("SELECT count(*) AS n FROM contacts WHERE active")["n"], 38, "contacts are kept for 12 months more")
    scene.runs("2029-01-18T09:30:00+01:00")
    story.is_(scene.passerelle.rows("SELECT email FROM contacts WHERE email NOT LIKE 'erased.%' OR name <> '' OR active"), [], "then they are erased")
    story.is_((scene.passerelle.count("attendances"), scene.passerelle.count("approvals")), (0, 0), "with what they answered and approved")
    raw = b"".join(path.read_bytes() for path in scene.folder.iterdir() if path.name.startswith("passerelle.db"))
    story.ok(b"direction@ims.example" not in raw and "Vasseur".encode() not in raw, "no byte of them is left in the register")
    story.is_(scene.passerelle.call("terminate", "--date", "2027-01-15").returncode, 65, "nor is it ended again on paper")


def tell_mail(story, scene):
    offer = scene.handles(offer_mail(), now=MONDAY)[0]["ref"]
    scene.handles(offer_mail({"Intitulé": "Cariste (H/F)", "Entreprise": "Logistique Rhodanienne", "Lieu": "69007 Lyon", "Contrat": "CDI", "Description": "Un poste."}), now=MONDAY)
    candidate = scene.handles(cv_mail(offer), now=MONDAY)[0]["ref"]
    says(scene, RECRUITER, "[EVENEMENT]", form(EVENT), now=MONDAY)
    says(scene, SIGNATORY, "[ARTICLE]", form({"Titre": "Une rencontre à Gerland", "Texte": "Douze entreprises y étaient."}), now=MONDAY)
    says(scene, ADVISER, "[PARRAINAGE]", form({"Intitulé": "Deux parrains", "Description": "Pour deux jeunes.", "Lieu": "69007 Lyon", "Nombre": "2"}), now=MONDAY)
    letter, link = asked(story, scene)
    tell_false(story, scene, letter, link)
    tell_end(story, scene, link)
    tell_after(story, scene, candidate, link)
    tell_calendar(story, scene, candidate)


def tell_paper(story, scene):
    """Letters queued for the relay or still to be made when the agreement ends are not sent."""
    scene.handles(offer_mail(), now=MONDAY)
    with sqlite3.connect(scene.folder / "passerelle.db") as register:
        register.execute("UPDATE letter SET status = 'queued', sent_at = NULL, next_attempt_at = '2027-01-11T09:00:00Z' WHERE template = 'offer'")
        register.execute("INSERT INTO dispatch (id, draft) VALUES (7, '{\"template\":\"offer\"}')")
        register.execute("INSERT INTO dispatch_reader SELECT 7, 1, id, NULL FROM contact LIMIT 1")
        register.commit()
    story.is_(scene.passerelle.call("terminate", "--date", "2008-01-01").returncode, 64, "it can't end before it was signed")
    story.is_(scene.passerelle.call("terminate").returncode, 64, "and not without a day")
    story.contains(scene.passerelle.do("terminate", "--date", DAY, "--now", BEFORE), "has ended", "it is ended on paper")
    queued = scene.passerelle.rows("SELECT status, last_reply FROM letters WHERE template = 'offer'")
    story.is_({(row["status"], row["last_reply"]) for row in queued}, {("cancelled", "not sent: the agreement has ended")}, "queued letters of flows are cancelled")
    before = scene.letters()
    scene.runs(TUESDAY)
    story.is_(len(scene.letters()) - len(before), scene.passerelle.count("contacts"), "what was still to be made is not: the end alone is told")


def tell_future(story, scene):
    story.contains(scene.passerelle.do("terminate", "--date", DAY, "--now", MONDAY), "recorded", "a day to come is recorded")
    scene.runs(MONDAY)
    story.is_((scene.letters(), "in force until" in scene.passerelle.do("status")), ([], True), "until then it is in force")
    scene.runs(TUESDAY)
    story.is_(len(scene.letters()), scene.passerelle.count("contacts"), "on that day each contact is told")


def tell_signatories(story, scene):
    """A side without signatory can't end it by mail."""
    checked = [scene.passerelle.check().stdout]
    file = scene.folder / "annuaire.csv"
    file.write_text("\n".join(line.replace(";oui;oui", ";;oui") if line.startswith("CNML") else line for line in DIRECTORY.read_text(encoding="utf-8-sig").splitlines()), encoding="utf-8")
    scene.passerelle.import_directory(file)
    checked.append(scene.passerelle.check().stdout)
    story.is_([["the CNML's side has no signatory" in each, "the IMS's side has no signatory" in each] for each in checked], [[False, False], [True, False]], "check warns of a side without a signatory")


def tell(story):
    for name, play in (("mail", tell_mail), ("paper", tell_paper), ("future", tell_future), ("signatories", tell_signatories)):
        with temporary_folder(f"termination-{name}") as folder:
            play(story, Embedded(folder))


run_story(tell)
