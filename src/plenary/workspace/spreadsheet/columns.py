"""The sheets and columns of a directory in a spreadsheet, with their headings in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plenary.kernel.documents.tables import plain
from plenary.kernel.text.wording import ways


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its heading in both languages, and what its cells hold."""

    key: str
    en: str
    zh: str
    kind: str = "name"
    """``name`` one line, ``text`` several, ``names`` a list, ``day``, ``number``, ``yes`` or ``choice``."""
    longest: int = 200
    also: tuple[str, ...] = ()
    """Other headings under which it is found."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """For a choice: each word that may be written, and the value it stands for."""
    help_en: str = ""
    help_zh: str = ""

    def headings(self) -> set[str]:
        """Give every heading that means this column."""
        own = (self.key, *ways(self.en, "en"), *ways(self.zh, "zh"))
        return {plain(words) for words in (*own, *self.also)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name in both languages, its columns, and those without which it says nothing."""

    key: str
    en: str
    zh: str
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]
    """Of each group at least one column must be there."""
    also: tuple[str, ...] = ()

    def names(self) -> set[str]:
        """Give every name that means this sheet."""
        own = (self.key, *ways(self.en, "en"), *ways(self.zh, "zh"))
        return {plain(words) for words in (*own, *self.also)}

    def column(self, key: str) -> Column:
        """Give a column by its key."""
        return next(column for column in self.columns if column.key == key)


CHOICE_WORDS: dict[str, tuple[str, str]] = {
    "superior": ("superior", "上级"),
    "own": ("own", "本级"),
    "subordinate": ("subordinate", "下级"),
    "other": ("other", "其他"),
    "zh-hans": ("Chinese", "中文"),
    "en": ("English", "英文"),
    "leader": ("leader", "领导"),
    "office": ("office", "外事办公室"),
    "unit": ("unit", "单位联络员"),
    "editor": ("editor", "编辑"),
    "translator": ("translator", "翻译"),
    "verifier": ("verifier", "核查员"),
    "protocol": ("protocol", "礼宾人员"),
    "counter": ("counter", "窗口人员"),
    "administrator": ("administrator", "系统管理员"),
}
"""How an export writes a choice, in English and in Chinese."""


def _choices(**words: str) -> dict[str, str]:
    """Give each word that may stand for a choice, in every practice's way of saying it."""
    return {
        plain(word): value
        for value, line in words.items()
        for word in (value, *line.split(), *_ways_of(value))
    }


def _ways_of(value: str) -> set[str]:
    en, zh = CHOICE_WORDS[value]
    return ways(en, "en") | ways(zh, "zh")


LEVELS = _choices(superior="上级", own="本级 own-level", subordinate="下级", other="其他 其它")
LANGUAGES = {
    **dict.fromkeys(("zh", "zhhans", "zhcn", "中文", "汉语", "chinese"), "zh-hans"),
    **dict.fromkeys(("en", "engb", "英文", "英语", "english"), "en"),
}
ROLES = _choices(
    leader="领导",
    office="外事办 外事办公室 international-affairs-office",
    unit="单位联络员 联络员 单位 unit-liaison liaison",
    editor="编辑",
    translator="翻译 译员",
    verifier="核查员 核查人员 核查 督查",
    protocol="礼宾官 礼宾 protocol-officer",
    counter="窗口人员 窗口 counter-clerk",
    administrator="管理员 系统管理员 admin",
)
_LIST = ("several with ; between", "多个之间用“；”隔开")
_REFERENCE = ("code or name", "填代码或名称")

