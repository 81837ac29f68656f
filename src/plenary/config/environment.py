"""What an installation sets from outside: environment variables and the keys beside its data."""

from __future__ import annotations

import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict
from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """The settings of one installation; each is an environment variable of the same name."""

    model_config = SettingsConfigDict(env_prefix="PLENARY_", extra="ignore")

    home: Path = Path("var")
    """Where the database file, stored files and keys are kept."""
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    """``postgresql://…``; empty: SQLite below ``home``."""
    hosts: str = "localhost,127.0.0.1,[::1]"
    """Host names that are answered, separated by commas."""
    origin: str = "http://127.0.0.1:8000"
    """The address that people see, used in mails."""
    contact: str = ""
    """An e-mail address that readers of the portal may write to; empty: only the unit is named."""
    https: bool = False
    demo: bool = False
    """The demo: roles are picked without a password, from this machine only."""
    require_second_factor: bool = True
    """Whether the office and administrators must set up a second factor; never in the demo."""
    profile: str = "cn-district"
    mail_url: str = ""
    """``smtp://user:password@host:port`` or ``smtps://…``; empty: mails are kept in the outbox."""
    mail_from: str = "plenary@localhost"
    upload_megabytes: int = 50
    parsers: int = Field(default=2, ge=1)
    """How many uploaded files are read at once on this machine; each may take 400 MB."""
    trusted_proxies: int = 0
    """How many proxies stand before Plenary and append to X-Forwarded-For."""

    oidc_issuer: str = ""
    """The address of an OpenID Connect provider that people may sign in with; empty: none."""
    oidc_client: str = ""
    oidc_secret: str = ""
    oidc_name: str = "OpenID Connect"
    """What the sign-in page calls the provider."""

    @model_validator(mode="after")
    def _provider_is_whole_and_guarded(self) -> Self:
        """Refuse a provider without its client, and one that is reached in clear."""
        if not self.oidc_issuer:
            return self
        if not (self.oidc_client and self.oidc_secret):
            raise ValueError("PLENARY_OIDC_ISSUER needs PLENARY_OIDC_CLIENT and _SECRET")
        parts = urlsplit(self.oidc_issuer)
        if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
            raise ValueError("PLENARY_OIDC_ISSUER must begin with https://")
        return self

    def key(self, name: str) -> str:
        """Give a secret of this installation, made on first use and readable by its owner only."""
        path = self.home / "keys" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                with path.open("x", encoding="ascii") as file:
                    path.chmod(0o600)
                    file.write(secrets.token_urlsafe(48))
            except FileExistsError:
                pass
        return path.read_text(encoding="ascii").strip()

    def database(self) -> dict[str, Any]:
        """Give Django's settings of the one database."""
        if not self.database_url:
            return _sqlite(self.home / "plenary.sqlite3")
        if not self.database_url.startswith(("postgresql://", "postgres://")):
            raise ValueError("DATABASE_URL: only postgresql:// is known; leave it empty for SQLite")
        return _postgresql(self.database_url)


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Opening the file and setting it up costs as much as making a page of the portal.
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
                "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = {key: value for key, value in conninfo_to_dict(url).items() if value is not None}
    return {
        "ENGINE": "plenary.shared.postgresql",
        "NAME": parts.pop("dbname", "plenary"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # What is asked often is planned once a connection: half of PostgreSQL's work for a task's page.
        "OPTIONS": {**parts, "server_side_binding": True, "prepare_threshold": 3},
    }


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Read the environment once."""
    return Environment()
