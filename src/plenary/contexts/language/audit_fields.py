"""What the audit log calls the fields of the term base."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELDS: dict[str, Any] = {
    "brought_in": pgettext_lazy("field", "Brought in"),
    "definition": pgettext_lazy("field", "Definition"),
    "domain": _("Domain"),
    "is_source_undated": _("The source states no date"),
    "names": _("Other names"),
    "names_before": pgettext_lazy("field", "Other names before"),
    "read": pgettext_lazy("field", "What was read"),
    "revision": pgettext_lazy("field", "Revision"),
    "said_approved_on": pgettext_lazy("field", "Approved, as the file says: day"),
    "said_approver": pgettext_lazy("field", "Approved, as the file says: by whom"),
    "source_on": pgettext_lazy("field", "Source: day"),
    "suggested_at": pgettext_lazy("field", "Suggested: when"),
    "suggested_by": pgettext_lazy("field", "Suggested: by whom"),
    "suggested_by_name": pgettext_lazy("field", "Suggested: by whom"),
    "term": _("Term"),
    "valid_from": _("Valid from"),
    "valid_to": _("Valid to"),
    "written_by": pgettext_lazy("field", "Written by"),
}
