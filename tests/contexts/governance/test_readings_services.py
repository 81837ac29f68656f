"""From a text to a record: taken in, read, mended, confirmed in one transaction, or refused whole."""

import datetime as dt

import pytest

from plenary.contexts.governance import jobs
from plenary.contexts.governance.jobs import read_text
from plenary.contexts.governance.models import (
    AgendaItem,
    Directive,
    Meeting,
    MeetingText,
    Reading,
    Requirement,
    Task,
    TaskList,
    Theme,
)
from plenary.contexts.governance.selectors.readings import changes_since
from plenary.contexts.governance.services import confirming
from plenary.contexts.governance.services.confirming import confirm_reading
from plenary.contexts.governance.services.readings import (
    change_reading,
    fail_reading,
    lay_out_reading,
    move_reading,
    start_reading,
)
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.models import Document, Passage
from plenary.kernel.documents.selectors import visible_to as documents_visible_to
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Holding, Person, Post
from plenary.shared import clock
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance.readings_texts import CHINESE, ENGLISH
from tests.factories import body, grant_role, person, post, unit, unit_user, user

COMMITTEE = {
    "name_zh": "港城区委外事工作委员会",
    "name_en": "Foreign Affairs Committee of the CPC Gangcheng District Committee",
    "short_zh": "区委外事工作委员会",
}


@pytest.fixture
def committee(db):
    return body(**COMMITTEE)


def opened(office, text=ENGLISH):
    started = start_reading(actor=office, text=text)
    read_text.call(started.reading.pk)
    started.reading.refresh_from_db()
    return started.reading


def change(office, reading, action, **values):
    changed = change_reading(
        actor=office,
        reading_id=reading.pk,
        seen_version=reading.version,
        action=action,
        values={"part": "", **values},
    )
    reading.refresh_from_db()
    return changed


def mended(office, reading, part, **values):
    clause = next(c for c in reading.paper["clauses"] if c["id"] == part)
    typed = {"verb": clause["verb"], "actor": clause["actor"], "due_on": clause["due_on"]}
    return change(
        office, reading, "mend", part=part, **{**typed, "theme": clause["theme"], **values}
    )


def confirm(office, reading):
    return confirm_reading(actor=office, reading_id=reading.pk, seen_version=reading.version)


def clause_id(reading, number):
    return reading.paper["clauses"][number]["id"]


@pytest.mark.parametrize(("text", "count"), [(ENGLISH, 6), (CHINESE, 5)])
def test_a_text_is_taken_in_and_laid_out(office, text, count):
    reading = opened(office, text)

    assert reading.state == "open"
    assert len(reading.paper["clauses"]) >= count
    assert reading.found["title"]["text"] == reading.paper["facts"]["title"]["text"]
    assert not Meeting.objects.exists()
    assert not Document.objects.exists()


def test_the_working_paper_and_the_text_stand_in_no_audit_row(office):
    opened(office)

    rows = AuditRow.objects.filter(subject_type="governance.reading")

    assert rows.count() == 2
    assert "Lin Hai" not in str([(r.before, r.after) for r in rows])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  \n", "no text"),
        ("机密★10年\n会议要求加强统筹。", "secrecy marking"),
        ("TOP SECRET\nThe meeting stressed growth.", "secrecy marking"),
        ("x" * 2_000_001, "too long"),
    ],
)
def test_a_refused_text_leaves_nothing_behind(office, text, sentence):
    with pytest.raises(Refused, match=sentence):
        start_reading(actor=office, text=text)

    assert not Reading.objects.exists()
    assert not AuditRow.objects.exists()


def test_the_word_secretary_is_no_marking(office):
    assert start_reading(actor=office, text="The Secretary kept no secret. 书记讲保密。").reading


def test_only_the_office_takes_texts_in(db):
    leader = grant_role(user(), "leader").actor

    with pytest.raises(Forbidden):
        start_reading(actor=leader, text=ENGLISH)


def test_the_same_text_is_recognised_as_the_reading_it_has(office):
    reading = opened(office)

    again = start_reading(actor=office, text=ENGLISH)

    assert (again.reading, again.known) == (None, reading)


def test_the_same_text_is_recognised_as_the_meeting_it_became(office, committee):
    meeting = confirm(office, opened(office))

    assert start_reading(actor=office, text=ENGLISH).known == meeting


