"""Minutes: drafted from the record, signed off, approved first thing at the next meeting, corrected."""

import datetime as dt
import io
import zipfile
from collections import defaultdict

import docx
import pytest
from django.db import DatabaseError, transaction

from plenary.contexts.governance import services
from plenary.contexts.governance.drafting import Pair, minutes_words
from plenary.contexts.governance.drafting.minutes import draft_minutes
from plenary.contexts.governance.drafting.minutes_facts import MinutesFacts
from plenary.contexts.governance.drafting.minutes_words import sitting_zh
from plenary.contexts.governance.exports.minutes import minutes_paper
from plenary.contexts.governance.models import AgendaItem, BodyRules, Report, Statement, Topic
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.selectors.agendas import versions
from plenary.contexts.governance.selectors.minutes.approval import approval_of
from plenary.contexts.governance.selectors.minutes.facts import minutes_facts
from plenary.contexts.governance.services import (
    AttendeeGiven,
    GroupGiven,
    report_drafting,
    report_editing,
    report_freezing,
    sitting,
)
from plenary.contexts.governance.services.agendas.circulating import (
    approve_agenda,
    take_approval_back,
)
from plenary.contexts.governance.services.minutes import begin_minutes
from plenary.kernel.documents.enums import Release
from plenary.kernel.organisations.models import MemberUnit
from plenary.kernel.people.models import Holding
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import convenings, factories
from tests.contexts.governance import page_records as made
from tests.contexts.governance.refusals import refused
from tests.factories import body, grant_role, person, post, unit, unit_user, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(actor_of):
    return actor_of("office")


@pytest.fixture
def committee():
    return body(name_zh="区委外事委员会", name_en="District Foreign Affairs Committee")


def item(meeting, **fields):
    start = {"kind": "review", "text_zh": "年度工作报告", "text_en": "the annual report"}
    return services.add_agenda_item(actor=SYSTEM, meeting_id=meeting.pk, **{**start, **fields})


def decide(at, **fields):
    seen = at.decisions.order_by("-pk").values_list("pk", flat=True).first() or 0
    start = {"kind": "adopted", "seen_last": seen}
    return sitting.decide(actor=SYSTEM, item_id=at.pk, **{**start, **fields})


def recorded(committee, **fields):
    """A sitting with a chair, a deputy's substitute, somebody excused, two items and a task."""
    held = made.meeting(
        body_id=committee.pk,
        title_zh="区委外事委员会召开2026年第一次会议",
        title_en="First meeting of 2026",
        **{"held_on": dt.date(2026, 3, 18), **fields},
    )
    chair = person(name_zh="甲某", name_en="Jia Mou")
    deputy = person(name_zh="乙某", name_en="Yi Mou")
    guest = person(name_zh="丙某", name_en="Bing Mou")
    director = post(title_zh="主任", title_en="Director", order=1)
    services.record_attendance(
        actor=SYSTEM,
        meeting_id=held.pk,
        attendees=[
            AttendeeGiven(chair.pk, (director.pk,), is_chair=True),
            AttendeeGiven(deputy.pk, status="substitute", stand_in_zh="丁某"),
            AttendeeGiven(guest.pk, status="excused"),
        ],
        groups=[GroupGiven("各成员单位负责同志", "heads of the member units")],
    )
    first, second = item(held), item(held, kind="hear", text_zh="出访计划", text_en="travel plan")
    stand_in = held.attendances.get(person=deputy)
    sitting.note_presence(
        actor=SYSTEM, attendance_id=stand_in.pk, item_id=second.pk, kind="withdrew"
    )
    decision = decide(first)
    decide(second, kind="noted")
    lead = unit(name_zh="区商务局", name_en="Commerce Bureau")
    services.make_task(
        actor=SYSTEM,
        basis=services.BasisGiven("decision", decision.pk),
        given=services.TaskGiven(
            title_zh="印发报告",
            title_en="Print the report",
            lead_unit_id=lead.pk,
            due_on=dt.date(2027, 1, 31),
        ),
    )
    return held


