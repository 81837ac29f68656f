"""Lists the verbs that the grammar of English readouts knows, by how they behave."""

from __future__ import annotations

from plenary.readout.english.vocabulary import word_set

# Verbs whose plain form is hardly ever a noun: they open a clause wherever a verb may stand.
VERBS = word_set("""
    divide dispel abandon abort accuse adjourn advertise afforest amalgamate animate apprise aspire automate avail bury
    canvass computerize configure confiscate constrain convict criticise criticize customise decarbonise
    decommission delete demilitarize demystify deport deradicalize desalinate desilt detain digitalise
    disband discharge disinfect divest downgrade enjoy enrol entitle erect expel expropriate fast-track
    fertilize harden hinge improvise incentivise induct iterate kick-start leapfrog muster navigate
    neutralise operationalise operationalize orientate pave personalise pre-empt pre-position quadruple
    reactivate readjust recharge redevelop re-evaluate reforest relaunch repatriate repurpose restock
    resurface revisit revive revoke ring-fence salvage sensitise sharpen strategise synchronise synergise
    systematise troubleshoot upscale weaken compare craft halt
    abate abide abolish absorb abstain accede accelerate accentuate accept accommodate accompany
    accomplish accord accredit accrue accumulate accustom achieve acknowledge acquaint acquire
    activate adapt add adhere adjudicate adjust administer admit admonish adopt advise affirm
    afford align alleviate allocate allot allow ally alter amass ameliorate amend amortize
    amount amplify analyse analyze annotate announce anticipate applaud apply appoint apportion
    appraise appreciate apprehend approach approve arbitrate arouse arrange ascertain assemble
    assert assess assign assimilate assist assort assume assure attach attain attest attract
    attune augment authenticate authorise authorize avert avoid await awaken beautify become
    befit begin believe blaze blunt bolster borrow brace bring broach broaden browse build
    buttress buy bypass calculate calibrate cancel capitalise capitalize capture carry cascade
    catalyse catalyze cater cease celebrate cement centralise centralize certify champion choose
    circulate circumvent cite civilise civilize clamp clarify classify cleanse cling co-build
    co-chair co-develop co-found co-host co-operate co-ordinate co-organise co-organize
    co-sponsor coalesce codify cohere collaborate collate collateralize collect collide combine
    come commemorate commence commend commercialise commercialize commit communicate compel
    compensate compete compile complain complement compliment comply compose comprehend compress
    comprise compute concede conceive concentrate conclude condemn condense confer confine
    confirm conform confront congratulate conjoin connect conquer conserve consider consign
    consolidate constitute construct construe consult consume contain contemplate contend
    continue contravene contribute convene converge convert convey convince cooperate coordinate
    cope correlate correspond corroborate counteract counterbalance crack create crystallise
    crystallize culminate cultivate curate curb curtail customize dampen dare debug decarbonize
    decentralise decentralize decide decipher declare decouple decrease dedicate deduce deduct
    deem deepen defeat defend defer define defray defuse delegate deleverage delineate deliver
    delve demarcate demobilize democratize demonstrate demolish denounce deny depart depend depict
    deplete deploy deregulate derive deserve designate destock destroy detect deter deteriorate
    determine devalue develop deviate devise devolve devote diagnose differentiate dig digest
    digitalize digitise digitize dignify dilute diminish disarm disburse discard discern
    disclose discontinue discourage discover discriminate discuss disentangle disincentivize
    dismantle dismiss dispel disperse dispose disqualify disrupt disseminate dissipate dissolve
    dissuade distinguish distort distribute disturb diversify divert dodge dominate donate
    dovetail downplay downsize drain dredge dwell earmark earn eat economize edit educate eject
    elapse electrify elevate elicit eliminate embark embarrass embed embellish embody embrace
    emerge emigrate empathize emphasise emphasize employ empower emulate enable enact
    encapsulate encompass encounter encourage encroach endanger endeavor endeavour endorse endow
    endure energise energize enforce engage enhance enlarge enlighten enlist enquire enrich
    enroll ensue ensure entail enter entertain entice entrench entrust enumerate envisage
    envision envy epitomize equalise equalize equate equip eradicate erase erode err escalate
    establish evacuate evade evaluate evict evoke evolve exaggerate exalt examine excavate
    exceed excel excite exclude execute exemplify exert exhaust exhibit exhort exit exonerate
    expand expect expedite expire explain explode explore expose extend extinguish extol extract
    extricate fabricate facilitate fade falsify falter familiarise familiarize fascinate fasten
    feel fend ferret fill finalise finalize fine-tune finish flatten flourish follow forbid
    foresee forestall foretell forewarn forge forgive forgo formalise formalize formulate
    fortify foster fulfil fulfill furnish galvanize garner gather generalize generate get give
    glean globalize glorify go govern gratify greet grind groom grow hail halve hammer hamper
    happen harmonise harmonize harness hasten heal hear heed heighten herald hide hinder hire
    hit hone honour hospitalize humanize idealize identify ignite ignore illuminate illustrate
    imagine imitate immerse immunize impair impart impeach impede impel implant implement
    implicate implore impose impress imprison improve inaugurate incentivize incline include
    incorporate incubate inculcate incur indicate individualize induce indulge industrialise
    industrialize infiltrate inflict inform infuse inhabit inherit inhibit initialize initiate
    inject innovate inoculate inquire inscribe insert inspect inspire install instil instill
    institutionalise institutionalize insulate insure integrate intend intensify interact
    intercede intercept interconnect interlink intermix internalize internationalise
    internationalize interpret intervene intimidate introduce intrude invade invent invest
    investigate invigorate invoke involve irrigate irritate isolate itemise itemize jeopardise
    jeopardize jumpstart justify keep kindle know laud launch launder learn leave legalise
    legalize legislate lend lessen let leverage levy liaise liberalise liberalize lighten
    liquidate listen litigate localise localize locate loosen lose magnify maintain make manage
    manipulate manufacture marginalize marshal materialise materialize maximise maximize
    mechanize mediate meditate meet melt memorise memorize mend merge migrate militate minimise
    minimize mislead misuse mitigate mobilise mobilize modernise modernize modify mold monetize
    monopolize motivate motorize mould mourn multiply mystify narrate nationalize necessitate
    neglect negotiate neutralize nip nominate normalise normalize notify nourish nudge nullify
    nurture obey objectify oblige obscure observe obstruct obtain occupy occur offend omit
    onboard operate oppose oppress optimise optimize orchestrate organise organize originate
    oust outbid outgrow outlaw outnumber outpace outperform outsource outstrip outweigh
    overcharge overcome overestimate overhaul overload overlook override overrun oversee
    overspend overstate overtake overthrow overturn overwhelm owe pacify parry participate
    patronize peddle penalise penalize penetrate perceive perform permeate permit perpetuate
    perplex persevere persist personalize personify persuade pinpoint plunge polarize polish
    pollute ponder popularise popularize populate portray possess postpone pray preach precede
    precipitate preclude predict preempt prefer prepare prepay prescribe preserve preside
    presume pretend prevail prevent prioritise prioritize privatise privatize proceed proclaim
    procure produce professionalise professionalize prohibit prolong promote promulgate
    proofread propagandize propagate propel propose prosecute prosper protect prove provide
    provoke prune publicise publicize publish punish purify pursue put qualify quantify quell
    quicken raise ratify rationalise rationalize re-examine react readjust realign realise
    realize reallocate reap reapply reappoint rearrange reassess reassign reassure rebalance
    rebrand rebuff rebuild recalibrate recall recapitalize receive recite reclaim recognise
    recognize recollect recommend recommit reconcile reconfirm reconnect reconsider reconstruct
    recover recreate recruit rectify recuperate recycle redeem redefine redeploy redesign
    redirect rediscount redistribute redo redouble redress reduce reelect reevaluate reexamine
    refer refinance refine reflect refocus refrain refresh refurbish refuse refute regain
    regenerate regroup regularise regularize regulate rehabilitate rehearse reignite reimburse
    reinforce reinstate reinsure reinterpret reinvest reinvigorate reject rejuvenate rekindle
    relate relax relay relearn relegate relend relieve relinquish reload relocate rely remain
    remake remember remind remit remodel remould remove remunerate render renegotiate renew
    renovate reopen reorganise reorganize reorient repay replace replant replenish replicate
    reposition represent reprimand reprioritize reproduce repudiate require reschedule rescind
    resent resettle reshape reside resign resist reskill resort respond restate restore restrain
    restrict restructure resubmit resume resurrect retain retaliate rethink retire retract
    retrain retrieve retrofit reunify reunite reuse revalue revamp reveal revere revise
    revitalise revitalize revolutionize revolve reword rewrite rezone rid rob rotate sabotage
    safeguard sanitize satisfy scan scatter scour scrutinise scrutinize securitize see seek
    seize select sell send sensitize serve settle shatter shelve shore shorten showcase shrink
    shun shut sift signify simplify simulate sit situate skip smoothen smuggle soar socialize
    soften solicit solidify solve soothe sow spare spawn speak spearhead specialise specialize
    specify spend spotlight squeeze stabilise stabilize standardise standardize stave steal
    steer stimulate stipulate stitch stockpile straighten stratify streamline strengthen strive
    subdivide subdue submit subscribe subsidise subsidize substantiate subtract succeed sue
    suffer summarise summarize summon superintend supersede supervise supplant suppose suppress
    surmount surpass surrender survive suspend sustain swear symbolize synchronize synergize
    synthesise synthesize systematize tabulate tackle tailor take tamper teach tear tell tempt
    tend terminate testify theorise theorize think thrive thwart tolerate toughen transact
    transcend transform translate transmit transplant traverse typify unblock unclog uncover
    undercut underestimate undergo underlie underline undermine underperform underpin underrate
    underscore understand undertake underwrite undo unearth unfold unfreeze unify unite unleash
    unload unlock unpack unravel untie unveil unwind uphold uproot upskill urbanize urge utilise
    utilize vacate vaccinate validate vanquish vary verify violate visualize vitalise vitalize
    waive wander warn warrant wean weave weigh weld widen wield wipe withdraw withhold withstand
    worsen wrestle write yearn
    """)

