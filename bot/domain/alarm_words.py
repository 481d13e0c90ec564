"""The words of safety and of the law, of our own making, English and German, with a few of other languages.

A phrase stands between semicolons; a word that ends in `*` fits every word that begins like it. Words that alarm
only beside others stand in `alarm_pairs.txt`.
"""

SAFETY = """
    skip meals; not eating; wandered off; mixed up; wrong tooth; wrong patient; at the wheel; am steuer; geländer
    stairwell; gas man; pipe open; photos of my house; done with everything; no vests; upside down; jaw; burns
    attacked; under attack; resuscitat*; mouth to mouth; passed away; emergency ward; emergency call*
    emergency button; casualties; lifeless; kidney*; cornea; tibia; tendon*; lung trouble; skipping beats; heart race
    heart races; adrenaline pen; coeliac; celiac; diabetic; epileptic; antidote; dialysis; ventilator; overdose*
    two by mistake; by mistake and; wrong dose; six month old; newborn; teething; dummy broke; button battery
    small magnets; magnets; no guard; climbing harness; carabiner; diving regulator; life jacket*; life vest*
    rope went; barbell*; kettlebell; bouncy castle; trampoline; treadmill; zip line; sauna door; rollercoaster
    ski binding*; bindings; child lock; crib; slats; hammock; stair lift; stairlift; chain saw; chainsaw; nail gun
    grinder; angle grinder; fireball; open flame*; weed killer; rat poison; insecticide; paint stripper; drain cleaner
    sprayed; electric fence; current in; live cable; flooded basement; asbest; mask* does not seal; without masks
    hard hat*; hi vis; respirator; scaffold*; crane; forklift*; shard*; splinter*; razor sharp; sharp edge*; jagged
    knocked out; teeth knocked; jumped off; jump off; off a bridge; nothing left to live; no point in living
    nobody would miss me; ending things; ending it; end it; disappear for good; finish it all; don't want to be here
    can't go on; cannot go on; don't see the point; no point going on; go on living; cutting myself; cutting again
    cut myself; hang myself; said goodbye forever; i took all; took all of them; anorexi*; bulimi*; eating disorder
    find you; come for you; coming for you; watch your back; you will pay for this; pay with your; break your
    smash your; burn your; slit; ammunition; explosives; grown men; grooming; paedophil*; pedophil*; predator*; nude*
    naked; hand up my; up my skirt; hand on my knee; put something in; spiked my; alone with me; walked in at night
    in the shower and; outside my window; followed from; prowl*; drove backwards; wheel nuts; lug nuts; autopilot
    cut out in; threw me; threw him; threw her; thrown off; dragged; flung; hurled; under water; underwater; capsiz*
    sinking; sank; drifting out; abort the take off; aborted take; aborted landing; masks hanging; masks came
    masks dropped; stand during landing; without seat belt*; hold their breath; gave out; can't walk since; cant walk
    cannot walk; can't speak; speak properly; ringing in my; double vision; see double
    seeing double; seeing things; went dead; stopped beating; stay of; was not evacuated; near children; in labour
    in labor; had fits; having fits; blood clot; tampered with; somebody gets hurt; someone gets hurt; warn others
    scared for; dread to think; hair's breadth; nearly dead; this close to being; could not stop shaking
    couldn't stop shaking; trembling; at full speed; sped up; ran away; runaway; kaputte bremse*; zugeschwollen
    angeschwollen; zuschwell*; knopfbatter*; batterie verschluckt; falsche dosis; falsches medikament; sehe doppelt
    doppelt sehen; ich kann nicht mehr; mache schluss; strangul*; stech*; erstech*; absteche*; rauchmelder; kindersitz
    evakuiert; befestigt; wehgetan; blaue flecken; prellung*; schnittwunde*; brandblase*; verätz*; geätzt
    augenverletz*; krampfanfall*; herzrasen; herzinfarkt; schlaganfall; nesselsucht; quaddel*; atmen; kindersicher*
    stolperfalle*; brandgefahr; explosionsgefahr; lebensgefahr; sicherheitsrisiko; sicherheitsmangel; fluchtweg*
    gasflasche*; rauchvergiftung; schock; glatteis; überschlag*; zusammenstoß; beinahe; um ein haar; geht in flammen
    schusswaffe*; drohung*; drohe*; stalk*; vergewaltig*; missbrauch*; betatscht; begrapscht; schubst*; geschubst
    gewürgt; getreten; ertrunken; ertrink*; unterzucker*; ausgekugelt; gesplittert; zersplittert; spitze kante*
    fremdkörper; maden; kakerlake*; salmonell*; verdorben*; schlecht von; mir schlecht; uns schlecht; ging es schlecht
    ging es uns allen; lost consciousness; consciousness; convuls*; cramps; spasm*; paralysed; numb; can't feel my
    cannot feel my; went blue; turned blue; not breathing; stopped breathing; gasping; coughing up; foaming
    could not see; went black before; palpitations; heart racing; heart stopped; needle; needles; screw in; screw was
    bolt in; wire in; bone in; insect*; worm; worms; is glass in; glass inside; foreign object*; foreign body
    stone in; petrol; gasoline; bleach; acid; solvent*; pesticide*; chemical smell; chemicals; spiked; drugged
    made the whole; whole family ill; all ill; made ill; ill after; sick after; unwell; feel ill; feeling ill
    stomach cramps; tripped the breaker; blew the fuse; fuse blew; burn mark*; black mark; scorch mark*
    turns itself on; turned itself on; switches itself on; switched itself on; starts by itself; started by itself
    turns on by itself; on its own at night; elevator dropped; lift dropped; stuck in an elevator
    stuck in the elevator; came down on; landed on concrete; landed on her; landed on his; landed on my; fell on the
    fell onto; fell out of; shoots off; shot off; flew into; flew straight; fighting; fist fight; brawl; beat up
    drove onto; onto the pavement; onto the sidewalk; hit a pedestrian; nearly hit; almost hit; ran into me
    cut me off and; wrong side of the road; reckless*; near collision; is gone and; knee is gone; torn ligament*
    sprain*; slipped disc; whiplash; is it safe; is this safe; are they safe; safe for a; safe for my
    safe for pregnan*; safe to use; safe to eat; safe to drink; safe to take; safe for children; safe for kids
    warn people; a warning; no warning; health risk*; health hazard*; sickened; lead in; off gassing; carbon alarm
    alarm went off; smoke detector*; sprinkler*; helpline; suicidal; no longer want to be here; krämpfe; krampf*
    schwarz vor augen; ohne bewusstsein; geht von selbst; von selbst an; nadel; scharfkantig*; scharfes
    riecht verbrannt; verbrannter geruch; auf den kopf; bauchschmerzen; durchfall; magenkrämpfe; notruf; not arzt
    feuermelder; lebensmittelvergiftung; fire department; fire brigade; fire service; fire hazard; fire risk
    fire alarm*; fire extinguisher*; caught fire; catch fire; catches fire; catching fire; on fire; cought fire
    set fire; in flames; flames; ablaze; alight; burst into; inferno; arson; burnt down; burned down; firefighter*
    smoke*; smoking; smokin; smouldering; smoldering; fumes; scorch*; singed; charred; sparks; sparked; sparking
    spark; arcing; melted; melting; overheat*; red hot; real hot; really hot; so hot; too hot to; burning smell
    smell of burning; smells burnt; smells burned; smells of burnt; smelled burning; explod*; explosi*; blew up
    blown up; blow up; burst; bursts; shatter*; bomb; bombs; went off like; detonat*; electrocut*; electric shock*
    electrical shock*; got a shock; gave me a shock; got shocked; shocked me; zapped; zaps; live wire*; exposed wir*
    bare wire*; short circuit*; tingle*; tingling; swollen battery; battery swell*; bulging; battery swollen
    battery is swollen; bloated; puffed up; leaking acid; battery leak*; gas leak*; gas smell*; smell gas
    smells of gas; smell of gas; smelt gas; smells like gas; carbon monoxide; toxic*; poison*; chemical burn*
    asbestos; radiation; lead paint; contaminat*; legionella; salmonella; listeria; e coli; norovirus; sepsis
    infected; infection*; mould; mold; moldy; mouldy; rat; rats; cockroach*; maggot*; mouse droppings; vermin
    tampered; food poison*; made me sick; made us sick; made us all sick; got sick; fell ill; got ill; threw up
    throwing up; vomit*; puking; puked; diarrhea; diarrhoea; nausea*; nauseous; dizzy; dizziness; headaches; faint*
    passed out; pass out; passing out; unconscious; collapsed; collapses; seizure*; heart attack*; chest pain*; stroke
    cardiac; blood pressure; can't breathe; couldn't breathe; could not breathe; cannot breathe; hardly breathe
    barely breathe; trouble breathing; difficulty breathing; short of breath; struggling to breathe; suffocat*; asthma
    inhaler*; anaphyla*; epipen*; allerg*; rash; rashes; hives; welts; blister*; itching; swelled up; swollen
    skin reaction*; eczema; ulcer; wrong dosage; overdos*; double dose; my insulin; insulin; wrong medication
    wrong tablets; side effect*; the injection; after the injection; vaccin*; syringe*; pacemaker; defibrillator*
    oxygen mask*; blood sugar; medical device; choke*; choking; swallow*; strangl*; trapped; entrap*; drown*; crushed
    pinched; impaled; injur*; hurt my; hurt her; hurt his; hurt me; hurt us; hurt our; got hurt; get hurt; was hurt
    were hurt; been hurt; badly hurt; hurt myself; hurt himself; hurt herself; hurting people; hurt someone
    hurt somebody; wound; wounds; wounded; bleed*; blood; bloody nose; stitches; fractur*; concussion*; broken arm
    broken leg; broken rib*; broken bone*; broken wrist; broken ankle; broken hip; broken nose; broke my arm
    broke my leg; broke my wrist; broke my ankle; broke my nose; broke his arm; broke her arm; broke her hip
    dislocat*; sprained; bruis*; amputat*; paralys*; paralyz*; blinded; lost my sight; lose sight; lose my sight
    deafen*; burned my; burnt my; burned her; burnt her; burned his; burnt his; scald*; second degree; third degree
    electrical burn*; cut my; sliced my; nearly lost a; lost a finger; hospital; hospitals; hospitali*; ambulance*
    emergency room; a&e; emergency services; paramedic*; intensive care; urgent care; doctor says; called 911
    call 911; called 999; called 112; first aid; casualty; hospitalised; died; dies; dead body; death; deaths; deadly
    fatal*; lethal; killed; kills people; nearly killed; almost killed; could kill; will kill; going to kill
    kill someone; kill somebody; kill you; kill me; get killed; nearly died; almost died; could have died
    could've died; risk my life; risked my life; risking lives; for my life; for our lives; life threatening
    life-threatening; lives at risk; lives in danger; life in danger; life at risk; near death; danger*; unsafe
    not safe; isn't safe; safety issue*; safety hazard*; safety concern*; safety risk*; safety problem*
    safety recall*; safety violation*; unsafely; safely secured; hazard*; recall notice; recalled; recall covers
    recall affect*; the recall; product recall; near miss; emergency landing; emergency exit*; emergency slide
    evacuat*; accident; accidents; collision; collided; crashed into; car crash; plane crash; we crashed; i crashed
    crash landing; head on; ran over; run over; ran me over; swerv*; drunk; drunk driver; drunk pilot
    smelled of alcohol; texting while driving; texting at the wheel; fell asleep at the wheel; ran a red light
    speeding; brakes; brake failed; brake fail*; brake cable*; brake pedal; no brakes; airbag*; seat belt*; seatbelt*
    restraint; wheel came off; wheel fell off; wheels locked; tyre burst; tire burst; tyre blew; tire blew; blowout
    steering went; steering failed; steering lock*; lost control; throttle stuck; accelerator stuck
    over the handlebars; engine failure; engine fire; engine exploded; lost an engine; lost pressure; cabin pressure
    pressurization; depressuri*; landing gear; severe turbulence; turbulence; dropped so; plummet*; nose dive*
    child lock*; childproof; choking hazard; small parts; car seat*; child seat*; high chair*; tipped over; tips over
    tip over; fell on top; fell on me; fell on my; fell on her; fell on his; came crashing; gave way; collapsing
    came loose; snapped off; snapped the; cable snapped; blade; blades; piece of glass; glass in my; glass in the
    piece of metal; metal in; plastic in my; came off in; came off while; flew off; flying forward; slipped on
    slipped and; i slipped; tripped over; tripped on; fell down the; fell off; fell from; fell through; she fell
    he fell; i fell; they fell; wet floor; no warning sign; railing*; loose railing; unguarded; assault*; attacked me
    attacked my; attacked us; attacked by; threaten*; threat; threats; violent; violence; punched; hit me; hit my
    hit him; hit her; slapped; shoved; pushed me; pushed my; pushed her; pushed him; grabbed me; grabbed my; choked me
    hands around; beat me; beaten up; groped; groping; molest*; rape*; raped; sexual*; harass*; stalker; knife; knives
    gun; guns; weapon*; gunman; shooting at; shot at; shots fired; stabb*; kidnap*; terror*; hijack*; bomb threat
    feared for; fear for my; scared for my; terrified; scared for our; unaccompanied minor*; left alone
    unattended child*; child alone; kid alone; locked in; locked inside; stuck in the lift; without water
    no water for; heat stroke; heatstroke; frostbite; hypotherm*; freezing to death; no oxygen; no air; suicid*
    kill myself; killing myself; end it all; end my life; take my own life; self harm; harm myself; don't want to live
    do not want to live; not worth living; no reason to live; better off dead; want to die; harm himself; harm herself
    wants to die; stung; bitten; bit my; dog bite; wasp; wasps; swept away; avalanche; pool had; chlorine; explodier*
    brannte; gebrannt; brennt; in brand; ein brand; brand ausgebrochen; küchenbrand; wohnungsbrand; feuer; feuerwehr
    rauch; raucht; qualm*; qualmt; funken; geschmort; verschmort*; verkohlt; überhitz*; wird heiß; glühend
    stromschlag*; schlag bekommen; schlag kriegen; einen schlag; kurzschluss; akku dick; dick geworden; aufgebläht
    bläht; geruch nach gas; riecht nach; gasgeruch; gasleck*; kohlenmonoxid; vergift*; giftig*; ausschlag; allergi*
    keine luft; atemnot; erstick*; verschluck*; ohnmacht; ohnmächtig; bewusstlos*; zusammengebrochen; zusammengeklappt
    verletz*; verbrann*; verbrüh*; gebrochen; knochenbruch; blute*; blutung*; geblutet; platzwunde; krankenhaus
    notaufnahme; notarzt; rettungswagen; gehirnerschütterung; gestürzt; sturz; stürzte; ausgerutscht; lebensgefähr*
    gefährlich*; gefahr; unsicher; unfall*; bremse*; bremsen; versagt; leitplanke; airbags; geplatzt; platzte
    umgefahren; überfahren; angefahren; glassplitter; splitter; scherbe*; metallteil*; verunreinigt; schimmel
    rattengift; erbroch*; übergeben; übelkeit; schwindel*; geschwollen; abgerissen; abgebrochen; weggeknickt
    umgekippt; kippte um; offene kabel; kabel liegen; leben bedroh*; bedroh*; angegriffen; geschlagen; belästig*
    messer; waffe*; umbringen; selbstmord*; suizid*; nicht mehr leben; das leben nehmen; todesangst; gestorben
    tödlich*; tot; rückruf; eingeklemmt; eingesperrt; incendi*; a pris feu; prendió fuego; explosé; explotó; quemó
    quemadur*; blessé*; brûlé*; peligro*; hospitalizad*; descarga eléctrica; jolt; jolted; buzzed me; mouse tail
    mouse in; hair in my; a fever; fever since; high fever; sore throat*; chemical odour; chemical odor; odour
    wrapped around; around her neck; around his neck; around my neck; no tread; bald tyre*; bald tire*; worn brakes
    went blind; going blind; smok; went under; lifeguard; leaflet; took four; took too many; too many tablets
    hanging by; chairlift; ski lift; cable car; reach the wires; wires; wire sticking; cover off; fire door*
    feuertür*; notausgang*; aus dem bus gefallen; gefallen; in den mund; löst sich; gezischt; geknallt; knallt; knall
    taub; red light; ran through; missed us by; inches from; heard a bang; loud bang; loud pop; popped; hissing
    sizzl*; crackl*; buzzing sound; grinding noise; emergencies; in danger; endanger*; peril*; risky; risk of; at risk
    precarious; unstable; wobbl*; tilts; rotten; rusty nail; rusted through; sharp; spiky; razor*; nails sticking
    expired medicine; expired meds; wrong pills; wrong prescription; pharmac*; nurse; er visit; a and e; er last night
    in the er; icu; coma; faint; limp; limping; crutches; cast; brace; bandage; wheezing; swell; swells; redness
    burning sensation; stinging; peeling skin; hair fell out; hair loss; lost hair; tooth broke; chipped my tooth
    chipped a tooth; broke a tooth; miscarriage; stillbirth; mugged; robbery; burglar*; followed me home
    followed me to; creepy; pervert; flashed; exposed himself; spat; spit on; racist attack; bullied; screamed at my
    locked my; left behind alone; heat of; in the heat; boiling hot; freezing cold; hypothermia; no heating
    no air conditioning; dehydrat*; ungesichert; giftstoff*; wackel*; absturz; abgestürzt; eingebrochen; blitz
    notfall*; krank; erkrankt; schmerzen; blut; wunde; narbe*; scharf; spitz; medical emergency
"""
"""Enough by themselves to hear danger to people."""

