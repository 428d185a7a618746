"""An IMAP server that misbehaves on command, in ways that a real one can't be made to. One mailbox, in
memory."""

import contextlib
import re
import threading

from loopback import LoopbackServer

CAPABILITIES = "IMAP4rev1 IDLE UIDPLUS MOVE"


class ScriptedImap(LoopbackServer):
    """`body(uid, count)` gives the answer to the count-th FETCH of a body, None for the message itself;
    `idle(say)` plays an IDLE and returns whether the connection continues. `logins` counts; `commands` has
    the received ones, without tags."""

    def __init__(self, body=None, idle=None):
        self.body = body or (lambda uid, count: None)
        self.idle = idle
        self.logins, self.commands, self.messages, self.fetched = 0, [], {}, {}
        self._lock = threading.RLock()

    def add(self, message):
        with self._lock:
            self.messages[max(self.messages, default=0) + 1] = message.as_bytes(policy=message.policy.clone(linesep="\r\n"))

    def serve(self, lines, out):
        with contextlib.suppress(ConnectionError, ValueError):
            self._converse(lines, out)

    def _converse(self, lines, out):
        def say(text):
            out.write((text if isinstance(text, bytes) else text.encode()) + b"\r\n")

        say(f"* OK [CAPABILITY {CAPABILITIES}] ready")
        for line in lines:
            tag, _, command = line.decode().rstrip("\r\n").partition(" ")
            with self._lock:
                self.commands.append(command)
            verb = command.split(" ")[1 if command.startswith("UID ") else 0]
            if verb == "IDLE":
                say("+ idling")
                if not self.idle(say, tag, lines):
                    return
                continue
            answer = getattr(self, "_" + verb.lower(), None)
            with self._lock:
                done = answer(command, say) if answer else None
            say(f"{tag} {done or 'OK done'}")
            if verb == "LOGOUT":
                return

    def _login(self, command, say):
        self.logins += 1
        return f"OK [CAPABILITY {CAPABILITIES}] in"

    def _select(self, command, say):
        say(f"* {len(self.messages)} EXISTS")
        say("* OK [UIDVALIDITY 7] valid")

    def _search(self, command, say):
        first = int(re.search(r"UID (\d+):", command)[1])
        say("* SEARCH" + "".join(f" {uid}" for uid in sorted(self.messages) if uid >= first))

    def _asked(self, command):
        """Number and UID of each message of a set."""
        for number, uid in enumerate(sorted(self.messages), 1):
            for part in command.split(" ")[2].split(","):
                low, _, high = part.partition(":")
                if int(low) <= uid <= int(high or low):
                    yield number, uid

    def _fetch(self, command, say):
        for number, uid in self._asked(command):
            message = self.messages[uid]
            if "BODY" not in command:
                say(f'* {number} FETCH (UID {uid} RFC822.SIZE {len(message)} INTERNALDATE "11-Jan-2027 09:00:00 +0100")')
                continue
            if "[HEADER]" in command:
                header = message[:message.index(b"\r\n\r\n") + 4]
                say(b"* %d FETCH (UID %d BODY[HEADER]<0> {%d}\r\n%b)" % (number, uid, len(header), header))
                continue
            self.fetched[uid] = self.fetched.get(uid, 0) + 1
            body = self.body(uid, self.fetched[uid])
            body = b"{%d}\r\n%b" % (len(message), message) if body is None else body
            say(b"* %d FETCH (UID %d BODY[] %b)" % (number, uid, body))

    def _move(self, command, say):
        for number, uid in reversed(list(self._asked(command))):
            del self.messages[uid]
            say(f"* {number} EXPUNGE")
