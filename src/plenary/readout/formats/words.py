"""The words that stand on a printed draft, in both languages."""

from __future__ import annotations

from plenary.readout.draft import Lang

_WORDS: dict[str, tuple[str, str]] = {
    "file": ("文件", "File"),
    "lang": ("语言", "Language"),
    "title": ("标题", "Title"),
    "date": ("日期", "Date"),
    "source": ("来源", "Source"),
    "topics": ("主题", "Topics"),
    "body": ("机构", "Body"),
    "meeting_name": ("会议", "Meeting"),
    "chair": ("主持", "Chair"),
    "attendees": ("出席人员", "Attendees"),
    "attendee_groups": ("列席与参加单位", "Groups present"),
    "agenda": ("议题", "Agenda"),
    "directives": ("工作要求", "Directives"),
    "references": ("引用", "References"),
    "notes": ("说明", "Notes"),
    "summary": ("概要", "Summary"),
    "number": ("序号", "No."),
    "verb": ("动作", "Verb"),
    "theme": ("主题词", "Theme"),
    "actor": ("责任主体", "Actor"),
    "due": ("时限", "Due"),
    "due_date": ("时限（日期）", "Due (date)"),
    "named": ("涉及", "Named"),
    "text": ("原文", "Text"),
    "place": ("位置", "Place"),
    "start": ("起", "Start"),
    "end": ("止", "End"),
    "kind": ("类别", "Kind"),
    "item": ("事项", "Item"),
    "name": ("姓名", "Name"),
    "posts": ("职务", "Posts"),
    "study": ("学习", "study"),
    "hear": ("听取", "hear"),
    "review": ("审议", "review"),
    "approve": ("通过", "approve"),
    "discuss": ("讨论", "discuss"),
    "notify": ("通报", "notify"),
    "other": ("其他", "other"),
    "meeting": ("会议", "meeting"),
    "plan": ("规划", "plan"),
    "document": ("文件", "document"),
    "zh": ("中文", "Chinese"),
    "en": ("英文", "English"),
    "nothing": ("（未找到）", "(not found)"),
}


def word(key: str, lang: Lang) -> str:
    """Give the word for ``key`` in the reader's language."""
    return _WORDS[key][0 if lang == "zh" else 1]


def listing(parts: list[str], lang: Lang) -> str:
    """Join names or posts the way the language does."""
    return ("；" if lang == "zh" else "; ").join(parts)
