"""System resources for the servers of the stories: ports, folders, privileges, waiting."""

import contextlib
import os
import resource
import shutil
import socket
import subprocess
import tempfile
import time


def free_ports(count):
    """Different unused ports of 127.0.0.1."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def processor_s():
    """Processor time of ended children; under load the wall-clock time is several times more."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def wait_until(is_done, what, timeout_s=120):
    deadline = time.monotonic() + timeout_s
    while not is_done():
        if time.monotonic() > deadline:
            raise TimeoutError(f"still waiting for {what} after {timeout_s} s")
        time.sleep(0.05)


def build_preload(source, folder):
    """Compiles a C file for preloading into the program; returns its path."""
    built = os.path.join(folder, os.path.basename(source).replace(".c", ".so"))
    subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", built, str(source), "-ldl"], check=True)
    return built


def is_listening(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def has_root():
    if os.geteuid() == 0:
        return True
    sudo = shutil.which("sudo")
    return bool(sudo) and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0


def as_root(*command, check=True):
    """Runs a command as root, by sudo if needed; returns its stdout."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    done = subprocess.run([*prefix, *command], capture_output=True, text=True, errors="replace")
    if check and done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {(done.stderr or done.stdout).strip()[-400:]}")
    return done.stdout


def files_below(*places):
    """The paths of all regular files at or below the places, as root sees them."""
    if os.geteuid() != 0:
        return as_root("find", *map(str, places), "-type", "f", check=False).splitlines()
    return [path for place in places for path in _files_at(str(place))]


def _files_at(path):
    if os.path.isfile(path) and not os.path.islink(path):
        yield path
        return
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    yield entry.path
                elif entry.is_dir(follow_symlinks=False):
                    yield from _files_at(entry.path)
    except FileNotFoundError:
        pass  # just removed


@contextlib.contextmanager
def temporary_folder(purpose):
    """A folder that other users may traverse, removed even with files of root in it. Its path is short,
    because it contains Unix sockets."""
    path = tempfile.mkdtemp(prefix=f"passerelle-{purpose}-", dir="/tmp")
    os.chmod(path, 0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        if os.path.exists(path):
            as_root("rm", "-rf", "--", path)
