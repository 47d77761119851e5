"""What somebody types is checked after a pause: the words that were sent, saved nowhere."""

import datetime
import time

import pytest
from django.utils.translation import override

from releases.models import CheckSetting, Release
from releases.texts.bounds import MAX_LENGTH
from releases.workflow.checks import CHECKS, Examination
from tests.builders import make_release, make_user
from tests.releases import desk
from tests.releases.checks.cases import CASES

pytestmark = pytest.mark.django_db

FRIDAY = "<p>Rendez-vous le vendredi 12 février 2020.</p>"
SENTENCE = "“vendredi 12 février 2020”: 12 February 2020 is a Wednesday."


def url(release, language="fr"):
    start = f"/admin/releases/release/{release.pk}" if release else "/admin/releases/release/add"
    return f"{start}/{language}/checks/typed/"


def test_it_says_what_is_found_in_the_words_that_were_sent_and_keeps_nothing(client):
    release = make_release()
    desk.sign_in(client, "writer")
    answer = client.post(url(release), {"body_fr": FRIDAY}).json()
    assert SENTENCE in answer["notes"]["body_fr"]
    assert 'href="#id_body_fr"' in answer["notes"]["body_fr"]
    assert 'data-excerpt="vendredi 12 février 2020"' in answer["notes"]["body_fr"]
    saved = Release.objects.get(pk=release.pk)
    assert (saved.body_fr, saved.revision) == (release.body_fr, release.revision)


def test_what_is_right_gets_an_empty_note(client):
    desk.sign_in(client, "writer")
    answer = client.post(url(make_release()), {"body_fr": "<p>Rien.</p>", "title_fr": "Un titre"}).json()
    assert answer == {"notes": {"body_fr": "", "title_fr": ""}}


def test_it_says_nothing_of_fields_that_were_not_sent(client):
    release = make_release(title_fr="LES INSTITUTS CARNOT", body_fr=FRIDAY)
    desk.sign_in(client, "writer")
    assert client.post(url(release), {"standfirst_fr": "Bref."}).json() == {"notes": {"standfirst_fr": ""}}


def test_a_year_left_to_the_reader_is_that_of_the_release(client):
    release = make_release(issued_on=datetime.date(2020, 3, 1))
    desk.sign_in(client, "writer")
    note = client.post(url(release), {"body_fr": "<p>Le lundi 12 mars.</p>"}).json()["notes"]["body_fr"]
    assert "12 March 2020 is a Thursday" in note


def test_a_new_release_is_checked_as_well(client):
    desk.sign_in(client, "writer")
    assert SENTENCE in client.post(url(None), {"body_fr": FRIDAY}).json()["notes"]["body_fr"]


TYPED = [check.name for check in CHECKS.values() if check.as_typed]


@pytest.mark.parametrize("name", TYPED)
def test_each_check_of_one_place_speaks_while_one_types_and_not_once_it_is_off(client, name):
    case = CASES[name]
    release = case.trips()
    desk.sign_in(client, "writer")
    sent = {case.field: getattr(release, case.field)}
    with override("en"):
        sentence = str(Examination(release, "fr").findings([CHECKS[name]])[0])
    assert sentence in client.post(url(release), sent).json()["notes"][case.field]
    CheckSetting.objects.create(name=name, is_on=False)
    assert sentence not in client.post(url(release), sent).json()["notes"][case.field]


def test_what_was_dismissed_is_not_said_again(client):
    release = make_release(body_fr=FRIDAY)
    desk.sign_in(client, "writer")
    [finding] = Examination(release, "fr").findings([CHECKS["weekday"]])
    Release.objects.update(dismissed={finding.fingerprint: {"reason": "x", "by": "y", "at": "2026-11-28"}})
    assert client.post(url(release), {"body_fr": FRIDAY}).json()["notes"]["body_fr"] == ""


@pytest.mark.parametrize("text", ["a" * (MAX_LENGTH + 1), "<blockquote>" * 200])
def test_a_text_out_of_bounds_is_not_read(client, text):
    desk.sign_in(client, "writer")
    assert client.post(url(make_release()), {"body_fr": text}).json()["reasons"]


@pytest.mark.parametrize(
    ("role", "language", "status"),
    [
        *(("writer", "fr", 200), ("translator", "en", 200), ("translator", "fr", 403)),
        *(("contacts", "fr", 403), ("", "fr", 403), ("writer", "xx", 404)),
    ],
)
def test_it_is_for_whoever_writes_that_language(client, role, language, status):
    release = make_release()
    desk.sign_in(client, role)
    for each in (release, None):
        assert client.post(url(each, language), {"body_fr": FRIDAY}).status_code == status


def test_it_answers_no_other_way_and_of_no_other_release(client):
    release = make_release()
    desk.sign_in(client, "writer")
    assert client.get(url(release)).status_code == 405
    assert (
        client.post("/admin/releases/release/12345/fr/checks/typed/", {"body_fr": FRIDAY}).status_code == 404
    )
    client.logout()
    assert client.post(url(None), {"body_fr": FRIDAY}).status_code == 403


def test_a_changed_block_is_checked_within_30_milliseconds(client):
    release = make_release()
    desk.sign_in(client, "writer")
    block = "<p>" + "L’école compte 12 000 étudiants, et le label date du 7 février 2020. " * 12 + "</p>"
    client.post(url(release), {"body_fr": block})
    times = []
    for number in range(7):
        before = time.thread_time()
        Examination(make_typed(release, block.replace("12 000", f"12 00{number}")), "fr").findings(
            CHECKS[name] for name in TYPED
        )
        times.append(time.thread_time() - before)
    assert sorted(times)[3] < 0.03


def make_typed(release, block):
    release.body_fr = block
    return release


def test_a_form_says_where_the_words_are_sent(client):
    release = make_release()
    user = make_user("translator")
    client.force_login(user)
    page = client.get(desk.change_url(release)).content.decode()
    assert f'data-typed-checks="en" data-address="{url(release, "en")}"' in page
    assert 'data-typed-checks="fr"' not in page
