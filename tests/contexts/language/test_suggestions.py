"""Suggestions: made by anybody, answered once, seen by whoever made them."""

from dataclasses import replace

import pytest

from plenary.contexts.language.selectors import suggestions as selectors
from plenary.contexts.language.selectors.terms import entry_of
from plenary.contexts.language.services import deciding, suggesting, writing
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail, Notification
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.language import factories as made
from tests.contexts.language.refusals import refused
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator():
    return made.translator().actor


@pytest.fixture
def liaison():
    return unit_user(unit()).actor


def test_a_reader_suggests_without_an_account_and_finds_it_by_the_receipt():
    kept = made.suggestion(email="reader@example.org")

    assert selectors.by_receipt(kept.receipt) == kept
    assert selectors.by_receipt("guess") is None
    assert len(kept.receipt) >= 32
    row = AuditRow.objects.get(action="language.suggestion.made")
    assert row.after["email"].startswith("hmac:")


def test_an_accounts_address_is_not_kept(liaison):
    assert made.suggestion(liaison, email="me@example.org").email == ""


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"name_zh": " ", "name_en": ""}, "at least one"),
        ({"name_zh": "x" * 301}, "longer than 300"),
        ({"reason": "x" * 2001}, "longer than 2000"),
        ({"email": "not an address"}, "not an e-mail address"),
        ({"reason": "绝密★"}, "secrecy marking"),
    ],
)
def test_what_is_wrong_with_a_suggestion_is_said(fields, match):
    with refused(Refused, match):
        made.suggestion(**fields)


def test_a_suggestion_is_about_an_approved_entry_or_a_new_one():
    term, draft = made.approved(), made.draft()

    assert made.suggestion(term_id=term.pk).term == term
    with refused(NotFound):
        made.suggestion(term_id=draft.pk)


def test_an_accepted_suggestion_becomes_a_proposal_and_the_address_is_forgotten(translator):
    kept = made.suggestion(name_zh="友城", name_en="Sister Town", email="reader@example.org")

    done = suggesting.accept_suggestion(
        actor=translator,
        suggestion_id=kept.pk,
        seen_version=1,
        entry=made.entry(name_zh="友城", name_en="Sister City"),
        answer="Mended",
    )

    assert (done.state, done.email, done.answer) == ("accepted", "", "Mended")
    assert (done.outcome.name_en, done.outcome.state) == ("Sister City", "proposed")
    assert done.outcome.writer_ids == [translator.user_id]
    mail = Mail.objects.get()
    assert mail.to == "reader@example.org"
    assert "Mended" in mail.body
    assert "采纳" in mail.body


def test_a_suggestion_about_an_entry_in_force_becomes_its_next_revision(translator):
    term = made.approved(name_zh="友城", name_en="Friend City", definition_en="A pair of cities.")
    kept, late = (
        made.suggestion(term_id=term.pk, name_zh="友城", name_en="Sister City") for _one in "12"
    )
    mended = replace(entry_of(term), name_en="Sister City")

    done = suggesting.accept_suggestion(
        actor=translator, suggestion_id=kept.pk, seen_version=1, entry=mended
    )

    assert (done.outcome.code, done.outcome.revision) == (term.code, term.revision + 1)
    assert (done.outcome.state, done.outcome.definition_en) == ("proposed", "A pair of cities.")
    with refused(Refused, match="Revision 2 of this entry is in the making"):
        suggesting.accept_suggestion(
            actor=translator, suggestion_id=late.pk, seen_version=1, entry=mended
        )
    deciding.approve_term(actor=SYSTEM, term_id=done.outcome.pk, seen_version=None)
    term.refresh_from_db()
    assert term.state != "approved"


def test_the_form_of_such_a_suggestion_begins_with_the_whole_entry(client):
    term = made.approved(
        name_zh="友城",
        name_en="Friend City",
        definition_en="A pair of cities.",
        names=(made.accepted("Twin City"),),
    )
    kept = made.suggestion(term_id=term.pk, name_zh="", name_en="Sister City")
    client.force_login(made.translator())

    page = client.get(f"/terms/suggestions/{kept.pk}/accept/").content.decode()

    for words in ("友城", "Sister City", "A pair of cities.", "Twin City"):
        assert words in page


