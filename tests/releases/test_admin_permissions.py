import re

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction
from django.urls import reverse
from django.utils.html import escape

from releases import workflow
from releases.models import Address, Attachment, Edition, Event, Release
from tests.builders import (
    attach,
    make_boilerplate,
    make_complete_release,
    make_contact,
    make_release,
    make_user,
    publish,
    rows,
    submit,
)
from tests.releases import desk
from tests.releases.test_composition import picture

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LANGUAGES = ("fr", "en")
EDITORS = ("writer", "publisher", "admin")
READERS = (*EDITORS, "translator")
MAY_GET = {
    "list": READERS,
    "add": EDITORS,
    "change": READERS,
    "preview": READERS,
    "delete": ("publisher", "admin"),
}
WRITE_FRENCH = EDITORS
WRITE_ENGLISH = READERS
APPROVE = ("publisher", "admin")
MAY_MOVE = {
    ("submit", "fr"): WRITE_FRENCH,
    ("submit", "en"): WRITE_ENGLISH,
    ("reopen", "fr"): WRITE_FRENCH,
    ("reopen", "en"): WRITE_ENGLISH,
    **{(name, code): APPROVE for name in ("return", "approve", "withdraw") for code in LANGUAGES},
}
ROLES = ("writer", "translator", "publisher", "contacts", "admin", "")


def address(name, release):
    return {
        "list": desk.LIST,
        "add": desk.ADD,
        "change": desk.change_url(release),
        "preview": desk.preview_url(release),
        "delete": reverse("admin:releases_release_delete", args=[release.pk]),
    }[name]


def in_status_for(name, language):
    release = make_release()
    if name in ("return", "approve"):
        submit(release, language)
    if name in ("reopen", "withdraw"):
        publish(release, language)
    return release


def record():
    """Everything that a refused request must leave as it was."""
    tables = (Release, Edition, Address, Event, Attachment)
    return [rows(table) for table in tables]


@pytest.mark.parametrize("role", ROLES)
def test_each_page_opens_to_those_who_may_and_to_nobody_else(client, role):
    release = make_release(title_fr="SECRET")
    desk.sign_in(client, role)
    before = record()
    for door, may in MAY_GET.items():
        url = address(door, release)
        response = client.get(url)
        assert response.status_code == (200 if role in may else 403), door
        assert role in may or b"SECRET" not in response.content, door
        if role not in may and door in ("add", "change", "delete"):
            assert client.post(url, {"post": "yes", "title_fr": "x"}).status_code == 403, door
        elif door in ("add", "change", "delete"):
            with transaction.atomic():
                assert_taken(client, door, response)
                transaction.set_rollback(True)
            # What is said of it is said there, and not on the next page.
            client.get(desk.FIRST)
        assert record() == before, door


def assert_taken(client, door, page):
    """A form sent back as it came, but for its titles, is saved."""
    if door == "delete":
        assert client.post(page.wsgi_request.path, {"post": "yes"}).status_code == 302
        assert not Release.objects.exists()
        return
    sent = desk.sent_by(page) | {"title_fr": "Changed", "title_en": "Changed"}
    assert client.post(page.wsgi_request.path, sent).status_code == 302, door
    assert Release.objects.filter(title_en="Changed").exists(), door


@pytest.mark.parametrize(("name", "language"), MAY_MOVE)
def test_a_transition_is_asked_of_those_who_may_make_it_and_made_for_nobody_else(client, name, language):
    release = in_status_for(name, language)
    url = desk.transition_url(release, name, language)
    answers = {"revision": release.revision, "remark": "Again.", "explanation": "A mistake."}
    made = {"submit": "submitted", "return": "returned", "approve": "approved"}
    made |= {"reopen": "reopened", "withdraw": "withdrawn"}
    for role in ROLES:
        allowed = role in MAY_MOVE[name, language]
        desk.sign_in(client, role)
        assert client.get(url).status_code == (200 if allowed else 403), role
        with transaction.atomic():
            before = record()
            response = client.post(url, answers)
            assert response.status_code == (302 if allowed else 403), role
            if allowed:
                assert Event.objects.first().kind == made[name], role
            else:
                assert record() == before, role
            transaction.set_rollback(True)


