"""Drafts the notice of a meeting in both languages: time, place, agenda and how to answer."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from plenary.contexts.governance.drafting.facts import Pair
from plenary.contexts.governance.drafting.writing import date_en, date_zh

DAYS_ZH = "一二三四五六日"
_STOPS = {"zh": "．", "en": ". "}
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Called:
    """What the notice of a meeting says, in the office's own time."""

    title: Pair
    body: Pair
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: Pair
    agenda: tuple[Pair, ...] = ()
    reply_by_on: dt.date | None = None
    may_send_another: bool = True


def draft_notice(called: Called) -> Pair:
    """Write the notice; where a name is known in one language only, that one stands in both."""
    return Pair(_chinese(called), _english(called))


def is_drafted(notice: str, called: Called, lang: str) -> bool:
    """Say whether a notice is as it would be drafted, whatever the agenda was then."""
    plain = replace(called, agenda=())
    if notice == draft_notice(plain).either(lang):
        return True
    mark = "\0"
    drafted = draft_notice(replace(called, agenda=(Pair(mark, mark),))).either(lang)
    before, after = drafted.split(f"1{_STOPS[lang]}{mark}")
    items = rf"(?:\d+{re.escape(_STOPS[lang])}[^\n]*\n\s*)*\d+{re.escape(_STOPS[lang])}[^\n]*"
    return bool(re.fullmatch(re.escape(before) + items + re.escape(after), notice))


def when_zh(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """Write the time of a sitting: ``2026年3月18日（星期三）9:00—11:00``."""
    weekday = DAYS_ZH[starts_at.weekday()]
    hours = f"{starts_at.hour}:{starts_at:%M}—{ends_at.hour}:{ends_at:%M}"
    return f"{date_zh(starts_at.date())}（星期{weekday}）{hours}"


def when_en(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """Write the time of a sitting: ``Wednesday, 18 March 2026, 09:00–11:00``."""
    weekday = DAYS_EN[starts_at.weekday()]
    return f"{weekday}, {date_en(starts_at.date())}, {starts_at:%H:%M}–{ends_at:%H:%M}"


def _chinese(called: Called) -> str:
    title, place = called.title.either("zh"), called.place.either("zh")
    where = f"，在{place}" if place else ""
    lines = [
        f"关于召开{title}的通知",
        "",
        f"　　定于{when_zh(called.starts_at, called.ends_at)}{where}召开{title}。",
    ]
    if called.agenda:
        lines += ["", "　　会议议程：", *_numbered(called.agenda, "zh")]
    lines.append("")
    until = f"于{date_zh(called.reply_by_on)}前" if called.reply_by_on else ""
    instead = "，需委托他人代为参会的，请注明代参会人员" if called.may_send_another else ""
    lines.append(f"　　请{until}反馈参会情况；因故不能参加的，请说明原因{instead}。")
    return "\n".join(lines)


def _english(called: Called) -> str:
    title, place = called.title.either("en"), called.place.either("en")
    lines = [
        f"Notice of meeting: {title}",
        "",
        called.body.either("en"),
        f"Time: {when_en(called.starts_at, called.ends_at)}",
    ]
    if place:
        lines.append(f"Place: {place}")
    if called.agenda:
        lines += ["", "Agenda:", *_numbered(called.agenda, "en")]
    until = f" by {date_en(called.reply_by_on)}" if called.reply_by_on else ""
    asked = f"Please say{until} whether you come."
    instead = "; you may name a substitute" if called.may_send_another else ""
    lines += ["", f"{asked} If you cannot, give the reason{instead}."]
    return "\n".join(lines)


def _numbered(agenda: tuple[Pair, ...], lang: str) -> list[str]:
    indent, stop = "　　" if lang == "zh" else "", _STOPS[lang]
    return [
        f"{indent}{number}{stop}{' '.join(item.either(lang).split())}"
        for number, item in enumerate(agenda, start=1)
    ]
