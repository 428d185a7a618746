"""A real Postfix of its own, as receiving MX and relay: delivers every mail to Dovecot by LMTP. Three ports:
`partner_port` is for senders proven by DMARC, `stranger_port` for others; `relay_port` requires a login, and
Passerelle sends there. On all of them Authentication-Results fields that claim to be from this MX are
removed, as required by RFC 8601 section 5."""

import os
import smtplib

from system import as_root, files_below, free_ports, is_listening, temporary_folder, wait_until

AUTHSERV_ID = "mx.passerelle.example"
SPOOL = ("maildrop", "incoming", "active", "deferred", "hold")

# The daemons are started by their master alone: `postfix start` looks at the whole installation first, and takes
# longer than most stories. What it would create: folder, owner, group and mode.
FOLDERS = {
    **dict.fromkeys(("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved", "trace"),
                    ("postfix", "root", "0700")),
    "maildrop": ("postfix", "postdrop", "0730"),
    "public": ("postfix", "postdrop", "0710"),
    "pid": ("root", "root", "0755"),
}
MASTER_PROGRAM = "/usr/lib/postfix/sbin/master"

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
myhostname = mx.passerelle.example
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
default_transport = lmtp:inet:127.0.0.1:{lmtp_port}
lmtp_host_lookup = native
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth_port}
smtpd_client_connection_rate_limit = 0
message_size_limit = 60000000
mailbox_size_limit = 0
recipient_delimiter = +
biff = no
"""

MASTER = """
127.0.0.1:{stranger_port} inet n - n - - smtpd -o cleanup_service_name=cleanup_stranger
127.0.0.1:{partner_port} inet n - n - - smtpd -o cleanup_service_name=cleanup_partner
127.0.0.1:{relay_port} inet n - n - - smtpd -o cleanup_service_name=cleanup_stranger -o smtpd_sasl_auth_enable=yes -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
cleanup_stranger unix n - n - 0 cleanup -o header_checks=regexp:{folder}/conf/strip
cleanup_partner unix n - n - 0 cleanup -o header_checks=regexp:{folder}/conf/prove
pickup unix n - n 60 1 pickup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
"""

STRIP = rf"/^Authentication-Results:.*{AUTHSERV_ID}/ IGNORE" "\n"
PROVE = STRIP + rf"/^From:.*@([A-Za-z0-9.-]+)/ PREPEND Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from=$1" "\n"


class Postfix:
    def __init__(self, dovecot):
        self._dovecot = dovecot
        self.stranger_port, self.partner_port, self.relay_port = free_ports(3)

    def __enter__(self):
        self._temporary = temporary_folder("postfix")
        self.folder = self._temporary.__enter__()
        self.queue = f"{self.folder}/queue"
        self._configure()
        try:
            self.start()
        except (TimeoutError, RuntimeError):
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        self._temporary.__exit__(None, None, None)

    def start(self):
        as_root(MASTER_PROGRAM, "-c", f"{self.folder}/conf", "-w")
        wait_until(lambda: is_listening(self.relay_port), "Postfix")

    def stop(self):
        """Like `postfix stop`, which looks at the whole installation first too, and then waits for a second."""
        master = as_root("cat", f"{self.queue}/pid/master.pid", check=False).strip()
        if master:
            as_root("kill", master, check=False)
            wait_until(self._has_ended, "the end of Postfix")

    def _has_ended(self):
        """Whether no master holds the lock on its pid file."""
        try:
            as_root(MASTER_PROGRAM, "-c", f"{self.folder}/conf", "-t")
        except RuntimeError:
            return False
        return True

    def _configure(self):
        ports = {"stranger_port": self.stranger_port, "partner_port": self.partner_port, "relay_port": self.relay_port,
                 "lmtp_port": self._dovecot.lmtp_port, "auth_port": self._dovecot.auth_port}
        files = {"main.cf": MAIN.format(folder=self.folder, **ports), "master.cf": MASTER.format(folder=self.folder, **ports),
                 "strip": STRIP, "prove": PROVE}
        for name in ("conf", "queue", "data"):
            os.mkdir(f"{self.folder}/{name}", 0o755)
        for name, text in files.items():
            with open(f"{self.folder}/conf/{name}", "w") as file:
                file.write(text.lstrip("\n"))
        # Postfix requires root to own its configuration and queue, and its own user its data.
        as_root("chown", "-R", "root:root", f"{self.folder}/conf", self.queue)
        as_root("chown", "postfix:postfix", f"{self.folder}/data")
        for owner, group, mode in set(FOLDERS.values()):
            names = [f"{self.queue}/{name}" for name, rights in FOLDERS.items() if rights == (owner, group, mode)]
            as_root("install", "-d", "-o", owner, "-g", group, "-m", mode, *names)

    def send(self, port, message, sender, recipients):
        """Submits one message by SMTP; `message` is an EmailMessage or bytes."""
        raw = message if isinstance(message, bytes) else message.as_bytes()
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            smtp.sendmail(sender, recipients, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    def queued_files(self):
        return files_below(*(f"{self.queue}/{name}" for name in SPOOL))

    def wait_until_empty(self):
        """Waits until everything submitted was delivered or bounced."""
        wait_until(lambda: not self.queued_files(), "Postfix's queue to be empty", timeout_s=60)
