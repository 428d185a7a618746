#!/usr/bin/python3 -B
"""Agreement Art. 3 (the parties tell their members), specification section 7: the monthly newsletter, each
part to the readers it concerns, once; killed in the middle and resumed; previews and past issues."""

import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, EVENT, OFFER, RECRUITER, offer_mail
from embedded import Embedded, outcome
from mails import SHARED, compose, form, mailto_links, text_of
from system import temporary_folder
from tap import run_story

CELL, LORIENT, CNML = "quartiers@ims.example", "accueil@ml-lorient.example", "secretariat@cnml.example"
JANUARY, FEBRUARY = "2027-01-11T09:30:00+01:00", "2027-02-01T09:00:00+01:00"
MARCH, MAY = "2027-03-01T10:00:00+01:00", "2027-05-03T10:00:00+02:00"
ARTICLE = {"Titre": "Une rencontre réussie à Gerland", "Texte": "Douze entreprises ont reçu des jeunes."}


def issues(scene):
    """{recipient: letter} for each newsletter's reference."""
    found = {}
    for letter in scene.letters():
        if "Lettre d’information" in str(letter["Subject"]):
            found.setdefault(str(letter["Subject"]), {}).setdefault(letter["To"].addresses[0].addr_spec, []).append(letter)
    return found


def mailings(scene):
    return scene.passerelle.rows("SELECT period, status, reason, recipients, due_at FROM mailings WHERE kind = 'newsletter' ORDER BY period")


def tell_first(story, scene):
    scene.runs(JANUARY)
    story.is_(mailings(scene), [], "what was due before the calendar began is not owed")
    scene.handles(compose(CELL, SHARED, "[ARTICLE]", form(ARTICLE)), now=JANUARY)
    scene.handles(offer_mail({**OFFER, "Date limite": "26/02/2027"}), now=JANUARY)
    scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form({**EVENT, "Date": "11/02/2027 de 14h à 17h30", "Invités": "missions locales"})), now=JANUARY)
    shown = scene.passerelle.do("newsletter", "2027-02", "--for", ADVISER)
    story.ok("Une rencontre réussie" in shown and "OFF-2027-0001" in shown, "it can be previewed", shown)
    story.is_(scene.passerelle.rows("SELECT ref FROM newsletters"), [], "which leaves nothing behind")
    scene.runs("2027-02-01T08:59:00+01:00")
    story.is_(issues(scene), {}, "a minute before its hour nothing goes")
    scene.runs(FEBRUARY)
    found = issues(scene)["Lettre d’information de février 2027"]
    readers = {row["email"] for row in scene.passerelle.rows("SELECT email FROM contacts WHERE active AND instr(' ' || lists || ' ', ' newsletter ')")}
    story.is_((set(found), {len(letters) for letters in found.values()}), (readers, {1}), "on the first working day each reader gets one letter")
    return found


