"""Plans the sheet of accounts: whom to invite, and which role to grant for which unit or post."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from plenary.workspace.spreadsheet.organisations import OrganisationPlan
from plenary.workspace.spreadsheet.plan import AccountStep, Change, Line, Ref, line_for
from plenary.workspace.spreadsheet.posts import PostPlan
from plenary.workspace.spreadsheet.present import AccountNow, Present
from plenary.workspace.spreadsheet.rows import Row, choice_word

Grant = tuple[str, Ref | None, Ref | None]


class AccountPlan:
    """Accounts with their roles; an address may stand in several rows, one for each role."""

    def __init__(
        self, present: Present, rows: list[Row], tree: OrganisationPlan, posts: PostPlan
    ) -> None:
        self.rows = rows
        self.lines: list[Line] = []
        self._tree, self._posts = tree, posts
        self._sees = present.sees_accounts
        self._now = {account.email.lower(): account for account in present.accounts}
        self._refs: dict[str, Ref] = {}
        self._grants: dict[str, set[Grant]] = {
            email: set(account.grants) for email, account in self._now.items()
        }
        self._rows: dict[tuple[str, Grant | None], int] = {}

    def make(self) -> None:
        """Plan every row."""
        for row in self.rows:
            self.lines.append(self._line(row))

    def _line(self, row: Row) -> Line:
        email = row.text("email").lower()
        line = line_for(row, row.text("name") or email)
        if not self._sees:
            row.refuse(
                "", _("Only an administrator makes accounts. Leave this sheet out, or ask one.")
            )
            return line
        now = self._now.get(email)
        self._check_address(row, email)
        self._check_account(row, line, email, now)
        grant = self._grant(row)
        if row.faults:
            return line
        self._check_grant(row, email, grant)
        if not row.faults:
            self._plan(row, line, email, grant)
        return line

    @staticmethod
    def _check_address(row: Row, email: str) -> None:
        if not email:
            row.refuse("email", _("An account needs an e-mail address."))
            return
        try:
            validate_email(email)
        except ValidationError:
            row.refuse("email", _("This is not an e-mail address."))

    def _check_account(self, row: Row, line: Line, email: str, now: AccountNow | None) -> None:
        if now and not now.is_active:
            row.refuse("email", _("This account is closed. Open it on its own page first."))
        if not now and email not in self._refs and not row.text("name"):
            row.refuse("name", _("Say whose account this is."))
        if now and row.text("name") not in {"", now.name}:
            line.doubts.append(
                _("The account is called “%(name)s” and keeps that name.") % {"name": now.name}
            )

    def _grant(self, row: Row) -> Grant | None:
        role = row.text("role")
        unit = self._tree.look_up(row, "unit")
        post = self._post(row, unit)
        if role == "unit" and unit is None and not row.text("unit"):
            row.refuse("unit", _("Say for which unit the account reports."))
        if not role and (row.text("unit") or row.text("post")):
            row.refuse("role", _("Say which role the account has for this."))
        return (role, unit, post) if role else None

    def _post(self, row: Row, unit: Ref | None) -> Ref | None:
        title = row.text("post")
        if not title:
            return None
        if row.text("organisation"):
            organisation = self._tree.look_up(row, "organisation")
            found = self._posts.find(organisation, title) if organisation is not None else []
        else:
            found = (self._posts.find(unit, title) if unit is not None else []) or (
                self._posts.anywhere(title)
            )
        if len(found) == 1 or (found and row.text("organisation")):
            return found[0]
        if not any(fault.column == "organisation" for fault in row.faults):
            row.refuse(
                "post",
                _("There are several posts “%(title)s”. Say in which body or unit.")
                % {"title": title}
                if found
                else _("There is no post “%(title)s”, here or in this file.") % {"title": title},
            )
        return None

    def _check_grant(self, row: Row, email: str, grant: Grant | None) -> None:
        held = {role for role, _unit, _post in self._grants.get(email, set())}
        if grant:
            held.add(grant[0])
        if "administrator" in held and len(held) > 1:
            row.refuse(
                "role",
                _(
                    "An administrator's account holds no other role: who looks after accounts"
                    " can neither close a task nor release a text. Use a second account."
                ),
            )
        other = self._rows.setdefault((email, grant), row.number)
        if other != row.number:
            row.refuse("", _("This stands in row %(number)d already.") % {"number": other})

    def _plan(self, row: Row, line: Line, email: str, grant: Grant | None) -> None:
        now = self._now.get(email)
        invites = now is None and email not in self._refs
        ref = self._refs.setdefault(email, now.pk if now else row.key)
        is_granted = grant is not None and grant not in self._grants.setdefault(email, set())
        line.is_new = invites
        if grant and is_granted:
            self._grants[email].add(grant)
            line.changes.append(Change("role", None, self._words(grant)))
        role, unit, post = grant if grant and is_granted else ("", None, None)
        line.step = AccountStep(
            ref=ref,
            email=email,
            name=row.text("name"),
            language=row.text("language"),
            role=role,
            unit=unit,
            post=post,
            invites=invites,
        )

    def _words(self, grant: Grant) -> str:
        role, unit, post = grant
        of_post = self._tree.title(self._posts.organisation_of(post)) if post is not None else ""
        of_unit = self._tree.title(unit) if unit is not None else ""
        return " – ".join(part for part in (choice_word(role), of_unit, of_post) if part)
