"""Who says what follows: frames such as 会议强调， and the discourse links around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from plenary.readout.chinese.surnames import looks_like_name
from plenary.readout.chinese.vocabulary import skip_adverbs, verb_at

FrameKind = Literal["says", "thinks", "demands", "others", "sees"]

_SPEAKER = (
    r"(?:(?:会议|大会|全会|座谈会|本次会议|此次会议|会上|主席会议|委员长会议|常务会议|与会[^，]{0,8}|大家|他们|他|她|"
    r"[^，。；：]{0,24}(?:会议|小组|委员会|办公室|同志|书记|主席|总理|主任|部长|省长|市长|区长|县长|局长|"
    r"中央|国务院|[部委办局厅署组会院]))|(?P<name>[\u4e00-\u9fff]{2,4}?)|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,10})?"
)
# The open part may stand once only: a star over it would try every way to cut the clause.
_PLAIN_MANNER = r"(?:在会上|会上|在讲话中|在发言中|在总结讲话中|在主持会议时|在听取[^，]{0,20}后|同时|最后|还|也|并|特别|进一步|一致|明确|郑重|着重|反复|再次){0,4}"
_MANNER = rf"(?:{_PLAIN_MANNER}(?:[就对][^，]{{1,40}}?)?{_PLAIN_MANNER})"
_SAYING = r"(?:强调指出|强调|指出|表示|认为|提出|说|谈到|介绍|称|(?<!约谈)提醒)"
_DEMANDING = r"(?:要求|确定|决定|议定|明确|希望|建议|勉励|号召|嘱托|叮嘱|提议|倡议)"
_CLOSING = re.compile(
    rf"^{_SPEAKER}{_MANNER}(?:(?P<says>{_SAYING})(?:说|道)?|(?P<demands>{_DEMANDING}))(?:，|：|$)"
)
_LONG_SAYING = re.compile(
    r"(?:强调指出|强调|指出|表示|认为|提出要求|提出明确要求|提出[^，]{0,8}(?:要求|希望|意见|建议)|重要指示|重要批示|作出批示)$"
)
_OPENING = re.compile(
    rf"^{_SPEAKER}{_MANNER}(?:(?P<says>{_SAYING})|(?P<demands>{_DEMANDING}))(?!(?:的|了|过|，|：|为|以来|书|表|案|权|性|点|事项|内容|和|与|、))(?=.)"
)
_BARE = re.compile(
    r"^(?:并|还|同时)?(?:要求|强调|指出|表示|提出(?=要|，|：|$)|决定|希望|勉励|叮嘱|嘱咐)(?!的|了|和|、|为|全面)"
)
_SEEING = re.compile(
    r"^[^，]{0,10}?(?:要|必须|应|应当|应该|需要|值得)(?:清醒|充分|深刻|清醒地|客观)?(?:看到|认识到|注意到|指出的是|注意的是|强调的是)$"
)
_NO_SAYING = re.compile(
    r"要|提出(?!(?:明确|具体|以下|几点|[一二三四五六七八九\d]+[点条项个])?(?:要求|希望|意见|建议)$)"
)
_NO_SPEAKER = re.compile(r"把|将|以|用|按|根据|依照|遵照|依据|参照|对照|围绕")
_LONGEST = 160
_SAYS, _DEMANDS = "says", "demands"
_OTHERS = re.compile(r"^(?:大家|他们|与会|专家|代表们|委员们|发言|企业家)")
LINK = re.compile(
    r"(?:(?:同时|此外|另外|其中|特别是|尤其是|与此同时|因此|为此|下一步|下步|下一阶段|下阶段|接下来|今后|今后一个时期|对此|首先|其次|再次|最后|"
    r"当前和今后一个时期|第[一二三四五六七八九十]+|[一二三四五六七八九十]+是|[一二三四五六七八九十](?=要)|（[一二三四五六七八九十\d]+）|[1-9]\d?[.、．](?!\d)|[①-⑩●•■◆▪◇]|[一二三四五六七八九十]+、|·|"
    r"特别(?=要)|尤其(?=要)|一方面|另一方面|而且|从而|因而|然后|但是|但|会议|具体来说|总之|就是|也就是)[，、：]?)+"
)
_NUMBER = re.compile(
    r"第[一二三四五六七八九十]+[，、：]|[一二三四五六七八九十]+是|[一二三四五六七八九十]、|（[一二三四五六七八九十\d]+）|[1-9]\d?[.、．](?!\d)|[①-⑩●•·■◆▪-]"
)
_JOINING = re.compile(r"(?:并|而且|还|也|且|进而)(?=[^非且不重举])")


@dataclass(frozen=True, slots=True)
class Frame:
    """A reporting frame and where its content begins in the clause (its end where it fills it)."""

    kind: FrameKind
    content: int


def frame_of(text: str) -> Frame | None:
    """Read the frame at the head of a clause; None where the clause has none."""
    if _SEEING.match(text):
        return Frame("sees", len(text))
    if len(text) > _LONGEST:
        return None
    whole = _CLOSING.match(text)
    if whole and whole.end() == len(text) and _is_speaker(text, whole):
        return Frame(_kind(text, whole), len(text))
    if _LONG_SAYING.search(text) and not _NO_SAYING.match(text):
        return Frame(_long_kind(text), len(text))
    opening = _OPENING.match(text)
    if opening is None or not _is_speaker(text, opening):
        opening = _BARE.match(text)
    if opening:
        return Frame(_kind(text, opening), opening.end())
    return None


def _is_speaker(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before the verb can say something."""
    name = match.group("name")
    if name:
        return looks_like_name(name)
    verb = max(match.start(group) for group in (_SAYS, _DEMANDS))
    return verb > 0 and not _NO_SPEAKER.match(text) and verb_at(text, skip_adverbs(text)) is None


def _kind(text: str, match: re.Match[str]) -> FrameKind:
    if _OTHERS.match(text):
        return "others"
    if match.re is not _BARE and match.group(_SAYS) == "认为":
        return "thinks"
    demands = match.re is _BARE and text[match.end() - 2 : match.end()] not in {
        "强调",
        "指出",
        "表示",
    }
    return "demands" if demands or (match.re is not _BARE and match.group(_DEMANDS)) else "says"


def _long_kind(text: str) -> FrameKind:
    if _OTHERS.match(text):
        return "others"
    return "demands" if text.endswith(("要求", "希望")) else "says"


def is_numbered(text: str) -> bool:
    """Whether a clause begins with a number of a list (一是, 第二，, （三）)."""
    return bool(_NUMBER.match(text))


def skip_links(text: str, at: int = 0) -> int:
    """Give the index behind discourse links (同时, 一是, 并)."""
    link = LINK.match(text, at)
    if link:
        at = link.end()
    joining = _JOINING.match(text, at)
    return joining.end() if joining else at
