import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from common.slugs import propose_slug
from institutes.models import Institute, Organisation, School
from releases.models import Address, Release, Topic
from releases.workflow import Refused
from tests.builders import make_institute, make_organisation, make_release, make_school, publish, rows
from tests.releases import desk

TITLES = {
    "Une journ\u00e9e\u2028sur les\x0br\u00e9seaux\tdu futur": "une-journee-sur-les-reseaux-du-futur",
    "CO₂ : 40 m² au 1ᵉʳ étage": "co2-40-m2-au-1er-etage",
    "Coeﬃcient ½ et 2½": "coefficient-1-2-et-2-1-2",
    "№ 5, n° 6": "no-5-n-6",
    "Đà Nẵng et Łódź": "da-nang-et-lodz",
    "Øresund, Þór, Straße, ıspanak": "oresund-thor-strasse-ispanak",
    "L’œuvre d'un Cœur": "l-oeuvre-d-un-coeur",
    "De\u0301compose\u0301": "decompose",
    "Москва – Ελλάδα": "moskva-ellada",
    "Ingénieur·e·s & R&D": "ingenieures-rd",
    "10 ℃, 5 € ™ 🎉": "10-c-5-tm",
    "_Meme_": "meme",
    "Fin…Début|Suite": "fin-debut-suite",
    "---": "",
    "« ? »": "",
}


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_an_address_is_proposed_from_every_letter_of_a_title(title, slug):
    assert propose_slug(title) == slug


def test_a_proposal_fits_its_column_and_ends_with_a_word():
    assert propose_slug("mot " * 50, 10) == "mot-mot-mo"
    assert propose_slug("mot " * 50, 8) == "mot-mot"


@pytest.mark.django_db
class TestProposing:
    URL = "/admin/address-name/"

    @pytest.mark.parametrize(("title", "slug"), TITLES.items())
    def test_the_desk_is_told_what_saving_would_propose(self, client, title, slug):
        desk.sign_in(client, "writer")
        assert client.post(self.URL, {"text": title, "length": "80"}).json() == {"slug": slug}
        desk.save(client, desk.ADD, title_fr=title)
        assert (Release.objects.get().slug_fr or "") == slug

    def test_only_the_desk_is_told_and_no_title_stands_in_an_address(self, client):
        assert client.post(self.URL, {"text": "Titre"}).status_code == 403
        desk.sign_in(client, "writer")
        assert client.get(self.URL, {"text": "Titre"}).status_code == 405

    @pytest.mark.parametrize("length", ["", "x", "-1", "9" * 30, "²", "0"])
    def test_odd_lengths_and_long_titles_end_in_a_proposal(self, client, length):
        desk.sign_in(client, "writer")
        answer = client.post(self.URL, {"text": "a" * 100_000, "length": length}).json()
        assert len(answer["slug"]) <= 120


def named(model, **slugs):
    return {
        Topic: lambda: Topic(name_fr="T", name_en="T", **slugs),
        School: lambda: School(name_fr="S", name_en="S", **slugs),
        Institute: lambda: Institute(name_fr="I", name_en="I", **slugs),
        Organisation: lambda: Organisation(name_fr="O", name_en="O", kind="agency", **slugs),
    }[model]()


@pytest.mark.django_db
class TestAddressNames:
    @pytest.mark.parametrize("slug", ["---", "-", "_", "_-_", "--_--"])
    @pytest.mark.parametrize("model", [Topic, School, Institute, Organisation, Release])
    def test_a_name_of_hyphens_is_refused_in_words(self, model, slug):
        column = "slug_fr" if model in (Topic, Release) else "slug"
        instance = Release(title_fr="R", slug_fr=slug) if model is Release else named(model, **{column: slug})
        with pytest.raises(ValidationError) as refusal:
            instance.full_clean()
        with override("en"):
            [sentence] = refusal.value.message_dict[column]
        assert sentence.startswith("Give at least one letter or digit")

    @pytest.mark.parametrize("typed", ["meme", "Meme", "MEME", "mEmE"])
    @pytest.mark.parametrize("model", [Topic, School, Institute, Organisation])
    def test_capitals_make_no_other_name(self, model, typed):
        if model is Topic:
            Topic.objects.create(name_fr="Autre", name_en="Other", slug_fr="meme", slug_en="other")
            instance, column = named(Topic, slug_fr=typed, slug_en="x"), "slug_fr"
        else:
            {School: make_school, Institute: make_institute}.get(model, make_organisation)(
                "Autre", slug="meme"
            )
            instance, column = named(model, slug=typed), "slug"
        with override("en"), pytest.raises(ValidationError) as refusal:
            instance.full_clean()
        assert "capital letters make no difference" in refusal.value.message_dict[column][0]
        assert list(refusal.value.message_dict) == [column]
        with pytest.raises(IntegrityError), transaction.atomic():
            instance.save()

    def test_a_school_may_not_take_the_name_of_an_agency_either(self):
        make_organisation("Agence", slug="meme")
        with pytest.raises(ValidationError):
            named(School, slug="Meme").full_clean()

    def test_one_may_change_the_capitals_of_ones_own(self):
        school = make_school(slug="meme")
        school.slug = "Meme"
        school.full_clean()
        school.save()

    @pytest.mark.parametrize("slug", ["Meme", "MEME", "meme"])
    def test_an_edition_does_not_take_the_address_of_another_release(self, slug):
        publish(make_release(slug_fr="meme"))
        with override("en"), pytest.raises(Refused, match="Another release already has this address"):
            publish(make_release(slug_fr=slug))

    def test_a_correction_with_other_capitals_stays_at_its_address(self):
        release = make_release(slug_fr="meme")
        first = publish(release)
        Release.objects.update(slug_fr="Meme")
        release.refresh_from_db()
        assert publish(release).address == first.address
        assert Address.objects.count() == 1

    def test_a_topic_is_refused_at_its_field(self, client):
        Topic.objects.create(name_fr="Autre", name_en="Other", slug_fr="meme", slug_en="other")
        desk.sign_in(client, "publisher")
        typed = {"name_fr": "Mème", "name_en": "Meme", "slug_fr": "Meme", "slug_en": "---"}
        response = desk.save(client, reverse("admin:releases_topic_add"), **typed)
        errors = response.context["adminform"].form.errors
        assert set(errors) == {"slug_fr", "slug_en"}