# Verbs that are as often a noun: after "and" they are a verb only before an object.
NOUN_VERBS = word_set("""
    task patch beef iron flesh size bail space
    ward aid aim answer attempt award battle benchmark brand break cause challenge change charge cluster count
    document drill fine free interview mandate mark mentor model repeal repeat reset restart team transport
    account act address advance advocate affiliate aggregate alert alternate anchor annex appeal
    appropriate articulate attend audit back balance ban bargain base bear benefit bid blend
    block bolt boost branch breed bridge brief broadcast budget buffer bundle call campaign cast
    catch caution centre channel chart chase check clean clear climb close coach color comb
    combat comfort command comment complete compound concern concert conciliate conduct contact
    content contest contract control converse copy correct counter cover cross crowd crush cure
    cushion cut deal debate delay deliberate delight demand deposit desert design desire detail
    direct discipline dispatch display do double download draft draw drive drop dry duplicate
    ease echo elaborate elect end escape escort estimate exchange excuse exempt exercise
    experiment exploit export express face fall favor favour feature feed fence fight file
    filter finance find firm fit fix flag float flow fly focus foil fold force forecast form
    frame frequent fuel fund funnel further fuse gain gamble gauge gaze gear graduate grant
    grasp guarantee guard guide hand handle hang harbor harm harvest hate haul hedge help
    highlight hoist hold honor host hunt hurry hurt impact import increase influence institute
    intent interest inventory invite issue join judge jump label lag land last lay lead lean
    leap lease lecture letter level license lift light like limit link live load loan lobby lock
    lodge log look lower lure mail man maneuver map march market mask master match mean measure
    mention merit mind minister mirror miss mix moderate monitor mount move name narrow note
    notice number object offer offset open order orient outline outreach overlap own pace pack
    package paint park partner pass paste patrol pause pay perfect petition phase photograph
    pile pilot pioneer pitch place plague plan plant play please pledge plough plow plug point
    police poll pool position pour practice practise present press print privilege prize probe
    process profit progress project promise prompt pull pump purchase push puzzle quarantine
    query question quit quote race raid rally ramp rank reach read rear reckon record refill
    refit reform refund regard register rein release remark remedy rent repair reply report
    request rescue research reserve resolve respect rest result retreat return reverse review
    reward ride rise risk roll root ruin rule run rush sail sample sanction save scale schedule
    score scramble scrap scratch screen seal search season secure segment sense separate service
    set shadow shake shape share shed shelter shield shift ship shock shoot shop shoulder shout
    show shuttle sign signal sink sketch skew slash sleep slide slow smell smile smooth snap
    sober soil sort sound speed spell spill spin split spoil sponsor spread sprout spur stack
    staff stage stake stall stamp stand stare start state station stay steady stem step steward
    stick stir stop store storm strain strand stress stretch strike strip structure struggle
    study subject substitute suit sum supplement supply support surf surge surprise survey
    suspect swap sweep swell swim switch tag talk tap target tax tease temper tender term test
    thank throw tick tide tidy tie tighten tilt time tire toil top tour tow trace track trade
    traffic trail train transfer transition tread treasure treat treble trial trigger trim trip
    triple trouble trust try tug tune turn tutor twin twist update upgrade upset use usher value
    venture vet view visit voice volunteer vote vow wage wait walk want warm wash waste watch
    water wear weather weed welcome whip win work worry wrap wreck yield zone
    """)

