import datetime

import pytest
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from common.compiled_queries import Parameter, compiled
from releases.models import Edition, Topic
from releases.workflow.prefetching import with_edition_sources
from tests.builders import make_release, publish

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@compiled(most=2)
def titles(start, end):
    editions = Edition.objects.live(Parameter("at", DateTimeField()), Parameter("language", CharField()))
    return editions[start:end].values_list("title", "live_from", "is_minor", "document")


@pytest.fixture
def published():
    for number in range(3):
        release = make_release(slug_fr=f"titre-{number}", slug_en=f"title-{number}")
        for language in ("fr", "en"):
            publish(release, language)


def test_the_rows_are_those_of_the_query_set_with_their_types(published):
    now = timezone.now()
    for language in ("fr", "en", "fr"):
        for at in (now, now - HOUR, now + HOUR):
            wanted = Edition.objects.live(at, language).values_list(
                "title", "live_from", "is_minor", "document"
            )
            assert titles(0, 2).rows(at=at, language=language) == list(wanted[:2])


def test_the_statement_is_written_once_for_each_shape(published, monkeypatch):
    titles(0, 2)
    monkeypatch.setattr(Edition.objects, "live", None)
    assert len(titles(0, 2).rows(at=timezone.now(), language="fr")) == 2
    with pytest.raises(TypeError):
        titles(0, 3)


def test_a_slice_of_nothing_has_no_rows(published):
    assert titles(2, 2).rows(at=timezone.now(), language="fr") == []


def test_a_model_with_columns_of_each_language_is_refused():
    with pytest.raises(TypeError, match="modeltranslation"):
        compiled()(lambda: Topic.objects.values_list("name"))()


def test_a_value_that_is_missing_is_an_error(published):
    with pytest.raises(KeyError):
        titles(0, 2).rows(language="fr")


@compiled()
def editions_with_addresses():
    editions = Edition.objects.filter(language=Parameter("language", CharField()))
    return editions.select_related("address").defer("body").order_by("pk")


def test_instances_are_those_of_the_query_set_with_what_they_are_related_to(
    published, django_assert_num_queries
):
    wanted = list(Edition.objects.filter(language="fr").order_by("pk"))
    with django_assert_num_queries(1):
        found = editions_with_addresses().rows(language="fr")
        assert [edition.address.slug for edition in found] == ["titre-0", "titre-1", "titre-2"]
    assert found == wanted
    for edition, own in zip(found, wanted, strict=True):
        assert edition.get_deferred_fields() == {"body"}
        assert (edition.live_from, edition.document) == (own.live_from, own.document)
        assert edition.body == own.body


def test_rows_that_were_read_are_not_read_otherwise(published):
    known = with_edition_sources(Edition.objects.first().release)
    assert list(known.contact_lines.all()) == []
    with pytest.raises(TypeError, match="already"):
        known.contact_lines.filter(pk=1)
