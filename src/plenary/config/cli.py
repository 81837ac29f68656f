"""The command ``plenary``: a table of subcommands, each loaded only when it is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from plenary import __version__
from plenary.readout.user_language import user_language


@dataclass(frozen=True, slots=True)
class Subcommand:
    """A module with ``main(argv) -> int``, and a line on what it does."""

    module: str
    zh: str
    en: str


SUBCOMMANDS: dict[str, Subcommand] = {
    "readout": Subcommand(
        "plenary.readout.cli",
        zh="把公开的会议通稿读成结构化草稿",
        en="read a published readout into a draft",
    ),
    "check": Subcommand(
        "plenary.config.commands.check",
        zh="检查中文文字的英文译写",
        en="check the English of Chinese texts",
    ),
    "demo": Subcommand(
        "plenary.config.commands.demo",
        zh="在本机演示：一次全体会议已读入",
        en="show the example on this machine",
    ),
    "init": Subcommand(
        "plenary.config.commands.init",
        zh="建立空的系统和第一个管理员",
        en="make an empty installation with its first administrator",
    ),
    "upgrade": Subcommand(
        "plenary.config.commands.upgrade",
        zh="升级后更新数据库和自带数据",
        en="bring the installation up to date after an update",
    ),
    "serve": Subcommand("plenary.config.commands.serve", zh="提供网页服务", en="answer requests"),
    "worker": Subcommand(
        "plenary.config.commands.worker",
        zh="处理后台工作：邮件、封存、每日任务",
        en="do the work in the background",
    ),
    "replies": Subcommand(
        "plenary.config.commands.replies",
        zh="登记邮件里对会议邀请的答复",
        en="record answers to invitations that came by mail",
    ),
    "audit": Subcommand(
        "plenary.config.commands.audit", zh="核验审计日志", en="verify the audit log"
    ),
    "key": Subcommand(
        "plenary.config.commands.key",
        zh="密钥遗失又无备份时，新建密钥",
        en="make a new key where one is lost for good",
    ),
    "backup": Subcommand(
        "plenary.config.commands.backup",
        zh="备份整个系统，运行中也可进行",
        en="copy the whole installation, also while it runs",
    ),
    "restore": Subcommand("plenary.config.commands.restore", zh="恢复备份", en="put a backup back"),
    "export": Subcommand(
        "plenary.config.commands.export",
        zh="把全部内容导出为开放格式",
        en="take everything out in open formats",
    ),
    "import": Subcommand(
        "plenary.config.commands.importing",
        zh="把导出的内容装入空的系统",
        en="bring an export into an empty installation",
    ),
    "site": Subcommand(
        "plenary.config.commands.site",
        zh="把公众门户导出为静态文件",
        en="write the public portal as files",
    ),
    "texts": Subcommand(
        "plenary.config.commands.texts",
        zh="把待译文字交给外部译者（XLIFF）并收回",
        en="send texts to translators as XLIFF, and take them in again",
    ),
    "manage": Subcommand(
        "plenary.config.commands.manage", zh="运行 Django 自带命令", en="run Django's own commands"
    ),
}

_FAILED = 2
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``plenary`` with its arguments, those of the process unless given; give its exit code."""
    name, *rest = (sys.argv[1:] if argv is None else argv) or ["--help"]
    if name in {"-h", "--help", "help"}:
        sys.stdout.write(_help())
        return 0
    if name in {"-V", "--version"}:
        sys.stdout.write(f"plenary {__version__}\n")
        return 0
    if name not in SUBCOMMANDS:
        sys.stderr.write(_unknown(name))
        return _FAILED
    return _run(SUBCOMMANDS[name].module, rest)


def _run(module: str, arguments: Sequence[str]) -> int:
    """Run a subcommand; what the machine or a setting keeps it from is told in a sentence."""
    from plenary.config.faults import known, refuse

    try:
        code: int = import_module(module).main(arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except known() as fault:
        return refuse(fault)
    return code


def _help() -> str:
    is_chinese = user_language(os.environ) == "zh"
    head = "用法：plenary 命令 [参数...]" if is_chinese else "usage: plenary COMMAND [ARGUMENT...]"
    lines = [
        f"  {name:<12}{command.zh if is_chinese else command.en}"
        for name, command in SUBCOMMANDS.items()
    ]
    tail = (
        "plenary 命令 --help 说明一个命令；plenary --version 显示版本。"
        if is_chinese
        else "plenary COMMAND --help explains a command; plenary --version gives the version."
    )
    return "\n".join([head, "", *lines, "", tail]) + "\n"


def _unknown(name: str) -> str:
    if user_language(os.environ) == "zh":
        return f"plenary: 没有“{name}”这个命令。\n\n{_help()}"
    return f"plenary: there is no command {name!r}.\n\n{_help()}"
