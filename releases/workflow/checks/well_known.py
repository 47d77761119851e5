"""Acronyms that need no words beside them. What an office adds to its list of terms needs none, either."""

from ...texts.parity.acronyms import WRITTEN_OUT
from ...texts.parity.reading import GRAMMARS

_IN_EVERY_LANGUAGE = {
    *("CNRS", "CEA", "INRAE", "INSERM", "CERN", "ESA", "NASA", "SNCF", "EDF", "PSL"),
    *("EU", "UE", "UN", "ONU", "OCDE", "OECD", "NATO", "OTAN", "UNESCO", "USA", "EUR", "USD"),
    *("PME", "PMI", "SME", "AFP", "CET", "CEST", "GMT", "UTC"),
    *("INSEE", "ADEME", "INRIA", "RATP", "MIT", "EPFL"),
    # Companies.
    *("IBM", "SAP", "LVMH", "KPMG", "BMW", "BNP", "SFR", "TF1", "EADS", "HP", "AMD"),
    # Words by now.
    *("PDF", "USB", "GPS", "SMS", "QR", "HTML", "URL", "RSS", "ID", "CV", "DVD", "CD", "LED", "ISO", "OK"),
}


def well_known(language: str) -> frozenset[str]:
    """Those of the tables by which parity reads a text, too: ADN in French, DNA in both."""
    in_english = (meant for grammar in GRAMMARS.values() for meant in grammar.acronyms.values())
    own = GRAMMARS[language].acronyms if language in GRAMMARS else ()
    return frozenset({*_IN_EVERY_LANGUAGE, *WRITTEN_OUT, *in_english, *own})
