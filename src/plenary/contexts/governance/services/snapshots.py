"""Words an entry as it was handed in, so that reports can cite it."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.contexts.governance.models import Task
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.services.parts import ProgressGiven
from plenary.kernel.organisations.models import Organisation

HEADINGS = {
    "zh": {"done": "已完成", "next": "下一步", "help": "需协调", "reason": "未按期原因"},
    "en": {"done": "Done", "next": "Next", "help": "Help needed", "reason": "Why it is late"},
}
NOTHING_NEW = {"zh": "本期无新进展。", "en": "Nothing new in this period."}


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a snapshot, the language it begins in, and its title."""

    lang: str
    title: str
    text: str


def word_entry(task: Task, unit: Organisation, period: Period, given: ProgressGiven) -> Wording:
    """Word an entry: what the unit handed in, Chinese first, under short headings."""
    sides = {lang: _lines(lang, given) for lang in ("zh", "en")}
    if given.is_nothing_new and not any(sides.values()):
        sides["zh"] = [NOTHING_NEW["zh"]]
    lang = "zh" if sides["zh"] else "en"
    span = f"{period.starts_on.isoformat()}/{period.ends_on.isoformat()}"
    return Wording(
        lang=lang,
        title=f"{task} {unit} {span}"[:400],
        text="\n".join([*sides["zh"], *sides["en"]]),
    )


def _lines(lang: str, given: ProgressGiven) -> list[str]:
    colon = "：" if lang == "zh" else ": "
    fields = {name: getattr(given, f"{name}_{lang}").strip() for name in HEADINGS[lang]}
    return [f"{HEADINGS[lang][name]}{colon}{text}" for name, text in fields.items() if text]
