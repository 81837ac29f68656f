"""Entries: written, proposed, approved by somebody else, revised, retired."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from plenary.contexts.language.models import Term, TermBase
from plenary.contexts.language.selectors import terms as selectors
from plenary.contexts.language.selectors.terms import Filters
from plenary.contexts.language.services import deciding, writing
from plenary.kernel.audit.recording import history
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.language import factories as made
from tests.contexts.language.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return made.editor(name="Editor").actor


@pytest.fixture
def translator():
    return made.translator(name="Translator").actor


def version():
    base = TermBase.objects.first()
    return base.version if base else 0


def found(query, actor=SYSTEM):
    return [term.pk for term in selectors.listing(actor, Filters(q=query))]


def test_a_draft_may_lack_one_name_and_a_proposal_may_not(translator):
    term = made.draft(translator, name_en="")

    assert (term.state, term.writer_ids) == ("draft", [translator.user_id])
    with refused(Refused, "English name is missing"):
        deciding.propose_term(actor=translator, term_id=term.pk, seen_version=1)
    with refused(Refused, "English name is missing"):
        made.proposal(translator, name_en="")
    with refused(Refused, "either language"):
        made.draft(translator, name_zh="", name_en="  ")


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"valid_from": "2025-02-01", "valid_to": "2025-01-01"}, "before the first"),
        ({"valid_from": "1025-02-01"}, "too far off"),
        ({"source_on": "gestern"}, "is not a day"),
        ({"profile": "poem"}, "no kind of text"),
        ({"source": "x" * 501}, "longer than 500"),
        ({"name_en": "Same", "names": (made.accepted("Same"),)}, "twice"),
        ({"names": (made.accepted("One"), made.forbidden("One"))}, "twice"),
        ({"names": (made.accepted("x" * 501),)}, "longer than 500"),
        ({"names": (made.accepted("x", reason="y" * 301),)}, "longer than 300"),
        ({"names": tuple(made.accepted(f"n{n}") for n in range(31))}, "more than 30"),
        ({"note": "机密★"}, "secrecy marking"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_in_a_sentence(translator, fields, match):
    with refused(Refused, match):
        made.draft(translator, **fields)


def test_names_are_kept_with_single_spaces_and_in_a_fixed_order(translator):
    term = made.draft(
        translator,
        name_en="  Foreign   Affairs ",
        names=(made.forbidden("B"), made.accepted(" A  a")),
    )

    kept = selectors.entry_of(term)
    assert kept.name_en == "Foreign Affairs"
    assert [(name.text, name.standing) for name in kept.names] == [
        ("A a", "accepted"),
        ("B", "forbidden"),
    ]


def test_the_words_for_secrecy_are_terms_like_others_and_markings_are_not(translator):
    assert made.draft(translator, name_zh="机密", name_en="secret").pk
    for fields in ({"name_zh": "机密★"}, {"names": (made.accepted("TOP SECRET // x"),)}):
        with refused(Refused, "secrecy marking"):
            made.draft(translator, **fields)


def test_a_code_belongs_to_one_entry(translator):
    made.draft(translator, code="iso-1")

    with refused(Refused, "has this code"):
        made.draft(translator, code="iso-1")


def test_only_those_who_work_on_terms_write_them(office, verifier):
    assert made.draft(office).state == "draft"
    with refused(Forbidden):
        made.draft(verifier)
    with refused(Forbidden):
        made.draft(NOBODY)


def test_an_edit_is_kept_with_what_was_before_and_a_late_one_is_stale(translator, editor):
    term = made.draft(translator, name_zh="外事办", name_en="Office")
    changed = made.entry(code=term.code, name_zh="外事办", name_en="Foreign Affairs Office")

    writing.edit_term(actor=editor, term_id=term.pk, seen_version=1, entry=changed)

    row = history(term).last()
    assert (row.before["name_en"], row.after["name_en"]) == ("Office", "Foreign Affairs Office")
    assert Term.objects.get(pk=term.pk).writer_ids == [translator.user_id, editor.user_id]
    with refused(Stale) as caught:
        writing.edit_term(actor=editor, term_id=term.pk, seen_version=1, entry=changed)
    assert caught.value.changes["name_en"] == ("Office", "Foreign Affairs Office")
    with refused(NotFound):
        writing.edit_term(actor=NOBODY, term_id=term.pk, seen_version=2, entry=changed)


def test_changed_names_are_found_and_the_old_ones_no_longer(translator):
    term = made.draft(
        translator, name_zh="礼宾处", name_en="Protocol", names=(made.accepted("Etiquette"),)
    )
    assert found("礼宾") == found("etiq") == found("protocol") == [term.pk]

    entry = made.entry(code=term.code, name_zh="翻译处", name_en="Translation")
    writing.edit_term(actor=translator, term_id=term.pk, seen_version=1, entry=entry)

    assert found("礼宾") == found("etiq") == []
    assert found("翻译处") == found("trans") == [term.pk]


def test_an_entry_is_approved_by_somebody_who_had_no_hand_in_it(translator, editor, office):
    term = made.proposal(translator)
    before = version()

    with refused(Forbidden, "hand in this entry"):
        deciding.approve_term(actor=translator, term_id=term.pk, seen_version=1)
    with refused(Forbidden):
        deciding.approve_term(actor=made.translator().actor, term_id=term.pk, seen_version=1)
    done = deciding.approve_term(actor=editor, term_id=term.pk, seen_version=1)

    assert (done.state, done.approved_by_name) == ("approved", "Editor")
    assert version() > before
    assert history(term).last().action == "language.term.approved"


def test_whoever_mends_a_proposal_cannot_approve_it(translator, editor):
    term = made.proposal(translator)
    entry = made.entry(code=term.code)
    writing.edit_term(actor=editor, term_id=term.pk, seen_version=1, entry=entry)

    with refused(Forbidden, "somebody else approves it"):
        deciding.approve_term(actor=editor, term_id=term.pk, seen_version=2)


def test_the_database_itself_refuses_the_writers_own_approval(translator):
    term = made.proposal(translator)

    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=term.pk).update(
            state="approved",
            approved_by_id=translator.user_id,
            approved_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_zh": "", "name_en": ""},
        {"name_en": ""},
        {"valid_from": dt.date(2025, 2, 1), "valid_to": dt.date(2025, 1, 1)},
        {"approved_at": None},
    ],
)
def test_the_database_refuses_what_must_never_be(wrong):
    term = made.approved()

    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=term.pk).update(**wrong)


def test_the_database_keeps_one_preferred_name_a_kind_and_time():
    first, second = made.approved(name_zh="甲"), made.approved(name_zh="乙")
    assert first.code != second.code

    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=second.pk).update(name_zh="甲")
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=second.pk).update(code=first.code)


def test_of_two_who_approve_the_second_is_told_who_was_first(translator, editor, office):
    term = made.proposal(translator)
    deciding.approve_term(actor=editor, term_id=term.pk, seen_version=1)

    with refused(Stale, "Editor approved this entry already"):
        deciding.approve_term(actor=office, term_id=term.pk, seen_version=1)


def test_a_proposal_that_changed_meanwhile_is_not_approved_unseen(translator, editor, office):
    term = made.proposal(translator)
    entry = made.entry(code=term.code, name_en="Other")
    writing.edit_term(actor=translator, term_id=term.pk, seen_version=1, entry=entry)

    with refused(Stale) as caught:
        deciding.approve_term(actor=office, term_id=term.pk, seen_version=1)
    assert caught.value.changes["name_en"][1] == "Other"


def test_two_preferred_names_of_one_kind_and_time_are_refused(office):
    made.approved(name_zh="立交桥", name_en="Flyover", profile="road-sign")
    rival = made.proposal(name_zh="立交桥", name_en="Bridge", profile="road-sign")

    with refused(Refused, "is approved as “Flyover”"):
        deciding.approve_term(actor=office, term_id=rival.pk, seen_version=1)


@pytest.mark.parametrize(
    "apart",
    [
        {"profile": "metro"},
        {"domain": "buildings"},
        {"valid_from": "2021-01-01"},
    ],
)
def test_another_kind_domain_or_time_may_prefer_another_name(office, apart):
    made.approved(
        name_zh="北海北", name_en="BEIHAI North", profile="road-sign", valid_to="2020-12-31"
    )
    other = made.proposal(
        **{"name_zh": "北海北", "name_en": "Beihai Bei", "profile": "road-sign", **apart}
    )

    done = deciding.approve_term(actor=office, term_id=other.pk, seen_version=1)

    assert done.state == "approved"
    days = {"2020-06-01": "BEIHAI North", "2022-06-01": "Beihai Bei"}
    if "valid_from" in apart:
        for day, name in days.items():
            on = Filters(q="北海", on=dt.date.fromisoformat(day))
            assert [t.name_en for t in selectors.listing(NOBODY, on)] == [name]


def test_overlapping_times_are_refused_whichever_begins_first(office):
    made.approved(name_zh="丙", valid_from="2020-01-01", valid_to="2022-12-31")
    for days in (
        {"valid_from": "2022-12-31"},
        {"valid_to": "2020-01-01"},
        {"valid_from": "2021-01-01", "valid_to": "2021-02-01"},
    ):
        rival = made.proposal(name_zh="丙", **days)
        with refused(Refused, "is approved as"):
            deciding.approve_term(actor=office, term_id=rival.pk, seen_version=1)


def test_an_approved_entry_is_revised_and_stays_in_force_until_the_revision_is(translator, editor):
    term = made.approved(name_en="Old", names=(made.forbidden("Bad"),))
    with refused(Refused, "begin a new revision"):
        writing.edit_term(
            actor=editor, term_id=term.pk, seen_version=None, entry=selectors.entry_of(term)
        )

    made_anew = writing.revise_term(actor=translator, term_id=term.pk)

    assert (made_anew.code, made_anew.revision, made_anew.state) == (term.code, 2, "draft")
    assert selectors.entry_of(made_anew).names == (made.forbidden("Bad"),)
    with refused(Stale, "begun a revision"):
        writing.revise_term(actor=editor, term_id=term.pk)
    entry = made.entry(code=term.code, name_zh=term.name_zh, name_en="New")
    writing.edit_term(actor=translator, term_id=made_anew.pk, seen_version=1, entry=entry)
    deciding.propose_term(actor=translator, term_id=made_anew.pk, seen_version=2)
    assert Term.objects.get(code=term.code, state="approved").name_en == "Old"

    deciding.approve_term(actor=editor, term_id=made_anew.pk, seen_version=3)

    assert Term.objects.get(code=term.code, state="approved").name_en == "New"
    assert Term.objects.get(pk=term.pk).state == "retired"
    actions = [row.action for row in selectors.history_of(SYSTEM, term)]
    assert actions[0] == "language.term.approved"
    assert "language.term.replaced" in actions
    assert len(actions) == 7


def test_a_draft_is_not_revised(translator):
    term = made.draft()

    with refused(Refused, "Only an approved entry"):
        writing.revise_term(actor=translator, term_id=term.pk)


def test_a_proposal_is_sent_back_with_a_reason(translator, editor):
    term = made.proposal(translator)

    with refused(Refused, "Say why"):
        deciding.send_back_term(actor=editor, term_id=term.pk, seen_version=1, reason=" ")
    with refused(Forbidden):
        deciding.send_back_term(actor=translator, term_id=term.pk, seen_version=1, reason="x")
    done = deciding.send_back_term(
        actor=editor, term_id=term.pk, seen_version=1, reason="No source"
    )

    assert done.state == "draft"
    assert history(term).last().after["note"] == {"reason": "No source"}
    with refused(Refused, "not open"):
        deciding.send_back_term(actor=editor, term_id=term.pk, seen_version=2, reason="x")


def test_a_term_is_retired_with_a_reason_and_is_public_no_longer(translator, office):
    term = made.approved()
    before = version()

    with refused(Forbidden):
        deciding.retire_term(actor=translator, term_id=term.pk, seen_version=None, reason="x")
    with refused(Refused, "Say why"):
        deciding.retire_term(actor=office, term_id=term.pk, seen_version=None, reason="")
    deciding.retire_term(actor=office, term_id=term.pk, seen_version=None, reason="Renamed")

    assert not selectors.visible_to(NOBODY).filter(pk=term.pk).exists()
    assert version() > before
    with refused(Refused, "not open"):
        deciding.retire_term(actor=office, term_id=term.pk, seen_version=None, reason="again")


def test_a_translator_puts_an_own_draft_away(translator):
    mine, other = made.draft(translator), made.draft()

    deciding.retire_term(actor=translator, term_id=mine.pk, seen_version=1, reason="Double")

    assert Term.objects.get(pk=mine.pk).state == "retired"
    with refused(Forbidden):
        deciding.retire_term(actor=translator, term_id=other.pk, seen_version=1, reason="x")


@pytest.mark.parametrize("query", ["城功", "功能", "friend", "Friendship city", "友城功能"])
def test_any_two_characters_and_any_word_find_a_term(query):
    term = made.approved(name_zh="友城功能", name_en="Friendship City Function")
    made.approved(name_zh="礼宾", name_en="Protocol")

    assert found(query, NOBODY) == [term.pk]


def test_what_is_called_exactly_so_stands_first():
    made.approved(name_zh="一处外事", name_en="x")
    exact = made.approved(name_zh="外事", name_en="y")

    assert found("外事")[0] == exact.pk
    assert len(found("外")) == 2
    assert found("!!") == []
