"""What the audit log calls the records of the term base."""

from typing import Any

from django.utils.translation import gettext_lazy as _

RECORDS: dict[str, Any] = {
    "import": _("Import of terms"),
    "suggestion": _("Suggestion"),
    "term": _("Term"),
    "termbase": _("Term base"),
    "termimport": _("Import of terms"),
}
