"""The digest by which one side knows the state of the other that it was made from."""

import hashlib


def digest(text: str) -> str:
    """Give the digest of a text; spaces at its ends and line ends do not count."""
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