def test_a_text_in_no_language_fails_with_its_sentence_and_is_tried_again(office):
    reading = start_reading(actor=office, text="12 34 — 56").reading

    read_text.call(reading.pk)
    reading.refresh_from_db()

    assert reading.state == "failed"
    assert reading.fault_zh
    assert reading.fault_en
    again = move_reading(actor=office, reading_id=reading.pk, seen_version=None, move="retry")
    assert again.state == "reading"


def test_reading_twice_is_as_reading_once(office):
    reading = opened(office)

    assert read_text.call(reading.pk) == ""
    assert read_text.call(10**9) == ""
    with pytest.raises(Refused):
        lay_out_reading(reading_id=reading.pk, found={})
    with pytest.raises(Refused):
        fail_reading(reading_id=reading.pk, zh="坏", en="bad")


def test_a_draft_is_dropped_and_taken_up_again(office):
    reading = opened(office)

    dropped = move_reading(actor=office, reading_id=reading.pk, seen_version=None, move="drop")
    taken = move_reading(actor=office, reading_id=reading.pk, seen_version=None, move="take_up")

    assert (dropped.state, taken.state) == ("dropped", "open")
    assert taken.paper == reading.paper


def test_a_text_that_was_dropped_unread_is_read_when_taken_up(office):
    reading = start_reading(actor=office, text=ENGLISH).reading
    move_reading(actor=office, reading_id=reading.pk, seen_version=None, move="drop")

    taken = move_reading(actor=office, reading_id=reading.pk, seen_version=None, move="take_up")

    assert taken.state == "reading"


def test_an_unknown_move_or_change_is_not_found(office):
    reading = opened(office)

    with pytest.raises(NotFound):
        move_reading(actor=office, reading_id=reading.pk, seen_version=None, move="fly")
    with pytest.raises(NotFound):
        change(office, reading, "fly")


def test_known_names_are_matched_and_the_lead_unit_is_suggested_with_its_reason(office, committee):
    lin = person(name_zh="林海", name_en="Lin Hai")
    signs = unit(
        name_en="Urban Management Bureau", duties_en="bilingual signs on streets and quays"
    )
    unit(name_en="Health Bureau", duties_en="hospitals and clinics")

    paper = opened(office).paper

    assert paper["body"] == committee.pk
    assert paper["people"][0]["person"] == lin.pk
    clause = paper["clauses"][2]
    assert clause["suggested"] == clause["unit"] == signs.pk
    assert "signs" in clause["reason_en"]


def test_a_stale_change_is_answered_with_what_was_done_since(office):
    reading = opened(office)
    seen = reading.version
    change(office, reading, "drop", part=clause_id(reading, 0))

    with pytest.raises(Stale):
        change_reading(
            actor=office,
            reading_id=reading.pk,
            seen_version=seen,
            action="accept",
            values={"part": clause_id(reading, 0)},
        )

    since = changes_since(reading, seen)
    assert [(c.name, str(c.action), c.part) for c in since] == [
        ("Office", "dropped", clause_id(reading, 0))
    ]
    assert since[0].words.startswith("it is essential to strengthen")


def test_a_refused_change_leaves_the_paper_as_it_was(office):
    reading = opened(office)
    before = reading.paper

    with pytest.raises(Refused):
        change(office, reading, "add", quote="words that nobody said")

    reading.refresh_from_db()
    assert reading.paper == before


def test_saving_what_has_not_changed_keeps_the_version(office):
    reading = opened(office)
    seen = reading.version

    mended(office, reading, clause_id(reading, 0))
    mended(office, reading, clause_id(reading, 0))

    assert reading.version == seen


def test_a_unit_that_does_not_exist_is_refused_by_name(office):
    reading = opened(office)

    with pytest.raises(Refused) as refusal:
        mended(office, reading, clause_id(reading, 0), task=True, unit="Ministry of Fog")

    assert "unit" in refusal.value.fields


