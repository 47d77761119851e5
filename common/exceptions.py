class FieldReason(str):
    """A reason that concerns one field of a form; `field` is its name there."""

    def __new__(cls, sentence: str, field: str):
        reason = super().__new__(cls, sentence)
        reason.field = field
        return reason

    field: str


class Refused(Exception):
    """Something that may not be done; `reasons` says why, one sentence each, to the person who asked."""

    def __init__(self, *reasons: str):
        super().__init__(*reasons)
        self.reasons = list(reasons)

    def __str__(self) -> str:
        return " ".join(self.reasons)
