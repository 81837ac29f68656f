"""A server on loopback that listens as a receiver of webhooks does, well or badly, by the path asked for."""

import datetime as dt
import ipaddress
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

STATUSES = {"/fail": 500, "/gone": 410, "/moved": 307, "/huge": 200, "/drip": 200}


class Listener(BaseHTTPRequestHandler):
    """Keeps what it is sent and answers by the path."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, dict(self.headers), body))
        path = self.server.becomes or self.path
        if path == "/hold":
            self.server.is_holding.set()
            time.sleep(60)
        if path == "/slow":
            time.sleep(3)
        self.send_response(STATUSES.get(path, 204))
        if path == "/moved":
            self.send_header("Location", f"{self.server.url}/ok")
        self.end_headers()
        with suppress(OSError):
            if path == "/huge":
                for _more in range(200):
                    self.wfile.write(b"<b>\x00" * 16_384)
            if path == "/drip":
                for _more in range(40):
                    self.wfile.write(b".")
                    time.sleep(0.1)
            if path == "/fail":
                self.wfile.write("服务器出错".encode())

    def log_message(self, *_anything):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Listener)
        self.heard = []
        self.becomes = ""
        """What every path is answered like from now on."""
        self.is_holding = threading.Event()
        self.scheme = "http"

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_anything):
        pass


@contextmanager
def listening(folder=None):
    """Run a listener; with a folder over TLS, under a certificate that nobody has signed."""
    server = Server()
    if folder:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(_certificate(folder))
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / "listener.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file
