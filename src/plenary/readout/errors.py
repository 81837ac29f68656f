"""What can be wrong with a text or file that is to be read, each as a plain sentence in both languages."""


class ReadoutError(Exception):
    """The input cannot be read. ``code`` is stable; ``zh`` and ``en`` say what is wrong and what to do."""

    def __init__(self, code: str, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes whole."""
        return _rebuild, (type(self), self.code, self.zh, self.en)

    def sentence(self, lang: str) -> str:
        """Give the Chinese sentence for ``zh`` and the English one otherwise."""
        return self.zh if lang == "zh" else self.en


def _rebuild(kind: type[ReadoutError], code: str, zh: str, en: str) -> ReadoutError:
    return kind(code, zh=zh, en=en)
