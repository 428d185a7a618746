#!/usr/bin/python3 -B
"""`make layers` finds each kind of violation of the one rule, planted in a copy of the tree."""

import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from passerelle import TREE
from system import temporary_folder
from tap import run_story

# Lines written to files, and the expected message.
PLANTED = (
    ("a later stage's contract", "src/base/text.c", '#include "decode.h"', "base includes decode.h of decode"),
    ("a later stage's contract in a folder", "src/db/places/rows.c", '#include "handle/task.h"', "db includes handle/task.h"),
    ("through ../", "src/decode/plain.c", '#include "../extract/labels.h"', "decode includes ../extract/labels.h"),
    ("through ../../", "src/db/places/rows.c", '#include "../../decode/plain.h"', "db includes ../../decode/plain.h"),
    ("another stage's private header", "src/extract/labels.c", '#include "../decode/plain.h"', "is private to decode"),
    ("in a contract header", "include/decode.h", '#include "handle.h"', "decode includes handle.h"),
    ("the draft in an early stage", "src/extract/labels.c", '#include "draft.h"', "extract includes draft.h of handle"),
    ("a kind in the engine", "src/handle/decide.c", '#include "kind.h"', "handle includes kind.h of kind"),
    ("the configuration in a stage", "src/submit/submit.c", '#include "../config.h"', "submit includes ../config.h of config"),
    ("a stage in the configuration", "src/config.c", '#include "supervise.h"', "config includes supervise.h"),
    ("a vendor, angled", "src/handle/decide.c", "#include <sqlite3.h>", "<sqlite3.h> belongs to db"),
    ("a vendor, quoted", "src/handle/decide.c", '#include "sqlite3.h"', "<sqlite3.h> belongs to db"),
    ("a vendor's folder", "src/tool/list.c", "#include <gmime/gmime.h>", "<gmime/gmime.h> belongs to decode render"),
    ("an unknown vendor", "src/tool/list.c", "#include <ncurses.h>", "ncurses.h is of no known vendor"),
    ("a file beside the folders", "src/extra.c", "int extra;", "src/extra.c: belongs to no folder"),
    ("a folder of include without one of src", "include/other/thing.h", "int other;", "belongs to no folder"),
    ("a new folder", "src/aaa/first.c", '#include "base/text.h"', "aaa includes base/text.h of base"),
)
# Headers are only compiled when all includes are allowed.
HEADERS = (
    ("a contract header that needs another first", "include/db.h", "struct bytes twice(struct undeclared x[2]);", "does not compile alone"),
    ("a private header that does", "src/decode/plain.h", "size_tt never;", "does not compile alone"),
)
FIRST = ("base", "collect", "db", "decode")  # the folders up to theirs: all headers of the tree take as long as everything else here


def check(tree):
    run = subprocess.run([TREE / "tests" / "layers", tree], capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def plant(tree, path, line):
    """Inserts a line before the file's own."""
    planted = tree / path
    planted.parent.mkdir(parents=True, exist_ok=True)
    old = planted.read_text(encoding="utf-8") if planted.exists() else ""
    planted.write_text(f"{line}\n{old}", encoding="utf-8")


def ignored(folders):
    """What is not copied: data, and what belongs to other folders than these, if any are given."""
    def names_of(folder, names):
        is_top = folders and Path(folder).parent == TREE
        return [name for name in names if name.endswith(".tsv") or (is_top and Path(name).stem not in folders)]
    return names_of


def tell(story):
    for planted, folders in ((), ()), (PLANTED, ()), (HEADERS, FIRST):
        with temporary_folder("layers") as home:
            tree = Path(home)
            for part in ("src", "include"):
                shutil.copytree(TREE / part, tree / part, ignore=ignored(folders))
            for _, path, line, _ in planted:
                plant(tree, path, line)
            status, said = check(tree)
            story.is_(status, 1 if planted else 0, "a tree that breaks the rule is refused" if planted else "this one keeps it")
            for name, path, _, expected in planted:
                story.ok(any(line.startswith(path) and expected in line for line in said.splitlines()), f"found: {name}", said)


run_story(tell)
