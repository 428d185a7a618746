#!/usr/bin/python3 -B
"""Identity of the mail server and ours: certificates, STARTTLS, tokens that expire; and mail that is large,
or too large."""

import re
import ssl
import subprocess
import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from world import fresh, imap_url, mails, play, wait_until

MIB = 1024 * 1024
FIRM = "recrutement@logirhone.example"


def openssl(folder, *arguments):
    subprocess.run(["openssl", *map(str, arguments)], cwd=folder, check=True, capture_output=True)


def make_authority(folder, name):
    openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key",
            "-out", f"{name}.pem", "-subj", f"/CN={name}", "-days", "30")


def make_certificate(folder, name, authority, host, days=30):
    """`days` below zero: expired."""
    openssl(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key",
            "-out", f"{name}.csr", "-subj", f"/CN={host}")
    Path(folder, f"{name}.ext").write_text(f"subjectAltName = DNS:{host}\n")
    dates = ["-days", days]
    if days < 0:
        dates = ["-days", 1]
    signing = ["x509", "-req", "-in", f"{name}.csr", "-CA", f"{authority}.pem", "-CAkey", f"{authority}.key", "-CAcreateserial",
               "-extfile", f"{name}.ext", "-out", f"{name}.pem", *dates]
    if days < 0:  # openssl x509 can't backdate before version 3.4, but ca can
        Path(folder, "index.txt").write_text("")
        Path(folder, "serial").write_text("77\n")
        Path(folder, "ca.cnf").write_text(
            "[ca]\ndefault_ca = c\n[c]\ndatabase = index.txt\nserial = serial\nnew_certs_dir = .\ndefault_md = sha256\npolicy = p\n"
            "[p]\ncommonName = supplied\n")
        signing = ["ca", "-batch", "-config", "ca.cnf", "-cert", f"{authority}.pem", "-keyfile", f"{authority}.key", "-in", f"{name}.csr",
                   "-out", f"{name}.pem", "-extfile", f"{name}.ext", "-startdate", "20240101000000Z", "-enddate", "20240201000000Z", "-notext"]
    openssl(folder, *signing)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(folder, f"{name}.pem"), Path(folder, f"{name}.key"))
    return context


def outdated(folder, name):
    """A server with this certificate and at most TLS 1.1."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")  # or OpenSSL itself does not support it
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    context.load_cert_chain(Path(folder, f"{name}.pem"), Path(folder, f"{name}.key"))
    return context


def configure(world, scheme="imap", host="127.0.0.1", **settings):
    """Settings that differ from the world's; also the mailbox's host."""
    lines = world.passerelle.configuration.read_text().splitlines()
    settings["mailbox"] = imap_url(world.imap).replace("imap://", f"{scheme}://").replace("127.0.0.1", host)
    lines = [line for line in lines if line.split("=")[0].strip() not in settings]
    lines += [f"{name} = {value if isinstance(value, int) else chr(34) + value + chr(34)}" for name, value in settings.items()]
    world.passerelle.configuration.write_text("\n".join(lines) + "\n")


def findings(world):
    """check's finding on the mailbox."""
    return [line for line in world.passerelle.check("--connect").stdout.splitlines() if line.split()[1] == "mailbox:"]


