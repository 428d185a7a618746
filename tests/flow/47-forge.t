#!/usr/bin/python3 -B
"""`check --forge` (specification section 3): sends a forged mail through the servers, and reports whether
they strip and fail it; and related warnings of `check`."""

import shutil
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from embedded import Embedded
from mails import SHARED, compose
from passerelle import DIRECTORY
from system import temporary_folder
from tap import run_story


def a_place(folder, authserv_ids='"mx.passerelle.example"', relay="relay"):
    """The relay's Maildir is the mailbox's own, or the story acts as the servers in between."""
    scene = Embedded(folder)
    text = scene.passerelle.configuration.read_text()
    text = text.replace('"maildir:relay"', f'"maildir:{relay}"').replace('{ "mx.passerelle.example" }', f"{{ {authserv_ids} }}")
    scene.passerelle.configuration.write_text(text)
    scene.passerelle.takes_few_rules()
    return scene


def server(scene, strips, verdict, stop):
    """Moves each mail from the relay's folder to the mailbox as a receiving server would."""
    new = scene.folder / "relay" / "new"
    while not stop.is_set():
        for path in sorted(new.iterdir()) if new.exists() else []:
            lines = path.read_bytes().split(b"\n")
            kept = [line for line in lines if not (strips and line.startswith(b"Authentication-Results:"))]
            scene.box.add(f"Authentication-Results: mx.passerelle.example; {verdict}\n".encode() + b"\n".join(kept))
            path.unlink()
        time.sleep(0.05)


def checks(folder, strips, verdict):
    scene = a_place(folder)
    stop = threading.Event()
    thread = threading.Thread(target=server, args=(scene, strips, verdict, stop))
    thread.start()
    done = scene.passerelle.call("check", "--forge")
    stop.set()
    thread.join()
    return scene, done


def findings(done):
    return {line.split()[1].rstrip(":"): line.split()[0] for line in done.stdout.splitlines() if line.split()[1].rstrip(":") in ("stripping", "forgery")}


def tell(story):
    with temporary_folder("forge") as folder:
        scene = a_place(folder, relay="boite")
        done = scene.passerelle.call("check", "--forge")
        story.is_(findings(done), {"stripping": "fault", "forgery": "fault"}, "nobody strips: it is believed, and said")
        story.ok(done.returncode != 0, "that is a fault")
        story.is_(len(scene.box), 0, "the mail is gone from the mailbox")
        scene.runs()
        story.is_(scene.passerelle.rows("SELECT 1 FROM messages"), [], "and was never handled")
    with temporary_folder("forge") as folder:
        _, done = checks(folder, True, "dmarc=fail header.from=x.example")
        story.is_((findings(done), done.returncode), ({"stripping": "ok", "forgery": "ok"}, 0), "stripped and failed: all is well")
    with temporary_folder("forge") as folder:
        _, done = checks(folder, False, "dmarc=fail; dkim=none; spf=none")
        story.is_((findings(done), done.returncode != 0), ({"stripping": "fault", "forgery": "ok"}, True), "failed, but not stripped")
    with temporary_folder("forge") as folder:
        _, done = checks(folder, True, "dmarc=none; spf=none")
        story.is_((findings(done), done.returncode), ({"stripping": "ok", "forgery": "warning"}, 0), "stripped, and no verdict: a warning")
    with temporary_folder("forge") as folder:
        scene = a_place(folder, authserv_ids='""')
        story.contains(scene.passerelle.do("check"), "safe only where", "a server without an id: when that is safe is said")
        shared = Path(folder, "partage.csv")
        shutil.copy(DIRECTORY, shared)
        header = shared.read_text(encoding="utf-8-sig").splitlines()[0]
        separator = ";" if ";" in header else ","
        row = ["" for _ in header.split(separator)]
        names = header.split(separator)
        text = header + "\n"
        for organisation, address in (("A un", "a@un.reseau.example"), ("B deux", "b@deux.reseau.example")):
            values = dict(zip(names, row)) | {"organisation": organisation, "type": "entreprise", "contact": "X Y", "courriel": address}
            text += separator.join(values[name] for name in names) + "\n"
        shared.write_text(text)
        scene.passerelle.do("directory", "import", "--deactivate", str(shared))
        story.contains(scene.passerelle.call("check").stdout, "at or below reseau.example", "a domain that organisations share is warned of")
        for signer in ("deux", "un"):
            mail = compose("a@un.reseau.example", SHARED, "[AIDE]", f"Bonjour de {signer}\n").as_bytes()
            scene.box.add(f"Authentication-Results: dkim=pass header.d={signer}.reseau.example\n".encode() + mail)
        scene.runs()
        rows = scene.passerelle.rows("SELECT outcome, reason FROM messages ORDER BY id")
        story.is_([row["outcome"] for row in rows], ["quarantined", "accepted"], "and none of them speaks for another")
        story.contains(rows[0]["reason"], "several organisations share the domain", "which the reason says")


run_story(tell)
