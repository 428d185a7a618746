"""A scripted IMAP server: enough of RFC 3501, 6851, 4315 and 2177 for one mailbox, and every fault that a
test asks for."""

import base64
import re
import time

from wire import Cut, Server

CAPABILITIES = "IMAP4rev1 AUTH=PLAIN MOVE UIDPLUS IDLE"


class Message:
    def __init__(self, uid, raw, date):
        self.uid, self.raw, self.date, self.flags = uid, raw, date, set()


class Folder:
    def __init__(self, uidvalidity):
        self.uidvalidity, self.next_uid, self.messages = uidvalidity, 1, []

    def add(self, raw, date="23-Nov-2026 09:00:00 +0100"):
        message = Message(self.next_uid, raw, date)
        self.next_uid += 1
        self.messages.append(message)
        return message.uid

    def find(self, uids):
        return [message for message in self.messages if message.uid in uids]


class ImapServer(Server):
    """`lies` is {uid: what}: ("size", n) lists a wrong size, ("close",) hangs up when that message is
    fetched, ("no",) refuses it, ("absent",) omits it, ("flood", n) sends n bytes for it, ("twice",) sends it
    twice, ("leaves",) marks it \\Deleted when its header has been fetched."""

    def __init__(self, plan=None, capabilities=CAPABILITIES, accepts=lambda secret: True, tls=None, starttls=False):
        super().__init__(plan)
        self.folders = {"INBOX": Folder(1000)}
        self.capabilities, self.accepts, self.tls, self.starttls = capabilities, accepts, tls, starttls
        self.lies = {}
        self.secrets = []  # that were tried, in order
        self.fetched = []  # UIDs fetched as a whole
        self.log = []
        self.idles = []  # when each began (monotonic)
        self.behind_starttls = b""  # what somebody between slips in, in clear
        self.is_deaf = False  # the connection that idles now hears nothing more and says nothing

    @property
    def inbox(self):
        return self.folders["INBOX"]

    def fill(self, raws):
        with self.lock:
            for raw in raws:
                self.inbox.add(raw)

    def renumber(self):
        """A server that has lost its index: another UIDVALIDITY, other UIDs."""
        with self.lock:
            old = self.inbox.messages
            self.folders["INBOX"] = Folder(self.inbox.uidvalidity + 1)
            self.inbox.next_uid = 50
            for message in old:
                self.inbox.add(message.raw)

    def counts(self):
        with self.lock:
            return {name: len(folder.messages) for name, folder in self.folders.items() if folder.messages}

    def converse(self, wire):
        Session(self, wire).run()


def _numbers(text, folder):
    """The UIDs of a set; * is the highest one."""
    highest = max((message.uid for message in folder.messages), default=1)
    found = set()
    for part in text.split(","):
        ends = [highest if end == "*" else int(end) for end in part.split(":")]
        low, high = min(ends), max(ends)
        found |= {message.uid for message in folder.messages if low <= message.uid <= high}
    return found


