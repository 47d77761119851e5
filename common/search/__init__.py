"""Words of rows, and the rows that have them; see docs/search.md."""

from .document import Level, Text
from .rows import Searched, SearchedQuerySet, SearchText, keep_words

__all__ = ["Level", "SearchText", "Searched", "SearchedQuerySet", "Text", "keep_words"]
