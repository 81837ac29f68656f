"""The translation desk: what waits, whose it is, a translation kept as a draft and reviewed by another."""

import datetime as dt
import re
from dataclasses import replace
from html import unescape

import pytest
import time_machine
from django.apps import apps
from django.utils import translation

from plenary.contexts.communications import policies
from plenary.contexts.communications.api import newsroom_of
from plenary.contexts.communications.selectors.desk import links, texts, work
from plenary.contexts.communications.selectors.desk.changes import Changed, compared
from plenary.contexts.communications.selectors.desk.texts import DeskFilters
from plenary.contexts.communications.services.attaching import attach_file
from plenary.contexts.communications.services.desk import queues, writing
from plenary.contexts.communications.services.desk.locking import Seen
from plenary.contexts.communications.services.images.keeping import (
    describe_image,
    given_of,
)
from plenary.contexts.communications.services.kinds.events import EventGiven, make_event
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.topics import make_topic
from plenary.contexts.communications.services.writing import edit_page
from plenary.contexts.governance import services as governance
from plenary.contexts.governance.models import Meeting, Task
from plenary.contexts.governance.services import MilestoneGiven
from plenary.contexts.language.models import Segment
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.organisations.models import FormerName, Organisation
from plenary.kernel.organisations.services import create_organisation, edit_organisation
from plenary.kernel.people.services import create_post
from plenary.kernel.places.services import create_place
from plenary.kernel.text.digests import digest
from plenary.kernel.text.kinds import kinds
from plenary.kernel.text.models import TextState
from plenary.kernel.text.selectors import two_language_fields
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.contexts.communications.test_images import WORDS, quick
from tests.contexts.governance import agenda_records as agenda
from tests.contexts.governance import convenings
from tests.contexts.governance import factories as records
from tests.contexts.governance import report_factories as report_records
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
QUERIES = 9
"""Those of the session and the account among them, and the one that asks for the tasks' numbers."""


@pytest.fixture(autouse=True)
def _before_the_meetings():
    """The records of agendas and convenings are made for the summer of 2025."""
    with time_machine.travel(dt.datetime(2025, 7, 1, 4, 0, tzinfo=dt.UTC)):
        yield


def acting(account):
    return User.objects.get(pk=account.pk).actor


@pytest.fixture
def writer():
    return acting(made.translator(name="Wang"))


@pytest.fixture
def second():
    return acting(made.translator(name="Sun"))


@pytest.fixture
def editor():
    return acting(made.editor(name="Zhou"))


def text_of(record, field="title"):
    label = record._meta.label_lower
    return TextState.objects.get(subject_type=label, subject_id=record.pk, field=field)


def seen(actor, text):
    found = work.work_on(actor, text.pk)
    return Seen(found.seen_source, found.seen_other)


def write(actor, text, said):
    return writing.write_text(actor=actor, text_id=text.pk, seen=seen(actor, text), text=said)


def half_a_task(**fields):
    return records.draft_task(**{"title_zh": "修订服务指南。", "title_en": "", **fields})


def test_a_missing_side_is_written_by_one_and_reviewed_by_another_and_then_remembered(
    writer, second
):
    task = half_a_task()
    text = text_of(task)
    assert text.standing == "missing"

    write(writer, text, "Revise the service guide.")
    text.refresh_from_db()
    assert (text.standing, text.owner_id, text.made_by_name) == ("draft", writer.user_id, "Wang")
    assert Task.objects.get(pk=task.pk).title_en == "Revise the service guide."
    assert Task.objects.get(pk=task.pk).version == task.version + 1
    with refused(Forbidden, "somebody else"):
        writing.review(actor=writer, text_id=text.pk, seen=seen(writer, text))
    assert not Segment.objects.exists()


def test_a_review_feeds_the_memory_which_proposes_it_for_the_next_text(
    writer, second, django_capture_on_commit_callbacks
):
    text = text_of(half_a_task())
    write(writer, text, "Revise the service guide.")
    with django_capture_on_commit_callbacks(execute=True):
        writing.review(actor=second, text_id=text.pk, seen=seen(second, text))

    text.refresh_from_db()
    assert text.standing == "reviewed"
    other = text_of(half_a_task(title_zh="修订服务指南！"))
    [one] = work.proposed(second, work.work_on(second, other.pk))
    assert one.proposals[0].en == "Revise the service guide."


