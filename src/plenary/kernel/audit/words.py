"""The log in people's words: what was done, and the kinds of record, which each app names when it starts.

An action is written ``app.record.done``. A log is read for years; what an older version wrote and no app names any more
stands as it was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

DONE: dict[str, Any] = {
    "accepted": pgettext_lazy("audit", "accepted"),
    "access_set": pgettext_lazy("audit", "access set"),
    "added": pgettext_lazy("audit", "added"),
    "addressed": pgettext_lazy("audit", "given an address"),
    "adopted": pgettext_lazy("audit", "adopted"),
    "answer": pgettext_lazy("audit", "answer written"),
    "answered": pgettext_lazy("audit", "answered"),
    "approved": pgettext_lazy("audit", "approved"),
    "asked": pgettext_lazy("audit", "asked for"),
    "assigned": pgettext_lazy("audit", "assigned"),
    "attached": pgettext_lazy("audit", "attached"),
    "attendance_recorded": pgettext_lazy("audit", "attendance recorded"),
    "basis_added": pgettext_lazy("audit", "basis added"),
    "began": pgettext_lazy("audit", "began"),
    "bound": pgettext_lazy("audit", "bound"),
    "brought_in": pgettext_lazy("audit", "brought in"),
    "called_off": pgettext_lazy("audit", "called off"),
    "carried": pgettext_lazy("audit", "carried over"),
    "changed": pgettext_lazy("audit", "changed"),
    "circulated": pgettext_lazy("audit", "circulated"),
    "closed": pgettext_lazy("audit", "closed"),
    "completed": pgettext_lazy("audit", "completed"),
    "confirmed": pgettext_lazy("audit", "confirmed"),
    "correction_begun": pgettext_lazy("audit", "correction begun"),
    "created": pgettext_lazy("audit", "created"),
    "dated": pgettext_lazy("audit", "dated"),
    "deactivated": pgettext_lazy("audit", "closed"),
    "declined": pgettext_lazy("audit", "declined"),
    "detached": pgettext_lazy("audit", "detached"),
    "draft_deleted": pgettext_lazy("audit", "draft deleted"),
    "drafted": pgettext_lazy("audit", "drafted"),
    "drawn_up": pgettext_lazy("audit", "drawn up"),
    "dropped": pgettext_lazy("audit", "dropped"),
    "edited": pgettext_lazy("audit", "edited"),
    "ended": pgettext_lazy("audit", "ended"),
    "endorsed": pgettext_lazy("audit", "endorsed"),
    "exported": pgettext_lazy("audit", "exported"),
    "extended": pgettext_lazy("audit", "extended"),
    "failed": pgettext_lazy("audit", "failed"),
    "fate_given": pgettext_lazy("audit", "fate given"),
    "fate_undone": pgettext_lazy("audit", "fate taken back"),
    "founded": pgettext_lazy("audit", "founded"),
    "frozen": pgettext_lazy("audit", "frozen"),
    "given": pgettext_lazy("audit", "given"),
    "granted": pgettext_lazy("audit", "granted"),
    "grants": pgettext_lazy("audit", "grants passed on"),
    "handed_on": pgettext_lazy("audit", "handed on"),
    "handed_over": pgettext_lazy("audit", "handed over"),
    "held": pgettext_lazy("audit", "held"),
    "imported": pgettext_lazy("audit", "imported"),
    "invited": pgettext_lazy("audit", "invited"),
    "invited_again": pgettext_lazy("audit", "invited again"),
    "item_added": pgettext_lazy("audit", "item added"),
    "item_reworded": pgettext_lazy("audit", "item reworded"),
    "item_struck": pgettext_lazy("audit", "item struck"),
    "kept": pgettext_lazy("audit", "kept"),
    "laid_out": pgettext_lazy("audit", "laid out"),
    "light_overridden": pgettext_lazy("audit", "light overridden"),
    "light_restored": pgettext_lazy("audit", "computed light restored"),
    "linked": pgettext_lazy("audit", "linked"),
    "listed": pgettext_lazy("audit", "listed"),
    "loaded": pgettext_lazy("audit", "loaded"),
    "made": pgettext_lazy("audit", "made"),
    "made_for_demo": pgettext_lazy("audit", "made for the demo"),
    "measures_bound": pgettext_lazy("audit", "measures bound"),
    "merge": pgettext_lazy("audit", "merged"),
    "moved": pgettext_lazy("audit", "moved"),
    "names_filled": pgettext_lazy("audit", "names filled in"),
    "noted": pgettext_lazy("audit", "noted"),
    "opened": pgettext_lazy("audit", "opened"),
    "pack_handed_out": pgettext_lazy("audit", "evaluation pack handed out"),
    "paired": pgettext_lazy("audit", "paired"),
    "parts_given": pgettext_lazy("audit", "parts given"),
    "prepared": pgettext_lazy("audit", "prepared"),
    "proposed": pgettext_lazy("audit", "proposed"),
    "published": pgettext_lazy("audit", "published"),
    "put_back": pgettext_lazy("audit", "put back"),
    "put_first": pgettext_lazy("audit", "put first"),
    "queued": pgettext_lazy("audit", "queued"),
    "reactivated": pgettext_lazy("audit", "opened again"),
    "read": pgettext_lazy("audit", "read"),
    "recorded": pgettext_lazy("audit", "recorded"),
    "redrafted": pgettext_lazy("audit", "drafted anew"),
    "refused": pgettext_lazy("audit", "refused"),
    "released": pgettext_lazy("audit", "released"),
    "reminded": pgettext_lazy("audit", "reminded"),
    "removed": pgettext_lazy("audit", "removed"),
    "renamed": pgettext_lazy("audit", "renamed"),
    "renumbered": pgettext_lazy("audit", "numbered anew"),
    "reopened": pgettext_lazy("audit", "reopened"),
    "replaced": pgettext_lazy("audit", "replaced"),
    "reported": pgettext_lazy("audit", "reported"),
    "reset": pgettext_lazy("audit", "reset"),
    "restored": pgettext_lazy("audit", "restored"),
    "retired": pgettext_lazy("audit", "retired"),
    "return": pgettext_lazy("audit", "sent back"),
    "returned": pgettext_lazy("audit", "sent back"),
    "reviewed": pgettext_lazy("audit", "reviewed"),
    "revised": pgettext_lazy("audit", "revised"),
    "revoked": pgettext_lazy("audit", "revoked"),
    "routed": pgettext_lazy("audit", "routed"),
    "sent": pgettext_lazy("audit", "sent"),
    "sent_back": pgettext_lazy("audit", "sent back"),
    "set": pgettext_lazy("audit", "set"),
    "settled": pgettext_lazy("audit", "settled"),
    "signed": pgettext_lazy("audit", "signed for"),
    "signed_in": pgettext_lazy("audit", "signed in"),
    "silent": pgettext_lazy("audit", "silent at the deadline"),
    "slip": pgettext_lazy("audit", "supervision slip drawn up"),
    "split": pgettext_lazy("audit", "split"),
    "started": pgettext_lazy("audit", "started"),
    "submitted": pgettext_lazy("audit", "submitted"),
    "substitute_named": pgettext_lazy("audit", "substitute named"),
    "supersede": pgettext_lazy("audit", "superseded"),
    "superseded": pgettext_lazy("audit", "superseded"),
    "taken_back": pgettext_lazy("audit", "taken back"),
    "taken_over": pgettext_lazy("audit", "taken over"),
    "taken_up": pgettext_lazy("audit", "taken up"),
    "task_added": pgettext_lazy("audit", "task added"),
    "task_removed": pgettext_lazy("audit", "task removed"),
    "text_attached": pgettext_lazy("audit", "text attached"),
    "took_over": pgettext_lazy("audit", "took another over"),
    "transfer_asked": pgettext_lazy("audit", "transfer asked for"),
    "translated": pgettext_lazy("audit", "translated"),
    "unlinked": pgettext_lazy("audit", "unlinked"),
    "unsourced": pgettext_lazy("audit", "marked as without source"),
    "verified": pgettext_lazy("audit", "checked"),
    "version_added": pgettext_lazy("audit", "version added"),
    "withdrawn": pgettext_lazy("audit", "withdrawn"),
}
_records: dict[str, Any] = {
    "accounts.administrator": _("Administrator"),
    "accounts.apitoken": _("Token"),
    "accounts.token": _("Token"),
    "accounts.grant": _("Role"),
    "accounts.invitation": _("Invitation"),
    "accounts.language": _("Language"),
    "accounts.password": _("Password"),
    "accounts.role": _("Role"),
    "accounts.secondfactor": _("Second factor"),
    "accounts.subject": _("Sign-in service"),
    "accounts.user": _("Account"),
    "audit.auditrow": _("Audit log"),
    "audit.installation": _("Installation"),
    "audit.log": _("Audit log"),
    "audit.seal": _("Seal"),
    "documents.document": _("Document"),
    "documents.file": _("File"),
    "documents.passage": _("Passage"),
    "documents.record": _("Record"),
    "documents.storedfile": _("File"),
    "measures.figure": _("Figure"),
    "measures.handmeasure": _("Measure"),
    "measures.measure": _("Measure"),
    "notifications.mail": _("Mail"),
    "organisations.formername": _("Former name"),
    "organisations.memberunit": _("Member unit"),
    "organisations.name": _("Former name"),
    "organisations.organisation": _("Body or unit"),
    "organisations.seat": _("Member unit"),
    "organisations.term": _("Term of a body"),
    "people.holding": _("Holding of a post"),
    "people.person": _("Person"),
    "people.post": _("Post"),
    "places.place": _("Place"),
    "text.state": _("State of a translation"),
    "text.textstate": _("State of a translation"),
}


def register(app: str, records: Mapping[str, Any]) -> None:
    """Name an app's kinds of record, by their model's name or by what actions call them, without underscores."""
    _records.update({f"{app}.{record}": word for record, word in records.items()})


def said(action: str) -> str:
    """Give an action in words, as "Task: created"; as it was written where it has none."""
    where, _dot, done = action.rpartition(".")
    if done not in DONE:
        return action
    if "." not in where:
        return str(DONE[done])
    record = _records.get(where.replace("_", ""))
    if record is None:
        return action
    return pgettext("audit", "%(record)s: %(done)s") % {"record": record, "done": DONE[done]}


def kind_of(label: str) -> str:
    """Give a kind of record in words by its model's label; the label where it has none."""
    return str(_records.get(label, label))
