"""A connection of a scripted server with its faults, and the loop that accepts connections."""

import contextlib
import select
import socket
import ssl
import threading
import time


class Cut(Exception):
    """The connection has ended, intentionally or not."""


class Fault:
    """The fault of a connection: it is cut after a number of our bytes, or every answer is late, or no bytes
    follow after some although the connection stays open."""

    def __init__(self, cut_after=None, delay_s=0.0, stall_after=None):
        self.cut_after, self.delay_s, self.stall_after = cut_after, delay_s, stall_after


class Wire:
    def __init__(self, connection, fault):
        self._socket, self._fault = connection, fault
        self._buffer = b""
        self.sent = 0

    def send(self, data):
        if self._fault.delay_s:
            time.sleep(self._fault.delay_s)
        if self._fault.stall_after is not None and self.sent + len(data) > self._fault.stall_after:
            self._push(data[:max(0, self._fault.stall_after - self.sent)])
            self.go_silent()
        cut = self._fault.cut_after
        if cut is not None and self.sent + len(data) >= cut:
            self._push(data[:max(0, cut - self.sent)])
            raise Cut
        self._push(data)

    def go_silent(self):
        """Waits until the client gives up."""
        while self._receive():
            pass
        raise Cut

    def _push(self, data):
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise Cut from error
        self.sent += len(data)

    def _receive(self):
        try:
            return self._socket.recv(65536)
        except OSError:
            return b""

    def read_line(self):
        while b"\n" not in self._buffer:
            data = self._receive()
            if not data:
                raise Cut
            self._buffer += data
        line, self._buffer = self._buffer.split(b"\n", 1)
        return line.rstrip(b"\r")

    def read_exactly(self, count):
        while len(self._buffer) < count:
            data = self._receive()
            if not data:
                raise Cut
            self._buffer += data
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data

    def has_input(self, timeout_s):
        """Whether the client has sent something within that time."""
        if self._buffer:
            return True
        self._socket.settimeout(timeout_s)
        try:
            data = self._socket.recv(65536)
        except (socket.timeout, ssl.SSLWantReadError):
            return False
        except OSError as error:
            raise Cut from error
        finally:
            self._socket.settimeout(None)
        if not data:
            raise Cut
        self._buffer += data
        return True

    def secure(self, context):
        try:
            self._socket = context.wrap_socket(self._socket, server_side=True)
        except OSError as error:
            raise Cut from error

    def is_open(self):
        """Whether the client is still connected, noticed by its server or not."""
        fd = self._socket.fileno()
        if fd < 0:
            return False
        poll = select.poll()
        poll.register(fd, select.POLLRDHUP)
        return not poll.poll(0)

    def shut(self):
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self):
        try:
            self._socket.close()
        except OSError:
            pass


class Server:
    """Serves each connection in a thread of its own. `plan(number)` gives the fault of the numbered
    connection."""

    def __init__(self, plan=None):
        self.plan = plan or (lambda number: Fault())
        self.count = 0
        self.most_open = 0
        self.lock = threading.RLock()
        self._wires = set()

    def __enter__(self):
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._listener.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.count += 1
            wire = Wire(connection, self.plan(self.count))
            threading.Thread(target=self._serve, args=(wire,), daemon=True).start()

    def _serve(self, wire):
        with self.lock:
            self._wires.add(wire)
            self.most_open = max(self.most_open, sum(other.is_open() for other in self._wires))
        try:
            self.converse(wire)
        except Cut:
            pass
        finally:
            wire.close()
            with self.lock:
                self._wires.discard(wire)

    def hang_up(self):
        """Closes all connections."""
        with self.lock:
            wires = list(self._wires)
        for wire in wires:
            wire.shut()
