"""How the commands speak to whoever typed them: in the language of the terminal, on the right stream."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from plenary.readout.command_line import complain, explained, headed
from plenary.readout.user_language import user_language

__all__ = ["FAILED", "Parser", "WrongAccount", "complain", "whole", "words"]

FAILED = 2


def words(zh: str, en: str) -> str:
    """Give a sentence in the language of the terminal, before Django can."""
    return zh if user_language(os.environ) == "zh" else en


class WrongAccount(Exception):
    """The command was typed by an account that would leave things in disorder; the sentence says by which one."""


class Parser(argparse.ArgumentParser):
    """The arguments of a command, its help and its complaints in the language of the terminal."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "add_help": False, "allow_abbrev": False})
        self.add_argument(
            "-h", "--help", action="help", help=words(zh="显示本说明", en="show this and end")
        )

    def format_help(self) -> str:
        """Give the help, its headings too in the language of the terminal."""
        return headed(super().format_help(), user_language(os.environ))

    def format_usage(self) -> str:
        """Give the line that says how the command is written."""
        return headed(super().format_usage(), user_language(os.environ))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and how it is written."""
        told = explained(message, user_language(os.environ))
        complain(f"{self.prog}{words(zh='：', en=': ')}{told}\n{self.format_usage().rstrip()}")
        sys.exit(FAILED)


def whole(low: int, high: int = 2**31) -> Callable[[str], int]:
    """Give the reading of an argument that is a whole number between these two."""

    def read(given: str) -> int:
        try:
            number = int(given)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            to = words(zh=f"到 {high} 之间", en=f" to {high}") if high < 2**31 else ""
            least = words(
                zh=f"应为 {low} {to}的整数", en=f"a whole number from {low}{to} is wanted"
            )
            if not to:
                least = words(
                    zh=f"应为不小于 {low} 的整数", en=f"a whole number from {low} on is wanted"
                )
            raise argparse.ArgumentTypeError(least)
        return number

    return read