def test_what_changed_in_the_source_is_shown_sentence_by_sentence(writer, office):
    task = half_a_task(
        title_zh="一号任务", success_zh="开放窗口。发布指南。培训人员。", success_en=""
    )
    text = text_of(task, "success")
    write(writer, text, "Open the counter. Publish the guide. Train the staff.")
    governance.edit_task(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        changes={"success_zh": "开放窗口。发布新版指南。培训人员。核查。"},
    )

    found = work.work_on(writer, text.pk)
    assert found.state == "outdated"
    assert found.changes == [Changed("发布指南。", "发布新版指南。"), Changed("", "核查。")]

    writing.say_it_holds(actor=writer, text_id=text.pk, seen=seen(writer, text))
    assert work.work_on(writer, text.pk).state == "draft"
    with refused(Refused, "out of date"):
        writing.say_it_holds(actor=writer, text_id=text.pk, seen=seen(writer, text))


def test_sentences_are_compared_in_both_languages():
    then, now = "It opens. It closes at 5. It is free.", "It opens. It closes at 6. It is free."
    assert compared(then, now, "en") == [Changed("It closes at 5.", "It closes at 6.")]
    assert compared("甲。乙。", "乙。", "zh") == [Changed("甲。", "")]
    assert compared("甲。 乙。", "甲。乙。", "zh") == []


def test_where_the_earlier_source_is_not_in_the_log_the_desk_says_so(writer, office):
    task = half_a_task()
    text = text_of(task)
    write(writer, text, "Revise the guide.")
    TextState.objects.filter(pk=text.pk).update(made_from=digest("别的话"))

    assert work.work_on(writer, text.pk).changes is None


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ("  ", "Write the text"),
        ("x" * 501, "longer than 500"),
        ("TOP SECRET\nRevise", "secrecy marking"),
    ],
)
def test_an_empty_a_long_and_a_secret_text_are_refused(writer, said, match):
    text = text_of(half_a_task())
    with refused(Refused, match):
        write(writer, text, said)
    assert TextState.objects.get(pk=text.pk).standing == "missing"


def test_a_late_save_and_a_late_review_are_told_and_change_nothing(writer, second, office):
    task = half_a_task()
    text = text_of(task)
    before = seen(writer, text)
    write(second, text, "Revise the guide.")
    TextState.objects.update(owner_id=None)
    with refused(Stale):
        writing.write_text(actor=writer, text_id=text.pk, seen=before, text="Mine")

    shown = seen(writer, text)
    governance.edit_task(
        actor=office, task_id=task.pk, seen_version=None, changes={"title_en": "Another"}
    )
    with refused(Stale):
        writing.review(actor=writer, text_id=text.pk, seen=shown)


def test_only_texts_with_both_sides_up_to_date_are_reviewed(writer):
    text = text_of(half_a_task())
    with refused(Refused, "both sides"):
        writing.review(actor=writer, text_id=text.pk, seen=seen(writer, text))


def test_the_source_side_is_changed_where_the_record_is_kept(writer):
    task = half_a_task()
    kind = kinds()["governance.task"]
    with refused(Refused, "source"):
        kind.write(actor=writer, record_id=task.pk, name="title_zh", text="别的")
    with refused(NotFound):
        kind.write(actor=writer, record_id=task.pk, name="state", text="closed")


def _priority():
    return governance.add_priority(actor=SYSTEM, plan_id=records.plan().pk, text_zh="办好活动")


def _milestone():
    step = MilestoneGiven(title_zh="设计定稿", due_on=dt.date(2025, 9, 1))
    return governance.add_milestone(actor=SYSTEM, task_id=half_a_task().pk, given=step)


def _instruction():
    task = records.open_task()
    return governance.give_instruction(actor=SYSTEM, task_id=task.pk, text_zh="请抓紧")


def _statement():
    entry = {"quarter": 1, "done_zh": "已开放两个窗口。"}
    report = report_records.half_year(report_records.task_list(1, entries=[entry]))
    return report.statements.get(kind="progress")


def worded_photo(page=None, **words):
    """A photo whose words were given by the newsroom."""
    kept = quick(page or made.page(), **dict.fromkeys(WORDS, ""))
    return described(kept, **(WORDS | words))


