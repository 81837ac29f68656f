"""The programs' interface asked by Schemathesis: what its description allows, and what it forbids."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import reading

SECONDS = 90
MEANT = "positive_data_acceptance"
"""A task wants a title in one of the languages and a date within reason: rules that a schema cannot say."""
SETTINGS = """\
[checks.missing_required_header]
expected-statuses = [400, 401, 403, 406, 415, 422, 428]
"""
"""A change that names no state it was made to is answered 428 (RFC 6585), which is for just that."""
_SECRET = re.compile(r"\bplenary_[\w-]{20,}")
_SCOPE = re.compile(r'name="scopes" value="([\w:]+)"')
_CASES = re.compile(r"([\d,]+) generated")
_FAILURES = re.compile(r"=+ (?:FAILURES|ERRORS) =+\n(.*?)\n=+ ", re.DOTALL)


def token_of_office(address: str) -> str:
    """Make a token with every scope, as a person does, and give its secret."""
    reader = reading.Reader(address, "en")
    reader.sign_in(0)
    html = reader.open("/accounts/tokens/")[2].decode()
    form: dict[str, str | list[str]] = {
        "csrfmiddlewaretoken": reading.TOKEN.findall(html)[0],
        "name": "fuzzing",
        "scopes": _SCOPE.findall(html),
        "days": "30",
    }
    return _SECRET.findall(reader.open("/accounts/tokens/", form)[2].decode())[0]


def faults(address: str, program: Path, work: Path) -> tuple[str, list[str]]:
    """Let Schemathesis ask for a time; give how much it asked, and what it found.

    What it keeps of its own lies in ``work``.
    """
    (work / "schemathesis.toml").write_text(SETTINGS, encoding="utf-8")
    token = token_of_office(address)
    command = [
        *(str(program), "run", f"{address}/api/v1/openapi.json", "--no-color"),
        *("--header", f"Authorization: Bearer {token}", "--exclude-checks", MEANT),
        *("--max-time", str(SECONDS), "--rate-limit", "auto", "--warnings", "off"),
    ]
    ended = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True, cwd=work)
    cases = _CASES.findall(ended.stdout)
    found = [text.strip() for text in _FAILURES.findall(ended.stdout)]
    if ended.returncode and not found:
        found = [ended.stdout[-2000:]]
    return f"{cases[0] if cases else 0} requests of Schemathesis", found
