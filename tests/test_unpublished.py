"""Nothing of an unpublished text is on any page of somebody who may not see releases."""

import html
import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from lxml.html import document_fromstring

from institutes.models import Contact, Institute, Organisation, School
from releases import workflow
from releases.models import Attachment, Boilerplate, Edition, Event, Release, Topic
from tests import fuzzing
from tests.builders import attach, make_leaks, make_user
from tests.releases.test_composition import picture
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

OF_RELEASES = ("release", "edition", "event", "attachment", "address", "editionfile", "referencecounter")
OF_RELEASES += ("releasecontact", "releaseboilerplate")
SLUGS = [f"secret-{word}" for word in ("draft", "review", "scheduled", "withdrawn")]


@pytest.fixture(scope="module")
def made_world(made_once):
    return made_once(world_of_leaks)


def world_of_leaks():
    """Whatever may point at a release points at unpublished ones, too."""
    world = World()
    world.leaks = make_leaks()
    world.editor = make_user("publisher", username="editor")
    world.role = Group.objects.create(name="Role")
    world.editor.groups.add(world.role)
    for release in world.leaks:
        attach(release, world.contact, world.twin, world.boilerplate)
        release.institutes.add(world.institute)
        release.schools.add(world.school)
        release.topics.add(world.topic)
        Attachment.objects.create(release=release, file=ContentFile(picture().read(), "secret-draft.png"))
        LogEntry.objects.log_actions(world.editor.pk, [release], ADDITION)
    for edition in Edition.objects.exclude(release=world.release):
        edition.organisations.add(
            *(world.institute, world.school, world.agency), through_defaults=edition.place_in_lists
        )
        edition.topics.add(world.topic)
    return world


@pytest.fixture
def world(shared_world):
    return shared_world


def sign_in(client, world, role="admin"):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    user = make_user(role, username="person")
    for release in world.leaks:
        LogEntry.objects.log_actions(user.pk, [release], ADDITION)
    client.force_login(user)
    return user


@pytest.fixture
def somebody(client, world):
    """Holds every permission but those on releases, which it was not always without."""
    user = sign_in(client, world, role="")
    releases = Permission.objects.filter(
        content_type__app_label="releases", content_type__model__in=OF_RELEASES
    )
    user.user_permissions.set(Permission.objects.exclude(pk__in=releases))
    return user


def told(response, world) -> list[str]:
    """The words of unpublished texts in an answer, its headers included."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    answer = str(response.headers) + html.unescape(body.decode("utf-8", "replace"))
    # The page of what was withdrawn says its reference to everybody.
    secrets = ["SECRET", *SLUGS, *(release.reference for release in world.leaks[:-1])]
    return [secret for secret in secrets if secret in answer]


def ask(client, method, url, data=None):
    """What a request would bring; what it did is undone, a sign-out too."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method)(url, data or {})
        if response.streaming:
            response.streaming_content = list(response.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


@pytest.mark.usefixtures("unwatched")
def test_no_address_tells(client, world, somebody):
    values = fuzzing.some_values()
    wrong, reached = [], set()
    for route in fuzzing.routes():
        # These addresses name the text itself, and the answer repeats its address.
        if route.name in ("release", "release_by_reference"):
            continue
        url = route.with_rows(values)
        for method in ("get", "post"):
            response = ask(client, method, url)
            reached |= {route.name} if response.status_code == 200 else set()
            wrong += [(method, url, words) for words in [told(response, world)] if words]
    assert not wrong
    assert len(reached) > 60


DELETED = {
    Institute: "institute",
    School: "school",
    Organisation: "agency",
    Topic: "topic",
    Boilerplate: "boilerplate",
    User: "editor",
}
OTHERS = "others that you may not see"
# What could hang on a row, in the words of Django's summary of a deletion.
UNSEEN_KINDS = re.compile(r"press release|edition|log entr|relationship|\battachment", re.I)


def pages(model, row):
    opts = model._meta
    name = f"admin:{opts.app_label}_{opts.model_name}"
    bulk = {"action": "delete_selected", "_selected_action": [row.pk]}
    yield "get", reverse(f"{name}_delete", args=[row.pk]), {}
    yield "post", reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}
    yield "post", reverse(f"{name}_changelist"), bulk
    yield "post", reverse(f"{name}_changelist"), bulk | {"post": "yes"}
    yield "get", reverse(f"{name}_history", args=[row.pk]), {}
    yield "get", reverse(f"{name}_change", args=[row.pk]), {}


@pytest.mark.parametrize("model", DELETED)
def test_a_deletion_says_that_there_are_others_and_no_more(client, world, somebody, model):
    answers = [ask(client, *page) for page in pages(model, getattr(world, DELETED[model]))]
    assert [words for answer in answers for words in told(answer, world)] == []
    for answer in (answers[0], answers[2]):
        assert answer.status_code == 200
        main = document_fromstring(answer.content).get_element_by_id("content").text_content()
        assert main.count(OTHERS) == 1
        assert not UNSEEN_KINDS.search(main)


