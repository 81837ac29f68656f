"""Terms with a past: taken out with every revision, brought in as it was, put in force by nobody's file."""

import pytest

from plenary.contexts.language import jobs
from plenary.contexts.language.exchange.status import Status
from plenary.contexts.language.models import Term
from plenary.contexts.language.selectors import terms as selectors
from plenary.contexts.language.services import approving, deciding, importing, reading, writing
from plenary.shared.actor import SYSTEM
from tests.contexts.language import factories as made

pytestmark = pytest.mark.django_db
KINDS = ("tbx", "csv", "xlsx")


def taken(client, kind, query=""):
    answer = client.get(f"/terms.{kind}{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def preview(actor, data, kind):
    started = reading.start_import(actor=actor, name=f"terms.{kind}", data=data)
    jobs.read_terms.call(started.pk)
    started.refresh_from_db()
    return started


def bring_in(actor, data, kind):
    found = preview(actor, data, kind)
    importing.confirm_import(actor=actor, import_id=found.pk, seen_version=found.version)
    assert jobs.bring_in_terms.call(found.pk) == "done"
    found.refresh_from_db()
    return found


def revised(term, name_en, approver):
    entry = made.entry(code=term.code, name_zh=term.name_zh, name_en=name_en)
    draft = writing.revise_term(actor=SYSTEM, term_id=term.pk)
    writing.edit_term(actor=SYSTEM, term_id=draft.pk, seen_version=None, entry=entry)
    proposed = deciding.propose_term(actor=SYSTEM, term_id=draft.pk, seen_version=None)
    return deciding.approve_term(actor=approver, term_id=proposed.pk, seen_version=None)


def faults(found):
    return {row.number: [code for code, _facts in row.faults] for row in found.rows.all()}


@pytest.fixture
def past():
    """One code of three revisions, of which the third is in force; another that is out of use."""
    edda = made.editor(name="Edda").actor
    first = made.approved(approver=edda, code="k", name_zh="友城", name_en="Brother City")
    second = revised(first, "Sister Town", edda)
    revised(second, "Sister City", edda)
    gone = made.approved(code="gone", name_zh="外办", name_en="Foreign Desk")
    deciding.retire_term(actor=SYSTEM, term_id=gone.pk, seen_version=None, reason="Renamed")


def told():
    found = Term.objects.order_by("code", "revision")
    return [(one.code, one.revision, one.state, one.name_en) for one in found]


PAST = [("k", 1, "retired", "Brother City"), ("k", 2, "retired", "Sister Town")]
GONE = ("gone", 1, "retired", "Foreign Desk")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", ["", "?history=1"])
@pytest.mark.usefixtures("past")
def test_a_file_of_this_house_changes_nothing_here(client, kind, query):
    editor = made.editor()
    client.force_login(editor)
    before = told()

    found = preview(editor.actor, taken(client, kind, query), kind)

    assert found.counts == {"new": 0, "changed": 0, "unchanged": 4 if query else 2, "refused": 0}
    assert told() == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("past")
def test_an_empty_house_gets_what_is_in_force_to_approve_and_the_past_as_past(client, kind):
    editor, other = made.editor(), made.editor(name="Otto")
    client.force_login(editor)
    current, whole = taken(client, kind), taken(client, kind, "?history=1")
    Term.objects.all().delete()

    bring_in(editor.actor, current, kind)

    shown = client.get(preview(editor.actor, whole, kind).get_absolute_url() + "?show=all")
    assert ">Retired" in shown.content.decode()
    assert told() == [GONE, ("k", 3, "proposed", "Sister City")]
    Term.objects.all().delete()
    found = bring_in(editor.actor, whole, kind)
    assert told() == [GONE, *PAST, ("k", 3, "proposed", "Sister City")]
    outcome = approving.approve_import(actor=other.actor, import_id=found.pk)
    assert (outcome.approved, outcome.left) == (1, 0)
    assert told() == [GONE, *PAST, ("k", 3, "approved", "Sister City")]
    second = Term.objects.get(code="k", revision=2)
    assert second.said_approver == "Edda"
    assert second.approved_at is None
    assert selectors.status_of(second).approved_by == "Edda"
    assert selectors.status_of(Term.objects.get(code="k", revision=3)).approved_by == "Otto"
    again = preview(editor.actor, taken(client, kind, "?history=1"), kind)
    assert again.counts["unchanged"] == 4


@pytest.mark.usefixtures("past")
def test_a_past_cannot_be_rewritten_nor_brought_back_by_a_file():
    actor = made.editor().actor
    head = "Code,Revision,Chinese,English,State\n"

    found = preview(
        actor,
        (
            f"{head}k,1,友城,Rewritten,retired\nk,2,友城,Sister Town,approved\n"
            "k,3,友城,Sister City,retired\n,,新,New,retired\nz,,丙,C,nonsense\ny,-1,丁,D,\n"
        ).encode(),
        "csv",
    )

    assert faults(found) == {
        2: ["past-differs"],
        3: ["retired-here"],
        4: ["retired-in-file"],
        5: [],
        6: ["no-state"],
        7: ["no-revision"],
    }
    assert found.counts["new"] == 1


def test_a_revision_in_the_making_waits_for_the_one_in_force():
    actor = made.editor().actor
    text = "Code,Revision,Chinese,English,State\nk,1,甲,A,approved\nk,2,甲,,draft\nk,2,甲,B,draft\n"

    found = bring_in(actor, text.encode(), "csv")

    assert faults(found) == {2: [], 3: ["open-twice"], 4: ["same-revision", "open-twice"]}
    approving.approve_import(actor=SYSTEM, import_id=found.pk)
    bring_in(actor, b"Code,Revision,Chinese,English,State\nk,2,\xe7\x94\xb2,,draft\n", "csv")
    assert told() == [("k", 1, "approved", "A"), ("k", 2, "draft", "")]


@pytest.mark.usefixtures("past")
def test_the_public_file_holds_what_is_in_force_without_who_approved_it(client):
    data = b"".join(client.get("/glossary/terms.csv").streaming_content).decode()

    assert "Sister City" in data
    for hidden in ("Sister Town", "Foreign Desk", "Edda"):
        assert hidden not in data


def test_a_status_is_read_in_the_words_of_either_language():
    for state, word in (
        ("approved", "现行"),
        ("retired", "Obsolete"),
        ("proposed", "已提交"),
        ("draft", "草稿"),
    ):
        assert Status.read({"state": word}) == (Status(state), [])
    long, wrong = Status.read({"approved_by": "x" * 201, "approved_on": "soon"})
    assert long == Status()
    assert [code for code, _facts in wrong] == ["too-long", "no-day"]
    for revision in ("0", "1" * 10, "000000001" + "9" * 5000, "²"):
        assert Status.read({"revision": revision})[1][0][0] == "no-revision"
    assert Status.read({"revision": "003.0"}) == (Status(revision="3"), [])
