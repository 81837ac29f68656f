"""The term base: approved pairs, forbidden and outdated terms, and terms without their English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from plenary.contexts.language.checking import english, inflections, pinyin, standing
from plenary.contexts.language.checking.english import Word
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules import spelling
from plenary.contexts.language.checking.terms import Hit, Term

_BREAK = "//"
_PARTED = re.compile(r"[,:;(–—]|//|^(?:Lake|Mount|Hotel)\b")
"""Marks and words after which the parts of a name may stand in another order."""
_COMMAND = re.compile(r"禁|严禁|请|勿|不|小心|当心|注意|谨防|必须")
"""Texts in which the form of a verb is grammar; in a name it is a matter of style."""
_POST = re.compile(r"[部司局]?(?:发言人|官员|官方|网站|负责人)")
_SHORTEST = 2
_ARTICLES = frozenset({"a", "an", "the"})
_REGULAR = ("ing", "ed", "s")
_BODIES = frozenset({"body", "organisation"})
_NATIONAL = re.compile(
    r"^(?:国家|中国|中央|全国|中华全国)|(?:部|委员会|署|总局|最高人民法院|检察院|国务院|代表大会|协商会议)$"
)
_LOCAL = re.compile(r"[市区县省乡镇](?!场)")


def is_approved(pair: Pair) -> bool:
    """Say whether the English is, to the letter, an approved rendering of the whole Chinese text."""
    given = _lines(pair.en)
    return any(_lines(term.en) == given for term in pair.approved)


def _lines(text: str) -> str:
    parts = text.replace("\n", _BREAK).replace("’", "'").split(_BREAK)
    return _BREAK.join(part.strip() for part in parts if part.strip())


def forbidden(pair: Pair) -> Iterator[Finding]:
    """Find English that the term base forbids for a Chinese term in the text."""
    for hit in pair.index.in_english(pair.en):
        for term in hit.terms:
            if (
                term.status == "forbidden"
                and _stands_in(pair.zh, term.zh)
                and term.holds(pair.profile, pair.on)
            ):
                proposal = preferred(pair, term.zh)
                yield pair.finding(
                    "terms.forbidden" if proposal else "terms.forbidden-alone",
                    hit.start,
                    hit.end,
                    kind=_kind(term),
                    term=term.zh,
                    proposal=proposal,
                    source=term.source,
                    is_proof=term.domain != "body" or not _before_a_post(pair.zh, term.zh),
                )
                break


def forbidden_chinese(pair: Pair) -> Iterator[Finding]:
    """Find Chinese names that the term base forbids, in favour of the entry's own name."""
    for start, end, names in pair.index.wrong_in_chinese(pair.zh):
        if not pinyin.stands_apart(pair.zh, start, end):
            continue
        for name in names:
            if name.term.holds(pair.profile, pair.on):
                yield pair.finding(
                    "terms.forbidden-chinese",
                    start,
                    end,
                    side="zh",
                    proposal=name.term.zh,
                    source=name.term.source,
                )
                break


def _stands_in(zh: str, term: str) -> bool:
    """Say whether a term stands in a text as words of its own."""
    places = (hit.span() for hit in re.finditer(re.escape(term), zh))
    return any(pinyin.stands_apart(zh, *span) for span in places)


def _before_a_post(zh: str, body: str) -> bool:
    """Say whether a body's name stands before a person's, where its short form is usual."""
    return any(_POST.match(zh, hit.end()) for hit in re.finditer(re.escape(body), zh))


def expired(pair: Pair) -> Iterator[Finding]:
    """Find English that was approved at another time than the text's.

    A fault only where another rendering is approved for that time.
    """
    if pair.on is None:
        return
    given = _lines(pair.en)
    named = pair.index.named(pair.zh.strip())
    if is_approved(pair):
        return
    for term in named:
        fits = not term.profile or term.profile == pair.profile
        if term.status != "forbidden" and fits and _lines(term.en) == given:
            kind = "profile_mismatch" if pair.profile == "metro" else ""
            proposal = _preferred(pair, term.zh)
            yield pair.finding(
                "terms.expired" if proposal else "terms.expired-alone",
                kind=kind,
                source=term.source,
                proposal=proposal,
                is_proof=bool(proposal),
            )
            return


