"""Links in what is public: known at once within the portal, looked at politely outside, told to who answers."""

import datetime as dt
import threading
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest
from django.db.models import F

from plenary.contexts.communications.models import Edition, Page, PageLink, WebAddress
from plenary.contexts.communications.services.links.checking import check_addresses
from plenary.contexts.communications.services.links.reading import read_links, read_unread
from plenary.contexts.communications.services.links.telling import tell_owners
from plenary.contexts.communications.services.owning import set_owner
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.contexts.communications.services.writing import edit_page
from plenary.kernel.accounts.models import Grant
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.models import Notification
from plenary.kernel.webhooks.calling import Answer, look
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, Refused, Stale
from tests.contexts.communications import factories as made
from tests.factories import grant_role, post, unit, user

pytestmark = pytest.mark.django_db
LIST = 4
"""Queries of the list beside those of the session."""
ANSWERS = {
    "/good": 200,
    "/gone": 404,
    "/no-head": 405,
    "/round": 302,
    "/on": 301,
    "/shut": 403,
    "/%E5%A5%BD": 200,
}


class Site(BaseHTTPRequestHandler):
    """A site with pages that are there, gone, moved, and one that answers GET alone."""

    def _answer(self):
        self.server.asked.append((self.command, self.path))
        status = ANSWERS.get(self.path, 500)
        status = 200 if (self.command, self.path) == ("GET", "/no-head") else status
        self.send_response(status)
        if status in {301, 302}:
            self.send_header("Location", "/good" if self.path == "/on" else self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815 - the server's own names

    def log_message(self, *_args):
        """Say nothing."""


@contextmanager
def site():
    """Run the site; give how it is asked under any name, and what it was asked."""
    server = HTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def fetch(address, method, headers):
        parts = urlsplit(address)
        connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
        connection.request(method, parts.path, headers=headers)
        answer = connection.getresponse()
        connection.close()
        return Answer(answer.status, location=answer.getheader("Location", ""))

    try:
        yield fetch, server.asked
    finally:
        server.shutdown()
        server.server_close()


def linking(*addresses, **fields):
    """A public page that links to these addresses."""
    body = ", ".join(f"[there]({one})" for one in addresses)
    return made.published(body_en=f"See {body}.", **fields)


def listed(client, query=""):
    answer = client.get(f"/newsroom/links/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_link_within_is_known_to_lead_nowhere_the_moment_its_page_is_withdrawn(client):
    client.force_login(made.editor())
    target, chinese = made.published(), made.published(langs=["zh"])
    topic = target.topics.get()
    hub = made.published(kind="hub", hub_of_id=topic.pk)
    linking(
        f"/portal/en/pages/{target.slug}/",
        f"/portal/en/topics/{topic.key}/",
        f"http://127.0.0.1:8000/portal/en/pages/{chinese.slug}/",
        f"/portal/en/pages/{hub.slug}/",
        "/portal/en/pages/never/#part-1",
        "/portal/en/archive/",
        title_en="The source",
    )
    before = listed(client, "?where=within")
    assert before.count("<tr>") == 1 + 3
    for said in ("Not public in this language", "topic&#39;s address", "There is no such page"):
        assert said in before
    assert "Every link leads" in listed(client, "?where=outside")

    withdraw_page(actor=SYSTEM, page_id=target.pk, seen_version=None, reasons={"en": "Wrong."})

    assert listed(client).count("<tr>") == 1 + 4
    assert ">Withdrawn<" in listed(client)
    page = Page.objects.get(title_en="The source")
    withdraw_page(actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"en": "Wrong."})
    assert "Every link leads" in listed(client)


def test_addresses_outside_are_asked_once_a_week_one_of_a_site_in_a_round(client):
    client.force_login(made.editor())
    paths = ("good", "gone", "no-head", "round", "on", "shut", "好")
    linking(*(f"https://{path}.example/{path}" for path in paths), title_en="The source")
    linking("https://good.example/gone", "mailto:a@example.org")
    with site() as (fetch, asked):
        assert check_addresses(fetch=fetch) == 7
        assert ("GET", "/no-head") in asked
        assert ("GET", "/good") not in asked
        assert len([one for one in asked if one[1] == "/round"]) == 4
        assert check_addresses(fetch=fetch) == 1
        assert check_addresses(fetch=fetch) == 0
        failed = WebAddress.objects.filter(failed_since__isnull=False)
        assert set(failed.values_list("address", "status", "fault")) == {
            ("https://gone.example/gone", 404, ""),
            ("https://good.example/gone", 404, ""),
            ("https://round.example/round", None, "redirects"),
        }
        since = failed.get(address="https://gone.example/gone").failed_since
        WebAddress.objects.update(checked_at=F("checked_at") - dt.timedelta(days=8))
        assert check_addresses(fetch=fetch) == 7
        assert failed.get(address="https://gone.example/gone").failed_since == since
    shown = listed(client, "?where=outside")
    assert "Answers 404" in shown
    assert "round in a circle" in shown


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "https://localhost:8000/", "http://10.0.0.1/", "http://[::1]/",
     "http://169.254.169.254/latest/", "http://[::ffff:192.168.0.1]/", "http://0x7f000001/", "ftp://a.example/"],
)  # fmt: skip
def test_what_leads_into_the_network_within_is_never_asked(address, monkeypatch):
    def connect(*_args):
        raise AssertionError("it was asked")

    monkeypatch.setattr("plenary.kernel.webhooks.calling.socket.create_connection", connect)
    assert look(address, "HEAD", {}).fault in {"refused", "unknown"}


