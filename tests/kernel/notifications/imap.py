"""A small IMAP server for the tests, on loopback (RFC 3501): it shows what lies in one mailbox."""

import base64
import datetime as dt
import re
import socketserver
import ssl
import threading
from contextlib import contextmanager

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

CAME = '"01-Jul-2025 13:00:00 +0800"'


class ImapServer(socketserver.ThreadingTCPServer):
    """Shows ``mails``, number to bytes; ``answers`` are given instead of the usual ones, by command."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, context=None, *, is_tls=True):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.context, self.is_tls = context, is_tls and context is not None
        self.mails = {}
        self.validity = 7
        self.folder = "INBOX"
        self.account = ("office@example.org", "pass word")
        self.capabilities = "IMAP4rev1 AUTH=PLAIN ID"
        self.answers = {}
        self.commands = []

    @property
    def url(self):
        scheme = "imaps" if self.is_tls else "imap"
        user, password = (one.replace("@", "%40").replace(" ", "%20") for one in self.account)
        return f"{scheme}://{user}:{password}@localhost:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        """A client that breaks the connection off is no fault of the server's."""


class Conversation(socketserver.StreamRequestHandler):
    """One client's commands, one line each."""

    def setup(self):
        if self.server.is_tls:
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self):
        super().finish()
        self.request.close()

    def handle(self):
        self.say("* OK here")
        while line := self.rfile.readline():
            tag, command, *rest = line.decode().strip().split(" ", 2)
            command, rest = command.upper(), rest[0] if rest else ""
            if command == "UID":
                command, _, rest = rest.partition(" ")
            self.server.commands.append(command)
            if command in self.server.answers:
                for told in self.server.answers[command]:
                    self.say(told.format(tag=tag))
            elif not getattr(self, f"do_{command.lower()}")(tag, rest):
                return

    def do_capability(self, tag, _rest):
        return self.say(f"* CAPABILITY {self.server.capabilities}\r\n{tag} OK done")

    def do_starttls(self, tag, _rest):
        self.say(f"{tag} OK begin")
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)
        return True

    def do_authenticate(self, tag, _rest):
        self.say("+")
        _nobody, user, password = base64.b64decode(self.rfile.readline()).decode().split("\0")
        return self.let_in(tag, (user, password))

    def do_login(self, tag, rest):
        named = tuple(re.findall(r'"((?:[^"\\]|\\.)*)"', rest))
        return self.let_in(tag, named)

    def let_in(self, tag, account):
        is_right = account == self.server.account
        return self.say(
            f"{tag} OK in" if is_right else f"{tag} NO [AUTHENTICATIONFAILED] {account}"
        )

    def do_id(self, tag, _rest):
        return self.say(f'* ID ("name" "a server")\r\n{tag} OK done')

    def do_examine(self, tag, rest):
        if rest.strip('"') != self.server.folder:
            return self.say(f"{tag} NO no such folder")
        self.say(
            f"* {len(self.server.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.server.validity}] ."
        )
        return self.say(f"{tag} OK [READ-ONLY] open")

    def do_search(self, tag, rest):
        first = re.search(r"UID (\d+):\*", rest)
        found = sorted(self.server.mails)
        if first:  # the last one is always among them (RFC 3501, 6.4.8)
            found = [one for one in found if one >= int(first[1])] or found[-1:]
        return self.say(f"* SEARCH {' '.join(map(str, found))}\r\n{tag} OK done")

    def do_fetch(self, tag, rest):
        uid, most = (int(one) for one in re.findall(r"^(\d+) .*<0\.(\d+)>", rest)[0])
        data = self.server.mails.get(uid)
        if data is not None:
            told = f"* 1 FETCH (UID {uid} RFC822.SIZE {len(data)} INTERNALDATE {CAME} BODY[]<0> "
            self.wfile.write(f"{told}{{{len(data[:most])}}}\r\n".encode() + data[:most] + b")\r\n")
        return self.say(f"{tag} OK done")

    def do_logout(self, tag, _rest):
        self.say(f"* BYE bye\r\n{tag} OK done")
        return False

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())
        return True


@contextmanager
def running_mailbox(context=None, *, is_tls=True):
    """Run a server in a thread."""
    with ImapServer(context, is_tls=is_tls) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def certificate(folder):
    """Make a certificate for localhost; give the context of its server and the file to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=9000))
        .not_valid_after(now + dt.timedelta(days=9000))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    trusted, secret = folder / "certificate.pem", folder / "key.pem"
    trusted.write_bytes(made.public_bytes(pem))
    form, clear = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(pem, form, clear))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(trusted, secret)
    return context, str(trusted)