def test_nothing_is_said_of_others_where_there_are_none(client, world, somebody):
    for page in pages(Group, world.role):
        assert OTHERS not in ask(client, *page).content.decode()


@pytest.mark.parametrize("model", [Institute, School])
def test_whoever_may_see_releases_reads_which_ones(client, world, model):
    user = sign_in(client, world)
    page = client.get(
        reverse(
            f"admin:institutes_{model._meta.model_name}_delete",
            args=[world.institute.pk if model is Institute else world.school.pk],
        )
    )
    content = page.content.decode()
    for release in world.leaks:
        assert str(release) in content
    assert OTHERS not in content
    assert user


@pytest.mark.parametrize("allowed", ["view_release", "view_event"])
def test_each_kind_of_row_is_asked_about(client, world, somebody, allowed):
    somebody.user_permissions.add(Permission.objects.get(codename=allowed))
    page = client.get(
        reverse("admin:institutes_institute_delete", args=[world.institute.pk])
    ).content.decode()
    assert ("SECRET draft" in page) is (allowed == "view_release")
    assert OTHERS in page


def test_the_first_page_shows_what_one_may_see(client, world, somebody):
    """Of what was submitted, scheduled and withdrawn, and though they have done things to it."""
    for release in world.leaks:
        workflow.log(release, Event.Kind.EDITED, somebody)
    page = ask(client, "get", "/admin/")
    assert told(page, world) == []
    somebody.user_permissions.add(Permission.objects.get(codename="view_release"))
    assert "SECRET scheduled" in client.get("/admin/").content.decode()


class TestViewOnSite:
    """/admin/r/ leads where the public may go."""

    def go(self, client, row):
        kind = ContentType.objects.get_for_model(type(row))
        return client.get(f"/admin/r/{kind.pk}/{row.pk}/")

    def test_only_live_editions_are_led_to(self, client, world):
        sign_in(client, world)
        live = Edition.objects.live()
        assert live.count() == 1
        assert Edition.objects.count() == 5
        for edition in Edition.objects.all():
            response = self.go(client, edition)
            assert (response.status_code == 302) is (edition in live)
            page = client.get(reverse("admin:releases_edition_change", args=[edition.pk])).content.decode()
            assert ("View on site" in page) is (edition in live)
        assert self.go(client, live.get())["Location"] == live.get().get_absolute_url()

    def test_organisations_with_a_page_are_led_to(self, client, world):
        sign_in(client, world)
        for row in (world.institute, world.school):
            assert self.go(client, row)["Location"] == row.get_absolute_url()

    def test_nothing_else_is(self, client, world):
        sign_in(client, world)
        attachment = Attachment.objects.first()
        address = Edition.objects.exclude(release=world.release).first().address
        for row in (
            *world.leaks,
            attachment,
            address,
            world.contact,
            world.agency,
            world.topic,
            world.editor,
        ):
            assert self.go(client, row).status_code == 404

    def test_who_may_not_see_the_row_in_the_desk_is_led_nowhere(self, client, world, somebody):
        live = Edition.objects.live().get()
        assert self.go(client, live).status_code == 404
        assert self.go(client, world.institute).status_code == 302
        somebody.user_permissions.clear()
        assert self.go(client, world.institute).status_code == 404

    @pytest.mark.parametrize("kind", ["x", "9" * 20, "9" * 5000, "%00", "-1", "²"])
    def test_a_kind_that_does_not_exist_is_not_found(self, client, kind):
        client.force_login(make_user("admin"))
        assert client.get(f"/admin/r/{kind}/1/").status_code == 404


class TestAutocomplete:
    def ask(self, client, model, field, **query):
        query |= {
            "app_label": model._meta.app_label,
            "model_name": model._meta.model_name,
            "field_name": field,
        }
        return client.get(reverse("admin:autocomplete"), {"term": "", **query})

    def test_the_fields_of_the_forms_complete_and_no_other_relation(self, client, world):
        sign_in(client, world)
        done = {
            f"{model.__name__}.{field.name}"
            for model in (
                *admin.site._registry,
                *(i.model for a in admin.site._registry.values() for i in a.inlines),
            )
            for field in model._meta.get_fields(include_hidden=True)
            if field.is_relation and self.ask(client, model, field.name).status_code == 200
        }
        listed = {
            f"{form.model.__name__}.{name}"
            for each in admin.site._registry.values()
            for form in (each, *each.inlines)
            for name in form.autocomplete_fields
        }
        assert done == listed | {"Institute.director"}

    @pytest.mark.parametrize("term", ["\x00", "a\x00b", "x" * 5000, "a " * 3000, "'\" \\ %", "\u202e"])
    def test_any_word_may_be_typed(self, client, term):
        client.force_login(make_user("admin"))
        assert self.ask(client, Contact, "organisation", term=term).status_code == 200

    def test_nothing_unpublished_is_proposed(self, client, world, somebody):
        for model in (Release, Edition, Institute, School, Topic, Contact, Boilerplate, User):
            for field in model._meta.get_fields(include_hidden=True):
                if field.is_relation:
                    assert told(self.ask(client, model, field.name, term="secret"), world) == []
