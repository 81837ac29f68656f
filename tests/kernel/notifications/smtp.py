"""A small mail server for the tests, on loopback, that keeps what it is given."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes

LONGEST = 1000
"""Bytes of a line with its end, which is CRLF and nothing else (RFC 5321, 2.3.8 and 4.5.3.1.6)."""


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps messages; ``answers`` are given instead of the usual ones, by command."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.messages = []
        self.logins = []
        self.answers = {}
        self.held = threading.Event()
        self.is_holding = False
        self.hold_at = 0
        """The number of the message after which nothing is said any more."""

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Conversation(socketserver.StreamRequestHandler):
    """One client's commands, one line each (RFC 5321)."""

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            words = line.decode().strip().split(" ")
            if not self.answer(words[0].upper(), words):
                return

    def answer(self, command, words):
        usual = {"EHLO": "250-here\r\n250 AUTH PLAIN", "QUIT": "221 bye"}.get(command, "250 ok")
        if command == "AUTH":
            self.server.logins.append(words[-1])
            usual = "235 welcome"
        if command == "DATA" and command not in self.server.answers:
            return self.take_message()
        self.say(self.server.answers.get(command, usual))
        return command != "QUIT"

    def take_message(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line)
        if not all(line.endswith(b"\r\n") and len(line) <= LONGEST for line in lines):
            self.say("500 Line too long")
            return True
        self.server.messages.append(message_from_bytes(b"".join(lines)))
        if len(self.server.messages) == self.server.hold_at:
            self.server.is_holding = True
        if self.server.is_holding:
            self.server.held.set()
            self.rfile.read()  # say nothing until the client is gone
            return False
        self.say("250 kept")
        return True

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def running_server():
    """Run a server in a thread."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