@pytest.mark.parametrize(
    "values",
    [{"theme": 10**9}, {"body_id": 10**9}, {"person": 10**9}, {"task_list": 10**9}],
)
def test_a_record_that_does_not_exist_is_not_found(office, values):
    reading = opened(office)
    action = {"theme": "mend", "body_id": "facts", "person": "person", "task_list": "list"}
    part = {"theme": clause_id(reading, 0), "person": reading.paper["people"][0]["id"]}
    name = next(iter(values))
    typed = dict.fromkeys(("verb", "actor", "due_on", "title", "source", "body", "name"), "")
    typed |= {"held_on": "", "published_on": ""}

    with pytest.raises(NotFound):
        change(office, reading, action[name], part=part.get(name, ""), **typed, **values)


def test_confirming_makes_the_whole_record(office, committee):
    lead = unit(name_en="Urban Management Bureau", duties_en="bilingual signs")
    reading = opened(office)
    signs = clause_id(reading, 2)
    mended(office, reading, signs, task=True, unit="Urban Management Bureau", due_on="2027-09-30")
    change(office, reading, "drop", part=clause_id(reading, 0))

    meeting = confirm(office, reading)

    assert meeting.title_en.startswith("Foreign Affairs Committee")
    assert (meeting.body, meeting.year, meeting.is_plenary) == (committee, 2027, True)
    assert str(meeting.published_on) == "2027-03-02"
    document = meeting.texts.get().document
    assert (document.text, document.lang, document.kind) == (ENGLISH, "en", "readout")
    assert [d.number for d in meeting.directives.all()] == [1, 2, 3, 4, 5]
    for directive in meeting.directives.all():
        assert directive.passage.quote == ENGLISH[directive.passage.start : directive.passage.end]
        assert directive.text_en == " ".join(directive.passage.quote.split())
    people = [(a.person.name_en, a.is_chair) for a in meeting.attendances.all()]
    assert people == [("Lin Hai", True), ("Qiao Yun", False)]
    task = Task.objects.get()
    assert (task.title_en, task.lead_unit, str(task.due_on)) == (
        "Improve the bilingual signs on the quays",
        lead,
        "2027-09-30",
    )
    assert task.bases.get().directive.fate == "task"
    assert task.entries.get().task_list.name_en == "Key tasks 2027"
    assert task.entries.get().task_list.state == "draft"
    reading.refresh_from_db()
    assert (reading.state, reading.meeting, reading.document) == ("confirmed", meeting, document)


def test_confirming_makes_what_is_new_once(office):
    meeting = confirm(office, opened(office))

    new_body = Organisation.objects.get(pk=meeting.body_id)
    assert (new_body.kind, new_body.name_en) == ("body", COMMITTEE["name_en"])
    titles = {(str(p), p.organisation.name_en) for p in Post.objects.all()}
    assert ("Secretary", "CPC Gangcheng District Committee") in titles
    assert ("Deputy Director", COMMITTEE["name_en"]) in titles
    assert Organisation.objects.filter(name_en=COMMITTEE["name_en"]).count() == 1
    assert Holding.objects.filter(person__name_en="Lin Hai", until_on=None).count() == 2


def test_a_known_post_and_person_are_used_and_not_made_again(office, committee):
    lin = person(name_zh="林海", name_en="Lin Hai")
    director = post(organisation=committee, title_zh="主任", title_en="Director", order=1)

    meeting = confirm(office, opened(office))

    attendance = meeting.attendances.get(is_chair=True)
    assert attendance.person == lin
    assert director in attendance.posts.all()
    assert Person.objects.filter(name_en="Lin Hai").count() == 1
    assert Post.objects.filter(organisation=committee, title_en="Director").count() == 1


def test_a_post_that_another_person_holds_is_not_handed_over_silently(office, committee):
    former = person(name_en="Former Holder")
    director = post(organisation=committee, title_en="Director")
    Holding.objects.create(post=director, person=former)

    confirm(office, opened(office))

    assert [h.person for h in director.holdings.filter(until_on=None)] == [former]


def test_tasks_go_into_an_existing_draft_list(office, committee):
    drawn_up = TaskList.objects.create(
        body=committee, name_en="List", starts_on="2027-01-01", ends_on="2027-12-31"
    )
    reading = opened(office)
    assert reading.paper["task_list"] == drawn_up.pk
    mended(office, reading, clause_id(reading, 1), task=True)

    confirm(office, reading)

    assert drawn_up.entries.count() == 1
    assert TaskList.objects.count() == 1


