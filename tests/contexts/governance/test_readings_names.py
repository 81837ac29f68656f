"""A second text gives those recorded already their names in its language, where nothing is in doubt."""

import pytest
from django.urls import reverse

from plenary.contexts.governance.models import AttendeeGroup, Task
from plenary.contexts.governance.papers.attendees import (
    Present,
    pair_people,
    pair_posts,
    rank_of,
)
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.people.models import Person, Post
from tests.contexts.governance.readings_texts import CHINESE, ENGLISH
from tests.contexts.governance.test_readings_services import (
    COMMITTEE,
    change,
    confirm,
    opened,
)
from tests.factories import body, person


@pytest.fixture
def committee(db):
    return body(**COMMITTEE)


@pytest.fixture
def first(office, committee):
    """The meeting as the English text gives it."""
    return confirm(office, opened(office, ENGLISH))


def attached(office, meeting, text):
    reading = opened(office, text)
    change(office, reading, "attach", meeting=meeting.pk)
    return reading


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("区委外事工作委员会副主任", "deputy head"),
        ("Deputy Director of the Committee", "deputy head"),
        ("区委书记", "secretary"),
        ("Secretary-General", "secretary-general"),
        ("秘书长", "secretary-general"),
        ("区长", "mayor"),
        ("District Mayor", "mayor"),
        ("vice chair", "deputy chair"),
        ("委员", "member"),
        ("翻译", ""),
    ],
)
def test_a_post_has_the_same_rank_in_both_languages(title, rank):
    assert rank_of(title) == rank


def test_the_chairs_are_one_and_the_rest_are_told_by_their_posts():
    left = [
        Present("a", is_chair=True),
        Present("b", titles=("区长", "副主任")),
        Present("c", titles=("副书记",)),
    ]
    right = [
        Present("1", is_chair=True),
        Present("2", titles=("Deputy Secretary",)),
        Present("3", titles=("District Mayor", "Deputy Director")),
        Present("4", titles=("Member",)),
    ]

    assert pair_people(left, right) == {
        "a": ("1", "chair"),
        "b": ("3", "post"),
        "c": ("2", "post"),
    }


def test_the_order_decides_only_where_both_texts_name_as_many_and_no_post_speaks_against_it():
    three = [Present(key, titles=("副主任",)) for key in "abc"]
    others = [Present(key, titles=("Deputy Director",)) for key in "123"]

    assert pair_people(three, others) == {
        "a": ("1", "order"),
        "b": ("2", "order"),
        "c": ("3", "order"),
    }
    assert pair_people(three[:2], others) == {}
    assert pair_people([Present("a", titles=("区长",))], [Present("1", titles=("Member",))]) == {}


def test_posts_of_one_person_pair_by_rank_and_not_where_two_are_alike():
    left = [("a", "副书记"), ("b", "区长"), ("c", "副主任"), ("d", "副主任")]
    right = [("1", "District Mayor"), ("2", "Deputy Director"), ("3", "Deputy Secretary")]

    assert pair_posts(left, right) == {"a": "3", "b": "1"}


def test_the_second_text_fills_the_names_of_persons_posts_and_bodies(office, first):
    reading = attached(office, first, CHINESE)
    assert set(reading.paper["attach"]["people"].values()) == {"chair", "post"}

    confirm(office, reading)

    assert list(Person.objects.values_list("name_zh", "name_en")) == [
        ("林海", "Lin Hai"),
        ("乔云", "Qiao Yun"),
    ]
    titles = set(Post.objects.values_list("title_zh", "title_en"))
    assert {("书记", "Secretary"), ("主任", "Director"), ("副主任", "Deputy Director")} <= titles
    assert ("区长", "District Mayor") in titles
    secretary = Post.objects.get(title_en="Secretary")
    assert secretary.organisation.name_zh == "港城区委"
    assert first.attendances.count() == 2


def test_the_pairing_is_audited_with_the_meeting_and_without_a_name(office, first):
    confirm(office, attached(office, first, CHINESE))

    row = AuditRow.objects.get(action="governance.meeting.names_filled")
    assert row.subject_id == first.pk
    assert len(row.after["note"]["persons"]) == 2
    assert "林海" not in str(row.after)


def test_a_name_that_stands_already_stays(office, first):
    Person.objects.filter(name_en="Lin Hai").update(name_zh="林海（原名）")

    confirm(office, attached(office, first, CHINESE))

    assert Person.objects.get(name_en="Lin Hai").name_zh == "林海（原名）"


def test_who_is_paired_with_nobody_is_not_added(office, first):
    text = CHINESE.replace("副主任乔云参加会议", "副主任乔云、区人大常委会副主任苏宁参加会议")

    reading = attached(office, first, text)
    confirm(office, reading)

    assert first.attendances.count() == 2
    assert not Person.objects.filter(name_zh="苏宁").exists()


