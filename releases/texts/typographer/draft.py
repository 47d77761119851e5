"""A line under correction: what its rules change, and which of their changes belong together."""

from collections.abc import Iterator, Sequence

from .edits import HIDDEN, Change, Edit, Rule
from .lines import Added, Line, Span

# One rule may make place for another; none undoes what another did.
MOST_ROUNDS = 6


class Draft:
    def __init__(self, line: Line):
        self.line = line
        self.seen = line.seen()
        # What stands there now: places of the line, and what was added.
        self.signs: list[int | Added] = list(range(len(line.text)))
        # The edit that took a sign of the line away.
        self.removed: dict[int, int] = {}
        # The rule of each edit.
        self.rules: list[Rule] = []

    def settle(self, rules: Sequence[Rule]) -> None:
        for _round in range(MOST_ROUNDS):
            number = len(self.rules)
            for rule in rules:
                self._apply(rule)
            if len(self.rules) == number:
                return

    def spans(self) -> Iterator[Span]:
        """In order; what has not changed is left out."""
        start: int = 0
        added: list[Added] = []
        for sign in (*self.signs, len(self.line.text)):
            if isinstance(sign, Added):
                added.append(sign)
                continue
            if added or sign > start:
                yield Span(start, sign, tuple(added))
            start, added = sign + 1, []

    def edits_of(self, span: Span) -> set[int]:
        taken = {self.removed[place] for place in range(span.start, span.end)}
        return taken | {sign.edit for sign in span.added}

    def _apply(self, rule):
        edits = [edit for edit in rule.find(self.seen) if all(map(self._fits, edit))]
        first = len(self.rules)
        self.rules += [rule] * len(edits)
        self._change(_in_order(edits, first))

    def _change(self, changes: list[tuple[Change, int]]) -> None:
        signs: list[int | Added] = []
        seen, place = [], 0
        for change, edit in changes:
            seen += [self.seen[place : change.start], _shown(change)]
            signs += [*self.signs[place : change.start], *self._replaced(change, edit)]
            place = change.end
        self.seen = "".join([*seen, self.seen[place:]])
        self.signs = [*signs, *self.signs[place:]]

    def _replaced(self, change, edit):
        places = [sign for sign in self.signs[change.start : change.end] if isinstance(sign, int)]
        self.removed.update(dict.fromkeys(places, edit))
        at = places[0] if places else None
        written = [self.line.write(sign) for sign in change.after]
        if change.element:
            written[0] = f"<{change.element}>{written[0]}"
            written[-1] += f"</{change.element}>"
        return [Added(*each, edit, at) for each in zip(change.after, written, strict=True)]

    def _fits(self, change):
        places = [sign for sign in self.signs[change.start : change.end] if isinstance(sign, int)]
        return len(places) < 2 or not self.line.is_parted(places[0], places[-1] + 1)


def _in_order(edits: list[Edit], first: int) -> list[tuple[Change, int]]:
    return sorted((change, number) for number, edit in enumerate(edits, first) for change in edit)


def _shown(change):
    return HIDDEN * len(change.after) if change.element else change.after
