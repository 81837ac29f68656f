"""Grammar: the form of a verb and the class of a word, judged by the words beside it.

Only words of the tables of verbs and nouns are judged, and only where their neighbours leave one
reading; each finding proposes the right form.
"""

from __future__ import annotations

from collections.abc import Iterator

from plenary.contexts.language.checking import english
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.inflections import (
    forms,
    nouns_of_verbs,
    plurals,
    pure_verbs,
    singulars,
    verbs,
)
from plenary.contexts.language.checking.pair import Pair
from plenary.contexts.language.checking.rules.sequence import DETERMINERS, LONGEST, Sequence

_MODALS = frozenset(
    ["will", "shall", "must", "should", "can", "cannot", "could", "would", "may", "might"]
)
_MODAL_NOUNS = frozenset(["can", "will", "may", "might", "must"])
_BEFORE_MODAL_NOUN = DETERMINERS | {
    "political",
    "free",
    "good",
    "strong",
    "trash",
    "garbage",
    "rubbish",
    "waste",
    "military",
}
"""Before what they are nouns: "the political will needed", "a can provided"."""
_DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_HAVE = frozenset(["has", "have", "had", "having"])
_TAKE_TO = frozenset(
    ["forget", "forgets", "forgot", "remember", "want", "wants", "wanted", "decide", "decided", "refuse", "refused", "hopes", "hoped", "wishes", "agreed", "failed", "managed", "intends", "promised"]
)  # fmt: skip
"""Verbs before which another one never stands plain."""
_LOOKS = frozenset(["look", "looks", "looked", "looking"])
_BEFORE_PREPOSITION = frozenset(["committed", "dedicated", "devoted", "accustomed", "contributes"])
_BETWEEN = frozenset(["not", "also", "now", "all", "further", "always", "never", "still", "then"])
_TAKES_ADVERBS = _MODALS | _BE | _HAVE
_BEFORE_TO = frozenset(
    ["willing", "able", "unable", "ready", "eager", "want", "wants", "wanted", "plan", "plans", "planned", "hope", "hopes", "hoped", "decided", "need", "needs", "continue", "continues", "continued", "strive", "aim", "aims", "seek", "seeks", "wish", "wishes", "pledged", "promised", "invited", "required", "encouraged", "likely"]
)  # fmt: skip
_BEFORE_GERUND = frozenset(
    ["after", "before", "by", "while", "without", "when", "of", "for", "from", "in", "about"]
)
_TAKES_TO = frozenset(
    [
        "apply",
        "applied",
        "belong",
        "belonged",
        "refer",
        "referred",
        "report",
        "reported",
        "listen",
        "listened",
        "speak",
        "spoke",
        "spoken",
        "talk",
        "go",
        "went",
        "come",
        "came",
        "write",
        "wrote",
        "subscribe",
        "subscribed",
        "return",
        "returned",
        "turn",
        "turned",
    ]
)
"""Behind them "to" may end a clause: "the office you apply to provides"."""
_STATES = frozenset(["include", "contain", "require", "consist"])
"""Verbs of a subject that a clause without one stands behind: "the rooms it has include"."""
_ENDS_A_PHRASE = frozenset(["look", "wait", "log", "sign", "drop", "check"])
"""Behind them a preposition ends its clause: "what to look for, take a note"."""
_AFTER_BE = frozenset(
    ["by", "in", "on", "at", "with", "from", "for", "to", "of", "into", "as", "and", "away", "off", "out", "here", "there"]
)  # fmt: skip
_ALSO_ADJECTIVES = frozenset(["open", "present", "welcome", "close"])
_NEVER_BEFORE_A_VERB = frozenset(
    ["a", "an", "the", "their", "our", "its", "his", "her", "my", "your"]
)
_PRAISING = frozenset(
    ["positive", "active", "warm", "quick", "great", "good", "strong", "joint", "prompt", "timely", "important"]
)  # fmt: skip
_MANNER = frozenset(
    ["successful", "smooth", "active", "formal", "official", "effective", "continuous", "strict", "steady", "comprehensive", "vigorous", "earnest", "gradual", "joint", "serious", "careful", "thorough", "proper", "efficient", "constant", "rapid", "resolute", "firm", "sincere", "positive", "extensive", "conscientious", "warm"]
)  # fmt: skip
_BEFORE_MANNER = frozenset(["to", "should", "must", "will", "shall", "and", "we"])
_JOINS_ON = frozenset(["compared", "given", "followed", "provided", "accompanied", "based"])
"""Participles that begin a phrase of their own: "was steady compared with last year"."""
_NO_ADVERB_OF_MANNER = frozenset(
    ["nightly", "fortnightly", "brotherly", "sisterly", "fatherly", "motherly", "neighborly", "neighbourly", "easterly", "westerly", "northerly", "southerly", "heavenly", "masterly", "largely", "mainly", "mostly", "purely", "primarily", "predominantly", "formerly", "currently", "nearly", "roughly", "merely", "truly", "highly", "hardly", "fairly", "really", "possibly", "partly", "wholly", "early", "only", "daily", "weekly", "monthly", "yearly", "quarterly", "hourly", "friendly", "orderly", "costly", "lively", "lovely", "timely", "elderly", "likely", "unlikely", "deadly", "scholarly", "worldly", "leisurely", "homely", "kindly", "bodily", "reply", "supply", "rally", "ally", "holy", "lonely", "comply", "apply", "fly", "family", "assembly", "monopoly", "disorderly", "curly", "silly"]
)  # fmt: skip
_BEFORE_ADVERB = frozenset(
    ["a", "an", "the", "our", "its", "their", "make", "makes", "made", "making", "had", "have", "held", "conducted", "with", "no", "any"]
)  # fmt: skip
_ABSTRACT = frozenset(
    ["noise", "progress", "growth", "work", "support", "help", "news", "trade", "peace", "traffic"]
)
_SHORTEST_ADVERB = 6
_COMMON = 1_000


