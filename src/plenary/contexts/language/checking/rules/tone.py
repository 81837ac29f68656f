"""Tone: how strong the English of a caution or a prohibition may be (GB/T 30240.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import english
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_ASKING = re.compile(r"(?<!非)请勿|请不要|(?<!请)勿(?!忘|入$)")
_FORBIDDING = re.compile(r"禁止|不得|不准|禁(?=[入停行烟火区])")
_STRICT = re.compile(r"严禁")
_MINDING = re.compile(r"当心|小心|注意")
_DEADLY = re.compile(r"触电|高压|有电|爆炸|易爆|中毒|毒|辐射|瓦斯|缺氧|窒息")
_PERHAPS_DEADLY = re.compile(r"坠|跌落|腐蚀|塌方|落石|落物|水深|溺水|雷电|激光|感染|伤人|吊物|绞伤")
"""The lists of standard signs have some of these as a warning and some as a caution."""
_HURTING = re.compile(r"烫|地滑|路滑|湿滑|滑倒|滑跌")
_ORDINARY = re.compile(r"台阶|碰头|脚下|间隙|空隙|车门|玻璃|夹手|门槛|扶梯")
_STRONG_EN = re.compile(r"\b(?:strictly|prohibit\w*|forbid\w*|forbade|banned)\b", re.IGNORECASE)
_POLITE_EN = re.compile(
    r"\b(?:(?<!quiet )(?<!quiet, )(?<!silence )(?<!silence, )please|thank you for(?! your)|thanks for(?! your)|kindly)\b",
    re.IGNORECASE,
)
_SIGNAL_EN = re.compile(r"\b(?:danger|warning|caution)\b", re.IGNORECASE)
_TOP_SIGNAL_EN = re.compile(r"\b(?:danger(?!ous)|warning)\b", re.IGNORECASE)
_PLEASE_DO_NOT = re.compile(r"(?:Please )?Do Not (?P<act>[A-Za-z]+)(?P<rest> [^.!]*)?")
_THANKS = re.compile(r"Thank You for Not (?P<act>[A-Za-z]+ing)(?P<rest> [^.!]*)?")
_IS_STRICTLY = re.compile(
    r"(?P<act>[A-Za-z]+ing)(?P<rest> (?:(?!Is |Are |Strictly |Prohib|Forbid)[\w' ])*?)? ?(?:(?:Is|Are) )?(?:Strictly )?(?:Prohibited|Forbidden)"
)
_LEVELS = (
    ("tone.ban-too-weak", _PLEASE_DO_NOT, "Do Not {act}{rest}"),
    ("tone.ban-too-weak", _THANKS, "No {act}{rest}"),
    ("tone.strict-too-weak", _PLEASE_DO_NOT, "{gerund}{rest} Prohibited"),
    ("tone.strict-too-weak", _THANKS, "{act}{rest} Prohibited"),
    ("tone.too-strong", _IS_STRICTLY, "Please Do Not {base}{rest}"),
)
"""How a sign of one level is said at that of the rule."""
_MILD_EN = re.compile(
    r"\b(?:mind|watch|careful|beware|take care|attention|look out)\b", re.IGNORECASE
)


def find(pair: Pair) -> Iterator[Finding]:
    """Find prohibitions that are too harsh or too soft, and cautions at the wrong level."""
    if not pair.is_sign or not pair.words:
        return
    if _STRICT.search(pair.zh):
        yield from _all(pair, _POLITE_EN, "tone.strict-too-weak")
    elif _FORBIDDING.search(pair.zh):
        if not _ASKING.search(pair.zh):
            yield from _all(pair, _POLITE_EN, "tone.ban-too-weak")
        yield from _plainly(pair)
    elif _ASKING.search(pair.zh):
        yield from _all(pair, _STRONG_EN, "tone.too-strong")
    if _MINDING.search(pair.zh) or "危险" in pair.zh:
        yield from _cautions(pair)


def _cautions(pair: Pair) -> Iterator[Finding]:
    signal = _SIGNAL_EN.search(pair.en)
    top = _TOP_SIGNAL_EN.search(pair.en)
    mild = _MILD_EN.search(pair.en)
    if _DEADLY.search(pair.zh):
        if not top and mild:
            yield pair.finding("tone.danger-too-weak", mild.start(), mild.end())
        elif not signal:
            yield pair.finding("tone.danger-too-weak", is_proof=False)
    elif _PERHAPS_DEADLY.search(pair.zh):
        if not signal:
            yield pair.finding("tone.danger-too-weak", is_proof=False)
    elif _HURTING.search(pair.zh):
        if not signal and mild:
            is_proof = "烫" in pair.zh or bool(
                re.search(r"\bcareful|slip|floor", pair.en, re.IGNORECASE)
            )
            yield pair.finding("tone.caution-too-weak", mild.start(), mild.end(), is_proof=is_proof)
        elif top and re.search(r"\bdanger\b", pair.en, re.IGNORECASE):
            yield pair.finding("tone.caution-too-strong", top.start(), top.end())
    elif _ORDINARY.search(pair.zh) and top:
        yield pair.finding("tone.caution-too-strong", top.start(), top.end())


def _plainly(pair: Pair) -> Iterator[Finding]:
    """A ban is said without "strictly"."""
    for hit in re.finditer(r"\bstrictly (\w+)|\bstrictly\b", pair.en, re.IGNORECASE):
        yield pair.finding("tone.too-strong", *hit.span(), proposal=hit[1] or "")


def _reworded(text: str, rule: str) -> str:
    """Give the same sign at the level of the rule: "Please Do Not Climb" forbids as "Do Not Climb"."""
    for asked, pattern, made in _LEVELS:
        if asked == rule and (hit := pattern.fullmatch(text)):
            act = hit["act"].lower()
            forms = {"base": english.base_of(act), "gerund": english.gerund_of(act)}
            words = {name: form.capitalize() for name, form in forms.items()}
            rest = (hit["rest"] or "").rstrip()
            if all(words[name] for name in words if f"{{{name}}}" in made):
                return made.format(act=hit["act"], rest=rest, **words)
    return ""


def _all(pair: Pair, pattern: re.Pattern[str], rule: str) -> Iterator[Finding]:
    for hit in pattern.finditer(pair.en):
        right = _reworded(pair.en.strip(), rule)
        start, end = (0, len(pair.en)) if right else hit.span()
        yield pair.finding(rule, start, end, proposal=right, found=hit[0])
