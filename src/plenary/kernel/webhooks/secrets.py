"""A webhook's secret: drawn, encrypted with a key beside the database, and used to sign (Standard Webhooks)."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet
from django.conf import settings

from plenary.kernel.webhooks.models import Webhook
from plenary.shared import clock

PREFIX = "whsec_"
BYTES = 32


def draw() -> str:
    """Draw a secret."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def seal(secret: str) -> str:
    """Encrypt a secret for the database."""
    return _cipher().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt a secret."""
    return _cipher().decrypt(sealed.encode()).decode()


def signature(webhook: Webhook, message_id: str, at: dt.datetime, body: bytes) -> str:
    """Sign a message and its true time with the secret, and with the former one while that is still valid."""
    held = [webhook.secret]
    if webhook.former_secret and webhook.former_until and webhook.former_until > clock.now():
        held.append(webhook.former_secret)
    signed = f"{message_id}.{int(at.timestamp())}.".encode() + body
    return " ".join(_signed(unseal(one), signed) for one in held)


def _signed(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"plenary.webhooks.secret:" + settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(digest.digest()))
