"""Agreed names in a meeting's public text and in reports: taken, or a reason seen by the second person."""

import pytest

from plenary.contexts.governance.models import ReleaseStep, Report
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.services import releases
from plenary.contexts.governance.services.report_editing import add_statement
from plenary.contexts.governance.services.report_freezing import correct_report, freeze_report
from plenary.contexts.governance.services.reports.naming import let_name_stand, take_name
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.governance.refusals import refused
from tests.contexts.governance.report_factories import half_year, task_list
from tests.contexts.governance.test_releases import held, let_out, member  # noqa: F401 - fixtures
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
WANTED = "Shijingshan District Language Office"
DRIFTING = {
    "text_zh": "石景山区语言办公室开放窗口。",
    "text_en": "The Shijingshan Language Bureau opens a counter.",
}
KEPT = {**DRIFTING, "text_en": f"The {WANTED} opens a counter."}
MARK = "en:text:石景山区语言办公室"


@pytest.fixture
def bureau():
    return unit(name_zh="石景山区语言办公室", name_en=WANTED)


@pytest.fixture
def office():
    return grant_role(user(name="Office"), "office").actor


def propose(actor, meeting, **given):
    return releases.propose_release(
        actor=actor, meeting_id=meeting.pk, stage="public", **{**DRIFTING, **given}
    )


@pytest.fixture
def ready(held, bureau):  # noqa: F811 - the fixture of the releases
    let_out(held, "decisions", "papers")
    return held


def test_a_public_text_is_not_proposed_while_a_name_is_called_otherwise(office, ready):
    with refused(Refused, "instead of"):
        propose(office, ready)
    with refused(Refused, "instead of"):
        propose(office, ready, reasons={MARK: "  ", "en:text:别的": "不是这个名字。"})
    with refused(Refused, "secrecy marking"):
        propose(office, ready, reasons={MARK: "机密★10年"})
    with refused(Refused, "501 characters, and 500"):
        propose(office, ready, reasons={MARK: "引" * 501})
    assert not ReleaseStep.objects.filter(stage="public").exists()

    assert propose(office, ready, **KEPT).said_otherwise == []


def test_a_reason_goes_out_with_the_text_and_holds_for_just_that_sentence(office, ready):
    step = propose(office, ready, reasons={MARK: "引自原通稿。"})
    [kept] = step.said_otherwise
    assert (kept["reason"], kept["by"], kept["words"]) == (
        "引自原通稿。",
        "Office",
        "Shijingshan Language Bureau",
    )
    releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)

    again = propose(office, ready, text_en=f"{DRIFTING['text_en']}\n\nIt is free.")
    assert [one["by"] for one in again.said_otherwise] == ["Office"]
    releases.return_step(actor=office, step_id=again.pk, seen_version=None, reason="重写。")
    with refused(Refused, "instead of"):
        propose(office, ready, text_en="A counter is opened by the Shijingshan Language Bureau.")


def test_a_name_agreed_since_the_proposal_keeps_the_text_back(office, held):  # noqa: F811
    let_out(held, "decisions", "papers")
    step = propose(office, held)
    unit(name_zh="石景山区语言办公室", name_en=WANTED)

    with refused(Refused, "Send the text back"):
        releases.release_step(actor=SYSTEM, step_id=step.pk, seen_version=None)


def test_the_form_offers_the_name_and_the_second_person_sees_the_reason(client, office, ready):
    client.force_login(user_of(office))
    address = f"/meetings/{ready.pk}/release/public/"

    answer = client.post(address, DRIFTING)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'name="take" value="{MARK}"' in page
    assert f'name="why:{MARK}"' in page

    lacking = client.post(address, {**DRIFTING, "text_en": "A counter opens."}).content.decode()
    assert f'<span lang="zh-Hans">石景山区语言办公室</span> → <strong lang="en">{WANTED}' in lacking

    page = client.post(address, {**DRIFTING, "take": MARK}).content.decode()
    assert f"The {WANTED} opens a counter." in page
    assert 'name="take"' not in page
    assert not ReleaseStep.objects.filter(stage="public").exists()

    answer = client.post(address, {**DRIFTING, f"why:{MARK}": "引自原通稿。"})
    assert answer.status_code == 302
    assert "引自原通稿。" in client.get(f"/meetings/{ready.pk}/release/").content.decode()


