"""Signs of units and currencies, the same in every language, and what they are called in this package."""

from decimal import Decimal

from .tables import terms

SYMBOLS = terms("""
    m m
    dm dm
    cm cm
    mm mm
    µm µm μm
    nm nm
    km km
    mi/h mph
    ha ha
    km² km² km2
    m² m² m2
    cm² cm² cm2
    mm² mm² mm2
    m³ m³ m3
    cm³ cm³ cm3
    t t
    kt kt
    Mt Mt
    kg kg
    g g
    mg mg
    µg µg μg
    L L l
    hL hL hl
    cL cL cl
    mL mL ml
    h h
    min min mn
    s s
    ms ms
    µs µs μs
    ns ns
    °C °
    K K
    W W
    kW kW
    MW MW
    GW GW
    TW TW
    kWc kWc
    Wh Wh
    kWh kWh
    MWh MWh
    GWh GWh
    TWh TWh
    J J
    kJ kJ
    MJ MJ
    eV eV
    keV keV
    MeV MeV
    V V
    kV kV
    mA mA
    Hz Hz
    kHz kHz
    MHz MHz
    GHz GHz
    Pa Pa
    hPa hPa
    kPa kPa
    MPa MPa
    GPa GPa
    bar bar
    dB dB
    bit bit
    kbit kbit
    Mbit Mbit
    Gbit Gbit
    kB kB
    MB MB
    GB GB
    TB TB
    PB PB
    ppm ppm
    ppb ppb
    ‰ ‰
""")
# Of one letter: after digits alone.
SHORT = {symbol for symbol in SYMBOLS if len(symbol) == 1} | {"j"}
CURRENCY_SIGNS = terms("""
    EUR € EUR
    USD $ USD
    GBP £ GBP
    JPY ¥ JPY
    CHF CHF
""")
# Of three letters, which may stand before the number: EUR 1.99.
CODES = frozenset(word for word in CURRENCY_SIGNS if len(word) == 3)
PREFIXES = set("€$£¥")
THOUSAND, MILLION, BILLION, TRILLION = 10**3, 10**6, 10**9, 10**12
_JOINED = terms("""
    3 k K
    6 M m
    9 Md Mds Mrd bn B
    12 tn
""")
# Joined to the sign of a currency: 3 M€, €3bn.
SCALES_OF_AMOUNTS: dict[str, int | Decimal] = {
    **{letters: 10 ** int(zeros) for letters, zeros in _JOINED.items()},
    "c": Decimal("0.01"),
}
# 2 MdUSD, 10 kEUR.
JOINED_CODES = {scale + code: (scale, code) for scale in SCALES_OF_AMOUNTS for code in CODES}
CENT = Decimal("0.01")