# Of these, the ones that a noun of measures makes a noun: "support policies".
MOSTLY_NOUNS = word_set("""
    balance control cure demand rescue design display exercise experience export finance flag fund
    harvest import influence limit note plan practice program record reform report research
    reserve resource return review share sponsor supply support target test transfer transition
    trial trust work
    """)

# Of these, the ones that are a noun before any noun: "risk prevention".
NOUNS_FIRST = word_set("""
    task beef iron flesh size bail space
    aid aim answer attempt award battle benchmark brand break cause challenge change charge cluster count
    document drill interview mandate mark mentor model repeat team transport
    fire head ground power school bill room picture function side end change     account affiliate aggregate appeal budget campaign cast caution centre chart color compound
    concert contest contract copy cross debate deposit desire detail discipline exchange face fall
    file filter fit flow force forecast hand institute interest label land last lease
    lecture letter level light like loan mail man market master mean merit mind minister mix
    notice number order outreach own pace park partner petition point police poll position print
    privilege prize process profit progress project promise purchase question quote race request
    risk rule sample score search season segment sense service shop signal sound staff stage stand
    state store storm structure survey tax tender term tide time top tour trade traffic trail
    treasure trip trouble twin value venture want water zone
    """)

# Verbs that may be an adjective: "open markets".
ADJECTIVE_VERBS = word_set("""
    fine free
    alternate appropriate articulate clean clear complete content correct deliberate direct double
    dry elaborate elect exempt firm fit frequent last light like live lower mean moderate narrow
    open own perfect present secure separate slow smooth sober steady tidy warm welcome
    """)