def _file():
    page = made.page()
    return attach_file(
        actor=SYSTEM,
        page_id=page.pk,
        seen_version=None,
        data=b"opening hours",
        file_name="hours.txt",
        name_zh="开放时间",
    )


def _programme_line():
    event = EventGiven(dt.date(2025, 9, 10), programme="09:00 | 开幕式 | | 一号厅 |")
    page = make_event(actor=SYSTEM, given=made.given(), event=event)
    return page.programme.get()


def described(photo, **words):
    return describe_image(
        actor=SYSTEM,
        page_id=photo.page_id,
        seen_version=None,
        image_id=photo.pk,
        given=replace(given_of(photo), **words),
    )


RECORDS = {
    "organisations.organisation": lambda: create_organisation(
        actor=SYSTEM, kind="unit", name_zh="商务局"
    ),
    "people.post": lambda: create_post(actor=SYSTEM, organisation=unit(), title_zh="局长"),
    "places.place": lambda: create_place(actor=SYSTEM, name_zh="国际交往中心"),
    "governance.meeting": records.meeting,
    "governance.agendaitem": lambda: agenda.items(agenda.planned(), "听取汇报")[0],
    "governance.decision": records.decision,
    "governance.directive": records.directive,
    "governance.requirement": records.requirement,
    "governance.plan": records.plan,
    "governance.priority": _priority,
    "governance.tasklist": records.task_list,
    "governance.task": half_a_task,
    "governance.milestone": _milestone,
    "governance.instruction": _instruction,
    "governance.topic": lambda: agenda.submitted(agenda.planned()),
    "governance.paper": lambda: agenda.paper(
        topic_id=agenda.submitted(agenda.planned()).pk, title_en=""
    ),
    "governance.convening": convenings.drawn_up,
    "governance.statement": _statement,
    "communications.attachment": _file,
    "communications.programmeitem": _programme_line,
    "communications.topic": lambda: make_topic(
        actor=SYSTEM, name_zh="夜间经济", name_en="Night economy"
    ),
    "communications.page": lambda: made.page(title_en=""),
    "communications.pageimage": lambda: worded_photo(alt_en=""),
}


@pytest.mark.parametrize("label", list(RECORDS))
def test_no_kind_of_record_lets_others_write_its_texts(label):
    kind = kinds()[label]
    record = RECORDS[label]()
    state = TextState.objects.filter(subject_type=label, subject_id=record.pk).first()
    name = f"{state.field}_{state.other_side}"
    for actor in (acting(unit_user(unit())), acting(grant_role(user(), "verifier")), NOBODY):
        with refused((Forbidden, NotFound)):
            kind.write(actor=actor, record_id=record.pk, name=name, text="Ours")

    kind.write(actor=acting(made.translator()), record_id=record.pk, name=name, text="Written")
    assert str(getattr(type(record).objects.get(pk=record.pk), name)) == "Written"
    assert TextState.objects.get(pk=state.pk).standing == "draft"
    assert kind.url(kind.visible_to(SYSTEM).get(pk=record.pk)).startswith("/")
    [line] = texts.lines([state])
    assert line.word.startswith(str(kind.word))
    assert line.whose.name_zh or line.whose.name_en


def test_every_kind_of_record_at_the_desk_is_tried_above():
    assert set(RECORDS) == set(kinds())


NO_TEXTS = {"author", "next", "title_key", "body_key"}
"""Names, what is written with a decision in both languages, and what Plenary compares by."""


def test_every_text_of_the_desk_has_a_word_in_both_languages():
    for kind in kinds().values():
        assert set(two_language_fields(kind.model)) - NO_TEXTS <= set(texts.FIELDS), kind.label
    room = text_of(_programme_line(), "room")
    for language, word in (("en", "room"), ("zh-hans", "场地")):
        with translation.override(language):
            assert texts.lines([room])[0].field == word
    with translation.override("zh-hans"):
        assert {"address", "hours"}.isdisjoint(str(word) for word in texts.FIELDS.values())


