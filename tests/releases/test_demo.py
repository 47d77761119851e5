import datetime
import io
import shutil
import stat
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone, translation

from common.exceptions import Refused
from institutes.models import Organisation
from releases import workflow
from releases.demo import scenario
from releases.demo.pictures import PICTURES
from releases.models import Edition, Event, Release

PARIS = ZoneInfo("Europe/Paris")
PASSWORD = "chosen for the demonstration"
ROLES = ["writer", "translator", "publisher", "contacts", "admin"]
# A demonstration is on SQLite, whatever the tests use.
pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def demonstration(db, settings, tmp_path, monkeypatch):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    monkeypatch.delenv("PORT", raising=False)


@pytest.fixture
def chosen(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)


def demo(*arguments, few=True):
    output = io.StringIO()
    call_command("demo", *arguments, few=few, stdout=output)
    return output.getvalue()


def states(at=None):
    """What the public has and where the desk's text stands, of each language."""
    return {
        release.reference: (
            release.public_fr,
            release.desk_fr,
            release.public_en,
            release.desk_en,
        )
        for release in Release.objects.with_states(at)
    }


def printed_password(output, account):
    line = next(line for line in output.splitlines() if line.split()[:1] == [account])
    return line.split()[1]


@pytest.fixture(scope="class")
def loaded_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the command prints, its rows undone after the class, and the folder that it wrote to."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        for name in ("DEMO_PASSWORD", "PORT"):
            patched.delenv(name, raising=False)
        with override_settings(DEMO=True, VAR_DIR=folder, MEDIA_ROOT=folder / "media"):
            output = demo()
        translation.deactivate()
        yield output, folder
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once, demonstration, own_files, settings):
    output, folder = loaded_once
    shutil.copytree(folder, settings.VAR_DIR, dirs_exist_ok=True)
    return output


def kept():
    accounts = set(User.objects.values_list("id", "password"))
    return Edition.objects.count(), Event.objects.count(), accounts


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
        assert "trop tôt\u202f:" in notes["fr"]
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


def test_a_press_room_of_forty_releases_is_loaded_where_nothing_else_is_asked(chosen):
    demo(few=False)
    number = dict.fromkeys(("fr", "en"), 0)
    for edition in Edition.objects.live():
        number[edition.language] += 1
    assert number == {"fr": 36, "en": 31}
    assert {edition.issued_on.year for edition in Edition.objects.live()} == set(range(2019, 2027))
    assert set(Edition.objects.live().values_list("kind", flat=True)) == set(Release.Kind.values)
    for reference, picture in PICTURES.items():
        for language in ("fr", "en"):
            shown = Edition.objects.live(language=language).get(reference=reference).lead_picture
            assert shown["alt"] == picture.texts[f"alt_{language}"]
            assert shown["caption"] == picture.texts[f"caption_{language}"]
    for edition in Edition.objects.live().select_related("release"):
        assert workflow.hints(edition.release, edition.language) == [], (edition.reference, edition.language)


def test_there_is_one_account_per_role(client, chosen):
    demo()
    assert sorted(User.objects.values_list("username", flat=True)) == sorted(ROLES)
    for user in User.objects.all():
        assert user.is_staff
        assert user.is_superuser == (user.username == "admin")
        assert user.get_full_name().startswith("Demo ")
        assert client.login(username=user.username, password=PASSWORD)


def test_it_prints_addresses_and_one_line_per_account(monkeypatch, chosen):
    monkeypatch.setenv("PORT", "8123")
    output = demo()
    assert len(output.splitlines()) < 20
    for edition in Edition.objects.live().filter(reference="CP-2020-001").select_related("address"):
        assert f"http://127.0.0.1:8123{edition.get_absolute_url()}\n" in output
    for address in ("/fr/", "/en/", "/admin/"):
        assert f"http://127.0.0.1:8123{address}\n" in output
    for role in ROLES:
        assert output.count(f"{role} ") >= 1
    assert output.count(PASSWORD) == len(ROLES)


def test_a_database_with_data_of_its_own_is_left_alone():
    Organisation.objects.create(name_fr="À moi", name_en="Mine", slug="mine")
    output = demo()
    assert "kept" in output
    assert Organisation.objects.count() == 1
    assert not Release.objects.exists()


def test_it_refuses_outside_a_demonstration(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demonstration only"):
        demo()
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


def test_a_refusal_half_way_leaves_nothing_behind(monkeypatch):
    def refuse(*args, **kwargs):
        raise Refused("Because.")

    monkeypatch.setattr(workflow, "withdraw", refuse)
    with pytest.raises(CommandError, match=r"Nothing was loaded: Because\."):
        demo()
    for model in (User, Organisation, Release, Edition, Event):
        assert not model.objects.exists()


def test_a_folder_that_cannot_be_written_is_told_in_one_line(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.VAR_DIR = tmp_path / "file" / "var"
    with pytest.raises(CommandError, match=r"file/var(/demo_password)?: Not a directory"):
        demo()
    assert not User.objects.exists()


def test_a_dry_run_only_says_what_it_would_do(settings, chosen):
    output = demo("--dry-run", few=False)
    assert "Would load the fixtures" in output
    assert "more_releases" in output
    assert "writer, translator, publisher, contacts, admin" in output
    assert "DEMO_PASSWORD" in output
    assert not User.objects.exists()
    assert not Organisation.objects.exists()
    assert list(settings.VAR_DIR.iterdir()) == []

    demo()
    output = demo("--dry-run")
    assert "Would keep the data" in output
    assert "Would create no account." in output
