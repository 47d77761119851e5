from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import pgettext

from common.site_version import version_of

from ..models import DocumentFile, Edition

# Whatever any document is made with.
SOURCES = ("releases/documents", "releases/texts", "releases/templatetags", "locale", "carnot_site/formats")


class NotMade(Exception):
    """It took too much time or memory, or went wrong: asking again at once would not help."""


@dataclass(frozen=True)
class Source:
    """What a document is made of: an edition, or the text of a draft composed like one."""

    edition: Edition
    # Of the site, for the addresses that stand in the document.
    origin: str
    is_draft: bool = False

    @property
    def address(self) -> str:
        """A draft has none yet."""
        return "" if self.is_draft else self.origin + self.edition.get_absolute_url()

    @property
    def file_name(self) -> str:
        parts = [self.edition.reference, self.edition.language]
        return "-".join([*parts, pgettext("in the name of a file", "draft")] if self.is_draft else parts)


@dataclass(frozen=True)
class Kind:
    kind: DocumentFile.Kind
    extension: str
    mime_type: str
    # Writes the document; raises NotMade. In the language of the edition.
    write: Callable[[Source, BinaryIO], None]
    # Templates, style sheets and typefaces besides SOURCES.
    made_with: tuple[str, ...] = ()
    # What the machine lacks for it, in words for the desk; nothing where it can be made.
    lacks: Callable[[], str] = lambda: ""
    shown_in_browser: bool = False

    @property
    def name(self) -> str:
        return self.kind.value

    def file_name(self, source: Source) -> str:
        return f"{source.file_name}.{self.extension}"

    def version(self) -> str:
        return _version(self.made_with)


@cache
def _version(made_with):
    return version_of(Path(settings.BASE_DIR, source) for source in (*SOURCES, *made_with))
