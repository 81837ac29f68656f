"""The words of each kind of act and of its states, and the page on which it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import (
    AskKind,
    AskState,
    DutyState,
    EndingKind,
    EndingState,
    ExtensionKind,
    ExtensionState,
    ExtraState,
    HelpState,
    InstructionState,
    ReleaseStage,
    SheetKind,
    SlipState,
    SuccessionKind,
    TopicState,
)

KINDS: Mapping[str, tuple[Any, Mapping[str, Any], str]] = {
    **{kind: (label, dict(AskState.choices), "governance:ask") for kind, label in AskKind.choices},
    "instruction": (_("Instruction"), dict(InstructionState.choices), "governance:instruction"),
    "slip": (
        SheetKind.SLIP.label,
        {"drawn": _("Drawn up"), "late": _("Not answered in time"), **dict(SlipState.choices)},
        "governance:sheet",
    ),
    **{
        kind: (label, {"replaced": "", "continues": ""}, "governance:task")
        for kind, label in SuccessionKind.choices
    },
    "continues": (_("Continues"), {"continues": ""}, "governance:task"),
    "part": (_("Part reported done"), dict(DutyState.choices), "governance:part"),
    "ended": (_("Duty ended"), {"": _("not noted yet")}, "governance:duty-end"),
    **{
        kind.value: (kind.label, dict(EndingState.choices), "governance:task-ending")
        for kind in EndingKind
    },
    "extra": (_("Further report"), dict(ExtraState.choices), "governance:extra-report"),
    "help": (_("Call for help"), dict(HelpState.choices), "governance:help-call"),
    "invitation": (_("Invitation"), {"": _("not answered yet")}, "governance:invitation"),
    "opinion": (_("Opinion"), {"": _("not answered yet")}, "governance:opinion"),
    "topic": (_("Topic"), dict(TopicState.choices), "governance:topic"),
    "release": (_("To be released"), dict(ReleaseStage.choices), "governance:release"),
    **{
        kind.value: (kind.label, dict(ExtensionState.choices), "governance:extension")
        for kind in (
            ExtensionKind.OWN,
            ExtensionKind.REWORD,
            ExtensionKind.SOONER,
            ExtensionKind.REMOVE,
            ExtensionKind.ADD,
        )
    },
    "extension": (_("Extension"), dict(ExtensionState.choices), "governance:extension"),
}
"""By kind: its word, the words of its states, and the name of its page."""


def kind_word(kind: str) -> Any:
    """Give the word of a kind of act."""
    return KINDS[kind][0]


def state_word(kind: str, state: str) -> Any:
    """Give the word of an act's state."""
    return KINDS[kind][1][state]


def page_of(kind: str, pk: int) -> str:
    """Give the address of an act's page."""
    return reverse(KINDS[kind][2], kwargs={"pk": pk})
