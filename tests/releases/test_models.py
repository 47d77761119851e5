import datetime
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone, translation

from common import languages
from common.slugs import propose_slug
from releases.models import Attachment, Release, ReleaseBoilerplate, ReleaseContact, Topic
from tests.builders import attach, make_boilerplate, make_contact, make_release, publish, submit, withdraw

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


class TestReferences:
    def test_numbers_follow_one_another_within_a_year(self):
        first, second = make_release(), make_release()
        other_year = make_release(issued_on=datetime.date(2021, 3, 1))
        assert [first.reference, second.reference] == ["CP-2020-001", "CP-2020-002"]
        assert other_year.reference == "CP-2021-001"

    def test_a_number_is_not_given_again_when_its_release_is_gone(self):
        make_release()
        make_release().delete()
        assert make_release().reference == "CP-2020-003"
        Release.objects.all().delete()
        assert make_release().reference == "CP-2020-004"

    def test_a_reference_is_kept_when_the_date_changes(self):
        release = make_release()
        release.issued_on = datetime.date(2021, 3, 1)
        release.save()
        release.refresh_from_db()
        assert release.reference == "CP-2020-001"

    def test_references_that_were_brought_along_are_passed_over(self):
        for reference in ("CP-2020-001", "CP-2020-003"):
            make_release(reference=reference)
        assert [make_release().reference for _ in range(2)] == ["CP-2020-002", "CP-2020-004"]

    def test_a_release_without_a_date_is_numbered_in_the_year_of_paris(self, time_machine):
        time_machine.move_to(datetime.datetime(2026, 12, 31, 23, 30, tzinfo=datetime.UTC))
        assert make_release(issued_on=None).reference == "CP-2027-001"

    def test_the_thousandth_release_of_a_year_has_its_number(self):
        release = make_release(reference="CP-2020-999")
        assert len(release.reference) < Release._meta.get_field("reference").max_length

    def test_the_database_takes_a_reference_once(self):
        make_release()
        with pytest.raises(IntegrityError):
            Release.objects.bulk_create([Release(reference="CP-2020-001")])

    @pytest.mark.django_db(transaction=True)
    def test_two_people_at_the_same_time_get_two_numbers(self):
        together, references = threading.Barrier(4), []

        def make():
            try:
                together.wait(timeout=10)
                references.append(make_release().reference)
            finally:
                connection.close()

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert sorted(references) == [f"CP-2020-00{number}" for number in range(1, 5)]


class TestTexts:
    def test_a_text_of_one_language_is_never_that_of_another(self):
        release = make_release(in_languages=("fr",))
        with translation.override("en"):
            release = Release.objects.get(pk=release.pk)
            assert not release.title
            assert release.texts("en") == dict.fromkeys(release.texts("en"), "")
        assert release.text("title", "fr") == "Title in fr"

    @pytest.mark.parametrize("field", ["title", "standfirst", "body"])
    def test_one_text_makes_a_language(self, field):
        release = make_release(in_languages=("fr",), **{f"{field}_en": "<p>Text</p>"})
        assert release.has_text("en")

    @pytest.mark.parametrize("fields", [{}, {"city_en": "Paris"}, {"slug_en": "a"}, {"body_en": "<p> </p>"}])
    def test_a_city_an_address_or_an_empty_editor_is_not_a_text(self, fields):
        assert not make_release(in_languages=("fr",), **fields).has_text("en")

    def test_a_release_is_called_by_its_source_title_or_another(self):
        assert str(make_release(source_language="en")) == "CP-2020-001 Title in en"
        assert str(make_release(in_languages=("fr",), source_language="en")) == "CP-2020-002 Title in fr"
        assert str(make_release(in_languages=())) == "CP-2020-003"

    def test_a_release_needs_a_text_in_one_language(self):
        with pytest.raises(ValidationError) as refusal:
            Release(source_language="en").clean()
        assert list(refusal.value.message_dict) == ["title_en"]

    @pytest.mark.parametrize(
        ("title", "slug"),
        [
            ("L’œuvre d'un Cœur", "l-oeuvre-d-un-coeur"),
            ("Où ? À l’école : « déjà »", "ou-a-l-ecole-deja"),
            ("2020–2024 — Brest/Nantes", "2020-2024-brest-nantes"),
            ("Größe", "grosse"),
            ("???", ""),
            ("a" * 119 + " bc", "a" * 119),
        ],
    )
    def test_an_address_is_proposed_from_the_title(self, title, slug):
        assert propose_slug(title) == slug

    def test_an_address_is_proposed_per_language_and_never_replaced(self):
        release = Release(title_fr="Le réseau", title_en="The network", slug_en="chosen")
        release.clean()
        assert (release.slug_fr, release.slug_en) == ("le-reseau", "chosen")

    def test_every_save_raises_the_revision_but_not_that_of_a_few_fields(self):
        release = make_release()
        assert release.revision == 1
        Release.objects.get().save()
        release.save()
        assert release.revision == 3
        release.save(update_fields=["kind"])
        assert release.revision == Release.objects.get().revision == 3


