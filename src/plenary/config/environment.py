"""What an installation sets from outside: environment variables and the keys beside its data."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from pydantic import Field, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

CALENDAR = re.compile(r"cn|[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
UNKNOWN_CALENDAR = (
    "PLENARY_CALENDAR：应为 cn，或国家及其地区，例如 GB-ENG 或 NZ",
    "PLENARY_CALENDAR: cn, or a country and its part, such as GB-ENG or NZ",
)
WEEKDAYS = "weekdays"
"""The calendar of a place of which none is named: only weekends are days off."""
DEMO_SITES = {
    "cn-district": ("石景山国际交往（演示）", "International Shijingshan (demo)"),
    "city-council": ("雷恩茅斯对外交往（演示）", "International Wrenmouth (demo)"),
}
"""What the portal of each practice's example is called."""
PRACTICE = "practice.env"
"""The file below ``home`` in which ``plenary init`` writes down the practice; a variable goes before it."""

NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
"""What a disk says on which a file has one name alone: FAT, and some that are shared."""


_held_back: dict[str, str] | None = None
"""Keys that are not written yet, by name; none where they are written on first use."""


def hold_keys_back() -> None:
    """Let nothing be written until it is known that there will be an installation: ``keep_keys`` does then."""
    global _held_back  # noqa: PLW0603 - settings ask before any object of ours is there
    _held_back = {} if _held_back is None else _held_back


