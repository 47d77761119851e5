"""Databases put empty values first or last, each as it likes: no order is left to them."""

import datetime

import pytest
from django.apps import apps
from django.utils import timezone

from institutes.models import FormerName
from institutes.people.verification import to_verify
from releases.models import Release
from tests.builders import make_contact, make_release, make_school

OWN = [
    model
    for model in apps.get_models()
    if model._meta.app_label in ("common", "exchange", "institutes", "releases")
]


@pytest.mark.parametrize("model", OWN)
def test_no_model_is_ordered_by_the_bare_name_of_a_column_that_may_be_empty(model):
    names = [name.lstrip("-") for name in model._meta.ordering if isinstance(name, str)]
    assert [name for name in names if model._meta.get_field(name).null] == []


@pytest.mark.django_db
def test_a_release_without_a_date_stands_at_the_day_on_which_it_was_begun():
    today = timezone.localdate()
    days = {"begun": None, "coming": today + datetime.timedelta(days=1), "old": datetime.date(2020, 1, 1)}
    for name, day in days.items():
        make_release(title_fr=name, slug_fr=name, slug_en=name, issued_on=day)
    assert [release.title_fr for release in Release.objects.all()] == ["coming", "begun", "old"]


@pytest.mark.django_db
def test_a_former_name_without_a_day_stands_last():
    school = make_school()
    for name, day in (
        ("undated", None),
        ("old", datetime.date(2010, 1, 1)),
        ("late", datetime.date(2020, 1, 1)),
    ):
        FormerName.objects.create(organisation=school, name_fr=name, until=day, kind="spelling")
    assert [each.name_fr for each in school.former_names.all()] == ["late", "old", "undated"]


@pytest.mark.django_db
def test_contacts_that_were_never_verified_are_the_first_to_verify():
    for name, day in (
        ("Old", datetime.date(2010, 1, 1)),
        ("Never", None),
        ("Older", datetime.date(2009, 1, 1)),
    ):
        make_contact(name, verified_on=day)
    assert [contact.last_name for contact in to_verify()] == ["Never", "Older", "Old"]
