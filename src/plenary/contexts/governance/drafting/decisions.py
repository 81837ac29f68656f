"""Words a typed decision from the item that it decides, for when nobody has typed a wording."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plenary.contexts.governance.drafting.writing import capital, clause
from plenary.contexts.governance.enums import AgendaKind, DecisionKind
from plenary.kernel.text.wording import in_en, in_zh

CHINESE: Mapping[str, str] = {
    DecisionKind.ADOPTED: "会议审议通过：{item}。",
    DecisionKind.AMENDED: "会议原则通过：{item}；按会议意见修改后印发。",
    DecisionKind.POSTPONED: "会议决定暂缓审议：{item}；列入下次会议议题。",
    DecisionKind.NOTED: "会议听取并知悉：{item}。",
    DecisionKind.WITHDRAWN: "会前撤回，本次会议不予审议：{item}。",
}
ENGLISH: Mapping[str, str] = {
    DecisionKind.ADOPTED: "{item}: adopted.",
    DecisionKind.AMENDED: "{item}: adopted with the changes that the meeting asked for.",
    DecisionKind.POSTPONED: "{item}: postponed to the next meeting.",
    DecisionKind.NOTED: "{item}: heard and noted.",
    DecisionKind.WITHDRAWN: "{item}: withdrawn before the meeting, not dealt with.",
}


OF_STUDY = ("会议传达学习了{item}。", "{item}: studied.")
OF_HEARING = ("会议听取并同意：{item}。", "{item}: heard and agreed to.")
"""What was studied or heard is not adopted as a paper is."""

SAID_ALREADY = re.compile(
    "^(?:传达学习|审议|审定|讨论|研究|听取|通报)(?:并(?:通过|审定|讨论))?"
    "(?![稿生院室员组型]|所(?!有)|会(?!议)|中心|成果|报告|课题|表扬|批评)(?=.)"
)
"""What an item of an agenda begins with, and the wording of the decision says itself; not part of a noun (研究院)."""


def word_decision(kind: str, item_kind: str, item_zh: str, item_en: str) -> tuple[str, str]:
    """Word a decision in the languages in which the item has a text."""
    words = CHINESE[kind], ENGLISH[kind]
    if kind == DecisionKind.ADOPTED:
        words = {AgendaKind.STUDY: OF_STUDY, AgendaKind.HEAR: OF_HEARING}.get(
            AgendaKind(item_kind), words
        )
    words = in_zh(words[0]), in_en(words[1])
    zh, en = SAID_ALREADY.sub("", clause(item_zh)), clause(item_en)
    return (
        words[0].format(item=zh) if zh else "",
        words[1].format(item=capital(en)) if en else "",
    )
