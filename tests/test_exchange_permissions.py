"""Every address of the directory's desk, against every permission, by GET and by POST.

The addresses come from the URLconf: a new one without a line in the matrix fails here.
"""

import functools
import itertools
from collections import defaultdict

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import Resolver404, resolve, reverse
from lxml import html

from tests.builders import make_user, rows
from tests.exchange_matrix import ACTIONS, APPS, BUTTONS, LINES, MATRIX, PERSONS

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# Tested in tests/releases, where their rules depend on languages and states.
ELSEWHERE = {
    "releases_release_preview",
    "releases_release_draft_document",
    "releases_release_transition",
    "releases_release_approve_together",
    "releases_release_submit_together",
    "releases_release_compare",
    "releases_release_restore",
    "releases_release_deleted",
    "releases_release_begin",
    "releases_release_copy",
    "releases_release_live_preview",
    "releases_release_add_live_preview",
    "releases_release_typography",
    "releases_boilerplate_typography",
    "releases_release_memory",
    "releases_release_redline",
    "releases_release_autosave",
    "releases_release_first_autosave",
    "releases_release_presence",
    "releases_release_state",
    "releases_release_remarks",
    "releases_release_remark_act",
    "releases_release_reply",
    "releases_release_dismiss",
    "releases_release_take_down",
    "releases_release_ask_again",
    "releases_release_typed",
    "releases_release_add_typed",
}
DELETE = "delete_selected"


def admins():
    return {
        model: model_admin
        for model, model_admin in admin.site._registry.items()
        if model._meta.app_label in APPS
    }


@pytest.fixture
def client(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def person(client):
    """person("view_contact") is signed in with that permission and no other."""
    user = make_user("", username="person")

    def with_permissions(*codes):
        found = Permission.objects.filter(codename__in=codes, content_type__app_label__in=APPS)
        assert {permission.codename for permission in found} == set(codes)
        user.user_permissions.set(found)
        client.force_login(user)

    return with_permissions


def everything():
    """All that a request could change."""
    tables = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model: rows(model) for model in [*tables, LogEntry]}, len(mail.outbox)


@pytest.fixture
def world(shared_world):
    return shared_world


def address(name, line, world):
    return reverse(f"admin:{name}", args=line.args(world))


def ask(client, method, name, line, world):
    url = address(name, line, world)
    return client.get(url) if method == "get" else client.post(url, line.sends(world) if line.sends else {})


def is_refused(response):
    """Forbidden; or, as Django says of a row that one may not know of, back to the start."""
    return response.status_code == 403 or response.get("Location") == "/admin/"


def satisfies(codes, need):
    return all(clause & set(codes) for clause in need)


def test_every_address_has_a_line():
    named = {
        pattern.name for model_admin in admins().values() for pattern in model_admin.urls if pattern.name
    }
    assert named == MATRIX.keys() | ELSEWHERE


def test_every_action_has_a_line(rf, world):
    request = rf.get("/")
    request.user = make_user("admin")
    found = {
        (f"{model._meta.app_label}_{model._meta.model_name}_changelist", action)
        for model, model_admin in admins().items()
        for action in model_admin.get_actions(request)
        if action != DELETE
    }
    assert found == ACTIONS.keys()


def speaks_of(need, codes):
    """Whether to ask with these: all that a need does not name is refused together by the next test."""
    return len(codes) != 1 or any(clause & set(codes) for clause in need)


def asked_below(need, codes, method):
    """The posts that work are tried below, and whoever sees all opens every page below."""
    return satisfies(codes, need) and (method == "post" or codes == PERSONS["sees all"])


@pytest.mark.usefixtures("unwatched")
@pytest.mark.parametrize("name", PERSONS)
def test_whoever_lacks_a_permission_is_refused_and_changes_nothing(client, person, world, name):
    codes = PERSONS[name]
    person(*codes)
    before = everything()
    wrong = []
    for route, line in LINES:
        for method in ("get", "post"):
            need = getattr(line, method)
            if asked_below(need, codes, method) or not speaks_of(need, codes):
                continue
            response = ask(client, method, route, line, world)
            if is_refused(response) is satisfies(codes, need):
                wrong.append(f"{method} {address(route, line, world)}: {response.status_code}")
    assert not wrong
    assert everything() == before


@pytest.mark.usefixtures("unwatched")
def test_whoever_may_do_all_else_is_refused_where_one_permission_lacks(client, person, world):
    every = set(
        Permission.objects.filter(content_type__app_label__in=APPS).values_list("codename", flat=True)
    )
    needing = defaultdict(list)
    for route, line in LINES:
        for method in ("get", "post"):
            for clause in getattr(line, method):
                needing[frozenset(clause)].append((method, route, line))
    before = everything()
    wrong = []
    for clause, requests in needing.items():
        person(*(every - clause))
        for method, route, line in requests:
            if not is_refused(ask(client, method, route, line, world)):
                lacking = ", ".join(sorted(clause))
                wrong.append(f"{method} {address(route, line, world)} without {lacking}")
    assert not wrong
    assert everything() == before


