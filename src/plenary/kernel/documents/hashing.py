"""The hashes by which contents are known."""

import hashlib


def text_hash(text: str) -> str:
    """Give the hash of a text's characters, whatever its file's encoding was."""
    return hashlib.sha256(text.encode()).hexdigest()


def content_hash(data: bytes) -> str:
    """Give the hash of a file's bytes."""
    return hashlib.sha256(data).hexdigest()
