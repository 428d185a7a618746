#!/usr/bin/python3 -B
"""Specification section 7, digests: one letter a reader, one line an offer; news about offers is told once;
an offer that can't wait is sent at once; changes of frequency, downtimes, a spreadsheet of offers; the
operator's summary."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, OFFER, RECRUITER, cv_mail, offer_mail
from embedded import Embedded, outcome
from mails import SHARED, compose, mailto_links, text_of
from system import temporary_folder
from tap import run_story

WEEKLY, AT_ONCE = "karim.benhaddou@mllyon.example", "gaetan.menard@ml-rhone.example"
TUESDAY = "2027-01-12T09:00:00+01:00"


def at(day, hour="08:00"):
    return f"2027-01-{day}T{hour}:00+01:00"


class Readers:
    """The scene, and the letters each reader got since the last call."""

    def __init__(self, folder):
        self.scene = Embedded(folder)
        self.seen = set()

    def offers(self, title, deadline, now, **fields):
        decision, _ = self.scene.handles(offer_mail({**OFFER, "Intitulé": title, "Date limite": deadline, **fields}), now=now)
        return decision["ref"]

    def changes(self, ref, text, now):
        self.scene.handles(compose(RECRUITER, SHARED, f"[OFFRE {ref}]", text), now=now)

    def new_letters(self, who):
        rows = self.scene.passerelle.rows("SELECT id, template, about FROM letters WHERE recipient = ? ORDER BY id", who)
        new = [row for row in rows if row["id"] not in self.seen]
        self.seen |= {row["id"] for row in rows}
        return [(row["template"], row["about"]) for row in new]

    def text(self, who):
        """The newest letter to somebody."""
        rows = self.scene.passerelle.rows("SELECT message_id FROM letters WHERE recipient = ? ORDER BY id DESC LIMIT 1", who)
        return next(text_of(letter) for letter in self.scene.letters() if str(letter["Message-ID"]).strip("<>") == rows[0]["message_id"].strip("<>"))

    def chooses(self, who, frequency, now):
        decision, _ = self.scene.handles(compose(who, SHARED, "[ABONNEMENT]", f"Fréquence : {frequency}\n"), now=now)
        self.new_letters(who)
        return outcome(decision)

    def mailings(self, kind):
        return self.scene.passerelle.rows("SELECT period, status, reason, recipients FROM mailings WHERE kind = ? ORDER BY period", kind)


def parts(text):
    """The references under each title."""
    found, title = {}, None
    for line in text.splitlines():
        if line.startswith("OFFRES ") or line.startswith("NOUVELLES "):
            title = line
        elif title and "(OFF-" in line and line.startswith("* "):
            found.setdefault(title, []).append(line[line.index("(OFF-") + 1 : -1])
    return found


def tell_gathering(story, readers):
    story.is_([readers.chooses(ADVISER, "quotidien", TUESDAY)[1], readers.chooses(WEEKLY, "une fois par semaine", TUESDAY)[1]], ["accepted"] * 2,
              "readers choose a daily and a weekly digest")
    first = readers.offers("Cariste (H/F)", "26/02/2027", TUESDAY)
    second = readers.offers("Magasinier (H/F)", "15/01/2027", TUESDAY)
    urgent = readers.offers("Livreur (H/F)", "12/01/2027", TUESDAY)
    brief = readers.offers("Vendeur (H/F)", "26/02/2027", TUESDAY)
    story.is_(readers.new_letters(ADVISER), [("offer", urgent)], "an offer whose deadline falls before the next digest goes at once, the others wait")
    story.is_(readers.new_letters(WEEKLY), [("offer", second), ("offer", urgent)], "which depends on each reader's digest")
    story.is_(len(readers.new_letters(AT_ONCE)), 4, "who has none gets each")
    readers.changes(first, "Contrat : CDD\n", at(12, "15:00"))
    readers.changes(brief, "Statut : pourvue\n", at(12, "16:00"))
    readers.changes(urgent, "Nombre de postes : 2\n", at(12, "17:00"))
    story.is_([readers.new_letters(ADVISER), readers.new_letters(WEEKLY)], [[("offer_changed", urgent)]] * 2, "its changes likewise")
    return first, second, urgent, brief


def tell_daily(story, readers, first, second, urgent, brief):
    readers.scene.runs(at(13, "07:59"))
    story.is_(readers.new_letters(ADVISER), [], "nothing before 08:00")
    readers.scene.runs(at(13))
    story.is_([readers.new_letters(ADVISER), readers.new_letters(WEEKLY)], [[("digest_daily", "2027-01-13")], []], "one letter at 08:00 of the next working day")
    text = readers.text(ADVISER)
    story.is_(parts(text), {"NOUVELLES OFFRES": [first, second]},
              "new and changed is new; what was never shown and is over is left out; what was told singly is not told again")
    story.contains(text.replace("\u00a0", " "), "2 nouvelles.", "its beginning says how many")
    letter = next(letter for letter in readers.scene.letters() if "Offres d’emploi du jour" in str(letter["Subject"]))
    story.ok({f"[CV {first}]", f"[CV {second}]"} <= {link.subject for link in mailto_links(letter)}, "each has its click to send a CV")
    story.ok("offres" in str(letter["List-Id"]) and first in letter.get_body(("html",)).get_content(), "it is a mail of the list, with the references in HTML too")
    readers.changes(first, "Contrat : CDI\nDate limite : 28/02/2027\n", at(13, "10:00"))
    readers.changes(second, "Statut : pourvue\n", at(13, "11:00"))
    readers.scene.runs(at(14))
    story.is_(readers.new_letters(ADVISER), [("digest_daily", "2027-01-14")], "the next day one more")
    story.is_(parts(readers.text(ADVISER)), {"OFFRES MODIFIÉES": [first], "OFFRES TERMINÉES": [second]}, "with what was shown and changed, or is over")
    story.contains(readers.text(ADVISER), "Ce qui change : Contrat, Date limite.", "and what changed")
    readers.scene.runs(at(15))
    story.is_(readers.mailings("digest_daily")[-1], {"period": "2027-01-15", "status": "skipped", "reason": "nothing to say", "recipients": 0},
              "closed is told once, and a day without news leaves its row")
    readers.scene.runs(at(18))
    story.is_(readers.new_letters(WEEKLY), [("offer_closed", second), ("digest_weekly", "2027-W03")], "the weekly one comes on the week's first working day")
    story.is_(parts(readers.text(WEEKLY)), {"NOUVELLES OFFRES": [first]}, "with what is new to its reader")


def tell_frequency(story, readers):
    gathered = readers.offers("Peintre (H/F)", "26/02/2027", at(18, "10:00"))
    readers.new_letters(ADVISER)
    readers.chooses(WEEKLY, "immédiat", at(18, "11:00"))
    at_once = readers.offers("Maçon (H/F)", "26/02/2027", at(18, "12:00"))
    story.is_(readers.new_letters(WEEKLY), [("offer", at_once)], "who has no digest any more gets new offers at once")
    readers.scene.runs(at(19))
    story.is_([readers.new_letters(WEEKLY), parts(readers.text(WEEKLY))], [[("digest_daily", "2027-01-19")], {"NOUVELLES OFFRES": [gathered]}],
              "and what had gathered with the next daily one")
    story.is_(parts(readers.text(ADVISER)), {"NOUVELLES OFFRES": [gathered, at_once]}, "as the others have it")
    readers.changes(gathered, "Statut : pourvue\n", at(19, "10:00"))
    story.is_(readers.new_letters(WEEKLY), [("offer_closed", gathered)], "its end is told at once")
    readers.new_letters(ADVISER)
    return gathered


def tell_downtime(story, readers, closed):
    rows = "Intitulé;Entreprise;Lieu;Contrat;Description;Date limite\n" + "".join(
        f"Poste {n} (H/F);Logistique Rhodanienne;69007 Lyon;CDI;Un poste parmi d’autres, formation assurée.;26/02/2027\n" for n in range(1, 51))
    attachment = ("offres.csv", "text/csv; charset=utf-8", rows.encode())
    decision, _ = readers.scene.handles(compose(RECRUITER, SHARED, "[OFFRE]", "Voici nos offres.\n", attachments=[attachment]), now=at(19, "12:00"))
    story.is_((decision["outcome"], decision["reason"]), ("accepted", "50 of 50"), "a spreadsheet of fifty offers")
    story.is_([len(readers.new_letters(AT_ONCE)) >= 50, readers.new_letters(ADVISER)], [True, []], "is fifty letters to who wants each at once")
    for title in ("Couvreur (H/F)", "Soudeur (H/F)", "Plombier (H/F)"):
        readers.offers(title, "22/01/2027", at(19, "13:00"))
    readers.scene.runs(at(26, "14:00"))
    story.is_(readers.new_letters(ADVISER), [("digest_daily", "2027-01-26")], "and one to who has a digest, also after a downtime")
    found = parts(readers.text(ADVISER))
    story.is_((len(found["NOUVELLES OFFRES"]), found["OFFRES TERMINÉES"]), (50, [closed]), "with what the missed ones would have held, but for what is over by now")
    story.is_([(row["period"][8:], row["reason"]) for row in readers.mailings("digest_daily")[-5:]],
              [(str(day), "overtaken by 2027-01-26") for day in (20, 21, 22, 25)] + [("26", None)], "each of which leaves its row")
    story.is_([(row["period"], row["status"]) for row in readers.mailings("digest_weekly")], [("2027-W03", "done"), ("2027-W04", "skipped")], "a week likewise")
    before = len(readers.scene.letters())
    readers.scene.runs(at(26, "15:00"))
    story.is_(len(readers.scene.letters()), before, "and nothing goes twice")


OPERATOR = "exploitation@passerelle.example"


def tell_operator(story, readers):
    """The operator of another register gets the news at 07:00."""
    def summary(day, hour="07:00"):
        readers.scene.runs(at(day, hour))
        return readers.new_letters(OPERATOR)

    readers.scene.runs(at(11, "09:00"))
    readers.scene.handles(offer_mail({**OFFER, "Intitulé": "Vendeuse (H/F)", "Description": "Recherche jeune femme de moins de 30 ans."}), now=at(11, "10:00"))
    readers.scene.handles(compose("inconnu@ailleurs.example", SHARED, "Bonjour", "Une question.\n"), now=at(11, "11:00"))
    story.is_([summary(12, "06:59"), summary(12)], [[], [("operator_summary", "2027-01-12")]], "the operator hears at 07:00 of what is new")
    text = readers.text(OPERATOR)
    held = readers.scene.passerelle.row("SELECT ref FROM offers")["ref"]
    aside = readers.scene.passerelle.row("SELECT id FROM messages WHERE outcome = 'quarantined'")["id"]
    commands = (f"passerelle release {held}", f"passerelle discard {held}", f"passerelle show {aside}")
    story.is_([command for command in commands if command not in text], [], "with what to type")
    readers.scene.passerelle.do("discard", held)
    story.is_([summary(13), summary(17)], [[], []], "the next days bring nothing new")
    readers.scene.handles(cv_mail(readers.offers("Cariste (H/F)", "26/02/2027", at(17, "10:00"))), now=at(17, "10:30"))
    story.is_(summary(18), [("operator_summary", "2027-01-18")], "but a consent, whose register is kept outside")
    story.ok("consents 1 " in readers.text(OPERATOR) and " code " in readers.text(OPERATOR), "by number, hash and code", readers.text(OPERATOR))
    story.is_([(row["period"][8:], row["status"], row["reason"]) for row in readers.mailings("operator_summary")],
              [("12", "done", None), ("13", "skipped", "nothing to say")] + [(str(day), "skipped", "overtaken by 2027-01-17") for day in (14, 15, 16)]
              + [("17", "skipped", "nothing to say"), ("18", "done", None)], "and each day leaves its row")


def tell(story):
    with temporary_folder("digest") as folder:
        readers = Readers(folder)
        tell_daily(story, readers, *tell_gathering(story, readers))
        tell_downtime(story, readers, tell_frequency(story, readers))
    with temporary_folder("operator") as folder:
        tell_operator(story, Readers(folder))


run_story(tell)