LEGAL = """
    nature reserve; rubble; tender; nepotism; appeal; hygiene office; the editor; registered letter; überrumpelt
    haustürgeschäft*; paragraphs of; lifted from; isn't mine; is not mine; not my signature; an hour pay
    below minimum; searched because; how i look; don't rent to; removal men; came through our; legal ground*; advocate
    limitation period; statute of; summons; verdict; hearing is; hearing on; settle with; settle out; out of court
    my witnesses; witness statement; have witnesses; witnesses; testif*; on behalf of my; my client; hereby
    deadline is; you have seven days; you have fourteen days; you have one month; pain and suffering; indemni*
    subrogat*; preserve all; nda; non disclosure; confidential*; trade secret*; cybercrime; an officer
    statement to the; art 15; art 17; art 6; data request; access request; right of access; privacy policy
    data controller; dpo; profiling; face scan; facial recognition; fingerprints; biometric*; tracks me; track me
    tracking me; tracked me; listens in; what we say at home; read my mails; read my messages; private messages
    looked up my; doctor's note; my illness; told my husband; told my wife; told my employer; told my boss; violent ex
    scanned my id; copy of my id; show my id; keep my passport; lost my passport; passports; swap my sim; sim swap
    asking for my pin; my pin; data of strangers; pretending; pretend to be; looks just like yours; cloned; spoof*
    empty after; vanished; disappeared with; site disappeared; used without; reviews are; fake review*; bought reviews
    refurbished; odometer; water damage; kept quiet about; hid from; sold as new; selling as; labelled; from elsewhere
    dark pattern*; subscription trap; hidden cost*; hidden fee*; countdown; drip pricing; price per kilo; imprint
    pop up accepts; pre ticked; resell; resale; counterfeiter*; deepfake*; revenge porn; hate speech; nazi*; swastika
    n word; dirty messages; sends pictures; untrue; not true about; gays; lesbians; speak arabic; my stutter
    mocked my; white guys; white people; their skin; somebody younger; someone younger; whether i wanted kids
    wanted children; want children; having children; women pay; men get; same work; too old for; my age; fired because
    fired her; fired him; sacked; dismissed; laid off; unpaid; sick leave; no contract; interns; sew; forced labour
    forced labor; slave*; bonded; exploit*; trafficking; shell compan*; embargo*; insolven*; receiver; trustee
    creditors; cartel office; price agreement; agreed prices; resale price; under the table; no receipt
    without receipt; cash in hand; weekend trip by; results were changed; cooked; inside news; tip off; vote for
    coerc*; black list; nullity; rent increase; rent raised; the cap; heating costs; sublet; squat*; caretaker went
    denied boarding; the convention; montreal convention; compensat* under; who pays for the;
 are you allowed; are they allowed; is it allowed; must be forbidden; should be forbidden
    forbidden; forbid*; prohibit*; you must not; may you; are obliged; obligation*; oblig*; against my will
    locked me in; kept against; robbing; con man; looks like a con; con men; sprays; is paid for; undisclosed
    sponsored without; with my consent; revoke*; permission to contact; slur*; my designs; my design*; my drawing*
    my song; my music; our text*; our recipe; our customer list; scraped; our site; the terms; your terms; own terms
    rechtsbeistand; juristisch*; jurist*; mieterschutz*; mieterbund; telefonnummer; handynummer; weitergeben
    weitergegeben; impressum; widersprochen; widerspreche; mindestlohn; lohn; überstunden; über den tisch gezogen
    schwarzarbeit; schwarz gearbeitet; wucher; betrogen; zeige sie an; zeigen sie an; zeige euch an; trete vom kauf
    rücktritt*; durfte das; minderjährig*; jugendschutz*; patientenakte*; krankenakte*; wegen meines namens
    meines namens; meiner herkunft; hausfriedens*; heimlich; unberechtigt*; unzulässig*; nicht erlaubt; verboten
    rechtens; zulässig*; vorsätzlich; arglistig*; getäuscht; kartell*; preisabsprache*; korrupt*; schmiergeld*
    schwarzgeld; urheber*; lizenz*; nachgemacht; fälsch*; identität*; abgebucht; abbuchung*; lastschrift*; untersag*
    nachweis; zeuge*; vorladung; einspruch; insolvenz*; erbe*; nachlass; without my knowledge; without our knowledge
    behind my back; not allowed; isn't allowed; that allowed; is that allowed; cctv; footage; a minor; minors
    opted out; opt out; unsubscrib*; spam; the right to; my right; your right to; have the right; no right to
    had no right; remove the article; take it down; take down; hours to comply; final deadline; a journalist
    journalists; is void; null and void; surely void; polluted; pollut*; dumping; environmental; vat; tax; taxes
    severance; wrongful*; gave out my; shared my; passed on my; hacked; hack; phishing; impersonat*; pretending to be
    pretends to be; fake account; fake website; ministry; minister; senator; congress*; parliament
    member of parliament; my mp; council; wouldn't let my; would not let my; refused my; because of her
    because of his; because we are; headscarf; hijab; turban; religio*; my accent; gender; gay; lesbian; transgender
    pregnant in the; plan to have kids; harass*; deception; deceit; deceived; small print; contradict*; dishonest
    lied about; lying about; vegan but; mislabel*; labelled as; never ordered; did not order; didn't order; in writing
    guarantee in; lifetime guarantee; hold you to; deed; landlord; tenant; tenancy; evict*; mascot; deposit back
    took my deposit; credit check; credit report; blacklist*; pay the damage; damage paid; pay for the damage
    bill you for; invoice you for; insured; insurance claim; rechtsschutz*; unlauter*; wettbewerbs*; werbeversprechen
    rückgaberecht; widerrufsrecht; mein recht; meine rechte; recht auf; zugestimmt; datenschutzbeauftrag*; kartellamt
    ministerium; presse; journalist*; steuer*; gewerkschaft; betriebsrat; mietvertrag; arbeitsgericht; gehackt
    garantie; reklamation; lawyer*; attorney*; solicitor*; barrister*; law firm*; legal action*; legal team
    legal counsel; legal proceeding*; legal rights; legal advice; legal department; legal matter*; legal step*
    legal case; legal obligation*; legally; legal in; legal to; is it legal; not legal; even legal; be legal; illegal*
    unlawful*; lawful*; lawsuit*; law suit; sue; sues; sued; suing; sueing; sew you; litigat*; in court; to court
    the court; a court; court order; small claims; court case; court date; from court; subpoena*; the judge; a judge
    tribunal; arbitrat*; mediator; class action; proceedings; counsel; affidavit; notary; served with
    service of documents; cease and desist; injunction; without prejudice; reserve all; reserve my rights
    reserve our rights; reserve the right; formal notice; formal complaint; letter before action; final notice
    statutory; statute; by law; the law; a law; laws; law says; against the law; break the law; breaking the law
    consumer rights; consumer protection; consumer law*; consumer affairs; ombuds*; regulator*; regulation*
    trading standards; fca; ftc; fcc; cfpb; bbb; better business; attorney general; us dot
    department of transportation; dept of transportation; doj; osha; epa; fda; caa; authorities; watchdog; ec 261
    eu 261; eu261; ec261; eu261 2004; article 15; article 17; gdpr; dsgvo; ccpa; hipaa; data protection; personal data
    my data; our data; his data; her data; data breach*; data leak*; privacy; private data; personal information
    personal details; my details; medical record*; medical report*; health record*; patient file*; leaked
    data was leaked; without consent; withdraw my consent; my consent; never consented; no consent; gave consent
    without permission; without my permission; without asking; never agreed; never signed; did not agree; didn't agree
    right to be forgotten; right of withdrawal; my rights; our rights; right to a refund; entitled to; my entitlement
    under the act; rights act; passenger rights; bill of rights; civil rights; human rights; breach*; contract
    contracts; contractual*; terms changed; violat*; infring*; copyright*; trademark*; patent; patents; patented
    plagiar*; intellectual property; licensed it; unlicensed; licence fee; stole my design; copied our; copied my
    stole our; counterfeit*; fake product*; forged; forgery; fraud*; scam*; swindl*; con artist*; rip off merchants
    ripping off; theft; thief; thieves; stole my; stole from; stolen; stealing from; stealing my; embezzl*; extort*
    blackmail*; bribe*; bribery; corrupt; corruption; launder*; tax evasion; tax tricks; tax fraud; insider trading
    sanction*; under investigation; investigat*; police; cops; crime; crimes; criminal*; press charges
    pressing charges; charges against; felony; arrest*; prosecut*; identity theft; in my name; opened an account
    without authorisation; without authorization; unauthorised; unauthorized; not authorised; not authorized
    never authorised; never authorized; chargeback*; charge back; dispute the charge; disputing the charge
    disputed the charge; dispute it with; false advertis*; mislead*; mis sold; missold; mis-sold; misrepresent*
    bait and switch; deceptive*; deceiv*; cheated; lied to my; clinically proven; false claim*; liable; liability
    negligen*; duty of care; hold you responsible; held responsible; damages; compensation under; demand compensation
    claim compensation; claiming compensation; compensation claim*; owe me compensation; owed compensation
    discriminat*; racist*; racism; racial*; sexist; sexism; homophob*; antisemit*; xenophob*; hate crime; ableist
    because he is black; because she is black; is black; is muslim; is disabled; because of my; guide dog*
    service dog*; service animal*; disability law; ada; ada violation; unfair dismissal; fired me; fired for
    labour law; labor law; union; works council; wages; underage; my 10 year old; sold alcohol; minor without; defam*
    slander*; libel*; free speech; my photo*; my photograph*; my picture*; my image; record the call*; recorded me
    recording me; hidden camera*; filmed me; spying; surveillance; eavesdrop*; wrongly accused; falsely accused
    accused of; shoplifting; searched in; detained; denied entry; refused to serve; refused entry; denied service
    sell my data; selling my; sold my; third parties; third party without; passport copy; someone else's
    another customer's; wrong customer; other customers'; other people's; debt collect*; time barred; bailiff*
    executor; estate; probate; inheritance; insurer; my insurance; unlawfully; report you; reporting you; reported you
    reported to; report this to; reported this to; reported it to; complaint with; complained to; complaint to the
    file a complaint; filed a complaint; filing a complaint; waiver; sign a waiver; enforceable; cookie banner
    cookies without; gdpr request; subject access; delete my data; delete my personal; delete all my
    everything you hold; anwalt*; anwält*; rechtsanw*; kanzlei; klage; klagen; verklag*; gericht; vor gericht
    gerichtlich*; amtsgericht; richter; anzeige; angezeigt; strafanzeige; polizei; betrug*; betrüg*; abzocke*
    diebstahl; gestohlen; geklaut; rechtlich*; rechtswidrig; illegal; gesetz*; gesetzlich*; paragraf; paragraph; bgb
    bgh; urteil; klausel; unwirksam; vertrag; verträge; vertragsbruch; widerruf*; widerrufe; kündigungsrecht
    gewährleistung; schadensersatz; schadenersatz; schmerzensgeld; entschädigung; haftung; haften; haftbar; frist
    fristsetzung; mahnbescheid*; mahnung; inkasso*; verbraucherzentrale; verbraucherschutz; bundesnetzagentur; bafin
    schlichtungsstelle; aufsichtsbehörde; datenschutz*; daten lösch*; meine daten; meiner daten; auskunft nach
    einwilligung; ohne erlaubnis; ohne zustimmung; ohne meine zustimmung; urheberrecht*; markenrecht*; patentverletz*
    plagiat; diskriminier*; rassist*; rassismus; beleidigt; beleidigung; verleumd*; üble nachrede
    unterschrift gefälscht; gefälscht*; fälschung; erpress*; bestech*; steuerhinterziehung; ermittl*; abmahn*
    unterlassung*; strafbar; täuschung; irreführend*; abogad*; denunci*; demandar; juez; avocat*; porter plainte
    plainte; justice; procès; avvocato; estafa; arnaque; days to remove; days to comply; days to pay; weeks to pay
    days to respond; gave my number; gave my address; gave my phone; gave my data; because i am black
    because i'm black; because i'm gay; in the fine print; the fine print; legal insurance; legal expenses; legal help
    ombudsperson*; the drawing is mine; is mine; belongs to me; paid less than; equal pay; pay gap
    once you heard my name; my name is foreign; points into; our garden; stored about me; information you have
    hold about me; what you know about me; give permission; gave permission; my permission; picture to be used
    picture of my; photo of my; cooling off; cooling-off; a language i; made me sign; forced me to sign; tricked
    trick me; ce mark; certified; licence; license; licensed; sells to kids; to minors; somebody else's; someone elses
    bank statement; do not call; prior art; invented; crooks; crook; eu rules; eu law; break the rules
    comments about my; inappropriate*; touched me; recht zu; kein recht; nötigung; cop; sheriff; detective
    case number; conspir*; cartel; price fixing; monopoly; antitrust; foreclos*; repossess*; garnish*
    collection agency; credit bureau; usury; predatory; pyramid scheme; ponzi; money laundering; whistleblow*
    retaliat*; wrongful termination; overtime; minimum wage; child labour; sweatshop; contest the fine; void the
    rescind*; terminate the contract; cancel the contract; penalty clause; third-party; power of attorney; custody
    guardian; immigration; asylum; passport data; social security; my ssn; credit card number; stolen identity
    sold my number; opt-out; consent; einverständnis; gericht*; rechte; recht; strafe; straf*; polizist*; notar*
    anspruch; mahnverfahren; forder*; frist*; beschwer* bei; kündig*
"""
"""Enough by themselves to hear the law."""