def differing(pair: Pair) -> Iterator[Finding]:
    """Find what parts the English from an approved rendering of the same Chinese text."""
    if not pair.approved or not pair.words or pair.profile == "metro":
        return
    given = [w.low for w in pair.words]
    for term in pair.approved:
        wanted = [w.low for w in english.words(term.en)]
        if found := _difference(pair, term, given, wanted):
            yield found
            return
    yield from _other_name(pair, given)


def _difference(pair: Pair, term: Term, given: list[str], wanted: list[str]) -> Finding | None:
    if "".join(given) == "".join(wanted):
        if given == wanted:
            return None
        rule = "terms.split" if len(given) > len(wanted) else "terms.joined"
        is_style = "-" in pair.en + term.en or all(map(english.is_known, given))
        return pair.finding(rule, proposal=term.en, is_proof=not is_style)
    if Counter(given) == Counter(wanted) and len(given) > 1:
        is_proof = "and" not in given and not _PARTED.search(pair.en + term.en)
        return pair.finding("terms.order", proposal=term.en, is_proof=is_proof)
    if [english.stem(w) for w in given] != [english.stem(w) for w in wanted]:
        return None
    pairs = [
        (g, w)
        for g, w in zip(given, wanted, strict=True)
        if english.americanised(g) != english.americanised(w)
    ]
    accepted = {w.low for other in pair.approved for w in english.words(other.en)}
    if all(g in accepted for g, _w in pairs):
        return None
    return _other_forms(pair, term, pairs)


def _other_forms(pair: Pair, term: Term, pairs: list[tuple[str, str]]) -> Finding | None:
    """The words are the same, their forms are not."""
    if all(_is_plural(*both) for both in pairs):
        is_fixed = pair.profile == "organisation" and term.domain in {"body", "organisation"}
        return pair.finding("terms.number", proposal=term.en, is_proof=is_fixed)
    if any(spelling.is_confused(g, w) for g, w in pairs):
        return pair.finding("spelling.real-word", proposal=term.en)
    if not all(english.is_known(g) for g, _w in pairs):
        return None
    is_proof = bool(_COMMAND.match(pair.zh)) or any(_is_doer(g, w) for g, w in pairs)
    return pair.finding("terms.form", proposal=term.en, is_proof=is_proof)


def _is_doer(given: str, wanted: str) -> bool:
    """Say whether somebody stands for a thing, as the officer for the office."""
    plain = given.removesuffix("s")
    return plain.endswith(("er", "or")) and wanted in {plain[:-1], plain[:-2], f"{plain[:-2]}s"}