def test_at_the_desk_the_text_that_was_looked_at_alone_is_said_to_hold(writer, second):
    page = made.page(
        source_side="zh", title_zh="窗口新闻", body_zh="窗口开放。", body_en="It opens."
    )
    given = made.given(**{**made.said(page), "title_zh": "窗口要闻", "body_zh": "窗口改期。"})
    page = edit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, given=given)
    title, body = text_of(page), text_of(page, "body")
    queues.take_texts(actor=second, text_ids=[body.pk])
    with refused(Forbidden):
        writing.say_it_holds(actor=writer, text_id=body.pk, seen=seen(writer, body))
    with refused(Stale):
        writing.say_it_holds(actor=writer, text_id=title.pk, seen=Seen("x", "y"))

    writing.say_it_holds(actor=writer, text_id=title.pk, seen=seen(writer, title))

    assert (text_of(page).standing, text_of(page, "body").standing) == ("draft", "outdated")
    kept = type(page).objects.get(pk=page.pk)
    assert (kept.writer_ids, kept.version) == ([writer.user_id], page.version + 1)
    assert AuditRow.objects.filter(action="communications.page.confirmed").count() == 1
    with refused(Refused, "out of date"):
        writing.say_it_holds(actor=writer, text_id=title.pk, seen=seen(writer, title))


OF_THEIR_OWN = {
    "said in the unit's words, by its own people": {
        "governance.attendance", "governance.attendeegroup", "governance.duty", "governance.extension",
        "governance.instructionword", "governance.notice", "governance.opinion", "governance.progress",
        "governance.progressfigure", "governance.reading", "governance.report", "governance.sheet",
        "governance.slipanswer",
    },
    "written whole in each language and frozen for the second pair of eyes": {"governance.releasestep"},
    "a person's name is their own, and its digests would be personal data": {"people.person"},
    "a copy of what another record says, made in both languages": {
        "governance.listchange", "notifications.notification", "search.entry",
        "governance.receivedmail",
    },
    "names of choices, kept in both languages where they are made": {
        "governance.theme", "governance.rung", "governance.topickind", "governance.neededpaper",
        "calendar.specialday", "measures.handmeasure", "organisations.term",
    },
    "a name of the past, as it was": {"organisations.formername"},
    "the term base has its own review": {"language.term", "language.suggestion"},
}  # fmt: skip


def test_every_model_with_two_languages_is_at_the_desk_or_says_why_not():
    left_out = set().union(*OF_THEIR_OWN.values())
    two = {
        model._meta.label_lower
        for model in apps.get_models()
        if model.__module__.startswith("plenary.") and two_language_fields(model)
    }

    assert two - set(kinds()) - left_out == set()
    assert left_out <= two - set(kinds())


def test_what_stands_fixed_is_not_translated(writer):
    meeting = agenda.planned()
    item = text_of(agenda.items(meeting, "听取汇报")[0], "text")
    agenda.approved(meeting)
    with refused(Refused, "agenda is approved"):
        write(writer, item, "Hear a report")
    sent = text_of(convenings.convened(), "notice")
    with refused(Refused, "notice has gone out"):
        write(writer, sent, "Another notice")


def test_a_closed_meeting_may_be_translated_and_its_source_stays(writer):
    meeting = records.meeting(title_zh="全体会议", title_en="")
    Meeting.objects.filter(pk=meeting.pk).update(state="closed", closed_at=clock.now())
    write(writer, text_of(meeting), "Plenary meeting")

    kept = Meeting.objects.get(pk=meeting.pk)
    assert (kept.title_zh, kept.title_en) == ("全体会议", "Plenary meeting")


def test_texts_are_taken_all_or_none(writer, second):
    one, two = text_of(half_a_task()), text_of(half_a_task())
    assert queues.take_texts(actor=writer, text_ids=[one.pk]) == 1
    assert queues.take_texts(actor=writer, text_ids=[one.pk]) == 0
    with refused(Refused, "Wang"):
        queues.take_texts(actor=second, text_ids=[two.pk, one.pk])
    with refused(Refused, "at least one"):
        queues.take_texts(actor=second, text_ids=[])
    with refused(Refused, "at most"):
        queues.take_texts(actor=second, text_ids=range(101))
    with refused(Forbidden):
        queues.take_texts(actor=SYSTEM, text_ids=[two.pk])
    assert TextState.objects.get(pk=two.pk).owner_id is None


