"""What pages show of an edition: rendered at its approval and kept beside it, for an edition never changes.

Kept under the version of the templates; what another version made is rendered again at reading, and by
`manage.py render_editions` for all.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from common.site_version import version_of

from ..models import Edition, EditionHtml
from . import structured_data
from .lookup import Approved


def _from_template(name):
    return lambda edition: render_to_string(name, {"edition": edition})


PARTS = {
    "line": _from_template("releases/_line.html"),
    "story": _from_template("releases/_story.html"),
    "lead": _from_template("releases/_lead.html"),
    "article": _from_template("releases/_article_main.html"),
    "structured_data": structured_data.written,
}
# Whatever these parts are made with.
SOURCES = (
    *("templates/releases", "templates/institutes", "locale", "carnot_site/formats"),
    *("releases/templatetags", "institutes/templatetags", "releases/texts", "releases/urls.py"),
    *("releases/public/structured_data.py", "common/structured_data.py"),
)
BATCH = 200


@cache
def version() -> str:
    return version_of(Path(settings.BASE_DIR, source) for source in SOURCES)


def part_of(edition: Edition, part: str) -> str:
    with override(edition.language):
        return PARTS[part](edition)


def render(edition: Edition) -> EditionHtml:
    parts = {part: part_of(edition, part) for part in PARTS}
    return EditionHtml(edition=edition, version=version(), **parts)


def keep(instance: Edition, created: bool, raw: bool = False, **_signal) -> None:
    """Receives post_save."""
    if created and not raw:
        render(instance).save(force_insert=True)


def render_behind() -> Iterator[int]:
    """Renders what has no parts of this version; yields how many were, after each batch."""
    behind = Edition.objects.exclude(html__version=version()).select_related("address").order_by("pk")
    count = last = 0
    while some := list(behind.filter(pk__gt=last)[:BATCH]):
        EditionHtml.objects.bulk_create(
            map(render, some),
            update_conflicts=True,
            unique_fields=["edition"],
            update_fields=["version", *PARTS],
        )
        last, count = some[-1].pk, count + len(some)
        yield count


def parts(part: str, kept: Iterable[tuple[int, str | None, str | None]]) -> list[SafeString]:
    """The part of each edition, from (pk, version, html) of what is kept of it."""
    kept = list(kept)
    missing = [pk for pk, made_by, _html in kept if made_by != version()]
    rendered = _render_now(part, missing) if missing else {}
    # Rendered by our own templates, which escape.
    return [rendered.get(pk) or mark_safe(html or "") for pk, _version, html in kept]  # noqa: S308


def _render_now(part, keys):
    editions = Edition.objects.filter(pk__in=keys).select_related("address").order_by()
    return {edition.pk: part_of(edition, part) for edition in editions}


def structured_data_of(approved: Approved) -> str:
    return parts("structured_data", [(approved.pk, approved.version, approved.structured_data)])[0]