@pytest.mark.django_db
class TestAddressesOfReleases:
    def refusal(self, client, release, **typed):
        """What stands at the field; nothing was saved and the form keeps its words."""
        before = rows(Release)
        typed = {"standfirst_fr": "Typed.", **typed}
        response = desk.save(client, desk.change_url(release), **typed)
        form = response.context["adminform"].form
        assert {name: form[name].value() for name in typed} == typed
        assert rows(Release) == before
        [(name, [sentence])] = form.errors.items()
        return name, sentence

    @pytest.fixture(autouse=True)
    def writer(self, client):
        desk.sign_in(client, "writer")

    @pytest.mark.parametrize("typed", ["meme", "Meme", "MEME"])
    @pytest.mark.parametrize("column", ["slug_fr", "slug_en"])
    def test_two_drafts_do_not_share_one(self, client, typed, column):
        other = make_release(**{column: "meme", "title_fr": "Other"})
        own = make_release(slug_fr="own", slug_en="own")
        name, sentence = self.refusal(client, own, **{column: typed})
        assert name == column
        assert sentence == (
            f"“{other}” already has this address (2020/{typed}); capital letters make no difference. "
            "Change this address name."
        )

    # As the form proposes it while a title is typed, or left to the desk.
    @pytest.mark.parametrize("typed", ["", "meme"])
    def test_of_one_that_another_has_the_next_free_one_is_proposed(self, client, typed):
        make_release(slug_fr="meme", slug_en="x")
        make_release(slug_fr="Meme-2", slug_en="y")
        own = make_release(slug_fr="own", slug_en="own")
        desk.save(client, desk.change_url(own), slug_fr=typed, title_fr="Mème")
        own.refresh_from_db()
        assert own.slug_fr == "meme-3"
        desk.save(client, desk.change_url(own), standfirst_fr="Typed.")
        own.refresh_from_db()
        assert own.slug_fr == "meme-3"

    def test_a_proposal_with_a_number_is_no_longer_than_an_address_name(self, client):
        long = "a" * 120
        make_release(slug_fr=long, slug_en="x")
        own = make_release(slug_fr="", slug_en="own", title_fr=long)
        own.propose_slugs()
        assert own.slug_fr == f"{'a' * 118}-2"

    def test_nor_is_one_taken_that_another_release_once_had(self, client):
        other = make_release(slug_fr="meme", slug_en="x")
        publish(other)
        Release.objects.update(slug_fr="moved")
        own = make_release(slug_fr="own", slug_en="own")
        assert self.refusal(client, own, slug_fr="Meme")[0] == "slug_fr"

    def test_a_date_moves_no_release_to_the_address_of_another(self, client):
        make_release(slug_fr="meme", slug_en="x")
        own = make_release(slug_fr="Meme", slug_en="own", issued_on=datetime.date(2021, 1, 1))
        assert self.refusal(client, own, issued_on="2020-03-01")[0] == "slug_fr"

    def test_two_without_a_date_are_of_this_year(self, client):
        make_release(slug_fr="meme", slug_en="x", issued_on=None)
        own = make_release(slug_fr="own", slug_en="own", issued_on=None)
        assert self.refusal(client, own, slug_fr="Meme")[0] == "slug_fr"

    def test_another_year_is_another_address(self, client):
        make_release(slug_fr="meme", slug_en="x")
        make_release(slug_fr="meme", slug_en="y", issued_on=None)
        own = make_release(slug_fr="own", slug_en="own", issued_on=datetime.date(2021, 1, 1))
        assert desk.save(client, desk.change_url(own), slug_fr="meme").status_code == 302

    def test_nobody_is_kept_from_saving_by_an_address_given_before(self, client):
        make_release(slug_fr="meme", slug_en="x")
        own = make_release(slug_fr="Meme", slug_en="own")
        assert desk.save(client, desk.change_url(own), title_fr="Typed").status_code == 302
