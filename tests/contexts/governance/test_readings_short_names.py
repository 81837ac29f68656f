"""A body printed in short form beside its full name is one body, in both languages."""

import pytest

from plenary.contexts.governance.names import is_named_beside, is_short_form
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from tests.contexts.governance.readings_texts import CHINESE, ENGLISH
from tests.contexts.governance.test_readings_services import confirm, opened
from tests.factories import body

FULL_ZH = "中共临海市港城区委外事工作委员会"
FULL_EN = "Foreign Affairs Committee of the CPC Gangcheng District Committee"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("区委外事工作委员会", FULL_ZH),
        ("外事工作委员会", FULL_ZH),
        ("推进国际交往中心建设领导小组", "港城区推进国际交往中心建设领导小组"),
        ("Gangcheng Foreign Affairs Committee", FULL_EN),
        ("Foreign Affairs Committee", FULL_EN),
        ("the District Foreign Affairs Committee", FULL_EN),
    ],
)
def test_a_short_form_is_known_as_one(short, full):
    assert is_short_form(short, full)
    assert not is_short_form(full, short)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("区委", FULL_ZH),
        ("委员会", FULL_ZH),
        ("工作委员会", FULL_ZH),
        ("领导小组", "港城区推进国际交往中心建设领导小组"),
        ("CPC Gangcheng District Committee", FULL_EN),
        ("the Committee", FULL_EN),
        ("Hebei Foreign Affairs Committee", FULL_EN),
        ("Committee", "Committee of the Harbour"),
        ("Foreign Affairs Committee", FULL_ZH),
        (FULL_EN, FULL_EN),
        ("", FULL_EN),
    ],
)
def test_another_body_or_a_word_for_any_body_is_no_short_form(short, full):
    assert not is_short_form(short, full)


@pytest.mark.parametrize(
    ("short", "full", "text"),
    [
        ("区外事委", FULL_ZH, f"近日，{FULL_ZH}（以下简称“区外事委”）召开会议。"),
        ("区外事委", FULL_ZH, f"近日，{FULL_ZH}（区外事委）召开会议。"),
        ("GFAC", FULL_EN, f"Recently the {FULL_EN} (hereinafter referred to as the “GFAC”) met."),
        ("GFAC", FULL_EN, f"Recently the {FULL_EN}\n(GFAC) met."),
    ],
)
def test_a_short_form_in_brackets_behind_the_name_is_known(short, full, text):
    assert is_named_beside(short, full, text)
    assert not is_named_beside("另一机构", full, text)
    assert not is_named_beside("", full, text)


def bodies():
    return list(Organisation.objects.filter(kind="body").values_list("name_zh", "name_en"))


def test_the_short_form_in_the_attendees_posts_makes_no_second_body(office):
    text = CHINESE.replace("港城区委外事工作委员会召开", f"{FULL_ZH}召开")

    meeting = confirm(office, opened(office, text))

    assert (FULL_ZH, "") in bodies()
    assert [name for name, _en in bodies() if "外事" in name] == [FULL_ZH]
    assert meeting.body.short_zh == "区委外事工作委员会"
    assert set(meeting.body.posts.values_list("title_zh", flat=True)) >= {"主任", "副主任"}


def test_an_english_short_form_makes_no_second_body(office):
    text = ENGLISH.replace(
        f"Director of the {FULL_EN}, pres",
        "Director of the Gangcheng Foreign Affairs Committee, pres",
    )

    meeting = confirm(office, opened(office, text))

    assert [en for _zh, en in bodies() if "Foreign" in en] == [FULL_EN]
    assert meeting.attendances.get(is_chair=True).posts.filter(title_en="Director").exists()


def test_a_post_in_a_known_body_is_found_under_the_bodys_short_form(office):
    committee = body(name_zh=FULL_ZH, name_en="", short_zh="")
    chair = Post.objects.create(organisation=committee, title_zh="主任")
    text = CHINESE.replace("港城区委外事工作委员会召开", f"{FULL_ZH}召开")

    meeting = confirm(office, opened(office, text))

    assert meeting.body == committee
    assert chair in meeting.attendances.get(is_chair=True).posts.all()


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        (FULL_ZH, "港城区委外事工作委员会"),
        ("区委外事工作委员会", FULL_ZH),
    ],
)
def test_the_body_that_met_is_known_by_a_short_form_either_way(office, known, printed):
    committee = body(name_zh=known, name_en="", short_zh="")

    reading = opened(office, CHINESE.replace("港城区委外事工作委员会召开", f"{printed}召开"))

    assert reading.paper["body"] == committee.pk


def test_two_bodies_of_which_it_may_be_the_short_form_are_left_to_a_person(office):
    body(name_zh="甲市港城区委外事工作委员会", name_en="")
    body(name_zh="乙市港城区委外事工作委员会", name_en="")

    assert opened(office, CHINESE).paper["body"] is None


def test_two_forms_of_another_organisation_are_one(office):
    text = CHINESE.replace(
        "区委书记、区委外事工作委员会主任林海主持会议。区委副书记、区长、",
        "区委书记、海港合作委员会主任林海主持会议。临海市海港合作委员会副主任、区长、",
    )

    confirm(office, opened(office, text))

    assert [zh for zh, _en in bodies() if "海港" in zh] == ["临海市海港合作委员会"]