def certificates(story, folder):
    keys = Path(folder, "keys")
    keys.mkdir()
    for name in ("ours", "theirs"):
        make_authority(keys, name)
    good = make_certificate(keys, "good", "ours", "localhost")
    cases = [
        ("a good certificate", good, None),
        ("a certificate of an unknown authority", make_certificate(keys, "unknown", "theirs", "localhost"), "issuer is unknown"),
        ("an expired certificate", make_certificate(keys, "expired", "ours", "localhost", days=-1), "expired"),
        ("another host's certificate", make_certificate(keys, "other", "ours", "imap.autre.example"), "name in the certificate does not match"),
        ("nothing better than TLS 1.1", outdated(keys, "good"), "nothing better than TLS 1.1"),
    ]
    for starttls in (False, True):
        scheme = "imap" if starttls else "imaps"
        for name, context, why in cases:
            with fresh(folder, [], tls=context, starttls=starttls) as world:
                configure(world, scheme, "localhost", ca_file=str(keys / "ours.pem"))
                lines = findings(world)
                if why is None:
                    story.ok(lines and lines[0].startswith("ok"), f"{scheme}: {name} is accepted", lines)
                    continue
                story.ok(lines and lines[0].startswith("fault") and why in lines[0], f"{scheme}: {name}: check says which", lines)
                story.is_(world.imap.secrets, [], f"{scheme}: {name}: no secret is sent")
    with fresh(folder, [], tls=good, starttls=True) as world:
        configure(world, "imap", "localhost", ca_file=str(keys / "ours.pem"))
        world.imap.behind_starttls = b"* 1 EXISTS\r\n"
        lines = findings(world)
        story.ok(lines and lines[0].startswith("fault") and "slipped in" in lines[0], "text slipped in behind STARTTLS: check says so", lines)
        story.is_(world.imap.secrets, [], "text slipped in behind STARTTLS: no secret is sent")
    with fresh(folder, []) as world:  # plain text is for loopback only: under the name of another machine it would be refused before
        configure(world, "imaps", "localhost", ca_file=str(keys / "ours.pem"))
        lines = findings(world)
        story.ok(lines and lines[0].startswith("fault"), "no TLS where it is expected: refused", lines)
    return good


def token_command(world, tokens):
    """A command that gives the next token at each call, and finally the last one."""
    script = world.folder / "token.sh"
    for number, token in enumerate(tokens, 1):
        (world.folder / f"token.{number}").write_text(token + "\n")
    script.write_text(f'#!/bin/sh\ncd {world.folder}\nn=$(cat calls 2>/dev/null || echo 0)\nn=$((n + 1))\necho $n > calls\n'
                      f'[ -f token.$n ] || n={len(tokens)}\ncat token.$n\n')
    script.chmod(0o700)
    return f"command:{script}"


def expired_token(story, folder, raws):
    """XOAUTH2: the server accepts the first token once, and then only the second."""
    good = {"token": "eins"}
    with fresh(folder, raws, capabilities="IMAP4rev1 AUTH=XOAUTH2 MOVE UIDPLUS IDLE", accepts=lambda secret: secret == good["token"]) as world:
        configure(world, mailbox_auth="xoauth2", mailbox_secret=token_command(world, ["eins", "zwei"]))
        with world.start() as daemon:
            try:
                wait_until(lambda: world.passerelle.row("SELECT count(outcome) AS n FROM messages")["n"] == len(raws), "the mails")
                good["token"] = "zwei"
                world.imap.hang_up()
                world.imap.fill(raws[:1])
                wait_until(lambda: world.passerelle.row("SELECT count(outcome) AS n FROM messages")["n"] == len(raws) + 1, "one more mail")
            finally:
                daemon.terminate()
        story.is_(world.imap.secrets[:3], ["eins", "eins", "zwei"], "the command runs again when the server takes the token no more")
        story.is_((world.folder / "calls").read_text().strip(), "2", "and not before")


def another(raw, prefix):
    """The same mail with another Message-ID; otherwise it would be answered together with the first."""
    return re.sub(rb"(?im)^(message-id: <)", rb"\1" + prefix, raw)


