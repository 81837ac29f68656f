"""A decision that is out stays as it was released until its new wording is released by two people too."""

import pytest
from django.db import IntegrityError, transaction

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Decision, Topic
from plenary.contexts.governance.selectors.releases.page import flags_of, release_page
from plenary.contexts.governance.services import releases
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.organisations.models import MemberUnit
from plenary.kernel.search.selectors import visible_to as findable
from plenary.kernel.text.kinds import kinds
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused, Stale
from tests.contexts.governance import page_records as made
from tests.contexts.governance.refusals import refused
from tests.contexts.governance.test_releases import ALL, let_out, propose
from tests.factories import body, grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
OLD, NEW = "The plan was adopted.", "The plan was adopted with changes."


@pytest.fixture
def member():
    return unit()


@pytest.fixture
def held(member):
    committee = body()
    MemberUnit.objects.create(body=committee, unit=member)
    meeting = made.meeting(body_id=committee.pk)
    made.decision(meeting)
    return meeting


def edit(decision, actor=SYSTEM, **changes):
    return services.edit_decision(
        actor=actor, decision_id=decision.pk, seen_version=None, changes=changes
    )


def test_units_read_what_was_released_until_the_new_wording_is_released(client, held, member):
    let_out(held, "decisions")
    reader = unit_user(member)

    decision = edit(held.decisions.get(), kind="amended", text_en=NEW)

    assert (decision.kind, decision.text_en) == ("adopted", OLD)
    assert decision.latest["text_en"] == NEW
    page = f"/meetings/{held.pk}/"
    client.force_login(reader)
    told = client.get(page).content.decode()
    assert OLD in told
    assert NEW not in told
    found = findable(reader.actor).get(subject_type="governance.decision")
    assert NEW not in f"{found.title_en} {found.text}"
    office = grant_role(user(language="en"), "office")
    client.force_login(office)
    told = client.get(page).content.decode()
    assert "New wording, not out yet" in told
    assert NEW in told
    [flag] = flags_of(office.actor, held)
    assert [(c.fate, c.then["en"], c.now["en"]) for c in flag.changes] == [("changed", OLD, NEW)]

    let_out(held, "decisions")

    decision = Decision.objects.get(pk=decision.pk)
    assert (decision.kind, decision.text_en, decision.next_kind) == ("amended", NEW, "")
    [flag] = flags_of(office.actor, held)
    assert flag.changes == []
    row = AuditRow.objects.get(action="governance.decision.reworded")
    assert (row.before["text_en"], row.after["text_en"]) == (OLD, NEW)
    client.force_login(reader)
    assert NEW in client.get(page).content.decode()


def test_a_wording_that_says_again_what_is_out_leaves_nothing_to_wait(held):
    let_out(held, "decisions")
    decision = edit(held.decisions.get(), text_en=NEW)

    decision = edit(decision, text_en=OLD)

    assert decision.next_kind == ""
    assert flags_of(SYSTEM, held)[0].changes == []


def test_a_new_wording_is_refused_as_any_is_and_leaves_nothing_behind(held):
    let_out(held, "decisions")
    decision = held.decisions.get()

    for changes in ({"text_zh": "", "text_en": " "}, {"text_zh": "机密★"}, {"kind": "burnt"}):
        with refused(Refused):
            edit(decision, **changes)

    decision.refresh_from_db()
    assert decision.next_kind == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(next_kind="adopted")


def test_the_desk_writes_no_side_of_a_decision_beside_its_release(held):
    decision = held.decisions.get()
    Decision.objects.filter(pk=decision.pk).update(text_en="")
    let_out(held, "decisions")
    write = kinds()["governance.decision"].write

    with refused(Refused, "as it was released"):
        write(actor=SYSTEM, record_id=decision.pk, name="text_en", text="Beside it")

    decision.refresh_from_db()
    assert decision.text_en == ""


def test_the_public_is_told_of_no_wording_that_the_units_have_not(held):
    let_out(held, *ALL)
    edit(held.decisions.get(), text_en=NEW)

    with refused(Refused, "release the decisions anew first"):
        propose(SYSTEM, held, "public")
    public = release_page(SYSTEM, held.pk).stages[-1]
    assert (public.waits_for, "propose" in public.may) == ("decisions", False)

    let_out(held, "decisions")
    assert propose(SYSTEM, held, "public").state == "proposed"


def test_what_changes_between_proposal_and_release_is_not_let_out(held):
    let_out(held, "decisions")
    decision = edit(held.decisions.get(), text_en=NEW)
    step = propose(SYSTEM, held, "decisions")
    edit(decision, text_en="Another wording.")

    with refused(Stale, "since this was proposed"):
        releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)

    decision.refresh_from_db()
    assert decision.text_en == OLD


def test_once_nothing_is_out_the_new_wording_is_the_one_in_force(held):
    [step] = let_out(held, "decisions")
    decision = edit(held.decisions.get(), kind="postponed", text_en=NEW)
    assert not Topic.objects.exists()

    releases.take_step_back(actor=SYSTEM, step_id=step.pk, seen_version=None, reason="有误")

    decision = Decision.objects.get(pk=decision.pk)
    assert (decision.kind, decision.text_en, decision.next_kind) == ("postponed", NEW, "")
    assert Topic.objects.filter(carried_from=decision).exists(), (
        "what is postponed comes back with its new wording"
    )
    assert edit(decision, text_en=OLD).text_en == OLD
