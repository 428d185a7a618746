"""A line-based server on a free port of loopback, for scripted servers: a thread a connection."""

import socketserver
import threading


class LoopbackServer:
    """Used in `with`; `serve(lines, out)` of a subclass holds one conversation. `port`: where it listens."""

    def __enter__(self):
        scripted = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                scripted.serve(self.rfile, self.wfile)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
