"""The words of minutes: how a sitting opens, what is done with an item, and lists of people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from plenary.contexts.governance.drafting.facts import Pair
from plenary.contexts.governance.drafting.minutes_facts import MinutesFacts, QuorumFacts, SeatFacts
from plenary.contexts.governance.drafting.writing import date_en, date_zh
from plenary.contexts.governance.enums import AgendaKind, PresenceKind
from plenary.kernel.text.wording import in_zh

VERBS: Mapping[str, Pair] = {
    AgendaKind.STUDY: Pair("传达学习", "Studied"),
    AgendaKind.HEAR: Pair("听取", "Heard"),
    AgendaKind.REVIEW: Pair("审议", "Reviewed"),
    AgendaKind.APPROVE: Pair("审定", "Put to approval"),
    AgendaKind.DISCUSS: Pair("研究", "Discussed"),
    AgendaKind.NOTIFY: Pair("通报", "Notified"),
    AgendaKind.OTHER: Pair("", ""),
}
AWAY: Mapping[str, Pair] = {
    PresenceKind.LATE: Pair("{name}尚未到会", "{name} had not come yet"),
    PresenceKind.LEFT: Pair("{name}已离会", "{name} had left"),
    PresenceKind.WITHDREW: Pair("{name}回避", "{name} withdrew"),
}
LABELS: Mapping[str, Pair] = {
    "present": Pair("出席", "Present"),
    "excused": Pair("请假", "Excused"),
    "absent": Pair("缺席", "Absent"),
    "unrecorded": Pair("受邀而未登记到会", "Asked, nobody recorded"),
    "observers": Pair("列席", "Observers"),
    "quorum": Pair("法定人数", "Quorum"),
}

_PARTY = re.compile(r"^中共.*?([省市州盟区县旗])委(?:员会)?(?=$|[^员])")
_GOVERNMENT = re.compile(r".*([省市州盟区县旗])人民政府")
_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,6}?[省市区县旗州](?!委|政府|人大|政协)")
MOST_NAMED = 10
"""A readout names no more people than these besides the chair."""


def sitting_zh(facts: MinutesFacts) -> str:
    """Name the sitting in Chinese: a readout's headline without its verb, under the body's name.

    A title that begins as the name ends (“区委外事工作委员会…”) does not say the body twice; one that
    names the body's own district itself (“某某区2025年…专题会议”) stands alone.
    """
    title, body = facts.title.zh.replace("召开", "", 1), facts.body.either("zh")
    if not title:
        return f"{body}会议"
    if body in title:
        return title
    shared = next((n for n in range(len(title), 1, -1) if body.endswith(title[:n])), 0)
    district = _DISTRICT.match(title)
    if not shared and district and district.group() in body:
        return title
    return f"{body}{title[shared:]}"


def title_of(facts: MinutesFacts) -> Pair:
    """Give the minutes' title."""
    name = sitting_zh(facts)
    zh = f"{name}{in_zh('纪要')}" if name.endswith("会议") else f"{name}{in_zh('会议纪要')}"
    return Pair(zh, f"Minutes: {facts.title.en or facts.body.either('en')}")


def opening_zh(facts: MinutesFacts) -> str:
    """Open: when, who presided, where, which sitting, how many items."""
    when = f"{date_zh(facts.held_on)}，" if facts.held_on else ""
    place = f"在{facts.place.either('zh')}" if facts.place else ""
    chair = _chair_zh(facts.chair) if facts.chair else ""
    held = "主持召开" if chair else "召开"
    count = f"，议题{len(facts.items)}项" if facts.items else ""
    what = in_zh("会议议定事项") if _decides(facts) else "会议情况"
    return f"{when}{chair}{place}{held}{sitting_zh(facts)}{count}。现将{what}{in_zh('纪要如下。')}"


def opening_en(facts: MinutesFacts) -> str:
    """Open in English with the same facts."""
    when = f" on {date_en(facts.held_on)}" if facts.held_on else ""
    place = f" at {facts.place.either('en')}" if facts.place else ""
    title = f" ({facts.title.en})" if facts.title.en else ""
    body = facts.body.either("en")
    the = "" if body.startswith("The ") else "The "
    said = [f"{the}{body} met{when}{place}{title}."]
    if facts.chair:
        said.append(f"{_seat(facts.chair, 'en')} presided.")
    count = len(facts.items)
    if count:
        said.append(f"The agenda had {count} item{'s' if count > 1 else ''}.")
    said.append("What was decided follows." if _decides(facts) else "What was dealt with follows.")
    return " ".join(said)


def held_zh(facts: MinutesFacts) -> str:
    """Say in a readout when which sitting was held; nothing where the body lacks its Chinese name."""
    when = f"{date_zh(facts.held_on)}，" if facts.held_on else ""
    return f"{when}{sitting_zh(facts)}召开。" if facts.body.zh else ""


def held_en(facts: MinutesFacts) -> str:
    """Say the same in English; nothing where the body lacks its English name."""
    body = facts.body.en
    if not body:
        return ""
    when = f" on {date_en(facts.held_on)}" if facts.held_on else ""
    the = "" if body.startswith("The ") else "The "
    title = facts.title.en
    names_body = body.removeprefix("The ") in title
    return f"{the}{body} met{when}{f' ({title})' if title and not names_body else ''}."


def presided_zh(facts: MinutesFacts) -> str:
    """Say in a readout who presided; nothing where nobody did, or their name or post lacks its Chinese."""
    is_told = facts.chair is not None and _are_named(facts.chair, lang="zh")
    return f"{_chair_zh(facts.chair)}主持会议。" if facts.chair and is_told else ""