def oversize(story, folder, raws):
    large = next(raw for raw in raws if FIRM.encode() in raw.split(b"\r\n\r\n")[0] and b"dmarc=pass" in raw)
    header, body = large.split(b"\r\n\r\n", 1)
    padded = header + b"\r\n\r\n" + body + b"x" * (2 * MIB)
    stranger = another(padded.replace(b"dmarc=pass", b"dmarc=fail"), b"forged-")
    endless = header + b"\r\nX-Endless: " + b"y" * (2 * MIB)
    with fresh(folder, [padded, stranger, endless, large, another(large, b"second-")]) as world:
        configure(world, max_message=1)
        world.imap.lies = {5: ("flood", 3 * MIB)}  # it is listed as small
        world.drain()
        rows = world.passerelle.rows("SELECT outcome, reason FROM messages ORDER BY id")
        kept = sorted((row["outcome"], row["reason"].split(":")[0]) for row in rows)
        story.is_(kept, [("accepted", "offer recorded")] + [("quarantined", "larger than allowed")] * 4,
                  "what is larger than max_message is quarantined, the other mail is handled")
        story.is_(sorted(set(world.imap.fetched)), [4, 5], "the large ones are never fetched, but for the one whose size was a lie")
        told = world.passerelle.rows("SELECT recipient, subject FROM letters WHERE template = 'oversize'")
        story.is_(told, [{"recipient": FIRM, "subject": f"Message trop volumineux : {size} Mo"} for size in (3, 2)], "a proven sender is told, nobody else is")
        letter = next(letter.data for letter in world.smtp.letters if b"Message trop volumineux" in letter.data)
        story.ok(b"auto-replied" in letter, "by an automatic answer")
        size = world.passerelle.row("SELECT max(length(raw)) AS most FROM message_raw JOIN message ON id = message WHERE oversize_bytes")["most"]
        story.ok(size <= 256 * 1024, "of them no more than the header is kept", size)
        story.is_(world.imap.counts().get("Quarantaine"), 4, "they lie in Quarantaine")
    large_again(story, folder, padded)


def large_again(story, folder, padded):
    """The mailbox gets other UIDs, so each mail in it is checked again."""
    namesake = padded.replace(b"Subject: ", b"Subject: Re: ", 1)
    bare = re.sub(rb"(?im)^message-id:.*\r\n", b"", padded)
    with fresh(folder, [padded, namesake, bare]) as world:
        configure(world, max_message=1)
        with world.passerelle.configuration.open("a") as configuration:
            configuration.write("move = false\n")
        world.drain()
        told = [world.passerelle.row("SELECT count(*) AS n FROM letters WHERE template = 'oversize'")["n"]]
        world.imap.renumber()
        world.drain()
        told.append(world.passerelle.row("SELECT count(*) AS n FROM letters WHERE template = 'oversize'")["n"])
        story.is_(world.passerelle.count("messages"), 6, "large mails are looked at again after another UIDVALIDITY")
        story.is_((told, world.repeats()), ([3, 3], 0), "and each is answered once, namesakes and mails without Message-ID too")


def outcomes(world):
    return [row["outcome"] for row in world.passerelle.rows("SELECT outcome FROM messages ORDER BY id")]


def by_header(story, folder, raws):
    """The body of a large mail is fetched when its header is believed, and its sender's later mail waits for
    it."""
    offer, change = (raw.replace(b"OFF-2026-0002", b"OFF-2026-0001") for raw in (raws[1], raws[23]))
    event = raws[3]
    large = offer + (b" " * 75 + b"\t\r\n") * 4000
    stranger = another(large.replace(b"dmarc=pass", b"dmarc=fail"), b"forged-")
    with fresh(folder, [large, change, stranger, event]) as world:
        world.drain()
        story.is_(outcomes(world), ["accepted", "accepted", "quarantined", "accepted"], "large mail is handled in its turn")
        story.is_(sorted(world.imap.fetched), [1, 2, 4], "a stranger's is never fetched")
        kept = world.passerelle.row("SELECT length(raw) AS raw, bytes FROM message_raw JOIN message ON id = message WHERE outcome = 'quarantined'")
        story.is_(kept, {"raw": stranger.index(b"\r\n\r\n") + 2, "bytes": len(stranger)}, "its header is kept, and its size told")
    for lie, why in (("absent", "did not hand it over"), ("leaves", "has left the mailbox")):
        with fresh(folder, [large, change, event]) as world:
            world.imap.lies = {1: (lie,)}
            world.drain()
            rows = world.passerelle.rows("SELECT outcome, sender, reason FROM messages ORDER BY id")
            story.ok(rows[0]["sender"] and why in rows[0]["reason"], f"a body that is {lie}: it is said", rows[0])
            story.is_(outcomes(world), ["quarantined", "refused", "accepted"], f"a body that is {lie} holds up nothing")


def tell(story, folder):
    certificates(story, folder)
    expired_token(story, folder, mails(step=30))
    oversize(story, folder, mails())
    by_header(story, folder, mails())


play(tell, "mailbox")
