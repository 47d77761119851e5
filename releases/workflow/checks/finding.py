import hashlib

from common.exceptions import FieldReason


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
        return finding

    excerpt: str
    facts: tuple[str, ...]
    known_by: str

    @property
    def fingerprint(self) -> str:
        parts = "\x1f".join((self.check, self.known_by, *self.facts))
        return hashlib.sha256(parts.encode(errors="replace")).hexdigest()[:24]

    @property
    def is_of_translation(self) -> bool:
        """Whether it is said of a source and known as one of a translation, which is told the same."""
        return self.known_by != self.field