def find(pair: Pair) -> Iterator[Finding]:
    """Find verbs in a wrong form, and verbs, adjectives and adverbs where they cannot stand."""
    if len(pair.words) < 2 or len(pair.en) > LONGEST:  # noqa: PLR2004 - one word has no grammar
        return
    text = Sequence(pair)
    for n, low in enumerate(text.lows):
        if low in _MODALS or low in _DO or low == "to":
            yield from _plain(text, n, low)
        elif low in _BEFORE_GERUND:
            yield from _gerund(text, n)
        yield from _before_verb(text, n, low)
        if low in _BE or low in _HAVE:
            yield from _participle(text, n, low)
        if low in pure_verbs():
            yield from _noun(text, n, low)
        elif low in _MANNER:
            yield from _adverb(text, n, low)
        elif low.endswith("ly"):
            yield from _adjective(text, n, low)


def _next(text: Sequence, n: int) -> int:
    """Give the place behind a word and the adverbs after it."""
    after = n + 1
    takes_adverbs = text.lows[n] in _TAKES_ADVERBS
    while text.at(after) in _BETWEEN or (takes_adverbs and text.at(after).endswith("ly")):
        after += 1
    return after


def _plain(text: Sequence, n: int, low: str) -> Iterator[Finding]:
    """After a modal verb, do and to comes the plain verb."""
    after = _next(text, n)
    given = text.at(after)
    verb = forms().get(given)
    if verb is None:
        return
    if low in _MODALS:
        is_noun = text.before(n) in _BEFORE_MODAL_NOUN
        is_verb = low not in _MODAL_NOUNS or (text.words[n].text.islower() and not is_noun)
        is_wrong = is_verb and given != verb.ing
    elif low in _DO:
        is_denied = after > n + 1 or low.endswith("n't")
        is_wrong = is_denied and not verb.is_other and given != verb.ing
    else:
        is_wrong = text.before(n) in _BEFORE_TO if given == verb.ing else (
            given == verb.third and not verb.is_other and not _may_be_a_verb(text.before(n))
        )  # fmt: skip
    if is_wrong:
        yield text.found("grammar.after-modal", after, verb.base)


def _may_be_a_verb(low: str) -> bool:
    """Say whether a word may be a verb that ends in "to": "the version it refers to gives"."""
    return low in _TAKES_TO or (low.endswith("s") and low not in singulars())


