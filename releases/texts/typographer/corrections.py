"""What a careful typographer would correct in a text: to be taken or left, each for itself."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from .draft import Draft
from .edits import Rule
from .lines import Line, PlainLine, Span
from .markup import lines_of
from .registry import rules_of


class Correction(NamedTuple):
    rule: Rule
    # The number of the line of the text.
    line: int
    text: str
    spans: tuple[Span, ...]

    @property
    def where(self) -> int:
        """In the text of the line."""
        return self.spans[0].start

    @property
    def before(self) -> str:
        return self.text[self.where : self.spans[-1].end]

    @property
    def after(self) -> str:
        return "".join(after for _before, after in self.parts())

    def parts(self) -> Iterator[tuple[str, str]]:
        """What stands there and what is to, in turn the same and changed."""
        place = self.where
        for span in self.spans:
            yield self.text[place : span.start], self.text[place : span.start]
            yield self.text[span.start : span.end], span.after
            place = span.end


def corrections(text: str, language: str, is_rich: bool, more: Sequence[Rule] = ()) -> list[Correction]:
    """By the rules of the language, and by more."""
    return [each for _part, found in _corrected_parts(text, language, is_rich, more) for each in found]


def corrected(
    text: str,
    language: str,
    is_rich: bool,
    only: Collection[int] | None = None,
    more: Sequence[Rule] = (),
) -> str:
    """With all corrections, or those alone whose places in the list of all are in `only`."""
    parts, number = [], 0
    for part, found in _corrected_parts(text, language, is_rich, more):
        taken = [each for key, each in enumerate(found, number) if only is None or key in only]
        number += len(found)
        spans = sorted(span for each in taken for span in each.spans)
        parts.append(part if isinstance(part, str) else part.with_changes(spans))
    return "".join(parts)


def _corrected_parts(text, language, is_rich, more) -> Iterator[tuple[Line | str, list[Correction]]]:
    rules = [*rules_of(language, is_rich), *more]
    number = 0
    for part in lines_of(text) if is_rich else [PlainLine(text)]:
        if isinstance(part, str):
            yield part, []
        else:
            yield part, _corrections_of(part, number, rules)
            number += 1


def _corrections_of(line, number, rules):
    draft = Draft(line)
    draft.settle(rules)
    groups = sorted((sorted(group.spans), min(group.edits)) for group in _together(draft))
    return [Correction(draft.rules[edit], number, line.text, tuple(spans)) for spans, edit in groups]


class _Group(NamedTuple):
    edits: set[int]
    spans: list[Span]


def _together(draft) -> Iterator[_Group]:
    """Spans that share an edit."""
    groups: dict[int, _Group] = {}
    for span in draft.spans():
        edits = draft.edits_of(span)
        known = {id(groups[edit]): groups[edit] for edit in edits if edit in groups}.values()
        group = max(known, key=lambda each: len(each.spans), default=_Group(set(), []))
        for other in known:
            if other is not group:
                _move(other, group, groups)
        _move(_Group(edits, [span]), group, groups)
    yield from {id(group): group for group in groups.values()}.values()


def _move(one, to, groups):
    to.edits.update(one.edits)
    to.spans.extend(one.spans)
    groups.update(dict.fromkeys(one.edits, to))
