#!/usr/bin/python3 -B
"""Two years of the partnership on a fast clock, with standstills and kills, against an independent model (lib/model.py): each mailing of each
period reached each of its readers exactly once, with what the model says that it holds, and the report counts what the model counts.

Arguments or SEEDS: the seeds. WAKES: how often the daemon runs in the two years; ACTS: how many mails people write; MISSIONS, ADVISERS, COMPANIES, RECRUITERS: how many in each
of five départements; KILLS: how many of a hundred runs are killed."""

import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / folder / "lib") for folder in ("flow", "crash")] + [str(HERE / "lib")]

from almanac import PARIS, local_day, working_before  # noqa: E402
from embedded import Embedded  # noqa: E402
from mails import PARSER, SHARED, compose, form, mailto_links, pdf, text_of  # noqa: E402
from counts import REGIONS, YOUNG  # noqa: E402
from model import Model  # noqa: E402
from records import LISTS, REGION, Contact  # noqa: E402
from system import temporary_folder  # noqa: E402
from tap import run_story, skip_all  # noqa: E402
from world import await_end_of_stages, is_sanitized, kill  # noqa: E402

WAKES, ACTS, MISSIONS, ADVISERS, COMPANIES, RECRUITERS, KILLS = (int(os.environ.get(name, default)) for name, default in (
    ("WAKES", 45), ("ACTS", 300), ("MISSIONS", 2), ("ADVISERS", 3), ("COMPANIES", 2), ("RECRUITERS", 2), ("KILLS", 20)))
START, DAYS = datetime(2027, 1, 4, 11, 0, tzinfo=PARIS), 765  # until the report of the second year
TOWN = {"69": "69007 Lyon", "38": "38000 Grenoble", "06": "06000 Nice", "13": "13001 Marseille", "75": "75018 Paris"}
ELSEWHERE = {"69": "P69100", "38": "P38500", "06": "P06400", "13": "P13100", "75": "P75001"}
NAMED = {"69": "Rhône", "38": "Isère", "06": "Alpes-Maritimes", "13": "Bouches-du-Rhône", "75": "Paris"}
OFFICE = {"69": "Lyon", "06": "Nice"}
REFERENCE = re.compile(r"\b(?:ART|OFF|EVT|PAR|MEC|INT)-\d{4}-\d{4}\b")
WITH_CONTENT = ("newsletter", "digest_daily", "digest_weekly", "call_reminder")
BY_PERIOD = ("newsletter", "digest_daily", "digest_weekly", "committee_agenda", "committee_overdue", "report_draft", "duties", "operator_summary", "welcome")  # one letter a run
CALENDAR = (*BY_PERIOD, "event_reminder", "event_pending", "event_list", "call_reminder", "call_summary")
LAST_DAYS = 70  # after the end of the agreement
MOST_WAIT_S = 0.4  # before a run is killed
STEP = timedelta(minutes=6)  # between a killed run and the next, so that its letter is due again


def people(chance):
    """Some 300 contacts with the numbers of `make years`."""
    for department, region in REGION.items():
        for number in range(MISSIONS):
            for adviser in range(ADVISERS):
                frequency = "immediat" if not adviser else chance.choice(("immediat", "quotidien", "quotidien", "hebdomadaire"))
                yield Contact(f"c{adviser}@ml{number}-{department}.example", f"Mission locale {department} {number}", "mission_locale", department, region, frequency)
        for number in range(COMPANIES):
            for recruiter in range(RECRUITERS):
                yield Contact(f"r{recruiter}@e{number}-{department}.example", f"Entreprise {department} {number}", "entreprise", department, region)
        if department in OFFICE:
            yield Contact(f"antenne@ims-{department}.example", f"IMS – antenne de {OFFICE[department]}", "antenne", department, region)
    for region in sorted(set(REGION.values())):
        yield Contact(f"animation@arml-{region}.example", f"Association régionale {region}", "association_regionale", None, region)
    for number in range(3):
        yield Contact(f"c{number}@ims.example", "IMS-Entreprendre pour la Cité", "ims", is_steering=number < 2)
        yield Contact(f"c{number}@cnml.example", "CNML", "cnml", is_steering=number < 2)