# Each language in each state, beside another one.
STATES = [("draft", "in review"), ("in review", "live"), ("live", "draft")]
MOVES = {"draft": ("submit",), "in review": ("return", "approve"), "live": ("reopen", "withdraw")}


def in_states(states):
    """A release whose languages are in these states, and what may be done to it there."""
    release = make_complete_release()
    for language, state in zip(LANGUAGES, states, strict=True):
        {"draft": lambda *_: None, "in review": submit, "live": publish}[state](release, language)
    moves = {(m, code) for code, state in zip(LANGUAGES, states, strict=True) for m in MOVES[state]}
    return release, moves


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("states", STATES, ids=", ".join)
def test_a_button_stands_on_the_form_of_those_who_may_press_it(client, role, states):
    release, moves = in_states(states)
    desk.sign_in(client, role)
    response = client.get(desk.change_url(release))
    page = response.content.decode()
    found = {move for move in MAY_MOVE if f'value="{":".join(move)}"' in page}
    assert found == {move for move in moves if role in MAY_MOVE[move]}
    if role in ("writer", "translator"):
        assert_made_up_buttons_do_what_their_pages_would_do(client, role, response, moves)


def assert_made_up_buttons_do_what_their_pages_would_do(client, role, form, moves):
    before = rows(Release), rows(Edition)
    lacks = "You may not do this: your account lacks the permission."
    pressed = [{"_transition": ":".join(move)} for move in sorted(moves)]
    for button, response in desk.sent_again(client, form, *pressed):
        allowed = role in MAY_MOVE[tuple(button["_transition"].split(":"))]
        assert (before != (rows(Release), rows(Edition))) == allowed, button
        if not allowed and response.status_code != 403 and lacks not in desk.messages_to_come(response):
            assert client.get(response.url).status_code == 403, button


def test_a_button_that_does_not_exist_saves_and_goes_nowhere(client):
    release = submit(make_release())
    desk.sign_in(client, "publisher")
    made_up = ["", "approve", "approve:", ":fr", "publish:fr", "approve:de", "approve:fr:fr"]
    sent = [{"title_en": "Saved", "_transition": value} for value in made_up]
    for button, response in desk.attempts(client, desk.change_url(release), *sent):
        assert (response.status_code, response.url) == (302, desk.change_url(release)), button
        release.refresh_from_db()
        assert (release.title_en, release.status_in("fr")) == ("Saved", "in_review"), button


def test_submitting_from_the_form_saves_it_first(client):
    release = make_complete_release()
    desk.sign_in(client, "writer")
    response = desk.save(
        client, desk.change_url(release), title_fr="Last word", _transition="submit:fr", follow=True
    )
    release.refresh_from_db()
    assert (release.title_fr, release.status_in("fr")) == ("Last word", "in_review")
    assert response.redirect_chain[-1][0] == desk.change_url(release)


def test_a_new_release_is_submitted_by_its_first_save(client):
    desk.sign_in(client, "writer")
    texts = {"title_fr": "Neuf", "standfirst_fr": "Neuf.", "city_fr": "Paris", "body_fr": "<p>Neuf.</p>"}
    asked = desk.save(client, desk.ADD, **texts, _transition="submit:fr")
    release = Release.objects.get()
    assert asked.url == desk.transition_url(release, "submit")
    assert desk.save(client, asked.url).url == desk.change_url(release)
    release.refresh_from_db()
    assert release.status_in("fr") == "in_review"


