"""The demo's accounts: one a role, by function and without a person, entered without a password."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.kernel.accounts.models import User
from plenary.kernel.accounts.services import grant_role
from plenary.kernel.audit.recording import record
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import SYSTEM


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demo: its address's first part, its name, its role and unit."""

    key: str
    name: str
    role: str
    unit: str = ""


ACCOUNTS = (
    Account("leader", "区领导 · Leader", "leader"),
    Account("office", "区外办 · Foreign Affairs Office", "office"),
    Account("second", "第二审批人 · Second person of the office", "office"),
    Account("commerce", "区商务局联络员 · Commerce Bureau", "unit", "commerce-bureau"),
    Account("sports", "区体育局联络员 · Sports Bureau", "unit", "sports-bureau"),
    Account("publicity", "区委宣传部联络员 · Publicity Department", "unit", "publicity-department"),
    Account("verifier", "督查室核查员 · Supervision Office", "verifier"),
    Account("editor", "编辑 · Editor", "editor"),
    Account("administrator", "系统管理员 · Administrator", "administrator"),
)


def make_accounts(units: dict[str, Organisation]) -> None:
    """Make the demo's accounts; none of them has a password."""
    for account in ACCOUNTS:
        user = User(email=f"{account.key}@demo.invalid", name=account.name, is_illustrative=True)
        user.set_unusable_password()
        user.save()
        record(actor=SYSTEM, action="accounts.user.made_for_demo", subject=user)
        unit = units[account.unit].pk if account.unit else None
        grant_role(actor=SYSTEM, user_id=user.pk, role=account.role, unit_id=unit)