def directory(contacts):
    rows = ["organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage"]
    for contact in contacts:
        codes = f"D{contact.department}" if contact.department else f"R{contact.region}" if contact.region else "FR"
        rows.append(f"{contact.organisation};{contact.kind};{contact.email};{contact.email};;{codes};;{contact.filed};;{'oui' if contact.is_steering else ''}")
    return "\n".join(rows) + "\n"


def wakes(chance):
    """When the daemon runs: several times on most days, with two standstills of five weeks, never at an hour
    when something is due."""
    standstills = [START + timedelta(days=chance.randint(*days)) for days in ((60, 300), (380, 640))]
    found, rest = [START], DAYS / WAKES
    while (found[-1] - START).days < DAYS:
        step = chance.expovariate(1 / rest) + 0.2
        after = found[-1] + timedelta(days=step if step < 4 * rest else 4 * rest)
        if any(found[-1] < still <= after for still in standstills):
            after += timedelta(days=35)
        found.append(after.replace(hour=chance.choice((6, 7, 8, 8, 9, 9, 10, 14, 21)), minute=chance.randint(1, 15), second=0, microsecond=0))
        if found[-1] <= found[-2]:
            found[-1] = found[-2] + timedelta(days=1)
    return found


class Years:
    def __init__(self, folder, seed):
        self.random = random.Random(seed)
        contacts = list(people(self.random))
        self.path = Path(folder) / "annuaire.csv"
        self.path.write_text(directory(contacts), encoding="utf-8")
        self.run = Embedded(folder, directory=str(self.path))
        self.model, self.now, self.next = Model(contacts, START), START, START
        self.waiting, self.unexpected, self.letters, self.kills, self.number = [], [], [], 0, 0
        self.touched, self.writers, self.authors, self.steps, self.refused_on = set(), set(), {}, [], None

    # --- mails and runs ---

    def sends(self, sender, subject, body, take, attachments=(), answers=None):
        """take(ref, now) updates the model when the mail is decided."""
        text = form({label: value for label, value in body.items() if value is not None}) if isinstance(body, dict) else body
        self.touched |= set(REFERENCE.findall(subject))
        if "[REPONSE" not in subject:
            self.writers.add(sender.email)
        path, moment = self.run.sends(compose(sender.email, SHARED, subject, text, attachments=attachments, answers=answers)), self.next.timestamp() - 60 + len(self.waiting)
        os.utime(path, (moment, moment))
        self.waiting.append((subject, take))

    def is_killed(self, now):
        """Starts a run that may be killed, only its supervisor: the other processes notice."""
        process = subprocess.Popen(self.run.passerelle.command("run", "--once", "--now", now.isoformat()), stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=self.random.uniform(0.02, MOST_WAIT_S))
            return False
        except subprocess.TimeoutExpired:
            kill(process.pid)
            process.wait()
            await_end_of_stages(self.run.passerelle.configuration)
            return True

    def runs(self, now):
        register, first = self.run.passerelle, now
        before = register.row("SELECT coalesce(max(id), 0) AS id FROM messages")["id"]
        while self.random.randrange(100) < KILLS and now - first < timedelta(minutes=20) and self.is_killed(now):
            self.kills += 1
            now += STEP
        self.run.runs(now.isoformat())
        while register.rows("SELECT id FROM letters WHERE status = 'queued' LIMIT 1") and now - first < timedelta(minutes=44):
            now += STEP
            self.run.runs(now.isoformat())
        made = register.rows("SELECT id, template, about, recipient, message_id FROM letters WHERE id > ? ORDER BY id", self.letters[-1]["id"] if self.letters else 0)
        self.letters += [{**row, "run": first} for row in made]  # names forgotten within these years
        rows = register.rows("SELECT subject, outcome, reason, ref FROM messages WHERE id > ? ORDER BY id", before)
        for row, (subject, take) in zip(rows, self.waiting, strict=True):
            if row["outcome"] != "accepted":
                self.unexpected.append((subject, str(first), dict(row)))
            else:
                take(row["ref"], first)
        self.waiting, self.touched = [], set()
        self.model.looks(first)

    # --- acts of people between two runs ---

    def one_of(self, *kinds):
        return self.random.choice(self.model.of(kinds))

    def day_after(self, least, most):
        """A day after the next run."""
        return local_day(self.next) + timedelta(days=self.random.randint(least, most))

    def open(self, records):
        """Records of a kind that are still open when the next run reads an answer."""
        return [record for record in records.values() if not record.is_over and (record.deadline is None or record.deadline > local_day(self.next))
                and (record.start is None or record.start > self.next + timedelta(hours=1))]

    def where(self, sender):
        """A département in that contact's territory."""
        return self.random.choice([department for department in REGION if sender.department == department or (sender.department is None and sender.holds(department))])

    def next_number(self):
        self.number += 1
        return self.number

    def offers(self):
        sender, number, deadline = self.one_of("entreprise", "antenne", "ims"), self.next_number(), self.day_after(1, 45) if self.random.random() < 0.8 else None
        department = self.where(sender)
        self.sends(sender, "[OFFRE]", {"Intitulé": f"Poste {number} (H/F)", "Entreprise": sender.organisation, "Lieu": TOWN[department], "Contrat": "CDI",
                                       "Référence": f"R-{number}", "Date limite": deadline and f"{deadline:%d/%m/%Y}", "Description": "Un poste parmi d’autres, formation assurée."},
                   lambda ref, now: self.model.offer(ref, now, sender, department, deadline or local_day(now) + timedelta(days=60)))

    def changes_offer(self):
        for offer in self.random.sample(self.open(self.model.offers), min(1, len(self.open(self.model.offers)))):
            if self.random.random() < 0.5:
                self.sends(offer.sender, f"[OFFRE {offer.ref}]", f"Salaire : {1800 + self.next_number()} € brut par mois\n", lambda ref, now: self.model.change(ref, now))
            elif not getattr(offer, "is_ending", False) and self.next not in offer.acts:
                offer.is_ending = True
                self.sends(offer.sender, f"[OFFRE {offer.ref}]", "Statut : pourvue\n", lambda ref, now: self.model.fill(ref, now))

    def sends_cv(self):
        offers = [offer for offer in self.open(self.model.offers) if not getattr(offer, "is_ending", False)]
        if offers:
            offer, sender = self.random.choice(offers), self.one_of("mission_locale")
            consent = local_day(self.now) - timedelta(days=self.random.randint(0, 60))
            fields = {"Prénom": "Inès", "Nom": f"Haddad{'abcdefghij'[self.next_number() % 10]}", "Date de naissance": "14/05/2008", "Consentement": "OUI",
                      "Date du consentement": f"{consent:%d/%m/%Y}", "Portée": "cette offre"}

            offer.acts[self.next] = "a CV is on its way"

            self.sends(sender, f"[CV {offer.ref}]", fields, lambda ref, now: self.model.cv(ref, now, sender, consent, offer.sender), [("CV.pdf", "application/pdf", pdf())])

    def reports_outcome(self):
        candidates = [candidate for candidate in self.model.candidates.values() if candidate.status == "open" and "hires" not in candidate.acts
                      and candidate.deadline > local_day(self.next) and candidate.sender.is_active and not getattr(candidate, "is_ending", False)]
        if candidates:
            candidate = self.random.choice(candidates)
            if self.random.random() < 0.15:
                candidate.is_ending = True
                self.sends(candidate.sender, f"[RETRAIT {candidate.ref}]", "RETRAIT\n", lambda ref, now: self.model.withdraw(ref, now))
                return
            what, word = ("hires", "embauche") if "interviews" in candidate.acts else ("interviews", "entretien")
            day = max(local_day(candidate.now), local_day(self.now))
            self.sends(candidate.recruiter, f"[SUITE {candidate.ref}]", {"Suite": word, "Date": f"{day:%d/%m/%Y}"},
                       lambda ref, now: self.model.outcome(candidate.ref, now, what, day))

    def confirms_erasure(self):
        asked = [(candidate, reader) for candidate in self.model.candidates.values() for reader, asked in candidate.erasures.items()
                 if asked and self.model.serves(reader) and (candidate.ref, reader) not in self.steps]
        if asked:
            candidate, reader = self.random.choice(asked)
            self.steps.append((candidate.ref, reader))
            letters = map(PARSER.parsebytes, (raw for raw in self.run.raw_letters() if candidate.ref.encode() in raw))
            letter = next(letter for letter in letters if letter["To"].addresses[0].addr_spec == reader and "à effacer" in str(letter["Subject"]))
            self.sends(self.model.contacts[reader], f"RE: {letter['Subject']}", "C'est effacé.\n", lambda ref, now: self.model.erased(candidate, reader), answers=letter)

    def announces(self):
        sender, number = self.one_of(self.random.choice(tuple(LISTS))), self.next_number()
        department = self.where(sender)
        day = self.day_after(3, 50)
        start = datetime(day.year, day.month, day.day, self.random.choice((7, 9, 14)), 30, tzinfo=PARIS)
        deadline = day - timedelta(days=self.random.randint(1, 5)) if self.random.random() < 0.5 else None
        deadline = deadline if deadline and deadline > local_day(self.next) else None
        other = self.one_of(*(("mission_locale", "cnml") if sender.side == "ims" else ("entreprise", "ims"))) if self.random.random() < 0.3 else None
        self.sends(sender, "[EVENEMENT]", {"Intitulé": f"Forum {number}", "Type": "forum", "Date": f"{start:%d/%m/%Y} de {start:%Hh%M} à {start.hour + 2}h30",
                                           "Lieu": TOWN[department], "Date limite": deadline and f"{deadline:%d/%m/%Y}",
                                           "Co-organisateur": other and other.organisation},
                   lambda ref, now: self.model.event(ref, now, sender, department, start, deadline, other and other.side))

    def answers_event(self):
        events = [event for event in self.open(self.model.events) if any(map(self.model.serves, event.answers)) and not getattr(event, "is_ending", False)]
        if events:
            event = self.random.choice(events)
            if self.random.random() < 0.03:
                event.is_ending = True
                self.sends(event.sender, f"[ANNULATION {event.ref}]", "Annulé.\n", lambda ref, now: self.model.cancel_event(ref, now))
                return
            guest, answer = self.random.choice([email for email in event.answers if self.model.serves(email)]), self.random.choice(("yes", "yes", "yes", "no", "maybe"))
            number = self.random.randint(1, 6) if answer == "yes" else 0
            word = {"yes": "oui", "no": "non", "maybe": "peut-être"}[answer]
            self.sends(self.model.contacts[guest], f"[REPONSE {event.ref}]", {"Réponse": word, "Participants": number or None},
                       lambda ref, now: self.model.answer_event(event.ref, now, guest, answer, number))

    def calls(self):
        number = self.next_number()
        if self.random.random() < 0.6:
            sender, deadline = self.one_of("mission_locale", "mission_locale", "cnml", "association_regionale"), self.day_after(1, 40) if self.random.random() < 0.8 else None
            department = self.where(sender)
            kind, tag, need = self.random.choice((("mentoring", "PARRAINAGE", {"Nombre": "3"}), ("skills", "MECENAT", {"Type": "compétences", "Jours": "5"}),
                                                  ("financial", "MECENAT", {"Type": "financier", "Montant": "3 000 €"})))
            self.sends(sender, f"[{tag}]", {"Titre": f"Un appui {number}", **need, "Lieu": TOWN[department], "Date limite": deadline and f"{deadline:%d/%m/%Y}",
                                            "Description": "Un parrain voit un jeune une heure par mois."},
                       lambda ref, now: self.model.call(ref, now, sender, kind, department, deadline or local_day(now) + timedelta(days=30)))
            return
        sender, day = self.one_of("antenne", "cnml", "ims"), self.day_after(14, 50)
        department, deadline = self.where(sender), working_before(day, 3)
        self.sends(sender, "[INTERVENANT]", {"Titre": f"Rencontre {number}", "Thème": "Les freins à l’emploi", "Date": f"{day:%d/%m/%Y} de 14h à 16h", "Lieu": TOWN[department]},
                   lambda ref, now: self.model.call(ref, now, sender, "speaker", department, deadline))

    def closes_call(self):
        """While it is open, or after its deadline until the report of its year is drafted."""
        calls = [call for call in self.model.calls.values() if call.status in ("open", "expired") and call.ref not in self.touched and call.now.year not in self.model.drafted]
        if not calls:
            return
        call = self.random.choice(calls[-10:])
        call.is_ending = True
        tag = {"speaker": "INTERVENANT", "mentoring": "PARRAINAGE"}.get(call.kind, "MECENAT")
        willing = [email for email, (answer, _) in call.answers.items() if answer == "yes" and self.model.serves(email)]
        chosen, is_cancelled = self.random.sample(willing, self.random.randint(0, min(2, len(willing)))), call.status == "open" and self.random.random() < 0.3
        text = "Statut : annulé\n" if is_cancelled else "Statut : pourvu\n" + (f"Retenu : {', '.join(chosen)}\n" if chosen else "")
        self.sends(call.sender, f"[{tag} {call.ref}]", text, lambda ref, now: self.model.close_call(ref, now, chosen, is_cancelled))

    def answers_call(self):
        calls = [call for call in self.open(self.model.calls) if any(map(self.model.serves, call.told)) and not getattr(call, "is_ending", False)]
        if calls:
            call = self.random.choice(calls)
            asked = {self.model.contacts[email].organisation for email in call.told}
            reader = self.random.choice([email for email, contact in self.model.contacts.items() if contact.is_active and contact.organisation in asked])
            answer = self.random.choice(("yes", "no", "maybe"))
            self.sends(self.model.contacts[reader], f"[REPONSE {call.ref}]", {"Réponse": {"yes": "oui", "no": "non", "maybe": "peut-être"}[answer]},
                       lambda ref, now: self.model.answer_call(call.ref, now, reader, answer))

    def writes_article(self):
        waiting = [ref for ref in self.model.articles if ref not in self.touched]
        if waiting and self.random.random() < 0.2:
            ref = self.random.choice(waiting)
            self.sends(self.authors[ref], f"[ARTICLE {ref}]", "Statut : annulé\n", lambda ref, now: self.model.articles.remove(ref))
            return
        sender = self.one_of("ims", "cnml", "antenne", "association_regionale")

        def take(ref, now):
            self.authors[ref] = sender
            self.model.articles.append(ref)
        self.sends(sender, "[ARTICLE]", {"Titre": f"Une rencontre {self.next_number()}", "Texte": "Des entreprises ont reçu des jeunes."}, take)

    def writes_diagnostic(self):
        sender = self.one_of("mission_locale")
        self.sends(sender, "[DIAGNOSTIC]", {"Titre": f"Se déplacer {self.next_number()}", "Année": "2027", "Territoire": NAMED[sender.department], "Résumé": "Un constat."},
                   lambda ref, now: self.model.diagnostic(ref, now, sender), [("diagnostic.pdf", "application/pdf", pdf())])

    def subscribes(self):
        reader = self.one_of("mission_locale", "entreprise")
        if reader.kind == "mission_locale" and not reader.email.startswith("c0") and self.random.random() < 0.7:
            frequency = self.random.choice(("immediat", "quotidien", "hebdomadaire"))
            self.sends(reader, "[ABONNEMENT]", f"Fréquence : {frequency}\n", lambda ref, now: setattr(reader, "frequency", frequency))
        elif self.random.random() < 0.3:
            name = self.random.choice(("newsletter", "offres" if reader.kind == "mission_locale" else "parrainage"))
            if name == "newsletter" and name not in reader.lists:
                self.sends(reader, "[ABONNEMENT]", f"Listes : {name}\n", lambda ref, now: reader.lists.add(name))
            elif name in reader.lists:
                self.sends(reader, "[DESABONNEMENT]", f"Listes : {name}\n", lambda ref, now: reader.lists.discard(name))
        elif self.random.random() < 0.3:
            codes = f"D{reader.department}" if reader.is_elsewhere else ELSEWHERE[reader.department]
            self.sends(reader, "[ABONNEMENT]", f"Territoires : {codes}\n", lambda ref, now: setattr(reader, "is_elsewhere", codes.startswith("P")))

    def meets(self):
        """Each year the committee is planned, perhaps moved, and its minutes are written."""
        year = self.next.year
        mine, sender = self.model.committees.get(f"COM-{year}"), self.random.choice(self.model.steering())
        if mine is None and self.next.month in (3, 4, 5, 6) and self.is_first(f"plan {year}"):
            start = self.meeting(60)
            self.sends(sender, "[COMITE]", {"Date": f"{start:%d/%m/%Y} de 14h à 16h", "Lieu": "Paris", "Ordre du jour": "Bilan"},
                       lambda ref, now: self.model.committee(ref, now, sender, start))
        elif mine and self.next + timedelta(days=8) < mine.start and self.random.random() < 0.3 and self.is_first(f"move {year}"):
            start = self.meeting(90)
            self.sends(sender, f"[COMITE {mine.ref}]", {"Date": f"{start:%d/%m/%Y} de 14h à 16h"}, lambda ref, now: self.model.moves_committee(ref, now, start))
        elif mine and mine.status == "open" and mine.start + timedelta(days=3) < self.now and self.is_first(f"minutes {year}"):
            self.sends(sender, f"[COMITE {mine.ref}]", {"Présents": "tous", "Compte rendu": "Trois forums sont prévus."}, lambda ref, now: self.model.minutes(ref, now))

    def meeting(self, most):
        day = self.day_after(4, most)
        return datetime(day.year, day.month, day.day, 14, tzinfo=PARIS)

    def reports_link(self):
        """Each side reports what is on its own site."""
        for member, duty in zip((member for member in self.model.steering() if member.email.startswith("c1@")), ("IMS-8", "CNML-9")):
            link = f"https://www.{member.side}.example/partenaires"
            self.sends(member, f"[ACCORD DEVOIR-{duty}]", {"Lien": link}, lambda ref, now, duty=duty, link=link: self.model.links.append((duty, local_day(now), link)))

    def approves(self):
        """The first year's report is refused and drafted again, then approved by a contact of each side; the
        second one is approved at once."""
        for year in self.model.drafted:
            members = {member.side: member for member in self.model.steering()}
            if year == START.year and self.is_first("refuse"):
                self.answers_report(year, [members["cnml"]], "non", self.model.refuse_report)
                self.refused_on = self.next
            elif year == START.year and local_day(self.now) > local_day(self.refused_on) + timedelta(days=1) and self.is_first("redraft"):
                self.run.passerelle.do("report", str(year), "--redraft", "--now", (self.now + timedelta(hours=1)).isoformat())
                self.model.drafts_report(year, self.now + timedelta(hours=1))
            elif (year != START.year or "redraft" in self.steps) and self.is_first(f"approve {year}"):
                self.answers_report(year, list(members.values()), "oui", self.model.publish)

    def answers_report(self, year, members, word, take):
        """The last one decides it."""
        drafts = map(PARSER.parsebytes, (raw for raw in self.run.raw_letters() if f"BIL-{year}".encode() in raw))  # the newest last
        letters = {letter["To"].addresses[0].addr_spec: letter for letter in drafts if f"[ACCORD BIL-{year}]" in str(letter["Subject"])}
        for member in members:
            url = next(link for link in mailto_links(letters[member.email]) if f"Réponse : {word}" in link.body)
            self.sends(member, url.subject, url.body.replace("\r\n", "\n"), (lambda ref, now: take(year)) if member is members[-1] else lambda ref, now: None)

    # --- once in these years ---

    def is_first(self, step):
        is_new = step not in self.steps
        if is_new:
            self.steps.append(step)
        return is_new

    def imports(self, newcomers=(), leavers=()):
        there = [contact for contact in self.model.of(LISTS) if contact not in leavers]
        self.path.write_text(directory([*there, *newcomers]), encoding="utf-8")
        self.run.passerelle.do("directory", "import", str(self.path), "--welcome")
        self.model.imports(newcomers, leavers)

    def changes_people(self):
        """Some join; some leave who have announced nothing themselves."""
        silent = [contact for contact in self.model.of(("mission_locale", "entreprise")) if contact.email not in self.writers]
        like = [replace(self.one_of(kind), frequency="quotidien" if kind == "mission_locale" else "immediat") for kind in ("mission_locale", "mission_locale", "entreprise")]
        for number, contact in enumerate(like):
            contact.email = f"n{len(self.steps)}{number}@{contact.email.split('@')[1]}"
            contact.filed, contact.is_elsewhere = contact.frequency, False
            contact.lists = set(LISTS[contact.kind].split())
        self.imports(like, self.random.sample(silent, min(3, len(silent))))

    def agrees_in_region(self):
        """A regional agreement, proposed by the association, accepted by the antenne, ended after a year."""
        association, antenne = self.model.contacts["animation@arml-84.example"], self.model.contacts["antenne@ims-69.example"]
        recipients = ["c0@ml0-13.example", "c0@ml1-75.example", "c0@ml0-69.example"]
        self.writers |= set(recipients)
        mine = next(iter(self.model.agreements.values()), None)
        if mine is None and self.is_first("propose"):
            self.sends(association, "[CONVENTION REGIONALE]", {"Région": "Auvergne-Rhône-Alpes", "Signataires": "Les deux", "Date": f"{local_day(self.now):%d/%m/%Y}", "Destinataires": ", ".join(recipients)},
                       lambda ref, now: self.model.proposes(ref, now, association, "84", recipients))
        elif mine and mine.status == "pending" and self.is_first("agree"):
            self.sends(antenne, f"[ACCORD {mine.ref}]", "Réponse : oui\n", lambda ref, now: self.model.agrees(ref, now, antenne))
        elif mine and mine.status == "active" and (self.now - START).days > 450 and self.is_first("end"):
            self.sends(antenne, f"[DENONCIATION {mine.ref}]", "Motif : Les équipes changent.\n", lambda ref, now: self.model.ends_agreement(ref, now))

    def ends(self):
        now = self.now + timedelta(minutes=30)
        self.run.passerelle.do("terminate", "--date", f"{local_day(now)}", "--now", now.isoformat())
        self.model.ends(now)
        self.run.runs(now.isoformat())  # the daemon sends the letters at once
        self.model.looks(now)

    ACTS = (("offers", 5), ("changes_offer", 4), ("sends_cv", 4), ("reports_outcome", 3), ("confirms_erasure", 3), ("announces", 2), ("answers_event", 8), ("calls", 2), ("answers_call", 4), ("closes_call", 0.4),
            ("writes_article", 1), ("writes_diagnostic", 0.4), ("subscribes", 1))

    def lives(self):
        times = wakes(self.random)
        self.imports()
        self.runs(times[0])
        for self.now, self.next in zip(times, times[1:]):
            if (self.now - START).days > DAYS - LAST_DAYS:
                if self.is_first("terminate"):
                    self.ends()
                self.approves()
                self.runs(self.next)
                continue
            for day in (200, 400):
                if (self.now - START).days > day and self.is_first(f"people {day}"):
                    self.changes_people()
            self.agrees_in_region()
            if (self.now - START).days > 100 and self.is_first("link"):
                self.reports_link()
            for name in self.random.choices([name for name, _ in self.ACTS], [weight for _, weight in self.ACTS], k=self.random.randint(0, 2 * ACTS // WAKES)):
                getattr(self, name)()
            self.meets()
            self.approves()
            self.runs(self.next)

    # --- results ---

    def compares(self, story, seed):
        register, model = self.run.passerelle, self.model
        story.is_(self.unexpected[:3], [], f"seed {seed}: all that was written was accepted")
        rows = {(row["kind"], row["period"]): (row["status"], row["recipients"], row["reason"]) for row in register.rows("SELECT * FROM mailings")}
        story.is_(differences(rows, model.mailings), [], f"seed {seed}: {len(rows)} mailings of {len({kind for kind, _ in rows})} kinds")
        templates = {template for template, _, _ in model.letters}
        made = Counter((row["template"], row["about"], row["recipient"]) for row in self.letters if row["template"] in templates)
        story.is_(differences(made, model.letters), [], f"seed {seed}: {sum(made.values())} letters, each to each reader as often as the model says")
        at_once = Counter((row["run"], row["template"], row["recipient"]) for row in self.letters if row["template"] in BY_PERIOD)
        about_one = Counter((row["run"], row["template"], row["about"], row["recipient"]) for row in self.letters if row["template"] in CALENDAR)
        story.is_([key for key, count in (at_once | about_one).items() if count > 1][:3], [], f"seed {seed}: nobody got two letters of the calendar that one could have held")
        self.compares_arrivals(story, seed)
        self.compares_report(story, seed)
        duties = {(row["id"], row["period"]): (row["done_on"], row["evidence"]) for row in register.rows("SELECT id, period, done_on, evidence FROM duties")}
        expected = model.duties()
        wrong = [(key, done, expected.get(key)) for key, done in duties.items()
                 if (done[0] is not None, *done) != ((expected.get(key) is not None), *((expected[key][0], done[1] if done[1] in expected[key][1] else "?") if expected.get(key) else (None, None)))]
        story.is_((set(duties) ^ set(expected), wrong[:3]), (set(), []), f"seed {seed}: the duties")

    def compares_arrivals(self, story, seed):
        arrived, texts, differ = Counter(), {}, []
        cancelled = {row["id"] for row in self.run.passerelle.rows("SELECT id FROM letters WHERE status = 'cancelled'")}
        known = {row["message_id"].strip("<>"): (row["template"], row["about"], row["recipient"]) for row in self.letters if row["id"] not in cancelled}
        for raw in self.run.raw_letters():
            name = re.search(rb"^Message-ID:\s*<([^>]+)>", raw, re.MULTILINE | re.IGNORECASE)[1].decode()
            arrived[name] += 1
            if known.get(name, ("",))[0] in WITH_CONTENT:
                letter = PARSER.parsebytes(raw)
                texts[known[name]] = set(REFERENCE.findall(text_of(letter)))
                differ += [known[name]] if set(REFERENCE.findall(letter.get_body(("html",)).get_content())) != texts[known[name]] else []
        repeats = sum(arrived.values()) - len(arrived)
        story.is_(set(arrived) ^ set(known), set(), f"seed {seed}: {len(arrived)} letters arrived, all that were not cancelled")
        story.ok(repeats <= self.kills, f"seed {seed}: {self.kills} kills, {repeats} letters twice with the same Message-ID", repeats)
        expected = {key: refs for key, refs in self.model.contents.items() if len(key) == 3}
        story.is_((differences(texts, expected), differ[:3]), ([], []), f"seed {seed}: {len(texts)} newsletters, digests and reminders hold what concerns their reader")

    def compares_report(self, story, seed):
        for year in (2027, 2028):
            counted = self.model.drafted.get(year) or self.model.figures(year, self.next)
            document = json.loads(self.run.passerelle.do("report", str(year), "--json", "--now", (self.next + timedelta(hours=1)).isoformat()))
            shown = {(figure["key"], figure["region"], figure["month"]): figure["value"] for figure in document["figures"]}
            told = {key: value for key, value in shown.items() if value is not None}
            story.is_((set(shown) ^ set(counted), differences(told, {key: counted[key] for key in told if key in counted})), (set(), []),
                      f"seed {seed}: the report of {year} counts as the model, {sum(counted.values())} in all, {len(shown) - len(told)} masked")
            small = {key for key, value in counted.items() if key[0] in YOUNG and value < 5}
            story.is_((sorted(small & set(told)), {key[0] for key in set(shown) - set(told)} - set(YOUNG)), ([], set()), f"seed {seed}: no small number of young people is told, and nothing else is hidden")
            lines = [(key, [(key, None, f"{year}-{month:02}") for month in range(1, 13)]) for key in YOUNG] + [(key, [(key, region, None) for region in REGIONS]) for key in YOUNG]
            alone = [key for key, cells in lines if (key, None, None) in told and 0 < len([cell for cell in cells if cell not in told])
                     and sum(counted[cell] for cell in cells if cell not in told) < 5]
            story.is_(alone, [], f"seed {seed}: what is masked under a total adds up to five")


def differences(got, expected):
    """The first differences."""
    return [(key, got.get(key), expected.get(key)) for key in sorted(set(got) | set(expected), key=str) if got.get(key) != expected.get(key)][:4]


def tell(story):
    for seed in sys.argv[1:] or os.environ.get("SEEDS", "1").split():
        with temporary_folder("years") as folder:
            years, began = Years(folder, int(seed)), time.monotonic()
            years.lives()
            story.diag(f"seed {seed}: {len(years.model.contacts)} contacts, {years.number} records, {years.kills} kills, {time.monotonic() - began:.0f} s")
            years.compares(story, seed)


if is_sanitized():
    skip_all("two years of a build with sanitizers take minutes")
run_story(tell)
