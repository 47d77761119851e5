from .keys import Likeness, digest, keys
from .pairs import Pair, pairs, said, text_of
from .sentences import Sentence, sentences, with_sentence

__all__ = [
    "Likeness",
    "Pair",
    "Sentence",
    "digest",
    "keys",
    "pairs",
    "said",
    "sentences",
    "text_of",
    "with_sentence",
]
