"""The pages of measures."""

from plenary.kernel.measures.views.measures import measure

__all__ = ["measure"]
