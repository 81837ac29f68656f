"""What the commands share: a command line that is not as it should be is told in the user's language."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

from plenary.readout.draft import Lang

_IN_CHINESE = (
    (r"name a file, or - for standard input", "请给出文件，或用 - 读取标准输入"),
    (r"the following arguments are required: (.*)", "缺少参数：{0}"),
    (r"unrecognized arguments: (.*)", "没有这样的参数：{0}"),
    (
        r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)",
        "{0} 不能是“{1}”，可以是：{2}",
    ),
    (r"argument (.*?): invalid int value: '(.*)'", "{0} 应为整数，不能是“{1}”"),
    (r"argument (.*?): invalid float value: '(.*)'", "{0} 应为数字，不能是“{1}”"),
    (r"argument (.*?): invalid \S+ value: '(.*)'", "{0} 不能是“{1}”"),
    (r"argument (.*?): expected .*", "{0} 后面缺少内容"),
    (r"argument (.*?): ignored explicit argument .*", "{0} 后面不能带内容"),
    (r"argument (.*?): (.*)", "{0}：{1}"),
)
"""The sentences of argparse and of our own parsers, and the same in Chinese."""
_HEADINGS = (
    ("usage: ", "用法："),
    ("\npositional arguments:\n", "\n参数：\n"),
    ("\noptions:\n", "\n选项：\n"),
)


class UsageError(Exception):
    """The command line is not as the usage says."""


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of printing, so that every message is in the user's language."""

    def error(self, message: str) -> NoReturn:
        """Raise ``UsageError``."""
        raise UsageError(message)


def explained(message: object, lang: Lang) -> str:
    """Give what is wrong with a command line in a language; argparse says it in English."""
    told = str(message)
    if lang == "en":
        return told
    for pattern, sentence in _IN_CHINESE:
        if found := re.fullmatch(pattern, told, re.DOTALL):
            return sentence.format(
                *(part.replace("', '", "、").strip("'") for part in found.groups())
            )
    return told


def headed(text: str, lang: Lang) -> str:
    """Give argparse's help under headings in a language."""
    for english, chinese in _HEADINGS if lang == "zh" else ():
        text = text.replace(english, chinese)
    return text


def complain(message: str) -> None:
    """Say something on standard error, whatever that can show; a closed one is left alone."""
    try:
        sys.stderr.write(message.encode("utf-8", errors="replace").decode() + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return
