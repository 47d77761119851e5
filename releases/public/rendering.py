"""What pages show of an edition: rendered at its approval and kept beside it, for an edition never changes.

Kept under the version of the templates; what another version made is rendered again at reading, and by
`manage.py render_editions` for all.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from common.site_version import version_of

from ..models import Edition, EditionHtml
from . import structured_data
from .lookup import Approved

# Items of lists, which all have the beginning and the end of AROUND_ITEMS.
ITEMS = {
    "line": "releases/_line.html",
    "story": "releases/_story.html",
    "lead": "releases/_lead.html",
    # With gaps for what a search marks.
    "result": "releases/_result.html",
}
AROUND_ITEMS = {"kicker": "releases/_kicker.html", "about": "releases/_about.html"}
TEXTS = {"article": "releases/_article_main.html", "full_text": "releases/_full_text.html"}
PARTS = (*ITEMS, *TEXTS, "structured_data")
# Whatever these parts are made with.
SOURCES = (
    *("templates/releases", "templates/institutes", "locale", "carnot_site/formats"),
    *("releases/templatetags", "institutes/templatetags", "releases/texts", "releases/urls.py"),
    *(
        "releases/public/rendering.py",
        "releases/public/structured_data.py",
        "common/structured_data.py",
        "common/characters.py",
        "common/pictures/renditions.py",
    ),
)
BATCH = 200


@cache
def version() -> str:
    return version_of(Path(settings.BASE_DIR, source) for source in SOURCES)


def parts_of(edition: Edition, *names: str) -> dict[str, str]:
    context: dict[str, Any] = {"edition": edition}
    with override(edition.language):
        if not ITEMS.keys().isdisjoint(names):
            context |= {name: render_to_string(template, context) for name, template in AROUND_ITEMS.items()}
        return {name: _part(name, context) for name in names}


def _part(name, context):
    if name == "structured_data":
        return structured_data.written(context["edition"])
    return render_to_string({**ITEMS, **TEXTS}[name], context)


def render(edition: Edition) -> EditionHtml:
    return EditionHtml(edition=edition, version=version(), **parts_of(edition, *PARTS))


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
    return {edition.pk: parts_of(edition, part)[part] for edition in editions}


def structured_data_of(approved: Approved) -> str:
    return parts("structured_data", [(approved.pk, approved.version, approved.structured_data)])[0]
