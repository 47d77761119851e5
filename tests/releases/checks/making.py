"""Releases of which a check speaks, or does not."""

import datetime

from django.utils import timezone

from institutes.models import FormerName
from releases.models import Attachment, LinkAnswer, ReleaseTemplate, Term
from tests.builders import attach, make_boilerplate, make_contact, make_organisation, make_release
from tests.releases.test_composition import picture

NOWHERE = "https://example.org/gone"
DAY = datetime.date(2020, 2, 12)


def texts(**fields):
    return lambda: make_release(**fields)


def body(french, **fields):
    return texts(body_fr=f"<p>{french}</p>", **fields)


def english_body(words, **fields):
    return texts(body_en=f"<p>{words}</p>", **fields)


def linked(address):
    return body(f'Voir <a href="{address}">la page</a>.')


def with_contact(**fields):
    return lambda: attach(make_release(), make_contact(**fields))


def with_boilerplate(**fields):
    return lambda: attach(make_release(), make_boilerplate(**fields))


def with_picture(**fields):
    def make():
        release = make_release()
        full = {"alt_fr": "Une main", "caption_fr": "Au laboratoire", "credit": "IMT", **fields}
        Attachment.objects.create(release=release, file=picture(), **full)
        return release

    return make


def from_template(words):
    def make():
        ReleaseTemplate.objects.create(name="Alert", body_fr="<p>[Nom, fonction]</p>")
        return make_release(body_fr=f"<p>{words}</p>")

    return make


def with_school(french, **fields):
    def make():
        school = make_organisation("IMT Nord Europe", kind="school")
        FormerName.objects.create(
            organisation=school, name_fr="IMT Lille Douai", name_en="IMT Lille Douai", until="2021-08-31"
        )
        return body(french, **fields)()

    return make


def answered(problem):
    def make():
        now = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)
        LinkAnswer.objects.create(address=NOWHERE, problem=problem, asked_at=now)
        return linked(NOWHERE)()

    return make


def with_term(**fields):
    def make():
        Term.objects.create(form_fr="plateforme", form_en="platform", other_forms_fr="plate-forme")
        return make_release(**fields)

    return make


def stale(changed):
    def make():
        release = make_release(body_fr="<p>Douze écoles.</p>")
        release.mark_translated("en")
        release.body_fr = changed
        release.save()
        return release

    return make


def verified(days):
    def make():
        release = with_contact(verified_on=timezone.localdate() - datetime.timedelta(days=days))()
        release.contacts.update(updated_at=datetime.datetime(2020, 2, 12, 12, tzinfo=datetime.UTC))
        return release

    return make


def reviewed(days):
    return lambda: attach(
        make_release(), make_boilerplate(reviewed_on=timezone.localdate() - datetime.timedelta(days=days))
    )


LONG = "mot " * 44
SPOKEN = "Nous avons regardé la rivière monter toute la nuit."
