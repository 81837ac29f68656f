"""Fact-checks by a mailed link: what opens it, what is said, what it never tells, and going out in spite of one."""

import datetime as dt
import re

import pytest
from django.core import signing

from plenary.contexts.communications.jobs import forget_checkers, publish_due
from plenary.contexts.communications.models import FactCheck, FactCheckAnswer, PageImage
from plenary.contexts.communications.selectors import checks as selectors
from plenary.contexts.communications.selectors.page_view import page_view
from plenary.contexts.communications.services import checks
from plenary.contexts.communications.services.attaching import attach_file
from plenary.contexts.communications.services.checks.links import SALT
from plenary.contexts.communications.services.kinds import EventGiven, make_event
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.contexts.communications.services.writing import edit_page
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail, Notification
from plenary.kernel.places.services import create_place
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.contexts.communications.test_images import WORDS, quick
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 6, 2)
LINK = re.compile(r"http://127\.0\.0\.1:8000(/portal/(zh|en)/check/\S+)")


def ask(page, actor=SYSTEM, **fields):
    said = {"name": "Prof. Li", "email": "li@example.org", "message": "Please by Friday.", **fields}
    return checks.ask_fact_check(actor=actor, page_id=page.pk, seen_version=None, **said)


def links(mail):
    return {lang: path for path, lang in LINK.findall(mail.body)}


def token_of(check):
    return checks.link_of(check, "en").rstrip("/").rpartition("/")[2]


def verdict(page, lang, text=""):
    return checks.Verdict(is_correct=not text, text=text, said_of=selectors.digest(page, lang))


def answer(check, **texts):
    verdicts = {lang: verdict(check.page, lang, text) for lang, text in texts.items()}
    return checks.answer_fact_check(token=token_of(check), verdicts=verdicts)


def approve(page, **more):
    return approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH, **more)