def _gerund(text: Sequence, n: int) -> Iterator[Finding]:
    """After a preposition a verb that has an object ends in -ing."""
    given = text.at(n + 1)
    verb = pure_verbs().get(given)
    before = text.before(n)
    is_clause = given in _STATES and (before in verbs() or before in forms())
    is_phrase = given == "have" or is_clause or before in _ENDS_A_PHRASE
    if verb and text.at(n + 2) in DETERMINERS and not is_phrase:
        yield text.found("grammar.gerund", n + 1, verb.ing)


def _before_verb(text: Sequence, n: int, low: str) -> Iterator[Finding]:
    """ "Forget take" lacks its "to", and behind some a "to" takes the form in -ing."""
    verb = pure_verbs().get(text.at(n + 1))
    if verb and low in _TAKE_TO:
        yield text.found("grammar.to-verb", n + 1, f"to {verb.base}")
    elif low == "to":
        yield from _looking_forward(text, n)


def _looking_forward(text: Sequence, n: int) -> Iterator[Finding]:
    """ "Look forward to seeing": this "to" is a preposition."""
    before, earlier = text.before(n), text.before(n - 1)
    is_preposition = (before == "forward" and earlier in _LOOKS) or before in _BEFORE_PREPOSITION
    verb = pure_verbs().get(text.at(n + 1))
    if is_preposition and verb:
        yield text.found("grammar.gerund", n + 1, verb.ing)


def _participle(text: Sequence, n: int, low: str) -> Iterator[Finding]:
    """After be and have comes the participle."""
    after = _next(text, n)
    verb = verbs().get(text.at(after))
    if verb is None or verb.participle == verb.base or _is_subordinate(text, n, verb.base):
        return
    if verb.is_other:
        is_agent = text.at(after + 1) in {"by", "away"} and verb.base not in _ALSO_ADJECTIVES
        is_passive = (low == "be" and text.before(n) in _MODALS) or low in {"were", "been", "being"}
        is_wrong = is_passive and is_agent
    else:
        is_wrong = low in _HAVE or text.is_end(after) or text.at(after + 1) in _AFTER_BE
    if is_wrong:
        yield text.found("grammar.participle", after, verb.participle)


def _is_subordinate(text: Sequence, n: int, base: str) -> bool:
    """Say whether a clause ends in "do" or "has": "all you have to do is apply", "the rooms it has include"."""
    if text.lows[n] in _HAVE:
        return base in _STATES
    return text.before(n) in _DO


def _noun(text: Sequence, n: int, low: str) -> Iterator[Finding]:
    """A noun stands after an article, and after "positive"."""
    before = text.before(n)
    is_noun = before in _NEVER_BEFORE_A_VERB or (
        before in _PRAISING and text.before(n - 1) not in {"the", "and", "or"}
    )
    if is_noun and verbs()[low].noun and text.ends_group(n):
        yield text.found("grammar.noun", n, verbs()[low].noun)


def _adverb(text: Sequence, n: int, low: str) -> Iterator[Finding]:
    """ "Was successfully held" and "to actively promote"."""
    before, after = text.before(n), text.at(n + 1)
    held = forms().get(after)
    is_passive = (
        before in {"was", "were", "been"}
        and held
        and after == held.participle
        and after not in _JOINS_ON
    )
    is_plain = before in _BEFORE_MANNER and after in pure_verbs() and text.at(n + 2) in DETERMINERS
    if is_passive or is_plain:
        yield text.found("grammar.adverb", n, f"{low}ly")


def _adjective(text: Sequence, n: int, low: str) -> Iterator[Finding]:
    """ "A loudly noise": an adverb of manner between an article and its noun."""
    noun = text.at(n + 1)
    adjective = low[:-3] + "y" if low.endswith("ily") else low[:-2]
    if (
        text.before(n) in _BEFORE_ADVERB
        and any(noun in nouns for nouns in (plurals(), singulars(), _ABSTRACT, nouns_of_verbs()))
        and len(low) >= _SHORTEST_ADVERB
        and low not in _NO_ADVERB_OF_MANNER
        and text.ends_group(n + 1)
        and english.frequency(adjective) > _COMMON
    ):
        yield text.found("grammar.adjective", n, adjective)
