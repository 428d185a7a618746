#!/usr/bin/python3 -B
"""The pages of `passerelle site` in headless Chromium, on a phone, a desktop and on paper: valid
(html-validate), accessible (axe-core, WCAG 2.2 AA), and none wider than its screen."""

import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TREE = HERE.parents[1]
sys.path[:0] = [str(HERE / "lib"), str(HERE.parent / "flow/lib")]

from browser import Browser
from embedded import Embedded
from mails import SHARED, compose, form
from spelling import misspelt
from system import temporary_folder
from tap import run_story

AXE = (TREE / "build/npm/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
JUDGE = """axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(found =>
    found.violations.map(each => each.id + ": " + each.nodes.map(node => node.html).join(" ")))"""
VALIDATE = TREE / "build/npm/node_modules/.bin/html-validate"
JULY, AFTER = "2027-07-01T10:00:00+02:00", "2028-01-20T10:00:00+01:00"


def write_pages(folder):
    scene = Embedded(folder, 'logo_ims = "ims.svg"\n')
    (folder / "ims.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    scene.handles(compose("secretariat@cnml.example", SHARED, "[ARTICLE]", form({"Titre": "Une rencontre réussie", "Texte": "Douze entreprises sont venues."})), now="2027-06-01T10:00:00+02:00")
    for now in (JULY, AFTER):
        scene.runs(now)
    with sqlite3.connect(folder / "passerelle.db") as register:
        register.execute("UPDATE report SET status = 'published', published_at = drafted_at")
    register.close()
    scene.passerelle.do("site", "--now", AFTER, str(folder / "site"))
    return sorted((folder / "site").rglob("*.html"))


def tell(story):
    with temporary_folder("site") as name, Browser() as browser:
        folder = Path(name)
        pages = write_pages(folder)
        story.is_([page.name for page in pages], ["bilan-2027.html", "index.html", "lettre-2027-07.html", "index.html"], "all pages are there")
        validated = subprocess.run([VALIDATE, "--config", HERE / "htmlvalidate.json", "--formatter", "text", *pages], capture_output=True, text=True, check=False)
        story.ok(not validated.returncode, "they are valid HTML", validated.stdout + validated.stderr)
        for page in pages:
            shown = str(page.relative_to(folder / "site"))
            for width, medium in ((360, "screen"), (1280, "screen"), (700, "print")):
                browser.do("Emulation.setEmulatedMedia", media=medium)
                browser.show(page.read_text(encoding="utf-8"), width)
                browser.evaluate(AXE + "; 0")
                story.is_(browser.evaluate(JUDGE), [], f"{shown} is accessible at {width} ({medium})")
                wide = browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                story.ok(wide <= 0, f"and fits at {width} ({medium})", wide)
            story.is_(misspelt(browser.evaluate("document.body.innerText")), [], f"{shown} is spelt well")


run_story(tell)
