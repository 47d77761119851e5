"""Which source a translation was made from, and what has changed there since: docs/languages.md."""

from collections.abc import Callable, Collection, Mapping

from common import languages

from ..texts import staleness
from .translation_state import TranslationState


class FollowsSource:
    """For Release."""

    source_language: str
    # {language: the texts of the source that it was made from}
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

    def changes_of_source(self, language: str) -> list[staleness.Change]:
        """Since this translation was made from it."""
        made_from = self.translated_from.get(language)
        if language == self.source_language or made_from is None or not self.has_text(language):
            return []
        return staleness.changes(made_from, self._source_texts())

    def mark_translated(self, language: str) -> None:
        """Says that the language's text now follows the source as it stands; saves nothing."""
        self.translated_from = {**self.translated_from, language: self._source_texts()}

    def follow(self, language: str, keys: Collection[str]) -> None:
        """Says that the language's text follows these changes of the source; saves nothing."""
        made_from = staleness.followed(self.translated_from[language], self._source_texts(), keys)
        self.translated_from = {**self.translated_from, language: made_from}

    def follow_sitting(self, language: str, changes: Mapping[str, Mapping[str, str]]) -> None:
        """What a sitting has changed in the source, it has changed in this translation too; saves nothing.

        `changes`: {column: {"from": what it was before}}.
        """
        if language not in self.translated_from:
            self.mark_translated(language)
        made_from, texts = self.translated_from[language], self._source_texts()
        columns = {field: languages.column_in(self.source_language, field) for field in texts}
        before = {field: changes.get(columns[field], {}).get("from", text) for field, text in texts.items()}
        known = {change.key for change in staleness.changes(made_from, before)}
        self.follow(language, {change.key for change in staleness.changes(made_from, texts)} - known)

    def _source_texts(self) -> dict[str, str]:
        texts = self.texts(self.source_language)
        del texts["slug"]
        return texts
