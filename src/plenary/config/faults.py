"""What keeps a command from being done, in a sentence of the terminal's language instead of a trace."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plenary.config.terminal import FAILED, WrongAccount, complain, words

if TYPE_CHECKING:
    from pydantic import ValidationError

_OF_THE_DISK = {
    errno.ENOENT: ("没有这个文件或目录", "there is no such file or folder"),
    errno.EACCES: ("没有权限", "this account has no right to it"),
    errno.EPERM: ("没有权限", "this account has no right to it"),
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    errno.EDQUOT: ("磁盘配额已用完", "the disk's quota is used up"),
    errno.EROFS: ("所在磁盘只读", "it lies on a disk that is read only"),
    errno.EEXIST: ("已经存在", "it is there already"),
    errno.EISDIR: ("这是目录，不是文件", "this is a folder, not a file"),
    errno.ENOTDIR: ("路径中有一段不是目录", "a part of this path is no folder"),
    errno.ENAMETOOLONG: ("名称太长", "the name is too long"),
    errno.ENODATA: (
        "文件是空的；请放回备份中的密钥。没有备份：plenary key {name} 说明会失去什么，以及怎样新建",
        (
            "it is empty; put the key of a backup back there. Without a backup: plenary key {name} says what"
            " is lost and how a new one is made"
        ),
    ),
    errno.EADDRINUSE: (
        "端口已被其他程序占用；请换一个：plenary demo --port N（或 make run PORT=N）、plenary serve --port N",
        (
            "the port is taken by another program; choose another: plenary demo --port N (or make run PORT=N),"
            " plenary serve --port N"
        ),
    ),
}
_OF_THE_DATABASE = (
    ("disk is full", ("磁盘已满", "the disk is full")),
    ("readonly database", ("数据库只读", "it cannot be written to")),
    ("disk i/o error", ("磁盘读写出错", "the disk cannot be read or written")),
    (
        "unable to open",
        (
            "数据库文件打不开（所在目录须可读写）",
            "its file cannot be opened; this account must be able to read and write its folder",
        ),
    ),
    ("not a database", ("不是 SQLite 数据库文件", "its file is no database of SQLite's")),
    ("malformed", ("数据库文件已损坏", "its file is damaged")),
    ("is locked", ("另一程序占用着数据库，请稍后再试", "another program holds it; try again")),
)


def known() -> tuple[type[BaseException], ...]:
    """Give the faults that are told in a sentence; what else is raised is a fault of Plenary's own."""
    from django.core.management import CommandError
    from django.db import InterfaceError, NotSupportedError, OperationalError, ProgrammingError
    from django.db.migrations.exceptions import InconsistentMigrationHistory, MigrationSchemaMissing
    from pydantic import ValidationError

    of_databases = (OperationalError, InterfaceError, ProgrammingError, NotSupportedError)
    of_migrations = (MigrationSchemaMissing, InconsistentMigrationHistory, CommandError)
    of_sqlite = sqlite3.DatabaseError
    return (OSError, WrongAccount, ValidationError, of_sqlite, *of_databases, *of_migrations)


def refuse(fault: BaseException, *, at: Path | None = None) -> int:
    """Say what is wrong on standard error, and where if the system has not said it; give the exit code."""
    if isinstance(fault, OSError) and fault.filename is None and at is not None:
        fault.filename = str(at)
    for sentence in sentences(fault):
        complain(sentence)
    return FAILED


def sentences(fault: BaseException) -> Iterator[str]:
    """Give what is wrong: of an unusable setting, of the disk or of the database; else its own words."""
    from django.db import Error
    from pydantic import ValidationError

    if isinstance(fault, ValidationError):
        yield from settings_faults(fault)
    elif isinstance(fault, OSError):
        if fault.errno != errno.EPIPE:
            yield _of_the_disk(fault)
    elif isinstance(fault, Error | sqlite3.Error):
        yield _of_the_database(fault)
    else:
        yield str(fault)


def settings_faults(fault: ValidationError) -> Iterator[str]:
    """Say of each setting that cannot be worked with what is wanted; its value is never repeated."""
    from plenary.config.environment import Unusable

    for one in fault.errors(include_url=False, include_input=False):
        told: dict[str, Any] = one.get("ctx", {})
        own = told.get("error")
        if isinstance(own, Unusable):
            yield words(zh=own.zh, en=own.en)
            continue
        name = str(one["loc"][0]) if one["loc"] else ""
        name = name if name.isupper() else f"PLENARY_{name.upper()}"
        yield f"{name}{words(zh='：', en=': ')}{_wanted(one['type'], told)}"


def _wanted(kind: str, told: dict[str, Any]) -> str:
    if kind.startswith("int"):
        return words(zh="应为整数", en="a whole number is wanted")
    if kind.startswith("bool"):
        return words(zh="应为 true 或 false", en="true or false is wanted")
    if kind == "greater_than_equal":
        return words(zh=f"不能小于 {told['ge']}", en=f"at least {told['ge']}")
    if kind == "literal_error":
        choices = str(told["expected"]).replace("'", "").replace(" or ", ", ")
        return words(zh=f"应为以下之一：{choices}", en=f"one of {choices}")
    return words(zh="这个值不能使用", en="this value cannot be worked with")


def _of_the_disk(fault: OSError) -> str:
    why = words(*_OF_THE_DISK.get(fault.errno or 0, (fault.strerror or str(fault),) * 2))
    place = fault.filename2 or fault.filename
    if not place:
        return why
    told = why.replace("{name}", Path(str(place)).name)
    return f"{place}{words(zh='：', en=': ')}{told}"


def _of_the_database(fault: BaseException) -> str:
    said = " ".join(str(fault).split())
    for part, (zh, en) in _OF_THE_DATABASE:
        if part in said.lower():
            said = words(zh=zh, en=en)
            break
    return words(
        zh=f"数据库不能使用：{said}",
        en=f"The database cannot be used: {said}",
    )
