"""A warning is dismissed with a reason that the approver sees, until the text changes there."""

import pytest
from django.utils.translation import override
from lxml import html

from common.exceptions import Refused
from releases import workflow
from releases.models import Event, Release
from releases.workflow import beginning, dismissals
from releases.workflow.checks import Examination
from tests.builders import attach, make_boilerplate, make_contact, make_release, make_user, submit
from tests.releases import desk
from tests.releases.checks.test_on_pages import CONTACT, asked, said

pytestmark = pytest.mark.django_db

REASON = "The minister’s office answers."


@pytest.fixture
def release():
    """Lacks a contact."""
    return attach(make_release(), make_boilerplate())


def finding_of(release, language="fr"):
    [finding] = Examination(Release.objects.get(pk=release.pk), language).warnings
    return finding


def address(release, act="dismiss", language="fr"):
    findings = [*Examination(release, language).warnings]
    findings += [each.finding for each in Examination(release, language).dismissed]
    return f"/admin/releases/release/{release.pk}/{language}/{act}/{findings[0].fingerprint}/"


def dismiss(release, by=None, language="fr"):
    by = by or make_user("writer")
    dismissals.dismiss(release, language, by, finding_of(release).fingerprint, REASON)
    release.refresh_from_db()
    return release


def test_it_is_asked_no_more_and_told_to_whoever_approves(client, release):
    writer = desk.sign_in(client, "writer")
    response = client.post(address(release), {"reason": REASON}, follow=True)
    assert "The warning is dismissed." in response.content.decode()
    assert asked(client, release) == []
    assert REASON in client.get(desk.change_url(release)).content.decode()
    release.refresh_from_db()
    submit(release)
    desk.sign_in(client, "publisher")
    url = desk.transition_url(release, "approve")
    assert said(client, url) == [f"Dismissed warnings {CONTACT}"]
    page = html.document_fromstring(client.get(url).content.decode())
    [told] = page.find_class("dismissed")
    assert told.findtext("li/q") == REASON
    assert str(writer) in told.findtext("li/small")


def test_the_timeline_tells_of_it(release):
    dismiss(release, make_user("writer", first_name="Ada", last_name="L"))
    event = Event.objects.of(release).get()
    assert (event.kind, event.note, event.actor_name, event.language) == ("dismissed", REASON, "Ada L", "fr")
    with override("en"):
        assert workflow.names_of_changes(event) == ["No press contact"]


def test_it_raises_no_revision_and_changes_nothing_that_was_submitted(release):
    submit(release)
    before = Release.objects.get(pk=release.pk)
    dismiss(release)
    assert release.revision == before.revision
    assert workflow.changed_since_submission(release, "fr") == []
    assert not workflow.has_written(make_user("publisher"), release, "fr")


def test_what_all_languages_share_is_dismissed_in_all_of_them(release):
    dismiss(release)
    assert Examination(release, "en").warnings == []


@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_it_needs_a_reason(client, release, reason):
    desk.sign_in(client, "writer")
    page = client.post(address(release), {"reason": reason}).content.decode()
    assert "errorlist" in page
    assert finding_of(release) == CONTACT


def test_a_reason_is_of_bounded_length(release):
    with pytest.raises(Refused):
        dismissals.dismiss(release, "fr", make_user(), finding_of(release).fingerprint, "a" * 501)


def test_one_click_takes_it_back(client, release):
    dismiss(release)
    desk.sign_in(client, "publisher")
    page = html.document_fromstring(client.get(desk.change_url(release)).content.decode())
    [button] = page.xpath("//*[@class='points-dismissed']//button")
    assert (button.get("form"), button.get("formaction")) == ("dismiss-act", address(release, "ask_again"))
    client.post(button.get("formaction"))
    assert asked(client, release) == [CONTACT]
    assert Event.objects.of(release).first().kind == "asked_again"


def test_it_comes_back_where_the_text_changes(release):
    release = attach(make_release(body_fr="<p>12 lots</p>", body_en="<p>13 lots</p>"), make_boilerplate())
    attach(release, make_contact())
    [difference] = Examination(release, "en").warnings
    dismissals.dismiss(release, "en", make_user(), difference.fingerprint, REASON)
    release.refresh_from_db()
    assert Examination(release, "en").warnings == []
    release.title_en = "Another title"
    assert Examination(release, "en").warnings == []
    for column, text in (("body_fr", "<p>Les 12 lots</p>"), ("body_en", "<p>The 13 lots</p>")):
        changed = Release.objects.get(pk=release.pk)
        setattr(changed, column, text)
        assert Examination(changed, "en").warnings == [difference]


def test_what_blocks_is_not_dismissed(release):
    release.city_fr = ""
    release.save()
    [missing] = Examination(release, "fr").refusing
    with pytest.raises(Refused):
        dismissals.dismiss(release, "fr", make_user(), missing.fingerprint, REASON)


def test_what_is_gone_is_not_dismissed(client, release):
    desk.sign_in(client, "writer")
    url = address(release)
    attach(release, make_contact())
    for response in (client.get(url), client.post(url, {"reason": REASON})):
        assert "This warning is not there any more" in response.content.decode()