def _is_plural(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    return long in {f"{short}s", f"{short}es"} or (
        short.endswith("y") and long == f"{short[:-1]}ies"
    )


def _other_name(pair: Pair, given: list[str]) -> Iterator[Finding]:
    """A national body has one English name."""
    zh = pair.zh.strip()
    bodies = [t for t in pair.approved if t.domain in {"body", "organisation"}]
    if (
        not bodies
        or not _NATIONAL.search(zh)
        or _LOCAL.search(zh)
        or pair.profile != "organisation"
    ):
        return
    stems = {english.stem(w) for w in given if w not in english.function_words()}
    for term in bodies:
        if stems <= {english.stem(w.low) for w in english.words(term.en)}:
            return
        if pair.en.strip() == "".join(re.findall(r"\b[A-Z]", term.en)):
            return  # its initials
    yield pair.finding("terms.official-name", proposal=bodies[0].en)


def missing(pair: Pair) -> Iterator[Finding]:
    """Find agreed terms in a text none of whose renderings stand in the English; a person judges."""
    if pair.is_sign and pair.approved:
        return
    for hit in absent(pair):
        zh = pair.zh[hit.start : hit.end]
        yield pair.finding(
            "terms.missing",
            hit.start,
            hit.end,
            side="zh",
            proposal=preferred(pair, zh),
            source=hit.terms[0].source,
            is_proof=False,
        )


def absent(pair: Pair) -> Iterator[Hit]:
    """Give the first place of each agreed term none of whose renderings stand in the English."""
    if not pair.words:
        return
    standing_in_english = [term for hit in pair.index.in_english(pair.en) for term in hit.terms]
    present = {term.zh for term in standing_in_english}
    told_in_full = {term.zh for term in standing_in_english if term.domain in _BODIES}
    told: set[str] = set()
    forms = _plain_forms(pair.words)
    for hit in pair.index.in_chinese(pair.zh):
        terms = tuple(t for t in hit.terms if t.status != "forbidden" and _is_wanted(pair, t))
        zh = pair.zh[hit.start : hit.end]
        if not terms or zh in present or zh in told or len(zh) < _SHORTEST:
            continue
        if not pinyin.stands_apart(pair.zh, hit.start, hit.end):
            continue
        if pair.is_running and standing.goes_on(pair.zh, hit.end):
            continue
        told.add(zh)
        if not any(_in_other_form(term, forms) for term in terms) and not _is_told_in_full(
            terms, zh, told_in_full
        ):
            yield Hit(terms, hit.start, hit.end)


def preferred(pair: Pair, zh: str) -> str:
    """Give what is preferred for a Chinese term in this kind of text, else in another."""
    return _preferred(pair, zh) or _preferred_elsewhere(pair, zh)


def _is_wanted(pair: Pair, term: Term) -> bool:
    """Say whether a text should have the term; a running text calls organisations by their names."""
    is_name = (pair.profile, term.profile) == ("government-text", "organisation")
    return term.holds(term.profile if is_name else pair.profile, pair.on)


def _in_other_form(term: Term, forms: str) -> bool:
    """Say whether a rendering stands in a text with another ending, as "reviewed" for "review"."""
    wanted = _plain_forms(english.words(term.en))
    return bool(wanted.strip()) and wanted in forms


def _plain_forms(words: list[Word]) -> str:
    """Give words without their endings and articles, as "preside over meet" for "presided over the meeting"."""
    return f" {' '.join(_plain_form(w.low) for w in words if w.low not in _ARTICLES)} "


def _plain_form(low: str) -> str:
    """Give what a word has in common with its other forms; of a verb like "wrote", with "write"."""
    verb = None if low.endswith(_REGULAR) else inflections.forms().get(low)
    return english.stem(verb.base if verb else low)


def _is_told_in_full(terms: tuple[Term, ...], zh: str, full: set[str]) -> bool:
    """Say whether a body that the Chinese calls shortly is called by its full agreed name in the English."""
    return any(t.domain in _BODIES for t in terms) and any(name.endswith(zh) for name in full)


def _kind(term: Term) -> str:
    if term.domain == "outdated" or term.valid_from:
        return "outdated_term"
    return (
        "wrong_official_name"
        if term.domain in {"body", "post", "government_term"}
        else "forbidden_term"
    )


def _preferred(pair: Pair, zh: str) -> str:
    fitting = [
        t
        for t in pair.index.named(zh)
        if t.status != "forbidden" and t.holds(pair.profile, pair.on)
    ]
    best = next((t for t in fitting if t.status == "preferred"), fitting[0] if fitting else None)
    return best.en if best else ""


def _preferred_elsewhere(pair: Pair, zh: str) -> str:
    """Give what is preferred for another kind of text, where this one has no name of its own."""
    named = (term for term in pair.index.named(zh) if term.holds(term.profile, pair.on))
    return next((term.en for term in named if term.status == "preferred"), "")
