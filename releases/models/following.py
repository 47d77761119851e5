"""Which source a translation was made from, and what has changed there since: docs/languages.md."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from common import languages

from ..texts import staleness
from ..texts.sitting import settled
from .translation_state import TranslationState, compared_columns

# Beside the texts that a translation was made from: their language.
LANGUAGE = "language"
# A language without any of them has no text.
TO_READ = ("title", "standfirst", "body")

# Of a sitting: {column: {"from": what it was before}}.
Changes = Mapping[str, Mapping[str, Any]]


class FollowsSource:
    """For Release."""

    source_language: str
    # {language: the texts of the source that it was made from, and their language}
    translated_from: dict[str, dict[str, str]]
    has_text: Callable[[str], bool]
    is_finished: Callable[[str], bool]
    texts: Callable[[str], dict[str, str]]

    def translation_state_in(self, language: str) -> TranslationState:
        """As the texts are now; what is kept of it is in translation_state_xx."""
        if not self.has_text(language):
            return TranslationState.MISSING
        if self.is_stale(language):
            return TranslationState.STALE
        return TranslationState.READY if self.is_finished(language) else TranslationState.UNFINISHED

    def is_stale(self, language: str) -> bool:
        """Whether the source has changed since this translation was made from it."""
        return bool(self.changes_of_source(language))

    def source_of(self, language: str) -> str:
        """That of the release; or, where this has changed since, the language that its text was made from."""
        return self.translated_from.get(language, {}).get(LANGUAGE, self.source_language)

    def changes_of_source(self, language: str) -> list[staleness.Change]:
        """Since this translation was made from it."""
        made_from = self.translated_from.get(language)
        if language == self.source_language or made_from is None or not self.has_text(language):
            return []
        source = self._texts_of(self.source_of(language))
        return [each for each in staleness.changes(made_from, source) if self._is_to_follow(each, language)]

    def _is_to_follow(self, change, language):
        """Not a city that is taken out, that both languages have, or that comes when this one has its own."""
        own = self.texts(language).get(change.field) or ""
        if change.field != "city" or not change.after:
            return change.field != "city"
        return own not in change.after and bool(change.before or not own)

    def mark_translated(self, language: str) -> None:
        """Says that the language's text now follows the source as it stands; saves nothing."""
        self._keep_made_from(language, self.source_language, self._texts_of(self.source_language))

    def follow(self, language: str, keys: Collection[str]) -> None:
        """Says that the language's text follows these changes of the source; saves nothing."""
        source = self.source_of(language)
        made_from = staleness.followed(self.translated_from[language], self._texts_of(source), keys)
        self._keep_made_from(language, source, made_from)

    def follow_sitting(self, changes: Changes) -> None:
        """What a sitting changed in a source and at the same place in its translation is followed.

        The first text is one of the whole source. Saves nothing.
        """
        written = {languages.language_of(column) for column in compared_columns() & changes.keys()}
        for language in languages.others(self.source_language):
            if language in self.translated_from:
                if {self.source_of(language), language} <= written:
                    self._follow_changes(language, changes)
            elif self.has_text(language) and self.has_text(self.source_language):
                self.mark_translated(language)

    def change_source(self, before: str, changes: Changes) -> None:
        """Says that the source was the text in another language before this sitting; saves nothing.

        Whatever had followed the old source together with the new one now follows the new one. What had not
        still follows the text that it was made from.
        """
        source = self.source_language
        made_from = {LANGUAGE: source, **self._texts_before(source, changes)}
        records = {code: {LANGUAGE: before, **record} for code, record in self.translated_from.items()}
        to_follow = self._in_step(records, before, changes)
        if source not in to_follow:
            to_follow = set()
        # Unless the two change places once more, and nothing was followed meanwhile.
        if records.get(before, {}).get(LANGUAGE) != source and any(made_from[field] for field in TO_READ):
            to_follow |= {before}
        self.translated_from = records | dict.fromkeys(to_follow - {source}, made_from)

    def _in_step(self, records, source, changes):
        old = self._texts_before(source, changes)
        return {
            code
            for code, record in records.items()
            if record[LANGUAGE] == source and not staleness.changes(record, old)
        }

    def _follow_changes(self, language, changes):
        made_from, source = self.translated_from[language], self.source_of(language)
        known = {change.key for change in staleness.changes(made_from, self._texts_before(source, changes))}
        found = staleness.changes(made_from, self._texts_of(source))
        new = [change for change in found if change.key not in known]
        before, now = self._texts_before(language, changes), self._texts_of(language)
        self.follow(language, settled(new, made_from, source, before, now, language))

    def _keep_made_from(self, language, source, texts):
        records = {**self.translated_from, language: {LANGUAGE: source, **texts}}
        if texts == self._texts_of(source) and records.get(source, {}).get(LANGUAGE) == language:
            # They say the same again: what the source was once made from is no matter any more.
            del records[source]
        self.translated_from = records

    def _texts_before(self, language, changes):
        """Those of a language before a sitting."""
        return {
            field: changes.get(languages.column_in(language, field), {}).get("from", text) or ""
            for field, text in self._texts_of(language).items()
        }

    def _texts_of(self, language: str) -> dict[str, str]:
        texts = self.texts(language)
        del texts["slug"]
        return texts
