"""Lists the words by which an agenda is known: verbs of dealing, papers, who deals."""

from __future__ import annotations

from plenary.readout.draft import AgendaKind
from plenary.readout.english.vocabulary import word_set

KINDS: dict[str, AgendaKind] = {}
for _kind, _verbs in (
    (
        "study",
        "studied studying conveyed conveying relayed relaying learned learnt delivered transmitted communicated",
    ),
    ("hear", "heard hearing listened listening received briefed reported introduced featured"),
    (
        "review",
        "reviewed reviewing examined examining considered considering scrutinized deliberated deliberating inspected summarized summarised summarized summarised",
    ),
    ("approve", "approved approving adopted adopting passed passing endorsed ratified"),
    (
        "discuss",
        "decided mulled mulling discussed discussing analyzed analysed analyzing analysing debated exchanged assessed",
    ),
    ("notify", "notified announced circulated announcing notifying circulating"),
    (
        "other",
        "arranged outlined identified set mapped deployed made laid planned arranging outlining identifying setting mapping deploying making laying planning",
    ),
):
    for _verb in _verbs.split():
        KINDS[_verb] = _kind  # type: ignore[assignment]
INFINITIVES: dict[str, AgendaKind] = {
    "study": "study", "convey": "study", "relay": "study", "hear": "hear", "listen": "hear",
    "review": "review", "deliberate": "review", "examine": "review", "consider": "review",
    "approve": "approve", "pass": "approve", "endorse": "approve", "ratify": "approve", "adopt": "approve", "discuss": "discuss", "analyze": "discuss", "analyse": "discuss",
    "plan": "other", "decide": "discuss", "mull": "discuss", "make": "other", "arrange": "other", "deploy": "other", "outline": "other", "map": "other", "set": "other",
}  # fmt: skip
DEALINGS = KINDS.keys() | INFINITIVES.keys() | {"conducted", "gave", "presented"}
PARTICIPLES_TOO = {verb for verb in KINDS if not verb.endswith("ing")}
RANK: dict[AgendaKind, int] = {
    "approve": 5,
    "discuss": 2,
    "review": 3,
    "hear": 2,
    "study": 1,
    "notify": 1,
    "other": 0,
}
SUBJECTS = word_set("""
    meeting session conference plenary attendees participants committee members they it symposium forum
    items group agenda mayors governors directors experts ambassadors councillors trustees heads council we purpose commission ministers parties sides authority cabinet government board panel directors conference secretariat assembly delegates bureau those leaders representatives
    respectively officials company department departments office units centre center
    """)
PAPERS = word_set("""
    report reports plan plans opinions measures list lists priorities draft drafts regulations rules
    guidelines document documents points summary scheme schemes program programme work key
    """)
_TABLED = PAPERS | word_set(
    "law bill decision resolution rule issue issues matters amendment amendments draft programmes proposals"
)
ARRANGED = word_set("""
    work works task tasks priority priorities plan plans issue issues problem problems step steps
    measures arrangements shortcomings
    """)
PRESENTED = word_set("presentation presentations briefing briefings report reports")
STATES = word_set("situation developments stance trend trends issues matters")
ANALYSES = word_set("analysis study discussion discussions")
DESCRIBING = word_set("newly recently be been was were is are")
BEFORE_ARRANGING = SUBJECTS | {",", "and", "also", "then", "he", "she"}
OF_PAPERS = word_set(
    "adopted delivered considered received announced passed assessed reported introduced"
)
ADJUNCTS = word_set("yesterday today earlier during at in on after following moreover also")
ITEMS = _TABLED | word_set("""
    principles spirit instructions requirements results outcomes experience progress arrangements project
    projects revision revisions minutes budget accounts checklist roadmap speech speeches guideline outline
    standards specifications indicators proposal regulation performance briefing briefings presentation presentations update updates conference meeting session plenary plans methods catalogue
    """)
ISSUES = word_set("issues matters topics documents items subjects files papers questions")
TITLED = word_set(
    "plan plans guidance opinions measures regulations rules report guidelines programme program scheme duties list law code framework strategy"
)
MODALS = word_set("should shall must")
BEFORE_DOING = word_set(
    ", and ; include includes included including was were of after by for : also then"
)
GATHERED = word_set(
    "purpose held convened meeting session met presided chaired seminar seminars symposium conference gathered"
)
PREPOSITIONS = word_set("of on for in to with by from at under between among")
LONG = 6
STOPS = word_set(
    "highlighted underscored underlined urged demanded believed said noted stressed emphasized held agreed called pointed decided requested required"
)
DECIDES = word_set("decided agreed resolved voted")
PASSES = word_set("approve adopt endorse pass ratify")
PARTICIPLES = word_set("stressing emphasizing noting calling which where who pointing urging")
DANGLING = word_set(", and . also well as the it to")
MEETINGS = word_set("meeting plenary session conference")
NEAR_RELATIVE = 9
EARLY = 40
LONGEST = 600
FEWEST = 2