@pytest.mark.parametrize(
    ("role", "language", "status"),
    [
        *(("writer", "fr", 200), ("translator", "en", 200), ("translator", "fr", 403)),
        *(("publisher", "fr", 200), ("contacts", "fr", 403), ("", "fr", 403)),
    ],
)
def test_it_is_for_whoever_writes_that_language_or_approves(client, release, role, language, status):
    user = desk.sign_in(client, role)
    for act in ("dismiss", "ask_again"):
        url = address(release, act, language)
        assert client.post(url, {"reason": REASON}, follow=True).status_code == status
    if status == 403:
        with pytest.raises(Refused):
            dismissals.dismiss(release, language, user, finding_of(release, language).fingerprint, REASON)
        assert finding_of(release).fingerprint not in Release.objects.get(pk=release.pk).dismissed


def test_who_may_not_dismiss_finds_no_button(client, release):
    desk.sign_in(client, "contacts", username="reader")
    assert "/dismiss/" not in client.get(desk.change_url(release)).content.decode()


def test_a_language_that_is_none_is_not_found(client, release):
    desk.sign_in(client, "writer")
    assert client.post(f"/admin/releases/release/{release.pk}/xx/dismiss/abc/").status_code == 404


def test_a_copy_begins_without(release):
    copied = beginning.copy(dismiss(release), make_user("publisher"))
    assert copied.dismissed == {}


def test_a_form_that_was_open_meanwhile_keeps_it(client, release):
    desk.sign_in(client, "writer")
    form = client.get(desk.change_url(release))
    dismiss(release, make_user("publisher"))
    client.post(desk.change_url(release), desk.sent_by(form) | {"city_fr": "Brest", "_continue": "1"})
    saved = Release.objects.get(pk=release.pk)
    assert saved.city_fr == "Brest"
    assert len(saved.dismissed) == 1


def test_an_older_version_that_is_restored_leaves_it_as_it_is(release):
    writer = make_user("writer")
    version = workflow.versions.keep(release, writer)
    dismiss(release, make_user("publisher"))
    assert workflow.versions.keep(release, writer) == version


def test_those_of_texts_that_have_changed_are_forgotten_when_there_are_too_many(release):
    old = {str(number): {"reason": "", "by": "", "at": ""} for number in range(dismissals.MOST)}
    Release.objects.update(dismissed=old)
    release.refresh_from_db()
    assert list(dismiss(release).dismissed) == [*list(old)[1:], finding_of_dismissed(release)]


def finding_of_dismissed(release):
    [dismissed] = Examination(release, "fr").dismissed
    return dismissed.finding.fingerprint


def test_the_script_of_the_form_is_given_the_state_anew(client, release):
    desk.sign_in(client, "writer")
    script = {"X-Requested-With": "XMLHttpRequest"}
    url = address(release)
    assert client.post(url, {"reason": ""}, headers=script).json()["reasons"]
    answer = client.post(url, {"reason": REASON}, headers=script).json()
    assert answer["said"] == "The warning is dismissed."
    assert "points-dismissed" in answer["state"]
    assert CONTACT in answer["state"]


def submitted(client, release):
    """Where the button of the form leads."""
    return desk.save(client, desk.change_url(release), _transition="submit:fr").url


def test_before_a_submission_what_is_open_is_read_with_its_place_and_a_way_to_dismiss_it(client, release):
    desk.sign_in(client, "writer")
    assert submitted(client, release) == desk.transition_url(release, "submit")
    page = html.document_fromstring(client.get(desk.transition_url(release, "submit")).text)
    [warning] = page.xpath("//*[@class='warnings']//li")
    assert warning.findtext("span") == CONTACT
    form = desk.change_url(release)
    assert warning.xpath("a/@href") == [f"{form}#contact_lines-group", f"{address(release)}?back=submit"]
    assert Release.objects.get().status_in("fr") == "draft"
    assert desk.save(client, desk.transition_url(release, "submit")).url == form
    assert Release.objects.get().status_in("fr") == "in_review"


def test_without_an_open_warning_a_submission_asks_nothing(client, release):
    desk.sign_in(client, "writer")
    client.post(address(release), {"reason": REASON})
    assert submitted(client, release) == desk.change_url(release)
    assert Release.objects.get().status_in("fr") == "in_review"


def test_what_would_be_refused_is_refused_at_once(client, release):
    desk.sign_in(client, "writer")
    Release.objects.update(standfirst_fr="")
    assert submitted(client, release) == desk.change_url(release)


@pytest.mark.parametrize(
    "back", ["submit", "approve", "together-submit", "together-approve", "https://evil.example/"]
)
def test_one_comes_back_to_where_the_warning_was_read(client, release, back):
    for language in ("fr", "en"):
        submit(release, language)
    desk.sign_in(client, "publisher")
    response = client.post(address(release), {"reason": REASON, "back": back})
    places = {
        "submit": desk.transition_url(release, "submit"),
        "approve": desk.transition_url(release, "approve"),
        "together-submit": f"/admin/releases/release/{release.pk}/together/submit/",
        "together-approve": f"/admin/releases/release/{release.pk}/together/approve/",
    }
    if back in places:
        assert response.url == places[back]
    else:
        assert response.status_code == 200
