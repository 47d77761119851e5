"""Texts without a picture or file that was taken down: a note stands in its place."""

import datetime
import html
import re
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext

from .datelines import long_date

_FIGURE = re.compile(r"<figure>((?:(?!</?figure>).)*)</figure>", re.DOTALL)
# Clean HTML has < and > in tags alone.
_PICTURE = re.compile(r'<img[^<>]*\ssrc="/files/([^"]+)"[^<>]*>')
_LINK = re.compile(r'<a[^<>]*\shref="/files/([^"#?]+)[^"]*"[^<>]*>((?:(?!</a>).)*)</a>', re.DOTALL)


def notice(note: str, day: datetime.date, *, is_picture: bool) -> str:
    """In the language that is active."""
    values = {"date": long_date(day), "note": note}
    if is_picture:
        return gettext("Picture taken down on %(date)s. %(note)s") % values
    return gettext("File taken down on %(date)s. %(note)s") % values


def notice_of(line: dict[str, Any]) -> str:
    """Of a line of an edition's document."""
    day = datetime.date.fromisoformat(line["date"])
    return notice(line["note"], day, is_picture=line["kind"] == "picture")


def without_files(content: str, paths: Collection[str], sentence: str) -> str:
    """Clean HTML without figures and pictures that show these files; links to them lose their target."""
    note = f"<em>{html.escape(sentence, quote=False)}</em>"

    def figure(found):
        shown = {picture[1] for picture in _PICTURE.finditer(found[1])}
        return found[0] if shown.isdisjoint(paths) else f"<p>{note}</p>"

    content = _FIGURE.sub(figure, content)
    content = _PICTURE.sub(lambda found: note if found[1] in paths else found[0], content)
    return _LINK.sub(lambda found: found[2] if found[1] in paths else found[0], content)