def tell_content(story, scene, found):
    adviser, company, far = (text_of(found[who][0]) for who in (ADVISER, RECRUITER, LORIENT))
    story.ok(all("convention nationale de partenariat unit" in text and "30 avril 2008" in text.replace("\u00a0", " ") for text in (adviser, company, far)),
             "the first ever carries the article on the signature", company)
    story.ok(all("https://www.cnml.gouv.fr" in text for text in (adviser, company, far)), "and the sites of both")
    story.ok(all(ARTICLE["Texte"] in text and "ART-2027-0001" in text for text in (adviser, company, far)), "everybody reads the articles")
    story.is_(["OFF-2027-0001" in text for text in (adviser, company, far)], [True, False, False],
              "an offer only where its place is the reader's, and no company reads another's")
    story.is_(["EVT-2027-0001" in text for text in (adviser, company, far)], [True, False, True], "an event is read by those whom it addresses")
    letter = found[ADVISER][0]
    story.ok("[DESABONNEMENT]" in str(letter["List-Unsubscribe"]).replace("%5B", "[").replace("%5D", "]") and "newsletter" in str(letter["List-Id"]),
             "List-Unsubscribe and List-Id are there", str(letter["List-Unsubscribe"]))
    links = {link.subject for link in mailto_links(letter)}
    story.ok({"[CV OFF-2027-0001]", "[REPONSE EVT-2027-0001]"} <= links, "what asks for an answer has its link", links)
    row = mailings(scene)[0]
    story.is_((row["period"], row["status"], row["recipients"], row["due_at"]), ("2027-02", "done", len(found), "2027-02-01T08:00:00Z"), "its row says so")
    article = scene.passerelle.row("SELECT status, newsletter FROM articles")
    story.is_(article, {"status": "published", "newsletter": "LET-2027-02"}, "the article is published")
    decision, _ = scene.handles(compose(CELL, SHARED, "[ARTICLE ART-2027-0001]", "Statut : annulé\n"), now=FEBRUARY)
    story.is_(decision["outcome"], "refused", "and can't be withdrawn any more")
    reader = "accueil@mllyon.example"
    decision, _ = scene.handles(compose(reader, SHARED, "[REPONSE EVT-2027-0001]", "Réponse : oui\nParticipants : 2\n"), now=FEBRUARY)
    story.is_(outcome(decision), ("rsvp", "accepted", "EVT-2027-0001"), "who answers an event from it counts as invited")


def tell_resumed(story, scene, found):
    """The state after a kill between two transactions: sent to all, or to some, and not marked as done."""
    with sqlite3.connect(scene.folder / "passerelle.db") as register:
        middle = sorted(row[0] for row in register.execute("SELECT id FROM contact"))[15]
        for last_reader in (0, middle):
            register.execute("UPDATE newsletter SET is_done = 0, recipients = 0, last_reader = ?", (last_reader,))
            register.execute("DELETE FROM mailing WHERE kind = 'newsletter'")
            register.commit()
            scene.runs(FEBRUARY)
            again = issues(scene)["Lettre d’information de février 2027"]
            story.is_({who: len(letters) for who, letters in again.items()}, {who: 1 for who in found}, "resumed, each reader has it exactly once")
            story.is_([row["status"] for row in mailings(scene)], ["done"], "and one row says that it is done")


def tell_later(story, scene):
    scene.handles(offer_mail({**OFFER, "Intitulé": "Cariste (H/F)", "Date limite": "30/04/2027"}), now="2027-02-08T09:00:00+01:00")
    scene.runs(MARCH)
    march = issues(scene)["Lettre d’information de mars 2027"]
    text = text_of(march[ADVISER][0])
    story.ok("OFF-2027-0002" in text and "OFF-2027-0001" not in text and "partenariat unit" not in text, "the next holds what is new, and no signature", text)
    story.ok(RECRUITER not in march, "who has no part gets none")
    scene.runs(MAY)
    story.is_([(row["period"], row["status"], row["reason"]) for row in mailings(scene)[2:]],
              [("2027-04", "skipped", "overtaken by 2027-05"), ("2027-05", "skipped", "nothing to say")],
              "after a downtime the newest period alone is looked at, and each leaves its row")
    before = len(scene.letters())
    scene.runs(MAY)
    story.is_(len(scene.letters()), before, "and nothing goes twice")
    page = scene.folder / "lettre.html"
    scene.passerelle.do("newsletter", "2027-03", "--for", ADVISER, "--html", str(page))
    story.contains(page.read_text(encoding="utf-8"), "OFF-2027-0002", "a past issue is shown as it was")
    done = scene.passerelle.call("newsletter", "2027-03", "--for", RECRUITER)
    story.is_(done.returncode, 65, "to whom it had nothing to say, it says so")
    story.is_(scene.passerelle.call("newsletter", "2027-13").returncode, 64, "there is no thirteenth month")


def tell(story):
    with temporary_folder("newsletter") as folder:
        scene = Embedded(folder)
        found = tell_first(story, scene)
        tell_content(story, scene, found)
        tell_resumed(story, scene, found)
        tell_later(story, scene)


run_story(tell)