@pytest.mark.usefixtures("unwatched")
@pytest.mark.parametrize("who", ["anonymous", "not of the staff"])
def test_visitors_are_sent_to_the_login_page(client, world, who):
    if who != "anonymous":
        client.force_login(make_user("admin", username="outside", is_staff=False))
    before = everything()
    for route, line in LINES:
        for method in ("get", "post"):
            response = ask(client, method, route, line, world)
            # Where words were sent, these are on the page that says so.
            if response.status_code == 403:
                assert method == "post"
                assert "admin/unsaved.html" in [t.name for t in response.templates]
                continue
            assert response.status_code == 302, response
            assert response["Location"].startswith("/admin/login/?next=")
    for (route, action), _need in ACTIONS.items():
        response = client.post(reverse(f"admin:{route}"), ticked(route, action))
        assert response["Location"].startswith("/admin/login/?next=")
    assert everything() == before


OWN = [(name, line) for name, line in LINES if line.sends and not name.endswith("_delete")]
# Questions, files and refusals: nothing of the data changes.
WITHOUT_EFFECT = {
    "institutes_contact_duplicates",
    "institutes_contact_to_verify",
    "institutes_contact_retention",
    "exchange_import_change",
    "exchange_import_progress",
    "exchange_import_refused",
}


@pytest.mark.parametrize("number", range(len(OWN)), ids=lambda number: OWN[number][0])
def test_whoever_holds_just_what_is_needed_gets_in(client, person, world, number):
    route, line = OWN[number]
    person(*(min(clause) for clause in line.get))
    assert ask(client, "get", route, line, world).status_code in (200, 405)
    person(*(min(clause) for clause in line.post))
    before = everything()
    response = ask(client, "post", route, line, world)
    assert response.status_code in (200, 302, 405)
    assert not is_refused(response)
    without = route in WITHOUT_EFFECT or line.args(world)[-1:] == ["again"]
    assert (everything() == before) is without


def ticked(route, action):
    model = next(m for m in admins() if route.startswith(f"{m._meta.app_label}_{m._meta.model_name}_"))
    keys = model.objects.order_by("pk").values_list("pk", flat=True)[:2]
    return {"action": action, "_selected_action": [str(key) for key in keys]}


def test_an_action_is_for_those_who_are_offered_it(client, person, world):
    before = everything()
    for (route, action), need in ACTIONS.items():
        model = route.split("_")[1]
        url = reverse(f"admin:{route}")
        person(f"view_{model}", "change_verificationreply")
        page = client.get(url)
        assert f'value="{action}"' not in page.content.decode()
        response = client.post(url, ticked(route, action))
        assert response.get("Location", url) == url, (route, action)
        assert response.status_code == 302 or "cl" in response.context_data
        assert everything() == before
        person(f"view_{model}", *(max(clause) for clause in need))
        assert f'value="{action}"' in client.get(url).content.decode(), (route, action)


def offered(response):
    """The names of the admin's pages that the links and forms of a page lead to."""
    tree = html.document_fromstring(response.content)
    found = tree.xpath("//a/@href | //form[@method='post']/@action | //button/@formaction")
    for url in found:
        name = name_of(url.partition("?")[0].partition("#")[0])
        if name:
            yield name, url


@functools.cache
def name_of(path):
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


@pytest.mark.parametrize("route", dict.fromkeys(route for route, _button, _code in BUTTONS))
def test_a_button_is_seen_by_those_who_may_press_it(client, person, world, route):
    url = address(route, MATRIX[route], world)
    buttons = {button: code for page, button, code in BUTTONS if page == route}
    person(*PERSONS["sees all"])
    assert not buttons.keys() & dict(offered(client.get(url))).keys()
    for button, code in buttons.items():
        person(*PERSONS["sees all"], code)
        assert button in dict(offered(client.get(url))), code


# Persons with one permission, which is none of those to look.
ADDED = [name for name, codes in PERSONS.items() if codes == [name] and name not in PERSONS["sees all"]]
# Five sets of them: of any two permissions, one set holds the first and not the second.
PLACES = list(itertools.combinations(range(5), 2))
SETS = [[code for code, places in zip(ADDED, PLACES, strict=False) if n in places] for n in range(5)]


def test_the_sets_tell_any_two_permissions_apart():
    for one, other in itertools.permutations(ADDED, 2):
        assert any(one in codes and other not in codes for codes in SETS), (one, other)


@pytest.mark.usefixtures("unwatched")
@pytest.mark.parametrize("added", [[], *SETS], ids=lambda codes: " ".join(codes) or "nothing")
def test_no_page_offers_what_is_refused(client, person, world, added):
    codes = {*PERSONS["sees all"], *added}
    person(*codes)
    refused = MATRIX.keys() - {name for name, line in LINES if satisfies(codes, line.get)}
    wrong = []
    for route, line in LINES:
        if not satisfies(codes, line.get) or (added and route.endswith("_delete")):
            continue
        page = address(route, line, world)
        response = ask(client, "get", route, line, world)
        if is_refused(response):
            wrong.append(f"{page}: {response.status_code}")
        elif response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            wrong += [f"{page} → {url}" for name, url in offered(response) if name in refused]
    assert not wrong