def sign(report, actor=SYSTEM, **fields):
    report.refresh_from_db()
    start = {"reason": "核对无误", "seen_version": report.version}
    return report_freezing.freeze_report(actor=actor, report_id=report.pk, **{**start, **fields})


def test_minutes_draft_themselves_in_both_languages_with_their_sources(office, committee):
    report = begin_minutes(actor=office, meeting_id=recorded(committee).pk)

    assert report.title_zh == "区委外事委员会2026年第一次会议纪要"
    assert report.title_en == "Minutes: First meeting of 2026"
    said = [(s.key.split(":")[0], s.text_zh, s.text_en) for s in reports.statements_of(report)]
    assert said == [
        (
            "opening",
            "2026年3月18日，主任甲某主持召开区委外事委员会2026年第一次会议，议题2项。现将会议议定事项纪要如下。",
            (
                "The District Foreign Affairs Committee met on 18 March 2026 (First meeting of 2026). "
                "Jia Mou (Director) presided. The agenda had 2 items. What was decided follows."
            ),
        ),
        ("item", "审议年度工作报告", "Reviewed: the annual report"),
        ("decision", "会议审议通过：年度工作报告。", "The annual report: adopted."),
        (
            "duty",
            "印发报告：由区商务局牵头，2027年1月31日前完成。",
            "Print the report: Commerce Bureau leads, due by 31 January 2027.",
        ),
        ("item", "听取出访计划", "Heard: travel plan"),
        ("away", "本议题进行时，乙某回避。", "For this item Yi Mou withdrew."),
        ("decision", "会议听取并知悉：出访计划。", "Travel plan: heard and noted."),
        ("section", "参会情况", "Attendance"),
        (
            "people",
            "甲某（主任）、丁某（代乙某）、各成员单位负责同志",
            "Jia Mou (Director); 丁某 (for Yi Mou); heads of the member units",
        ),
        ("people", "丙某", "Bing Mou"),
    ]
    assert all(s.sources.all() for s in reports.statements_of(report))
    quotes = [s.sources.all()[0].passage.quote for s in reports.statements_of(report)]
    assert quotes[2].startswith("1 会议审议通过")


def test_what_a_text_said_is_cited_beside_the_record(office, committee):
    held = made.meeting(body_id=committee.pk)
    clause = made.directive(held)
    report = begin_minutes(actor=office, meeting_id=held.pk)

    demand = Statement.objects.get(report=report, kind="demand")
    assert [s.kind for s in demand.sources.all()] == ["record", "cited"]
    assert demand.sources.all()[1].passage_id == clause.passage_id
    assert demand.text_zh == "要提前做好准备。"


def test_minutes_are_refused_where_there_is_nothing_to_write_or_some_already(
    office, committee, actor_of
):
    held = recorded(committee)
    planned = made.meeting(body_id=committee.pk, is_held=False)
    empty = made.meeting(body_id=committee.pk)

    with refused(Refused, "not been held"):
        begin_minutes(actor=office, meeting_id=planned.pk)
    with refused(Refused, "no item and no decision"):
        begin_minutes(actor=office, meeting_id=empty.pk)
    with refused(Forbidden):
        begin_minutes(actor=actor_of("leader"), meeting_id=held.pk)
    with refused(NotFound):
        begin_minutes(actor=actor_of(), meeting_id=held.pk)
    report = begin_minutes(actor=office, meeting_id=held.pk)
    with refused(Refused, "a draft of the minutes"):
        begin_minutes(actor=office, meeting_id=held.pk)
    sign(report)
    with refused(Refused, "signed off"):
        begin_minutes(actor=office, meeting_id=held.pk)


