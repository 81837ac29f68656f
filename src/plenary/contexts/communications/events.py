"""What is announced of pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSubmitted:
    """Languages of a page wait for a second pair of eyes."""

    page_id: int
    langs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PagePublished:
    """One language of a page stands in public, for the first time or corrected."""

    page_id: int
    lang: str
    number: int


@dataclass(frozen=True, slots=True)
class PageWithdrawn:
    """One language of a page is no longer to be read; its address says why."""

    page_id: int
    lang: str


@dataclass(frozen=True, slots=True)
class TopicRenamed:
    """A topic has another name in a language; what stands under it is found by the new one."""

    topic_id: int


@dataclass(frozen=True, slots=True)
class ErrorReported:
    """A reader has said that something is wrong with a page."""

    report_id: int
