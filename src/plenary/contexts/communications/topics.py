"""The topics that Plenary brings along; an office adds its own and renames these."""

from __future__ import annotations

TOPICS: tuple[tuple[str, str, str], ...] = (
    ("meetings", "会议", "Meetings"),
    ("partners", "友城与对外交往", "Partner cities and exchanges"),
    ("events", "重大活动与会展", "Major events and exhibitions"),
    ("convention-town", "国际会展小镇", "Convention and exhibition town"),
    ("communication", "国际传播", "International communication"),
    ("services", "涉外服务", "Services for international residents"),
    ("business", "营商环境", "Business climate"),
    ("language", "国际语言环境", "Language environment"),
    ("consumption", "国际消费", "International consumption"),
    ("refund", "离境退税", "Departure tax refund"),
    ("culture-sport", "文化体育活动", "Culture and sports"),
    ("training", "外事培训", "Training"),
    ("notices", "通知公告", "Notices"),
    ("about", "关于我们", "About us"),
)
"""Key and names. Where a key is also one of governance's themes, a readout is put under it."""
