import hashlib

from common.exceptions import FieldReason


class Finding(FieldReason):
    """What a check has found at one place, as a sentence that says why."""

    # Set by the check that found it: its name, what to do, and whether it blocks.
    check: str
    advice: str
    blocks: bool

    def __new__(cls, sentence: str, field: str, *, excerpt: str = "", facts: tuple[str, ...] = ()):
        finding = super().__new__(cls, sentence, field)
        # Words that stand in the text, for whoever goes there.
        finding.excerpt = excerpt
        # What it was found in: once this changes, it is another finding. Nothing of the sentence, which is
        # another one in each language of the desk.
        finding.facts = facts or (excerpt,)
        return finding

    excerpt: str
    facts: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        parts = "\x1f".join((self.check, self.field, *self.facts))
        return hashlib.sha256(parts.encode(errors="replace")).hexdigest()[:24]