class Unusable(ValueError):
    """A setting that cannot be worked with; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


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
    site_name_zh: str = ""
    """The portal's name in Chinese, on every page, in feeds and mails; empty: it is called what it is."""
    site_name_en: str = ""
    """The same in English; a name in one language alone stands in both."""
    site_licence: Literal["", "reserved", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"] = ""
    """The licence of the portal's texts, said in its footer and in JSON-LD; empty: nothing is said."""
    https: bool = False
    demo: bool = False
    """The demo: roles are picked without a password, from this machine only."""
    require_second_factor: bool = True
    """Whether the office and administrators must set up a second factor; never in the demo."""
    profile: Literal["cn-district", "city-council"] = "cn-district"
    """The practice profile: words, rules of the lights, rhythm of reports, layout of papers."""
    calendar: str = ""
    """Whose working days: ``cn``, or a country of the holidays package: ``GB-ENG``, ``CA-BC``, ``NZ``.

    Empty: China's for ``cn-district``, for another practice only the weekends.
    """
    time_zone: str = ""
    """Empty: China's for ``cn-district``, else UTC."""
    mail_url: str = ""
    """``smtp://user:password@host:port`` or ``smtps://…``; empty: mails are kept in the outbox."""
    mail_from: str = "plenary@localhost"
    mailbox_url: str = ""
    """``imaps://user:password@host:port/folder``: the mailbox of ``mail_from``; empty: none is read."""
    portal_cache_megabytes: int = Field(default=64, ge=0)
    """Memory in which each server process keeps pages of the portal; 0: it keeps none."""
    upload_megabytes: int = Field(default=50, ge=1)
    parsers: int = Field(default=2, ge=1)
    """How many uploaded files are read at once on this machine; each may take 400 MB."""
    trusted_proxies: int = Field(default=0, ge=0)
    """How many proxies stand before Plenary and append to X-Forwarded-For."""

    oidc_issuer: str = ""
    """The address of an OpenID Connect provider that people may sign in with; empty: none."""
    oidc_client: str = ""
    oidc_secret: str = ""
    oidc_name: str = "OpenID Connect"
    """What the sign-in page calls the provider."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what ``plenary init`` wrote down behind the variables."""
        kept = DotEnvSettingsSource(settings_cls, env_file=home_folder() / PRACTICE)
        return init_settings, env_settings, kept

    @model_validator(mode="after")
    def _provider_is_whole_and_guarded(self) -> Self:
        """Refuse a provider without its client, and one that is reached in clear."""
        if not self.oidc_issuer:
            return self
        if not (self.oidc_client and self.oidc_secret):
            raise Unusable(
                "PLENARY_OIDC_ISSUER：还须设置 PLENARY_OIDC_CLIENT 和 PLENARY_OIDC_SECRET",
                "PLENARY_OIDC_ISSUER needs PLENARY_OIDC_CLIENT and PLENARY_OIDC_SECRET",
            )
        parts = urlsplit(self.oidc_issuer)
        if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
            raise Unusable(
                "PLENARY_OIDC_ISSUER：须以 https:// 开头",
                "PLENARY_OIDC_ISSUER must begin with https://",
            )
        return self

    @model_validator(mode="after")
    def _place_is_known(self) -> Self:
        """Refuse a calendar or a time zone that is none."""
        if self.calendar and not CALENDAR.fullmatch(self.calendar):
            raise Unusable(*UNKNOWN_CALENDAR)
        if self.time_zone and self.time_zone not in available_timezones():
            raise Unusable(
                "PLENARY_TIME_ZONE：应为 Europe/London 这样的名称",
                "PLENARY_TIME_ZONE: a name such as Europe/London",
            )
        return self

    @model_validator(mode="after")
    def _addresses_are_such(self) -> Self:
        """Refuse an address of the database, of people or of the mail server that is none."""
        if self.database_url and _conninfo(self.database_url) is None:
            raise Unusable(
                "DATABASE_URL：只支持 postgresql://user:password@host/name；留空则使用 SQLite",
                "DATABASE_URL: postgresql://user:password@host/name, or empty for SQLite",
            )
        if not _is_address(self.origin, {"http", "https"}):
            raise Unusable(
                "PLENARY_ORIGIN：应为完整的地址，例如 https://plenary.example.org",
                "PLENARY_ORIGIN: a whole address, such as https://plenary.example.org",
            )
        if self.mail_url and not _is_address(self.mail_url, {"smtp", "smtps"}):
            raise Unusable(
                "PLENARY_MAIL_URL：应为 smtp://user:password@host:587 或 smtps://…；其中的特殊字符写成 %40 这样的编码",
                "PLENARY_MAIL_URL: smtp://user:password@host:587 or smtps://…, with signs such as @"
                " in the name or the password as %40",
            )
        return self

    @property
    def is_chinese(self) -> bool:
        """Say whether the practice is that of a Chinese office."""
        return self.profile == "cn-district"

    def is_there(self) -> bool:
        """Say whether this names an installation: a database elsewhere, or its own file below ``home``."""
        return bool(self.database_url) or (self.home / "plenary.sqlite3").exists()

    def site_names(self) -> dict[str, str]:
        """Give the portal's name in each language; of a demo that was given none, that of its example."""
        zh, en = self.site_name_zh.strip(), self.site_name_en.strip()
        if self.demo and not (zh or en):
            zh, en = DEMO_SITES[self.profile]
        return {"zh": zh or en, "en": en or zh}

    @property
    def demo_clock(self) -> Path:
        """Give the file in which ``plenary demo`` notes by how many seconds its clock is off."""
        return self.home / "demo-clock"

    def demo_shift(self) -> dt.timedelta | None:
        """Give by how much the demo's clock is off; nothing where no demo was started here."""
        if not self.demo or not self.demo_clock.exists():
            return None
        return dt.timedelta(seconds=float(self.demo_clock.read_text(encoding="ascii")))

    def key(self, name: str) -> str:
        """Give a secret of this installation, made on first use and readable by its owner only.

        Processes that begin at the same instant get the same one.
        While keys are held back, one that is not there yet is known to this process alone.
        """
        path = self.key_file(name)
        if not path.exists() and _held_back is not None:
            return _held_back.setdefault(name, secrets.token_urlsafe(48))
        return self._kept_key(path, secrets.token_urlsafe(48))

    def key_file(self, name: str) -> Path:
        """Give the place of a key."""
        return self.home / "keys" / name

    def holds_key(self, name: str) -> bool:
        """Say whether there is a key at its place."""
        path = self.key_file(name)
        return path.exists() and bool(path.read_bytes().strip())

    def renew_key(self, name: str) -> None:
        """Make a key where its file is empty or gone; one that is held stays."""
        if not self.holds_key(name):
            self.key_file(name).unlink(missing_ok=True)
            self.key(name)

    def keep_keys(self) -> None:
        """Write down the keys that were held back, unless others were put there meanwhile."""
        global _held_back  # noqa: PLW0603 - settings ask before any object of ours is there
        for name, key in (_held_back or {}).items():
            self._kept_key(self.home / "keys" / name, key)
        _held_back = None

    @staticmethod
    def _kept_key(path: Path, key: str) -> str:
        """Give the key of a file, made whole or not at all; ``OSError`` for one that holds nothing."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:
                file.write(key)
                file.flush()
                os.fsync(file.fileno())
                with suppress(FileExistsError):
                    _name(path, Path(file.name))
        if kept := path.read_text(encoding="ascii").strip():
            return kept
        raise OSError(errno.ENODATA, os.strerror(errno.ENODATA), str(path))

    def database(self) -> dict[str, Any]:
        """Give Django's settings of the one database."""
        if not self.database_url:
            return _sqlite(self.home / "plenary.sqlite3")
        return _postgresql(self.database_url)


def _name(path: Path, whole: Path) -> None:
    """Give a file that is whole its name; ``FileExistsError`` where another one has it."""
    try:
        path.hardlink_to(whole)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        with path.open("xb") as file:
            path.chmod(0o600)
            file.write(whole.read_bytes())


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


def _is_address(url: str, schemes: set[str]) -> bool:
    """Say whether this names a host, and a port where there is one, in one of these schemes."""
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _conninfo(url: str) -> dict[str, Any] | None:
    """Give the parts of a PostgreSQL address; none where it is not one."""
    if not url.startswith(("postgresql://", "postgres://")):
        return None
    try:
        return {key: value for key, value in conninfo_to_dict(url).items() if value is not None}
    except ProgrammingError:
        return None


def _postgresql(url: str) -> dict[str, Any]:
    parts = _conninfo(url) or {}
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
    """Read the environment once, and what ``plenary init`` was told of the practice."""
    return Environment()


def is_country(calendar: str) -> bool:
    """Say whether the holidays package knows a country and its part."""
    import holidays

    country, _, part = calendar.partition("-")
    known = holidays.list_supported_countries()
    return country in known and (not part or part in known[country])


def home_folder() -> Path:
    """Give the folder of the installation before anything else of it is read."""
    return Path(os.environ.get("PLENARY_HOME") or "var")


def checked_practice(profile: str, calendar: str, time_zone: str) -> dict[str, str]:
    """Give what of a practice, calendar and clock is set; ``ValueError`` for one that does not exist."""
    given = {"profile": profile, "calendar": calendar, "time_zone": time_zone}
    chosen = {name: value for name, value in given.items() if value}
    Environment.model_validate(chosen)
    if calendar and calendar != "cn" and not is_country(calendar):
        raise Unusable(*UNKNOWN_CALENDAR)
    return chosen


def write_practice(profile: str, calendar: str, time_zone: str, home: Path | None = None) -> Path:
    """Write down by which practice, calendar and clock this installation works; give the file.

    ``ValueError`` for one that does not exist; nothing is written then.
    """
    given = checked_practice(profile, calendar, time_zone)
    path = (home or home_folder()) / PRACTICE
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = [f"PLENARY_{name.upper()}={value}" for name, value in given.items()]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path
