"""What a fresh working paper is told from the records: matches taken, near ones and pairs proposed."""

from __future__ import annotations

from typing import Any, cast

from plenary.contexts.governance.models import Meeting
from plenary.contexts.governance.names import is_named_beside, is_short_form, title_and_home
from plenary.contexts.governance.papers.pairing import Side, pair_in_order
from plenary.contexts.governance.papers.quotes import one_line
from plenary.contexts.governance.papers.shape import Attach, Clause, Item, Paper, copy, live
from plenary.contexts.governance.papers.starting import last_day
from plenary.contexts.governance.seats import place_of
from plenary.contexts.governance.selectors import matching, readings, suggestions
from plenary.contexts.governance.selectors.themes import offered
from plenary.kernel.people.models import Post
from plenary.kernel.text.wording import in_en, in_zh
from plenary.readout import read


def match_paper(paper: Paper, source: str, found: dict[str, Any]) -> Paper:
    """Take every certain match, propose the near ones, and propose the meeting it may belong to."""
    after = copy(paper)
    organisations = matching.organisation_names()
    bodies = matching.organisation_names(kind="body")
    _match_body(after, bodies)
    _match_people(after, organisations, source)
    _set_themes(after, source, found)
    suggest_units(after, source)
    propose_meeting(after)
    _propose_list(after)
    return after


def match_again(paper: Paper, source: str) -> Paper:
    """Match what is not matched yet with the records as they are by now; what is chosen stays."""
    after = copy(paper)
    organisations = matching.organisation_names()
    if after["body"] is None:
        _match_body(after, matching.organisation_names(kind="body"))
    _match_people(after, organisations, source)
    return after


def attachment(paper: Paper, source: str, meeting: Meeting) -> Attach:
    """Pair a text's clauses and agenda with those that a meeting already has."""
    names = matching.organisation_names()
    clauses = pair_in_order(
        [
            Side(c["id"], words(source, c), c["theme"], readings.named_in(words(source, c), names))
            for c in cast("list[Clause]", live(paper, "clauses"))
        ],
        readings.directive_sides(meeting, names),
    )
    agenda = pair_in_order(
        [
            Side(i["id"], words(source, i), None, readings.named_in(words(source, i), names))
            for i in cast("list[Item]", live(paper, "agenda"))
        ],
        readings.agenda_sides(meeting, names),
    )
    return {
        **paper["attach"],
        "meeting": meeting.pk,
        "clauses": {p.left: int(p.right) for p in clauses},
        "agenda": {p.left: int(p.right) for p in agenda},
        "scores": {p.left: round(p.score * 100) for p in (*clauses, *agenda)},
    }


def suggest_units(paper: Paper, source: str) -> None:
    """Write onto each clause which unit should lead it and why; a unit that is chosen stays."""
    clauses = paper["clauses"]
    chinese = paper["lang"] == "zh"
    asked = [
        suggestions.Clause(
            text_zh=words(source, c) if chinese else "",
            text_en="" if chinese else words(source, c),
            theme_id=c["theme"],
            actor=c["actor"],
        )
        for c in clauses
    ]
    for clause, found in zip(clauses, suggestions.suggest_lead_units(asked), strict=True):
        if found:
            clause["suggested"] = found[0].unit_id
            clause["reason_zh"], clause["reason_en"] = found[0].reason_zh, found[0].reason_en
            clause["unit"] = clause["unit"] or found[0].unit_id


def read_anew(paper: Paper, source: str, clause: Clause) -> None:
    """Write onto a clause what its own words say: verb, theme, actor, date, who should lead."""
    chinese = paper["lang"] == "zh"
    text = words(source, clause)
    day = paper["held_on"] or paper["published_on"] or ""
    framed = f"{in_zh('会议要求，')}{text}。" if chinese else f"{text[:1].upper()}{text[1:]}."
    header = f"{in_zh('发布时间：')}{day}" if chinese else f"{in_en('Date:')} {day}"
    draft = read(f"{header}\n\n{framed}" if day else framed, lang=paper["lang"])
    found = draft.directives[0] if draft.directives else None
    due = found.due if found else None
    clause["verb"] = (found.verb or "") if found else ""
    clause["actor"] = found.actor.text if found and found.actor else ""
    clause["due_phrase"] = due.phrase.text if due else ""
    clause["due_on"] = last_day(due.iso) if due else ""
    theme = (found.theme or "") if found else ""
    clause["theme"] = matching.theme_of(theme, text, list(offered()))
    suggest_units(cast("Paper", {**paper, "clauses": [clause]}), source)


def words(source: str, part: Clause | Item) -> str:
    """Give a part's words on one line."""
    return one_line(source[part["start"] : part["end"]])


def _match_body(paper: Paper, bodies: matching.Names) -> None:
    printed = paper["facts"]["body"]["text"]
    match = matching.match_body(printed, bodies)
    paper["body"], paper["body_near"] = match.pk, list(match.near)


def _match_people(paper: Paper, organisations: matching.Names, source: str) -> None:
    persons = matching.person_names()
    posts = matching.post_names(organisations)
    known = organisations.full.get(paper["body"] or 0, ())
    place = place_of([paper["facts"]["body"]["text"], *known])
    for person in paper["people"]:
        if person["person"] is None:
            match = persons.match(person["text"])
            person["person"], person["near"] = match.pk, list(match.near)
        for post in person["posts"]:
            if post["post"] is not None:
                continue
            at, home = matching.match_post(post["text"], posts, organisations, place=place)
            if at.pk is None and isinstance(home, str) and is_of_body(paper, home, source):
                at, home = _in_body(paper["body"], post["text"], posts, at)
            post["post"], post["near"], post["home"] = at.pk, list(at.near), home


def is_of_body(paper: Paper, home: str, source: str) -> bool:
    """Say whether an organisation that a post names is the body that met, printed in short form."""
    body = paper["facts"]["body"]["text"]
    return (
        is_short_form(home, body)
        or is_short_form(body, home)
        or is_named_beside(home, body, source)
    )


def _in_body(
    body: int | None, printed: str, posts: matching.Names, found: matching.Match
) -> tuple[matching.Match, int | None]:
    """Find a post of the body that met by its bare title; ``None`` stands for a body still to be made."""
    if body is None:
        return found, None
    title, _home = title_and_home(printed)
    there = list(Post.objects.filter(organisation_id=body).values_list("pk", flat=True))
    inside = posts.match(title, among=there)
    return (inside if inside.pk is not None else found), body


def _set_themes(paper: Paper, source: str, found: dict[str, Any]) -> None:
    themes = list(offered())
    for clause, one in zip(paper["clauses"], found["directives"], strict=True):
        clause["theme"] = matching.theme_of(one["theme"] or "", words(source, clause), themes)


def propose_meeting(paper: Paper) -> None:
    """Write onto a paper which meeting it seems to be another language's text of, if any."""
    likely = readings.same_meeting(paper, body=paper["body"], but_lang=paper["lang"])
    paper["attach"] |= {
        "proposed": likely.meeting.pk if likely else None,
        "reasons": list(likely.reasons) if likely else [],
    }


def _propose_list(paper: Paper) -> None:
    existing = readings.draft_lists(paper["body"]).first() if paper["body"] else None
    paper["task_list"] = existing.pk if existing else None
    year = paper["year"] or ""
    chinese = paper["lang"] == "zh"
    paper["list_name"] = (
        f"{year}{in_zh('年重点任务清单')}" if chinese else f"{in_en('Key tasks')} {year}".strip()
    )
