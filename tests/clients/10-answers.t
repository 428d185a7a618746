#!/usr/bin/python3 -B
"""Each button of each letter, answered with real mail programs: neomutt and Thunderbird open its mailto: link
themselves, s-nail gets the content of the link; what they send is accepted, and says what the button says."""

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

for folder in ("lib", "../flow/lib"):
    sys.path.insert(0, str(Path(__file__).parent / folder))

from agreement import ADVISER, CV, EVENT, RECRUITER, offer_mail
from dovecot import Dovecot
from embedded import Embedded, letter_to
from mails import SHARED, _parse_mailto, compose, fill_in, form, pdf
from passerelle import TREE
from postfix import Postfix
from system import temporary_folder, wait_until
from tap import run_story
from thunderbird import Display, Thunderbird

ORGANISER = "lyon@ims.example"
CNML, DIRECTION = "secretariat@cnml.example", "direction@ims.example"
DRAFTED = "2028-01-15T09:00:00+01:00"
FILLED = {**CV, "Date de naissance": "14/05/2005"}


class Client:
    """Gives the bytes that a mail program sends."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.out = self.folder / "sent.eml"
        self.sendmail = self._script("sendmail", f'cat > "{self.out}.part" && mv "{self.out}.part" "{self.out}"\n')

    def _script(self, name, text):
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{text}", encoding="utf-8")
        path.chmod(0o755)
        return path

    def environment(self):
        return {**os.environ, "HOME": str(self.folder), "TERM": "xterm", "LC_ALL": "C.UTF-8", "MAILRC": "/dev/null"}


class Neomutt(Client):
    name = "neomutt"

    def sends(self, sender, url, body, attachments):
        self.out.unlink(missing_ok=True)
        (self.folder / "body").write_text(body, encoding="utf-8")
        # The writer's editor: keeps what the link has opened, with its blanks filled in.
        editor = self._script("editor", f'cat "{self.folder}/body" > "$1"\n' if body else "exit 0\n")
        settings = [f"set sendmail={self.sendmail}", f"set editor={editor}", f"set from={sender}", "set use_envelope_from=no copy=no",
                    f"set folder={self.folder}", "set abort_unmodified=no", "set fast_reply=yes autoedit=yes", "set abort_noattach=no"]
        files = [part for path in attachments for part in ("-a", str(path))]
        command = ["neomutt", "-n", "-F", "/dev/null", *(part for setting in settings for part in ("-e", setting)), *files,
                   *(["--"] if files else []), url]
        process, terminal = pty.fork()
        if process == 0:
            os.execvpe(command[0], command, self.environment())
        self._presses_y(terminal)
        os.kill(process, 9)
        os.waitpid(process, 0)
        os.close(terminal)
        return self.out.read_bytes()

    def _presses_y(self, terminal):
        """Answers yes to each question; y sends from the menu."""
        end = time.monotonic() + 60
        while not self.out.exists() and time.monotonic() < end:
            ready, _, _ = select.select([terminal], [], [], 0.3)
            try:
                if ready:
                    os.read(terminal, 65536)
                else:
                    os.write(terminal, b"y")
            except OSError:
                return


class SNail(Client):
    name = "s-nail"

    def sends(self, sender, url, body, attachments):
        self.out.unlink(missing_ok=True)
        link = _parse_mailto(url)
        files = [part for path in attachments for part in ("-a", str(path))]
        subprocess.run(["s-nail", "-n", "-S", f"mta={self.sendmail}", "-S", f"from={sender}", "-S", "sendwait", "-s", link.subject, *files,
                        link.address], input=body or link.body.replace("\r\n", "\n"), text=True, check=True, env=self.environment())
        return self.out.read_bytes()


class Window:
    """Thunderbird, sending by a Postfix to the shared mailbox of a Dovecot."""

    name = "Thunderbird"

    def __init__(self, program, dovecot):
        self.program, self.dovecot = program, dovecot
        self.came = 0

    def sends(self, sender, url, body, attachments):
        self.program.writes(sender, url, body, attachments)
        self.came += 1
        wait_until(lambda: len(self.dovecot.raw_messages(SHARED)) == self.came, "what Thunderbird sends")
        return self.dovecot.raw_messages(SHARED)[-1]


@contextlib.contextmanager
def window():
    people = [("Maëlle Lefèvre", ADVISER), ("Recrutement", RECRUITER), ("Émilie Roussel", ORGANISER)]
    with Dovecot([SHARED, ADVISER]) as dovecot, Postfix(dovecot) as postfix, Display() as display, \
         Thunderbird(people, dovecot, postfix.partner_port, display, TREE / "build" / "clients") as program:
        yield Window(program, dovecot)


def urls(letter):
    """Label and link of each button of a letter."""
    page = letter.get_body(("html",)).get_content()
    return {re.sub(r"<[^>]*>", "", label): url.replace("&amp;", "&")
            for url, label in re.findall(r'<a href="(mailto:[^"]*subject[^"]*)"[^>]*>(.*?)</a>', page)}


def answers(embedded, client, letter, sender, label, fields=None, attachments=(), **options):
    url = urls(letter)[label]
    link = _parse_mailto(url)
    body = fill_in(link.body, fields) if fields else ""
    decision, letters = embedded.handles(client.sends(sender, url, body, attachments), **options)
    return (decision["kind"], decision["outcome"], decision["reason"]), letters


def pressing(story, embedded, client):
    """A function that answers by a button and checks that the answer was accepted; returns the letters that
    follow."""
    def button(letter, sender, label, kind, **options):
        got, letters = answers(embedded, client, letter, sender, label, **options)
        story.ok(got[:2] == (kind, "accepted"), f"{client.name}: « {label} »", got)
        return letters
    return button


def tell_client(story, folder, client):
    embedded = Embedded(folder)
    button = pressing(story, embedded, client)
    document = folder / "CV.pdf"
    document.write_bytes(pdf())

    _, letters = embedded.handles(offer_mail())
    offer, receipt = letter_to(letters, ADVISER), letter_to(letters, RECRUITER)
    letters = button(offer, ADVISER, "Proposer un CV", "cv", fields=FILLED, attachments=[document])
    application, forwarded = letter_to(letters, ADVISER), letter_to(letters, RECRUITER)
    for label in ("Entretien proposé", "Candidature non retenue", "Embauche"):
        button(forwarded, RECRUITER, label, "outcome")
    button(application, ADVISER, "Voir ce qui est gardé", "access")
    letters = button(application, ADVISER, "Retirer ce CV", "withdrawal")
    button(letter_to(letters, RECRUITER), RECRUITER, "C’est effacé", "note")
    button(receipt, RECRUITER, "Modifier l’offre", "offer", fields={"Salaire": "1 900 € brut par mois"})
    letters = button(receipt, RECRUITER, "Le poste est pourvu", "offer")
    button(letter_to(letters, RECRUITER), RECRUITER, "Rouvrir l’offre", "offer")

    _, letters = embedded.handles(compose(ORGANISER, SHARED, "[EVENEMENT]", form(EVENT)))
    invitation, announced = letter_to(letters, ADVISER), letter_to(letters, ORGANISER)
    for label in ("Nous venons", "Peut-être", "Nous ne venons pas"):
        button(invitation, ADVISER, label, "rsvp", fields={"Nombre de jeunes": "4"} if label == "Nous venons" else None)
    button(announced, ORGANISER, "Modifier l’événement", "event", fields={"Places": "12"})
    button(announced, ORGANISER, "Annuler l’événement", "event")

    faulty = compose(RECRUITER, SHARED, "[OFFRE]", form({"Intitulé": "Cariste (H/F)", "Entreprise": "Logistique Rhodanienne", "Lieu": "69007 Lyon",
                                                         "Contrat": "CDI ou CDD", "Description": "Conduire le chariot élévateur."}))
    refusal = letter_to(embedded.handles(faulty)[1], RECRUITER)
    button(refusal, RECRUITER, "Corriger et renvoyer", "offer", fields={"Contrat": "CDI"})


def tell_partners(story, folder, client):
    """Requests between the two sides and their members other than offers, CVs and events."""
    embedded = Embedded(folder, "newsletter_review = true\n")
    button = pressing(story, embedded, client)

    _, letters = embedded.handles(offer_mail())
    offer = letter_to(letters, ADVISER)
    button(offer, ADVISER, "Recevoir le guide", "help")
    letters = button(offer, ADVISER, "Changer mes réglages", "subscription", fields={"Fréquence": "quotidien"})
    button(letter_to(letters, ADVISER), ADVISER, "Modifier ce que je reçois", "subscription", fields={"Fréquence": "immédiat"})
    button(offer, ADVISER, "Ne plus recevoir les offres d’emploi", "subscription")

    _, letters = embedded.handles(compose(ADVISER, SHARED, "[PARRAINAGE]", form({"Titre": "Cinq parrains", "Nombre": "5", "Lieu": "69007 Lyon",
                                                                                 "Description": "Une heure par mois."})))
    call = letter_to(letters, RECRUITER)
    for label in ("Non", "J’aimerais en savoir plus", "Oui"):
        letters = button(call, RECRUITER, label, "rsvp")
    button(letter_to(letters, ADVISER), ADVISER, "L’appel est pourvu", "sponsorship")
    _, letters = embedded.handles(compose(ADVISER, SHARED, "[MECENAT]", form({"Titre": "Un site", "Type": "compétences", "Jours": "5",
                                                                              "Lieu": "69007 Lyon", "Description": "Un site à refaire."})))
    button(letter_to(letters, ADVISER), ADVISER, "Annuler l’appel", "sponsorship")

    _, letters = embedded.handles(compose(DIRECTION, SHARED, "[ARTICLE]", form({"Titre": "Une rencontre réussie", "Bilan": "oui",
                                                                               "Texte": "Douze entreprises ont reçu des jeunes."})))
    button(letter_to(letters, DIRECTION), DIRECTION, "Retirer l’article", "article")
    letters = button(letter_to(letters, DIRECTION), DIRECTION, "Envoyer un autre article", "article",
                     fields={"Intitulé": "Une autre rencontre", "Bilan": "oui", "Texte": "Huit entreprises ont reçu des jeunes."})
    button(letter_to(letters, CNML), CNML, "Publier", "approval")

    _, letters = embedded.handles(compose(CNML, SHARED, "[COMITE]", form({"Date": "10/03/2027 de 14h à 16h", "Lieu": "75009 Paris"})))
    meeting = letter_to(letters, DIRECTION)
    button(meeting, DIRECTION, "Proposer un point", "committee", fields={"Ordre du jour": "Les forums de l’automne"})
    button(meeting, DIRECTION, "Changer de date", "committee", fields={"Date": "17/03/2027 de 14h à 16h"})
    button(meeting, DIRECTION, "Annuler la réunion", "committee")

    before = len(embedded.letters())
    embedded.runs(DRAFTED)
    draft = letter_to([letter for letter in embedded.letters()[before:] if "[ACCORD BIL-2027]" in letter["Subject"]], CNML)
    button(draft, CNML, "Approuver", "approval", now=DRAFTED)


def tell(story):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for kind in (Neomutt, SNail):
        for part in (tell_client, tell_partners):
            with temporary_folder("client") as folder:
                part(story, Path(folder), kind(folder))
    with temporary_folder("client") as folder, window() as thunderbird:
        tell_client(story, Path(folder), thunderbird)


run_story(tell)
