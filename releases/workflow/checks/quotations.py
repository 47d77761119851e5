import re

from django.utils.translation import gettext_lazy as _

from .groups import WORDING
from .registry import WARNS, Limit, check

# A first name and a name, outside of the quotation.
_PERSON = re.compile(r"\b[^\W\d_a-zà-ÿ][\w’-]{1,40} (?:[^\W\d_a-zà-ÿ][\w’.-]{0,40} )?[^\W\d_a-zà-ÿ][\w’-]")
_QUOTED = re.compile(r"«[^«»]+»|“[^“”]+”")
_ENDS = re.compile(r"[.!?…]\s?[»”]?$")
QUOTE = "blockquote"
MOST_WORDS = 8


@check(
    "speaker",
    WARNS,
    _("Quotations without a speaker"),
    WORDING,
    _("Say who speaks, beside the quotation."),
    words=Limit(8, _("words at least, of what is taken for a quotation")),
)
def speaker(text, limits):
    """Silent in a language of which no words of saying are known."""
    blocks = [block for block in text.blocks if block.field == "body"] if text.grammar.said else []
    for place, block in enumerate(blocks):
        if block.kind == QUOTE:
            near = blocks[max(0, place - 1) : place + 2]
            quotations = [] if _names_speaker(text, near) else [block.text]
        else:
            quotations = [] if _names_speaker(text, [block]) else _QUOTED.findall(block.text)
        for words in quotations:
            if _is_speech(words, limits, is_marked=block.kind == QUOTE):
                yield _finding(text, block, words)


def _is_speech(words, limits, *, is_marked):
    """Marked as a quotation; or a whole sentence, and not the title of something."""
    return len(words.split()) >= limits["words"] and (is_marked or bool(_ENDS.search(words)))


def _names_speaker(text, blocks):
    outside = [_QUOTED.sub(" ", block.text) for block in blocks]
    said = text.grammar.said
    is_introduced = any(block.text.rstrip().endswith(":") for block in blocks[:-1])
    is_a_person = any(_PERSON.search(words) for words in outside)
    return is_introduced or is_a_person or any(text.says(block, said) for block in blocks)


def _finding(text, block, words):
    beginning = " ".join(words.strip("«»“” \xa0\u202f").split()[:MOST_WORDS])
    sentence = _("Who says “%(words)s…”?") % {"words": beginning}
    return text.finding(sentence, "body", excerpt=beginning, facts=[words])
