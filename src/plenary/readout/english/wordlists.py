"""The words that the grammar of English readouts knows, each list with the part that its words play."""

from __future__ import annotations

from plenary.readout.english.vocabulary import word_set

# Verbs whose plain form is hardly ever a noun: they open a clause wherever a verb may stand.
VERBS = word_set("""
    abide abolish absorb accelerate accept accommodate accompany accomplish accord account accumulate
    achieve acknowledge acquire act activate adapt add address adhere adjust administer adopt advocate
    affirm allocate allow alter amend amplify analyse analyze announce anticipate apply appoint
    appraise appreciate approve arrange ascertain assemble assert assess assign assist assume assure
    attach attain attend attract audit augment authorise authorize avert avoid back base bear become
    befit begin believe benefit boost brace bring broaden build bolster buttress calculate call carry
    catalyse catalyze cater celebrate centralize champion check choose circulate clarify cleanse
    coalesce collaborate collect combat combine come commence commend commercialize commit
    communicate compensate compete compile complement comply compose comprehend compress compute
    concentrate concern conclude conduct confer confine confirm conform confront connect conserve
    consider consolidate constitute construct consult consume contain continue contribute convene
    convert convey cooperate coordinate co-ordinate correct counter counteract crack create cultivate
    curb curtail customize deal decentralize decide declare dedicate deepen defend defer define defuse
    delegate deleverage deliberate delineate deliver demonstrate deny depend deploy derive design
    designate destroy detect determine develop devise devote diagnose differentiate digest digitalize
    diminish disburse discard discern disclose discover discuss disperse display dispose disseminate
    dissolve distinguish distribute divert diversify do double drive ease educate elaborate elevate
    eliminate embark embed embody embrace emphasise emphasize employ empower enable enact encompass
    encourage endeavor endeavour endow enforce engage enhance enlarge enlist enrich enroll ensure
    entail enter entrench entrust envision equip eradicate escalate establish evaluate evolve examine
    exceed exchange exclude execute exempt exercise exert exhibit expand expect expedite experiment
    explain exploit explore expose express extend extract fabricate facilitate familiarize favor
    feature fill finalize find fine-tune finish firm fix follow forestall forge form formalize
    formulate fortify foster frame fulfil fulfill further gain galvanize garner gather
    gear generate get give go govern grant grasp grow guarantee guard guide handle happen harmonize
    harness hasten heed heighten help hold honor host identify illustrate implement impose improve
    include incorporate increase incubate induce inform infuse inherit initiate innovate inspect
    inspire install instil instill institute institutionalize integrate intensify interact intercept
    internationalize intervene introduce invest investigate invigorate invite involve isolate issue
    join justify keep know launch lay learn leave lend let leverage levy liberalize limit listen live
    locate look lose lower maintain make manage march mastermind maximize measure mediate meet merge
    minimize mitigate mobilise mobilize moderate modernize modify monitor motivate move multiply
    nominate normalize nourish nurture obey observe obtain occupy occur offer offset open operate
    oppose optimise optimize organise organize orient originate outline overcome overhaul oversee
    participate pay penetrate perceive perfect perform permit perpetuate persevere persist persuade
    pinpoint pioneer place pool popularize portray possess practice practise precipitate prepare
    present preserve press prevail prevent prioritise prioritize privatize proceed procure produce
    prohibit project prolong promote promulgate propel propose prosecute protect prove provide
    publicise publicize publish pull punish purify pursue push put qualify quantify quicken raise
    ramp ratify reach read readjust realign realise realize reap rebalance rebuild recall receive
    reckon recognise recognize recommend reconcile reconstruct recover recruit rectify recycle redefine
    redouble redress reduce reevaluate refer refine reflect refocus reform refrain refute regain
    regard regulate rehabilitate reinforce reinvigorate reject rejuvenate relax release relieve
    relocate rely remain remedy remember remind remove render renew renovate replace replenish replicate
    report represent require research reserve reshape resist resolve respect respond restore restrain
    restrict restructure result resume retain retrieve reveal reverse revise revitalise revitalize
    roll run safeguard satisfy save scale schedule scrutinize secure see seek seize select sell send
    separate serve set settle shape share shift shoulder show showcase shut sign simplify simulate
    slash smooth smoothen solicit solidify solve sort spare speak specify speed spearhead spend
    spread spur stabilise stabilize standardise standardize start stay steer stem step stick
    stimulate streamline strengthen stress strike strive study submit subsidize substitute succeed
    sum summarise summarize supervise supplement support suppress surmount surpass survey suspend
    sustain tackle tailor take talk tap target teach tell terminate think throw tighten tolerate
    train transcend transfer transform translate transmit treat trim try turn unblock unclog undergo
    underpin underscore understand undertake unearth unfold unify unite unleash unlock unveil update
    upgrade uphold use utilise utilize vacate validate verify view visit vitalize
    volunteer vote weather weave weigh welcome widen win withdraw withhold withstand work write yield
    advance accredit align ally apprehend approach articulate ban beautify blaze block branch bridge browse
    capitalise capitalize capture cement clean clear clamp close coach coalesce conceive condemn
    cope counterbalance crackdown cover cut dampen decarbonize decrease deem delve demand denounce
    deregulate deter devolve dig direct discipline dismantle dispatch dispel draft draw drain dredge
    eat electrify emerge emulate end entice equalize exit fend ferret fight finance focus fully-utilize
    fund hammer hit immerse internalize interpret inventory itemize jumpstart lead liaise lift
    lighten link localize map marshal market match materialise materialize militate mould mold
    name necessitate negotiate nip nudge oblige outlaw outperform outpace overhaul package pacify
    patrol phase pilot pinpoint plan plant play plug polish practise prescribe probe prompt propagate
    pump quell rally rank reassure rebuff recapitalize refinance register rein relay remould remit
    rent repair repay reply rescue rest retrain retrofit return reuse review reward root
    scan screen shed shorten shore sink soothe spare specialize sponsor station stop straighten
    stretch subdue supply surge synchronize synergize systematize tear temper test thwart toughen trace
    track transition trial uncover urge value vitalise voice wage walk watch widen wipe
    """)

