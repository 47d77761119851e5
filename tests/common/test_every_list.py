"""Every list of the desk takes the filters that its own page links to, and no others."""

import random
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib import admin
from django.contrib.admin.views.main import IGNORED_PARAMS, PAGE_VAR
from django.test import Client
from lxml import html

from common.modeladmin.base import DisallowedQuery
from institutes.models import Institute
from releases import workflow
from releases.models import Edition, Event, Release
from tests.common.test_changelist import address
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]

LOOKUPS = ["", "exact", "id", "pk", "in", "isnull", "isempty", "regex", "iregex", "contains", "startswith"]
LOOKUPS += ["gt", "lte", "range", "year", "month", "date", "0", "has_key", "pk__in", "id__range", "length"]
NEVER_NAMES = ["nonsense", "None__year", "pk", "id__id", "password__startswith", "_state", "__", ""]


def followed(client, model):
    """The parameters in the links beside and above the list, followed as far as they lead."""
    names, waiting = set(), [""]
    for query in waiting:
        page = html.document_fromstring(client.get(address(model) + query).content)
        links = page.xpath(
            "//nav[contains(@class, 'desk-filters')]//a/@href | //nav[@class='toplinks']//a/@href"
        )
        links += page.xpath("//div[contains(@class, 'xfull')]//a/@href")
        for link in links:
            new = {name for name, _value in parse_qsl(urlsplit(link).query)} - names
            names |= new
            waiting += [link] if new else []
    return names - {*IGNORED_PARAMS, PAGE_VAR}


@pytest.fixture(scope="module")
def offered(made_world, made_once):
    def follow():
        client = Client()
        desk.sign_in(client, "admin", username="follower")
        return {model: followed(client, model) for model in admin.site._registry}

    return made_once(follow)[0]


@pytest.fixture(autouse=True)
def user(client):
    return desk.sign_in(client, "admin")


def asked_of(model):
    """Look-ups on every column and along every relation, hidden ones too."""
    for field in model._meta.get_fields(include_hidden=True):
        names = {field.name, getattr(field, "attname", field.name)}
        if field.is_relation and field.related_model:
            names |= {f"{field.name}__{other.name}" for other in field.related_model._meta.get_fields()}
        yield from ("__".join(filter(None, [name, lookup])) for name in names for lookup in LOOKUPS)


def dates_of(name):
    """A day counts in its month, a month in its year."""
    field, separator, part = name.rpartition("__")
    if not separator:
        return {}
    known = {"year": ["year"], "month": ["year", "month"], "day": ["year", "month", "day"]}.get(part, [])
    return {f"{field}__{each}": "2020" if each == "year" else "2" for each in known}


def is_accepted(rf, user, model_admin, name):
    request = rf.get("/", {name: "1"})
    request.user = user
    try:
        model_admin.get_changelist_instance(request)
    except DisallowedQuery:
        return False
    return True


def test_a_list_takes_the_filters_that_its_page_offers(client, offered):
    for model, names in offered.items():
        for name in names:
            response = client.get(address(model), {name: "1", **dates_of(name)})
            assert response.status_code == 200, (model, name)
    assert sum(map(len, offered.values())) > 20


@pytest.mark.one_database
def test_it_takes_no_others(rf, user, offered):
    chance = random.Random(7)
    for model, model_admin in admin.site._registry.items():
        hostile = sorted({*asked_of(model), *NEVER_NAMES} - offered[model])
        sample = chance.sample(hostile, min(80, len(hostile)))
        assert not [name for name in sample if is_accepted(rf, user, model_admin, name)], model


@pytest.mark.one_database
def test_it_names_each_filter_and_each_of_its_links(client, user):
    # An act that has no language.
    workflow.log(Release.objects.first(), Event.Kind.EDITED, user)
    links = 0
    for model in admin.site._registry:
        page = html.document_fromstring(client.get(address(model)).content)
        named = page.xpath(
            "//nav[contains(@class, 'desk-filters')]//a | //nav[contains(@class, 'desk-filters')]//summary"
        )
        links += len(named)
        assert not [tag for tag in named if not tag.text_content().strip()], model
    assert links > 100


@pytest.mark.one_database
def test_it_offers_nothing_without_a_link(offered):
    dates = {f"live_from__{part}" for part in ("year", "month", "day")}
    assert offered[Edition] - dates == {"language", "is_minor__exact"}
    schools = {"schools__organisation_ptr__exact", "schools__isnull"}
    assert offered[Institute] == {"awards__year", *schools}