# bad input first


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "长" * 121}, "name"),
        ({"email": "nobody"}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({"message": "长" * 501}, "message"),
        ({"days": 0}, "days"),
        ({"days": 31}, "days"),
        ({"message": "绝密★一年"}, None),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nobody_is_mailed(fields, field):
    page = made.page()
    with refused(Refused) as caught:
        ask(page, **fields)
    assert field is None or list(caught.value.fields) == [field]


def test_only_a_draft_is_checked_by_whom_a_writer_asks():
    public, page = made.published(), made.page()
    with refused(Refused, "nothing to check"):
        ask(public)
    with pytest.raises(NotFound):
        ask(page, actor=unit_user(unit()).actor)
    leader = made.grant_role(made.user(), "leader")
    with pytest.raises(Forbidden):
        ask(page, actor=leader.actor)
    for _one in range(20):
        ask(page)
    with refused(Refused, "no more than 20"):
        ask(page)


@pytest.mark.parametrize(
    ("texts", "match"),
    [({}, "at least one"), ({"en": "绝密★一年"}, "secrecy"), ({"en": "x" * 4001}, "longer")],
)
def test_an_answer_that_says_nothing_or_too_much_is_refused(texts, match):
    check = ask(made.page())
    with refused(Refused, match):
        answer(check, **texts)


def test_remarks_have_words_and_an_unwritten_language_is_not_judged():
    page = made.page(title_en="", summary_en="", body_en="")
    check = ask(page)
    empty = checks.Verdict(is_correct=False, text=" ", said_of=selectors.digest(page, "zh"))
    with refused(Refused, "not correct"):
        checks.answer_fact_check(token=token_of(check), verdicts={"zh": empty})
    with refused(Refused, "at least one"):
        answer(check, en="")


def test_a_link_that_is_guessed_forged_or_of_another_kind_opens_nothing(client):
    check = ask(made.page())
    good = token_of(check)
    forged = signing.dumps({"check": check.pk, "at": "2025-01-01T00:00:00+00:00"}, salt=SALT)
    strange = signing.dumps({"check": check.pk, "at": check.asked_at.isoformat()}, salt="other")
    pages = set()
    for token in ("x", f"{good}x", good[:-2], forged, strange, str(check.pk)):
        shown = client.get(f"/portal/en/check/{token}/")
        assert shown.status_code == 404
        pages.add(re.sub(r'next=[^"]+', "", shown.content.decode()))
    assert len(pages) == 1
    assert check.page.title_en not in pages.pop()


# from the mail to the newsroom


@pytest.mark.parametrize("lang", made.BOTH)
def test_somebody_without_an_account_reads_both_languages_and_answers(client, lang):
    writer = made.editor()
    page = made.page(writer.actor)
    with clock.at(DAY):
        check = ask(page, actor=writer.actor)
    mail = Mail.objects.get()
    assert mail.to == "li@example.org"
    assert "有效期至2025年6月9日" in mail.body
    assert "until 9 June 2025, " in mail.body
    assert "Please by Friday." in mail.body
    path = links(mail)[lang]

    with clock.at(DAY + dt.timedelta(days=3)):
        shown = client.get(path)
        said = shown.content.decode()
        for words in (page.title_zh, page.title_en, page.body_zh, page.body_en):
            assert words in said
        assert '<meta name="robots" content="noindex">' in said
        assert "noindex" in shown.headers["X-Robots-Tag"]
        assert shown.headers["Cache-Control"] == "no-store"
        assert shown.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
        assert not shown.cookies
        assert not FactCheckAnswer.objects.exists()
        sent = {f"seen_{one}": selectors.digest(page, one) for one in made.BOTH}
        empty = client.post(path, sent)
        assert empty.status_code == 422
        sent |= {"verdict_zh": "correct", "verdict_en": "remarks", "text_en": "It was\nthe 9th."}
        done = client.post(path, sent)
        assert (done.status_code, done.url) == (302, path)
        assert "the 9th." in client.get(path).content.decode()

    client.force_login(writer)
    with clock.at(DAY + dt.timedelta(days=3)):
        shown = client.get(page.get_absolute_url()).content.decode()
    for words in ("Prof. Li", "the 9th.", "2025-06-05"):
        assert words in shown
    assert Notification.objects.get().user_id == writer.pk
    rows = "".join(f"{row.before}{row.after}" for row in AuditRow.objects.all())
    assert not any(words in rows for words in ("li@example", "Prof. Li", "the 9th"))
    assert check.answers.count() == 2


def test_a_text_that_changed_meanwhile_is_shown_again_and_nothing_typed_is_lost(client):
    page = made.page()
    path = links_path(ask(page))
    sent = {f"seen_{one}": selectors.digest(page, one) for one in made.BOTH}
    changed = made.given(**{**made.said(page), "body_en": "It opens at eight."})
    edit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, given=changed)

    answered = client.post(path, {**sent, "text_en": "It is at eight."})

    shown = answered.content.decode()
    assert answered.status_code == 409
    assert "It opens at eight." in shown
    assert "It is at eight." in shown
    page.refresh_from_db()
    assert selectors.digest(page, "en") in shown
    stale = checks.Verdict(is_correct=True, text="", said_of=sent["seen_en"])
    with refused(Stale):
        token = path.rstrip("/").rpartition("/")[2]
        checks.answer_fact_check(token=token, verdicts={"en": stale})


def links_path(check):
    return checks.link_of(check, "en").removeprefix("http://127.0.0.1:8000")


def test_it_opens_under_embargo_and_dies_with_time_withdrawal_and_publication(client):
    with clock.at(DAY):
        waiting, out, gone = (made.submitted() for _one in range(3))
        approve(waiting, due_at=clock.now() + dt.timedelta(days=2))
        every = {name: ask(page) for name, page in (("embargo", waiting), ("out", out))}
        every["withdrawn"] = ask(made.page())
        every["page withdrawn"] = ask(gone)
        approve(out, despite="It cannot wait.")
        approve(gone, despite="It cannot wait.")
        withdraw_page(
            actor=SYSTEM,
            page_id=gone.pk,
            seen_version=None,
            reasons={"zh": "有误。", "en": "Wrong."},
        )
        found = every["withdrawn"]
        assert client.get(links_path(found)).status_code == 200
        checks.revoke_fact_check(actor=SYSTEM, page_id=found.page_id, check_id=found.pk)
        with refused(Refused, "already"):
            checks.revoke_fact_check(actor=SYSTEM, page_id=found.page_id, check_id=found.pk)
        with refused(NotFound):
            checks.revoke_fact_check(actor=SYSTEM, page_id=out.pk, check_id=found.pk)
        status = {name: client.get(links_path(one)).status_code for name, one in every.items()}
        assert status == {"embargo": 200, "out": 404, "withdrawn": 404, "page withdrawn": 404}
        assert forget_checkers.func() == 2
    with clock.at(DAY + dt.timedelta(days=7)):
        assert client.get(links_path(every["embargo"])).status_code == 404
        assert forget_checkers.func() == 1
    assert not FactCheck.objects.exclude(email="").exists()


