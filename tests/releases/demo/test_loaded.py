import datetime
import stat

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from releases import workflow
from releases.demo import scenario
from releases.models import Edition, Event, Release
from tests.releases.demo.command import PARIS, PASSWORD, ROLES, demo, kept, printed_password, states

# A demonstration is on SQLite, whatever the tests use.
pytestmark = pytest.mark.one_database


class TestOneThatIsLoaded:
    def test_every_state_can_be_seen(self, loaded):
        assert states() == {
            "CP-2020-001": ("live", "published", "live", "published"),
            "CP-2021-001": ("live", "published", "nothing", "empty"),
            "CP-2022-001": ("live", "published", "live", "published"),
            "CP-2023-001": ("withdrawn", "draft", "withdrawn", "draft"),
            "CP-2026-001": ("scheduled", "published", "scheduled", "published"),
            "CP-2026-002": ("nothing", "in_review", "nothing", "in_review"),
            "CP-2026-003": ("nothing", "draft", "nothing", "draft"),
        }

    def test_the_public_sees_what_is_live_and_nothing_else(self, loaded):
        seen = Edition.objects.live().order_by("language", "reference")
        assert [(e.language, e.reference, e.number) for e in seen] == [
            ("en", "CP-2020-001", 1),
            ("en", "CP-2022-001", 2),
            ("fr", "CP-2020-001", 1),
            ("fr", "CP-2021-001", 1),
            ("fr", "CP-2022-001", 2),
        ]

    def test_the_scheduled_release_appears_tomorrow_at_nine_in_paris(self, loaded):
        begins = {e.live_from.astimezone(PARIS) for e in Edition.objects.filter(reference=scenario.SCHEDULED)}
        tomorrow = timezone.localdate(timezone=PARIS) + datetime.timedelta(days=1)
        assert begins == {datetime.datetime.combine(tomorrow, datetime.time(9), tzinfo=PARIS)}
        assert states(begins.pop())[scenario.SCHEDULED][::2] == ("live", "live")

    def test_every_other_went_online_on_its_day_of_issue(self, loaded):
        firsts = Edition.objects.filter(number=1).exclude(reference=scenario.SCHEDULED)
        begins = {edition: edition.live_from.astimezone(PARIS) for edition in firsts}
        assert len(begins) == 7
        assert all((at.date(), at.hour) == (e.issued_on, 9) for e, at in begins.items())
        assert all(edition.approved_at == edition.live_from for edition in begins)
        assert {e.reference for e in Edition.objects.live(datetime.datetime(2022, 1, 1, tzinfo=PARIS))} == {
            "CP-2020-001",
            "CP-2021-001",
        }

    def test_what_followed_was_done_on_the_day_after(self, loaded):
        ends = dict(Edition.objects.exclude(live_until=None).values_list("reference", "live_until"))
        days = {reference: end.astimezone(PARIS).date() for reference, end in ends.items()}
        assert days == {
            scenario.CORRECTED: datetime.date(2022, 6, 8),
            scenario.WITHDRAWN: datetime.date(2023, 9, 20),
        }
        [second] = Edition.objects.filter(reference=scenario.CORRECTED, language="fr", number=2)
        assert second.correction["date"] == datetime.date(2022, 6, 8)
        assert "8 juin 2022" in second.html.article.replace("\xa0", " ")
        assert {place.live_from for place in second.organisation_places.all()} == {second.live_from}

    def test_timelines_tell_it_in_this_order(self, loaded):
        events = Event.objects.filter(reference=scenario.CORRECTED, language="fr").order_by("at", "id")
        days = [(event.kind, str(event.at.astimezone(PARIS).date())) for event in events]
        assert days == [
            ("submitted", "2022-06-06"),
            ("approved", "2022-06-07"),
            ("reopened", "2022-06-08"),
            ("submitted", "2022-06-08"),
            ("approved", "2022-06-08"),
        ]
        dated = Release.objects.exclude(issued_on=None)
        assert all(release.events.latest("at").at.year == release.issued_on.year for release in dated)

    @pytest.mark.parametrize(
        ("language", "wrong", "right"),
        [
            ("fr", "jeudi 14 juin 2022", "jeudi 16 juin 2022"),
            ("en", "Thursday 14 June 2022", "Thursday 16 June 2022"),
        ],
    )
    def test_the_correction_says_what_it_corrects(self, loaded, language, wrong, right):
        first, second = Edition.objects.filter(reference=scenario.CORRECTED, language=language).order_by(
            "number"
        )
        assert wrong in first.body
        assert right in second.body
        assert "16" in second.change_note
        assert "14" in second.change_note
        assert second.correction["number"] == 1
        assert second.live_from == first.live_until

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_the_corrected_release_leads_with_a_picture(self, loaded, language):
        picture = Edition.objects.live(language=language).get(reference=scenario.CORRECTED).lead_picture
        assert (picture["width"], picture["height"], picture["mime_type"]) == (1600, 1000, "image/png")
        assert picture["alt"]
        assert picture["caption"]

    def test_the_withdrawal_is_explained_in_both_languages(self, loaded):
        notes = dict(Edition.objects.withdrawn().values_list("language", "withdrawal_note"))
        assert set(notes) == {"fr", "en"}
        assert "trop tôt\u00a0:" in notes["fr"]
        assert "too early" in notes["en"]

    def test_the_draft_s_translation_is_older_than_its_source(self, loaded):
        stale = [r.reference for r in Release.objects.all() if r.is_stale("en")]
        assert stale == [scenario.DRAFT]

    def test_all_that_was_done_is_on_the_timelines(self, loaded):
        names = set(Event.objects.values_list("actor_name", flat=True))
        assert names == {"Demo Writer", "Demo Translator", "Demo Publisher"}
        assert set(Event.objects.values_list("kind", flat=True)) == {
            Event.Kind.CREATED,
            Event.Kind.EDITED,
            Event.Kind.SUBMITTED,
            Event.Kind.APPROVED,
            Event.Kind.REOPENED,
            Event.Kind.WITHDRAWN,
        }
        edited = Event.objects.filter(kind=Event.Kind.EDITED)
        assert all(change["from"] != change["to"] for event in edited for change in event.changes.values())

    @pytest.mark.parametrize(
        ("username", "writes", "approves", "keeps_contacts"),
        [
            ("writer", {"fr", "en"}, False, False),
            ("translator", {"en"}, False, False),
            ("publisher", {"fr", "en"}, True, False),
            ("contacts", set(), False, True),
            ("admin", {"fr", "en"}, True, True),
        ],
    )
    def test_an_account_may_what_its_line_says(self, loaded, username, writes, approves, keeps_contacts):
        user = User.objects.get(username=username)
        assert {language for language in ("fr", "en") if workflow.may_write(user, language)} == writes
        assert user.has_perm("releases.approve_release") == approves
        assert user.has_perm("institutes.change_contact") == keeps_contacts

    def test_a_second_run_keeps_the_data_and_the_passwords(self, loaded):
        first = loaded
        release = Release.objects.get(reference="CP-2020-001")
        release.title_fr = "Changed by a visitor"
        release.save()
        before = kept()

        second = demo()
        release.refresh_from_db()
        assert release.title_fr == "Changed by a visitor"
        assert before == kept()
        for role in ROLES:
            assert printed_password(first, role) == printed_password(second, role)

    def test_the_random_password_is_one_for_all_and_kept_for_the_owner_alone(self, loaded, settings, client):
        password = printed_password(loaded, "writer")
        kept = settings.VAR_DIR / "demo_password"
        assert len(password) >= 16
        assert kept.read_text() == password
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        for role in ROLES:
            assert client.login(username=role, password=password)

    def test_a_password_given_later_replaces_the_random_one(self, loaded, monkeypatch, settings, client):
        random = printed_password(loaded, "writer")
        monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
        assert PASSWORD in demo()
        assert client.login(username="writer", password=PASSWORD)
        assert not client.login(username="writer", password=random)

        monkeypatch.delenv("DEMO_PASSWORD")
        output = demo()
        assert random not in output
        assert PASSWORD not in output
        assert "changed since" in output
        assert client.login(username="writer", password=PASSWORD)

    def test_an_account_that_was_deleted_comes_back_and_the_others_stay(self, loaded):
        password = printed_password(loaded, "writer")
        User.objects.get(username="contacts").delete()
        assert printed_password(demo(), "contacts") == password
        assert User.objects.filter(username="contacts", groups__name="contact managers").exists()
