from .facts import Kind
from .grammar import HYPHENS, Grammar
from .tables import numbers, phrases, spans, terms, words
from .units import BILLION, CURRENCY_SIGNS, MILLION, SYMBOLS, TRILLION

_CARDINALS = numbers("""
    2 two
    3 three
    4 four
    5 five
    6 six
    7 seven
    8 eight
    9 nine
    10 ten
    11 eleven
    12 twelve
    13 thirteen
    14 fourteen
    15 fifteen
    16 sixteen
    17 seventeen
    18 eighteen
    19 nineteen
    20 twenty
    30 thirty
    40 forty
    50 fifty
    60 sixty
    70 seventy
    80 eighty
    90 ninety
""")
_ORDINALS = numbers("""
    1 first
    2 second
    3 third
    4 fourth
    5 fifth
    6 sixth
    7 seventh
    8 eighth
    9 ninth
    10 tenth
    11 eleventh
    12 twelfth
    13 thirteenth
    14 fourteenth
    15 fifteenth
    16 sixteenth
    17 seventeenth
    18 eighteenth
    19 nineteenth
    20 twentieth
    30 thirtieth
    40 fortieth
    50 fiftieth
    60 sixtieth
    100 hundredth
    1000 thousandth
""")
_FRACTIONS = numbers("""
    2 half halves
    3 third thirds
    4 quarter quarters fourths
    5 fifths
    10 tenths
""")
_STAND_FOR = numbers("""
    0 zero nil
    2 both each neither either twice pair couple twin
    3 thrice
    5 fivefold
    6 sixfold
    7 sevenfold
    8 eightfold
    9 ninefold
    10 tenfold
    12 dozen
    15 fortnight
    20 twenties
    30 thirties
    40 forties
    50 fifties
    60 sixties
    70 seventies
    80 eighties
    90 nineties
""")
_FACTORS = numbers("""
    2 double doubles doubled doubling twofold halve halves halved halving
    3 triple triples tripled tripling threefold treble trebles trebled
    4 quadruple quadruples quadrupled fourfold
""")
_MONTHS = numbers("""
    1 january
    2 february
    3 march
    4 april
    5 may
    6 june
    7 july
    8 august
    9 september
    10 october
    11 november
    12 december
""")
_SHORT_MONTHS = numbers("""
    1 jan
    2 feb
    3 mar
    4 apr
    6 jun
    7 jul
    8 aug
    9 sep sept
    10 oct
    11 nov
    12 dec
""")
_WEEKDAYS = numbers("""
    0 monday mondays
    1 tuesday tuesdays
    2 wednesday wednesdays
    3 thursday thursdays
    4 friday fridays
    5 saturday saturdays
    6 sunday sundays
""")
# Each with its plural.
_UNITS = terms("""
    mm millimetre millimeter
    cm centimetre centimeter
    m metre meter
    mi mile
    acre acre
    km kilometre kilometer
    ha hectare
    g gram gramme
    kg kilogram kilogramme kilo
    t tonne ton
    L litre liter
    °C degree
    s second
    min minute
    h hour
    day day
    week week
    month month
    year year
    W watt
    kW kilowatt
    MW megawatt
    GW gigawatt
""")
ENGLISH = Grammar(
    decimal=".",
    group=",",
    months=_MONTHS | _SHORT_MONTHS,
    months_are_capitalised=True,
    month_may_be_first=True,
    doubtful_months=words("may march") | frozenset(_SHORT_MONTHS),
    before_months=words("in of from until till since by to early late mid next last this"),
    weekdays=_WEEKDAYS,
    within_dates=words("the of"),
    connectors=HYPHENS | words("to and or until"),
    units=SYMBOLS | {word + end: unit for word, unit in _UNITS.items() for end in ("", "s")},
    spans=spans("""
        6 month semester semesters
        10 year decade decades
        100 year century centuries
    """),
    of_all=words("/"),
    currencies=CURRENCY_SIGNS | terms("EUR euro euros\nUSD dollar dollars"),
    rates=words("per a an"),
    before_rates=words("times once twice euros dollars million billion tonnes people € $ £"),
    per=words("per an a"),
    cents={"cent": "EUR", "cents": "EUR"},
    percent=phrases("% %, per cent, percent"),
    cardinals=_CARDINALS,
    hundreds=words("hundred"),
    thousands=words("thousand"),
    one=words("one"),
    articles=words("a an one"),
    scales={"million": MILLION, "billion": BILLION, "trillion": TRILLION},
    joined_by=words("and"),
    hundred_and=True,
    ordinals=_ORDINALS,
    fractions=_FRACTIONS,
    stand_for=_STAND_FOR | _FACTORS,
    factors=frozenset(_FACTORS),
    and_a_half=frozenset({("and", "a", "half")}),
    of=words("of"),
    out_of=words("in of"),
    sayings={
        ("bastille", "day"): ((Kind.DATE, "--07-14"),),
        ("may", "day"): ((Kind.DATE, "--05-01"),),
        ("armistice", "day"): ((Kind.DATE, "--11-11"),),
        ("christmas", "day"): ((Kind.DATE, "--12-25"),),
        ("weekend",): ((Kind.WEEKDAY, "5"), (Kind.WEEKDAY, "6")),
        ("third", "place"): ((Kind.ORDINAL, "3"),),
    },
    parts_of_hours={
        ("half", "past"): 30,
        ("quarter", "past"): 15,
        ("a", "quarter", "past"): 15,
        ("quarter", "to"): -15,
        ("a", "quarter", "to"): -15,
    },
    # The nineties are the 1990s.
    idioms={(Kind.NUMBER, f"{decade}"): (Kind.NUMBER, f"19{decade}") for decade in range(20, 100, 10)},
    hours={"noon": "12:00", "midday": "12:00", "midnight": "00:00"},
    by_the_clock=frozenset({("o", "’", "clock"), ("o", "'", "clock")}),
    zones=phrases("""
        Europe/Paris paris time, french time
        Europe/London london time
        America/New_York new york time
        local local time
    """),
    zones_behind_hours=terms("""
        America/New_York ET
        America/Chicago CT CST CDT
        America/Denver MT MST MDT
        America/Los_Angeles PT PST PDT
    """),
    said=words("""
        according says said explains explained adds added notes noted stresses stressed states stated believes
        concludes concluded recalls points comments commented tells told reports answers asks observes argues
        announced announces confirms confirmed words
    """),
    from_afar=words(
        "online webinar livestream livestreamed videoconference remotely zoom streamed embargo embargoed"
    ),
)