# Of these, the ones that are as often a noun: after "and" they are a verb only before an object.
NOUN_VERBS = word_set("""
    account act address advance advocate attend audit back balance ban base bear benefit block boost branch
    bridge call check clean close coach combat command comment concern conduct control counter cover
    crackdown cut deal demand design discipline display dispatch do double draft draw drive ease end
    estimate exchange exercise experiment exploit express favor feature fight finance find firm fix
    focus form frame fund further gain gear grant grasp guarantee guard guide handle help hold honor
    host impact increase influence institute interest inventory invite issue join lead lay lift limit
    link live look map march market master match measure moderate monitor move name offer offset open
    orient outline package patrol pay perfect phase pilot pioneer place plan plant play plug pool
    practice practise present press project probe process promise prompt pull pump push ramp rally
    rank reach read record reform regard register rein release remedy rent repair reply report rescue
    research reserve resolve respect rest result return reverse review reward roll root run save scale
    schedule screen secure separate set shape share shed shift shoulder show sign sink slash smooth
    sort speed spread sponsor spur start station stay stem step stick stop stress stretch strike
    structure study substitute sum supplement supply support surge survey talk tap target temper test
    throw tighten trace track train transfer transition transition treat trial trim try turn update
    upgrade use value view visit voice volunteer vote wage walk watch weather welcome win work yield
    correct clear direct complete lower deliberate elaborate alternate articulate content
    appropriate intent object subject point state note request promise caution order highlight
    mention remark reckon vow pledge appeal bargain blend budget bundle campaign centre compound
    concert conciliate contest contract converse cushion debate delay deposit detail echo aggregate
    affiliate escort gauge graduate lecture level lobby log maneuver merit mirror mount narrow pass
    position process profit query question quote rear ride rise sanction scrap service shadow shelter
    shield slow spell stage stamp steady steward strain swap sweep tender tie top tour trigger trust
    venture vet wrap annex sum benefit study
    """)

# What follows a word of NOUN_VERBS when it is a noun after all: "support policies", "reform measures".
COMPOUND_HEADS = word_set("""
    measure measures policy policies system systems mechanism mechanisms plan plans report reports
    style level levels rate rates projects programs programmes group groups force forces team teams
    conditions standards tools instruments services agreements agreement areas results sector sectors
    industry industries market markets companies institutions center centers centre capacity items
    fund funds facilities arrangements activities experience work
    """)

# Of NOUN_VERBS, the ones that such a noun makes a noun; and the ones that may be adjectives.
MOSTLY_NOUNS = word_set("""
    support control reform exchange market plan work design test review share finance fund project
    interest account exercise research record value master balance demand discipline display
    influence institute limit practice program record report reserve resource return risk sponsor
    appeal budget campaign centre compound concert contest contract debate deposit detail aggregate
    affiliate lecture level merit position process profit question quote service stage tender top
    tour trust venture supply structure survey target state point note order request promise caution transfer transition trial influence experience form
    """)