_ORGANISATION = (
    Column("code", "Code", "代码", longest=40, also=("编码", "编号")),
    Column(
        "parent",
        "Above it",
        "上级机构",
        longest=300,
        also=("上级", "上级单位", "上级代码", "parent code"),
        help_en=_REFERENCE[0],
        help_zh=_REFERENCE[1],
    ),
    Column("name_zh", "Name in Chinese", "中文名称", also=("名称", "机构名称", "单位名称", "全称")),
    Column("name_en", "Name in English", "英文名称", longest=300, also=("name",)),
    Column("short_zh", "Short name in Chinese", "中文简称", longest=60, also=("简称",)),
    Column("short_en", "Short name in English", "英文简称", longest=120, also=("short name",)),
    Column("level", "Level", "层级", "choice", also=("级别",), choices=LEVELS),
    Column("duties_zh", "Duties in Chinese", "中文职责", "text", 5000, also=("职责", "主要职责")),
    Column("duties_en", "Duties in English", "英文职责", "text", 5000, also=("duties",)),
    Column("order", "Order", "排序", "number", also=("序号", "顺序")),
    Column("founded_on", "Founded on", "设立日期", "day", also=("成立日期",)),
    Column("dissolved_on", "Dissolved on", "撤销日期", "day"),
    Column(
        "former_names",
        "Former and other names",
        "曾用名",
        "names",
        300,
        also=("former names", "其他名称"),
        help_en=_LIST[0],
        help_zh=_LIST[1],
    ),
)
_IN_WHICH = Column(
    "organisation",
    "Body or unit",
    "机构或单位",
    longest=300,
    also=("机构", "单位", "所在机构", "所在单位", "organization", "unit", "body"),
    help_en=_REFERENCE[0],
    help_zh=_REFERENCE[1],
)
_NAMED = ("name_zh", "name_en")

BODIES = Sheet(
    "bodies",
    "bodies",
    "机构",
    (
        *_ORGANISATION,
        Column(
            "member_units",
            "Member units",
            "成员单位",
            "names",
            300,
            help_en=_LIST[0],
            help_zh=_LIST[1],
        ),
    ),
    (("code", *_NAMED),),
    ("议事协调机构", "body"),
)
UNITS = Sheet("units", "units", "单位", _ORGANISATION, (("code", *_NAMED),), ("unit", "部门"))
POSTS = Sheet(
    "posts",
    "posts",
    "职务",
    (
        _IN_WHICH,
        Column("title_zh", "Title in Chinese", "中文职务", longest=150, also=("职务", "职务名称")),
        Column("title_en", "Title in English", "英文职务", longest=250, also=("title", "post")),
        Column("order", "Order", "排序", "number", also=("序号", "顺序")),
        Column("is_leader", "Leader", "领导", "yes", also=("领导职务", "是否领导")),
        Column("abolished_on", "Abolished on", "撤销日期", "day"),
    ),
    (("organisation",), ("title_zh", "title_en")),
    ("post", "岗位"),
)
HOLDERS = Sheet(
    "holders",
    "holders",
    "任职",
    (
        _IN_WHICH,
        Column("post", "Post", "职务", longest=250, also=("title", "职务名称")),
        Column("name_zh", "Name in Chinese", "中文姓名", longest=60, also=("姓名",)),
        Column("name_en", "Name in English", "英文姓名", longest=120, also=("name", "person")),
        Column("since_on", "Since", "任职日期", "day", also=("任职时间", "from")),
        Column("until_on", "Until", "离任日期", "day", also=("免职日期", "离任时间", "to")),
    ),
    (("organisation",), ("post",), _NAMED),
    ("holder", "任职人员", "人员"),
)
ACCOUNTS = Sheet(
    "accounts",
    "accounts",
    "账号",
    (
        Column("email", "E-mail", "电子邮箱", longest=254, also=("邮箱", "e-mail address", "mail")),
        Column("name", "Name", "姓名", longest=100),
        Column("language", "Language", "语言", "choice", choices=LANGUAGES),
        Column("role", "Role", "角色", "choice", choices=ROLES),
        Column(
            "unit",
            "For the unit",
            "负责单位",
            longest=300,
            also=("单位", "unit"),
            help_en=_REFERENCE[0],
            help_zh=_REFERENCE[1],
        ),
        Column(
            "organisation",
            "Body or unit of the post",
            "职务所在机构",
            longest=300,
            help_en=_REFERENCE[0],
            help_zh=_REFERENCE[1],
        ),
        Column("post", "For the post", "对应职务", longest=250, also=("职务", "post")),
    ),
    (("email",),),
    ("account", "用户", "帐号", "账户"),
)
SHEETS: dict[str, Sheet] = {sheet.key: sheet for sheet in (BODIES, UNITS, POSTS, HOLDERS, ACCOUNTS)}