def test_what_is_suggested_as_preferred_is_no_longer_accepted_beside_it(client):
    term = made.approved(names=(made.accepted("Sister City"), made.accepted("Twin City")))
    kept = made.suggestion(term_id=term.pk, name_zh="", name_en="Sister City")
    client.force_login(made.translator())
    address = f"/terms/suggestions/{kept.pk}/accept/"

    page = client.get(address).content.decode()

    assert "Twin City</textarea>" in page
    assert "Sister City\n" not in page
    typed = {"name_zh": term.name_zh, "name_en": "Sister City", "accepted_en": "Twin City"}
    assert client.post(address, {**typed, "seen_version": kept.version}).status_code == 302
    kept.refresh_from_db()
    assert kept.outcome.name_en == "Sister City"


def test_a_revision_in_the_making_is_led_to_and_loses_nothing_that_was_typed(client):
    term = made.approved(name_en="Friend City", valid_from="2025-01-02")
    kept = made.suggestion(term_id=term.pk, name_zh="", name_en="Sister City", reason="Used so")
    begun = writing.revise_term(actor=SYSTEM, term_id=term.pk)
    client.force_login(made.translator())
    link = f'href="{begun.get_absolute_url()}"'

    page = client.get(kept.get_absolute_url()).content.decode()
    assert link in page
    assert "Accept or mend" not in page
    entry = client.get(term.get_absolute_url()).content.decode()
    assert "To the revision in the making" in entry
    assert "/revise/" not in entry
    assert client.post(f"{term.get_absolute_url()}revise/").url == begun.get_absolute_url()
    answer = client.post(
        f"{kept.get_absolute_url()}accept/",
        {"seen_version": 1, "name_zh": term.name_zh, "name_en": "Sister City", "note": "Typed"},
    )

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Typed" in shown
    assert "finish that one first" in shown
    assert "puts yours in its place" not in shown


def test_a_declined_suggestion_tells_its_maker_why(translator, liaison):
    kept = made.suggestion(liaison)

    with refused(Refused, "Say why"):
        suggesting.decline_suggestion(
            actor=translator, suggestion_id=kept.pk, seen_version=1, answer=" "
        )
    done = suggesting.decline_suggestion(
        actor=translator, suggestion_id=kept.pk, seen_version=1, answer="Not in use"
    )

    assert (done.state, done.outcome) == ("declined", None)
    assert list(selectors.visible_to(liaison)) == [kept]
    told = Notification.objects.get(user_id=liaison.user_id)
    assert "declined" in told.text_en
    assert not Mail.objects.exists()


def test_a_suggestion_is_answered_once(translator):
    kept = made.suggestion()
    suggesting.decline_suggestion(
        actor=translator, suggestion_id=kept.pk, seen_version=1, answer="No"
    )

    with refused(Stale):
        suggesting.decline_suggestion(
            actor=translator, suggestion_id=kept.pk, seen_version=1, answer="No"
        )
    with refused(Refused, "not open"):
        suggesting.accept_suggestion(
            actor=translator, suggestion_id=kept.pk, seen_version=2, entry=made.entry()
        )


def test_a_refused_entry_leaves_the_suggestion_open(translator):
    kept = made.suggestion()

    with refused(Refused, "English name is missing"):
        suggesting.accept_suggestion(
            actor=translator, suggestion_id=kept.pk, seen_version=1, entry=made.entry(name_en="")
        )


def test_suggesters_see_their_own_and_answer_none(liaison):
    own, other = made.suggestion(liaison), made.suggestion()

    assert list(selectors.visible_to(liaison)) == [own]
    assert not selectors.visible_to(NOBODY).exists()
    with refused(Forbidden):
        suggesting.decline_suggestion(
            actor=liaison, suggestion_id=own.pk, seen_version=1, answer="No"
        )
    with refused(NotFound):
        suggesting.decline_suggestion(
            actor=liaison, suggestion_id=other.pk, seen_version=1, answer="No"
        )
