#!/usr/bin/python3 -B
"""Specification section 10: what an operator views (status, metrics, show) and exports, without personal data
where none belongs."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

import openpyxl
from agreement import ADVISER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from embedded import Embedded
from mails import SHARED, compose, form
from passerelle import TREE
from system import temporary_folder, wait_until
from tap import run_story

HELD = {"Intitulé": "Vendeur (H/F)", "Entreprise": "Logistique Rhodanienne", "Lieu": "69007 Lyon", "Contrat": "CDI", "Description": "Célibataire, sans enfant, type européen."}


def measures(text):
    return {name: float(value) for name, value in re.findall(r"^passerelle_(\w+)(?:\{[^}]*\})? (\S+)$", text, re.MULTILINE)}


def tell_status(story, scene):
    status = json.loads(scene.passerelle.do("status", "--json"))
    story.is_((status["daemon_running"], status["agreement"]["status"], status["held"], status["queue"]["letters"], status["suspended"], status["erasures_owed"]),
              (False, "active", 1, 0, 0, 0), "status --json tells what an operator must know")
    story.ok(status["register"]["bytes"] > 4096 and status["register"]["disk_free_bytes"] > 0 and status["mailbox"]["round_trip_at"], "size, room, last round trip", status)
    text = scene.passerelle.do("status")
    story.ok(all(word in text for word in ("agreement    in force", "does not run", "suspended    0", "erasures     0")), "status says it in words", text)


def tell_metrics(story, scene):
    text = scene.passerelle.do("metrics")
    values = measures(text)
    story.is_((values["daemon_running"], values["messages_held"], values["messages_received_total"], values["agreement_ended"]), (0, 1, 3, 0), "metrics in Prometheus's format")
    help_lines, type_lines = re.findall(r"^# HELP passerelle_(\w+) ", text, re.MULTILINE), re.findall(r"^# TYPE passerelle_(\w+) (?:gauge|counter)$", text, re.MULTILINE)
    story.is_((help_lines, type_lines), (list(values), list(values)), "each with HELP and TYPE")
    story.ok("@" not in text and "Inès" not in text, "and nobody's data")
    manual = (TREE / "debian/man/passerelle.8").read_text()
    story.is_([name for name in values if f".It Cm {name}\n" not in manual], [], "each stands in the manual page")
    used = set(re.findall(r"passerelle_(\w+)", (TREE / "debian/monitoring/passerelle.rules.yml").read_text() + (TREE / "debian/monitoring/grafana-dashboard.json").read_text()))
    story.is_(sorted(used - set(values) - {"messages_lag_seconds", "letters_lag_seconds"}), [], "alert rules and dashboard use no other")
    story.ok(json.loads((TREE / "debian/monitoring/grafana-dashboard.json").read_text())["panels"], "the dashboard is JSON")
    path = scene.folder / "passerelle.prom"
    scene.passerelle.do("metrics", "--file", str(path))
    story.is_((set(measures(path.read_text())), [other.name for other in scene.folder.iterdir() if ".prom." in other.name]), (set(values), []), "--file writes them as a whole")
    story.is_(scene.passerelle.call("metrics", "--file", "/nonexistent/x.prom").returncode, 74, "where it can't, it says so")
    path.unlink()
    with scene.passerelle.configuration.open("a", encoding="utf-8") as file:
        file.write('metrics = "passerelle.prom"\n')
    with scene.passerelle.running():
        wait_until(path.exists, "the daemon's measures")
    story.is_(measures(path.read_text())["daemon_running"], 1, "the daemon writes them too")


def tell_export(story, scene):
    offers = scene.passerelle.rows("SELECT ref, title FROM offers ORDER BY ref")
    rows = list(csv.DictReader(io.StringIO(scene.passerelle.do("export", "offers", "--csv")), delimiter=";"))
    story.is_([row["ref"] for row in rows], [offer["ref"] for offer in offers], "export as CSV")
    lines = [json.loads(line) for line in scene.passerelle.do("export", "--json", "offers").splitlines()]
    story.is_([line["title"] for line in lines], [offer["title"] for offer in offers], "as JSON, an object a line")
    path = scene.folder / "offres.xlsx"
    scene.passerelle.do("export", "offers", "--xlsx", str(path))
    sheet = list(openpyxl.load_workbook(path).active.values)
    story.is_(([row[0] for row in sheet], sheet[0][:3]), (["ref", *(offer["ref"] for offer in offers)], ("ref", "status", "title")), "as a workbook")
    names = scene.passerelle.do("export", "diagnostics")
    scene.passerelle.do("export", "diagnostics", "--xlsx", str(path))
    story.is_((names, [";".join(row) + "\n" for row in openpyxl.load_workbook(path).active.values]), ("ref;title;year;organisation;territory;event;received_at\n", [names]),
              "of a view without a row, its columns")
    for command in (("export", "offers"), ("report", "2027")):
        done = scene.passerelle.call(*command, "--xlsx", str(scene.folder / "nulle-part" / "x.xlsx"))
        story.is_((done.returncode, done.stderr.strip().count("\n")), (74, 0), f"{command[0]}: a workbook that can't be written is told in one line")
    story.is_(scene.passerelle.call("export", "setting").returncode, 64, "no table but the promised views")
    candidates = scene.passerelle.do("export", "candidates", "--json")
    story.ok("Inès" in candidates, "a name that is held is in it")
    scene.handles(withdrawal_mail(json.loads(candidates)["ref"], sender=ADVISER))
    story.ok("Inès" not in scene.passerelle.do("export", "candidates"), "one that was erased is not")
    story.is_(json.loads(scene.passerelle.do("export", "consent"))["verification"], "whole", "export consent as before")


def tell_show(story, scene, held, question):
    shown = scene.passerelle.do("show", held)
    story.ok("Célibataire" in shown and "letters" in shown and "messages" in shown and RECRUITER in shown, "show of a held offer: its text, remarks, letters, messages", shown)
    shown = scene.passerelle.do("show", str(question))
    story.ok("held" in shown and "Célibataire" in shown, "show of a held message: what is in it", shown)
    table = scene.passerelle.do("directory", "list")
    story.ok(all(name in table.splitlines()[0] for name in ("lists", "frequency", "territories", "function", "signatory", "steering")), "directory list with all columns", table[:400])


def tell_check(story, scene):
    """Mistakes in the configuration that `check` finds without a server."""
    good = scene.passerelle.configuration.read_text()
    for before, after, word in (('mailbox        = "maildir:boite"', 'mailbox        = "pop3://u@h/INBOX"', "imaps://"), ('relay          = "maildir:relay"', 'relay          = "http://u@h"', "smtps://"),
                                ('mailbox        = "maildir:boite"', 'mailbox        = "imaps://u@h/INBOX"\nmailbox_secret = "file:nosuch"', "nosuch")):
        scene.passerelle.configuration.write_text(good.replace('mailbox_secret = "file:secret"', "") if "nosuch" in after else good)
        scene.passerelle.configuration.write_text(scene.passerelle.configuration.read_text().replace(before, after))
        done = scene.passerelle.check()
        faults = [line for line in done.stdout.splitlines() if line.startswith("fault")]
        story.ok(done.returncode == 78 and len(faults) == 1 and word in faults[0], f"check names {word}", done.stdout)
    scene.passerelle.configuration.write_text("\ufeff" + good.replace("\n", "\r\n"))
    done = scene.passerelle.check()
    story.ok("ok         configuration" in done.stdout and "\nfault" not in done.stdout, "a mark and CRLF of Windows are taken", done.stdout)
    story.is_(subprocess.run([scene.passerelle.program, "-c", scene.folder, "check"], capture_output=True, check=False).returncode, 78, "a folder is no configuration")


def tell_full(story, scene):
    """A register of 118 GiB: a sparse file except for its first pages."""
    pages = 31_000_000
    with open(scene.passerelle.database, "r+b") as register:
        register.seek(28)  # number of pages (https://www.sqlite.org/fileformat2.html 1.3)
        register.write(pages.to_bytes(4, "big"))
        register.truncate(pages * 4096)
    story.contains(scene.passerelle.do("status"), "92 % of the room that it may take is taken", "status warns while there is room left")


def tell(story):
    with temporary_folder("looking") as folder:
        scene = Embedded(folder)
        offer = scene.handles(offer_mail())[0]["ref"]
        scene.handles(cv_mail(offer))
        held = scene.handles(compose(RECRUITER, SHARED, "[OFFRE]", form(HELD)))[0]["ref"]
        tell_status(story, scene)
        tell_metrics(story, scene)
        tell_export(story, scene)
        tell_show(story, scene, held, 3)
        tell_check(story, scene)
        tell_full(story, scene)


run_story(tell)
