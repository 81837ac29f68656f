"""Makes the plan of a file against the directory as it stands: rows in, plan out."""

from __future__ import annotations

from plenary.workspace.spreadsheet.accounts import AccountPlan
from plenary.workspace.spreadsheet.columns import SHEETS
from plenary.workspace.spreadsheet.holders import HolderPlan
from plenary.workspace.spreadsheet.organisations import OrganisationPlan
from plenary.workspace.spreadsheet.plan import Line, OrganisationStep, Plan
from plenary.workspace.spreadsheet.posts import PostPlan
from plenary.workspace.spreadsheet.present import Present
from plenary.workspace.spreadsheet.rows import Reading


def plan_import(reading: Reading, present: Present) -> Plan:
    """Say for every row what bringing it in would do; nothing is changed by asking.

    The lines stand in the order in which their steps have to be done: what hangs below comes after
    what it hangs from.
    """
    rows = reading.rows
    tree = OrganisationPlan(present, [*rows.get("bodies", []), *rows.get("units", [])])
    tree.make()
    posts = PostPlan(present, rows.get("posts", []), tree)
    posts.make()
    holders = HolderPlan(present, rows.get("holders", []), tree, posts)
    holders.make()
    accounts = AccountPlan(present, rows.get("accounts", []), tree, posts)
    accounts.make()
    from_the_root = sorted(tree.lines, key=lambda line: _depth(tree, line))
    lines = [*from_the_root, *posts.lines, *holders.lines, *accounts.lines]
    return Plan(lines, faults=list(reading.faults), notes=list(reading.notes))


def in_file_order(plan: Plan) -> list[Line]:
    """Give the lines as they stand in the file."""
    order = {sheet: place for place, sheet in enumerate(SHEETS)}
    return sorted(plan.lines, key=lambda line: (order[line.sheet], line.number))


def _depth(tree: OrganisationPlan, line: Line) -> int:
    return tree.depth(line.step.ref) if isinstance(line.step, OrganisationStep) else 0