def test_whoever_has_a_text_or_an_editor_hands_it_over(writer, second, editor):
    text = text_of(half_a_task())
    queues.take_texts(actor=writer, text_ids=[text.pk])
    with refused(Forbidden, "Wang has taken"):
        write(second, text, "Mine")
    with refused(Forbidden):
        queues.hand_over(actor=second, text_id=text.pk, to_id=second.user_id)
    with refused(Refused, "works on texts"):
        queues.hand_over(actor=writer, text_id=text.pk, to_id=unit_user(unit()).pk)

    queues.hand_over(actor=writer, text_id=text.pk, to_id=second.user_id)
    first = texts.queues(second)[0]
    assert (first.owner_id, first.name, first.waiting) == (second.user_id, "Sun", 1)
    queues.hand_over(actor=editor, text_id=text.pk, to_id=None)
    assert TextState.objects.get(pk=text.pk).owner_name == ""
    assert AuditRow.objects.filter(action="text.state.put_back").count() == 1


def test_the_list_is_narrowed_by_state_kind_owner_and_language(writer):
    task = half_a_task()
    english = records.draft_task(title_zh="", title_en="English first")
    page = made.page(summary_en="")
    queues.take_texts(actor=writer, text_ids=[text_of(task).pk])

    def found(**asked):
        return {(t.subject_type, t.field) for t in texts.listing(writer, DeskFilters(**asked))}

    summary = ("communications.page", "summary")
    assert summary in found(state="missing", kind="communications.page")
    assert ("communications.page", "title") not in found(state="missing")
    assert found(owner="me") == {("governance.task", "title")}
    assert summary not in found(lang="zh")
    assert text_of(english) in texts.listing(writer, DeskFilters(lang="zh", owner="none"))
    assert found(state="reviewed") == set()
    assert (
        texts.counts(writer)["missing"]
        == texts.listing(writer, DeskFilters(state="missing")).count()
    )
    assert text_of(page, "summary").since is not None
    states = [one.standing for one in texts.listing(writer, DeskFilters())]
    assert {"missing", "draft"} <= set(states)
    assert states == sorted(states, reverse=True)


def test_counts_queues_and_ages_are_those_of_a_table_made_by_hand(writer, second, office):
    """Day by day: what comes, who takes it, what is translated, reviewed, and outdated again."""
    start = dt.datetime(2025, 7, 1, 4, 0, tzinfo=dt.UTC)
    TextState.objects.all().delete()
    made_on = {}
    for day in range(6):
        with time_machine.travel(start + dt.timedelta(days=day)):
            made_on[day] = text_of(half_a_task(title_zh=f"第{day}项。"))
    with time_machine.travel(start + dt.timedelta(days=6)):
        queues.take_texts(actor=writer, text_ids=[made_on[n].pk for n in (1, 2, 3)])
        queues.take_texts(actor=second, text_ids=[made_on[0].pk])
        for n in (2, 3, 4):
            write(writer, made_on[n], f"Item {n}.")
    with time_machine.travel(start + dt.timedelta(days=8)):
        writing.review(actor=second, text_id=made_on[3].pk, seen=seen(second, made_on[3]))
        task = Task.objects.get(pk=made_on[4].subject_id)
        changes = {"title_zh": "第四项。另一句。"}
        governance.edit_task(actor=office, task_id=task.pk, seen_version=None, changes=changes)
        User.objects.filter(pk=writer.user_id).update(name="Wang Min")
        queues.take_texts(
            actor=acting(User.objects.get(pk=writer.user_id)), text_ids=[made_on[5].pk]
        )

    with time_machine.travel(start + dt.timedelta(days=10, hours=1), tick=False):
        lines = texts.lines(texts.listing(writer, DeskFilters()))
        shown = [(one.source, str(one.text.standing), one.age.days) for one in lines]
        told = texts.queues(writer)

    assert texts.counts(writer) == {"missing": 3, "outdated": 1, "draft": 1, "reviewed": 1}
    assert shown == [
        ("第四项。另一句。", "outdated", 2),
        ("第0项。", "missing", 10),
        ("第1项。", "missing", 9),
        ("第5项。", "missing", 5),
        ("第2项。", "draft", 4),
    ]
    assert [(one.owner_id, one.waiting, one.since.day) for one in told] == [
        (writer.user_id, 4, 2),
        (second.user_id, 1, 1),
    ]


