#!/usr/bin/python3 -B
"""Changing configuration and templates while the daemon runs: SIGHUP uses them once they are checked; faulty
ones are rejected, and the daemon keeps the old ones."""

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import RECRUITER
from embedded import Embedded
from mails import SHARED, compose, text_of
from system import temporary_folder, wait_until
from tap import run_story


def log_has(path, words):
    return words in path.read_text(errors="replace")


def tell(story):
    with temporary_folder("reload") as folder:
        scene = Embedded(folder)
        log = scene.folder / "log"
        good = scene.passerelle.configuration.read_text()
        with log.open("w") as stderr, scene.passerelle.running(stderr=stderr) as daemon:
            wait_until(lambda: log_has(log, "stage=submit"), "the daemon's stages")
            for text, word in ((good + 'operator = "nobody"\n', "operator"), (good + 'database = "other.db"\n', "restart"), (good + 'rules = "/nonexistent"\n', "nonexistent")):
                before = log.read_text().count("reload.refused")
                scene.passerelle.configuration.write_text(text)
                daemon.send_signal(signal.SIGHUP)
                wait_until(lambda before=before: log.read_text().count("reload.refused") > before, "the refusal")
                story.ok(word in log.read_text().split("reload.refused")[-1], "a faulty configuration is refused, with the reason", log.read_text()[-300:])
            story.is_((log_has(log, "reload.done"), daemon.poll()), (False, None), "and the daemon goes on with the old one")
            scene.passerelle.configuration.write_text(good + 'telephone = "04 72 00 00 00"\n')
            daemon.send_signal(signal.SIGHUP)
            wait_until(lambda: log_has(log, "reload.done"), "the new configuration")
            scene.sends(compose(RECRUITER, SHARED, "[AIDE]", "AIDE\n"))
            wait_until(lambda: scene.sent(), "the answer")
        story.contains(text_of(scene.letters()[0]), "04 72 00 00 00", "a good one is taken without a restart")


run_story(tell)
