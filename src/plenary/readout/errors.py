"""What can be wrong with a text or file that is to be read, each as a plain sentence in both languages."""


class ReadoutError(Exception):
    """The input cannot be read. ``code`` is stable; ``zh`` and ``en`` say what is wrong and what to do."""

    def __init__(self, code: str, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.zh = zh
        self.en = en
