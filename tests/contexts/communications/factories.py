"""The smallest valid pages, made by the newsroom's own services."""

from itertools import count

from plenary.contexts.communications.models import Page, Topic
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.topics import make_topic
from plenary.contexts.communications.services.writing import PageGiven, edit_page, make_page
from plenary.shared.actor import SYSTEM
from tests.factories import grant_role, unit, user

_number = count(1)
BOTH = ("zh", "en")
NAMES = [
    "Alpha",
    "Bravo",
    "Charlie",
    "Delta",
    "Echo",
    "Foxtrot",
    "Golf",
    "Hotel",
    "India",
    "Juliet",
]
ALONE = "另一语种随后发布。"


def topic(**names):
    """A topic."""
    n = next(_number)
    return make_topic(actor=SYSTEM, **{"name_zh": f"主题{n}", "name_en": f"Topic {n}", **names})


def _names(n):
    """A number as names in both languages, which no check takes for a number."""
    zh = "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(n))
    return zh, " and ".join(NAMES[int(digit)] for digit in str(n))


def given(**fields):
    """What a whole page says, in both languages."""
    zh, en = _names(next(_number))
    texts = {
        "title_zh": f"{zh}字消息",
        "title_en": f"News {en}",
        "summary_zh": f"{zh}字消息的摘要。",
        "summary_en": f"The summary of news {en}.",
        "body_zh": f"{zh}字窗口开放。",
        "body_en": f"The counter {en} opens.",
    }
    if "source_unit_id" not in fields:
        fields["source_unit_id"] = unit().pk
    if "topic_ids" not in fields:
        fields["topic_ids"] = [(Topic.objects.first() or topic()).pk]
    return PageGiven(**{**texts, **fields})


def page(actor=SYSTEM, kind="news", hub_of_id=None, **fields):
    """A draft."""
    return make_page(actor=actor, kind=kind, given=given(**fields), hub_of_id=hub_of_id)


def submitted(actor=SYSTEM, langs=BOTH, **fields):
    """A page in review."""
    made = page(actor, **fields)
    return submit_page(actor=actor, page_id=made.pk, seen_version=made.version, langs=langs)


def published(actor=SYSTEM, langs=BOTH, **fields):
    """A page in public."""
    sent = submitted(actor, langs, **fields)
    approve_page(actor=SYSTEM, page_id=sent.pk, seen_version=sent.version, langs=langs, alone=ALONE)
    return Page.objects.get(pk=sent.pk)


def said(of):
    """What a page says now, as it would be given again."""
    names = ("title", "summary", "body")
    texts = {f"{name}_{lang}": getattr(of, f"{name}_{lang}") for name in names for lang in BOTH}
    return {
        **texts,
        "source_side": of.source_side,
        "source_unit_id": of.source_unit_id,
        "topic_ids": [one.pk for one in of.topics.all()],
        "held_on": of.held_on,
        "slug": of.slug,
        "part_of_id": of.part_of_id,
    }


def corrected(of, word="anew"):
    """Publish a correction of a page in public."""
    texts = {**said(of), "title_en": f"Title {word}", "title_zh": f"标题{word}"}
    edit_page(actor=SYSTEM, page_id=of.pk, seen_version=None, given=PageGiven(**texts))
    notes = {"zh": "更正标题。", "en": "The title is corrected."}
    submit_page(actor=SYSTEM, page_id=of.pk, seen_version=None, langs=BOTH, notes=notes)
    approve_page(actor=SYSTEM, page_id=of.pk, seen_version=None, langs=BOTH)


def editor(**fields):
    """An editor's account."""
    return grant_role(user(**fields), "editor")


def translator(**fields):
    """A translator's account."""
    return grant_role(user(**fields), "translator")