ADJECTIVE_VERBS = word_set("""
    open complete clear correct secure smooth lower double perfect moderate appropriate separate
    present direct live firm content steady slow narrow elaborate deliberate alternate articulate clean exempt welcome
    """)

# An ambiguous verb is a verb before one of these prepositions.
VERB_PREPOSITIONS = {
    "focus": "on", "work": "with on towards toward to for out hard together closely", "act": "on as in", "deal": "with",
    "comply": "with", "respond": "to", "guard": "against", "account": "for", "draw": "on up upon",
    "build": "on upon up", "step": "up", "back": "up", "speed": "up", "set": "up", "open": "up",
    "push": "forward ahead for", "move": "forward ahead toward", "press": "ahead forward",
    "look": "into at after", "live": "up", "fight": "against", "report": "to on", "stick": "to", "lead": "by",
    "talk": "with", "switch": "to", "benefit": "from", "gear": "up", "keep": "up", "shore": "up",
    "root": "out", "rein": "in", "scale": "up", "phase": "out", "sum": "up", "carry": "out",
    "stay": "in on", "run": "for", "join": "in", "plan": "for ahead", "read": "through", "link": "up",
    "stand": "by", "strive": "for to", "watch": "out", "result": "in", "call": "on for",
}  # fmt: skip

# Past and past participle of verbs that do not take -ed. One word: both are alike.
IRREGULAR = {
    "bear": "bore borne", "become": "became become", "begin": "began begun", "bring": "brought",
    "build": "built", "choose": "chose chosen", "come": "came come", "cut": "cut", "deal": "dealt",
    "dig": "dug", "do": "did done", "draw": "drew drawn", "drive": "drove driven", "eat": "ate eaten",
    "fight": "fought", "find": "found", "get": "got", "give": "gave given", "go": "went gone",
    "grow": "grew grown", "hit": "hit", "hold": "held", "keep": "kept", "know": "knew known",
    "lay": "laid", "lead": "led", "learn": "learned", "leave": "left", "lend": "lent", "let": "let",
    "lose": "lost", "make": "made", "meet": "met", "offset": "offset", "overcome": "overcame overcome",
    "oversee": "oversaw overseen", "pay": "paid", "put": "put", "read": "read",
    "rebuild": "rebuilt", "repay": "repaid", "run": "ran run", "say": "said", "see": "saw seen", "seek": "sought",
    "sell": "sold", "send": "sent", "set": "set", "shed": "shed", "show": "showed shown",
    "shut": "shut", "sink": "sank sunk", "speak": "spoke spoken", "spend": "spent",
    "spread": "spread", "stick": "stuck", "strike": "struck", "strive": "strove striven",
    "take": "took taken", "teach": "taught", "tear": "tore torn", "tell": "told",
    "think": "thought", "throw": "threw thrown", "undergo": "underwent undergone",
    "understand": "understood", "undertake": "undertook undertaken", "uphold": "upheld",
    "weave": "wove woven", "win": "won", "withdraw": "withdrew withdrawn", "withhold": "withheld",
    "withstand": "withstood", "write": "wrote written", "speed": "sped", "spur": "spurred",
}  # fmt: skip

# Verbs that double their last letter before -ed and -ing.
DOUBLING = word_set("""
    ban commit confer control cut dig equip get hit let map nip offset permit plan plug prefer put
    refer run scan set shut stem step stop submit transfer transmit trim win spur defer deter drum dispel
    propel compel instil fulfil enrol enroll rebut remit tap sum shed dub rub grab
    """)

# Verbs with the particle or noun that makes them one action; the particle may stand a word later.
PARTICLES = {
    "back": "up", "bring": "down", "build": "up", "carry": "out forward", "clamp": "down",
    "close": "down", "crack": "down", "draw": "up on", "drive": "up", "figure": "out", "fill": "in",
    "fend": "off", "find": "out", "follow": "up through", "free": "up", "gear": "up",
    "give": "up", "go": "ahead", "join": "hands", "keep": "up", "lay": "out down", "live": "up", "map": "out",
    "move": "forward ahead", "open": "up", "phase": "out", "pick": "up", "point": "out",
    "press": "ahead forward", "push": "forward ahead", "put": "forward", "ramp": "up", "rein": "in",
    "roll": "out up", "root": "out", "scale": "up down", "seek": "out", "set": "up aside", "shore": "up",
    "shut": "down", "sort": "out", "speed": "up", "stay": "tuned", "stamp": "out", "start": "up",
    "step": "up", "sum": "up", "take": "over up", "team": "up", "wind": "up", "wipe": "out",
    "work": "out", "tease": "out", "weed": "out", "screen": "out",
}  # fmt: skip

