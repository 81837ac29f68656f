"""A meeting's sign-in sheet in one language, on the paper that reports are printed on."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from plenary.contexts.governance.drafting.convening import when_en, when_zh
from plenary.contexts.governance.enums import InvitedAs
from plenary.contexts.governance.exports.layout import Language
from plenary.contexts.governance.exports.paper import Paper, words_of
from plenary.contexts.governance.selectors.convening.sign_in import Expected, SignIn
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.characters import plain

SPARE = 3
"""Empty lines at the end, for those whom nobody expected."""

COLUMNS = ("number", "name", "unit", "post", "capacity", "signature")
WIDTHS = (13, 24, 38, 31, 24, 26)
"""Of the columns, in millimetres of the narrowest type area."""


def sign_in_paper(sheet: SignIn, lang: Language) -> Paper:
    """Put a sign-in sheet on paper: when and where, one line for each, and a column to sign in."""
    convening, words = sheet.convening, words_of(lang)
    meeting = convening.meeting
    title = plain(_side(meeting, "title", lang))
    starts, ends = (timezone.localtime(at) for at in (convening.starts_at, convening.ends_at))
    place = [
        _side(meeting.place, "name", lang) if meeting.place else "",
        _side(convening, "room", lang),
    ]
    where = ("" if lang == "zh" else ", ").join(filter(None, place))
    colon = "：" if lang == "zh" else ": "
    rows = [_row(n, one, lang) for n, one in enumerate(sheet.lines, start=1)]
    spare = [(str(n), "", "", "", "", "") for n in range(len(rows) + 1, len(rows) + SPARE + 1)]
    return Paper(
        lang=lang,
        title=f"{title}{in_zh('签到表')}" if lang == "zh" else f"{in_en('Sign-in sheet')}: {title}",
        version=f"{words['place']}{colon}{where}" if where else "",
        as_of=f"{words['time']}{colon}{(when_zh if lang == 'zh' else when_en)(starts, ends)}",
        moment=clock.now(),
        words=words,
        headings=(),
        register=(tuple(words[key] for key in COLUMNS), *rows, *spare),
        is_illustrative=meeting.is_illustrative,
        notes=(words["illustrative"],) if meeting.is_illustrative else (),
        address=f"{settings.ORIGIN}{meeting.get_absolute_url()}",
    )


def _row(number: int, one: Expected, lang: Language) -> tuple[str, ...]:
    said = (one.name.either(lang), one.unit.either(lang), one.post.either(lang))
    return (str(number), *(plain(text) for text in said), _capacity(one, lang), "")


def _capacity(one: Expected, lang: Language) -> str:
    """Say as what somebody comes: attending, observing (at which items), or in whose place."""
    instead = plain(one.instead_of.either(lang))
    numbers = ("、" if lang == "zh" else ", ").join(str(number) for number in one.items)
    if one.role == InvitedAs.SUBSTITUTE:
        zh, en = (f"代{instead}", f"for {instead}") if instead else ("代", "substitute")
        return f"{zh}{in_zh('出席')}" if lang == "zh" else en
    if one.role == InvitedAs.OBSERVER:
        word = in_zh("列席") if lang == "zh" else in_en("observer")
        if not numbers:
            return word
        return f"{word}（议题{numbers}）" if lang == "zh" else f"{word} (items {numbers})"
    return in_zh("出席") if lang == "zh" else in_en("attending")


def _side(record: object, stem: str, lang: Language) -> str:
    other = "en" if lang == "zh" else "zh"
    return str(getattr(record, f"{stem}_{lang}") or getattr(record, f"{stem}_{other}"))
