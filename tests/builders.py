"""Plain functions that make the data of the tests."""

import datetime

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.utils import timezone

from common import languages
from institutes.models import Contact, Institute, Organisation, PhoneNumber, School
from releases import workflow
from releases.models import Boilerplate, Edition, Release, ReleaseBoilerplate, ReleaseContact, Status, Term
from releases.workflow import record
from releases.workflow.composition import compose

PASSWORD = "a long enough password"
ROLES = {
    "writer": "writers",
    "translator": "translators",
    "publisher": "publishers",
    "contacts": "contact managers",
}


def make_user(role: str = "writer", *, languages: tuple[str, ...] = ("en",), **fields) -> User:
    """A signed-in-able person of one role: writer, translator, publisher, contacts, admin, or '' for none."""
    fields = {"username": role or "nobody", "is_staff": True, **fields}
    user = User.objects.create_user(password=PASSWORD, is_superuser=role == "admin", **fields)
    if role in ROLES:
        user.groups.add(Group.objects.get(name=ROLES[role]))
    if role == "translator":
        codes = [f"write_{language}" for language in languages]
        user.user_permissions.add(*Permission.objects.filter(codename__in=codes))
    return user


def rows(table) -> list[tuple]:
    """All that a table holds; values() alone would show one language only, the one now active."""
    columns = {field.attname for field in table._meta.concrete_fields}
    own = sorted(name for name in columns if f"{name}_{settings.LANGUAGE_CODE}" not in columns)
    return list(table.objects.order_by("pk").values_list(*own))


def make_texts(language: str, **texts) -> dict[str, str]:
    """Complete texts of one language, as columns: title_fr, standfirst_fr, …"""
    texts = {
        "title": f"Title in {language}",
        "slug": f"title-{language}",
        "standfirst": f"Standfirst in {language}.",
        "city": "Paris",
        "body": f"<p>Body in {language}.</p>",
        **texts,
    }
    return {languages.column_in(language, field): text for field, text in texts.items()}


def make_release(*, in_languages: tuple[str, ...] = ("fr", "en"), **fields) -> Release:
    texts = {}
    for language in in_languages:
        texts |= make_texts(language)
    return Release.objects.create(**{"issued_on": datetime.date(2020, 2, 12), **texts, **fields})


def _anyone(role, username):
    return User.objects.filter(username=username).first() or make_user(role, username=username)


def submit(release: Release, language: str = "fr") -> Release:
    workflow.submit(release, language, _anyone("writer", "some-writer"))
    return release


def publish(release: Release, language: str = "fr", **options) -> Edition:
    """Submitted by one person and approved by another; live now unless live_from says otherwise."""
    if release.status_in(language) == "approved":
        workflow.reopen(release, language, _anyone("writer", "some-writer"))
        options.setdefault("change_note", "" if options.get("minor") else "A number was wrong.")
    submit(release, language)
    return workflow.approve(release, language, _anyone("publisher", "some-publisher"), **options)


def write_into_record(release: Release, language: str = "fr", *, hours: int = 0) -> Edition:
    """What publish() and schedule() leave to readers, without the acts that lead there: for many rows."""
    now = timezone.now()
    edition = compose(release, language, now + datetime.timedelta(hours=hours))
    edition.approved_at, edition.approved_by = now, "Somebody"
    edition.address = record.claim_address(release, language, edition.issued_on.year)
    record.write(release, edition)
    status = languages.column_in(language, "status")
    Release.objects.filter(pk=release.pk).update(**{status: Status.APPROVED})
    return edition


def schedule(release: Release, language: str = "fr", *, hours: int = 24, **options) -> Edition:
    return publish(release, language, live_from=timezone.now() + datetime.timedelta(hours=hours), **options)


def withdraw(release: Release, language: str = "fr", explanation: str = "Published by mistake.") -> None:
    workflow.withdraw(release, language, _anyone("publisher", "some-publisher"), explanation=explanation)


def make_leaks() -> list[Release]:
    """What no visitor may see: a draft, a text in review, a scheduled and a withdrawn edition."""
    draft, reviewed, scheduled, withdrawn = (
        make_release(
            **{
                languages.column_in(language, field): f"{text} SECRET {word}"
                for language in ("fr", "en")
                for field, text in (("title", "Title"), ("standfirst", "Standfirst"), ("body", "Body"))
            },
            **{languages.column_in(language, "slug"): f"secret-{word}" for language in ("fr", "en")},
        )
        for word in ("draft", "review", "scheduled", "withdrawn")
    )
    for language in ("fr", "en"):
        submit(reviewed, language)
        schedule(scheduled, language)
        publish(withdrawn, language)
        withdraw(withdrawn, language)
    return [draft, reviewed, scheduled, withdrawn]


def make_organisation(name: str = "Institut Mines-Télécom", **fields) -> Organisation:
    fields = {"slug": f"organisation-{Organisation.objects.count()}", "kind": "network", **fields}
    return Organisation.objects.create(name_fr=name, name_en=name, **fields)


def make_school(name: str = "IMT Atlantique", **fields) -> School:
    fields = {"slug": f"school-{Organisation.objects.count()}", **fields}
    return School.objects.create(name_fr=name, name_en=name, **fields)


def make_institute(name: str = "Carnot Télécom & Société numérique", **fields) -> Institute:
    fields = {"slug": f"institute-{Organisation.objects.count()}", **fields}
    return Institute.objects.create(name_fr=name, name_en=name, **fields)


def make_contact(
    last_name: str = "Durand", *, phones: tuple[str, ...] = ("+33141113789",), **fields
) -> Contact:
    fields = {
        "first_name": "Zoé",
        "email": f"{last_name.lower()}{Contact.objects.count()}@example.org",
        "is_press_contact": True,
        "is_public": True,
        **fields,
    }
    contact = Contact.objects.create(last_name=last_name, **fields)
    for order, number in enumerate(phones):
        PhoneNumber.objects.create(contact=contact, number=number, order=order)
    return contact


def make_boilerplate(title: str = "About", **fields) -> Boilerplate:
    texts = {
        "title_fr": f"{title} (fr)",
        "title_en": f"{title} (en)",
        "body_fr": "<p>À propos.</p>",
        "body_en": "<p>About.</p>",
    }
    return Boilerplate.objects.create(**{**texts, **fields})


def make_complete_release(**fields) -> Release:
    """A submission asks nothing of it."""
    return attach(make_release(**fields), make_contact(), make_boilerplate())


def make_term(french: str = "", english: str = "", **fields) -> Term:
    return Term.objects.create(form_fr=french, form_en=english, **fields)


def attach(release: Release, *instances: Contact | Boilerplate) -> Release:
    for order, instance in enumerate(instances):
        if isinstance(instance, Contact):
            ReleaseContact.objects.create(release=release, contact=instance, order=order)
        else:
            ReleaseBoilerplate.objects.create(release=release, boilerplate=instance, order=order)
    return release
