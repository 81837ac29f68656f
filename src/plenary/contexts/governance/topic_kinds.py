"""The usual kinds of topic, with the papers that each needs: names, what is done, days before, papers."""

from __future__ import annotations

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
