"""The themes of an international-affairs committee's work, and the words by which a clause is known."""

from __future__ import annotations

from typing import NamedTuple


class ThemeRow(NamedTuple):
    """A theme with its words in both languages."""

    key: str
    name_zh: str
    name_en: str
    words: tuple[str, ...]


THEMES: tuple[ThemeRow, ...] = (
    ThemeRow(
        "partners",
        "友城与对外交往",
        "Partner cities and exchanges",
        (
            *("友好城市", "友城", "朋友圈", "对外交往", "民间外交", "交流合作", "结好", "使馆"),
            *(
                "sister city",
                "partner cities",
                "circle of friends",
                "exchanges",
                "people-to-people",
            ),
        ),
    ),
    ThemeRow(
        "events",
        "重大活动与会展",
        "Major events and exhibitions",
        (
            *("重大活动", "服贸会", "展览", "会展", "论坛", "博览会", "服务保障"),
            *("CIFTIS", "exhibition", "forum", "fair", "major events", "expo"),
        ),
    ),
    ThemeRow(
        "convention-town",
        "国际会展小镇建设",
        "Convention and exhibition town",
        (
            *("会展小镇", "会展名镇", "会议中心", "场馆建设", "展馆"),
            *("convention town", "exhibition town", "convention and exhibition", "venue building"),
        ),
    ),
    ThemeRow(
        "communication",
        "国际传播",
        "International communication",
        (
            *("国际传播", "对外宣传", "外宣", "讲好", "故事", "媒体", "形象"),
            *("international communication", "tell the story", "media", "publicity", "image"),
        ),
    ),
    ThemeRow(
        "services",
        "涉外服务",
        "Foreign-related services",
        (
            *("涉外服务", "外籍人士", "外国人", "领事", "签证", "服务站", "社区服务"),
            *("foreign-related service", "foreign residents", "consular", "visa", "expatriates"),
        ),
    ),
    ThemeRow(
        "business",
        "营商环境与招商引资",
        "Business climate and investment",
        (
            *("营商环境", "招商引资", "外资", "外商投资", "企业", "投资促进", "产业"),
            *("business climate", "business environment", "investment", "foreign-funded"),
        ),
    ),
    ThemeRow(
        "language",
        "国际语言环境与标识",
        "Language environment and signs",
        (
            *("语言环境", "外语标识", "双语标识", "标识", "译写", "翻译", "多语种"),
            *(
                "language environment",
                "foreign-language signs",
                "signage",
                "bilingual",
                "multilingual",
            ),
        ),
    ),
    ThemeRow(
        "consumption",
        "国际消费",
        "Consumption spaces",
        (
            *("国际消费", "消费空间", "消费", "商圈", "商业街", "支付便利"),
            *("consumption", "shopping", "commercial district", "payment", "retail"),
        ),
    ),
    ThemeRow(
        "refund",
        "离境退税",
        "Departure tax refund",
        (
            *("离境退税", "退税", "即买即退", "退税商店"),
            *("tax refund", "refund", "instant refund"),
        ),
    ),
    ThemeRow(
        "culture-sport",
        "文化体育活动",
        "Cultural and sports events",
        (
            *("文化", "体育", "赛事", "奥运", "旅游", "演出", "乒乓球"),
            *("cultural", "sports", "Olympic", "tourism", "tournament", "championship"),
        ),
    ),
    ThemeRow(
        "leadership",
        "党的领导与统筹协调",
        "Party leadership and coordination",
        (
            *("党的领导", "集中统一领导", "统筹协调", "外事委", "领导小组", "请示报告", "协同"),
            *(
                "Party's leadership",
                "Party leadership",
                "coordinating role",
                "coordination",
                "synergy",
            ),
        ),
    ),
    ThemeRow(
        "training",
        "队伍建设与培训",
        "Training and staff",
        (
            *("队伍建设", "培训", "干部", "能力建设", "专业化", "作风"),
            *("training", "personnel", "capacity building", "professional team", "staff"),
        ),
    ),
    ThemeRow(
        "study",
        "政策研究",
        "Policy study",
        (
            *("调查研究", "政策研究", "规划", "五年规划", "研究", "调研"),
            *("research", "study", "planning", "five-year plan", "policy"),
        ),
    ),
    ThemeRow(
        "hong-kong-macao",
        "港澳事务",
        "Hong Kong and Macao affairs",
        (*("港澳", "香港", "澳门", "京港", "京澳"), *("Hong Kong", "Macao")),
    ),
    ThemeRow(
        "security",
        "涉外安全与风险防范",
        "Security and risk",
        (
            *("安全", "风险", "突发事件", "应急", "领事保护", "境外安全", "管控"),
            *("security", "risk", "emergency", "emergencies", "consular protection", "safety"),
        ),
    ),
)


def rows() -> list[dict[str, object]]:
    """Give the themes as rows to keep, in their order."""
    return [
        {
            "key": theme.key,
            "name_zh": theme.name_zh,
            "name_en": theme.name_en,
            "words": "\n".join(theme.words),
            "order": order,
        }
        for order, theme in enumerate(THEMES)
    ]
