"""The words of an edition's page as a Word document, in styles that whoever works on with it can change."""

from ...models import DocumentFile
from ..kinds import Kind
from .document import write

WORD = Kind(
    DocumentFile.Kind.WORD,
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write,
    made_with=("institutes/templatetags",),
)

__all__ = ["WORD"]
