import io
import zipfile
from datetime import UTC
from shutil import copyfileobj
from typing import BinaryIO

from django.utils.translation import gettext
from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from common.characters import for_xml

from ..kinds import Source
from . import pages, styles
from .links import Links
from .lists import Lists
from .pictures import Pictures
from .rich_text import write_html
from .runs import full_tag
from .sections import blocks
from .story import Parts, Story
from .tables import EMU_PER_TWIP
from .walk import Place

# Any, but always the same: the same edition makes the same file, byte for byte.
DATE = (1980, 1, 1, 0, 0, 0)
# What the library's empty document has besides: its program, its picture, its bibliography.
NEEDLESS = (RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL)
NEEDLESS_OF_TEXT = (RELATIONSHIP_TYPE.CUSTOM_XML, "stylesWithEffects")


def write(source: Source, file: BinaryIO) -> None:
    document = Document()
    styles.write_styles(document.styles, full_tag(source.edition.language))
    pages.lay_out(document.sections[0], source)
    _write_text(document, source)
    _write_properties(document, source)
    _save(document, file)


def _write_text(document: DocxDocument, source: Source) -> None:
    part = document.part
    paths = {line["path"] for line in source.edition.shown_files}
    parts = Parts(Links(part, source.origin), Lists(part.numbering_part), Pictures(part, paths))
    end = document.element.body.sectPr
    story = Story(end.addprevious, parts)
    for style, markup in blocks(source):
        write_html(story, markup, Place(style, width=pages.TEXT_WIDTH * EMU_PER_TWIP))


def _write_properties(document: DocxDocument, source: Source) -> None:
    edition, properties = source.edition, document.core_properties
    properties.title = for_xml(edition.title)
    properties.author = properties.last_modified_by = gettext("Press room")
    properties.language = full_tag(edition.language)
    properties.identifier = edition.reference
    properties.comments = ""
    moment = (edition.approved_at or edition.live_from).astimezone(UTC)
    properties.created = properties.modified = moment
    if source.is_draft:
        properties.content_status = gettext("Draft – not for publication")


def _save(document: DocxDocument, file: BinaryIO) -> None:
    _leave_out(document.part.package.rels, NEEDLESS)
    _leave_out(document.part.rels, NEEDLESS_OF_TEXT)
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(file, "w") as dated:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with parts.open(part) as content, dated.open(entry, "w") as target:
                copyfileobj(content, target)


def _leave_out(relations, kinds):
    for name, relation in list(relations.items()):
        if relation.reltype.endswith(kinds):
            del relations[name]