def test_drafting_again_brings_in_what_was_recorded_since_and_keeps_what_was_edited(
    office, committee
):
    held = recorded(committee)
    report = begin_minutes(actor=office, meeting_id=held.pk)
    first = Statement.objects.get(report=report, key__startswith="decision", item_number=1)
    report_editing.edit_statement(
        actor=office,
        statement_id=first.pk,
        seen_version=first.version,
        text_zh="会议同意年度工作报告。",
        text_en=first.text_en,
    )
    decide(held.items.first(), kind="adopted", text_zh="另印发摘要。")
    report.refresh_from_db()

    changes = report_drafting.redraft(
        actor=office, report_id=report.pk, seen_version=report.version
    )

    fates = {change.fate for change in changes}
    assert fates == {"same", "kept", "new"}
    said = [s.text_zh for s in reports.statements_of(report) if s.item_number == 1]
    assert said[1] == "会议同意年度工作报告。"
    assert said[-1] == "另印发摘要。"


def test_signed_off_minutes_never_change_and_stand_first_on_the_next_agenda(office, committee):
    held = recorded(committee)
    report = begin_minutes(actor=office, meeting_id=held.pk)
    following = made.meeting(body_id=committee.pk, is_held=False, held_on=dt.date(2026, 9, 1))
    item(following)
    item(following)
    made.meeting(is_held=False, held_on=dt.date(2026, 4, 1))

    signed = sign(report, office)

    assert (signed.number, signed.state) == (1, "frozen")
    agenda = [(one.number, one.approves_id, one.kind) for one in following.items.all()]
    assert agenda == [(1, report.pk, "approve"), (2, None, "review"), (3, None, "review")]
    assert approval_of(signed).state == "placed"
    with pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.filter(report=report).update(text_zh="改")
    assert reports.is_intact(signed, reports.statements_of(signed))


def test_minutes_that_wait_are_brought_by_the_next_meeting_that_is_planned(office, committee):
    report = sign(begin_minutes(actor=office, meeting_id=recorded(committee).pk))
    assert approval_of(report).state == "waiting"

    following = made.meeting(body_id=committee.pk, is_held=False)
    other = made.meeting(body_id=committee.pk, is_held=False)

    assert following.items.get().approves_id == report.pk
    assert not other.items.exists()


@pytest.mark.parametrize(
    ("kind", "state", "fate"),
    [
        ("adopted", "approved", "approves"),
        ("amended", "amended", "approves"),
        ("noted", "settled", ""),
    ],
)
def test_the_decision_on_the_item_says_whether_they_are_approved(
    office, committee, kind, state, fate
):
    report = sign(begin_minutes(actor=office, meeting_id=recorded(committee).pk))
    following = made.meeting(body_id=committee.pk, is_held=False)

    decision = decide(following.items.get(), kind=kind)

    found = approval_of(report)
    assert (found.state, found.decision) == (state, decision)
    assert decision.fate == fate


def test_that_it_approves_minutes_is_what_becomes_of_a_decision(office, committee):
    sign(begin_minutes(actor=office, meeting_id=recorded(committee).pk))
    following = made.meeting(body_id=committee.pk, is_held=False)
    services.hold_meeting(actor=office, meeting_id=following.pk, seen_version=None)
    decision = decide(following.items.get())
    matter = {"actor": office, "kind": "decision", "matter_id": decision.pk}
    change = {"actor": office, "decision_id": decision.pk, "seen_version": None}

    for settle in (services.undo_fate, lambda **of: services.no_action(**of, reason="x")):
        with refused(Refused, "It approves the minutes"):
            settle(**matter)
    fates = [services.edit_decision(**change, changes={"kind": "noted"}).fate]
    services.no_action(**matter, reason="只作记录")
    fates.append(services.edit_decision(**change, changes={"kind": "adopted"}).fate)
    fates.append(services.undo_fate(**matter).fate)

    assert fates == ["", "no_action", "approves"]
    closed = services.close_meeting(actor=office, meeting_id=following.pk, seen_version=None)
    assert closed.state == "closed"


def test_postponed_minutes_come_back_with_the_meeting_planned_next(office, committee):
    report = sign(begin_minutes(actor=office, meeting_id=recorded(committee).pk))
    following = made.meeting(body_id=committee.pk, is_held=False)
    decide(following.items.get(), kind="postponed")

    later = made.meeting(body_id=committee.pk, is_held=False)

    assert later.items.get(approves=report).number == 1


