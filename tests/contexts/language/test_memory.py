"""The translation memory: reviewed texts are remembered by sentences and proposed to translators."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.language.models import (
    Segment,
    SegmentOrigin,
    SegmentPlace,
    SegmentWord,
)
from plenary.contexts.language.segmenting import segments
from plenary.contexts.language.selectors import memory as selectors
from plenary.contexts.language.services.catching_up import remember_lately
from plenary.contexts.language.services.memory import Reviewed, remember
from plenary.kernel.text.models import TextState
from plenary.kernel.text.services import keep_text, review_text
from plenary.shared import clock
from plenary.shared.actor import NOBODY
from tests.contexts.governance import agenda_records as agendas
from tests.contexts.governance import factories as governance
from tests.contexts.language import factories as made
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator():
    return made.translator()


@pytest.fixture
def field():
    """Reviewed fields of one unit, which everybody who works here may read."""
    home = unit()

    def reviewed(zh, en, number=1):
        return Reviewed("organisations.organisation", home.pk, f"title{number}", zh, en)

    return reviewed


def counts_are_true():
    counted = {word.pk: 0 for word in SegmentWord.objects.all()}
    for word in SegmentPlace.objects.values_list("word_id", flat=True):
        counted[word] += 1
    return counted == dict(SegmentWord.objects.values_list("pk", "count"))


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("友城工作", "Sister cities", [("友城工作", "Sister cities")]),
        (
            "会议召开。工作部署！",
            "The meeting was held. Work was arranged.",
            [("会议召开。", "The meeting was held."), ("工作部署！", "Work was arranged.")],
        ),
        ("一句。两句。", "One alone", [("一句。两句。", "One alone")]),
        ("第一行\n第二行", "Line one\nLine two", [("第一行", "Line one"), ("第二行", "Line two")]),
        ("CIFTIS", "CIFTIS", []),
        ("有", "", []),
        ("长" * 1001, "Long", []),
    ],
)
def test_a_text_is_cut_into_sentences_where_both_sides_have_as_many(zh, en, expected):
    assert segments(zh, en) == expected


def test_what_is_most_like_a_text_stands_first(translator, field):
    remember(
        [
            field(
                "石景山区国际交往中心功能建设", "International exchange centre of Shijingshan", 1
            ),
            field("石景山区国际交往中心功能建设领导小组", "Leading group", 2),
            field("离境退税商店", "Refund shops", 3),
        ]
    )

    found = selectors.proposals(translator.actor, "石景山区国际交往中心功能建设", "zh")

    assert [(one.score, one.en) for one in found] == [
        (100, "International exchange centre of Shijingshan"),
        (87, "Leading group"),
    ]
    assert found[0].is_same
    assert not found[1].is_same
    [back] = selectors.proposals(translator.actor, "refund shop", "en")
    assert back.zh == "离境退税商店"
    assert selectors.proposals(translator.actor, "毫不相干", "zh") == []
    assert selectors.proposals(translator.actor, "   ", "zh") == []
    assert selectors.proposals(translator.actor, "Refund shops", "fr") == []


def test_the_same_in_other_letters_is_not_the_same_to_the_letter(translator, field):
    remember([field("退税", "Refund Shops")])

    [one] = selectors.proposals(translator.actor, "refund shops", "en")

    assert (one.score, one.is_same) == (99, False)


def test_only_those_who_translate_see_what_was_translated(translator, field):
    remember([field("退税", "Refund")])

    assert selectors.proposals(translator.actor, "退税", "zh")
    for actor in (NOBODY, unit_user(unit()).actor, grant_role(user(), "leader").actor):
        assert selectors.proposals(actor, "退税", "zh") == []


def test_a_field_that_is_reviewed_anew_gives_up_what_it_said_before(translator, field):
    remember([field("旧说法。同一句。", "The old words. The same sentence.")])

    assert remember([field("新说法。同一句。", "New words. The same sentence.")]) == 1

    assert set(Segment.objects.values_list("zh", flat=True)) == {"新说法。", "同一句。"}
    assert selectors.proposals(translator.actor, "旧说法。", "zh")[0].score < 100
    assert counts_are_true()


def test_the_same_pair_is_remembered_once(translator, field):
    assert remember([field("退税", "Refund", 1), field("退税", "Refund", 2)]) == 1
    assert remember([field("退税", "Refund", 3)]) == 0

    assert Segment.objects.count() == 1
    assert counts_are_true()


def test_a_pair_is_kept_while_any_record_says_it(translator, field):
    one, other = field("退税", "Refund", 1), field("退税", "Refund", 2)
    hidden = Reviewed("nobody.vouches", 1, "title", "退税", "Refund")
    remember([hidden, one, other])

    remember([field("免税", "Duty-free", 1)])
    assert [found.en for found in selectors.proposals(translator.actor, "退税", "zh")][:1] == [
        "Refund"
    ]
    remember([field("免税", "Duty-free", 2)])
    assert selectors.proposals(translator.actor, "退税", "zh") == []
    remember([Reviewed("nobody.vouches", 1, "title", "", "")])

    assert [segment.zh for segment in Segment.objects.all()] == ["免税"]
    assert counts_are_true()


def test_a_review_whose_word_was_lost_is_remembered_in_the_night(translator):
    office = grant_role(user(), "office").actor
    kept, old, draft = (
        governance.draft_task(title_zh=f"友城交流{n}", title_en=f"Exchange {n}") for n in "一二三"
    )
    for task in (kept, old, draft):
        sides = {"zh": task.title_zh, "en": task.title_en}
        keep_text(actor=translator.actor, subject=task, field="title", source_side="zh", **sides)
    for task in (kept, old):
        review_text(actor=office, subject=task, field="title")
    TextState.objects.filter(subject_id=old.pk).update(since=clock.now() - dt.timedelta(days=4))

    assert remember_lately() == 1
    assert remember_lately() == 0
    assert [segment.zh for segment in Segment.objects.all()] == ["友城交流一"]


def test_a_look_up_takes_as_many_queries_however_much_is_remembered(translator, field):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            selectors.proposals(translator.actor, "第三次会议部署工作", "zh")
        return len(seen)

    remember([field("第一次会议部署工作", "First meeting")])
    assert queries() == 5
    remember([field(f"第{n}次会议部署工作", f"Meeting {n}", n + 10) for n in range(300)])
    assert queries() == 5


def test_what_one_may_not_read_at_its_source_is_not_proposed(translator):
    meeting = agendas.planned()
    paper = agendas.paper(
        topic_id=agendas.accepted(meeting).pk, access="committee", title_zh="专班人事安排"
    )
    remember([Reviewed("governance.paper", paper.pk, "title", "专班人事安排", "Staff of the team")])
    remember([Reviewed("nobody.vouches", 1, "title", "专班人事安排表", "Table of staff")])
    office = grant_role(user(), "office").actor

    assert selectors.proposals(translator.actor, "专班人事安排", "zh") == []
    assert [one.en for one in selectors.proposals(office, "专班人事安排", "zh")] == [
        "Staff of the team"
    ]


@pytest.mark.django_db(transaction=True)
def test_a_review_puts_a_text_into_the_memory():
    translator, office = made.translator(), grant_role(user(), "office").actor
    task = governance.draft_task(title_zh="友城交流", title_en="Sister city exchange")
    sides = {"zh": task.title_zh, "en": task.title_en}
    keep_text(actor=translator.actor, subject=task, field="title", source_side="zh", **sides)

    review_text(actor=office, subject=task, field="title")

    assert SegmentOrigin.objects.get().subject_id == task.pk
    assert selectors.proposals(translator.actor, "友城交流", "zh")[0].is_same


def test_the_page_proposes_with_a_script_and_without(client, translator, field):
    client.force_login(translator)
    remember([field("友城交流", "Sister city exchange")])

    whole = client.get("/memory/", {"text": "友城交流会"}).content.decode()
    part = client.get(
        "/memory/?field=title_zh",
        {"field": "title_zh", "title_zh": "友城交流"},
        HTTP_HX_REQUEST="true",
    ).content.decode()

    assert "Sister city exchange" in whole
    assert "88 %" in whole
    assert "the same text" in part
    assert "<html" not in part
    nothing = client.get("/memory/", {"text": "zzz"}).content.decode()
    assert "Nothing like this" in nothing
    assert "Nothing like this" not in client.get("/memory/").content.decode()


def test_the_page_is_for_those_who_translate(client):
    client.force_login(unit_user(unit()))

    assert client.get("/memory/").status_code == 403


def test_a_form_offers_earlier_translations_where_a_side_is_missing(client):
    client.force_login(grant_role(user(), "office"))
    missing = governance.requirement(reference_zh="中央文件", reference_en="")
    both = governance.requirement(reference_zh="中央文件", reference_en="Central document")

    page = client.get(f"/requirements/{missing.pk}/edit/").content.decode()

    assert 'hx-get="/memory/?field=reference_zh"' in page
    assert 'href="/memory/?text=%E4%B8%AD' in page
    assert "/memory/" not in client.get(f"/requirements/{both.pk}/edit/").content.decode()
