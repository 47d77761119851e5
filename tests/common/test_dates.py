import datetime
from itertools import chain

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from common import dates

PARIS = timezone.get_default_timezone()
TODAY = datetime.date(2026, 11, 26)


ASKED = {
    "institutes.Contact.data_collected_on": dates.PAST,
    "institutes.Contact.objected_on": dates.PAST,
    "institutes.Contact.verified_on": dates.PAST,
    "institutes.FormerName.until": dates.SCHOOLS,
    "institutes.LabelAward.announced_on": dates.OFFICE,
    "institutes.School.merged_on": dates.SCHOOLS,
    "releases.Boilerplate.reviewed_on": dates.PAST,
    "releases.Release.embargo_until": dates.OFFICE,
    "releases.Release.issued_on": dates.OFFICE,
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


@pytest.mark.one_database
@pytest.mark.parametrize(
    "written",
    [
        "0001-01-01",
        "0024-02-12",
        "0026-11-26",
        "0027-01-01",
        "1968-02-12",
        "1989-12-31",
        "2029-01-01",
        "9999-12-31",
    ],
)
@pytest.mark.parametrize("as_moment", [False, True])
def test_a_year_for_which_no_reason_can_be_thought_of_is_refused_in_words(written, as_moment):
    value = datetime.date.fromisoformat(written)
    if as_moment:
        value = datetime.datetime(*value.timetuple()[:3], tzinfo=PARIS)
    with override("en"), pytest.raises(ValidationError) as refused:
        dates.OFFICE(value)
    (sentence,) = refused.value.messages
    assert sentence.startswith(f"The year {written[:4]} cannot be right here;")
    assert "from 1990 to" in sentence
    assert "26 November 2028" in sentence


@pytest.mark.one_database
@pytest.mark.parametrize("written", ["2028-11-27", "2028-12-31"])
@pytest.mark.parametrize(
    ("speaks", "sentence"),
    [
        ("en", "{} is too late; the last possible day is 26 November 2028."),
        ("fr", "Le {} est trop tardif\u202f; le dernier jour possible est le 26 novembre 2028."),
    ],
)
def test_a_day_that_is_too_late_in_a_year_that_is_not_is_told_the_last_possible(written, speaks, sentence):
    day = datetime.date.fromisoformat(written)
    for value in (day, datetime.datetime(*day.timetuple()[:3], tzinfo=PARIS)):
        with override(speaks):
            with pytest.raises(ValidationError) as refused:
                dates.OFFICE(value)
            assert refused.value.messages == [sentence.format(date_format(day))]


@pytest.mark.one_database
@pytest.mark.parametrize("written", ["1990-01-01", "2006-03-01", "2026-11-26", "2028-02-29", "2028-11-26"])
def test_a_date_of_our_times_passes(written):
    dates.OFFICE(datetime.date.fromisoformat(written))


@pytest.mark.one_database
def test_two_years_from_a_29_february_is_the_first_of_march(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2028, 2, 29))
    assert dates.OFFICE.last == datetime.date(2030, 3, 1)


@pytest.mark.one_database
@pytest.mark.parametrize("written", ["2026-11-27", "2026-12-31", "2027-03-01", "2028-11-26", "9999-12-31"])
def test_what_has_happened_is_never_after_today(written):
    day = datetime.date.fromisoformat(written)
    with (
        override("en"),
        pytest.raises(ValidationError, match="is in the future; give a day up to today") as no,
    ):
        dates.PAST(day)
    assert f"{day.day} {day:%B %Y}" in no.value.messages[0]
    assert "26 November 2026" in no.value.messages[0]


@pytest.mark.one_database
@pytest.mark.parametrize("today", [TODAY, datetime.date(2028, 2, 29)])
def test_what_happens_today_passes(monkeypatch, today):
    monkeypatch.setattr(timezone, "localdate", lambda: today)
    dates.PAST(today)
    assert dates.PAST.last == today


@pytest.mark.one_database
@pytest.mark.parametrize("name", [name for name, within in ASKED.items() if within is dates.PAST])
def test_a_form_refuses_a_day_to_come_where_something_has_happened(name):
    model, field = name.rsplit(".", 1)
    asked = apps.get_model(model)._meta.get_field(field)
    with pytest.raises(ValidationError):
        asked.formfield().clean("2026-11-27")
    with pytest.raises(ValidationError):
        asked.clean(datetime.date(2026, 11, 27), None)
    assert asked.formfield().clean("2026-11-26") == TODAY


@pytest.mark.one_database
def test_schools_are_older_than_the_office():
    dates.SCHOOLS(datetime.date(1783, 3, 19))
    with pytest.raises(ValidationError):
        dates.OFFICE(datetime.date(1783, 3, 19))


@pytest.mark.one_database
def test_every_date_that_a_person_may_type_has_its_range():
    found = {}
    for model in chain.from_iterable(
        apps.get_app_config(app).get_models() for app in ("exchange", "institutes", "releases")
    ):
        for field in model._meta.local_fields:
            if isinstance(field, dates.DayField | dates.MomentField):
                found[str(field)] = field.within
    assert found == ASKED


# Written by the site itself, or read only: no form asks for them.
OWN = {
    "at",
    "asked_at",
    "resolved_at",
    "began_at",
    "approved_at",
    "live_from",
    "live_until",
    "withdrawn_at",
    "begun_on",
    "created_at",
    "made_at",
    "updated_at",
    "undone_at",
} | {
    "heartbeat_at",
    "finished_at",
    "expires_at",
    "used_at",
    "decided_at",
}


@pytest.mark.one_database
def test_no_other_field_holds_a_date_that_a_person_types():
    plain = {
        str(field)
        for model in apps.get_models()
        if model._meta.app_label in ("exchange", "institutes", "releases")
        for field in model._meta.local_fields
        if isinstance(field, models.DateField)
        and not isinstance(field, dates.DayField | dates.MomentField)
        and field.name not in OWN
    }
    assert plain == {"releases.Edition.issued_on", "releases.EditionOrganisation.issued_on"}


@pytest.mark.one_database
@pytest.mark.parametrize("name", sorted(ASKED))
def test_a_form_refuses_it_before_anything_is_compared_with_it(name):
    model, field = name.rsplit(".", 1)
    asked = apps.get_model(model)._meta.get_field(field)
    moment = isinstance(asked, models.DateTimeField)
    with pytest.raises(ValidationError, match="0026"):
        asked.formfield().clean("0026-11-26 09:00" if moment else "0026-11-26")
    with pytest.raises(ValidationError, match="0026"):
        asked.clean(
            datetime.datetime(26, 11, 26, tzinfo=PARIS) if moment else datetime.date(26, 11, 26), None
        )
