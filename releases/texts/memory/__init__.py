from .keys import Likeness, digest, keys
from .pairs import Pair, pairs, said, text_of
from .placing import Placing, Unit
from .sentences import with_more, with_sentence

__all__ = [
    "Likeness",
    "Pair",
    "Placing",
    "Unit",
    "digest",
    "keys",
    "pairs",
    "said",
    "text_of",
    "with_more",
    "with_sentence",
]