def test_posts_are_put_where_the_office_says(office, committee):
    reading = opened(office)
    qiao = reading.paper["people"][1]
    mayor = qiao["posts"][0]["id"]

    change(
        office,
        reading,
        "person",
        part=qiao["id"],
        posts={mayor: "new:Gangcheng District Government"},
    )
    confirm(office, reading)

    assert Post.objects.get(title_en="District Mayor").organisation.name_en == (
        "Gangcheng District Government"
    )


COUNTED = (Meeting, MeetingText, AgendaItem, Directive, Requirement, Task, TaskList, Document,
           Passage, Person, Post, Holding, Organisation, AuditRow)  # fmt: skip


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


@pytest.mark.parametrize(
    "step",
    ["record_attendance", "add_agenda_item", "add_directive", "give_task", "add_task_to_list"],
)
def test_a_failure_in_the_middle_leaves_nothing(office, monkeypatch, step):
    reading = opened(office)
    mended(office, reading, clause_id(reading, 1), task=True)
    before = counts()

    def fail(**_given):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(confirming, step, fail)
    with pytest.raises(RuntimeError):
        confirm(office, reading)

    assert counts() == before
    reading.refresh_from_db()
    assert reading.state == "open"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": "", "name": ""}, "title"),
        ({"body": ""}, "body"),
    ],
)
def test_confirming_without_what_a_meeting_needs_is_refused(office, facts, sentence):
    reading = opened(office)
    typed = {
        name: reading.paper["facts"][name]["text"] for name in ("title", "source", "body", "name")
    }
    change(office, reading, "facts", **{**typed, "held_on": "", "published_on": "", **facts})
    before = counts()

    with pytest.raises(Refused, match=sentence):
        confirm(office, reading)

    assert counts() == before


def test_a_clause_that_is_due_before_its_meeting_is_named_by_the_refusal(office):
    reading = opened(office)
    mended(office, reading, clause_id(reading, 2), task=True, due_on="2024-09-30")
    typed = {
        name: reading.paper["facts"][name]["text"] for name in ("title", "source", "body", "name")
    }
    change(office, reading, "facts", **{**typed, "held_on": "2025-03-01", "published_on": ""})

    with pytest.raises(Refused, match=r"bilingual signs on the quays.*2025-03-01"):
        confirm(office, reading)

    assert not Meeting.objects.exists()


def test_confirming_a_stale_paper_is_refused(office):
    reading = opened(office)

    with pytest.raises(Stale):
        confirm_reading(actor=office, reading_id=reading.pk, seen_version=reading.version - 1)

    assert not Meeting.objects.exists()


def test_a_confirmed_reading_is_neither_mended_nor_confirmed_again(office, committee):
    reading = opened(office)
    confirm(office, reading)
    reading.refresh_from_db()

    with pytest.raises(Refused):
        change(office, reading, "accept", part=clause_id(reading, 0))
    with pytest.raises(Refused):
        confirm(office, reading)


def test_the_others_see_no_reading(office):
    reading = opened(office)
    verifier = grant_role(user(), "verifier").actor

    with pytest.raises(NotFound):
        change(verifier, reading, "accept", part=clause_id(reading, 0))
    with pytest.raises(NotFound):
        confirm(verifier, reading)
    with pytest.raises(NotFound):
        move_reading(actor=verifier, reading_id=reading.pk, seen_version=None, move="drop")


def test_a_text_in_the_other_language_is_recognised_and_attached(office, committee):
    meeting = confirm(office, opened(office, CHINESE))
    reading = opened(office, ENGLISH)
    assert reading.paper["attach"]["proposed"] == meeting.pk
    assert set(reading.paper["attach"]["reasons"]) >= {"body", "year", "plenary"}

    change(office, reading, "attach", meeting=meeting.pk)
    again = confirm(office, reading)

    assert again == meeting
    assert Meeting.objects.count() == 1
    meeting.refresh_from_db()
    assert meeting.title_zh
    assert meeting.title_en.startswith("Foreign Affairs Committee")
    assert {t.document.lang for t in meeting.texts.all()} == {"zh", "en"}
    first = meeting.directives.get(number=2)
    assert first.text_zh == "要办好2027年港口博览会"
    assert first.text_en == "Efforts will be made to host the 2027 Harbour Expo"
    assert first.passage.pair.quote == first.text_en
    assert [i.text_en[:8] for i in meeting.items.all()] == ["The key ", "The 2026"]