def user_of(actor):
    from plenary.kernel.accounts.models import User  # noqa: PLC0415 - for this page alone

    return User.objects.get(pk=actor.user_id)


@pytest.fixture
def report(bureau):
    made = half_year(task_list())
    add_statement(
        actor=SYSTEM, report_id=made.pk, item_number=None, is_without_source=True, **DRIFTING
    )
    made.refresh_from_db()
    return made


MARK_OF_REPORT = "en:added:1:石景山区语言办公室"


def freeze(report, actor=SYSTEM, **given):
    report.refresh_from_db()
    return freeze_report(
        actor=actor,
        report_id=report.pk,
        seen_version=report.version,
        **{"reason": "核对无误。", **given},
    )


def answer(service, report, actor, **given):
    report.refresh_from_db()
    return service(
        actor=actor,
        report_id=report.pk,
        seen_version=report.version,
        **{"mark": MARK_OF_REPORT, **given},
    )


def test_a_report_is_frozen_with_the_agreed_name(report, office):
    with refused(Refused, "instead of"):
        freeze(report)
    with refused(Refused, "answered"):
        answer(take_name, report, office, mark="en:added:1:别的")

    answer(take_name, report, office)
    assert report.statements.get(key="added:1").text_en == f"The {WANTED} opens a counter."
    with refused(Refused, "answered"):
        answer(take_name, report, office)
    assert freeze(report).said_otherwise == []


def test_a_report_is_frozen_with_a_reason_that_its_digest_covers(report, office):
    with refused(Refused, "Say why"):
        answer(let_name_stand, report, office, reason=" ")
    with refused(Refused, "501 characters, and 500"):
        answer(let_name_stand, report, office, reason="引" * 501)
    answer(let_name_stand, report, office, reason="引自原通稿。")
    report.refresh_from_db()
    Report.objects.update(said_otherwise=[{**report.said_otherwise[0], "by_id": office.user_id}])
    report.refresh_from_db()
    with refused(Refused, "somebody else"):
        freeze(report, office, release="public")

    frozen = freeze(report)
    assert [one["reason"] for one in frozen.said_otherwise] == ["引自原通稿。"]
    statements = reports.statements_of(frozen)
    assert reports.is_intact(frozen, statements)
    assert "by_id" not in str(reports.contents(frozen, statements))
    frozen.said_otherwise = []
    assert not reports.is_intact(frozen, statements)

    correction = correct_report(actor=office, report_id=report.pk, reason="补充。")
    assert len(freeze(correction).said_otherwise) == 1


def test_the_pages_of_a_report_lead_to_each_name(client, report, office):
    client.force_login(user_of(office))
    address = f"/reports/{report.pk}/"
    page = client.get(address).content.decode()
    assert "names/take/" in page
    assert '<a href="#names">1 agreed name is open</a>' in page
    assert "Nothing is open" not in page
    assert "Shijingshan Language Bureau" in client.get(f"{address}freeze/").content.decode()

    given = {"seen_version": report.version, "mark": MARK_OF_REPORT, "reason": "引自原通稿。"}
    assert client.post(f"{address}names/stand/", given).status_code == 302
    page = client.get(address).content.decode()
    assert "names/take/" not in page
    assert "引自原通稿。" in page
    assert "Nothing is open" in page

    freeze(report, release="public")
    assert "引自原通稿。" in client.get(address).content.decode()
    report.refresh_from_db()
    given["seen_version"] = report.version
    assert client.post(f"{address}names/take/", given).status_code == 422
    late = client.post(f"{address}names/stand/", {**given, "reason": "引自另一份通稿。"})
    assert late.status_code == 422
    assert "引自另一份通稿。" in late.content.decode(), "what was typed is not lost"
    assert f'href="{address}"' in late.content.decode()
    client.force_login(unit_user(unit()))
    outside = client.get(address)
    assert outside.status_code == 200
    assert "引自原通稿。" not in outside.content.decode(), "why is the office's own affair"
