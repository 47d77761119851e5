"""Pictures as pages and feeds load them: in the widths and formats of which a browser chooses one."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from common.pictures.renditions import FORMATS, steps

# What feed readers and search engines load, which choose nothing.
ONE_WIDTH = 1200
_IMG = re.compile(r'<img[^<>]*\ssrc="/files/([^"]+)"[^<>]*>')
_ALT = re.compile(r'\salt="([^"]*)"')
_WIDTH = re.compile(r'\swidth="([0-9]{1,4})"')
_FALLBACK = "jpg"


class Place(NamedTuple):
    """Where a picture stands on a page: how wide it is there, and whether it is what readers see first."""

    sizes: str
    is_first: bool = False


# As static/css/tokens.css and layout.css have it; a rem is that of the browser, not of the page.
_TEXT = "(min-width: 40rem) 36rem, 92vw"
PLACES = {
    "text": Place(_TEXT),
    "lead": Place(_TEXT, is_first=True),
    "front": Place("(min-width: 88rem) 47rem, (min-width: 62rem) 54vw, 92vw", is_first=True),
}


def picture_tag(
    picture: dict[str, Any], place: str, alt: str | None = None, shown_wide: int = 0
) -> SafeString:
    """`alt`: as HTML, where it is not that of the picture; `shown_wide`: where a text shows it smaller."""
    address, where = _address(picture), PLACES[place]
    sources = {form: _srcset(address, picture, form) for form in FORMATS}
    img = _img(
        picture, alt, shown_wide, [("sizes", where.sizes), ("srcset", sources[_FALLBACK])], where.is_first
    )
    if not sources[_FALLBACK]:
        return img
    others = [
        (FORMATS[form].mime_type, where.sizes, srcset)
        for form, srcset in sources.items()
        if form != _FALLBACK
    ]
    return format_html(
        "<picture>{}{}</picture>",
        format_html_join("", '<source type="{}" sizes="{}" srcset="{}">', others),
        img,
    )


def one_picture(picture: dict[str, Any], alt: str | None = None) -> SafeString:
    """For what loads no other than the one that it is given."""
    return format_html("<img{}>", _attributes(_basic(*one_rendition(picture), _alt_of(picture, alt))))


def original(picture: dict[str, Any]) -> SafeString:
    own = _address(picture), picture["width"], picture["height"], picture["alt"]
    return format_html("<img{}>", _attributes(_basic(*own)))


def one_rendition(picture: dict[str, Any]) -> tuple[str, int | None, int | None]:
    """(address, width, height) of a JPEG that is wide enough for most, or of the picture itself."""
    wide, high = picture["width"], picture["height"]
    fitting = [each for each in steps(wide, high) if each[0] <= ONE_WIDTH]
    if not fitting:
        return _address(picture), wide, high
    step, width = fitting[-1]
    return f"{_address(picture)}/{step}.{_FALLBACK}", width, max(1, round(high * width / wide))


def with_renditions(html: str, files: Iterable[dict[str, Any]]) -> str:
    """A text with its pictures as pages load them, where one of these files is meant."""
    return _replaced(
        html, files, lambda tag, picture: picture_tag(picture, "text", _alt_in(tag), _width_in(tag))
    )


def with_one_rendition(html: str, files: Iterable[dict[str, Any]]) -> str:
    return _replaced(html, files, lambda tag, picture: one_picture(picture, _alt_in(tag)))


def _replaced(html, files, make):
    known = {file["path"]: file for file in files if file["kind"] == "picture"}
    return _IMG.sub(lambda tag: make(tag[0], known[tag[1]]) if tag[1] in known else tag[0], html)


def _img(picture, alt, shown_wide, choice, is_first):
    wide, high = picture["width"], picture["height"]
    if wide and 0 < shown_wide < wide:
        wide, high = shown_wide, max(1, round(high * shown_wide / wide))
    when = [("fetchpriority", "high")] if is_first else [("loading", "lazy"), ("decoding", "async")]
    chosen = choice if choice[-1][1] else []
    basic = _basic(one_rendition(picture)[0], wide, high, _alt_of(picture, alt))
    return format_html("<img{}>", _attributes([*basic, *chosen, *when]))


def _basic(address, wide, high, alt):
    size = [("width", wide), ("height", high)] if wide and high else []
    return [("src", address), ("alt", alt), *size]


def _alt_of(picture, alt):
    # That of a text was cleaned with it.
    return picture["alt"] if alt is None else mark_safe(alt)  # noqa: S308


def _attributes(attributes):
    return format_html_join("", ' {}="{}"', attributes)


def _srcset(address, picture, form):
    found = steps(picture["width"], picture["height"])
    return ", ".join(f"{address}/{step}.{form} {wide}w" for step, wide in found)


def _address(picture):
    return reverse("file", kwargs={"path": picture["path"]})


def _alt_in(tag):
    return found[1] if (found := _ALT.search(tag)) else ""


def _width_in(tag):
    return int(found[1]) if (found := _WIDTH.search(tag)) else 0
