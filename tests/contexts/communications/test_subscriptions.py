"""New pages by mail: an address says yes twice, is told once a day at most, and is forgotten when it ends."""

import datetime as dt
import re

import pytest

from plenary.contexts.communications.errors import Unsent
from plenary.contexts.communications.jobs import send_news
from plenary.contexts.communications.models import Edition, Subscription
from plenary.contexts.communications.selectors import news as selectors
from plenary.contexts.communications.services import news
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import bring_back_page, submit_page
from plenary.contexts.communications.services.subscribing import (
    ask_to_subscribe,
    change_subscription,
    confirm_subscription,
)
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.contexts.communications.services.writing import edit_page
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import NotFound, Refused
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 6, 2)
LINK = re.compile(r"http://127\.0\.0\.1:8000(/portal/../subscriptions/\S+)")


def subscriber(**fields):
    ask_to_subscribe(**{"actor": NOBODY, "email": "r@example.org", "lang": "en", **fields})
    found = Subscription.objects.latest("pk")
    return confirm_subscription(actor=NOBODY, token=found.token)


@pytest.mark.parametrize("lang", made.BOTH)
def test_a_reader_subscribes_confirms_is_told_once_and_ends_it(client, lang):
    with clock.at(DAY):
        sent = client.post(f"/portal/{lang}/subscribe/", {"email": "Reader@example.org"})
        assert sent.status_code == 200
        assert not sent.cookies
        asked = Mail.objects.get()
        assert asked.to == "reader@example.org"
        confirm = LINK.search(asked.body)[1]
        assert client.get(confirm).status_code == 200
        assert Subscription.objects.get().confirmed_at is None
        made.published(title_en="Before", title_zh="之前")
        assert client.post(confirm).status_code == 200
    with clock.at(DAY, hour=12):
        page = made.published()
        made.submitted()
    with clock.at(DAY + dt.timedelta(days=1)):
        assert send_news.func() == 1
        assert send_news.func() == 0
    told = Mail.objects.latest("pk")
    assert (page.title_zh if lang == "zh" else page.title_en) in told.body
    assert "Before" not in told.body
    assert "之前" not in told.body
    end = LINK.search(told.body)[1]
    assert client.get(end).status_code == 200
    assert Subscription.objects.exists()
    assert client.post(end).status_code == 200
    assert not Subscription.objects.exists()
    assert client.post(end).status_code == 404
    assert not [row for row in AuditRow.objects.all() if "reader@" in f"{row.before}{row.after}"]


def test_only_the_chosen_topics_are_mailed():
    one, other = made.topic(), made.topic()
    with clock.at(DAY):
        subscriber(topic_ids=[one.pk])
    with clock.at(DAY, hour=12):
        wanted = made.published(topic_ids=[one.pk, other.pk])
        made.published(topic_ids=[other.pk], title_en="Something else")
    with clock.at(DAY, hour=15):
        assert send_news.func() == 1
    told = Mail.objects.latest("pk").body
    assert wanted.title_en in told
    assert "Something else" not in told


def test_one_subscriber_whose_mail_fails_stops_no_other_and_the_job_says_so():
    with clock.at(DAY):
        lost, kept = subscriber(), subscriber(email="s@example.org")
        Subscription.objects.filter(pk=lost.pk).update(token="/")
    with clock.at(DAY, hour=12):
        made.published()
    with clock.at(DAY + dt.timedelta(days=1)):
        with pytest.raises(Unsent, match="not written: 1"):
            send_news.func()
        assert [mail.to for mail in Mail.objects.filter(body__contains="/end/")] == [kept.email]
        Subscription.objects.filter(pk=lost.pk).update(token="mended")
        assert send_news.func() == 1


def ask(**fields):
    ask_to_subscribe(**{"actor": NOBODY, "email": "r@example.org", "lang": "en", **fields})


def mailed():
    """The titles of pages in the last mail, and how many mails of news there were."""
    told = Mail.objects.filter(subject="New on the public portal").order_by("pk")
    return (told.last().body if told else ""), told.count()


def test_a_page_whose_publication_is_seen_late_is_told_and_none_twice():
    with clock.at(DAY):
        subscriber()
        late = made.published()
    with clock.at(DAY, hour=15):
        first = made.published()
        Edition.objects.filter(page=late).update(is_current=False)
        assert send_news.func() == 1
        Edition.objects.filter(page=late).update(is_current=True)
    with clock.at(DAY + dt.timedelta(days=1)):
        assert send_news.func() == 1
        body, _count = mailed()
        assert send_news.func() == 0
    assert late.title_en in body
    assert first.title_en not in body


