"""What was taken, written into a translation that has begun."""

import html
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..parity.blocks import Block
from ..redline import blocks_of as markup_of
from ..sentences import Sentence, sentences
from .pairs import text_of
from .sentences import with_more, with_sentence

# In the place of the number of a sentence: all of the block.
WHOLE = -1
_LISTS = {"ul", "ol"}
_COPIED = {"p", "h2", "h3"}

# {number of a sentence of a block: its translation}
Chosen = Mapping[int, str]


class WrittenBlocks:
    """The blocks of a rich text, and new ones behind each."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.blocks, self.written = blocks, markup_of(text)
        self.behind: dict[int, list[str]] = defaultdict(list)
        # The last block that was passed by.
        self.place = -1

    def put(self, block: Block, chosen: Chosen, places: Sequence[int]) -> None:
        """`block`: of the source; `places`: of the blocks that belong to it."""
        if not places:
            self.behind[self.place].append(_new_block(block, chosen))
            return
        *before, last = places
        for place in before if WHOLE in chosen else ():
            self.written[place] = ""
        self.written[last] = _block_with(self.written[last], self.blocks[last], block, chosen)

    def pass_by(self, places: Sequence[int]) -> None:
        self.place = max((self.place, *places))

    @property
    def markup(self) -> str:
        parts = [*self.behind[-1]]
        for place, block in enumerate(self.written):
            parts += [block, *self.behind[place]]
        return "".join(parts)


def plain_with(text: str, block: Block, chosen: Chosen) -> str:
    own, there = sentences(text_of([block])), sentences(text)
    if WHOLE in chosen or not there or len(own) == 1:
        return chosen.get(WHOLE) or " ".join(chosen[number] for number in sorted(chosen))
    if len(own) != len(there):
        return " ".join([text.rstrip(), *(chosen[number] for number in sorted(chosen))])
    for number, sentence in enumerate(there):
        text = text.replace(sentence.text, chosen.get(number, sentence.text), 1)
    return text


def _block_with(markup: str, there: Block, block: Block, chosen: Chosen) -> str:
    if WHOLE in chosen:
        return _written(there.kind, sentences(chosen[WHOLE]))
    if len(sentences(text_of([block]))) == len(sentences(text_of([there]))):
        # From behind: one may become several.
        for number in sorted(chosen, reverse=True):
            markup = with_sentence(markup, number, chosen[number])
        return markup
    for _number, text in sorted(chosen.items()):
        if there.kind in _LISTS:
            markup = markup.removesuffix(f"</{there.kind}>") + f"{_item(text)}</{there.kind}>"
        else:
            markup = with_more(markup, text)
    return markup


def _new_block(block: Block, chosen: Chosen) -> str:
    if WHOLE in chosen:
        return _written(block.kind, sentences(chosen[WHOLE]))
    own = sentences(text_of([block]))
    return _written(block.kind, [own[number]._replace(text=text) for number, text in sorted(chosen.items())])


def _written(kind: str, parts: list[Sentence]) -> str:
    lines: dict[int, list[str]] = defaultdict(list)
    for sentence in parts:
        lines[sentence.line].append(sentence.text)
    texts = [" ".join(line) for line in lines.values()]
    if kind in _LISTS:
        return f"<{kind}>{''.join(map(_item, texts))}</{kind}>"
    tag = kind if kind in _COPIED else "p"
    return f"<{tag}>{html.escape(' '.join(texts), quote=False)}</{tag}>"


def _item(text):
    return f"<li><p>{html.escape(text, quote=False)}</p></li>"
