"""What communications offers to governance when the app starts: facts for reports, events for the year."""

from plenary.contexts.communications.selectors.kinds.events import year_dates
from plenary.contexts.communications.selectors.tasks import facts_of_pages
from plenary.contexts.governance.api import offer_facts, offer_year_dates


def offer() -> None:
    """Offer both."""
    offer_facts(facts_of_pages)
    offer_year_dates(year_dates)