def test_long_texts_are_compared_so_that_each_sentence_stands_beside_what_it_became():
    old = [f"Sentence number {n} tells of the matter {n * 7}." for n in range(300)]
    new = [*old]
    new[250] = "Nothing of it is left: all is written anew."
    new[100:103] = ["Sentence number 101 tells of the matters 707."]
    new[9:10] = ["Here is something else altogether!", "Sentence number 9 tells of the matter 64."]

    told = compared(" ".join(old), " ".join(new), "en")

    assert told == [
        Changed("", "Here is something else altogether!"),
        Changed(old[9], "Sentence number 9 tells of the matter 64."),
        Changed(old[100], ""),
        Changed(old[101], "Sentence number 101 tells of the matters 707."),
        Changed(old[102], ""),
        Changed(old[250], "Nothing of it is left: all is written anew."),
    ]
    chinese = compared(
        "甲地开放窗口。乙地发布指南。丙地培训。", "先行核查情况。甲地开放新窗口。丙地培训。", "zh"
    )
    assert chinese == [
        Changed("", "先行核查情况。"),
        Changed("甲地开放窗口。", "甲地开放新窗口。"),
        Changed("乙地发布指南。", ""),
    ]


def test_a_text_is_found_by_words_of_either_side_and_names_its_record(writer, signed_in, client):
    task = half_a_task()
    entry = governance.add_task_to_list(
        actor=SYSTEM, list_id=records.task_list().pk, task_id=task.pk
    )
    step = MilestoneGiven(title_zh="设计定稿", due_on=dt.date(2025, 9, 1))
    governance.add_milestone(actor=SYSTEM, task_id=task.pk, given=step)
    half_a_task(title_zh="另一件事。", title_en="Revise another thing")

    def found(words, **asked):
        return list(texts.listing(writer, DeskFilters(words=words, state="all", **asked)))

    assert found("服务 修订") == [text_of(task)]
    assert found("ANOTHER 另一件") == [text_of(Task.objects.get(title_en="Revise another thing"))]
    assert found("服务 thing") == found("修订", kind="governance.milestone") == []
    [line] = texts.lines(found("设计定稿"))
    assert (line.word, line.whose.name_zh) == ("Milestone", "修订服务指南。")
    assert line.whose.whole == f"Task {entry.number}"

    signed_in(made.translator())
    shown = client.get("/newsroom/translations/", {"words": "设计定稿", "state": "all"})
    page = unescape(shown.content.decode())
    assert f"Task {entry.number}: " in page
    assert task.get_absolute_url() in page
    assert page.count('type="checkbox" name="text"') == 1


def test_where_one_language_is_enough_nothing_is_missing(writer, settings):
    half_a_task()
    settings.PROFILE = "city-council"
    assert texts.counts(writer)["missing"] == 0


def test_the_directorys_names_are_translated_and_a_replaced_name_is_kept(writer, office):
    found = create_organisation(actor=office, kind="unit", name_zh="商务局", duties_zh="外贸。")
    assert text_of(found, "duties").standing == "missing"
    write(writer, text_of(found, "name"), "Commerce Bureau")
    write(writer, text_of(found, "name"), "Bureau of Commerce")

    assert FormerName.objects.get(organisation=found).name_en == "Commerce Bureau"
    kept = Organisation.objects.get(pk=found.pk)
    edit_organisation(
        actor=office, organisation_id=kept.pk, seen_version=kept.version, name_zh="区商务局"
    )
    assert text_of(found, "name").standing == "outdated"


