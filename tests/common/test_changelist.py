"""A list is filtered by what its own page links to, and says so of anything else."""

import datetime

import pytest
from django.contrib import admin
from django.urls import reverse

from common.modeladmin.changelist import RestrictedChangeList
from institutes.models import Contact, Institute
from releases import workflow
from releases.admin.release import ReleaseAdmin
from releases.models import Edition, Event, Release, Topic
from tests.builders import make_contact, make_institute, make_leaks, make_release, publish
from tests.releases import desk

pytestmark = pytest.mark.django_db

SENTENCE = "This list has no such filter or page. It is shown without any."


def address(model, page="changelist"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def test_events_are_listed_by_the_language_that_they_concern_or_by_none(client):
    release = make_release()
    publish(release)
    publish(release, "en")
    user = desk.sign_in(client, "admin")
    workflow.log(release, Event.Kind.EDITED, user)
    found = {}
    for value in ("fr", "en", "none"):
        listed = client.get(address(Event), {"language": value}).context["cl"].result_list
        found[value] = {event.language for event in listed}
    assert found == {"fr": {"fr"}, "en": {"en"}, "none": {""}}


NOT_OFFERED = [
    (Institute, "releases=6"),
    (Institute, "releases__title_fr__startswith=T"),
    (Institute, "editions=1"),
    (Institute, "id__range=1"),
    (Institute, "organisation_ptr__range=1"),
    (Institute, "awards__year__gt=1"),
    (Release, "standfirst__regex=%28a%2B%29%2B%24"),
    (Release, "title_fr__startswith=T"),
    (Release, "translated_from__en__title__startswith=T"),
    (Release, "contact_lines__contact__email__startswith=a"),
    (Release, "status_fr=in_review"),
    (Edition, "document__contacts__0__email__startswith=a"),
    (Edition, "live_from__gte=2020-01-01"),
    (Contact, "objected_on__isnull=x"),
    (Contact, "email__startswith=a"),
    (Contact, "release_lines__release__title_fr__contains=T"),
    (Contact, "is_public__exact=perhaps"),
    (Contact, "is_public__exact=%00"),
    (Contact, "organisation__id__exact=%00"),
    (Contact, "objected_on__isempty=7"),
    *((Release, f"issued_on__year={year}") for year in ("9999999", "9999", "1", "0", "-5", "x", "%00", "")),
    (Release, "issued_on__month=2"),
    (Release, "issued_on__year=2020&issued_on__day=3"),
    (Release, "issued_on__year=2020&issued_on__month=13"),
    (Release, "issued_on__year=99999999999999999999"),
    (Release, "issued_on__year=2020&issued_on__month=99999999999999999999"),
    (Release, "issued_on__year=2020&issued_on__month=2&issued_on__day=30"),
]


@pytest.mark.parametrize("model", [Institute, Release, Edition, Contact])
def test_a_list_that_is_asked_for_another_filter_says_so_and_is_shown_without(client, model):
    publish(make_leaks()[0])
    make_contact(organisation=make_institute())
    desk.sign_in(client, "admin")
    shown = f"{address(model)}?q=a&o=1&_facets=True"
    queries = [query for asked, query in NOT_OFFERED if asked is model]
    assert queries
    for query in queries:
        response = client.get(f"{address(model)}?{query}&q=a&o=1&_facets=True")
        assert (response.status_code, response.get("Location")) == (302, shown), query
        assert desk.messages_to_come(response)[-1:] == [SENTENCE], query
    page = client.get(shown)
    assert page.content.decode().count(SENTENCE) == len(queries)
    assert page.context["cl"].result_count == model.objects.count() or page.context["cl"].query == "a"
    assert not page.context["cl"].has_active_filters


@pytest.mark.parametrize(
    "lookup", ["standfirst_fr__regex", "standfirst_fr__iregex", "body_en__regex", "reference__regex"]
)
def test_no_pattern_reaches_the_database(client, lookup, django_assert_max_num_queries):
    """SQLite would try it on every row, for ever."""
    make_leaks()
    desk.sign_in(client, "admin")
    with django_assert_max_num_queries(30) as captured:
        client.get(address(Release), {lookup: "(a+)+$"})
    assert not [query["sql"] for query in captured if "(a+)+$" in query["sql"]]


def test_nothing_is_done_to_a_list_that_is_not_the_one_asked_for(client):
    kept = make_institute()
    desk.sign_in(client, "admin")
    data = {"action": "delete_selected", "_selected_action": [kept.pk], "post": "yes"}
    response = client.post(f"{address(Institute)}?releases=6", data)
    assert response["Location"] == address(Institute)
    assert Institute.objects.get() == kept


def test_what_is_ticked_is_a_row_or_nothing_is_done(client):
    kept = make_institute()
    desk.sign_in(client, "admin")
    for ticked in ("x", "\x00", "9" * 5000, "1.5", "' OR 1=1", ""):
        for action in ("delete_selected", "export_ticked"):
            data = {"action": action, "_selected_action": [kept.pk, ticked], "post": "yes"}
            response = client.post(address(Institute), data)
            told = desk.messages_to_come(response)
            assert told[-1:] == ["What was ticked is not in this list. Nothing was done."], (ticked, action)
            assert response.status_code == 302
    assert client.get(address(Institute)).status_code == 200
    assert Institute.objects.get() == kept


def test_a_number_of_no_row_is_ticked_in_vain(client):
    kept = make_institute()
    desk.sign_in(client, "admin")
    data = {"action": "delete_selected", "_selected_action": "9" * 20, "post": "yes"}
    assert client.post(address(Institute), data).status_code in (200, 302)
    assert Institute.objects.get() == kept


@pytest.mark.parametrize("words", ["a " * 21, "x " * 2000])
def test_a_search_for_too_many_words_is_refused_in_words(client, words):
    desk.sign_in(client, "admin")
    for model in (Contact, Release):
        page = client.get(address(model), {"q": words}).content.decode()
        assert "Search for 20 words at most; the whole list is shown." in page
    assert "Search for" not in client.get(address(Contact), {"q": "a " * 20}).content.decode()


def test_a_column_named_a_thousand_times_orders_once(client):
    make_contact()
    desk.sign_in(client, "admin")
    shown = client.get(address(Contact), {"o": "1." * 3000}).context["cl"]
    assert shown.queryset.query.order_by == ("last_name", "first_name", "id")


def test_no_list_is_made_by_django_alone():
    for model_admin in admin.site._registry.values():
        assert issubclass(model_admin.get_changelist(None), RestrictedChangeList), model_admin
        assert not model_admin.list_editable


def test_a_list_sorted_by_a_column_has_its_empty_cells_last_in_both_directions(client):
    for number, day in enumerate([None, datetime.date(2021, 1, 1), datetime.date(2020, 1, 1)]):
        make_release(slug_fr=f"slug-{number}", slug_en=f"slug-{number}", issued_on=day)
    desk.sign_in(client, "writer")
    column = ReleaseAdmin.list_display.index("issued") + 1
    shown = [[row.issued_on for row in sorted_by(client, Release, f"{sign}{column}")] for sign in ("", "-")]
    rising = [datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)]
    assert shown == [[*rising, None], [*rising[::-1], None]]


def test_so_has_a_list_sorted_by_a_name_in_the_language_of_the_desk(client):
    for name in ("Santé", None, "Énergie"):
        Topic.objects.create(name_fr=name, name_en=name, slug_fr=f"{name}", slug_en=f"{name}")
    desk.sign_in(client, "publisher")
    for sign in ("", "-"):
        assert [row.name_fr for row in sorted_by(client, Topic, f"{sign}1")][-1] is None


def sorted_by(client, model, order):
    return client.get(address(model), {"o": order}).context["cl"].result_list
