import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.files import File
from django.utils import timezone

from common import languages
from common.accounts import name_of
from institutes.models import Contact

from .. import workflow
from ..models import Attachment, Event, Release
from . import dating
from .dating import dated, moment_of
from .pictures import PICTURES

LABEL = "CP-2020-001"
FRENCH_ONLY = "CP-2021-001"
CORRECTED = "CP-2022-001"
WITHDRAWN = "CP-2023-001"
SCHEDULED = "CP-2026-001"
IN_REVIEW = "CP-2026-002"
DRAFT = "CP-2026-003"
OF_THEIR_OWN = {CORRECTED, WITHDRAWN, SCHEDULED, IN_REVIEW, DRAFT}

CORRECTION = {"fr": ("14 juin 2022", "16 juin 2022"), "en": ("14 June 2022", "16 June 2022")}
CHANGE_NOTE = {
    "fr": "Le webinaire a lieu le 16 juin 2022, et non le 14 comme l’annonçait la première version.",
    "en": "The webinar takes place on 16 June 2022, not on 14 June as the first version said.",
}
WITHDRAWAL = {
    "fr": "Ce communiqué est paru trop tôt\u00a0: la date de la journée n’était pas encore confirmée. "
    "Une nouvelle annonce suivra.",
    "en": "This release went out too early: the date of the event had not been confirmed yet. "
    "A new announcement will follow.",
}
# What the writer changed in the draft once its translation had begun.
LATE_EDIT = ("pour suivre le vieillissement", "pour mesurer et comparer le vieillissement")


@dataclass(frozen=True)
class DemoUsers:
    writer: User
    translator: User
    publisher: User

    def author(self, release, language):
        return self.writer if language == release.source_language else self.translator


def run_scenario(users: DemoUsers) -> None:
    # Whoever the releases name is called by journalists: the office has asked them lately.
    called = Contact.objects.filter(release_lines__isnull=False)
    called.update(verified_on=timezone.localdate(), verified_by=name_of(users.writer))
    releases = {release.reference: release for release in Release.objects.order_by("issued_on", "pk")}
    for release in releases.values():
        _open(release, users)
        if release.reference not in OF_THEIR_OWN:
            _publish(release, users)
    _publish_and_correct(releases[CORRECTED], users)
    _publish_and_withdraw(releases[WITHDRAWN], users)
    _publish(releases[SCHEDULED], users, live_from=tomorrow_at_nine())
    for language in _written(releases[IN_REVIEW]):
        workflow.submit(releases[IN_REVIEW], language, users.author(releases[IN_REVIEW], language))
    _rewrite(releases[DRAFT], "standfirst", releases[DRAFT].source_language, LATE_EDIT, users.writer)


def tomorrow_at_nine() -> datetime.datetime:
    zone = timezone.get_default_timezone()
    tomorrow = timezone.localdate(timezone=zone) + datetime.timedelta(days=1)
    return datetime.datetime.combine(tomorrow, datetime.time(9), tzinfo=zone)


def _written(release):
    return [language for language in languages.LANGUAGES if release.has_text(language)]


def _open(release, users):
    if release.issued_on is None:
        release.created_at = timezone.now()
    with dated(release, release.created_at):
        workflow.log(release, Event.Kind.CREATED, users.writer)
    release.begun_on = timezone.localdate(release.created_at)
    _follow_source(release)
    release.save(update_fields=["translated_from", "created_at", "begun_on"])
    if release.reference in PICTURES:
        _add_picture(release, PICTURES[release.reference])


def _add_picture(release, picture):
    with picture.path.open("rb") as file:
        Attachment.objects.create(
            release=release, file=File(file, picture.path.name), is_lead_picture=True, **picture.texts
        )


def _follow_source(release):
    for language in _written(release):
        if language != release.source_language:
            release.mark_translated(language)


def _publish(release, users, **options):
    for language in _written(release):
        with dated(release, moment_of(release, dating.SUBMITTED)):
            workflow.submit(release, language, users.author(release, language))
        with dated(release, moment_of(release, dating.APPROVED)):
            workflow.approve(release, language, users.publisher, **options)


def _publish_and_correct(release, users):
    _publish(release, users)
    written = [language for language in _written(release) if language in CORRECTION]
    with dated(release, moment_of(release, dating.REOPENED)):
        _reopen_and_rewrite(release, written, users)
        for language in written:
            workflow.submit(release, language, users.author(release, language))
    with dated(release, moment_of(release, dating.CORRECTED)):
        for language in written:
            workflow.approve(release, language, users.publisher, change_note=CHANGE_NOTE[language])


def _reopen_and_rewrite(release, written, users):
    for language in written:
        author = users.author(release, language)
        workflow.reopen(release, language, author)
        _rewrite(release, "body", language, CORRECTION[language], author)
    _follow_source(release)
    release.save()


def _publish_and_withdraw(release, users):
    _publish(release, users)
    written = [language for language in _written(release) if language in WITHDRAWAL]
    with dated(release, moment_of(release, dating.WITHDRAWN)):
        for language in written:
            workflow.withdraw(release, language, users.publisher, explanation=WITHDRAWAL[language])


def _rewrite(release, field, language, change, by):
    column = languages.column_in(language, field)
    before = release.text(field, language)
    after = before.replace(*change)
    setattr(release, column, after)
    release.save()
    changes = {column: {"from": before, "to": after}}
    workflow.log(release, Event.Kind.EDITED, by, changes=changes)
