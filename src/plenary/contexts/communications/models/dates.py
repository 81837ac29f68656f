"""Until when a page holds: when somebody looks at it again, and how long a notice stands on the front page."""

from django.db import models

from plenary.contexts.communications.models.pages import Page


class PageDates(models.Model):
    """A page's own dates; without this row those of its kind apply."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="dates")
    review_on = models.DateField(null=True, blank=True)
    """When whoever answers for it looks again whether it still holds."""
    told_on = models.DateField(null=True)
    """When they were told that it is due; none while it is not."""
    shown_until = models.DateField(null=True, blank=True)
    """The last day of a notice on the front page."""

    class Meta:
        indexes = [models.Index(fields=["review_on"], name="page_dates_review")]

    def __str__(self) -> str:
        return str(self.page)
