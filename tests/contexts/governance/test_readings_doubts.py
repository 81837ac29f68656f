"""What the confirming screen is not sure of it says: another place's text, a unit that nobody knows."""

import pytest

from plenary.contexts.governance.names import plain
from plenary.contexts.governance.papers.beside import unknown_beside
from plenary.contexts.governance.seats import full_seat, place_of, seat_of
from plenary.kernel.organisations.models import Organisation
from tests.contexts.governance.readings_texts import CHINESE, ENGLISH
from tests.contexts.governance.test_readings_services import COMMITTEE, confirm, opened
from tests.factories import body, grant_role, unit, user

KNOWN = ("区商务局", "区体育局", "区委宣传部", "Commerce Bureau", "Sports Bureau")
DISTRICT = {"name_zh": "中共临海市港城区委员会", "name_en": "CPC Gangcheng District Committee"}


@pytest.fixture
def clerk(db):
    return grant_role(user(), "office")


def screen(client, clerk, text, language="en"):
    client.force_login(clerk)
    client.cookies["plenary_language"] = language
    return client.get(f"/readings/{opened(clerk.actor, text).pk}/").content.decode()


@pytest.mark.parametrize(
    ("name", "place", "what"),
    [
        ("中共临海市港城区委员会", "港城区", "委"),
        ("港城区委", "港城区", "委"),
        ("临海市港城区人民政府", "港城区", "政府"),
        ("港城区人民代表大会常务委员会", "港城区", "人大常委会"),
        ("中国人民政治协商会议临海市港城区委员会", "港城区", "政协"),
        ("中共临海市委员会", "临海市", "委"),
        ("港城区委外事工作委员会", "港城区", "委外事工作委员会"),
        ("Foreign Affairs Committee of the CPC Gangcheng District Committee", "Gangcheng District", ""),
    ],
)  # fmt: skip
def test_a_name_tells_its_place_and_what_it_is_there(name, place, what):
    assert seat_of(name) == (place, what)


@pytest.mark.parametrize(
    "name", ["区委", "区商务局", "国务院", "市场监督管理局", "the Committee", ""]
)
def test_a_name_without_a_place_tells_none(name):
    assert seat_of(name) is None
    assert place_of([name, "港城区委"]) == "港城区"


def test_a_short_name_stands_for_the_body_of_the_texts_own_place_alone():
    assert full_seat("区委", "港城区") == seat_of("中共临海市港城区委员会")
    assert full_seat("市委", "港城区") is None
    assert full_seat("区委", "") is None
    assert full_seat("区商务局", "港城区") is None


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("由区商务局、区会展办牵头办好博览会", ["区会展办"]),
        ("要由区会展办、区商务局负责", ["区会展办"]),
        ("区商务局会同区数据局、区城管委做好服务", ["区数据局", "区城管委"]),
        ("区委宣传部、区委网信办要加强联动", ["区委网信办"]),
        ("区商务局、区体育局牵头", []),
        ("区商务局和企业做好服务", []),
        ("加强区商务局与各单位协调", []),
        ("The Commerce Bureau and the Harbour Fair Office should host it", ["Harbour Fair Office"]),
        ("The Harbour Fair Office and the Commerce Bureau should host it", ["Harbour Fair Office"]),
        ("The Commerce Bureau, Sports Bureau and others should host it", []),
        ("The fair should be hosted", []),
    ],
)
def test_a_unit_joined_to_a_known_one_is_told_where_nobody_knows_it(text, unknown):
    assert unknown_beside(text, KNOWN, {plain(name) for name in KNOWN}) == unknown


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "no unit here bears this name"), ("zh-hans", "没有这一名称的单位")],
)
def test_the_card_says_that_a_second_unit_is_not_known(client, clerk, language, words):
    unit(name_zh="区商务局")
    text = CHINESE.replace("要强化港口", "要由区商务局、区会展办牵头强化港口")

    page = screen(client, clerk, text, language)

    assert "“区会展办”" in page
    assert page.count(words) == 1


@pytest.mark.parametrize(
    ("text", "own", "doubt"),
    [
        (CHINESE, "中共临海市清溪区委外事工作委员会", "The text is of 港城区, while the bodies kept here are of 清溪区"),
        (ENGLISH, "CPC Qingxi District Committee", "of Gangcheng District, while the bodies kept here are of Qingxi District"),
        (CHINESE, COMMITTEE["name_zh"], ""),
        (CHINESE, "外事工作领导小组", ""),
    ],
)  # fmt: skip
def test_a_text_of_another_place_is_told_of(client, clerk, text, own, doubt):
    side = "name_en" if own.isascii() else "name_zh"
    body(**{"name_zh": "", "name_en": "", side: own})
    body(name_zh="中共临海市港城区委员会", name_en="CPC Gangcheng District Committee")

    page = screen(client, clerk, text)

    assert ("while the bodies kept here" in page) is bool(doubt)
    assert doubt in page


def test_the_committee_of_the_own_district_is_not_made_a_second_time(office, db):
    district = body(**DISTRICT, short_zh="港城区委")
    body(**COMMITTEE)

    meeting = confirm(office, opened(office, CHINESE))

    assert not Organisation.objects.filter(name_zh="区委").exists()
    secretaries = district.posts.values_list("title_zh", flat=True)
    assert set(secretaries) == {"书记", "副书记"}
    assert meeting.attendances.count() == 2


def test_the_committee_of_another_district_is_made_by_its_full_name(office, db):
    body(name_zh="中共临海市清溪区委员会", name_en="", short_zh="清溪区委")

    confirm(office, opened(office, CHINESE))

    assert Organisation.objects.filter(name_zh="港城区委").count() == 1
    assert not Organisation.objects.filter(name_zh="区委").exists()