def presided_en(facts: MinutesFacts) -> str:
    """Say the same in English."""
    is_told = facts.chair is not None and _are_named(facts.chair, lang="en")
    return (
        f"{_titled_en(facts.chair)} presided over the meeting." if facts.chair and is_told else ""
    )


def there_zh(facts: MinutesFacts) -> str:
    """Say in a readout who was there, in protocol order: a few by name, many by their number."""
    others = [one for one in facts.present if one != facts.chair]
    named = "、".join(_chair_zh(one) for one in others)
    if len(others) > MOST_NAMED:
        named = f"{len(others) + bool(facts.chair)}人"
    elif not _are_named(*others, lang="zh"):
        return ""
    if not all(group.zh for group in facts.groups):
        return ""
    groups = "、".join(group.either("zh") for group in facts.groups)
    said = [f"{named}出席会议" if named else "", f"{groups}参加会议" if groups else ""]
    return "，".join(filter(None, said)) + ("。" if any(said) else "")


def there_en(facts: MinutesFacts) -> str:
    """Say the same in English."""
    others = [one for one in facts.present if one != facts.chair]
    named = [_titled_en(one) for one in others]
    if len(others) > MOST_NAMED:
        named = [f"{len(others) + bool(facts.chair)} people"]
    elif not _are_named(*others, lang="en"):
        return ""
    if not all(group.en for group in facts.groups):
        return ""
    there = [*named, *(group.either("en") for group in facts.groups)]
    if not there:
        return ""
    is_titled = any("," in one for one in there)
    glue, last = (", ", ", and ") if is_titled else (", ", " and ")
    bare = [one.rstrip(",") for one in there]
    listed = there[0] if len(there) == 1 else f"{glue.join(bare[:-1])}{last}{there[-1]}"
    is_one = len(there) == 1 and len(others) == 1
    return f"{listed} {'was' if is_one else 'were'} in attendance."


def _are_named(*named: Pair | SeatFacts | None, lang: Literal["zh", "en"]) -> bool:
    """Say whether all of these have their names in a language, people with those of their posts."""
    people_at = [one for one in named if isinstance(one, SeatFacts)]
    people = [one.stand_in or one.name for one in people_at]
    posts = [post for one in people_at if not one.stand_in for post in one.posts]
    bodies = [one for one in named if isinstance(one, Pair)]
    return all(getattr(one, lang) for one in (*bodies, *people, *posts))


def post_zh(title: str, of: str) -> str:
    """Say 区委书记, 区委外事工作委员会主任, 区长: bodies as a place calls its own."""
    if not title or not of or of in title:
        return title
    near = _PARTY.sub(r"\1委", of) if of.startswith("中共") else of
    if (government := _GOVERNMENT.fullmatch(near)) and title.endswith(f"{government[1]}长"):
        return title
    return f"{near}{title}"


def post_en(title: str, of: str) -> str:
    """Say Director of the Foreign Affairs Committee; a title that names what it is of stands as it is."""
    if not title or not of or of.casefold() in title.casefold():
        return title
    bare = of.removeprefix("The ").removeprefix("the ")
    return f"{title} of {bare if bare.endswith('Council') else f'the {bare}'}"


def seats(people: Sequence[SeatFacts], groups: Sequence[Pair], lang: str) -> str:
    """List people in protocol order, each with their posts, and then groups without names."""
    named = [_seat(one, lang) for one in people] + [group.either(lang) for group in groups]
    return "、".join(named) if lang == "zh" else "; ".join(named)


def quorum_words(of: QuorumFacts) -> Pair:
    """Say how the seats filled stand to the quorum."""
    is_reached = of.filled >= of.needed
    zh = f"应到{of.seats}席，实到{of.filled}席，{'达到' if is_reached else '未达到'}法定人数{of.needed}席。"
    were = "was" if of.filled == 1 else "were"
    en = f"Of {of.seats} seats {of.filled} {were} filled; the quorum of {of.needed} was "
    return Pair(zh, f"{en}{'reached' if is_reached else 'not reached'}.")


def _decides(facts: MinutesFacts) -> bool:
    return bool(facts.loose) or any(item.decisions for item in facts.items)


def _chair_zh(chair: SeatFacts) -> str:
    if chair.stand_in:
        return chair.stand_in.either("zh")
    posts = "、".join(post.either("zh") for post in chair.posts)
    return f"{posts}{chair.name.either('zh')}"


def _titled_en(one: SeatFacts) -> str:
    """Name a person and their posts, or who came in their stead."""
    if one.stand_in:
        return one.stand_in.either("en")
    posts = [post.either("en") for post in one.posts]
    if not posts:
        return one.name.either("en")
    listed = posts[0] if len(posts) == 1 else f"{', '.join(posts[:-1])} and {posts[-1]}"
    return f"{one.name.either('en')}, {listed},"


def _seat(one: SeatFacts, lang: str) -> str:
    """Name a person with their posts; a substitute comes first, with whom they stood in for."""
    posts = ("、" if lang == "zh" else ", ").join(post.either(lang) for post in one.posts)
    name = one.name.either(lang)
    if lang == "zh":
        own = f"{name}（{posts}）" if posts else name
        return f"{one.stand_in.either('zh')}（代{name}）" if one.stand_in else own
    own = f"{name} ({posts})" if posts else name
    return f"{one.stand_in.either('en')} (for {name})" if one.stand_in else own
