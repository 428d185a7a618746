"""A real Dovecot of its own: IMAP and LMTP on loopback ports, one Maildir a user, one password for all."""

import grp
import imaplib
import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from mails import PARSER
from system import free_ports, is_listening, temporary_folder, wait_until

ARRIVED = re.compile(r"(\d+)\.M(\d+)")  # seconds and microseconds, in a file name
PASSWORD = "Mot2passe-introuvable"  # unlikely to occur by chance

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {internal_user}
default_internal_group = {internal_group}
default_login_user = {login_user}
first_valid_uid = {mail_uid}
first_valid_gid = {mail_gid}
mail_location = maildir:~/Maildir
recipient_delimiter = +
auth_username_format = %Lu
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  service_count = 0
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service imap {{
  service_count = 0
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp_port}
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {auth_port}
  }}
}}
"""


def _identities():
    """The owner of the daemons and the mail: Debian's users for root, else the present user."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        return {"internal_user": "dovecot", "internal_group": "dovecot", "login_user": "dovenull",
                "mail_uid": nobody.pw_uid, "mail_gid": nobody.pw_gid}
    me = pwd.getpwuid(os.geteuid()).pw_name
    return {"internal_user": me, "internal_group": grp.getgrgid(os.getegid()).gr_name, "login_user": me,
            "mail_uid": os.geteuid(), "mail_gid": os.getegid()}


class Dovecot:
    def __init__(self, users):
        self.users = list(users)
        self.imap_port, self.lmtp_port, self.auth_port = free_ports(3)

    def __enter__(self):
        self._temporary = temporary_folder("dovecot")
        self.folder = self._temporary.__enter__()
        self.mail = os.path.join(self.folder, "mail")
        self._configure(_identities())
        self._process = subprocess.Popen(
            [shutil.which("dovecot", path="/usr/sbin:" + os.environ["PATH"]), "-F", "-c", f"{self.folder}/dovecot.conf"],
            stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: all(map(is_listening, (self.imap_port, self.lmtp_port))), "Dovecot")
        except TimeoutError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(timeout=30)
        self._temporary.__exit__(None, None, None)

    def _configure(self, identities):
        uid, gid = identities["mail_uid"], identities["mail_gid"]
        os.mkdir(self.mail)
        os.chown(self.mail, uid, gid)
        with open(f"{self.folder}/users", "w") as users:
            users.writelines(f"{user}:{PASSWORD}:{uid}:{gid}::{self.mail}/{user}::\n" for user in self.users)
        with open(f"{self.folder}/dovecot.conf", "w") as configuration:
            configuration.write(CONFIGURATION.format(
                folder=self.folder, imap_port=self.imap_port, lmtp_port=self.lmtp_port, auth_port=self.auth_port,
                **identities))

    def messages(self, user, folder="INBOX"):
        """The parsed messages of a user's folder, oldest first; none when the folder doesn't exist."""
        return list(map(PARSER.parsebytes, self.raw_messages(user, folder)))

    def last_message(self, user):
        """The newest message of a user's inbox, which must exist."""
        return PARSER.parsebytes(self.raw_messages(user)[-1])

    def raw_messages(self, user, folder="INBOX"):
        """By time of delivery: UIDs don't order two messages delivered at once."""
        return [path.read_bytes() for path in sorted(self._files(user, folder), key=lambda path: tuple(map(int, ARRIVED.match(path.name).groups())))]

    def _files(self, user, folder="INBOX"):
        box = Path(self.mail, user, "Maildir", "" if folder == "INBOX" else f".{folder}")
        return [path for name in ("new", "cur") for path in (box / name).glob("*")]

    def append(self, user, message):
        """Adds a message to a user's inbox directly."""
        with imaplib.IMAP4("127.0.0.1", self.imap_port) as imap:
            imap.login(user, PASSWORD)
            imap.append("INBOX", None, None, message.as_bytes())

    def counts(self):
        """The number of messages in each user's inbox, by its files; users without any are omitted."""
        counts = {user: len(self._files(user)) for user in self.users}
        return {user: count for user, count in counts.items() if count}