def test_photos_are_shown_with_whose_they_are_and_what_is_read_out_and_open_with_the_link_alone(
    client,
):
    page, other = made.page(), made.page()
    photo, ready = quick(page, 1, is_ready=False), quick(page, 2)
    elsewhere = quick(other, 3)
    check = ask(page)
    path = links_path(check)
    shown = client.get(path).content.decode()
    token = path.rstrip("/").rpartition("/")[2]
    here = f"/portal/check/{token}/images/"
    for words in [text for name, text in WORDS.items() if name != "consent"]:
        assert words in shown
    assert shown.count(f'src="{here}{photo.pk}.jpg"') == 2

    answer = client.get(f"{here}{photo.pk}.jpg")
    assert len(answer.getvalue()) == photo.file.size
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert not answer.cookies
    assert b"".join(client.get(f"{here}{ready.pk}.jpg").streaming_content)
    assert client.get(f"{here}{elsewhere.pk}.jpg").status_code == 404
    assert client.get(f"/portal/check/{token}x/images/{photo.pk}.jpg").status_code == 404

    before = {lang: selectors.digest(page, lang) for lang in made.BOTH}
    PageImage.objects.filter(pk=photo.pk).update(alt_en="Another")
    now = {lang: selectors.digest(type(page).objects.get(pk=page.pk), lang) for lang in made.BOTH}
    assert (now["zh"] == before["zh"], now["en"] == before["en"]) == (True, False)
    checks.revoke_fact_check(actor=SYSTEM, page_id=page.pk, check_id=check.pk)
    assert client.get(f"{here}{photo.pk}.jpg").status_code == 404


# going out in spite of it


def test_a_page_waits_for_an_open_fact_check_unless_somebody_says_why_not():
    page = made.submitted()
    check = ask(page)
    with refused(Refused, "Prof. Li"):
        approve(page)

    approve(page, despite="The minister speaks tonight.")

    check.refresh_from_db()
    assert check.passed_over_reason == "The minister speaks tonight."
    assert AuditRow.objects.filter(action="communications.check.passed_over").count() == 1
    view = page_view(SYSTEM, page.pk)
    assert view.checks[0].open_in == []


def test_what_was_answered_as_correct_or_taken_up_is_not_waited_for(client):
    page = made.submitted()
    check = ask(page)
    answer(check, zh="", en="It was the ninth.")
    with refused(Refused, "Prof. Li"):
        approve(page)
    client.force_login(made.editor())
    sent = {"langs": ["zh", "en"], "seen_version": page.version}
    address = f"/newsroom/pages/{page.pk}/approve/"
    asked = client.post(address, sent)
    assert asked.status_code == 422
    assert 'name="despite"' in asked.content.decode()
    given = made.given(**{**made.said(page), "body_en": "It was the ninth."})
    edit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, given=given)
    made.submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"])
    page.refresh_from_db()
    assert page_view(SYSTEM, page.pk).checks[0].open_in == ["en"]
    answer(FactCheck.objects.get(), en="")

    approve(page)

    check.refresh_from_db()
    assert check.passed_over_at is None
    assert page_view(SYSTEM, page.pk).checks[0].said[1].is_of_earlier_text


def test_what_was_found_correct_before_a_change_is_waited_for_again_and_settled_by_going_out():
    page = made.submitted()
    check = ask(page)
    answer(check, zh="", en="")
    given = made.given(**{**made.said(page), "body_en": "It was the tenth."})
    edit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, given=given)
    made.submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"])
    with refused(Refused, "Prof. Li"):
        approve(page)
    approve(page, despite="A full stop.")

    with clock.at(clock.today() - dt.timedelta(days=9)):
        late = made.submitted()
        checked = ask(late)
        answer(checked, zh="", en="")
        approve(late)
    given = made.given(**{**made.said(late), "body_en": "It was the eleventh."})
    edit_page(actor=SYSTEM, page_id=late.pk, seen_version=None, given=given)
    assert page_view(SYSTEM, late.pk).checks[0].open_in == []


def test_a_link_that_ran_out_unanswered_is_waited_for_until_it_is_withdrawn(client):
    with clock.at(clock.today() - dt.timedelta(days=60)):
        page = made.submitted()
        check = ask(page)
    view = page_view(SYSTEM, page.pk).checks[0]
    assert (view.is_alive, view.open_in) == (False, ["zh", "en"])
    with refused(Refused, "Prof. Li"):
        approve(page)
    client.force_login(made.editor(language="en"))
    here = page.get_absolute_url()
    assert "the link ran out unanswered" in client.get(here).content.decode()

    assert client.post(f"{here}checks/{check.pk}/").status_code == 302

    approve(page)