# Verbs that double their last letter before -ed and -ing.
DOUBLING = word_set("""
    abet admit allot ban chat commit compel confer control cut defer deter dig dispel drop drum
    dub enrol enroll equip fit flag fulfil get grab grin hit instil let log map nip occur offset
    omit pat permit pin plan plug pop prefer propel put rebut refer refit remit rob rot rub run
    scan set shed ship shop shun shut skip snap scrap trap plot spur stem step stir stop strip submit sum swap tag
    tap tip top transfer transmit trim trip tug whip win wrap zip
    """)

# Past and past participle of verbs that do not take -ed. One word: both are alike.
IRREGULAR = dict(
    line.split(": ")
    for line in """
bear: bore borne
become: became become
break: broke broken
reset: reset
begin: began begun
bid: bid
breed: bred
bring: brought
build: built
buy: bought
cast: cast
catch: caught
choose: chose chosen
cling: clung
come: came come
cut: cut
deal: dealt
dig: dug
do: did done
draw: drew drawn
drive: drove driven
dwell: dwelt
eat: ate eaten
fall: fell fallen
feed: fed
feel: felt
fight: fought
find: found
fly: flew flown
forbid: forbade forbidden
foresee: foresaw foreseen
foretell: foretold
forgive: forgave forgiven
get: got
give: gave given
go: went gone
grind: ground
grow: grew grown
hang: hung
hear: heard
hide: hid hidden
hit: hit
hold: held
hurt: hurt
keep: kept
know: knew known
lay: laid
lead: led
lean: leaned
learn: learned
leave: left
lend: lent
let: let
lose: lost
make: made
mean: meant
meet: met
mislead: misled
offset: offset
outgrow: outgrew outgrown
overcome: overcame overcome
override: overrode overridden
oversee: oversaw overseen
overspend: overspent
overtake: overtook overtaken
overthrow: overthrew overthrown
pay: paid
prepay: prepaid
put: put
quit: quit
read: read
rebuild: rebuilt
redo: redid redone
redraw: redrew redrawn
remake: remade
repay: repaid
rethink: rethought
rewrite: rewrote rewritten
rid: rid
ride: rode ridden
rise: rose risen
run: ran run
say: said
see: saw seen
seek: sought
sell: sold
send: sent
set: set
shake: shook shaken
shed: shed
shoot: shot
show: showed shown
shrink: shrank shrunk
shut: shut
sink: sank sunk
sit: sat
sleep: slept
slide: slid
sow: sowed sown
speak: spoke spoken
speed: sped
spend: spent
spin: spun
split: split
spread: spread
spur: spurred
stand: stood
steal: stole stolen
stick: stuck
strike: struck
strive: strove striven
swear: swore sworn
sweep: swept
swell: swelled swollen
swim: swam swum
take: took taken
teach: taught
tear: tore torn
tell: told
think: thought
throw: threw thrown
tread: trod trodden
undercut: undercut
undergo: underwent undergone
understand: understood
undertake: undertook undertaken
underwrite: underwrote underwritten
undo: undid undone
unfreeze: unfroze unfrozen
unwind: unwound
uphold: upheld
upset: upset
wear: wore worn
weave: wove woven
win: won
wind: wound
withdraw: withdrew withdrawn
withhold: withheld
withstand: withstood
write: wrote written
""".strip().splitlines()
)