def test_postponed_minutes_go_straight_on_an_agenda_that_is_planned_already(office, committee):
    report = sign(begin_minutes(actor=office, meeting_id=recorded(committee).pk))
    following = made.meeting(body_id=committee.pk, is_held=False, held_on=dt.date(2026, 5, 1))
    later = made.meeting(body_id=committee.pk, is_held=False, held_on=dt.date(2026, 9, 1))

    decide(following.items.get(), kind="postponed")

    assert later.items.get().approves_id == report.pk
    assert not Topic.objects.exists()
    assert following.items.count() == 1


def test_an_agenda_under_approval_is_passed_over_until_it_is_opened_again(office, committee):
    draft = begin_minutes(actor=office, meeting_id=recorded(committee).pk)
    following = made.meeting(body_id=committee.pk, is_held=False)
    item(following)
    version = approve_agenda(
        actor=office,
        meeting_id=following.pk,
        seen=versions.digest_of(versions.said_of(following)),
    )

    report = sign(draft)

    assert not AgendaItem.objects.filter(approves=report).exists()
    assert approval_of(report).state == "waiting"
    take_approval_back(
        actor=office, version_id=version.pk, seen_version=version.version, reason="补列议题"
    )
    assert [one.approves_id for one in following.items.all()] == [report.pk, None]


def test_a_correction_takes_the_place_of_what_was_to_be_approved(office, committee):
    report = sign(begin_minutes(actor=office, meeting_id=recorded(committee).pk))
    following = made.meeting(body_id=committee.pk, is_held=False)
    draft = report_freezing.correct_report(actor=office, report_id=report.pk, reason="笔误")
    first = Statement.objects.get(report=draft, key="opening")
    report_editing.edit_statement(
        actor=office,
        statement_id=first.pk,
        seen_version=first.version,
        text_zh="更正后的开头。",
        text_en=first.text_en,
    )

    second = sign(draft)

    assert (second.number, second.meeting_id) == (2, report.meeting_id)
    assert following.items.get().approves_id == second.pk
    changed = [d for d in reports.difference(report, second) if d.fate != "same"]
    assert [d.key for d in changed] == ["opening"]


def test_a_correction_after_approval_is_put_before_the_body_again_unless_it_asked_for_it(
    office, committee
):
    asked = sign(begin_minutes(actor=office, meeting_id=recorded(committee).pk))
    following = made.meeting(body_id=committee.pk, is_held=False)
    decide(following.items.get(), kind="amended")
    mended = sign(
        report_freezing.correct_report(actor=office, report_id=asked.pk, reason="按会议意见")
    )
    assert approval_of(mended).state == "approved"

    again = sign(report_freezing.correct_report(actor=office, report_id=mended.pk, reason="笔误"))

    assert AgendaItem.objects.filter(approves=again).count() == 1


def test_who_sees_minutes_is_who_sees_such_a_report(office, committee, actor_of):
    held = recorded(committee, release="public")
    report = begin_minutes(actor=office, meeting_id=held.pk)
    liaison = unit_user(unit()).actor

    def seen(actor):
        return reports.visible_to(actor).filter(pk=report.pk).exists()

    assert seen(actor_of("leader"))
    assert not seen(liaison)
    sign(report, actor_of("office"), release=Release.ON_REQUEST)
    assert seen(liaison)
    assert not seen(actor_of("counter"))


@pytest.fixture
def desk(client):
    client.force_login(grant_role(user(name="Desk"), "office"))
    return client


def text_of(answer):
    return answer.content.decode()