def test_a_redirect_into_the_network_within_is_refused_where_it_leads(settings):
    linking("https://out.example/x")

    def fetch(address, method, headers):
        if address.startswith("https://out.example"):
            return Answer(302, location="http://127.0.0.1/secret")
        return look(address, method, headers)

    check_addresses(fetch=fetch)
    assert WebAddress.objects.get().fault == "refused"


def test_one_site_that_leads_to_what_is_no_address_ends_no_round(client):
    client.force_login(made.editor())
    linking("https://bad.example/", "https://next.example/", "https://last.example/")

    def fetch(address, _method, _headers):
        return Answer(302, location="http://[x") if "bad" in address else Answer(200)

    assert check_addresses(fetch=fetch) == 3
    assert WebAddress.objects.filter(status=200, failed_since=None).count() == 2
    shown = listed(client, "?where=outside")
    assert shown.count("<tr>") == 1 + 1
    assert "It leads to what is no address" in shown


def test_what_was_never_looked_at_comes_first_then_what_was_longest_ago(monkeypatch):
    linking(*(f"https://{name}.example/" for name in "abcd"))
    for days, name in ((8, "a"), (30, "c"), (2, "d")):
        WebAddress.objects.filter(host=f"{name}.example").update(
            checked_at=clock.now() - dt.timedelta(days=days)
        )
    monkeypatch.setattr("plenary.contexts.communications.services.links.checking.AT_ONCE", 2)
    asked = []

    def fetch(address, _method, _headers):
        asked.append(urlsplit(address).hostname[0])
        return Answer(200)

    assert [check_addresses(fetch=fetch) for _round in range(3)] == [2, 1, 0]
    assert asked == ["b", "c", "a"]


def test_whoever_holds_the_post_is_told_once_and_a_successor_inherits():
    bureau = unit()
    first, next_one, liaison = (grant_role(user(), "unit", unit=bureau) for _one in range(3))
    head = post(organisation=bureau, title_en="Head")
    grant_role(first, "unit", unit=bureau, post=head)
    held = Grant.objects.get(post=head)
    page = linking("/portal/en/pages/never/", source_unit_id=bureau.pk)
    editor = made.editor()
    set_owner(actor=editor.actor, page_id=page.pk, seen_version=page.version, post_id=head.pk)

    assert tell_owners() == 1
    assert tell_owners() == 0
    told = Notification.objects.filter(kind="communications.link.broken")
    assert set(told.values_list("user", flat=True)) == {first.pk, editor.pk}
    assert told.get(user=first).url == f"/portal/en/pages/{page.slug}/"
    assert told.get(user=editor).url == page.get_absolute_url()
    mailed = [(one.user.actor, one.about) for one in told] + [(made.translator().actor, "")]
    assert {user for user, _about in subjects.seen(mailed)} == {first.pk, editor.pk}

    held.user = next_one
    held.save()
    PageLink.objects.update(told_at=None)
    assert tell_owners() == 1
    assert told.filter(user=next_one).count() == 1
    set_owner(actor=editor.actor, page_id=page.pk, seen_version=None, post_id=None)
    PageLink.objects.update(told_at=None)
    tell_owners()
    assert told.filter(user=liaison).count() == 1