class Session:
    def __init__(self, server, wire):
        self.server, self.wire = server, wire
        self.folder = self.tag = None

    def say(self, text):
        self.wire.send(text.encode() + b"\r\n")

    def ok(self, text="done"):
        self.say(f"{self.tag} OK {text}")

    def no(self, text="no"):
        self.say(f"{self.tag} NO {text}")

    def run(self):
        if self.server.tls and not self.server.starttls:
            self.wire.secure(self.server.tls)
        self.say("* OK ready")
        while True:
            line = self.read_command()
            self.server.log.append(line)
            self.tag, _, rest = line.partition(" ")
            words = rest.split(" ")
            name = words.pop(0).upper()
            if name == "UID":
                name = "UID_" + words.pop(0).upper()
            handler = getattr(self, "do_" + name.lower(), None)
            if not handler:
                self.say(f"{self.tag} BAD unknown")
            else:
                handler(words)

    def read_command(self):
        line = self.wire.read_line().decode("utf-8", "replace")
        while match := re.search(r"\{(\d+)\}$", line):
            self.wire.send(b"+ go on\r\n")
            literal = self.wire.read_exactly(int(match[1])).decode("utf-8", "replace")
            line = f'{line[:match.start()]}"{literal}"' + self.wire.read_line().decode("utf-8", "replace")
        return line

    def do_capability(self, _):
        tls = " STARTTLS" if self.server.starttls else ""
        self.say(f"* CAPABILITY {self.server.capabilities}{tls}")
        self.ok()

    def do_starttls(self, _):
        self.wire.send(f"{self.tag} OK done\r\n".encode() + self.server.behind_starttls)
        self.wire.secure(self.server.tls)

    def do_authenticate(self, words):
        if len(words) < 2:
            self.wire.send(b"+ \r\n")
            words.append(self.wire.read_line().decode())
        data = base64.b64decode(words[1]).decode("utf-8", "replace")
        secret = data.split("\1")[1].removeprefix("auth=Bearer ") if words[0].upper() == "XOAUTH2" else data.split("\0")[2]
        self.server.secrets.append(secret)
        if self.server.accepts(secret):
            return self.ok()
        if words[0].upper() == "XOAUTH2":  # the reason is a challenge, which must be answered with an empty line
            self.wire.send(b"+ " + base64.b64encode(b'{"status":"400","schemes":"Bearer"}') + b"\r\n")
            self.wire.read_line()
        return self.no("[AUTHENTICATIONFAILED] no")

    def do_select(self, words):
        with self.server.lock:
            self.folder = self.server.folders.get(words[0].strip('"'))
            if not self.folder:
                return self.no()
            self.say(f"* {len(self.folder.messages)} EXISTS")
            self.say(f"* OK [UIDVALIDITY {self.folder.uidvalidity}] valid")
            self.say(f"* OK [UIDNEXT {self.folder.next_uid}] next")
        return self.ok("[READ-WRITE] selected")

    def do_noop(self, _):
        self.say(f"* {len(self.folder.messages) if self.folder else 0} EXISTS")
        self.ok()

    def do_list(self, words):
        if words[-1].strip('"') in self.server.folders:
            self.say(f'* LIST () "/" {words[-1]}')
        self.ok()

    def do_create(self, words):
        self.server.folders.setdefault(words[0].strip('"'), Folder(2000 + len(self.server.folders)))
        self.ok()

    def do_subscribe(self, _):
        self.ok()

    def do_logout(self, _):
        self.say("* BYE")
        self.ok()
        raise Cut

    def do_idle(self, _):
        known = len(self.folder.messages)
        self.wire.send(b"+ idling\r\n")
        self.server.idles.append(time.monotonic())
        while not self.wire.has_input(0.02):
            if self.server.is_deaf:
                self.server.is_deaf = False
                self.wire.go_silent()
            if len(self.folder.messages) != known:
                known = len(self.folder.messages)
                self.say(f"* {known} EXISTS")
        self.wire.read_line()
        self.ok()

    def do_uid_search(self, words):
        text = " ".join(words)
        with self.server.lock:
            found = list(self.folder.messages)
            if match := re.search(r"UID ([\d:*,]+)", text):
                found = self.folder.find(_numbers(match[1], self.folder))
            if "UNDELETED" in text:
                found = [message for message in found if "\\Deleted" not in message.flags]
            elif "DELETED" in text:
                found = [message for message in found if "\\Deleted" in message.flags]
            if match := re.search(r'HEADER "?Message-ID"? "?([^"]+)"?', text, re.IGNORECASE):
                found = [message for message in found if match[1].encode() in message.raw]
        self.say("* SEARCH " + " ".join(str(message.uid) for message in found))
        self.ok()

    def do_uid_fetch(self, words):
        what = " ".join(words[1:])
        with self.server.lock:
            found = self.folder.find(_numbers(words[0], self.folder))
        for message in found:
            lie = self.server.lies.get(message.uid, ("",))
            number = message.uid
            if "RFC822.SIZE" in what:
                size = lie[1] if lie[0] == "size" else len(message.raw)
                date = f' INTERNALDATE "{message.date}"' if "INTERNALDATE" in what else ""
                self.say(f"* {number} FETCH (UID {message.uid} RFC822.SIZE {size}{date})")
            elif "HEADER" in what:
                most = int(re.search(r"<0\.(\d+)>", what)[1])
                self._body(number, message, (message.raw.split(b"\r\n\r\n")[0] + b"\r\n\r\n")[:most], "[HEADER]<0>")
                if lie[0] == "leaves":
                    with self.server.lock:
                        self.folder.messages.remove(message)
            else:
                self.server.fetched.append(message.uid)
                if lie[0] == "no":
                    return self.no("[SERVERBUG] can't")
                if lie[0] == "absent":
                    continue
                if lie[0] == "close":
                    self.wire.send(f"* {number} FETCH (UID {message.uid} BODY[] {{{len(message.raw)}}}\r\n".encode())
                    self.wire.send(message.raw[:len(message.raw) // 2])
                    raise Cut
                if lie[0] == "flood":
                    self._flood(number, message, lie[1])
                    continue
                for _ in range(2 if lie[0] == "twice" else 1):
                    self._body(number, message, message.raw, "[]")
        return self.ok()

    def _body(self, number, message, data, section):
        self.wire.send(f"* {number} FETCH (UID {message.uid} BODY{section} {{{len(data)}}}\r\n".encode() + data + b")\r\n")

    def _flood(self, number, message, count):
        block = b"x" * 65536
        header = message.raw.split(b"\r\n\r\n")[0] + b"\r\n\r\n"
        self.wire.send(f"* {number} FETCH (UID {message.uid} BODY[] {{{count}}}\r\n".encode() + header)
        for _ in range((count - len(header)) // len(block)):
            self.wire.send(block)
        self.wire.send(b"x" * ((count - len(header)) % len(block)) + b")\r\n")

    def _transfer(self, words, keeps):
        with self.server.lock:
            target = self.server.folders.get(words[1].strip('"'))
            if not target:
                return self.no("[TRYCREATE] no such folder")
            found = self.folder.find(_numbers(words[0], self.folder))
            uids = [target.add(message.raw, message.date) for message in found]
            if not keeps:
                self.folder.messages = [message for message in self.folder.messages if message not in found]
        if not found:
            return self.ok()
        code = f"[COPYUID {target.uidvalidity} {','.join(str(m.uid) for m in found)} {','.join(map(str, uids))}] done"
        if keeps:
            return self.ok(code)
        self.say(f"* OK {code}")
        for message in found:
            self.say(f"* {message.uid} EXPUNGE")
        return self.ok()

    def do_uid_move(self, words):
        return self._transfer(words, keeps=False)

    def do_uid_copy(self, words):
        return self._transfer(words, keeps=True)

    def do_uid_store(self, words):
        with self.server.lock:
            for message in self.folder.find(_numbers(words[0], self.folder)):
                message.flags.add("\\Deleted")
        self.ok()

    def do_expunge(self, _):
        with self.server.lock:
            self.folder.messages = [message for message in self.folder.messages if "\\Deleted" not in message.flags]
        self.ok()

    def do_uid_expunge(self, words):
        with self.server.lock:
            gone = self.folder.find(_numbers(words[0], self.folder))
            self.folder.messages = [m for m in self.folder.messages if m not in gone or "\\Deleted" not in m.flags]
        self.ok()