def test_what_comes_back_or_under_a_wanted_topic_is_told_once():
    wanted, other = made.topic(), made.topic()
    with clock.at(DAY):
        subscriber(topic_ids=[wanted.pk])
        moved, back = (made.published(topic_ids=[one.pk]) for one in (other, wanted))
        withdraw_page(
            actor=SYSTEM, page_id=back.pk, seen_version=None, reasons={"en": "By mistake."}
        )
        assert send_news.func() == 0
    with clock.at(DAY + dt.timedelta(days=3)):
        notes = {"en": "Withdrawn by mistake.", "zh": "误撤。"}
        asked = {"actor": SYSTEM, "page_id": back.pk, "seen_version": None, "langs": ["en"]}
        bring_back_page(**asked, notes=notes)
        approve_page(**asked)
        given = made.given(**{**made.said(moved), "topic_ids": [wanted.pk, other.pk]})
        asked = {"actor": SYSTEM, "page_id": moved.pk, "seen_version": None}
        edit_page(**asked, given=given)
        submit_page(**asked, langs=made.BOTH, notes=notes)
        approve_page(**asked, langs=made.BOTH)
        assert send_news.func() == 1
        assert all(one.title_en in mailed()[0] for one in (moved, back))
    with clock.at(DAY + dt.timedelta(days=4)):
        reasons = {"en": "Once more."}
        withdraw_page(actor=SYSTEM, page_id=back.pk, seen_version=None, reasons=reasons)
        asked = {"actor": SYSTEM, "page_id": back.pk, "seen_version": None, "langs": ["en"]}
        bring_back_page(**asked, notes=notes)
        approve_page(**asked)
        assert send_news.func() == 0


def test_what_was_noticed_and_withdrawn_before_the_mail_is_told_once_when_it_comes_back():
    asked = {"actor": SYSTEM, "seen_version": None}
    with clock.at(DAY, hour=9):
        subscriber()
        page = made.published()
    with clock.at(DAY, hour=10):
        told = made.published()
    with clock.at(DAY, hour=11):
        subscriber(email="late@example.org")
        withdraw_page(**asked, page_id=page.pk, reasons={"en": "By mistake."})
    with clock.at(DAY + dt.timedelta(days=1), hour=8):
        assert send_news.func() == 1
        withdraw_page(**asked, page_id=told.pk, reasons={"en": "By mistake."})
    with clock.at(DAY + dt.timedelta(days=1), hour=10):
        for one in (page, told):
            bring_back_page(**asked, page_id=one.pk, langs=["en"], notes={"en": "Back."})
            approve_page(**asked, page_id=one.pk, langs=["en"])
    with clock.at(DAY + dt.timedelta(days=2), hour=8):
        assert send_news.func() == 2
        assert send_news.func() == 0

    bodies = list(Mail.objects.filter(to="r@example.org", subject__startswith="New").order_by("pk"))
    assert [page.title_en in one.body for one in bodies] == [False, True]
    assert [told.title_en in one.body for one in bodies] == [True, False]


def test_more_than_one_mail_holds_are_told_in_the_next(monkeypatch):
    monkeypatch.setattr(news, "MOST", 2)
    with clock.at(DAY):
        subscriber()
        pages = [made.published() for _one in range(3)]
        bodies = []
        while send_news.func():
            bodies.append(mailed()[0])
    assert [[page.title_en in body for page in pages] for body in bodies] == [
        [True, True, False],
        [False, False, True],
    ]


def test_other_topics_are_kept_as_a_wish_until_the_owner_says_yes(client):
    one, other = made.topic(), made.topic(name_en="Signs")
    with clock.at(DAY):
        made.published(topic_ids=[other.pk])
        found = subscriber(topic_ids=[one.pk])
        with refused(NotFound):
            change_subscription(actor=NOBODY, token=found.token)
    with clock.at(DAY + dt.timedelta(days=1)):
        asked = client.get(f"/portal/en/subscribe/?topic={other.key}").content.decode()
        assert re.findall(r'value="(\d+)"[^>]*checked', asked) == [str(other.pk)]
        sent = {"email": "r@example.org", "topics": [other.pk]}
        known = client.post("/portal/en/subscribe/", sent)
        assert known.content == client.post("/portal/en/subscribe/", sent).content
        assert Mail.objects.filter(subject__startswith="Confirm the change").count() == 1
        assert [topic.pk for topic in found.topics.all()] == [one.pk]
        link = LINK.search(Mail.objects.latest("pk").body)[1]
        shown = client.get(link).content.decode()
        assert "Signs" in shown
        assert one.name_en in shown
        assert "r@example.org" not in shown

        assert "has been changed" in client.post(link).content.decode()

        assert [topic.pk for topic in found.topics.all()] == [other.pk]
        assert client.post(link).status_code == 404
        assert "does not hold any more" in client.get(link).content.decode()
        end = link.replace("/change/", "/end/")
        assert "Signs" in client.get(end).content.decode()
        stranger = client.get("/portal/en/subscriptions/guessed/end/").content.decode()
        assert "Signs" not in stranger
        assert "/portal/en/subscribe/" in stranger
        assert "<button" not in stranger.partition("<main")[2].partition("</main")[0]
        ask()
    with clock.at(DAY + dt.timedelta(days=9)):
        with refused(NotFound):
            change_subscription(actor=NOBODY, token=found.token)
        send_news.func()
    found.refresh_from_db()
    assert (found.wished_at, [topic.pk for topic in found.topics.all()]) == (None, [other.pk])