# Verbs that take another party and a second verb with it: the second verb is no action of its own.
CAUSATIVES = word_set("""
    guide encourage enable promote urge help support allow require motivate mobilize mobilise induce
    persuade lead prompt push drive organize organise invite instruct direct empower ask request
    inspire permit cause oblige order tell incentivize let make
    """)

# A subject of these with "made", "taken", "used" ... and a "to" is a frame, and no action itself.
LIGHT_NOUNS = word_set("""
    effort efforts measure measures step steps work works instrument instruments tool tools endeavor
    endeavors endeavour endeavours action actions means attempts move moves
    """)
LIGHT_VERBS = word_set("""
    make take adopt use employ exert do carry devote spare utilize utilise redouble apply intensify
    undertake need require step strengthen continue pool put
    """)

# Verbs that only say how the next one is done: "strive to", "continue to", "work to".
LEADING_VERBS = word_set(
    "continue strive work endeavor endeavour seek try aim keep remain proceed go begin start"
)

# A noun that such a verb pays, attaches or gives; with a noun after it the phrase is the action.
ATTENTION = {
    "pay": "attention heed", "attach": "importance emphasis significance", "place": "emphasis priority",
    "lay": "emphasis stress", "put": "emphasis priority", "give": "priority importance emphasis attention",
    "accord": "priority", "assign": "priority",
}  # fmt: skip
SET_PHRASES = {
    "give": "play", "make": "use sure", "take": "advantage care", "bring": "play", "put": "place",
}  # fmt: skip

NECESSITY = word_set("""
    necessary imperative essential important crucial vital critical urgent advisable incumbent
    indispensable paramount appropriate desirable required needed pressing mandatory fundamental
    """)

# Verbs by which a readout reports what was said.
REPORTING = word_set("""
    stress emphasize emphasise underscore underline highlight point note hold agree believe urge
    require request demand propose suggest state say mention add conclude decide reiterate reaffirm
    remark affirm acknowledge recognize recognise maintain consider think opine insist declare
    announce indicate express clarify recommend call instruct ask advocate order warn caution remind argue observe
    specify explain exhort pledge vow promise confirm introduce reckon determine
    """)

# Nouns that make a demand out of a reporting verb: "stressed the need to".
DEMAND_NOUNS = word_set("""
    need needs necessity importance urgency requirement requirements significance imperative necessities
    """)

LINKS = tuple(
    sorted(
        (
            tuple(phrase.split())
            for phrase in """
    furthermore|meanwhile|in addition|moreover|besides|additionally|also|at the same time|finally|
    first|second|third|fourth|fifth|sixth|firstly|secondly|thirdly|fourthly|lastly|last|first of all|
    last but not least|in the meantime|in the meanwhile|therefore|thus|hence|accordingly|consequently|
    however|nevertheless|nonetheless|specifically|in particular|on the other hand|on the one hand|
    to this end|for this purpose|to that end|in this regard|in this connection|likewise|similarly|
    as a result|on this basis|and|but|so|then|again|overall|in general|in conclusion|in sum|next|
    as such|for this reason|instead|in short|in a word|equally|equally important|more importantly|
    as well|what is more|for one thing|for another|yet|still|that said|with this in mind|simultaneously|
    in the first place|in the second place|to begin with|ultimately|above all|going forward
    """.replace("\n", " ").split("|")
        ),
        key=len,
        reverse=True,
    )
)

# Words of whoever can be told to act; a "will" of anything else is a forecast.
AGENTS = word_set("""
    we pbc pbcs pboc bank banks committee committees council commission commissions office offices
    government governments department departments district districts city cities municipality
    province provinces county bureau bureaus group groups company companies corporation enterprise
    enterprises institution institutions authority authorities unit units party members leaders branch
    branches association associations federation team teams subdistrict subdistricts agency agencies
    ministry ministries administration organization organizations organisation organisations country
    china beijing fao everyone all cadres staff officials side sides parties safe nation state
    municipal center centre centers secretariat headquarters townships towns communities society
    regulators localities regions firms operators participants school schools university universities
    college hospital board management employees workers they it chamber delegation region township
    taskforce force forces bodies body court procuratorate congress conference schools
    firm station stations zone park subsidiaries subsidiary factory plant institute academy
    """)

# With these a "will" of even an agent foretells and demands nothing.
FORECASTS = word_set("""
    remain face see help contribute benefit lead bring grow decline rise last become have mark depend
    recover fall slow rebound experience suffer encounter exceed reach result emerge
    withdraw join serve retire resign attend leave happen occur prevail expire
    receive prove
    """)