def test_a_clause_without_a_partner_becomes_an_additional_directive(office, committee):
    meeting = confirm(office, opened(office, CHINESE))
    count = meeting.directives.count()
    reading = opened(office, ENGLISH)
    change(office, reading, "attach", meeting=meeting.pk)
    paired = [c for c, d in reading.paper["attach"]["clauses"].items()]

    change(office, reading, "pair", part=paired[0], other=None)
    confirm(office, reading)

    extra = len(reading.paper["clauses"]) - len(paired) + 1
    assert meeting.directives.count() == count + extra


def test_pairing_by_hand_takes_a_directive_of_that_meeting_only(office, committee):
    meeting = confirm(office, opened(office, CHINESE))
    reading = opened(office, ENGLISH)
    part = clause_id(reading, 0)
    with pytest.raises(Refused, match="which meeting"):
        change(office, reading, "pair", part=part, other=1)
    change(office, reading, "attach", meeting=meeting.pk)

    last = meeting.directives.last()
    change(office, reading, "pair", part=part, other=last.pk)
    assert reading.paper["attach"]["clauses"][part] == last.pk
    with pytest.raises(NotFound):
        change(office, reading, "pair", part=part, other=10**9)


def test_a_text_of_another_year_or_body_is_a_meeting_of_its_own(office, committee):
    confirm(office, opened(office, CHINESE))

    other_year = opened(office, ENGLISH.replace("2027", "2031"))
    other_body = opened(office, ENGLISH.replace("Gangcheng", "Hebei"))

    assert other_year.paper["attach"]["proposed"] is None
    assert other_body.paper["attach"]["proposed"] is None


def test_saying_that_it_is_another_meeting_makes_one(office, committee):
    meeting = confirm(office, opened(office, CHINESE))
    reading = opened(office, ENGLISH)
    change(office, reading, "attach", meeting=meeting.pk)

    change(office, reading, "attach", meeting=None)

    assert confirm(office, reading) != meeting


def test_a_second_text_in_the_same_language_is_not_attached(office, committee):
    meeting = confirm(office, opened(office, CHINESE))
    reading = opened(office, CHINESE.replace("近日", "日前"))
    change(office, reading, "attach", meeting=meeting.pk)
    before = counts()

    with pytest.raises(Refused, match="already has a text"):
        confirm(office, reading)

    assert counts() == before


def test_a_theme_is_told_by_the_clauses_words(office):
    paper = opened(office, CHINESE).paper

    names = {t.pk: t.key for t in Theme.objects.all()}

    assert names[paper["clauses"][1]["theme"]] == "events"


def test_the_meeting_is_proposed_once_the_body_is_known(office):
    meeting = confirm(office, opened(office, CHINESE))
    reading = opened(office, ENGLISH)
    assert reading.paper["attach"]["reasons"][0] == "nameless"
    typed = {n: reading.paper["facts"][n]["text"] for n in ("title", "source", "body", "name")}

    change(
        office,
        reading,
        "facts",
        **typed,
        held_on="",
        published_on=reading.paper["published_on"],
        plenary=True,
        body_id=meeting.body_id,
    )

    assert reading.paper["attach"]["proposed"] == meeting.pk
    assert reading.paper["attach"]["reasons"][0] == "body"


def test_pairs_say_how_alike_they_are(office, committee):
    meeting = confirm(office, opened(office, CHINESE))
    reading = opened(office, ENGLISH)

    change(office, reading, "attach", meeting=meeting.pk)

    attach = reading.paper["attach"]
    assert set(attach["scores"]) == set(attach["clauses"]) | set(attach["agenda"])
    assert all(45 <= score <= 100 for score in attach["scores"].values())


RICH = ENGLISH.replace(
    "The meeting reviewed",
    "Heads of the member units attended the meeting. The meeting reviewed",
).replace(
    "The meeting stressed that",
    "The year 2027 is decisive for the 15th Five-Year Plan. The meeting stressed that the district "
    "must implement the guiding principles of the 20th CPC National Congress, and that",
)


