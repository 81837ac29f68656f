"""A long list out of a file is brought in by a job: once, all of it, or nothing and a word why."""

import pytest
from django.utils.html import escape

from plenary.contexts.governance import services
from plenary.contexts.governance.jobs import bring_list_in
from plenary.contexts.governance.models import ListImport, Task, TaskList
from plenary.contexts.governance.selectors.list_imports import plan_of
from plenary.contexts.governance.services import list_queueing
from plenary.contexts.governance.services.list_queueing import is_long
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance.list_files import HEAD, upload
from tests.factories import body, grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
ROWS = 6


@pytest.fixture
def desk(monkeypatch):
    """An account of the office, where a list of more than five rows is long."""
    monkeypatch.setattr(list_queueing, "AT_ONCE", ROWS - 1)
    unit(name_zh="区商务局")
    return grant_role(user(name="Desk", language="en"), "office")


@pytest.fixture
def paper(desk):
    """A working paper that can be brought in as it is."""
    rows = [
        [str(n), f"第{n}项工作任务", "区商务局", "", "2027-06-30", "", ""] for n in range(1, ROWS)
    ]
    file = upload([HEAD, *rows])
    found = services.start_list_import(actor=desk.actor, file=file, body_id=body().pk)
    assert is_long(found)
    return found


def queue(account, found):
    return services.queue_list_import(
        actor=account.actor,
        import_id=found.pk,
        seen_version=found.version,
        seen_digest=plan_of(found).digest,
    )


def nothing_is_made():
    return not Task.objects.exists() and not TaskList.objects.exists()


def test_a_job_does_it_once_and_as_the_account_that_asked(desk, paper):
    queue(desk, paper)
    assert nothing_is_made()

    assert bring_list_in.call(paper.pk) == "done"
    assert bring_list_in.call(paper.pk) == ""

    paper.refresh_from_db()
    assert (paper.state, paper.order, paper.task_list.entries.count()) == ("done", {}, ROWS - 1)
    confirmed = AuditRow.objects.get(action="governance.list_import.confirmed")
    assert confirmed.actor_id == desk.pk


def test_the_page_gives_a_long_list_to_a_job_and_shows_that_it_is_being_done(client, desk, paper):
    client.force_login(desk)
    address = paper.get_absolute_url()
    queue(desk, paper)

    shown = client.get(address).content.decode()
    part = client.get(address, {"part": "doing"}, headers={"HX-Request": "true"})
    bring_list_in.call(paper.pk)
    after = client.get(address, {"part": "doing"}, headers={"HX-Request": "true"})

    assert "<progress" in shown
    assert 'http-equiv="refresh"' in shown
    assert f"{ROWS} rows of the file" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert after["HX-Refresh"] == "true"


def test_confirming_a_long_list_on_its_page_makes_it(client, desk, paper):
    client.force_login(desk)
    form = {"version": paper.version, "digest": plan_of(paper).digest}

    assert (
        client.post(f"{paper.get_absolute_url()}confirm/", {**form, "digest": "x"}).status_code
        == 409
    )
    assert nothing_is_made()
    answer = client.post(f"{paper.get_absolute_url()}confirm/", form)

    assert answer["Location"] == paper.get_absolute_url()
    assert "What was done" in client.get(answer["Location"]).content.decode()
    assert Task.objects.count() == ROWS - 1


def test_a_job_that_finds_other_names_does_nothing_and_the_paper_says_so(client, desk, paper):
    queue(desk, paper)
    unit(name_zh="区商务局")

    assert bring_list_in.call(paper.pk) == "released"

    paper.refresh_from_db()
    assert (paper.state, paper.order) == ("open", {})
    assert nothing_is_made()
    client.force_login(desk)
    zh, en = paper.fault.split("\n")
    for lang, said, other in (("zh-CN", zh, en), ("en", en, zh)):
        desk.language = "zh-hans" if lang == "zh-CN" else "en"
        desk.save(update_fields=["language"])
        shown = client.get(paper.get_absolute_url(), headers={"accept-language": lang})
        assert escape(said) in shown.content.decode()
        assert escape(other) not in shown.content.decode()
    changed = services.change_list_import(
        actor=desk.actor,
        import_id=paper.pk,
        seen_version=paper.version,
        part="rows",
        values={"rows": {"2": "leave"}},
    )
    assert changed.fault == ""


@pytest.mark.parametrize("change", [{"access": {"roles": []}}, {"is_active": False}])
def test_a_job_of_somebody_who_may_no_longer_does_nothing(desk, paper, change):
    queue(desk, paper)
    User.objects.update(**change)

    assert bring_list_in.call(paper.pk) == "released"
    assert nothing_is_made()


def test_a_job_that_falls_over_gives_the_paper_back(desk, paper):
    queue(desk, paper)
    ListImport.objects.update(order={})

    assert bring_list_in.call(paper.pk) == "failed"

    paper.refresh_from_db()
    assert (paper.state, "made a mistake" in paper.fault) == ("open", True)
    assert nothing_is_made()


def test_what_waits_for_its_job_can_be_put_aside_but_not_changed_or_asked_for_twice(desk, paper):
    queued = queue(desk, paper)
    seen = {"actor": desk.actor, "import_id": paper.pk, "seen_version": queued.version}

    with pytest.raises(Refused):
        services.change_list_import(**seen, part="rows", values={"rows": {"2": "leave"}})
    with pytest.raises(Refused):
        services.queue_list_import(**seen, seen_digest="x")
    with pytest.raises(Refused):
        services.confirm_list_import(**seen, seen_digest="x")
    services.move_list_import(**seen, move="drop")

    assert bring_list_in.call(paper.pk) == ""
    assert nothing_is_made()
    taken_up = services.move_list_import(
        **{**seen, "seen_version": queued.version + 1}, move="take_up"
    )
    assert (taken_up.state, taken_up.order) == ("open", {})


def test_only_the_office_asks_for_it_and_only_for_what_was_seen(desk, paper, verifier):
    digest = plan_of(paper).digest
    seen = {"import_id": paper.pk, "seen_version": paper.version, "seen_digest": digest}

    with pytest.raises((NotFound, Forbidden)):
        services.queue_list_import(actor=unit_user(unit()).actor, **seen)
    with pytest.raises((NotFound, Forbidden)):
        services.queue_list_import(actor=verifier, **seen)
    with pytest.raises(Stale):
        services.queue_list_import(actor=desk.actor, **{**seen, "seen_version": 99})
    with pytest.raises(Stale):
        services.queue_list_import(actor=desk.actor, **{**seen, "seen_digest": "x"})

    paper.refresh_from_db()
    assert paper.state == "open"
