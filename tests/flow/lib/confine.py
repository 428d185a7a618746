#!/usr/bin/python3 -B
"""confine.py UNIT COMMAND...: runs a command under restrictions of a systemd unit without systemd: the system
calls of SystemCallFilter, the sockets of RestrictAddressFamilies, no writable and executable memory. The
caller has dropped privileges and mounts already (unshare, setpriv)."""

import ctypes
import os
import socket
import subprocess
import sys
from pathlib import Path

PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN = 65, 1
ALLOW = 0x7FFF0000
ERRNO_EPERM = 0x00050000 | 1
EXECVE = "execve"
COMPARE_EQUAL = 4


class Comparison(ctypes.Structure):
    _fields_ = [("argument", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


def settings(unit, name):
    return [line.split("=", 1)[1].split() for line in Path(unit).read_text().splitlines() if line.startswith(name + "=")]


def expand(word):
    """The calls in a set such as @system-service, including nested sets."""
    if not word.startswith("@"):
        return {word}
    listed = subprocess.run(["systemd-analyze", "syscall-filter", word], capture_output=True, text=True, check=True).stdout
    words = [line.strip() for line in listed.splitlines()[1:] if line.strip() and not line.strip().startswith("#")]
    return set().union(*map(expand, words))


def allowed_calls(unit):
    calls = {EXECVE} | expand("@default")
    for words in settings(unit, "SystemCallFilter"):
        if words[0].startswith("~"):
            calls -= set().union(*map(expand, [words[0][1:], *words[1:]]))
        else:
            calls |= set().union(*map(expand, words))
    return calls | {EXECVE}


def load_filter(unit):
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(ERRNO_EPERM)))
    families = [getattr(socket, name) for words in settings(unit, "RestrictAddressFamilies") for name in words]
    for name in sorted(allowed_calls(unit)):
        number = library.seccomp_syscall_resolve_name(name.encode())
        for family in families if name == "socket" else [None]:
            only = [] if family is None else [Comparison(0, COMPARE_EQUAL, family, 0)]
            if number >= 0:
                library.seccomp_rule_add_array(context, ctypes.c_uint32(ALLOW), number, len(only), (Comparison * len(only))(*only))
    failed = library.seccomp_load(context)
    if failed:
        sys.exit(f"the filter can't be loaded: {os.strerror(-failed)}")


def main(unit, *command):
    if settings(unit, "MemoryDenyWriteExecute") == [["yes"]]:
        ctypes.CDLL(None).prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0)  # unknown to kernels before 6.3
    load_filter(unit)
    os.execv(command[0], command)


main(*sys.argv[1:])
