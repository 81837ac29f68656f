"""Inviting, granting, closing: each success, each refusal, and that a refusal leaves nothing."""

import datetime as dt
import re

import pytest
import time_machine

from plenary.kernel.accounts import jobs, policies, selectors, services
from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail
from plenary.kernel.organisations.services import move_organisation
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.factories import grant_role, post, unit, user

PASSWORD = "a long enough sentence"


@pytest.fixture
def administrator(db):
    account = grant_role(user(name="IT"), "administrator")
    account.set_password(PASSWORD)
    account.save()
    return account.actor


def invite(actor, email="li@example.org", **fields):
    return services.invite_user(actor=actor, email=email, name="Li", **fields)


def token_of_the_last_mail():
    return re.search(r"/invitation/([^/]+)/", Mail.objects.latest("pk").body)[1]


def access(account):
    account.refresh_from_db()
    return account.access


def test_an_invitation_makes_an_account_without_a_password_and_mails_a_link(administrator):
    made = invite(administrator, " Li@Example.ORG ", language="zh-hans")

    assert made.email == "li@example.org"
    assert not made.has_usable_password()
    mail = Mail.objects.get()
    assert mail.to == "li@example.org"
    assert "http://127.0.0.1:8000/accounts/invitation/" in mail.body
    assert AuditRow.objects.get().action == "accounts.user.invited"
    assert "li@example.org" not in str(AuditRow.objects.get().after)


@pytest.mark.parametrize("email", ["", "li", "li@", "TAKEN@example.org"])
def test_an_address_that_is_none_or_taken_is_refused(administrator, email):
    user(email="taken@example.org")
    before = User.objects.count()

    with pytest.raises(Refused) as refusal:
        invite(administrator, email)

    assert "email" in refusal.value.fields
    assert (User.objects.count(), Mail.objects.count()) == (before, 0)


def test_an_account_without_a_name_is_refused(administrator):
    with pytest.raises(Refused):
        services.invite_user(actor=administrator, email="li@example.org", name=" ")


@pytest.mark.parametrize("role", [role for role in Role.values if role != "administrator"])
def test_only_an_administrator_looks_after_accounts(db, role):
    other = user()
    grant = Grant.objects.create(user=other, role="editor")
    actor = grant_role(user(), role, unit=unit() if role == "unit" else None).actor
    changes = [
        lambda: invite(actor),
        lambda: services.resend_invitation(actor=actor, user_id=other.pk),
        lambda: services.deactivate_user(actor=actor, user_id=other.pk),
        lambda: services.reactivate_user(actor=actor, user_id=other.pk),
        lambda: services.grant_role(actor=actor, user_id=other.pk, role="editor"),
        lambda: services.revoke_role(actor=actor, grant_id=grant.pk),
    ]

    for change in changes:
        with pytest.raises((Forbidden, NotFound)):
            change()

    assert not AuditRow.objects.exists()
    assert not Mail.objects.exists()


def test_people_see_their_own_account_and_administrators_see_all(administrator):
    li = user()

    assert list(selectors.visible_to(li.actor)) == [li]
    assert selectors.visible_to(administrator).count() == 2
    assert selectors.visible_to(SYSTEM).count() == 2
    assert not selectors.visible_to(NOBODY).exists()


def test_the_link_sets_the_password_once(administrator):
    made = invite(administrator)
    token = token_of_the_last_mail()

    services.accept_invitation(token=token, password=PASSWORD)

    made.refresh_from_db()
    assert made.check_password(PASSWORD)
    with pytest.raises(NotFound):
        services.accept_invitation(token=token, password="another long sentence")


def test_a_weak_password_is_refused_and_the_link_stays_good(administrator):
    invite(administrator)
    token = token_of_the_last_mail()

    for weak in ("short", "123456789012", "password1234"):
        with pytest.raises(Refused):
            services.accept_invitation(token=token, password=weak)

    assert services.accept_invitation(token=token, password=PASSWORD).has_usable_password()


def test_the_link_runs_out_after_seven_days(administrator):
    invite(administrator)
    token = token_of_the_last_mail()

    with (
        time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=7, minutes=1)),
        pytest.raises(NotFound),
    ):
        services.accept_invitation(token=token, password=PASSWORD)


