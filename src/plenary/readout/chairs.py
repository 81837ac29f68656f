"""What is said of a meeting over which a post presided, without a name."""

from plenary.readout.draft import Note


def chair_without_name(post: str) -> Note:
    """Give the note that names the post: who it was is for a person to say."""
    return Note(
        "no-chair",
        f"文中说由“{post}”主持，没有写姓名，请填写主持人。",
        f"The text says that “{post}” presided and gives no name: say who it was.",
    )