ADVERBS = word_set("""
    further also well better more most always never not all ever still just only even actively duly
    jointly closely soundly at once again together continuously first both fully best hard
    consistently constantly firmly vigorously steadily thoroughly properly strictly gradually soon
    very so too much greatly fast quickly instead then therefore thus earlier proactively hereby effectively
    """) - {"at", "all", "best"}

FUNCTION_WORDS = word_set("""
    a an the this that these those its their our his her and or but nor of in on at by for from with
    to into onto upon over under between among amongst amid against through throughout during within
    without toward towards about above below across after before behind beyond since until till per
    via as than so if while whereas whether because although though unless which who whom whose where
    when why how what it he she they we you i them us him is are was were be been being am has have had
    having do does did will would shall should must may might can could ought need needs not no also
    more most less very such other others another each every any some all both few many much several
    own same order there here then thus only just even still yet too again further
    """)

# Nouns and adjectives of these texts, for taking glued words apart ("quarterlymeeting").
FIELD_WORDS = word_set("""
    ability access accommodative account achievement achievements action actions activities adequate
    adjustment adjustments administration affairs agenda aggregate aggregates agreement agricultural
    appropriate areas arrangement arrangements aspects asset assets attention authorities authority
    balance balanced bank banking banks based basic basically basis bond bonds border branch branches
    bureau business businesses capacity capital central chairman challenges change changes china
    chinese circulation city committee commercial commission community companies competitiveness
    conditions conference confidence congress construction consumer consumption continuity continuous
    control convention cooperation coordination corporate council counter-cyclical country credit cross-border
    culture currency current cycle data debt decision decisions deficit demand deposit deposits depth
    deputy developed development developments diplomacy diplomatic direct director discount district
    domestic dynamic economic economies economy effective efficiency efficient effort efforts emerging
    employment energy enterprise enterprises environment equilibrium exchange exchanges expectation
    expectations expenditure export exports external financial financing fiscal five-year fixed
    flexibility flexible floating focus following foreign foundation framework framework fund funds
    general global good goods government governor green group growth guidance guideline guidelines
    high high-level high-quality household housing impact importance important impressive income
    inclusive increasing increasingly industrial industries industry inflation inflationary influence
    information infrastructure innovation institution institutional institutions instrument instruments
    insurance interbank interest international internationalization investment issues key leadership
    leading level levels lending liquidity loan loans local long-term macro macro-economic
    macro-prudential macroeconomic main management market market-based market-oriented markets mayor
    means measure measures mechanism mechanisms medium medium-sized meeting member members micro
    minister momentum monetary money month months multiple municipal national needs network new
    number office offices open opening operation operations opportunities orderly outlook overall
    overseas pace participants party payment payments people performance period personnel plan plans
    plenary policies policy poor position positive potential power present pressure pressures price
    prices principle principles private problem problems process product production productive products
    progress project projects proportion prudent public quality quantity quarter quarterly rapid rate
    rates real reasonable recent recovery reform reforms regime region regional regions regulation
    regulations relations relatively report representatives reserve reserves resource resources
    responsibilities responsibility rights risk risks role rules rural scale scientific second
    secretary sector sectors securities security service services session settlement significant
    situation small social sound special spending stability stable standard standards state steady
    strategic strategy strong structural structure structures style supervision supply support
    surplus system systemic systems targeted targets tariff task tasks tax technology term third first
    fourth timely tools trade transformation transition transmission trend two-way uncertainties
    uncertainty urban utilization vice volatility volume work world year years yuan renminbi forward-looking
    balance-of-payments opinions views measures attendees recently days ago held convened chaired
    attended mr ms dr madam also
    """)

HONORIFICS = word_set("mr mrs ms miss dr prof madam madame sir comrade professor h.e")

POST_HEADS = word_set("""
    secretary director deputy chairman chairwoman chairperson chair vice head governor mayor president
    member members minister executive general chief party commissioner professor acting district
    first standing honorary inspector counselor counsellor consul ambassador dean leader principal
    representative representatives administrator premier vice-mayor vice-chairman academician manager
    supervisor spokesperson advisor adviser assistant ceo cfo cto researcher founder co-chair co-director
    co-chairman editor permanent councilor councillor commander full-time former 
    sub-prefect ombudsman treasurer auditor engineer economist partner partners coordinator
    superintendent envoy editor-in-chief secretary-general vice-president vice-governor vice-minister
    director-general provincial municipal senior concurrently state board managing specialist
    county associate expert curator captain convener convenor clerk rector provost lord baroness
    """)
