import re

# A stop after a word, not after an initial or an abbreviation of one or two letters.
_SENTENCE_END = re.compile(r"(?<=\w\w\w)[.!?…]+[ \u00a0\u202f]?[»”]?(?=\s+\S)")


def excerpt(text: str, words: int) -> str:
    """No more than so many words: whole sentences where they make a quarter of them, or else what fits."""
    found = list(re.finditer(r"\S+", text))
    if len(found) <= words:
        return text
    shorter = text[: found[words - 1].end() + 1]
    enough = found[words // 4].end()
    ends = [end.end() for end in _SENTENCE_END.finditer(shorter) if end.end() >= enough]
    # The line's break must not part the dots from the last word.
    return shorter[: ends[-1]] if ends else f"{shorter.rstrip()}\u00a0…"