def test_a_link_that_was_tampered_with_is_not_found(administrator):
    invite(administrator)
    token = token_of_the_last_mail()

    for wrong in (token[:-2], "x" + token, "nothing"):
        with pytest.raises(NotFound):
            services.accept_invitation(token=wrong, password=PASSWORD)


def test_a_new_link_makes_the_earlier_one_void(administrator):
    made = invite(administrator)
    earlier = token_of_the_last_mail()

    services.resend_invitation(actor=administrator, user_id=made.pk)

    with pytest.raises(NotFound):
        services.invited_by(earlier)
    assert services.invited_by(token_of_the_last_mail()) == made


def test_no_new_link_once_there_is_a_password(administrator):
    made = invite(administrator)
    services.accept_invitation(token=token_of_the_last_mail(), password=PASSWORD)

    with pytest.raises(Refused):
        services.resend_invitation(actor=administrator, user_id=made.pk)


def test_a_closed_account_ends_its_sessions_even_after_it_is_opened_again(
    administrator, client, db
):
    li = user(email="li@example.org")
    li.set_password(PASSWORD)
    li.save()
    client.force_login(li)
    assert client.get("/accounts/").status_code == 200

    services.deactivate_user(actor=administrator, user_id=li.pk, seen_version=1)
    assert client.get("/accounts/").status_code == 302
    services.reactivate_user(actor=administrator, user_id=li.pk)

    assert client.get("/accounts/").status_code == 302
    assert Mail.objects.get().to == "li@example.org"
    assert services.invited_by(token_of_the_last_mail()) == li


def test_closing_twice_and_opening_twice_are_refused(administrator):
    li = user()
    with pytest.raises(Refused):
        services.reactivate_user(actor=administrator, user_id=li.pk)
    services.deactivate_user(actor=administrator, user_id=li.pk)

    with pytest.raises(Refused):
        services.deactivate_user(actor=administrator, user_id=li.pk)

    assert AuditRow.objects.filter(action="accounts.user.deactivated").count() == 1


def test_closing_with_a_stale_version_is_refused(administrator):
    li = user()

    with pytest.raises(Stale):
        services.deactivate_user(actor=administrator, user_id=li.pk, seen_version=7)

    li.refresh_from_db()
    assert li.is_active


def test_the_last_administrator_stays(administrator):
    grant = Grant.objects.get(role="administrator")
    waiting = invite(administrator)
    services.grant_role(actor=administrator, user_id=waiting.pk, role="administrator")

    with pytest.raises(Refused):
        services.deactivate_user(actor=administrator, user_id=administrator.user_id)
    with pytest.raises(Refused):
        services.revoke_role(actor=administrator, grant_id=grant.pk)

    assert User.objects.get(pk=administrator.user_id).is_active
    assert Grant.objects.filter(pk=grant.pk).exists()


def test_an_administrator_may_go_once_there_is_another(administrator):
    grant = Grant.objects.get(role="administrator")
    other = grant_role(user(), "administrator")
    other.set_password(PASSWORD)
    other.save()

    services.revoke_role(actor=administrator, grant_id=grant.pk)
    with pytest.raises(Refused):
        services.deactivate_user(actor=SYSTEM, user_id=other.pk)


def test_a_role_is_granted_once_and_shows_in_the_access(administrator):
    li = user()

    first = services.grant_role(actor=administrator, user_id=li.pk, role="editor")
    second = services.grant_role(actor=administrator, user_id=li.pk, role="editor")

    assert first == second
    assert access(li) == {"roles": ["editor"], "unit_ids": [], "post_ids": []}
    assert AuditRow.objects.filter(action="accounts.role.granted").count() == 1


