"""A scripted SMTP server: accepts and records every letter, with faults that a test asks for."""

import time

from wire import Cut, Server


class Letter:
    def __init__(self, recipient, data):
        self.recipient, self.data, self.arrived_s = recipient, data, time.monotonic()

    @property
    def message_id(self):
        for line in self.data.split(b"\r\n"):
            if line.lower().startswith(b"message-id:"):
                return line.split(b":", 1)[1].strip().decode()
        return None


class SmtpServer(Server):
    def __init__(self, plan=None, tls=None):
        super().__init__(plan)
        self.letters = []
        self.pause_s = 0  # that it takes to take a letter
        self.tls = tls

    def converse(self, wire):
        recipient = None
        wire.send(b"220 scripted ESMTP\r\n")
        while True:
            line = wire.read_line().decode("utf-8", "replace")
            verb = line.split(" ")[0].split(":")[0].upper()
            if verb == "EHLO":
                wire.send(b"250-scripted\r\n250-8BITMIME\r\n" + (b"250-STARTTLS\r\n" if self.tls else b"") + b"250 AUTH PLAIN\r\n")
            elif verb == "STARTTLS":
                wire.send(b"220 go\r\n")
                wire.secure(self.tls)
            elif verb == "AUTH":
                if len(line.split(" ")) < 3:
                    wire.send(b"334 \r\n")
                    wire.read_line()
                wire.send(b"235 in\r\n")
            elif verb == "RCPT":
                recipient = line.split("<")[1].split(">")[0]
                wire.send(b"250 ok\r\n")
            elif verb == "DATA":
                wire.send(b"354 go on\r\n")
                lines = []
                while (part := wire.read_line()) != b".":
                    lines.append(part[1:] if part.startswith(b".") else part)
                time.sleep(self.pause_s)
                with self.lock:
                    self.letters.append(Letter(recipient, b"\r\n".join(lines)))
                wire.send(b"250 taken\r\n")
            elif verb == "QUIT":
                wire.send(b"221 bye\r\n")
                raise Cut
            else:
                wire.send(b"250 ok\r\n")