def test_the_office_says_otherwise_and_the_names_follow(office, first):
    reading = attached(office, first, CHINESE)
    lin, qiao = reading.paper["people"]
    change(office, reading, "person", part=lin["id"], person=qiao["person"], chair=True, posts={})
    change(office, reading, "person", part=qiao["id"], person=None, chair=False, posts={})

    confirm(office, reading)

    assert Person.objects.get(name_zh="林海").name_en == "Qiao Yun"
    assert Person.objects.get(name_en="Lin Hai").name_zh == ""


def test_a_text_that_is_a_meeting_of_its_own_after_all_pairs_nobody(office, first):
    reading = attached(office, first, CHINESE)

    change(office, reading, "attach", meeting=None)

    assert {p["person"] for p in reading.paper["people"]} == {None}
    assert "people" not in reading.paper["attach"]


def test_a_meeting_without_attendance_gets_that_of_the_second_text(office, committee):
    bare = CHINESE.replace("区委书记、区委外事工作委员会主任林海主持会议。", "").replace(
        "区委副书记、区长、区委外事工作委员会副主任乔云参加会议。", ""
    )
    meeting = confirm(office, opened(office, bare))
    assert not meeting.attendances.exists()

    confirm(office, attached(office, meeting, ENGLISH))

    assert meeting.attendances.get(is_chair=True).person.name_en == "Lin Hai"
    assert meeting.attendances.count() == 2


def test_groups_get_their_second_side_where_both_texts_name_as_many(office, first):
    AttendeeGroup.objects.filter(meeting=first).delete()
    AttendeeGroup.objects.create(meeting=first, text_en="heads of the member units")
    reading = attached(office, first, CHINESE.replace("乔云参加", "乔云及各成员单位主要负责人参加"))
    assert [g["text"] for g in reading.paper["groups"]]

    confirm(office, reading)

    assert "成员单位" in AttendeeGroup.objects.get(meeting=first).text_zh


def test_a_name_that_is_too_long_or_printed_in_two_ways_is_left_to_the_office(office, first):
    reading = attached(office, first, CHINESE)
    lin, qiao = reading.paper["people"]
    lin["text"] = "林" * 61
    lin["posts"][0]["text"] = "一" * 151 + "书记"
    first.body.name_zh = first.body.short_zh = ""
    first.body.save()
    qiao["posts"][-1]["text"] = "海港合作委员会副主任"
    reading.save()

    confirm(office, reading)

    assert Person.objects.get(name_en="Lin Hai").name_zh == ""
    first.body.refresh_from_db()
    assert first.body.name_zh == ""


def test_the_confirming_screen_shows_the_pairing_and_the_meeting_both_names(client, office, first):
    account = User.objects.get(pk=office.user_id)
    client.force_login(account)
    person(name_zh="无关", name_en="Unrelated")
    reading = attached(office, first, CHINESE)

    page = client.get(reading.get_absolute_url(), headers={"accept-language": "en"})
    shown = page.content.decode()
    assert "paired:" in shown
    assert "both chaired" in shown
    assert "Unrelated" not in shown

    confirm(office, reading)
    shown = client.get(
        reverse("governance:meeting", args=[first.pk]), headers={"accept-language": "zh-hans"}
    ).content.decode()
    assert "林海" in shown
    assert "Lin Hai" in shown


@pytest.mark.parametrize(("one", "other"), [(ENGLISH, CHINESE), (CHINESE, ENGLISH)])
def test_on_an_empty_installation_the_second_text_finds_its_meeting_and_names_its_body(
    office, one, other
):
    meeting = confirm(office, opened(office, one))
    reading = opened(office, other)
    assert reading.paper["attach"]["proposed"] == meeting.pk
    assert "nameless" in reading.paper["attach"]["reasons"]

    change(office, reading, "attach", meeting=meeting.pk)
    confirm(office, reading)

    meeting.body.refresh_from_db()
    assert meeting.body.name_zh == "港城区委外事工作委员会"
    assert meeting.body.name_en == COMMITTEE["name_en"]


def test_a_meeting_far_off_or_of_a_body_named_in_both_languages_is_not_proposed(office):
    body(**COMMITTEE)
    confirm(office, opened(office, ENGLISH))

    far = opened(office, CHINESE.replace("2027-03-01", "2027-09-01").replace("港城", "海城"))
    other = opened(office, CHINESE.replace("港城", "山城"))

    assert far.paper["attach"]["proposed"] is None
    assert other.paper["attach"]["proposed"] is None


def test_draft_tasks_that_bear_a_clauses_words_get_them_in_the_second_language(office, committee):
    reading = opened(office, ENGLISH)
    change(office, reading, "accept_all")
    change(office, reading, "tasks_all")
    meeting = confirm(office, reading)
    own = Task.objects.get(title_en__contains="Harbour Expo")
    Task.objects.exclude(pk=own.pk).update(title_en="As the office words it")

    confirm(office, attached(office, meeting, CHINESE))

    own.refresh_from_db()
    assert own.title_zh == "要办好2027年港口博览会"
    assert not Task.objects.exclude(pk=own.pk).exclude(title_zh="").exists()
