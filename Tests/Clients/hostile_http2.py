"""An HTTP/2 server that does to a request what its path says."""

import collections
import threading

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions

seen = collections.Counter()  # of all connections, by path
lock = threading.Lock()


class Session:
    def __init__(self, connection, number):
        self.connection = connection
        self.number = number
        self.state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        self.waiting = []
        self.is_silent = False
        self.is_open = True

    def run(self):
        self.state.initiate_connection()
        self.flush()
        while self.is_open:
            data = self.connection.recv(65_536)
            if not data:
                return
            try:
                events = self.state.receive_data(data)
            except h2.exceptions.ProtocolError:
                return  # a request that came behind our goodbye
            for event in events:
                if isinstance(event, h2.events.RequestReceived):
                    headers = {name.decode() if isinstance(name, bytes) else name: value for name, value in event.headers}
                    path = headers[":path"]
                    self.serve(event.stream_id, path.decode() if isinstance(path, bytes) else path)
            if self.is_silent:
                while self.connection.recv(65_536):
                    pass
                return
            self.flush()

    def flush(self):
        self.connection.sendall(self.state.data_to_send())

    def head(self, stream, length):
        self.state.send_headers(stream, [(":status", "200"), ("content-length", str(length))])

    def answer(self, stream):
        body = f"connection {self.number} stream {stream}".encode()
        self.head(stream, len(body))
        self.state.send_data(stream, body, end_stream=True)

    def serve(self, stream, path):
        with lock:
            seen[path] += 1
            is_first = seen[path] == 1
        if path == "/together":
            self.waiting.append(stream)
            if len(self.waiting) == 5:
                for waiting in self.waiting:
                    self.answer(waiting)
                self.waiting = []
        elif path == "/reset":
            self.state.reset_stream(stream, h2.errors.ErrorCodes.INTERNAL_ERROR)
        elif path == "/reset-body":
            self.head(stream, 9)
            self.state.send_data(stream, b"half")
            self.state.reset_stream(stream, h2.errors.ErrorCodes.CANCEL)
        elif path == "/short":
            self.head(stream, 9)
            self.state.send_data(stream, b"half", end_stream=True)
        elif path.startswith("/refused") and is_first:
            self.state.reset_stream(stream, h2.errors.ErrorCodes.REFUSED_STREAM)
        elif path == "/goaway":
            self.answer(stream)
            self.flush()
            self.state.close_connection(last_stream_id=stream)
        elif path.startswith("/goaway-unseen") and is_first:
            self.state.close_connection(last_stream_id=max(stream - 2, 0))
            self.flush()
            self.is_open = False
        elif path == "/goaway-body":
            self.head(stream, 9)
            self.state.send_data(stream, b"half")
            self.flush()
            self.state.close_connection(h2.errors.ErrorCodes.INTERNAL_ERROR, last_stream_id=stream)
            self.flush()
            self.is_open = False
        elif path == "/silent" and is_first:
            self.is_silent = True
        else:
            self.answer(stream)


def serve_http2(connection, number):
    Session(connection, number).run()
