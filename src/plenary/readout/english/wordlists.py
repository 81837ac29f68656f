"""The words that the grammar of English readouts knows, each list with the part that its words play."""

from __future__ import annotations

from plenary.readout.english.vocabulary import word_set

# What follows a word of NOUN_VERBS when it is a noun after all: "support policies", "reform measures".
COMPOUND_HEADS = word_set("""
    measure measures policy policies system systems mechanism mechanisms plan plans report reports
    style level levels rate rates projects programs programmes group groups force forces team teams
    conditions standards tools instruments services agreements agreement areas results sector sectors
    industry industries market markets companies institutions center centers centre capacity items
    fund funds facilities arrangements activities experience work
    """)


# An ambiguous verb is a verb before one of these prepositions.
VERB_PREPOSITIONS = {
    "focus": "on", "work": "with on towards toward to for out hard together closely", "act": "on as in", "deal": "with",
    "comply": "with", "respond": "to", "guard": "against", "account": "for", "draw": "on up upon",
    "build": "on upon up", "bear": "in", "beef": "up", "iron": "out", "flesh": "out", "size": "up", "bail": "out", "space": "out", "firm": "up", "top": "up", "hand": "over out", "map": "out", "roll": "out back", "rule": "out", "free": "up", "start": "up",
    "sort": "out", "set": "up out", "report": "to on back", "feed": "back", "break": "down through", "ward": "off", "team": "up", "count": "on", "usher": "in", "step": "up", "back": "up", "speed": "up", "open": "up",
    "push": "forward ahead for", "move": "forward ahead toward", "press": "ahead forward",
    "look": "into at after", "live": "up", "fight": "against", "stick": "to", "lead": "by",
    "talk": "with", "switch": "to", "benefit": "from", "gear": "up", "keep": "up", "shore": "up",
    "root": "out", "rein": "in", "scale": "up", "phase": "out", "sum": "up", "carry": "out",
    "stay": "in on", "run": "for", "join": "in", "plan": "for ahead", "read": "through", "link": "up",
    "stand": "by", "strive": "for to", "watch": "out", "result": "in", "call": "on for in",
}  # fmt: skip


# Verbs with the particle or noun that makes them one action; the particle may stand a word later.
PARTICLES = {
    "back": "up", "beef": "up", "iron": "out", "flesh": "out", "size": "up", "space": "out", "firm": "up", "top": "up",
    "hammer": "out", "head": "off", "stave": "off", "bring": "down about forward in back together", "call": "in", "build": "up", "carry": "out forward", "clamp": "down",
    "close": "down", "crack": "down", "draw": "up on in", "usher": "in", "factor": "in", "drive": "up", "figure": "out", "fill": "in",
    "face": "up", "fend": "off", "find": "out", "follow": "up through", "free": "up", "gear": "up",
    "give": "up", "go": "ahead", "join": "hands", "keep": "up", "lay": "out down", "live": "up", "map": "out", "hand": "over out", "feed": "back", "break": "through down",
    "move": "forward ahead", "open": "up", "phase": "out", "pick": "up", "point": "out",
    "press": "ahead forward", "push": "forward ahead through", "put": "forward", "ramp": "up", "rein": "in",
    "roll": "out up", "root": "out", "scale": "up down", "seek": "out", "set": "up aside off forth", "shore": "up",
    "shut": "down", "sort": "out", "speed": "up", "stay": "tuned", "stamp": "out", "start": "up",
    "step": "up", "spell": "out", "report": "back", "sum": "up", "take": "over up", "team": "up", "ward": "off", "wind": "up", "wipe": "out",
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

# These make a frame of efforts alone: "increase efforts to".
EFFORT_VERBS = word_set("enhance increase boost scale expand deepen renew")

# Verbs that only say how the next one is done: "strive to", "continue to", "work to".
LEADING_VERBS = word_set(
    "dare continue strive work endeavor endeavour seek try aim keep remain proceed go begin start"
)

# A noun that such a verb pays, attaches or gives; with a noun after it the phrase is the action.
ATTENTION = {
    "pay": "attention heed", "attach": "importance emphasis significance", "place": "emphasis priority focus",
    "lay": "emphasis stress", "put": "emphasis priority focus", "give": "priority importance emphasis attention",
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
    specify explain exhort necessitate hope wish pledge vow promise confirm introduce reckon determine resolve
    """)

# Nouns that report in the same way: "was of the view that", "expressed the hope that".
REPORT_NOUNS = word_set("""
    view opinion consensus belief conclusion agreement hope requirement suggestion proposal position
    clear understanding instruction
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
    in the first place|in the second place|to begin with|ultimately|above all|going forward|
    particularly
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
    firm town village villages port ports hall museum museums library libraries hospital hospitals
    neighborhood neighbourhood prefecture exchange regulator regulators supervisors police customs
    insurers lenders brokers funds airline airlines university institute laboratory media press
    judges prosecutors volunteers teachers residents citizens exporters importers developers
    chairman chair president mayor minister governor director secretary premier cppcc npc cpc
    sub-district sub-districts station stations zone park subsidiaries subsidiary factory plant institute academy
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
    board panel department departments group groups party leading flood crop
    balance-of-payments opinions views measures attendees recently days ago held convened chaired
    attended mr ms dr madam also
    """)

HONORIFICS = word_set("mr mrs ms miss dr prof madam madame sir comrade professor h.e cllr")

POST_HEADS = word_set("""
    secretary director deputy chairman chairwoman chairperson chair vice head governor mayor president
    member members minister executive general chief party commissioner professor acting district
    first standing honorary inspector counselor counsellor consul ambassador dean leader principal
    representative representatives administrator premier vice-mayor vice-chairman academician manager
    supervisor spokesperson advisor adviser assistant ceo cfo cto researcher founder co-chair co-director
    co-chairman editor permanent councilor councillor commander full-time former
    sub-prefect ombudsman treasurer auditor engineer economist partner partners coordinator
    superintendent envoy bursar editor-in-chief secretary-general vice-president vice-governor vice-minister
    director-general provincial municipal senior concurrently state board managing specialist
    councilmember alderman trustee county associate expert curator captain convener convenor clerk rector provost lord baroness
    """)
