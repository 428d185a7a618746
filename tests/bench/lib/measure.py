"""Time used by a command and its child processes."""

import contextlib
import resource
import subprocess
import time


@contextlib.contextmanager
def measured(figures):
    """Appends (wall, processor) seconds of the block, for processes that have ended within it."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    yield
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    figures.append((wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))


def measure(command):
    """(wall, processor) seconds of a command."""
    figures = []
    with measured(figures):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return figures[0]


def measure_daemon(program, is_done, *arguments):
    """The same for the daemon, from its start until is_done(), and its end."""
    figures = []
    with open(program.folder / "log", "w") as log, measured(figures):
        with program.running(*arguments, stdout=log, stderr=log) as daemon:
            while not is_done() and daemon.poll() is None:
                time.sleep(0.05)
    return figures[0]
