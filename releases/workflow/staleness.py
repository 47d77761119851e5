"""What has changed in the source of a translation, each change with what the translation says there."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages
from common.characters import shortened
from common.fields import field_of

from ..models import Edition, Release
from ..texts.corresponding import Corresponding, corresponding
from ..texts.staleness import Change
from .names import names_of

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


def translations_left_behind(release: Release, language: str) -> list[str]:
    """In sentences, for who approves a text: which translations do not say yet what it says."""
    others = [code for code in languages.LANGUAGES if release.source_of(code) == language]
    behind = {code: len(changes) for code in others if (changes := release.changes_of_source(code))}
    live = Edition.objects.live().filter(release=release, language__in=behind) if behind else ()
    seen = {edition.language for edition in live}
    return [_left_behind(code, number, has_readers=code in seen) for code, number in behind.items()]


def _left_behind(language, number, *, has_readers):
    sentence = ngettext(
        "%(language)s does not follow %(number)d change of this text yet.",
        "%(language)s does not follow %(number)d changes of this text yet.",
        number,
    ) % {"language": capfirst(languages.name(language)), "number": number}
    return " ".join([sentence, _("Readers have it as it was.")] if has_readers else [sentence])