def test_references_become_superior_requirements_and_groups_are_kept(office, committee):
    reading = opened(office, RICH)
    names = [r["text"] for r in reading.paper["references"]]
    assert names
    change(office, reading, "drop", part=reading.paper["references"][0]["id"])

    meeting = confirm(office, reading)

    assert [r.reference_en for r in meeting.requirements.order_by("pk")] == names[1:]
    assert meeting.groups.count() == len(reading.paper["groups"])


def test_splitting_merging_restoring_and_choosing_through_the_service(office, committee):
    reading = opened(office)
    first, second = clause_id(reading, 0), clause_id(reading, 1)

    change(office, reading, "merge", part=first)
    change(office, reading, "split", part=first, words="Efforts will")
    change(office, reading, "drop", part=first)
    change(office, reading, "restore", part=first)
    change(office, reading, "accept_all")
    change(office, reading, "list", task_list=None, list_name="The year's work")
    change(office, reading, "split", part=clause_id(reading, 2), at=ENGLISH.index("on the quays"))
    change(office, reading, "mend", part=reading.paper["agenda"][0]["id"], kind="hear")
    change(
        office,
        reading,
        "add",
        start=ENGLISH.index("attended"),
        end=ENGLISH.index(".\n\nThe meeting s"),
    )

    paper = reading.paper
    assert second not in [c["id"] for c in paper["clauses"]]
    assert paper["list_name"] == "The year's work"
    assert paper["agenda"][0]["kind"] == "hear"
    assert any(ENGLISH[c["start"] : c["end"]] == "attended the meeting" for c in paper["clauses"])


def test_a_split_leaves_the_ordinal_and_reads_the_new_directive_by_itself(office, committee):
    publicity = unit(name_zh="港城区委宣传部", short_zh="区委宣传部", name_en="")
    text = (
        "区委外事工作委员会召开会议\n\n2025年7月14日，区委外事工作委员会召开会议。\n\n会议强调，"
        "区港务局要加强码头管理并报告运行情况。三由区委宣传部于10月15日前制作宣传片。"
    )
    reading = opened(office, text)
    start = text.index("区港务局要")
    for clause in list(reading.paper["clauses"]):
        change(office, reading, "drop", part=clause["id"])
    change(office, reading, "add", start=start, end=len(text))
    whole = next(c["id"] for c in reading.paper["clauses"] if c["state"] != "dropped")

    change(office, reading, "split", part=whole, at=text.index("由区委宣传部"))

    first, second = [c for c in reading.paper["clauses"] if c["state"] != "dropped"]
    assert text[first["start"] : first["end"]] == "区港务局要加强码头管理并报告运行情况"
    assert text[second["start"] : second["end"]] == "由区委宣传部于10月15日前制作宣传片"
    assert (second["verb"], second["actor"]) == ("制作", "区委宣传部")
    assert (second["due_on"], second["suggested"]) == ("2025-10-15", publicity.pk)


def test_a_post_is_known_by_choice_or_put_into_an_organisation(office, committee):
    mayor = post(title_en="Mayor of the district")
    home = unit(name_en="District Government")
    reading = opened(office)
    lin, qiao = reading.paper["people"]
    one, two = qiao["posts"]
    held = lin["posts"][0]["id"]

    change(
        office,
        reading,
        "person",
        part=qiao["id"],
        posts={one["id"]: f"post:{mayor.pk}", two["id"]: f"in:{home.pk}"},
    )
    change(office, reading, "person", part=lin["id"], chair=True, posts={held: "body"})
    meeting = confirm(office, reading)

    titles = {
        (p.title_en, p.organisation) for p in meeting.attendances.get(is_chair=False).posts.all()
    }
    assert ("Mayor of the district", mayor.organisation) in titles
    assert ("Deputy Director", home) in titles
    assert Post.objects.filter(organisation=committee, title_en__startswith="Secretary").exists()


@pytest.mark.parametrize(
    ("field", "sentence"), [("text", "too long for a name"), ("post", "too long for a post")]
)
def test_what_is_too_long_for_the_register_is_refused_whole(office, field, sentence):
    reading = opened(office)
    person_part = reading.paper["people"][0]
    if field == "text":
        person_part["text"] = "N" * 200
    else:
        person_part["posts"][0] |= {"text": "P" * 300, "home": None}
    reading.save(update_fields=["paper"])
    before = counts()

    with pytest.raises(Refused, match=sentence):
        confirm(office, reading)

    assert counts() == before


