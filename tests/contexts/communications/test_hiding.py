"""The title of a withdrawn page is hidden by two people, and the words of its address with it."""

import pytest

from plenary.contexts.communications.models import FormerAddress, Page, PageSide
from plenary.contexts.communications.selectors.links import broken
from plenary.contexts.communications.services.hiding import (
    ask_to_hide,
    hide_titles,
    leave_titles,
)
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import bring_back_page
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.contexts.communications.services.writing import edit_page
from plenary.kernel.notifications.models import Notification
from plenary.kernel.search.models import Entry
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused

pytestmark = pytest.mark.django_db

NAME = "wang-wei"
WHY = {"en": "It names a resident."}
LISTS = (
    "/portal/{}/",
    "/portal/{}/archive/",
    "/portal/{}/withdrawn/",
    "/portal/{}/rss.xml",
    "/portal/{}/atom.xml",
    "/portal/{}/feed.json",
    "/portal/{}/search/?q=%E7%AA%97%E5%8F%A3",
    "/portal/{}/list.html",
)


def named(**fields):
    """A page in public whose English title, and so its address, name somebody."""
    return made.published(title_en="Wang Wei", **fields)


def withdrawn(langs=("en",), **how):
    """Such a page, of which languages were plainly withdrawn."""
    page = named()
    reasons = dict.fromkeys(langs, "In error.")
    withdraw_page(actor=SYSTEM, page_id=page.pk, seen_version=None, reasons=reasons, **how)
    return Page.objects.get(pk=page.pk)


def of(actor, page, **more):
    return {"actor": actor, "page_id": page.pk, "seen_version": None, **more}


def public(client, path):
    """What an address answers, and whether the hidden words stand in it or where it leads."""
    answer = client.get(path)
    said = b"".join(answer).decode() if answer.streaming else answer.content.decode()
    return answer, NAME in said or "Wang Wei" in said or NAME in answer.headers.get("Location", "")


def test_two_people_hide_a_title_and_nothing_public_repeats_the_words_of_the_address(client):
    asker, second = made.editor(), made.editor()
    page = withdrawn()
    was = page.slug
    assert NAME in was
    assert public(client, f"/portal/en/pages/{was}/")[1]

    ask_to_hide(**of(asker.actor, page, reasons=WHY))
    assert [one.user for one in Notification.objects.filter(kind__endswith="to_hide")] == [second]
    assert public(client, f"/portal/en/pages/{was}/")[1]
    hide_titles(**of(second.actor, page))

    page.refresh_from_db()
    assert page.slug == f"news-{page.index}"
    gone, is_told = public(client, f"/portal/en/pages/{was}/")
    assert (gone.status_code, is_told) == (410, False)
    assert f"/portal/zh/pages/{page.slug}/" in gone.content.decode()
    moved, is_told = public(client, f"/portal/zh/pages/{was}/")
    assert (moved.status_code, is_told) == (301, False)
    assert moved.headers["Location"] == f"/portal/zh/pages/{page.slug}/"
    assert client.get(f"/portal/zh/pages/{was}/correct/").status_code == 301
    there = client.get(f"/portal/zh/pages/{page.slug}/").content.decode()
    assert there.count(f"/portal/zh/pages/{page.slug}/") > 2, "canonical, hreflang and JSON-LD"
    assert not public(client, f"/portal/zh/pages/{page.slug}/")[1]
    paths = [path.format(lang) for path in LISTS for lang in made.BOTH]
    for path in [*paths, "/portal/sitemap-0.xml"]:
        answer, is_told = public(client, path)
        assert (path, answer.status_code, is_told) == (path, 200, False)
    assert page.slug in client.get("/portal/zh/feed.json").content.decode()
    assert not Entry.objects.filter(url__contains=NAME).exists()


def test_a_title_hidden_with_the_withdrawal_takes_the_address_along(client):
    page = named()
    was = page.slug
    withdraw_page(**of(SYSTEM, page, reasons={"en": "It named a resident."}, hide_titles=["en"]))
    page.refresh_from_db()

    assert page.slug == f"news-{page.index}"
    assert public(client, f"/portal/en/pages/{was}/")[1] is False
    notes = dict.fromkeys(made.BOTH, "It is right again.")
    bring_back_page(**of(SYSTEM, page, langs=["en"], notes=notes))
    approve_page(**of(SYSTEM, page, langs=["en"]))
    back = client.get(f"/portal/en/pages/{was}/")
    assert (back.status_code, back.headers["Location"]) == (301, f"/portal/en/pages/{page.slug}/")
    with refused(Refused, "stays"):
        edit_page(**of(SYSTEM, page, given=made.given(**{**made.said(page), "slug": was})))
    with refused(Refused, "led to another page"):
        made.page(slug=was)
    page.refresh_from_db()
    other = made.given(**{**made.said(page), "title_en": "A resident's day"})
    edit_page(**of(SYSTEM, page, given=other))
    assert made.page(title_en="Wang Wei").slug == f"{was}-2"