def test_minutes_are_drafted_read_and_signed_off_on_their_pages(desk, committee):
    held = recorded(committee)
    assert "Draft the minutes" in text_of(desk.get(held.get_absolute_url()))

    answer = desk.post(f"/meetings/{held.pk}/minutes/")

    report = Report.objects.get()
    assert answer["Location"] == report.get_absolute_url()
    page = text_of(desk.get(report.get_absolute_url()))
    for words in ("Sign off", "Record of the meeting", "Decision 1", "Present", "report.zh.docx"):
        assert words in page
    assert "xlsx" not in page
    chinese = text_of(desk.get(report.get_absolute_url(), HTTP_ACCEPT_LANGUAGE="zh-CN"))
    assert "签发" in chinese
    form = {"seen_version": report.version, "reason": "核对无误", "release": "internal"}
    assert desk.post(f"{report.get_absolute_url()}freeze/", form).status_code == 302
    page = text_of(desk.get(report.get_absolute_url()))
    assert "They wait to be approved" in page
    assert "Minutes: First meeting of 2026" in text_of(desk.get("/reports/"))
    assert "Version 1, signed off" in text_of(desk.get(held.get_absolute_url()))
    assert desk.get(f"{report.get_absolute_url()}pack.zip").status_code == 404
    again = desk.post(f"/meetings/{held.pk}/minutes/", follow=True)
    assert "The minutes are signed off" in text_of(again)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_minutes_leave_as_docx_and_pdf_and_the_same_ones_as_the_same_bytes(desk, committee, lang):
    report = sign(begin_minutes(actor=SYSTEM, meeting_id=recorded(committee).pk))
    address = f"{report.get_absolute_url()}report.{lang}"

    word, pdf = (desk.get(f"{address}.{ending}") for ending in ("docx", "pdf"))

    assert (word.status_code, pdf.status_code) == (200, 200)
    assert pdf.content.startswith(b"%PDF")
    lines = [p.text for p in docx.Document(io.BytesIO(word.content)).paragraphs]
    wanted = {
        "zh": (
            "区委外事委员会会议纪要",
            "一、审议年度工作报告",
            "出席：甲某（主任）、",
            "请假：丙某",
        ),
        "en": (
            "District Foreign Affairs Committee",
            "1. Reviewed: the annual report",
            "Present: Jia Mou",
            "Excused: Bing Mou",
        ),
    }[lang]
    for words in wanted:
        assert any(line.startswith(words) for line in lines), words
    sources = [line for line in lines if "Record of the meeting" in line or "会议记录" in line]
    assert sources
    for line in sources:
        assert ("年度" in line or "甲某" in line or "会议" in line) == (lang == "zh"), line
    assert "minutes-" in word["Content-Disposition"]
    assert zipfile.is_zipfile(io.BytesIO(word.content))
    assert desk.get(f"{address}.docx").content == word.content
    assert desk.get(f"{address}.pdf").content == pdf.content
    clean = desk.get(f"{address}.docx?sources=no")
    assert "clean-minutes-" in clean["Content-Disposition"]
    kept = docx.Document(io.BytesIO(clean.content)).paragraphs
    assert not [run for one in kept for run in one.runs if run.font.superscript]
    assert not {line for line in sources if line in {one.text for one in kept}}
    for words in wanted:
        assert any(one.text.startswith(words) for one in kept), words
    assert desk.get(f"{address}.xlsx").status_code == 404