def test_a_grant_for_a_unit_stands_for_everything_below_it_and_nothing_beside(administrator):
    bureau = unit()
    section = unit(parent=bureau)
    desk = unit(parent=section)
    unit()
    held = post()
    li = user()

    services.grant_role(actor=administrator, user_id=li.pk, role="unit", unit_id=bureau.pk)
    services.grant_role(actor=administrator, user_id=li.pk, role="leader", post_id=held.pk)

    assert access(li)["unit_ids"] == [bureau.pk, section.pk, desk.pk]
    assert access(li)["post_ids"] == [held.pk]
    assert li.actor.has("unit")


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"role": "unit"}, "unit"),
        ({"role": "unit", "unit_id": 999999}, "unit"),
        ({"role": "leader", "post_id": 999999}, "post"),
        ({"role": "king"}, "role"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused(administrator, fields, at):
    li = user()

    with pytest.raises(Refused) as refusal:
        services.grant_role(actor=administrator, user_id=li.pk, **fields)

    assert at in refusal.value.fields
    assert not li.grants.exists()


@pytest.mark.parametrize("other", ["verifier", "editor", "office", "translator", "leader"])
def test_an_administrator_can_neither_close_a_task_nor_release_a_text(administrator, other):
    with pytest.raises(Refused):
        services.grant_role(actor=administrator, user_id=administrator.user_id, role=other)
    li = user()
    services.grant_role(actor=administrator, user_id=li.pk, role=other)
    with pytest.raises(Refused):
        services.grant_role(actor=administrator, user_id=li.pk, role="administrator")

    assert access(li)["roles"] == [other]
    assert policies.may_hold_together({"administrator"})


def test_a_role_that_is_taken_back_leaves_the_access(administrator):
    li = user()
    grant = services.grant_role(actor=administrator, user_id=li.pk, role="editor")

    services.revoke_role(actor=administrator, grant_id=grant.pk)

    assert access(li)["roles"] == []
    row = AuditRow.objects.get(action="accounts.role.revoked")
    assert row.after["note"]["role"] == "editor"
    with pytest.raises(NotFound):
        services.revoke_role(actor=administrator, grant_id=999999)


@pytest.mark.django_db(transaction=True)
def test_a_unit_that_moves_changes_what_accounts_stand_for():
    bureau, other = unit(), unit()
    section = unit(parent=bureau)
    li = user()
    services.grant_role(actor=SYSTEM, user_id=li.pk, role="unit", unit_id=bureau.pk)
    office = grant_role(user(), "office").actor

    move_organisation(actor=office, organisation_id=section.pk, seen_version=1, parent_id=other.pk)

    assert access(li)["unit_ids"] == [bureau.pk]


def test_the_job_finds_units_that_were_added(administrator):
    bureau = unit()
    li = user()
    services.grant_role(actor=administrator, user_id=li.pk, role="unit", unit_id=bureau.pk)
    section = unit(parent=bureau)

    assert jobs.refresh_access.call() == 1

    assert access(li)["unit_ids"] == [bureau.pk, section.pk]


def test_working_out_access_costs_the_same_for_one_account_and_fifty(db, django_assert_num_queries):
    bureau = unit()
    for number in (1, 49):
        for _ in range(number):
            Grant.objects.create(user=user(), role="unit", unit=bureau)
        with django_assert_num_queries(8):
            services.refresh_access()


def test_people_change_their_own_language(db):
    li = user()

    services.change_language(actor=li.actor, language="zh-hans")
    services.change_language(actor=li.actor, language="zh-hans")

    li.refresh_from_db()
    assert li.language == "zh-hans"
    assert AuditRow.objects.count() == 1


def test_a_language_that_plenary_does_not_speak_is_refused(db):
    li = user()

    with pytest.raises(Refused):
        services.change_language(actor=li.actor, language="tlh")
    with pytest.raises(NotFound):
        services.change_language(actor=NOBODY, language="en")

    assert not AuditRow.objects.exists()


def test_the_first_administrator_is_founded_once(db):
    founded = services.found_administrator(
        actor=SYSTEM, email="it@example.org", name="IT", password=PASSWORD
    )

    assert founded.actor.has("administrator")
    with pytest.raises(Refused):
        services.found_administrator(
            actor=SYSTEM, email="two@example.org", name="IT", password=PASSWORD
        )
    with pytest.raises(Forbidden):
        services.found_administrator(
            actor=founded.actor, email="two@example.org", name="IT", password=PASSWORD
        )
    assert User.objects.count() == 1
    services.found_administrator(
        actor=SYSTEM, email="two@example.org", name="IT", password=PASSWORD, is_another=True
    )


def test_a_first_administrator_with_a_weak_password_is_refused(db):
    with pytest.raises(Refused):
        services.found_administrator(
            actor=SYSTEM, email="it@example.org", name="IT", password="short"
        )

    assert not User.objects.exists()
