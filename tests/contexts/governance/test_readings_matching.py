"""Known bodies, posts and persons are found by any of their names; near ones are only proposed."""

import pytest

from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.names import plain, title_and_home
from plenary.contexts.governance.selectors.matching import (
    match_post,
    organisation_names,
    person_names,
    post_names,
    theme_of,
)
from plenary.kernel.organisations.models import FormerName
from tests.factories import body, person, post


@pytest.fixture
def committee(db):
    made = body(
        name_zh="港城区委外事工作委员会",
        name_en="Foreign Affairs Committee of the CPC Gangcheng District Committee",
        short_zh="区委外事委",
        short_en="Gangcheng Foreign Affairs Committee",
    )
    FormerName.objects.create(organisation=made, name_zh="港城外事领导小组")
    return made


@pytest.mark.parametrize(
    "printed",
    [
        "港城区委外事工作委员会",
        "港城区委 外事工作委员会",
        "区委外事委",
        "港城外事领导小组",
        "the Foreign  Affairs Committee of the CPC\nGangcheng District Committee",
        "Gangcheng Foreign Affairs Committee",
        "GANGCHENG FOREIGN AFFAIRS COMMITTEE",
    ],
)
def test_a_body_is_matched_by_each_of_its_names(committee, printed):
    assert organisation_names(kind="body").match(printed).pk == committee.pk


def test_a_nearly_equal_name_is_proposed_and_not_taken(committee):
    found = organisation_names().match("Gangcheng Foreign Affair Comittee")

    assert found.pk is None
    assert [n["id"] for n in found.near] == [committee.pk]
    assert 82 <= found.near[0]["score"] < 100


def test_two_bodies_of_one_name_are_both_proposed(db):
    both = {body(name_zh="工作委员会").pk, body(name_zh="工作委员会").pk}

    found = organisation_names().match("工作委员会")

    assert found.pk is None
    assert {n["id"] for n in found.near} == both


@pytest.mark.parametrize("printed", ["", " ", "—", "灯塔博物馆"])
def test_what_no_body_is_called_matches_none(committee, printed):
    found = organisation_names().match(printed)

    assert (found.pk, found.near) == (None, ())


@pytest.mark.parametrize("printed", ["张 伟", "张伟", "Zhang Wei", "Wei Zhang", "ZHANG Wei"])
def test_a_person_is_matched_in_both_languages_and_name_orders(db, printed):
    known = person(name_zh="张伟", name_en="Zhang Wei")

    assert person_names().match(printed).pk == known.pk


def test_another_person_with_a_name_alike_is_not_taken(db):
    person(name_zh="张伟", name_en="Zhang Wei")

    assert person_names().match("Zhang Weili").pk is None


@pytest.mark.parametrize(
    ("printed", "title", "home"),
    [
        ("Director of the Harbour Office", "Director", "Harbour Office"),
        ("Secretary of the CPC\nGangcheng District", "Secretary", "CPC Gangcheng District"),
        ("District Mayor", "District Mayor", ""),
        ("港城区委书记", "书记", "港城区委"),
        ("区政府党组副书记", "党组副书记", "区政府"),
        ("书记", "书记", ""),
    ],
)
def test_a_printed_post_is_taken_apart(printed, title, home):
    assert title_and_home(printed) == (title, home)


@pytest.mark.parametrize(
    "printed",
    [
        "Director of the Foreign Affairs Committee of the CPC Gangcheng District Committee",
        "港城区委外事工作委员会主任",
        "区委外事委主任",
        "Director of the Gangcheng Foreign Affairs Committee",
    ],
)
def test_a_post_is_matched_with_any_name_of_its_organisation(committee, printed):
    post(title_zh="主任", title_en="Director")
    known = post(organisation=committee, title_zh="主任", title_en="Director")
    organisations = organisation_names()

    found, home = match_post(printed, post_names(organisations), organisations)

    assert (found.pk, home) == (known.pk, committee.pk)


def test_a_bare_title_is_only_proposed(committee):
    known = post(organisation=committee, title_zh="主任", title_en="Director")
    organisations = organisation_names()

    found, home = match_post("Director", post_names(organisations), organisations)

    assert (found.pk, home) == (None, None)
    assert [n["id"] for n in found.near] == [known.pk]


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("常务副区长", "港城区"),
        ("港城区副区长", ""),
        ("区长", "港城区"),
        ("Executive Deputy District Mayor", "Gangcheng District"),
        ("executive deputy head of the District", "Gangcheng District"),
        ("Deputy Mayor of Gangcheng District", ""),
    ],
)
def test_a_head_of_a_district_belongs_to_its_government(committee, printed, place):
    posts = post_names(organisation_names())
    unknown = match_post(printed, posts, organisation_names(), place=place)
    government = body(
        name_zh="北海市港城区人民政府", name_en="People's Government of Gangcheng District"
    )

    known = match_post(printed, posts, organisation_names(), place=place)

    assert unknown[1] in {"港城区政府", "People's Government of Gangcheng District"}
    assert known == (unknown[0], government.pk)


def test_a_head_of_no_known_place_and_a_standing_committee_name_no_body_of_their_own(committee):
    organisations = organisation_names()
    posts = post_names(organisations)
    standing = "member of the Standing Committee of the District Committee"

    assert match_post("常务副市长", posts, organisations, place="港城区")[1] is None
    assert match_post("常务副区长", posts, organisations)[1] is None
    assert match_post("Deputy Mayor", posts, organisations)[1] is None
    found = match_post(standing, posts, organisations, place="Gangcheng District")[1]
    assert found == "CPC Gangcheng District Committee"
    party = body(name_zh="中共北海市港城区委员会", name_en="CPC Gangcheng District Committee")
    found = match_post(standing, posts, organisation_names(), place="Gangcheng District")[1]
    assert found == party.pk


def test_an_unknown_post_names_the_organisation_it_would_be_made_in(committee):
    organisations = organisation_names()
    posts = post_names(organisations)

    assert match_post("区委外事委秘书长", posts, organisations)[1] == committee.pk
    assert match_post("Head of the Lighthouse Board", posts, organisations)[1] == "Lighthouse Board"
    assert match_post("Harbour Master", posts, organisations)[1] is None


def test_a_theme_is_found_by_its_label_or_by_its_words(db):
    exchange = Theme.objects.create(
        key="exchange", name_zh="对外交往", name_en="Exchanges", words="friend\n友城"
    )
    signs = Theme.objects.create(
        key="signs", name_zh="语言环境", name_en="Language", words="language\n双语标识"
    )
    themes = [exchange, signs]

    assert theme_of("exchanges", "anything", themes) == exchange.pk
    assert theme_of("", "improve the language environment of friends", themes) == signs.pk
    assert theme_of("", "规范双语标识", themes) == signs.pk
    assert theme_of("tides", "nothing of the kind", themes) is None


def test_a_themes_english_word_is_not_found_inside_another(db):
    fairs = Theme.objects.create(key="fairs", name_zh="展会", name_en="Fairs", words="fair")

    assert theme_of("", "follow the policy of foreign affairs", [fairs]) is None
    assert theme_of("", "support the trade fairs", [fairs]) == fairs.pk


def test_names_differing_only_in_writing_are_plainly_the_same():
    assert plain("The Ministry of Tides") == plain("MINISTRY  OF-TIDES")
    assert plain("Ｔide’s") == plain("Tide's")
