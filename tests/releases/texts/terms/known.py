"""Terms of the tests; each case of a test says what it adds."""

from releases.texts.terms import Term, Terms


def term(fr="", en="", *, not_fr=(), not_en=()):
    return Term((("fr", fr), ("en", en)), (("fr", tuple(not_fr)), ("en", tuple(not_en))))


INSTITUTE = term(
    "Institut Mines-Télécom",
    "Institut Mines-Télécom",
    not_fr=["Institut Mines Télécom", "Institut Mines-Telecom", "Institut Télécom"],
    not_en=["Mines-Télécom Institute"],
)
DIRECTOR = term(
    "directeur de la recherche",
    "director of research",
    not_fr=["directeur recherche", "directeur de l’innovation"],
    not_en=["research director"],
)
WOMAN = term("directrice de la recherche", "director of research")
MINES = term("Carnot M.I.N.E.S", "Carnot M.I.N.E.S", not_fr=["Carnot Mines"], not_en=["Carnot Mines"])
AGENCY = term("ANR", "ANR", not_fr=["Anr", "Agence de la recherche"], not_en=["ARN"])
NEW_FIRM = term("start-up", "start-up", not_fr=["startup"], not_en=["startup"])
CLINIC = term("clinique", not_fr=["hôpital"])
ALL = (NEW_FIRM, CLINIC, INSTITUTE, DIRECTOR, WOMAN, MINES, AGENCY)
NAMES = ("Carnot Mines Paris", "Institut Télécom de Brest")


def terms(language):
    return Terms(ALL, NAMES, language)
