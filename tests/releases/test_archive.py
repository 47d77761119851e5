import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from common import languages
from releases.models import Address, Edition, EditionOrganisation, ReferenceCounter, Release
from tests.builders import make_boilerplate, make_contact, make_institute, make_release, make_school
from tests.visitor import visit

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def directory(settings):
    settings.DEMO = True
    institute = make_institute()
    make_school()
    make_contact()
    make_boilerplate()
    return institute


def texts():
    return list(Edition.objects.order_by("pk").values_list("title", "body", "live_from"))


def test_an_archive_is_made_of_whole_releases_that_pages_show(directory):
    make_release(issued_on=datetime.date(2007, 1, 1))
    call_command("make_archive", 40, seed=1)
    assert Release.objects.count() == 41
    live = Edition.objects.live()
    assert live.count() > 30 * len(languages.LANGUAGES)
    assert not Edition.objects.exclude(address__in=Address.objects.all()).exists()
    assert Edition.objects.filter(number=2).exists()
    assert len(visit("/fr/communiques/").texts("//li[@class='line']")) == 20
    assert visit(live.filter(language="en").first().get_absolute_url())
    assert sum(ReferenceCounter.objects.values_list("last", flat=True)) >= 41
    release = Release.objects.create(title_fr="Le suivant", issued_on=datetime.date(2006, 3, 1))
    assert release.reference.startswith("CP-2006-")


def test_one_seed_makes_the_same_archive_and_another_another(directory):
    made = []
    for seed in (1, 1, 2):
        Edition.organisations.through.objects.all().delete()
        Edition.objects.all()._raw_delete("default")
        Address.objects.all().delete()
        Release.objects.all().delete()
        ReferenceCounter.objects.all().delete()
        call_command("make_archive", 5, seed=seed)
        made.append(texts())
    assert made[0] == made[1] != made[2]


def test_each_edition_knows_its_place_in_the_list_of_its_organisations(directory):
    call_command("make_archive", 10)
    for place in EditionOrganisation.objects.select_related("edition"):
        assert place.edition.place_in_lists == {
            "language": place.language,
            "issued_on": place.issued_on,
            "live_from": place.live_from,
        }
    named = Edition.objects.annotate(named=Count("organisations")).filter(named__gt=0)
    assert named.count() == Edition.objects.count()


def test_no_archive_is_made_on_a_real_site_nor_about_nobody(settings, db):
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("make_archive", 1)
    settings.DEMO = True
    with pytest.raises(CommandError, match="load the demonstration"):
        call_command("make_archive", 1)