def test_nobody_is_told_again_of_what_stands_there_still_after_a_correction():
    page = linking("/portal/en/pages/never/")
    assert tell_owners() == 1

    for edition, more in ((1, "/portal/en/pages/never/"), (2, "/portal/en/pages/nowhere/")):
        body = f"[a](/portal/en/pages/never/) [b]({more})"
        Edition.objects.filter(page=page, lang="en").update(body=body)
        read_links(Edition.objects.get(page=page, lang="en"))
        assert tell_owners() == edition - 1
    assert PageLink.objects.filter(told_at__isnull=False).count() == 2


def test_an_edition_without_links_is_read_once_and_holds_no_other_back(monkeypatch):
    monkeypatch.setattr("plenary.contexts.communications.services.links.reading.AT_ONCE", 2)
    linking("mailto:a@example.org")
    linking("/portal/en/pages/never/")
    PageLink.objects.all().delete()
    Edition.objects.update(links_read_at=None)

    assert [read_unread() for _round in range(3)] == [2, 2, 0]
    assert PageLink.objects.get().slug == "never"


def test_a_page_withdrawn_once_more_is_told_once_more():
    editor = made.editor()
    target = made.published()
    linking(f"/portal/en/pages/{target.slug}/")
    told = Notification.objects.filter(user=editor, kind="communications.link.broken")

    asked = {"actor": SYSTEM, "page_id": target.pk, "seen_version": None}

    withdraw_page(reasons={"en": "Wrong."}, **asked)
    assert [tell_owners(), tell_owners()] == [1, 0]
    given = made.given(**{**made.said(target), "body_en": "The window is open."})
    edit_page(given=given, **asked)
    submit_page(langs=["en"], notes={"en": "It is right."}, **asked)
    approve_page(langs=["en"], **asked)
    assert tell_owners() == 0
    withdraw_page(reasons={"en": "Wrong again."}, **asked)
    assert tell_owners() == 1
    assert told.count() == 2


def test_an_owner_is_a_post_of_the_source_unit_set_by_who_writes_pages(client):
    bureau, editor = unit(), made.editor()
    head = post(organisation=bureau, title_en="Head")
    other = post()
    page = made.published(source_unit_id=bureau.pk)
    ask = {"page_id": page.pk, "seen_version": page.version}
    with pytest.raises(Refused, match="post of the unit"):
        set_owner(actor=editor.actor, post_id=other.pk, **ask)
    with pytest.raises(Stale):
        set_owner(actor=editor.actor, page_id=page.pk, seen_version=99, post_id=head.pk)
    leader = grant_role(user(), "leader")
    with pytest.raises(Forbidden):
        set_owner(actor=leader.actor, post_id=head.pk, **ask)
    client.force_login(editor)
    form = {"post": head.pk, "seen_version": page.version}
    client.post(f"/newsroom/pages/{page.pk}/owner/", form)
    page.refresh_from_db()
    assert page.owner_post == head
    shown = client.get(page.get_absolute_url()).content.decode()
    assert f"Head, {bureau.name_en}" in shown
    assert "said who answers for it" in shown


def test_what_was_published_before_is_read_later_and_the_list_costs_the_same(
    client, django_assert_num_queries
):
    client.force_login(made.editor())
    first = linking("/portal/en/pages/never/")
    PageLink.objects.all().delete()
    Edition.objects.update(links_read_at=None)
    assert read_unread() == 2
    assert PageLink.objects.count() == 1
    assert read_unread() == 0
    listed(client)
    with django_assert_num_queries(LIST):
        listed(client)
    for letter in "abcd":
        linking(f"/portal/en/pages/never-{letter}/", source_unit_id=first.source_unit_id)
    with django_assert_num_queries(LIST):
        assert listed(client).count("<tr>") == 6
