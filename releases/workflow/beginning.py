"""Releases that do not begin empty: from a template, with what is usual for organisations, or as copies."""

import uuid
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from common import languages
from institutes.models import Contact, Institute, School

from ..models import Boilerplate, Event, Release, ReleaseBoilerplate, ReleaseContact, ReleaseTemplate
from ..models.release import TEXTS
from .events import log
from .versions import keep

COPIED = ("kind", "source_language")
# Of these no other release can have the same.
NOT_COPIED = {"slug"}


@transaction.atomic
def begin(
    by: User,
    language: str,
    *,
    template: ReleaseTemplate | None = None,
    institutes: Iterable[Institute] = (),
    schools: Iterable[School] = (),
    token: uuid.UUID | None = None,
) -> Release:
    """A draft in one language; asked for again with the same token, the same one."""
    if made := _made_with(token):
        return made
    release = Release(source_language=language, form_token=token)
    if template:
        release.kind = template.kind
        for field in ("standfirst", "body"):
            setattr(release, languages.column_in(language, field), template.text(field, language))
    release.save()
    release.institutes.add(*institutes)
    release.schools.add(*schools)
    _add_what_is_usual(release, [*institutes, *schools])
    return _kept(release, by)


@transaction.atomic
def copy(original: Release, by: User, *, token: uuid.UUID | None = None) -> Release:
    """Its texts, organisations, topics, contacts and boilerplates; no dates, addresses or files."""
    if made := _made_with(token):
        return made
    release = Release(form_token=token, **{name: getattr(original, name) for name in COPIED})
    for column in _columns(set(TEXTS) - NOT_COPIED):
        setattr(release, column, getattr(original, column))
    for language in languages.others(release.source_language):
        if original.has_text(language) and not original.is_stale(language):
            release.mark_translated(language)
    release.save()
    for name in ("institutes", "schools", "topics"):
        getattr(release, name).add(*getattr(original, name).all())
    contacts = Contact.objects.for_the_press().filter(release_lines__release=original)
    boilerplates = Boilerplate.objects.filter(releaseboilerplate__release=original)
    _add_lines(
        release, contacts.order_by("release_lines__order"), boilerplates.order_by("releaseboilerplate__order")
    )
    return _kept(release, by)


def _made_with(token):
    return Release.objects.filter(form_token=token).first() if token else None


def _kept(release, by):
    columns = [column for column in _columns(TEXTS) if getattr(release, column)]
    changes: dict[str, dict] = {name: {} for name in (*columns, "contact_lines", "boilerplate_lines")}
    log(release, Event.Kind.CREATED, by, changes=changes)
    keep(release, by)
    return release


def _columns(fields):
    return [column for field in fields for column in languages.columns(field)]


def _add_lines(release, contacts, boilerplates):
    ReleaseContact.objects.bulk_create(
        ReleaseContact(release=release, contact=row, order=place) for place, row in enumerate(contacts)
    )
    ReleaseBoilerplate.objects.bulk_create(
        ReleaseBoilerplate(release=release, boilerplate=row, order=place)
        for place, row in enumerate(boilerplates)
    )


def _add_what_is_usual(release, organisations):
    """What the last release about each had, without whom nobody may call any more; else what is its own."""
    contacts: dict[Contact, None] = {}
    boilerplates: dict[Boilerplate, None] = {}
    for organisation in organisations:
        last, people = _last_about(organisation), Contact.objects.for_the_press()
        called = people.filter(release_lines__release=last).order_by("release_lines__order") if last else ()
        shown = last.boilerplates.order_by("releaseboilerplate__order") if last else ()
        contacts |= dict.fromkeys(called or people.filter(organisation=organisation))
        boilerplates |= dict.fromkeys(shown or Boilerplate.objects.filter(organisation=organisation))
    _add_lines(release, contacts, boilerplates)


def _last_about(organisation):
    kind = "institutes" if isinstance(organisation, Institute) else "schools"
    about = Release.objects.filter(**{kind: organisation.pk}, contact_lines__isnull=False)
    return about.order_by("-pk").first()
