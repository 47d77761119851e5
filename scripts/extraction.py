"""Every text of the code and of the templates that gettext is asked to translate."""

import io
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from django.utils.translation.template import templatize

CONTEXT = (1, "c")
FORMS = {
    "gettext": (1,),
    "ngettext": (1, 2),
    "pgettext": (CONTEXT, 2),
    "npgettext": (CONTEXT, 2, 3),
}
KEYWORDS = {
    "_": None,
    "gettext_noop": None,
    **FORMS,
    **{f"{name}_lazy": arguments for name, arguments in FORMS.items()},
}
# A comment that begins so is for the translators of the text below it.
COMMENTS = ["Translators"]


class Text(NamedTuple):
    context: str | None
    singular: str
    plural: str | None
    file: str
    comment: str

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.singular


def texts_of(root: Path, folders: list[str]) -> list[Text]:
    paths = sorted(path for folder in folders for path in (root / folder).rglob("*"))
    return [text for path in paths for text in texts_in(path, root)]


def texts_in(path: Path, root: Path) -> Iterator[Text]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        source = path.read_text(encoding="utf-8")
    elif path.suffix in {".html", ".txt", ".xml"}:
        source = _as_python(path.read_text(encoding="utf-8"), path)
    else:
        return
    try:
        found = list(extract("python", io.BytesIO(source.encode()), KEYWORDS, COMMENTS))
    except (tokenize.TokenError, SyntaxError) as error:
        raise SystemExit(f"{path}: {error}") from error
    for _line, message, comments, context in found:
        singular, plural = message if isinstance(message, tuple) else (message, None)
        yield Text(context, singular, plural, str(path.relative_to(root)), "\n".join(comments))


def _as_python(template: str, path: Path) -> str:
    """Calls of gettext among words that mean nothing; without the indentation, which would mean something."""
    code = templatize(template, origin=str(path))
    return "\n".join(line.lstrip() for line in code.splitlines())