def changed(found, *topics):
    """Let a subscription's owner change its topics, a day after the last change was asked for."""
    with clock.at(DAY + dt.timedelta(days=1)):
        Subscription.objects.filter(pk=found.pk).update(wished_at=None)
        ask(topic_ids=[one.pk for one in topics])
        return change_subscription(actor=NOBODY, token=found.token)


def moved(page, *topics):
    """Publish a page anew, under other topics."""
    given = made.given(**{**made.said(page), "topic_ids": [one.pk for one in topics]})
    asked = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None}
    edit_page(**asked, given=given)
    submit_page(**asked, langs=made.BOTH, notes=dict.fromkeys(made.BOTH, "Its topic was wrong."))
    approve_page(**asked, langs=made.BOTH)


def told_since(count):
    """Send what is new; give the words of the mails after the first so many, joined."""
    while send_news.func():
        pass
    told = Mail.objects.filter(subject="New on the public portal").order_by("pk")
    return "".join(mail.body for mail in told[count:]), told.count()


def test_whoever_changes_topics_is_told_nothing_again_and_misses_nothing_new(monkeypatch):
    one, other = made.topic(), made.topic()
    found = subscriber()
    first, second = made.published(topic_ids=[other.pk]), made.published(topic_ids=[other.pk])
    monkeypatch.setattr(news, "MOST", 1)
    assert send_news.func() == 1, "the first page alone; the second waits for the next mail"

    changed(found, other)
    body, count = told_since(1)
    assert [page.title_en in body for page in (first, second)] == [False, True]

    changed(found, one)
    fresh = made.published(topic_ids=[other.pk])
    moved(first, one)
    assert told_since(count) == ("", count), "under all topics it was told already"
    moved(fresh, one, other)
    body, count = told_since(count)
    assert (fresh.title_en in body, first.title_en in body) == (True, False)

    changed(found, other)
    changed(found)
    last = made.published(topic_ids=[one.pk])
    body, count = told_since(count)
    assert [page.title_en in body for page in (first, second, fresh, last)] == [False] * 3 + [True]


def test_however_often_topics_change_few_choices_are_kept_and_nothing_is_told_twice(monkeypatch):
    monkeypatch.setattr(selectors, "MOST_SPANS", 2)
    one, other = made.topic(), made.topic()
    found = subscriber(topic_ids=[one.pk])
    count, pages = 0, []
    for topic, wanted in ((one, [other]), (other, []), (one, [one]), (one, [other])):
        pages.append(made.published(topic_ids=[topic.pk]))
        body, count = told_since(count)
        assert pages[-1].title_en in body
        changed(found, *wanted)
    found.refresh_from_db()
    assert len(found.told_before) == 2
    for page in pages:
        moved(page, one, other)
    assert told_since(count) == ("", count)


def test_who_asks_again_before_confirming_is_asked_of_the_last_topics():
    one, other = made.topic(), made.topic()
    ask(topic_ids=[one.pk])
    ask(topic_ids=[other.pk])
    found = Subscription.objects.get()
    assert Mail.objects.count() == 1
    assert [topic.pk for topic in found.topics.all()] == [other.pk]


def test_nobody_is_asked_twice_within_the_hour_and_who_does_not_answer_is_forgotten():
    with clock.at(DAY, hour=9):
        ask_to_subscribe(actor=NOBODY, email="r@example.org", lang="en")
        ask_to_subscribe(actor=NOBODY, email="r@example.org", lang="en")
        assert Mail.objects.count() == 1
        token = Subscription.objects.get().token
    with clock.at(DAY + dt.timedelta(days=8)):
        with refused(NotFound):
            confirm_subscription(actor=NOBODY, token=token)
        send_news.func()
    assert not Subscription.objects.exists()


def test_what_is_no_address_is_refused_and_a_known_one_is_not_given_away(client):
    with refused(Refused, "e-mail"):
        ask_to_subscribe(actor=NOBODY, email="nobody", lang="en")
    for wrong in ({"lang": "fr"}, {"topic_ids": [987654]}):
        with refused(NotFound):
            ask_to_subscribe(**{"actor": NOBODY, "email": "r@example.org", "lang": "en", **wrong})
    assert client.post("/portal/en/subscribe/", {"email": "nobody"}).status_code == 422
    subscriber()
    known = client.post("/portal/en/subscribe/", {"email": "r@example.org"})
    new = client.post("/portal/en/subscribe/", {"email": "s@example.org"})
    assert known.content == new.content
    assert client.post("/portal/en/subscriptions/x/confirm/").status_code == 404


def test_an_address_or_a_topic_longer_than_any_is_refused_with_a_sentence(client):
    long = f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 20}.org"
    for data, sentence in (
        ({"email": long}, "This is not an e-mail address."),
        ({"email": "a@example.org", "topics": "9" * 25}, "Select a valid choice."),
    ):
        answer = client.post("/portal/en/subscribe/", data)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert not Subscription.objects.exists()
