from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from common import languages

from ..models import Boilerplate, Edition, Event, Release, ReleaseTemplate, SitePage
from ..texts.richtext import ALLOW_LIST, clean_html

ACTOR = "clean_texts"


def clean_record(*, everything: bool = False) -> Iterator[tuple[str, str]]:
    """(edition, what was done: "cleaned", "unchanged" or why not)."""
    editions = Edition.objects.all() if everything else Edition.objects.cleaned_before()
    for edition in editions.only("release_id", "reference", "language", "number"):
        try:
            yield str(edition), "cleaned" if _clean_edition(edition) else "unchanged"
        except ValidationError as refusal:
            yield str(edition), " ".join(refusal.messages)


@transaction.atomic
def _clean_edition(edition):
    changed = Edition.objects.filter(pk=edition.pk).clean_again()
    if changed:
        Event.objects.create(
            release_id=edition.release_id,
            reference=edition.reference,
            language=edition.language,
            kind=Event.Kind.CLEANED,
            actor_name=ACTOR,
            at=timezone.now(),
            edition_number=edition.number,
            note=f"allow-list {ALLOW_LIST}",
        )
    return changed


def clean_desk() -> Iterator[tuple[str, str]]:
    """The texts of the desk, of which the next editions are made; no translation becomes stale by it."""
    for model in (Release, Boilerplate, SitePage, ReleaseTemplate):
        for instance in model.objects.iterator():
            try:
                changes = _changes(instance)
            except ValidationError as refusal:
                yield str(instance), " ".join(refusal.messages)
                continue
            if changes:
                model.objects.filter(pk=instance.pk).update(**changes)
            yield str(instance), "cleaned" if changes else "unchanged"


def _changes(instance):
    columns = [languages.column_in(language, "body") for language in languages.LANGUAGES]
    texts = {name: getattr(instance, name) for name in columns}
    cleaned = {name: str(clean_html(text)) for name, text in texts.items() if text}
    changes: dict[str, Any] = {name: text for name, text in cleaned.items() if text != texts[name]}
    if made_from := getattr(instance, "translated_from", None):
        sources = {
            code: {**text, "body": str(clean_html(text.get("body")))} for code, text in made_from.items()
        }
        changes |= {"translated_from": sources} if sources != made_from else {}
    return changes
