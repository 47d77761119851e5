"""Remarks as pages show them."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.text import capfirst

from common import languages
from common.fields import field_of

from ..models import Release, Remark
from ..models.release import TEXTS
from ..workflow import remarks
from .to_see import place_of


class Row(NamedTuple):
    """A remark with its replies."""

    first: Remark
    replies: list[Remark]
    # The text in words, and the id of where it stands on the form; '' where it is about the whole release.
    where: str
    place: str


def columns_of_texts() -> dict[str, tuple[str, str]]:
    """{column: (language, text)}"""
    return {languages.column_in(code, text): (code, text) for code in languages.LANGUAGES for text in TEXTS}


def about_of(named: str) -> tuple[str, str]:
    """The (language, text) of “title_fr” or “fr”; of anything else, none."""
    return (named, "") if named in languages.LANGUAGES else columns_of_texts().get(named, ("", ""))


def where(language: str, text: str) -> str:
    name = capfirst(str(field_of(Release, text).verbose_name)) if text else ""
    return " – ".join(filter(None, [name, languages.own_name(language)])) if language else ""


def _place(remark):
    if remark.field:
        return place_of(languages.column_in(remark.language, remark.field))
    return f"language-{remark.language}" if remark.language else ""


def shown(release: Release, user) -> dict[str, Any]:
    """For templates, in one query, or in none where it is known that there are none."""
    found = remarks.threads(release) if getattr(release, "has_remarks", True) else []
    rows = [
        Row(*thread, where(thread.first.language, thread.first.field), _place(thread.first))
        for thread in found
    ]
    return {
        "open": [row for row in rows if not row.first.resolved_at],
        "resolved": [row for row in rows if row.first.resolved_at],
        "may": remarks.may_remark(user),
        "address": reverse("admin:releases_release_remarks", args=[release.pk]),
        "form_address": reverse("admin:releases_release_change", args=[release.pk]),
    }
