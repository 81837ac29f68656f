"""Readers say what is wrong: without an account, a cookie or more than they want to tell."""

import pytest

from plenary.contexts.communications.models import ErrorReport
from plenary.contexts.communications.services.reports import answer_report, report_error
from plenary.kernel.notifications.models import Mail
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db


def report(page, **fields):
    return report_error(
        **{"actor": NOBODY, "slug": page.slug, "lang": "en", "text": "The hour is wrong.", **fields}
    )


def answer(found, **fields):
    return answer_report(
        **{
            "actor": SYSTEM,
            "report_id": found.pk,
            "seen_version": found.version,
            "move": "decline",
            "answer": "It is right as it is, thank you.",
            **fields,
        }
    )


@pytest.mark.parametrize("lang", made.BOTH)
def test_a_reader_reports_an_error_and_reads_the_answer(client, signed_in, lang):
    page = made.published()
    base = f"/portal/{lang}/pages/{page.slug}/"
    assert f"{base}correct/" in client.get(base).content.decode()
    assert client.get(f"{base}correct/").status_code == 200

    sent = client.post(f"{base}correct/", {"text": "时间 wrong", "email": "reader@example.org"})

    assert sent.status_code == 302
    assert not sent.cookies
    shown = client.get(sent.url)
    assert "时间 wrong" in shown.content.decode()
    assert not shown.cookies
    found = ErrorReport.objects.get()
    assert (found.lang, found.edition_number) == (lang, 1)
    signed_in(made.translator())
    assert "时间 wrong" in client.get("/newsroom/reports/").content.decode()
    form = {"move": "accept", "answer": "Corrected.", "seen_version": found.version}
    assert client.post(found.get_absolute_url(), {**form, "answer": " "}).status_code == 422
    early = client.post(found.get_absolute_url(), form)
    assert early.status_code == 422
    assert "Publish the correction first" in early.content.decode()
    made.corrected(page)
    assert client.post(found.get_absolute_url(), form).status_code == 302
    answered = client.get(sent.url).content.decode()
    assert "Corrected." in answered
    assert "Keep the address" not in answered
    assert "请保存本页网址" not in answered
    assert client.get(found.get_absolute_url()).status_code == 200
    assert client.get("/newsroom/reports/?state=accepted").status_code == 200
    received, mail = Mail.objects.order_by("pk")
    assert received.to == mail.to == "reader@example.org"
    assert f"/portal/{lang}/reports/{found.receipt}/" in received.body
    assert getattr(page, f"title_{lang}") in received.body
    assert "时间 wrong" not in received.body
    page.refresh_from_db()
    own = "您的反馈" if lang == "zh" else "You wrote"
    for words in (getattr(page, f"title_{lang}"), own, "时间 wrong", "Corrected."):
        assert words in mail.body
    assert ErrorReport.objects.get().email == ""


def test_whoever_misses_a_language_may_ask_for_it(client):
    page = made.published(langs=["zh"])

    sent = client.post(f"/portal/en/pages/{page.slug}/correct/", {"text": "English, please."})

    assert sent.status_code == 302
    assert ErrorReport.objects.get().edition_number is None


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"text": "  "}, "few words"),
        ({"text": "x" * 2001}, "longer"),
        ({"email": "nobody"}, "e-mail"),
        ({"text": "绝密★一年"}, "secrecy"),
    ],
)
def test_what_is_no_report_is_refused(client, fields, match):
    page = made.published()
    with refused(Refused, match):
        report(page, **fields)
    sent = {"text": "The hour is wrong.", **fields}
    shown = client.post(f"/portal/en/pages/{page.slug}/correct/", sent)
    assert shown.status_code == 422
    assert not ErrorReport.objects.exists()


def test_there_is_nothing_to_report_where_nothing_is_public(client):
    page = made.page()
    with refused(NotFound):
        report(page)
    assert client.get(f"/portal/en/pages/{page.slug}/correct/").status_code == 404
    assert client.get("/portal/en/reports/unknown/").status_code == 404


@pytest.mark.usefixtures("standing_clock")
def test_nobody_reports_without_end(client):
    page = made.published()
    address = f"/portal/en/pages/{page.slug}/correct/"
    for _one in range(10):
        client.post(address, {"text": "Wrong."})

    last = client.post(address, {"text": "Wrong."})

    assert last.status_code == 429
    assert not last.cookies
    assert ErrorReport.objects.count() == 10


def test_an_answer_is_given_once_and_by_the_newsroom():
    found = report(made.published())
    with refused(Refused, "few words"):
        answer(found, answer=" ")
    with refused(Refused, "corrected"):
        answer(found, move="lose")
    with refused(NotFound):
        answer(found, actor=unit_user(unit()).actor)
    answer(found)
    with refused(Stale):
        answer(found)
    with refused(Refused):
        answer(found, seen_version=None)
