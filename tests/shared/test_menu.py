"""The main menu: few words, each leading to the first of its entries."""

import pytest

from plenary.shared.actor import NOBODY, Actor
from plenary.shared.web.navigation import menu
from tests.factories import grant_role, user


def seen_by(*roles, path="/"):
    return menu(Actor(user_id=1, name="one", roles=frozenset(roles)), path)


@pytest.mark.parametrize(
    "role", ["office", "leader", "verifier", "unit", "editor", "administrator"]
)
def test_the_menu_has_at_most_eight_words(role):
    assert 1 < len(seen_by(role)) <= 8


def test_a_page_belongs_to_one_section_and_to_one_entry_of_it():
    current = [group for group in seen_by("office", path="/notices/next/") if group.is_current]

    assert [group.url for group in current] == ["/board/"]
    assert [one.url for one in current[0].entries if one.is_current] == ["/notices/"]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/chains/directive/1/", "/board/"),
        ("/board/timeline/", "/board/"),
        ("/further/1/", "/tasks/"),
        ("/ends/1/", "/tasks/"),
    ],
)
def test_pages_below_no_entrys_address_belong_to_the_section_of_their_work(path, entry):
    for role in ("office", "leader", "unit"):
        (current,) = [group for group in seen_by(role, path=path) if group.is_current]
        assert [one.url for one in current.entries if one.is_current] == [entry]
    assert not any(group.is_current for group in seen_by("office", path="/chain/"))


def test_a_unit_is_led_to_its_duties_first():
    work = next(g for g in seen_by("unit") if any(one.url == "/board/" for one in g.entries))

    assert work.url == "/duties/"
    assert not any(one.url == "/notices/" for one in work.entries)


def test_a_section_of_which_one_entry_is_open_has_the_name_of_that_entry():
    alone = [group for group in seen_by("office") if len(group.entries) == 1]

    assert alone
    assert all(group.label == group.entries[0].label for group in alone)


def test_only_administrators_see_the_administration():
    def addresses(role):
        return {one.url for group in seen_by(role) for one in group.entries}

    assert {"/accounts/all/", "/audit/"} <= addresses("administrator")
    assert not {"/accounts/all/", "/audit/"} & addresses("office")


def test_nobody_has_a_menu():
    assert menu(NOBODY, "/") == []


@pytest.mark.django_db
def test_the_page_shows_the_entries_of_the_open_section_alone(signed_in):
    html = signed_in(grant_role(user(), "office")).get("/readings/").content.decode()
    wide = html[html.index('<div class="wide">') : html.index("<details><summary>")]

    assert '<a href="/meetings/" aria-current="true">' in wide
    assert '<a href="/readings/" aria-current="page">' in wide
    assert "/plans/" in wide
    assert "/sheets/" not in wide
