"""The house: one record of each kind in each state that matters, and an account of each role."""

from dataclasses import dataclass, field
from typing import Any

from plenary.shared.actor import NOBODY, SYSTEM
from tests.access import governance_records, other_records, roles


@dataclass
class House:
    """Its records by name, its accounts and who acts for them by role."""

    records: dict[str, Any] = field(default_factory=dict)
    accounts: dict[str, Any] = field(default_factory=dict)
    actors: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name):
        return self.records[name]


def made_house():
    """Make it."""
    units = roles.units()
    accounts = roles.accounts(units)
    records = governance_records.records(units, accounts)
    records |= other_records.records(units, accounts, records["committee"])
    records |= {f"{name} unit": one for name, one in units.items()}
    actors = {roles.NOBODY: NOBODY} | {role: one.actor for role, one in accounts.items()}
    return House(records, accounts, {role: actors[role] for role in roles.ROLES})


__all__ = ["SYSTEM", "House", "made_house"]
