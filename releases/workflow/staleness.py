"""What has changed in the source of a translation, each change with what the translation says there."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages
from common.characters import shortened
from common.fields import field_of

from ..models import Release
from ..texts.corresponding import Corresponding, corresponding
from ..texts.staleness import Change
from .names import names_of
from .prefetching import editions_of

# Letters of the translation that are shown, and that are looked for by whoever goes there.
SHOWN, SOUGHT = 160, 80


class ChangeOfSource(NamedTuple):
    change: Change
    translation: Corresponding
    column: str

    @property
    def label(self) -> str:
        return capfirst(str(field_of(Release, self.change.field).verbose_name))

    @property
    def words(self) -> str:
        return shortened(" ".join(self.translation.words.split()), SHOWN)

    @property
    def excerpt(self) -> str:
        line = self.translation.words.partition("\n")[0]
        return shortened(line, SOUGHT).removesuffix("…")

    @property
    def is_new(self) -> bool:
        return not self.change.before


def changes_of_source(release: Release, language: str) -> list[ChangeOfSource]:
    changes = release.changes_of_source(language)
    if not changes:
        return []
    made_from, source = release.translated_from[language], release.source_of(language)
    found = corresponding(changes, made_from, source, release.texts(language), language, names_of(release))
    columns = (languages.column_in(language, change.field) for change in changes)
    return [ChangeOfSource(*each) for each in zip(changes, found, columns, strict=True)]


class LeftBehind(NamedTuple):
    """A translation that does not say yet what its source says."""

    language: str
    changes: list[Change]
    has_readers: bool

    def __str__(self) -> str:
        number = len(self.changes)
        sentence = ngettext(
            "%(language)s does not follow %(number)d change of this text yet.",
            "%(language)s does not follow %(number)d changes of this text yet.",
            number,
        ) % {"language": capfirst(languages.name(self.language)), "number": number}
        return " ".join([sentence, _("Readers have it as it was.")] if self.has_readers else [sentence])


def translations_left_behind(release: Release, language: str) -> list[LeftBehind]:
    """Of the text in this language."""
    others = [code for code in languages.LANGUAGES if release.source_of(code) == language]
    behind = {code: changes for code in others if (changes := release.changes_of_source(code))}
    return [LeftBehind(code, changes, _has_readers(release, code)) for code, changes in behind.items()]


def _has_readers(release, language):
    now = timezone.now()
    return any(edition.interval.is_live(now) for edition in editions_of(release, language))