def test_the_quorum_of_those_present_stands_on_the_screen_and_in_the_minutes(office, signed_in):
    of = convenings.committee(members=3, units=1)
    BodyRules.objects.create(body=of, quorum_part=1, quorum_whole=2)
    held = made.meeting(body_id=of.pk, held_on=dt.date(2026, 3, 18))
    only = item(held)
    first, second, third = Holding.objects.order_by("pk").values_list("person_id", flat=True)
    seat = post(organisation=MemberUnit.objects.get().unit)
    services.record_attendance(
        actor=SYSTEM,
        meeting_id=held.pk,
        attendees=[
            AttendeeGiven(first, is_chair=True),
            AttendeeGiven(second, status="excused"),
            AttendeeGiven(third, status="observer"),
        ],
    )
    desk = signed_in(grant_role(user(), "office"))
    screen = f"/meetings/{held.pk}/record/"
    assert "<strong>1 / 2</strong>" in desk.get(screen).content.decode()
    assert "not reached" in desk.get(screen).content.decode()
    early = minutes_words.quorum_words(minutes_facts(held).quorum)
    assert early.en == "Of 4 seats 1 was filled; the quorum of 2 was not reached."

    attendance = held.attendances.get(person_id=second)
    attendance.posts.add(seat)
    answer = desk.post(
        f"/meetings/record/person/{attendance.pk}/",
        {"seen_version": attendance.version, "part": "substitute", "stand_in_zh": "丁某"},
        HTTP_HX_REQUEST="true",
    )

    assert "<strong>3 / 2</strong>" in answer.content.decode()
    report = begin_minutes(actor=office, meeting_id=held.pk)
    said = next(s for s in reports.statements_of(report) if s.key == "people:quorum")
    assert said.text_zh == "应到4席，实到3席，达到法定人数2席。"
    assert said.text_en == "Of 4 seats 3 were filled; the quorum of 2 was reached."

    withdrew = {"attendance": attendance.pk, "kind": "withdrew"}
    told = desk.post(f"/meetings/record/item/{only.pk}/presence/", withdrew, HTTP_HX_REQUEST="true")
    assert "<strong>1 / 2</strong>" in told.content.decode(), "for this item they are too few"
    of_item = draft_minutes(minutes_facts(held), defaultdict(int))
    away = next(one.text for one in of_item if one.key == f"away:{only.pk}")
    assert away.en.endswith("Of 4 seats 1 was filled; the quorum of 2 was not reached.")
    assert away.zh.endswith("应到4席，实到1席，未达到法定人数2席。")


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("区委外事工作委员会2025年第三季度会议", "某市某区委外事工作委员会2025年第三季度会议"),
        ("某市某区委外事工作委员会召开会议", "某市某区委外事工作委员会会议"),
        ("委员会", "某市某区委外事工作委员会"),
        ("2025年全体会议", "某市某区委外事工作委员会2025年全体会议"),
        ("某区2025年专题会议", "某区2025年专题会议"),
        ("城市更新专题会议", "某市某区委外事工作委员会城市更新专题会议"),
        ("", "某市某区委外事工作委员会会议"),
    ],
)
def test_a_title_that_names_the_body_shortly_does_not_name_it_twice(title, named):
    facts = MinutesFacts(title=Pair(title, ""), body=Pair("某市某区委外事工作委员会", ""))
    assert sitting_zh(facts) == named


@pytest.mark.parametrize(
    ("title_en", "said"),
    [("The readout", "(The readout)"), ("", "(通稿 [in Chinese])")],
)
@pytest.mark.parametrize("other_kind", ["", "minutes", "readout"])
def test_a_source_is_named_in_the_language_of_the_file_or_marked(
    committee, title_en, said, other_kind
):
    held = recorded(committee)
    text = "会议审议了年度工作报告。"
    source = factories.document(title="通稿", text=text)
    for document in (source, title_en and factories.document(title=title_en, lang="en", text="x")):
        if document:
            services.attach_text(actor=SYSTEM, meeting_id=held.pk, document_id=document.pk)
    if other_kind:
        other = factories.document(title="Another", lang="en", text="y", kind=other_kind)
        services.attach_text(actor=SYSTEM, meeting_id=held.pk, document_id=other.pk)
    if other_kind == "readout":
        said = "(Another)" if not title_en else "(通稿 [in Chinese])"
    place = factories.passage(document=source, start=0, end=11, quote=text[:11])
    item(held, text_zh="", text_en="the rules", passage_id=place.pk)
    report = begin_minutes(actor=SYSTEM, meeting_id=held.pk)

    paper = minutes_paper(report, reports.statements_of(report), "en")

    cited = [one.text for one in paper.references if one.text.startswith("Passage")]
    assert cited == [f"Passage: “{text[:11]}” [in Chinese] {said}"]