def test_the_words_of_a_photo_wait_at_the_desk_and_keep_its_page_from_going_out(
    signed_in, client, second
):
    page = made.published()
    photo = worded_photo(page, alt_en="", credit_zh="", credit_en="")
    text = text_of(photo, "alt")
    assert text.standing == "missing"
    assert not TextState.objects.filter(
        subject_type="communications.pageimage", field="credit"
    ).exists()
    account = made.translator(name="Wang")
    signed_in(account)
    here = f"/newsroom/translations/{text.pk}/"
    assert f"/newsroom/pages/{page.pk}/images/{photo.pk}/whole.jpg" in said(client, here)
    assert WORDS["alt_zh"] in said(client, "/newsroom/translations/?kind=communications.pageimage")

    shown = {"seen_source": text.source_digest, "seen_other": digest("")}
    assert client.post(here, {**shown, "text": "A queue"}).url == here
    page.refresh_from_db()
    assert account.pk in page.writer_ids
    assert {side.state for side in page.sides.all()} == {"draft"}
    writing.review(actor=second, text_id=text.pk, seen=seen(second, text))
    assert client.get(f"/newsroom/pages/{page.pk}/images/{photo.pk}/").status_code == 200
    assert here in said(client, f"/newsroom/pages/{page.pk}/images/{photo.pk}/")

    photo = described(photo.__class__.objects.get(pk=photo.pk), alt_zh="另一支队伍")
    assert text_of(photo, "alt").standing == "outdated"
    named = {**WORDS, "alt_zh": "另一支队伍", "alt_en": "A queue"}
    photo = described(photo, **named)
    with refused(Refused, "English words of photo 1 are older"):
        submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["zh"])
    writing.say_it_holds(actor=acting(account), text_id=text.pk, seen=seen(second, text))
    notes = dict.fromkeys(made.BOTH, "A photo is there now.")
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH, notes=notes)
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)
    assert text_of(photo, "alt").standing == text_of(photo, "credit").standing == "reviewed"


def said(client, address):
    return client.get(address).content.decode()


def test_words_of_a_photo_that_are_taken_away_are_missed_again(writer):
    photo = described(worded_photo(), alt_zh="", alt_en="")
    text = text_of(photo, "alt")
    assert text.standing == "missing"
    with refused(Refused, "longer than 500"):
        write(writer, text, "x" * 501)
    photo = described(photo, alt_en="A queue")
    assert (text_of(photo, "alt").source_side, text_of(photo, "alt").standing) == ("en", "missing")


def test_the_page_of_a_report_leads_those_who_translate_to_its_own_texts(signed_in, client):
    one, other = (_statement() for _number in range(2))
    here = one.report.get_absolute_url()
    signed_in(made.translator(language="en"))
    linked = re.findall(
        r'href="(/newsroom/translations/\?[^"]+)">Translations: (\d+)', said(client, here)
    )
    [(address, number)] = linked
    shown = said(client, unescape(address))
    texts_of = re.findall(r'name="text" value="(\d+)"', shown)
    assert len(texts_of) == int(number) > 0
    assert str(text_of(one, "text").pk) in texts_of
    assert str(text_of(other, "text").pk) not in texts_of
    assert "Only the texts of one record" in shown
    assert said(client, "/newsroom/translations/?kind=governance.statement&within=x")

    signed_in(grant_role(user(language="en"), "leader"))
    assert "/newsroom/translations/" not in said(client, here)
    assert links.link_of_report(acting(made.translator()), 0) is None


def test_a_page_translated_at_the_desk_goes_through_the_newsrooms_review_again(writer):
    page = made.published(source_side="zh")
    write(writer, text_of(page, "body"), "The counter opens at another hour.")

    assert {side.lang: side.state for side in page.sides.all()} == {
        "zh": "published",
        "en": "draft",
    }
    page.refresh_from_db()
    assert page.writer_ids == [writer.user_id]
    twin = made.page()
    with refused(Refused, "Another page"):
        write(writer, text_of(page), twin.title_en)


def test_the_pages_open_to_those_who_work_on_texts_alone(signed_in, client):
    text = text_of(half_a_task())
    for role in ("leader", "verifier", "administrator"):
        signed_in(grant_role(user(), role))
        assert client.get("/newsroom/translations/").status_code == 403
        assert client.get(f"/newsroom/translations/{text.pk}/").status_code == 403
        assert client.post("/newsroom/translations/take/", {"text": text.pk}).status_code == 403
        for step in ("review", "holds", "hand-over"):
            answer = client.post(f"/newsroom/translations/{text.pk}/{step}/", both(text))
            assert answer.status_code in {403, 404}
    signed_in(made.translator())
    assert client.get("/newsroom/translations/999999/").status_code == 404
    assert policies.can_use_desk(NOBODY) is False


def both(text):
    return {"seen_source": text.source_digest, "seen_other": digest("")}


