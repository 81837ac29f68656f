"""Knows a person's name when it sees one, Chinese in pinyin or any other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import FIELD_WORDS, FUNCTION_WORDS, HONORIFICS, POST_HEADS
from plenary.readout.english.words import Word

SURNAMES = word_set("""
    ai an ba bai ban bao bei bi bian bo bu cai cao cen chai chang che chen cheng chi chong chu cong cui
    da dai dan dang deng di diao ding dong dou du duan e fan fang fei feng fu gan gao ge geng gong gou
    gu guan guang gui guo ha hai han hang hao he hei heng hong hou hu hua huan huang hui huo ji jia jian
    jiang jiao jin jing ju jue kang ke kong kou kuai kuang kui la lai lan lang lao le lei leng li lian
    liang liao lin ling liu long lou lu lv luan lun luo lyu ma man mang mao mei men meng mi miao min ming
    mo mou mu na nan nangong ni nian nie ning niu nong ou ouyang pan pang pei peng pi piao ping pu qi
    qian qiang qiao qin qing qiu qu quan que ran rao ren rong ru ruan rui sa sai sang sha shan shang
    shangguan shao she shen sheng shi shou shu shui si sikong sima situ song su sui sun suo tai tan tang
    tao teng tian tie tong tu tuo wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong
    xu xuan xue xun yan yang yao ye yi yin ying yong you yu yuan yue yun zang zeng zha zhai zhan zhang
    zhao zhe zhen zheng zhi zhong zhou zhu zhuang zhuo zhuge zhan zi zong zou zu zuo huangfu xiahou
    murong dongfang ximen linghu yuchi dugu gongsun chow lee wong cheung chan leung lam ho tsang
    """)
_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|üan|"
    r"ai|ei|ui|ao|ou|iu|ie|ue|üe|ve|er|an|en|in|un|ün|ia|ua|uo|a|o|e|i|u|ü|v))"
)
_GIVEN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE}){{0,2}}")
_ONE_SYLLABLE = re.compile(_SYLLABLE)
_NO_NAMES = word_set("""
    hong-kong wan-chai he-nan an-hui shan-xi guang-dong hei-long jiang-su xin-jiang chang-an tian-jin
    """)
_PARTICLES = word_set("de da del della van von der den ten bin ibn al el la le y do dos ben")
_NOT_FOREIGN = word_set("""
    foreign affairs office committee people's people republic university china chinese beijing shanghai
    hong kong macao municipal district province city central standing national communist cpc npc cppcc
    department bureau ministry group holdings ltd co inc center institute academy state party political
    thought january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday leading international comrade comrades embassy
    consulate general association chamber college school hospital road street town county plan report
    congress conference forum summit fair new year spring festival olympic games united nations european
    union kingdom states world organization organisation council commission court
    """)
_SHORTEST_NAME = 2
_LONGEST_NAME = 4


def _is_capital_word(words: Sequence[Word], at: int) -> bool:
    return 0 <= at < len(words) and words[at].capital and words[at].low[0].isalpha()


def chinese_name(words: Sequence[Word], at: int) -> int:
    """Give after how many words a Chinese name that begins at ``at`` ends; 0 where none does."""
    if not (_is_capital_word(words, at) and _is_capital_word(words, at + 1)):
        return 0
    surname, given = words[at].low, words[at + 1].low
    if surname not in SURNAMES or not _GIVEN.fullmatch(given) or f"{surname}-{given}" in _NO_NAMES:
        return 0
    following = words[at + 2].low if at + 2 < len(words) else ""
    if following in {
        "thought",
        "district",
        "province",
        "city",
        "county",
        "committee",
        "university",
        "road",
    }:
        return 0
    third = _is_capital_word(words, at + 2) and _ONE_SYLLABLE.fullmatch(following) is not None
    if third and _ONE_SYLLABLE.fullmatch(given) and following not in POST_HEADS | FUNCTION_WORDS:
        return 3
    return 2


def _is_foreign_part(word: Word) -> bool:
    return (
        word.capital
        and word.low[0].isalpha()
        and word.low not in _NOT_FOREIGN
        and word.low not in POST_HEADS
        and word.low.removesuffix("s") not in POST_HEADS
        and word.low.rpartition("-")[2] not in POST_HEADS
        and word.low not in FUNCTION_WORDS
    )


def foreign_name(words: Sequence[Word], at: int, *, titled: bool) -> int:
    """Give after how many words a name of two to four capitalised words ends; 0 where none does."""
    end = at
    while end < len(words) and end - at < _LONGEST_NAME:
        word = words[end]
        if _is_foreign_part(word) or (end > at and word.low in _PARTICLES):
            end += 1
            continue
        break
    size = end - at
    if size < 1 or (size < _SHORTEST_NAME and not titled):
        return 0
    if not titled and any(w.low in FIELD_WORDS for w in words[at:end]):
        return 0
    return size


def skip_honorifics(words: Sequence[Word], at: int) -> int:
    """Give the index after "Mr.", "Madam", "Comrade" and their like."""
    while at < len(words) and (
        words[at].low.rstrip(".") in HONORIFICS
        or (words[at].low == "." and at and words[at - 1].low in HONORIFICS)
    ):
        at += 1
    return at
