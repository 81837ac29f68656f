"""Who alone sees a draft that is limited to named persons."""

from django.db import models

from plenary.contexts.communications.models.pages import Page
from plenary.kernel.accounts.models import User


class PageReader(models.Model):
    """An account that is named for a limited draft; what it may do there its role says."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "user"], name="page_reader_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.user_id}"
