"""What lists say beside an e-mail address."""

import re

from common.characters import normalise

_OUT_OF_USE = re.compile(
    r"\b(?:"
    r"(?:ne|n) (?:plus|pas|est plus|est pas|fonctionne (?:plus|pas)|marche (?:plus|pas)|existe (?:plus|pas))"
    r"|plus (?:valide|valable|utilise|actif|active|en service|en fonction|a jour|d actualite)\w*"
    r"|anciens?|anciennes?|anciennement|obsolete\w*|perime\w*|invalides?|non valides?|inacti(?:f|ve)s?"
    r"|hors service|desactive\w*|supprime\w*|ferme\w*|cloture\w*|caducs?|caduques?|errone\w*|fau(?:x|sse)"
    r"|npai|rebond\w*|jusqu|a quitte|a supprimer|a ne"
    r"|old|outdated|former|formerly|previous|deprecated|defunct|dead|invalid|inactive|disabled|closed|wrong"
    r"|do not use|don t use|not (?:in use|used|valid|working|active)|no longer|out of (?:use|date)|expired"
    r"|bounce\w*|until|unused|has left"
    r")\b"
)


def may_be_out_of_use(words: str) -> bool:
    """Whether words beside an address may say that nobody reads what is sent there."""
    return bool(_OUT_OF_USE.search(normalise(words)))