HARMLESS = """
    red eye*; ticket invalid; live person; word of mouth; by mistake and; fire sale; fire stick; fire tv; fire hd
    gig was fire; is fire; was fire; you're fired; fire emoji; burning question*; on fire with; feed is on fire
    team is on fire; guys are on fire; smoke flavour; smoke flavor; smoked salmon; smoked ham; smoke free; no smoking
    sparks joy; spark joy; sparkling; dying to; to die for; killing it; killed it; killer deal; would kill for
    i'd kill for; kill for a; died laughing; almost died laughing; nearly died laughing; dead again; battery died
    phone died; battery dies; phone dies; laptop died; just died; app died; phone is dying; battery is dying
    bath bomb*; bomb sandwich; the bomb; da bomb; photo bomb*; blew up my phone; blow up my phone; blowing up my phone
    app crashed; site crashed; website crashed; system crashed; crashed the app; page crashed; it crashed; steal at
    what a steal; stole the show; stole my heart; it is a crime; it's a crime; should be a crime; like a criminal
    tennis court; food court; court shoes; basketball court; blood orange; explosion of colo*; explosion of flav*
    judging by; hurts to see; sick of; so sick of; is sick love; terribly sorry; so hot right; not so hot
    coffee was hot; law school; hospitality; death of me; crying baby; crying babies; fire drill; camp fire; campfire
    fireworks; feuerwerk; brenne für; stroke of luck; breach of etiquette; contract phone*; phone contract
    smoking hot; smoking deal; smoking area; smoking room; rat race; death by powerpoint; death star; bored to death
    loved to death; scared to death of; no danger; privacy screen; patent leather; gun metal; gunmetal; top gun
    shotgun; jump the gun; union square; union station; union city; credit union; western union; student union
    blood type; sweat and tears; swallow the cost; shoot me; compensation plan; hits my; hit my inbox; hit my card
    hit me up; hit my account; hit my bank; emergency exit row; safety video*; safety demo*; safety card*
    flight safety video; laws of physics; murphy's law; son in law; mother in law; father in law; sister in law
    brother in law; daughter in law; choke point; terrified of missing; app dies; application dies; screen dies
    thing dies; just dies; site dies; laptop dies; tablet dies; a e boarding; a e ticket*; a e mail*
"""
"""Turns of speech in which such a word says nothing of the kind."""

MISSPELT_SAFETY = """
    poisoning poisoned exploded explosion electrocuted dangerous ambulance hospital allergic bleeding choking
    injured injury vomiting unconscious suffocated concussion fractured overheated overheating emergency accident
    infection krankenhaus gefährlich verletzt stromschlag vergiftung explodiert
"""
"""Words that are also heard with one slip of the pen."""

MISSPELT_LEGAL = """
    lawyer lawyers attorney solicitor solicitors lawsuit ombudsman regulator fraudulent discrimination discriminated
    illegal compensation unauthorised unauthorized copyright trademark negligence liability prosecute anwältin
    rechtsanwalt schadensersatz
"""
"""Words that are also heard with one slip of the pen."""
