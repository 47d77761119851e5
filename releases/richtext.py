"""The one allow-list of rich text: what the editor offers is what the cleaner keeps."""

import re

import nh3
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from django_prose_editor.fields import ProseEditorField

URL_SCHEMES = ["http", "https", "mailto", "tel"]
EXTENSIONS = {
    "Heading": {"levels": [2, 3]},
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "Subscript": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": URL_SCHEMES},
    "Figure": True,
    "Caption": True,
    "Image": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "HTML": False,
}
# Pictures come from the release's own attachments; a foreign one would follow the reader about.
FILE_ADDRESS = re.compile(r"^/files/([0-9a-f-]{36}/[\w.-]+)$")
_PICTURE = re.compile(r'<img[^>]*\ssrc="/files/([^"]+)"')
_PICTURE_FROM_ELSEWHERE = re.compile(r'<img(?: (?:alt|width|height)="[^"]*")*>')
_EMPTY = re.compile(r"^(\s|&nbsp;|<br>|</?p>)*$")


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src" and not FILE_ADDRESS.match(value):
        return None
    if name in ("colspan", "rowspan", "width", "height", "start") and not value.isdecimal():
        return None
    return value


def _cleaner() -> nh3.Cleaner:
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    attributes = {tag: set(names) for tag, names in allowed["attributes"].items()}
    attributes["img"] = {"src", "alt", "width", "height"}
    attributes.pop("figure", None)
    attributes["a"] = {"href", "title"}
    return nh3.Cleaner(
        tags=set(allowed["tags"]),
        attributes=attributes,
        url_schemes=set(URL_SCHEMES),
        link_rel="noopener",
        attribute_filter=_keep_attribute,
    )


_clean = _cleaner().clean


def clean_html(html: str | None) -> str:
    """Only what EXTENSIONS allow, as well-formed HTML; '' where nothing is left to read."""
    # Twice: where an element was dropped, those around it may nest as no parser would read them again.
    cleaned = _PICTURE_FROM_ELSEWHERE.sub("", _clean(_clean(html or "")))
    return "" if _EMPTY.match(cleaned) else cleaned


def pictures_in(html: str) -> list[str]:
    """Storage paths, without the folder, of the uploaded pictures that a text shows."""
    return _PICTURE.findall(html)


class RichTextField(ProseEditorField):
    """Cleans on the way to the database, so that no import, fixture, command or ORM call goes round it."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean_html)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean_html(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean_html(value) if isinstance(value, str) else value
