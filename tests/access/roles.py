"""Who is asked: one account of each role, and of each part that a unit has in the house's records."""

from tests.factories import grant_role, unit, unit_user, user

UNITS = ("lead", "supporting", "member", "stranger")
"""What a unit is to the house's task and topic; one sits in the committee, one has nothing to do with any of it."""
OFFICE_ROLES = (
    *("counter", "protocol", "administrator", "translator", "editor", "verifier", "leader"),
    "office",
)
NOBODY, NO_ROLE = "nobody", "no role"
ROLES = (NOBODY, NO_ROLE, *(f"{name} unit" for name in reversed(UNITS)), *OFFICE_ROLES)
"""The matrix's columns: who sees less stands first."""


def units():
    """Give a unit for each part."""
    return {name: unit() for name in UNITS}


def accounts(of):
    """Give an account of each role that has one."""
    made = {NO_ROLE: user()}
    made |= {f"{name} unit": unit_user(one) for name, one in of.items()}
    return made | {role: grant_role(user(), role) for role in OFFICE_ROLES}