def test_the_days_the_state_and_the_place_of_an_event_are_part_of_what_was_checked(client):
    event = made_event()
    check = ask(event)
    shown = client.get(links_path(check)).content.decode()
    assert "2026-05-01" in shown
    counted = {selectors.digest(event, "en")}
    for changes in (
        {"ends_on": dt.date(2026, 5, 3)},
        {"state": "postponed"},
        {"place": create_place(actor=SYSTEM, name_zh="别处", name_en="Elsewhere")},
    ):
        for name, value in changes.items():
            setattr(event.event, name, value)
        event.event.save()
        counted.add(selectors.digest(event, "en"))
    event.held_on = dt.date(2026, 5, 2)
    counted.add(selectors.digest(event, "en"))
    attach_file(
        actor=SYSTEM, page_id=event.pk, seen_version=None, data=b"hours", file_name="h.txt",
        name_en="Hours",
    )  # fmt: skip
    counted.add(selectors.digest(event, "en"))
    shown = client.get(links_path(check)).content.decode()
    assert len(counted) == 6
    assert "Postponed" in shown
    assert "Elsewhere" in shown
    assert "Hours" in shown


def made_event():
    when = EventGiven(starts_on=dt.date(2026, 5, 1))
    return make_event(actor=SYSTEM, given=made.given(), event=when)


def test_what_goes_out_at_its_hour_with_an_open_fact_check_is_flagged():
    with clock.at(DAY):
        page = made.submitted()
        approve(page, due_at=clock.now() + dt.timedelta(hours=2))
        check = ask(page)
    with clock.at(DAY, hour=13):
        assert publish_due.func() == 2
    check.refresh_from_db()
    assert "at its hour" in check.passed_over_reason


def test_a_remark_that_comes_after_the_approval_keeps_the_page_back_at_its_hour(client):
    with clock.at(DAY, hour=9):
        page, known = made.submitted(), made.submitted()
        due = clock.now() + dt.timedelta(hours=2)
        check = ask(page)
        approve(page, despite="He is on a plane.", due_at=due)
        answer(ask(known), en="It was the ninth.")
        approve(known, despite="The ninth is another.", due_at=due)
    with clock.at(DAY, hour=10):
        answer(check, zh="", en="It was the ninth.")
    with clock.at(DAY, hour=13):
        assert publish_due.func() == 2

    sides = {side.lang: side for side in page.sides.all()}
    assert {side.state for side in sides.values()} == {"draft"}
    assert "核对人已答复有误" in sides["en"].sent_back_reason
    assert "not correct" in sides["en"].sent_back_reason
    assert {side.state for side in known.sides.all()} == {"published"}
    client.force_login(made.editor(language="en"))
    assert ">Open<" in client.get(page.get_absolute_url()).content.decode()
    made.submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)
    with refused(Refused, "Prof. Li"):
        approve(page)
    approve(page, despite="It was the tenth, as the minutes say.")
    assert page_view(SYSTEM, page.pk).checks[0].open_in == []


def test_the_forms_ask_and_withdraw_and_keep_what_was_typed(client):
    page = made.page()
    client.force_login(made.editor())
    address = f"/newsroom/pages/{page.pk}/checks/"
    sent = {"name": "Prof. Li", "email": "li", "days": "7", "seen_version": page.version}
    refusal = client.post(address, sent)
    assert refusal.status_code == 422
    assert "Prof. Li" in refusal.content.decode()
    assert client.post(address, {**sent, "email": "li@example.org"}).status_code == 302
    check = FactCheck.objects.get()
    assert client.post(f"{address}{check.pk}/").status_code == 302
    check.refresh_from_db()
    assert (check.revoked_at is None, check.email) == (False, "")


def test_a_page_with_many_fact_checks_takes_as_many_queries_as_with_one(
    client, django_assert_max_num_queries
):
    page = made.page()
    client.force_login(made.editor())
    counted = []
    for _round in range(2):
        answer(ask(page), zh="", en="So.")
        with django_assert_max_num_queries(41) as asked:
            client.get(page.get_absolute_url())
        counted.append(len(asked))
        for _one in range(6):
            ask(page)
    assert counted[0] >= counted[1]
