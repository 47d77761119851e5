import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError

from common.exceptions import Refused
from institutes.models import Organisation
from releases import workflow
from releases.demo.pictures import PICTURES
from releases.models import Edition, Event, Release
from tests.releases.demo.command import PASSWORD, ROLES, demo

# A demonstration is on SQLite, whatever the tests use.
pytestmark = pytest.mark.one_database


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
        found = workflow.checks.Examination(edition.release, edition.language)
        assert [*found.refusing, *found.warnings] == [], (edition.reference, edition.language)


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
