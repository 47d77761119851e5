"""Tables of words that a person can read: what is meant first, then the words for it."""


def terms(table: str) -> dict[str, str]:
    """{each word: what stands first in its line}"""
    lines = (line.split() for line in table.splitlines())
    return {word: meant for meant, *words in filter(None, lines) for word in words}


def numbers(table: str) -> dict[str, int]:
    return {word: int(meant) for word, meant in terms(table).items()}


def spans(table: str) -> dict[str, tuple[str, int]]:
    """{each word: what it is counted in, how many of these it is}, which stand first in its line"""
    lines = (line.split() for line in table.splitlines())
    return {word: (unit, int(number)) for number, unit, *words in filter(None, lines) for word in words}


def words(row: str) -> frozenset[str]:
    return frozenset(row.split())


def phrases(table: str) -> dict[tuple[str, ...], str]:
    """{words that follow one another: what stands first in their line}; commas part them."""
    lines = (line.split(maxsplit=1) for line in table.splitlines())
    return {tuple(phrase.split()): meant for meant, row in filter(None, lines) for phrase in row.split(",")}
