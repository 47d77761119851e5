import hashlib
from typing import NamedTuple

from common import languages
from common.exceptions import FieldReason


class Side(NamedTuple):
    """What one of two languages says at the place of a finding."""

    language: str
    column: str
    # The words, and what stands around them; without words, `after` is how the block begins where they lack.
    words: str = ""
    before: str = ""
    after: str = ""
    # Which block of a rich text that is, and how often it has the words before.
    block: int | None = None
    nth: int = 0
    # The other language has words here, and this one has none.
    is_missing: bool = False

    @property
    def name(self) -> str:
        return languages.own_name(self.language)

    @property
    def is_there(self) -> bool:
        """Whether anything stands there that corresponds."""
        return bool(self.words or self.after)


class Finding(FieldReason):
    """What a check has found at one place, as a sentence that says why."""

    # Set by the check that found it: its name, what to do, and whether it blocks.
    check: str
    advice: str
    blocks: bool

    def __new__(
        cls, sentence: str, field: str, *, excerpt: str = "", facts: tuple[str, ...] = (), known_by: str = ""
    ):
        finding = super().__new__(cls, sentence, field)
        # Words that stand in the text, for whoever goes there.
        finding.excerpt = excerpt
        # What it was found in: once this changes, it is another finding. Nothing of the sentence, which is
        # another one in each language of the desk.
        finding.facts = facts or (excerpt,)
        # The field by which it is the same one, on whichever side of two languages it is said.
        finding.known_by = known_by or field
        finding.sides, finding.more = (), ()
        return finding

    excerpt: str
    facts: tuple[str, ...]
    known_by: str
    # Of what is told of two languages: the one in which it is said first.
    sides: tuple[Side, ...]
    # Those that this one counts.
    more: tuple["Finding", ...]

    @property
    def fingerprint(self) -> str:
        parts = "\x1f".join((self.check, self.known_by, *self.facts))
        return hashlib.sha256(parts.encode(errors="replace")).hexdigest()[:24]

    @property
    def is_of_translation(self) -> bool:
        """Whether it is said of a source and known as one of a translation, which is told the same."""
        return self.known_by != self.field
