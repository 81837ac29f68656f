"""What the term base does when a text has been reviewed: its sentences are remembered."""

from plenary.contexts.language.services.memory import Reviewed, remember
from plenary.kernel.text.events import TextReviewed
from plenary.shared.events import subscribe


def remember_text(event: TextReviewed) -> None:
    """Keep the sentences of a reviewed text in the translation memory."""
    remember(
        [
            Reviewed(
                subject_type=event.subject_type,
                subject_id=event.subject_id,
                field=event.field,
                zh=event.zh,
                en=event.en,
            )
        ]
    )


def register() -> None:
    """Listen to reviews."""
    subscribe(TextReviewed, remember_text)