def test_a_translation_goes_from_the_list_to_its_review_on_the_screen(signed_in, client):
    task = half_a_task()
    text = text_of(task)
    here = f"/newsroom/translations/{text.pk}/"
    one, two = made.translator(name="Wang"), made.translator(name="Sun")
    signed_in(one)
    assert "修订服务指南" in client.get("/newsroom/translations/?state=missing").content.decode()
    empty = client.get(here).content.decode()
    assert "nothing to check yet" in empty
    assert "finds nothing against" not in empty
    assert 'hx-post="/check/fields/?zh=source_said&amp;en=text&amp;profile=' in empty
    assert f'name="source_said" value="{work.work_on(acting(one), text.pk).source}"' in empty
    assert client.post("/newsroom/translations/take/", {"text": text.pk, "stay": 1}).url == here

    answer = client.post(here, {**both(text), "text": "SECRET//\nGuide"})
    assert (answer.status_code, "SECRET//\nGuide" in answer.content.decode()) == (422, True)
    answer = client.post(here, {**both(text), "seen_other": "x", "text": "Kept words"})
    assert (answer.status_code, "Kept words" in answer.content.decode()) == (409, True)
    assert client.post(here, {**both(text), "text": "Revise the guide."}).url == here
    assert "somebody else reviews it" in client.get(here).content.decode()
    assert "Revise the guide." in client.get("/newsroom/translations/").content.decode()

    signed_in(two)
    shown = {**both(text), "seen_other": digest("Revise the guide.")}
    assert "has taken this text" in client.get(here).content.decode()
    assert client.post(f"{here}review/", both(text)).status_code == 409
    assert client.post(f"{here}review/", {}).status_code == 409
    assert client.post(f"{here}review/", shown).url == here
    assert TextState.objects.get(pk=text.pk).standing == "reviewed"
    client.post("/newsroom/translations/take/", {})
    assert "Choose at least one text" in client.get("/newsroom/translations/").content.decode()

    signed_in(one)
    assert client.post(f"{here}hand-over/", {"to": "x"}).status_code == 422
    assert client.post(f"{here}hand-over/", {"to": two.pk}).url == here
    assert "Sun" in client.get(here).content.decode()


def test_whoever_reviews_is_led_from_text_to_text_past_what_is_their_own(writer, second):
    made_here = [text_of(half_a_task(title_zh=f"第{n}项任务。")) for n in range(4)]
    for number, text in enumerate(made_here):
        write(second if number == 2 else writer, text, f"Task No. {number}.")
    first, second_one, own, last = made_here
    for text in made_here:
        text.refresh_from_db()

    way = [texts.next_to_review(second, text) for text in (first, second_one, own, last)]

    assert way == [second_one, last, last, first]
    assert texts.next_to_review(writer, own) is None
    shown = work.work_on(second, first.pk)
    assert (shown.line.other, shown.other) == ("Task No. 0.", "Task No. 0.")


def test_the_list_takes_as_many_queries_for_one_text_as_for_fifty(
    signed_in, client, django_assert_num_queries
):
    half_a_task()
    signed_in(made.translator())
    client.get("/newsroom/translations/")
    with django_assert_num_queries(QUERIES):
        client.get("/newsroom/translations/")
    for _number in range(50):
        half_a_task()
    with django_assert_num_queries(QUERIES):
        shown = client.get("/newsroom/translations/").content.decode()
    assert shown.count('type="checkbox" name="text"') == 50


def test_home_tells_a_translator_what_waits_at_the_desk(client, writer, office):
    half_a_task()
    half_a_task(title_zh="另一项。")
    queues.take_texts(actor=writer, text_ids=[text_of(Task.objects.latest("pk")).pk])
    draft = text_of(half_a_task(title_zh="第三项。"))
    write(writer, draft, "Item three.")

    told = newsroom_of(writer)

    assert (told.own_texts, told.missing, told.outdated) == (2, 1, 0)
    client.force_login(User.objects.get(pk=writer.user_id))
    home = client.get("/").content.decode()
    for address in ("?owner=me", "?state=missing&amp;owner=none"):
        assert f'href="/newsroom/translations/{address}"' in home
        listed = client.get(f"/newsroom/translations/{unescape(address)}")
        assert listed.status_code == 200
    assert "?state=outdated" not in home
    assert newsroom_of(office).missing == 0, "the office sees its desk; only translators are told"
