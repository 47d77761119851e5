import re

from common.characters import normalise
from exchange.answers import NO

from .answers import OBJECTION, PLAIN_OBJECTION

# “Désabonné(e)”, “Inscrit·e·s”.
_FEMININE = re.compile(r"(?:\((?:e|es|s)\)|[·.•-]e(?:[·.•-]?s)?)(?!\w)", re.IGNORECASE)
# In words: what follows is a day or a reason.
_LONGEST = max(len(phrase.split()) for phrase in OBJECTION)


def objection_in(text: str) -> str | None:
    """What a statement such as “Désinscrit(e) le 12/02/2024” goes on to say; None where it is none."""
    words = normalise(_FEMININE.sub("", text)).split()
    for count in range(min(len(words), _LONGEST), 0, -1):
        if " ".join(words[:count]) in OBJECTION:
            rest = words[count:]
            return None if set(rest) & NO else " ".join(rest)
    return None


def is_plain_objection(text: str) -> bool:
    """Whether a cell says nothing else, whatever its column is called."""
    return normalise(_FEMININE.sub("", text)) in PLAIN_OBJECTION