def test_links_to_the_address_that_was_lead_nowhere_only_while_the_page_does():
    page = named()
    was = page.slug
    made.published(body_en=f"See [her](/portal/en/pages/{was}/).")
    assert not broken.in_force().exists()
    withdraw_page(**of(SYSTEM, page, reasons={"en": "It named a resident."}, hide_titles=["en"]))

    link = broken.in_force().get()

    assert (link.slug, broken.described(link).fault) == (was, str(broken.WITHDRAWN))
    notes = dict.fromkeys(made.BOTH, "It is right again.")
    bring_back_page(**of(SYSTEM, page, langs=["en"], notes=notes))
    approve_page(**of(SYSTEM, page, langs=["en"]))
    assert not broken.in_force().exists(), "the old address leads on"


def test_an_address_of_a_number_that_led_to_another_page_is_not_given_to_this_one():
    page, other = named(), made.published()
    FormerAddress.objects.create(page=other, slug=f"news-{page.index}")
    withdraw_page(**of(SYSTEM, page, reasons={"en": "It named a resident."}, hide_titles=["en"]))
    page.refresh_from_db()
    assert page.slug == f"news-{page.index}-2"


def test_who_asked_does_not_say_yes_and_no_leaves_the_title_to_be_read(client):
    asker, second, translator = made.editor(), made.editor(), made.translator()
    page = withdrawn()
    with refused(Refused, "Nobody asks"):
        hide_titles(**of(second.actor, page))
    with refused(Refused, "Nobody asks"):
        leave_titles(**of(second.actor, page))
    for reasons in ({"zh": "In public."}, {"en": " "}):
        with refused(Refused):
            ask_to_hide(**of(asker.actor, page, reasons=reasons))
    with refused(Forbidden):
        ask_to_hide(**of(translator.actor, page, reasons=WHY))
    with refused(Refused, "500 are kept"):
        ask_to_hide(**of(asker.actor, page, reasons={"en": "x" * 501}))
    ask_to_hide(**of(asker.actor, page, reasons=WHY))
    seen = Page.objects.get(pk=page.pk).version
    with refused(Forbidden, "somebody else"):
        hide_titles(**of(asker.actor, page))
    for service in (hide_titles, leave_titles):
        with refused(Forbidden):
            service(**of(translator.actor, page))
        with refused(Stale):
            service(actor=second.actor, page_id=page.pk, seen_version=seen - 1)
        with refused(NotFound):
            service(actor=second.actor, page_id=987654, seen_version=None)

    leave_titles(**of(asker.actor, page))
    page.refresh_from_db()
    side = PageSide.objects.get(page=page, lang="en")
    assert (side.hides_title, side.hide_reason, NAME in page.slug) == (False, "", True)
    assert public(client, f"/portal/en/pages/{page.slug}/")[1]
    ask_to_hide(**of(asker.actor, page, reasons=WHY))
    hide_titles(**of(second.actor, page))
    with refused(Refused, "readers see"):
        ask_to_hide(**of(asker.actor, page, reasons=WHY))


def test_a_hubs_address_is_its_topics_and_stays():
    page = made.published(kind="hub", hub_of_id=made.topic().pk, title_en="Wang Wei")
    was = page.slug
    withdraw_page(**of(SYSTEM, page, reasons={"en": "In error."}, hide_titles=["en"]))
    page.refresh_from_db()
    assert (page.slug, FormerAddress.objects.exists()) == (was, False)


def test_the_newsroom_asks_shows_what_waits_and_takes_the_second_persons_word(signed_in):
    asker, second = made.editor(), made.editor()
    page = withdrawn()
    way = f"/newsroom/pages/{page.pk}/"
    client = signed_in(asker)
    assert f"{way}hide/" in client.get(way).content.decode()
    form = client.get(f"{way}hide/").content.decode()
    assert "hide_en" in form
    assert "hide_zh" not in form
    sent = {"seen_version": Page.objects.get(pk=page.pk).version, "hide_en": " "}
    refused = client.post(f"{way}hide/", sent)
    assert refused.status_code == 422
    assert 'id="id_hide_en_error"' in refused.content.decode()
    sent["hide_en"] = WHY["en"]
    assert client.post(f"{way}hide/", sent).status_code == 302
    assert f"{way}hide-yes/" not in client.get(way).content.decode()
    assert f"{way}hide-no/" in client.get(way).content.decode()

    client = signed_in(second)
    assert WHY["en"] in client.get("/newsroom/").content.decode()
    assert f"{way}hide-yes/" in client.get(way).content.decode()
    version = Page.objects.get(pk=page.pk).version
    assert client.post(f"{way}hide-yes/", {"seen_version": version}).status_code == 302
    history = client.get(way).content.decode()
    assert "gave it an address of its number alone" in history
    assert "hide-no" not in history
    assert WHY["en"] not in client.get("/newsroom/").content.decode()
