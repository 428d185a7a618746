#!/usr/bin/python3 -B
"""External programs check every letter: html-validate its HTML, SpamAssassin without network the whole
message, hunspell the French, including the wording outside of templates."""

import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "lib"), str(HERE.parent / "flow/lib")]

from sheet import TREE, make_letters
from spelling import misspelt
from system import temporary_folder
from tap import run_story

QUOTES_ENGLISH = {"operator_summary"}  # commands, and the register's reasons
VALIDATE = HERE.parents[1] / "build/npm/node_modules/.bin/html-validate"


def tell(story):
    with temporary_folder("letters") as folder:
        letters = make_letters(folder)
        paths = [Path(folder, "letters", letter.name) for letter in letters]
        validated = subprocess.run([VALIDATE, "--config", HERE / "htmlvalidate.json", "--formatter", "text",
                                    *(path.with_suffix(".html") for path in paths)], capture_output=True, text=True, check=False)
        story.ok(not validated.returncode, f"{len(letters)} letters are valid HTML", validated.stdout + validated.stderr)
        judged = subprocess.run(["spamassassin", "-L", "-t", *(path.with_suffix(".eml") for path in paths)], capture_output=True,
                                check=False, env={**os.environ, "HOME": str(folder)}).stdout.decode("utf-8", "replace")
        scores = re.findall(r"^X-Spam-Status: .*? score=(-?[\d.]+) .*?tests=([\w,\s]*?) ?autolearn", judged, re.MULTILINE | re.DOTALL)
        story.is_(len(scores), len(letters), "SpamAssassin has judged each")
        story.is_([(score, tests) for score, tests in scores if float(score) > 0], [], "and gives no point")
        prose = {letter.name: "\n".join((letter.subject, letter.preheader, letter.text, letter.page.visible))
                 for letter in letters if letter.template not in QUOTES_ENGLISH}
        wrong = misspelt("\n".join(prose.values()))
        found = [(word, next(name for name, text in prose.items() if word in text.replace("’", "'"))) for word in wrong]
        story.is_(found, [], f"{len(prose)} letters are spelt well")
        wording = re.sub(r"(?m)^#.*|^[\w.]+ = ", "", (TREE / "templates/fr/phrases").read_text(encoding="utf-8")).replace("\\n", "\n")
        story.is_(misspelt(wording), [], "so are the phrases")


run_story(tell)