def test_the_reasons_of_a_refusal_are_shown_and_the_words_are_kept(client):
    release = make_release(standfirst_fr="", city_fr=None)
    desk.sign_in(client, "writer")
    response = desk.save(
        client, desk.change_url(release), title_fr="Kept", _transition="submit:fr", follow=True
    )
    said = " ".join(desk.messages_of(response))
    for reason, field in [("The standfirst", "standfirst_fr"), ("The city of the dateline", "city_fr")]:
        assert re.search(rf'#id_{field}">{reason} is missing.</a>', said)
    assert Release.objects.get().title_fr == "Kept"


def test_a_refused_transition_page_keeps_what_was_typed(client):
    release = make_release()
    publish(release)
    desk.sign_in(client, "publisher")
    workflow.reopen(release, "fr", make_user("writer"))
    submit(release)
    typed = {"live_from_0": "2020-01-01", "live_from_1": "09:00", "change_note": "The number <was> wrong."}
    response = desk.save(client, desk.transition_url(release, "approve"), **typed)
    page = response.content.decode()
    assert response.status_code == 200
    assert "The moment chosen has passed; choose a later one, or approve now." in page
    assert escape("The number <was> wrong.") in page
    assert 'value="2020-01-01"' in page
    assert Edition.objects.count() == 1


def test_the_page_of_approval_asks_nothing_about_a_draft(client):
    desk.sign_in(client, "publisher")
    page = client.get(desk.transition_url(make_release(), "approve"))
    assert page.context["form"] is None
    assert "This text is now “draft”; look at it again." in page.content.decode()


@pytest.mark.parametrize(("speaks", "labels"), [("fr", ("Date", "Heure")), ("en", ("Date", "Time"))])
def test_day_and_hour_are_named_in_the_users_language(client, speaks, labels):
    release = submit(make_release())
    desk.sign_in(client, "publisher", speaks=speaks)
    page = client.get(desk.transition_url(release, "approve")).content.decode()
    for label in labels:
        assert f'aria-label="{label}"' in page


def test_a_text_changed_while_the_question_was_read_is_not_approved(client):
    release = submit(make_release())
    desk.sign_in(client, "publisher")
    data = desk.sent_by(client.get(desk.transition_url(release, "approve")))
    release.title_fr = "Changed meanwhile"
    release.save()
    response = client.post(desk.transition_url(release, "approve"), data)
    assert "The text has changed since you opened this page; read it again." in response.content.decode()
    assert not Edition.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["nobody", "a person without a desk"])
def test_those_who_are_not_staff_are_asked_to_sign_in(client, method, who):
    release = submit(make_release(title_fr="SECRET"))
    if who != "nobody":
        client.force_login(make_user("publisher", is_staff=False))
    before = record()
    urls = [address(page, release) for page in MAY_GET]
    urls += [desk.transition_url(release, name, language) for name, language in MAY_MOVE]
    for url in urls:
        response = getattr(client, method)(url)
        assert (response.status_code, response.url) == (302, f"/admin/login/?next={url}")
        assert b"SECRET" not in response.content
    assert record() == before


def test_unknown_languages_transitions_and_releases_are_not_found(client):
    release = make_release()
    desk.sign_in(client, "admin")
    for url in (
        f"/admin/releases/release/{release.pk}/de/preview/",
        f"/admin/releases/release/{release.pk}/de/approve/",
        f"/admin/releases/release/{release.pk}/fr/publish/",
        "/admin/releases/release/999999/fr/preview/",
        "/admin/releases/release/999999/fr/approve/",
    ):
        assert client.get(url).status_code == 404
        assert client.post(url).status_code in (404, 405)


def test_someone_who_may_only_look_sees_the_form_without_being_able_to_write(client):
    user = desk.sign_in(client, "")
    views = ("view_release", "view_releasecontact", "view_attachment")
    user.user_permissions.add(*Permission.objects.filter(codename__in=views))
    release = attach(make_release(), make_contact(), make_boilerplate())
    Attachment.objects.create(release=release, file=picture())
    response = client.get(desk.change_url(release))
    assert response.status_code == 200
    assert "Title in fr" in response.content.decode()
    assert client.post(desk.change_url(release), {"title_fr": "x"}).status_code == 403
