"""Puts usual kinds of topic, with the papers that each needs, into the installation, for the office to change."""

from typing import Any

from django.db import migrations

KINDS = (
    ("传达学习", "Convey and study", "study", 3, (("学习材料", "Study material"),)),
    (
        *("听取汇报", "Hear a report", "hear", 5),
        (("汇报材料", "Report"), ("汇报材料起草说明", "Note on the report")),
    ),
    (
        *("审议文件", "Review a document", "review", 10),
        (
            ("送审稿", "Draft for review"),
            ("起草说明", "Drafting note"),
            ("征求意见及采纳情况", "Opinions received and what became of them"),
        ),
    ),
    (
        *("审定计划或清单", "Approve a plan or list", "approve", 10),
        (("计划或清单（送审稿）", "Plan or list, draft"), ("编制说明", "Explanatory note")),
    ),
    ("研究事项", "Discuss a matter", "discuss", 5, (("情况说明", "Statement of the matter"),)),
    ("书面通报", "Notify in writing", "notify", 3, ()),
)


def add(apps: Any, _schema_editor: Any) -> None:
    kind_of, paper = (apps.get_model("governance", name) for name in ("TopicKind", "NeededPaper"))
    for order, (name_zh, name_en, item_kind, days, papers) in enumerate(KINDS, start=1):
        kind = kind_of.objects.create(
            name_zh=name_zh, name_en=name_en, item_kind=item_kind, days_before=days, order=order
        )
        for place, (zh, en) in enumerate(papers, start=1):
            paper.objects.create(kind=kind, name_zh=zh, name_en=en, order=place)


class Migration(migrations.Migration):
    dependencies = [("governance", "0024_topics_and_papers")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