def test_a_long_title_or_a_meeting_without_a_day_is_refused(office):
    reading = opened(office)
    reading.paper |= {"held_on": "", "published_on": "", "year": None}
    reading.save(update_fields=["paper"])
    with pytest.raises(Refused, match="day of the sitting"):
        confirm(office, reading)

    reading.paper["facts"]["title"]["text"] = "t" * 500
    reading.save(update_fields=["paper"])
    with pytest.raises(Refused, match="too long for a meeting"):
        confirm(office, reading)


def test_a_long_clause_makes_a_task_with_a_shortened_title(office, committee):
    text = ENGLISH.replace(
        "coordination of harbour services", "coordination of " + "services " * 80
    )
    reading = opened(office, text)
    mended(office, reading, clause_id(reading, 0), task=True)

    confirm(office, reading)

    title = Task.objects.get().title_en
    assert len(title) == 500
    assert title.endswith("…")


def test_what_stands_on_a_side_is_never_overwritten(office, committee):
    meeting = confirm(office, opened(office, CHINESE))
    meeting.directives.update(text_en="as the office wrote it")
    meeting.items.update(text_en="as the office wrote it")
    Meeting.objects.filter(pk=meeting.pk).update(title_en="The office's title")
    reading = opened(office, ENGLISH)
    change(office, reading, "attach", meeting=meeting.pk)
    agenda = reading.paper["agenda"][1]["id"]
    change(office, reading, "pair", part=agenda, other=None)

    confirm(office, reading)

    meeting.refresh_from_db()
    assert meeting.title_en == "The office's title"
    assert meeting.directives.get(number=1).text_en == "as the office wrote it"
    assert [i.text_en[:6] for i in meeting.items.all()] == ["as the", "as the", "The 20"]


def test_a_meeting_that_is_gone_is_not_attached_to(office, committee):
    reading = opened(office)
    with pytest.raises(NotFound):
        change(office, reading, "attach", meeting=10**9)

    reading.paper["attach"]["meeting"] = 10**9
    reading.save(update_fields=["paper"])
    with pytest.raises(NotFound):
        confirm(office, reading)


@pytest.mark.parametrize(
    ("meeting_day", "reasons"),
    [
        ("2027-03-02", {"body", "date", "year", "plenary"}),
        ("2027-03-20", {"body", "near", "year", "plenary"}),
        ("2027-11-20", None),
    ],
)
def test_the_day_speaks_for_a_meeting_or_against_it(office, committee, meeting_day, reasons):
    meeting = confirm(office, opened(office, CHINESE))
    Meeting.objects.filter(pk=meeting.pk).update(published_on=meeting_day)

    attach = opened(office, ENGLISH).paper["attach"]

    assert attach["proposed"] == (meeting.pk if reasons else None)
    assert set(attach["reasons"]) == (reasons or set())


def test_a_title_alike_speaks_for_a_meeting(office, committee):
    meeting = confirm(office, opened(office, CHINESE))
    Meeting.objects.filter(pk=meeting.pk).update(
        title_en="2027 Plenary Meeting of the Foreign Affairs Committee of the CPC Gangcheng Committee"
    )

    assert "title" in opened(office, ENGLISH).paper["attach"]["reasons"]


def test_a_program_that_falls_over_leaves_a_sentence_and_the_text(office, monkeypatch):
    def fall_over(_text):
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "read", fall_over)
    reading = opened(office)

    assert reading.state == "failed"
    assert "kept" in reading.fault_en
    assert reading.text == ENGLISH


@pytest.mark.parametrize(
    ("today", "release"), [(dt.date(2027, 3, 2), "public"), (dt.date(2027, 3, 1), "internal")]
)
def test_a_published_text_may_be_read_by_the_units(office, committee, today, release):
    reading = opened(office)
    with clock.at(today):
        document = confirm(office, reading).texts.get().document

    liaison = unit_user(unit()).actor
    assert document.release == release
    assert documents_visible_to(liaison).filter(pk=document.pk).exists() == (release == "public")
