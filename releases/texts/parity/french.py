from .facts import Kind
from .grammar import HYPHENS, Grammar
from .tables import numbers, phrases, spans, terms, words
from .units import BILLION, CURRENCY_SIGNS, MILLION, SYMBOLS, TRILLION

_CARDINALS = numbers("""
    2 deux
    3 trois
    4 quatre
    5 cinq
    6 six
    7 sept
    8 huit
    9 neuf
    10 dix
    11 onze
    12 douze
    13 treize
    14 quatorze
    15 quinze
    16 seize
    20 vingt vingts
    30 trente
    40 quarante
    50 cinquante
    60 soixante
    70 septante
    80 huitante octante
    90 nonante
""")
_ORDINALS = numbers("""
    1 premier première premiers premières unième
    2 deuxième second seconde seconds secondes
    3 troisième
    4 quatrième
    5 cinquième
    6 sixième
    7 septième
    8 huitième
    9 neuvième
    10 dixième
    11 onzième
    12 douzième
    13 treizième
    14 quatorzième
    15 quinzième
    16 seizième
    20 vingtième
    30 trentième
    40 quarantième
    50 cinquantième
    60 soixantième
    100 centième
    1000 millième
""")
_FRACTIONS = numbers("""
    2 demi demie moitié
    3 tiers
    4 quart quarts
""")
_STAND_FOR = numbers("""
    0 zéro
    2 paire chacun chacune deuxièmement
    8 huitaine
    10 dizaine
    12 douzaine
    15 quinzaine
    20 vingtaine
    30 trentaine
    40 quarantaine
    50 cinquantaine
    60 soixantaine
    100 centaine
    1000 millier
""")
_FACTORS = numbers("""
    2 double doubler doublent doublé doublée doublés doublées doublement
    3 triple tripler triplent triplé triplée triplés triplées triplement
    4 quadruple quadrupler quadruplé quadruplée quadruplés quadruplées
""")
_MONTHS = numbers("""
    1 janvier janv
    2 février févr
    3 mars
    4 avril avr
    5 mai
    6 juin
    7 juillet juil
    8 août
    9 septembre sept
    10 octobre oct
    11 novembre nov
    12 décembre déc
""")
_WEEKDAYS = numbers("""
    0 lundi lundis
    1 mardi mardis
    2 mercredi mercredis
    3 jeudi jeudis
    4 vendredi vendredis
    5 samedi samedis
    6 dimanche dimanches
""")
# Each with its plural.
_UNITS = terms("""
    mm millimètre
    cm centimètre
    m mètre
    km kilomètre
    ha hectare
    g gramme
    kg kilogramme kilo
    t tonne
    L litre
    °C degré
    s seconde
    min minute
    h heure
    day jour journée
    week semaine
    year an année
    W watt
    kW kilowatt
    MW mégawatt
    GW gigawatt
    kWh kilowattheure
    MWh mégawattheure
    GWh gigawattheure
    TWh térawattheure
""")
_OTHER_UNITS = terms("""
    month mois
    day j
    kB ko
    MB Mo
    GB Go
    TB To
    PB Po
""")
# Organisations and countries have a name in each language; words have other initials, or another order.
_ACRONYMS = terms("""
    EU UE
    UN ONU
    US USA
    WHO OMS
    NGO ONG
    ECB BCE
    EIB BEI
    EIF FEI
    EBRD BERD
    ERDF FEDER
    ESF FSE
    CJEU CJUE
    EEA AEE EEE
    EPO OEB
    IMF FMI
    WTO OMC
    ILO OIT
    ICAO OACI
    IAEA AIEA
    LCA ACV
    IEA AIE
    ESA ASE
    EEC CEE
    NATO OTAN
    OECD OCDE
    IPCC GIEC

    AI IA
    HR RH DRH
    SME PME
    SMI PMI
    CEO PDG DG
    CSR RSE
    DNA ADN
    RNA ARN
    HIV VIH
    AIDS SIDA
    MRI IRM
    GDP PIB
    VAT TVA HT TTC
    GDPR RGPD
    GHG GES
    SDG ODD
    GMO OGM
    CFA FCFA
    LNG GNL
    PPE EPI
    FTE ETP
    ICT TIC
    CAD CAO
""")
FRENCH = Grammar(
    decimal=",",
    group=".",
    months=_MONTHS,
    doubtful_months=words("avr sept oct nov"),
    weekdays=_WEEKDAYS,
    within_dates=words("le les au du"),
    connectors=HYPHENS | words("à au et ou"),
    units=SYMBOLS | {word + end: unit for word, unit in _UNITS.items() for end in ("", "s")} | _OTHER_UNITS,
    spans=spans("""
        3 month trimestre trimestres
        6 month semestre semestres
        10 year décennie décennies
        100 year siècle siècles
    """),
    of_all=words("/ sur"),
    currencies=CURRENCY_SIGNS | terms("EUR euro euros\nUSD dollar dollars"),
    rates=words("par"),
    per=words("par à -"),
    cents={"centime": "EUR", "centimes": "EUR"},
    behind_cents=words("par le la l les pour et ou ttc ht"),
    percent=phrases("% %, pour cent, pourcent"),
    cardinals=_CARDINALS,
    hundreds=words("cent cents"),
    thousands=words("mille"),
    one=words("un une"),
    articles=words("un une"),
    scales={
        **dict.fromkeys(("million", "millions"), MILLION),
        **dict.fromkeys(("milliard", "milliards"), BILLION),
        **dict.fromkeys(("billion", "billions"), TRILLION),
    },
    joined_by=words("et"),
    scores=words("vingt vingts"),
    doubtful=words("neuf"),
    ordinals=_ORDINALS,
    fractions=_FRACTIONS,
    stand_for=_STAND_FOR | _FACTORS,
    factors=frozenset(_FACTORS),
    and_a_half=frozenset({("et", "demi"), ("et", "demie")}),
    of=words("de d"),
    out_of=words("sur"),
    sayings={
        ("week", "-", "end"): ((Kind.WEEKDAY, "5"), (Kind.WEEKDAY, "6")),
        ("troisième", "âge"): ((Kind.ORDINAL, "3"),),
    },
    decades=words("années"),
    hours={"midi": "12:00", "minuit": "00:00"},
    hour_words=words("heure heures"),
    articles_of_one=words("le"),
    counted_degrees=words("bac"),
    zones=phrases("""
        Europe/Paris heure de paris, heures de paris, heure française
        Europe/London heure de londres
        America/New_York heure de new york
        local heure locale, heures locales
    """),
    acronyms=_ACRONYMS,
    acronyms_at_times=terms("""
        EC CE
        H1 S1
        H2 S2
        Q1 T1
        Q2 T2
        Q3 T3
        Q4 T4
    """),
    # Said of one week and of two.
    idioms={
        (Kind.MEASURE, "8 day"): (Kind.MEASURE, "1 week"),
        (Kind.MEASURE, "15 day"): (Kind.MEASURE, "2 week"),
        (Kind.NUMBER, "15"): (Kind.MEASURE, "2 week"),
    },
    said=words("""
        selon dit disent disait déclare déclarait explique expliquait affirme affirmait ajoute ajoutait
        souligne précise résume rappelle estime observe conclut poursuit raconte témoigne confie note insiste
        insistait indique annonce commente répond reconnaît constate assure considère formule mots propos
    """),
    from_afar=words("ligne webinaire visioconférence visio distance streaming embargo"),
)
