#!/usr/bin/python3 -B
"""The package's dependencies, and help without a configuration: every command describes itself, its options
and its exit statuses; a mistyped one gives one line."""

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from passerelle import PROGRAM, TREE
from system import temporary_folder
from tap import run_story


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def tell(story):
    with temporary_folder("help") as folder:
        minimal = Path(folder, "passerelle.conf")
        minimal.write_text('address = "a@passerelle.example"\nmailbox = "maildir:m"\n')
        tell_commands(story, minimal)


def tell_commands(story, minimal):
    packages = re.search(r"^BUILD_PACKAGES := (.*?[^\\])$", (TREE / "Makefile").read_text(), re.MULTILINE | re.DOTALL)[1].replace("\\\n", " ").split()
    control = (TREE / "debian/control").read_text()
    missing = [package for package in packages if not re.search(rf"^ {package},?$|\b{package}\b", control, re.MULTILINE)]
    story.is_(missing, ["gcc", "libc6-dev"], "the Debian package is built with what the Makefile names; a compiler is there anyway")
    manual = (TREE / "debian/man/passerelle.8").read_text()
    told = run("--help")
    commands = re.findall(r"^  (\w+) +\S", told.stdout.split("--version")[1].split("\n", 1)[1], re.MULTILINE)
    story.ok(told.returncode == 0 and len(commands) > 17 and not told.stderr, "--help lists the commands", commands)
    story.is_(run("help").stdout, told.stdout, "help says the same")
    story.ok(re.fullmatch(r"passerelle \d+\.\d+\.\d+\n", run("--version").stdout), "--version")
    for name in commands:
        help_ = run("help", name)
        story.is_((help_.returncode, run(name, "--help").stdout), (0, help_.stdout), f"{name} --help is help {name}")
        story.is_(run(name, "--version").stdout, run("--version").stdout, f"{name} --version tells the version")
        story.ok("  --now TIME" in help_.stdout, f"{name}: goes by dates as it is told")
        story.ok(help_.stdout.startswith("usage: passerelle [-c FILE] [-v] " + name), f"{name}: its usage comes first")
        exits = re.findall(r"^  (\d+) +\S", help_.stdout.split("Exit status:")[1], re.MULTILINE)
        story.ok(exits[0] == "0" and {"64", "74", "78"} <= set(exits), f"{name}: its exit statuses are named", exits)
        story.ok(max(map(len, help_.stdout.splitlines())) <= 100, f"{name}: fits a terminal")
        for word in {name, *re.findall(r"--[a-z-]+", help_.stdout.split("\n\n")[0])}:
            story.ok(re.search(rf"\b{re.escape(word.strip('-'))}\b", manual), f"passerelle(8) knows {name} {word}")
    for options in (["list", "--limit=0", "offers"], ["list", "offers", "--limit", "0"], ["--now=2027-01-15T09:00:00Z", "list", "offers", "--limit=0"]):
        story.is_(run("-c", minimal, *options).stderr, "passerelle: --limit: a number from 1 on\n", f"{options}: options in any order and with =")
    for wrong in ([], ["nosuch"], ["--nosuch"], ["help", "nosuch"], ["backup"], ["key", "lost"], ["backup", "a", "b"], ["status", "--nosuch"], ["status", "all"],
                  ["list", "--limit"], ["run", "--now", "hier"], ["directory", "list", "--welcome"], ["export", "--csv", "--json", "offers"], ["list", "--csv", "--json", "offers"], ["show", "--csv", "--json", "OFF-2027-0001"]):
        bad = run(*wrong)
        story.ok(bad.returncode == 64 and bad.stderr.count("\n") == 1 and not bad.stdout, f"{wrong}: one line, 64", bad.stderr)


run_story(tell)