class TestStaleness:
    def test_a_translation_is_stale_once_its_source_has_changed(self):
        release = make_release()
        release.mark_translated("en")
        release.save()
        release = Release.objects.get()
        assert not release.is_stale("en")
        release.body_fr = "<p>Another body.</p>"
        assert release.is_stale("en")
        release.body_fr = "<p>Body in fr.</p>"
        assert not release.is_stale("en")
        release.title_fr = "Another title"
        release.mark_translated("en")
        assert not release.is_stale("en")

    @pytest.mark.parametrize("field", ["title", "subtitle", "standfirst", "city", "body"])
    def test_a_change_of_any_text_counts_and_one_of_the_address_does_not(self, field):
        release = make_release()
        release.mark_translated("en")
        release.slug_fr = "another-address"
        assert not release.is_stale("en")
        setattr(release, f"{field}_fr", "Another")
        assert release.is_stale("en")

    def test_the_source_the_untold_and_the_empty_are_never_stale(self):
        release = make_release()
        assert not release.is_stale("en")
        release.mark_translated("en")
        release.title_fr = "Another title"
        assert release.is_stale("en")
        assert not release.is_stale("fr")
        release.title_en = release.standfirst_en = release.body_en = ""
        assert not release.is_stale("en")

    def test_a_change_of_the_translation_itself_does_not_count(self):
        release = make_release()
        release.mark_translated("en")
        release.title_en = "A better title"
        assert not release.is_stale("en")

    def test_the_source_may_be_another_language(self):
        release = make_release(source_language="en")
        for language in ("fr", "en"):
            release.mark_translated(language)
        release.title_en = "Another title"
        assert release.is_stale("fr")
        assert not release.is_stale("en")


class TestLines:
    def test_a_contact_and_a_boilerplate_stand_in_a_release_once(self):
        contact, boilerplate = make_contact(), make_boilerplate()
        release = attach(make_release(), contact, boilerplate)
        for line in (
            ReleaseContact(release=release, contact=contact),
            ReleaseBoilerplate(release=release, boilerplate=boilerplate),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                type(line).objects.bulk_create([line])
        attach(make_release(), contact, boilerplate)

    def test_what_stands_in_a_release_is_not_deleted(self):
        contact, boilerplate = make_contact(), make_boilerplate()
        attach(make_release(), contact, boilerplate)
        for instance in (contact, boilerplate):
            with pytest.raises(ProtectedError):
                instance.delete()

    def test_one_attachment_leads(self):
        release, other = make_release(), make_release()
        Attachment.objects.create(release=release, is_lead_picture=True)
        Attachment.objects.create(release=other, is_lead_picture=True)
        follower = Attachment.objects.create(release=release)
        Attachment.objects.create(release=release)
        with pytest.raises(IntegrityError), transaction.atomic():
            Attachment.objects.filter(pk=follower.pk).update(is_lead_picture=True)
        with pytest.raises(IntegrityError):
            Attachment.objects.bulk_create([Attachment(release=release, is_lead_picture=True)])

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_an_address_of_a_topic_is_taken_once_per_language(self, language):
        column = languages.column_in(language, "slug")
        Topic.objects.create(**{column: "energy"})
        Topic.objects.create(**{languages.column_in(*languages.others(language), "slug"): "energy"})
        with pytest.raises(IntegrityError):
            Topic.objects.bulk_create([Topic(**{column: "energy"})])


class TestStates:
    @pytest.fixture
    def now(self):
        return timezone.now()

    def state(self, release, at=None):
        row = Release.objects.with_states(at).get(pk=release.pk)
        return row.public_fr, row.desk_fr

    def test_each_state_of_the_text_is_told(self):
        release = make_release(in_languages=("en",))
        assert self.state(release) == ("nothing", "empty")
        release.title_fr = "Titre"
        release.save()
        assert self.state(release) == ("nothing", "draft")
        release = submit(make_release())
        assert self.state(release) == ("nothing", "in_review")

    def test_neither_fact_hides_the_other(self, now):
        release = make_release()
        publish(release, live_from=now + HOUR)
        assert self.state(release, now) == ("scheduled", "published")
        assert self.state(release, now + HOUR) == ("live", "published")
        Release.objects.update(status_fr="draft")
        assert self.state(release, now + HOUR) == ("live", "draft")
        assert self.state(release, now) == ("scheduled", "draft")

    def test_what_was_withdrawn_is_told_while_another_text_waits(self):
        release = make_release()
        publish(release)
        withdraw(release)
        assert self.state(release) == ("withdrawn", "draft")
        submit(release)
        assert self.state(release) == ("withdrawn", "in_review")

    def test_all_of_it_is_one_query(self, django_assert_num_queries):
        for number in range(5):
            publish(make_release(slug_fr=f"address-{number}"))
        with django_assert_num_queries(1):
            rows = list(Release.objects.with_states())
        assert {(row.public_fr, row.desk_fr) for row in rows} == {("live", "published")}
        assert {(row.public_en, row.desk_en) for row in rows} == {("nothing", "draft")}
