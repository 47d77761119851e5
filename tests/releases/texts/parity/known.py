"""Names that the tests of parity know."""

from releases.texts.parity import Names, name


def same(form, *others):
    return name(form, {"fr": form, "en": form}, others)


NAMES = Names(
    (
        same("Institut Mines-Télécom", "IMT"),
        *map(same, ("IMT Atlantique", "Télécom Paris", "Télécom SudParis", "Mines Saint-Étienne")),
        name("Agence OXYGEN", {"fr": "Agence OXYGEN", "en": "OXYGEN agency"}),
        same("Christian Picory-Donné"),
    )
)
TWINS = {"/fr/instituts/mines/": "/en/institutes/mines/"}
