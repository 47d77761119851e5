from django.utils.translation import gettext_lazy as _

from ...texts.sentences import sentences
from .groups import WORDING
from .registry import WARNS, Limit, check

# Of a sentence that is quoted.
MOST_WORDS = 8
FIELDS = ("standfirst", "body")


@check(
    "long_sentence",
    WARNS,
    _("Long sentences"),
    WORDING,
    _("Make two of it."),
    as_typed=True,
    words=Limit(45, _("words at most")),
)
def long_sentence(text, limits):
    sentence = _("This sentence has %(number)s words: “%(words)s…”")
    for block in text.blocks:
        for each in sentences(block.text) if block.field in FIELDS else ():
            if (number := each.number_of_words) > limits["words"]:
                beginning = " ".join(each.text.split()[:MOST_WORDS])
                names = {"number": number, "words": beginning}
                yield text.finding(sentence % names, block.field, excerpt=beginning, facts=[each.text])
