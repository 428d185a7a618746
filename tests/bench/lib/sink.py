"""Postfix's own tools for measuring."""

import os
import shutil
import subprocess

from system import free_ports, is_listening, wait_until


def tool(name):
    return shutil.which(name, path="/usr/sbin:" + os.environ["PATH"])


class Sink:
    """smtp-sink on a free port, which discards everything."""

    def __init__(self, port=None):
        self.port = port or free_ports(1)[0]

    def __enter__(self):
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        self._process = subprocess.Popen([tool("smtp-sink"), *user, f"127.0.0.1:{self.port}", "1000"], stderr=subprocess.DEVNULL)
        wait_until(lambda: is_listening(self.port), "smtp-sink")
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()
