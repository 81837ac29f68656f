"""A security key in software, and the browser around it."""

import json
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAGS = AuthenticatorData.FLAG
HERE = "http://localhost"


class SoftKey:
    """One key pair; ``origin`` is the page that the browser stands on."""

    def __init__(self, *, rp="localhost", origin=HERE, verifies=True):
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.rp, self.origin = rp, origin
        self.flags = FLAGS.UP | (FLAGS.UV if verifies else FLAGS(0))

    def make(self, options, *, resident=False):
        """Answer the options of a registration as ``navigator.credentials.create`` does."""
        asked = options["publicKey"]
        public = ES256.from_cryptography_key(self.secret.public_key())
        attested = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(
            sha256(self.rp.encode()), self.flags | FLAGS.AT, 0, bytes(attested)
        )
        self.handle = asked["user"]["id"]
        response = {
            "clientDataJSON": self._client("webauthn.create", asked),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        }
        return self._told(response, {"credProps": {"rk": resident}})

    def use(self, options):
        """Answer the options of a sign-in as ``navigator.credentials.get`` does."""
        client = self._collected("webauthn.get", options["publicKey"])
        data = AuthenticatorData.create(sha256(self.rp.encode()), self.flags, 1)
        signed = self.secret.sign(bytes(data) + client.hash, ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(bytes(client)),
            "authenticatorData": websafe_encode(bytes(data)),
            "signature": websafe_encode(signed),
            "userHandle": self.handle,
        }
        return self._told(response, {})

    def _told(self, response, results):
        told = {
            "type": "public-key",
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "clientExtensionResults": results,
            "response": response,
        }
        return json.dumps(told)

    def _client(self, kind, asked):
        return websafe_encode(bytes(self._collected(kind, asked)))

    def _collected(self, kind, asked):
        return CollectedClientData.create(kind, asked["challenge"], self.origin)
