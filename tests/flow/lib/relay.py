"""An SMTP relay that misbehaves on command, in ways that a real one can't be made to."""

import re
import threading
import time

from loopback import LoopbackServer


class Relay(LoopbackServer):
    """`answer(step, letter)` gives the reply to MAIL, RCPT, DATA, DOT or AUTH, None for the usual one, or
    "cut" to close the connection; it may sleep. `letter` has recipient, id (Message-ID, at DOT) and
    connection. `accepted`: accepted letters in order; `names`: names said in EHLO."""

    def __init__(self, answer=None, login=None):
        self.answer = answer or (lambda step, letter: None)
        self.login = login
        self.accepted, self.connections, self.tried, self.names = [], 0, [], []
        self._lock = threading.Lock()

    def serve(self, lines, out):
        with self._lock:
            self.connections += 1
            number = self.connections
        try:
            self._converse(lines, out, number)
        except (ConnectionError, StopIteration):
            pass

    def _converse(self, lines, out, number):
        letter = {}

        def say(text):
            if text == "cut":
                raise ConnectionError
            out.write(text.encode() + b"\r\n")

        def decide(step, usual):
            reply = self.answer(step, letter) or usual
            say(reply)
            return reply[0] in "23"

        say("220 relay.example ESMTP")
        for line in lines:
            verb, _, argument = line.decode(errors="replace").strip().partition(" ")
            verb = verb.upper()
            if verb == "EHLO":
                self.names.append(argument)
                say("250-relay.example\r\n250 " + (self.login or "SIZE 40000000"))
            elif verb == "AUTH":
                letter["secret"] = argument
                decide("AUTH", "235 2.7.0 welcome")
            elif verb == "MAIL":
                letter = {"sender": argument, "connection": number}
                decide("MAIL", "250 2.1.0 ok")
            elif verb == "RCPT":
                letter["recipient"] = re.search("<(.*)>", argument)[1]
                with self._lock:
                    self.tried.append(letter["recipient"])
                decide("RCPT", "250 2.1.5 ok")
            elif verb == "DATA":
                if decide("DATA", "354 go on"):
                    self._take(iter(lines), letter)
                    if decide("DOT", "250 2.0.0 queued"):
                        pass
            elif verb == "QUIT":
                say("221 2.0.0 bye")
                return
            else:
                say("250 2.0.0 ok")

    def _take(self, lines, letter):
        body = b""
        for line in lines:
            if line == b".\r\n":
                break
            body += line
        else:
            raise ConnectionError
        found = re.search(rb"(?mi)^Message-ID:\s*<([^>]*)>", body)
        letter["id"] = found[1].decode() if found else None
        letter["at"] = time.monotonic()
        reply = self.answer("ACCEPT", letter)
        if reply is None:
            with self._lock:
                self.accepted.append(dict(letter))
