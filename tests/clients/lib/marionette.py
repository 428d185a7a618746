"""The remote control of Mozilla's programs: JSON packets preceded by their length, over a socket on
loopback."""

import base64
import json
import socket

from system import wait_until

LONGEST_SCRIPT_S = 60


class Marionette:
    """The window of a program started with --marionette; scripts run with chrome privileges."""

    def __init__(self, port):
        self._socket = None
        self._number = 0
        wait_until(lambda: self._connects(port), "the remote control", timeout_s=120)
        self._reads()  # its greeting
        self.calls("WebDriver:NewSession", {})
        self.calls("Marionette:SetContext", {"value": "chrome"})
        self.calls("WebDriver:SetTimeouts", {"script": LONGEST_SCRIPT_S * 1000})

    def _connects(self, port):
        try:
            self._socket = socket.create_connection(("127.0.0.1", port), timeout=2 * LONGEST_SCRIPT_S)
        except OSError:
            return False
        return True

    def _reads(self):
        length = b""
        while not length.endswith(b":"):
            length += self._takes(1)
        left, packet = int(length[:-1]), b""
        while len(packet) < left:
            packet += self._takes(left - len(packet))
        return json.loads(packet)

    def _takes(self, size):
        data = self._socket.recv(size)
        if not data:
            raise ConnectionError("the remote control has hung up")
        return data

    def calls(self, command, arguments):
        self._number += 1
        packet = json.dumps([0, self._number, command, arguments]).encode()
        self._socket.sendall(str(len(packet)).encode() + b":" + packet)
        _, _, error, result = self._reads()
        if error:
            raise RuntimeError(f"{command}: {error['message'][:300]}")
        return result.get("value") if isinstance(result, dict) else result

    def does(self, script, *arguments):
        """Runs the body of an asynchronous function; returns its result."""
        text = f"const done = arguments[arguments.length - 1]; const told = [...arguments].slice(0, -1);" \
               f"(async (...args) => {{ {script} }})(...told).then(value => done({{value}}), error => done({{error: String(error)}}));"
        done = self.calls("WebDriver:ExecuteAsyncScript", {"script": text, "args": list(arguments), "sandbox": "system", "newSandbox": True})
        if "error" in done:
            raise RuntimeError(done["error"])
        return done.get("value")

    def picture(self):
        return base64.b64decode(self.calls("WebDriver:TakeScreenshot", {"full": False, "hash": False}))

    def ends(self):
        self._socket.close()
