"""A real Cyrus IMAP of its own, on a loopback port with STARTTLS: accepts commands only as RFC 3501 writes
them."""

import imaplib
import os
import shutil
import ssl
import subprocess
from pathlib import Path

from system import as_root, free_ports, is_listening, temporary_folder, wait_until

PASSWORD = "Mot2passe-introuvable"  # unlikely to occur by chance
MASTER = "/usr/sbin/cyrmaster"
# From Debian's package, unpacked by `make deps-test`: installing it would remove Dovecot, since both are
# "imap-server".
IMAPD = Path(__file__).resolve().parents[3] / "build" / "cyrus" / "usr" / "lib" / "cyrus" / "bin" / "imapd"

SETTINGS = """
configdirectory: {folder}/config
proc_path: {folder}/proc
mboxname_lockpath: {folder}/lock
defaultpartition: default
partition-default: {folder}/mail
admins: cyrus
servername: localhost
defaultdomain: localhost
virtdomains: userid
altnamespace: {altnamespace}
unixhierarchysep: yes
allowplaintext: no
imapidlepoll: 1
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {folder}/sasldb2
sasl_mech_list: PLAIN
tls_server_cert: {folder}/server.pem
tls_server_key: {folder}/server.key
autocreate_quota: 0
autocreate_post: yes
expunge_mode: immediate
idlesocket: {folder}/idle
lmtpsocket: {folder}/lmtp
notifysocket: {folder}/notify
"""

SERVICES = """
START {{
  recover cmd="/usr/sbin/cyrus ctl_cyrusdb -r -C {folder}/imapd.conf"
}}
SERVICES {{
  imap cmd="{folder}/imapd -C {folder}/imapd.conf" listen="127.0.0.1:{port}" prefork=0
}}
EVENTS {{
}}
"""


def is_installed():
    return os.path.exists(MASTER) and IMAPD.exists() and bool(shutil.which("saslpasswd2", path="/usr/sbin:" + os.environ["PATH"]))


class Cyrus:
    """`users` are addresses; each has an INBOX, with its other folders beside it, or below it (`is_below`).
    The certificate is for localhost, signed by `ca_file`; no login without TLS."""

    def __init__(self, users, is_below=False):
        self.users = list(users)
        self.altnamespace = "no" if is_below else "yes"
        (self.port,) = free_ports(1)

    def __enter__(self):
        self._temporary = temporary_folder("cyrus")
        self.folder = self._temporary.__enter__()
        self.ca_file = f"{self.folder}/server.pem"
        self._configure()
        self._process = subprocess.Popen([MASTER, "-C", f"{self.folder}/imapd.conf", "-M", f"{self.folder}/cyrus.conf",
                                          "-p", f"{self.folder}/pid"],
                                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: is_listening(self.port), "Cyrus")
            self._make_boxes()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(timeout=30)
        self._temporary.__exit__(None, None, None)

    def _configure(self):
        for name in ("config/db", "proc", "lock", "mail"):
            os.makedirs(f"{self.folder}/{name}")
        shutil.copy(IMAPD, self.folder)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                        "-keyout", f"{self.folder}/server.key", "-out", self.ca_file], check=True, capture_output=True)
        for name, text in (("imapd.conf", SETTINGS), ("cyrus.conf", SERVICES)):
            with open(f"{self.folder}/{name}", "w") as file:
                file.write(text.format(folder=self.folder, port=self.port, altnamespace=self.altnamespace))
        for user in ["cyrus", *self.users]:
            name, _, domain = user.partition("@")
            subprocess.run(["saslpasswd2", "-p", "-c", "-f", f"{self.folder}/sasldb2", "-u", domain or "localhost", name],
                           input=PASSWORD, text=True, check=True, capture_output=True,
                           env={**os.environ, "PATH": "/usr/sbin:" + os.environ["PATH"]})
        as_root("chown", "-R", "cyrus:mail", self.folder)

    def connect(self, user):
        imap = imaplib.IMAP4("127.0.0.1", self.port)
        context = ssl.create_default_context(cafile=self.ca_file)
        imap.starttls(context)
        imap.login(user, PASSWORD)
        return imap

    def _make_boxes(self):
        with self.connect("cyrus") as imap:
            for user in self.users:
                done, why = imap.create(f"user/{user}")
                if done != "OK":
                    raise RuntimeError(f"Cyrus makes no mailbox: {why}")

    def append(self, user, message):
        with self.connect(user) as imap:
            done, why = imap.append("INBOX", None, None, message.as_bytes(policy=message.policy.clone(linesep="\r\n")))
            if done != "OK":
                raise RuntimeError(f"Cyrus takes no message: {why}")

    def raw_messages(self, user, folder="INBOX"):
        with self.connect(user) as imap:
            if imap.select(f'"{folder}"', readonly=True)[0] != "OK":
                return []
            uids = imap.uid("SEARCH", "ALL")[1][0].split()
            return [imap.uid("FETCH", uid.decode(), "(BODY.PEEK[])")[1][0][1] for uid in uids]
