"""What nobody should type, and what becomes of it: refused in the user's language, with every word kept."""

import datetime
import html

import pytest
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext, override

from releases.models import Boilerplate, Edition, Event, Release
from tests.builders import make_boilerplate, make_release, publish, rows, schedule, submit, withdraw
from tests.releases import desk

pytestmark = pytest.mark.django_db

KEPT = "Des mots <à garder>, d’une longue matinée"
LONG = "x" * 5000
SLUG = (
    "Only letters without accents, digits, hyphens and underscores can stand here, "
    "for example “meeting-2027”."
)
DATE = "This is not a date; write it for example like 2027-03-01."
MOMENT = "Write the day and the hour for example like 2027-03-01 and 09:00."
NO_SUCH_HOUR = (
    "The clocks change that night, and this hour comes twice or not at all. Choose an earlier or a later one."
)
ATTACKS = {
    "script": ("<p>Fine<script>alert(1)</script></p>", "<p>Fine</p>"),
    "handler": ('<p onclick="alert(1)">Fine<br onfocus="alert(1)"></p>', "<p>Fine<br></p>"),
    "svg": ("<p>Fine</p><svg onload=alert(1)><a xlink:href=javascript:x>y</a></svg>", "<p>Fine</p>"),
    "frame": ('<p>Fine</p><iframe src="https://x.example"></iframe>', "<p>Fine</p>"),
    "style": ('<p style="position:fixed">Fine</p><style>p{}</style>', "<p>Fine</p>"),
    "form": ('<form action="https://x.example"><p>Fine</p><button>ok</button></form>', "<p>Fine</p>ok"),
}

REFUSED = {
    "javascript": '<p><a href="javascript:alert(1)">Fine</a></p>',
    "disguised": '<p><a href=" jAva\tscript:alert(1)">Fine</a></p>',
    "data link": '<p><a href="data:text/html,x">Fine</a></p>',
    "picture with a handler": '<p onclick="alert(1)">Fine<img src="x" onerror="alert(1)"></p>',
    "data picture": '<p>Fine<img src="data:text/html;base64,PHM+"></p>',
    "foreign picture": '<p>Fine<img src="https://spy.example/x.png"></p>',
}


@pytest.fixture
def release():
    return make_release()


def refused(client, release, speaks, **typed):
    """The page after a refused save: nothing was written, and what else was typed is still there."""
    [(_typed, response)] = refusals(client, release, speaks, typed)
    return response


def refusals(client, release, speaks, *typed):
    """The same, of several saves."""
    desk.sign_in(client, "writer", speaks=speaks)
    before = rows(Release), rows(Event)
    sent = [{"standfirst_en": KEPT, **changes} for changes in typed]
    for changes, response in desk.attempts(client, desk.change_url(release), *sent):
        page = response.content.decode()
        assert response.status_code == 200
        assert f'<html lang="{speaks}"' in page
        assert escape(KEPT) in page
        assert (rows(Release), rows(Event)) == before
        yield changes, response


def errors_of(response, field):
    return [str(error) for error in response.context["adminform"].form.errors[field]]


NO_TITLE = "Give the release a title in at least one language."
NO_CHOICE = "Select a valid choice. %(value)s is not one of the available choices."
IMPOSSIBLE = [
    {
        "issued_on": ("31/02/2027", DATE),
        "embargo_until_0": ("2027-02-30", MOMENT),
        "slug_fr": ("é à!", SLUG),
        "slug_en": ("two words", SLUG),
        "kind": ("poem", NO_CHOICE),
        "institutes": ("999", NO_CHOICE),
        "topics": ("999", NO_CHOICE),
    },
    {"issued_on": ("hier", DATE), "embargo_until_1": ("25:61", MOMENT)},
]


@pytest.mark.parametrize("speaks", ["fr", "en"])
def test_what_cannot_be_is_refused_in_the_users_language(client, release, speaks):
    typed = [{field: value for field, (value, _sentence) in fields.items()} for fields in IMPOSSIBLE]
    answers = refusals(client, release, speaks, *typed)
    for fields, (_typed, response) in zip(IMPOSSIBLE, answers, strict=True):
        for field, (value, sentence) in fields.items():
            with override(speaks):
                expected = [gettext(sentence).replace("%(value)s", value)]
            assert errors_of(response, field.rstrip("_01")) == expected, value
            if sentence != NO_CHOICE:
                assert f'value="{escape(value)}"' in response.content.decode()


@pytest.mark.parametrize("speaks", ["fr", "en"])
def test_a_title_of_5000_characters_is_kept_and_the_last_title_not_taken_away(client, release, speaks):
    long, none = refusals(client, release, speaks, {"title_fr": LONG}, {"title_fr": "", "title_en": " "})
    [error] = errors_of(long[1], "title_fr")
    assert "200" in error
    assert "5000" in error
    assert ("caractères" in error) == (speaks == "fr")
    assert f"{LONG}</textarea>" in long[1].content.decode()
    with override(speaks):
        assert errors_of(none[1], "title_fr") == [gettext(NO_TITLE)]


@pytest.mark.parametrize("speaks", ["fr", "en"])
def test_a_release_without_any_title_is_refused_with_its_body_kept(client, speaks):
    desk.sign_in(client, "writer", speaks=speaks)
    typed = {"body_fr": "<p>A body.</p>", "standfirst_en": KEPT}
    response = desk.save(client, desk.ADD, **typed)
    with override(speaks):
        assert errors_of(response, "title_fr") == [gettext(NO_TITLE)]
    assert escape(KEPT) in response.content.decode()
    assert html.escape("<p>A body.</p>") in response.content.decode()
    assert not Release.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("speaks", ["fr", "en"])
def test_an_hour_that_summer_time_leaves_out_or_repeats_is_refused(client, release, speaks):
    typed = [{"embargo_until_0": day, "embargo_until_1": "02:30"} for day in ("2027-03-28", "2026-10-25")]
    with override(speaks):
        expected = gettext(NO_SUCH_HOUR)
    for _typed, response in refusals(client, release, speaks, *typed):
        assert errors_of(response, "embargo_until") == [expected]
        assert 'value="02:30"' in response.content.decode()


HOURS = [
    ("2027-03-28", "01:59", "2027-03-28 00:59"),
    ("2027-03-28", "03:00", "2027-03-28 01:00"),
    ("2026-10-25", "03:00", "2026-10-25 02:00"),
    ("01/07/2027", "09:00", "2027-07-01 07:00"),
]


def test_an_hour_is_that_of_paris(client, release):
    desk.sign_in(client, "writer")
    typed = [{"embargo_until_0": day, "embargo_until_1": hour} for day, hour, _utc in HOURS]
    found = [
        f"{Release.objects.get().embargo_until:%Y-%m-%d %H:%M}"
        for _sent in desk.attempts(client, desk.change_url(release), *typed)
    ]
    assert found == [utc for _day, _hour, utc in HOURS]


@pytest.mark.parametrize("speaks", ["fr", "en"])
def test_an_impossible_hour_of_publication_is_refused_with_the_note_kept(client, release, speaks):
    publish(release)
    desk.sign_in(client, "admin", speaks=speaks)
    url = desk.change_url(release)
    desk.save(client, url, title_fr="Corrected")
    submit(Release.objects.get())
    typed = {"live_from_0": "2027-03-28", "live_from_1": "02:30", "change_note": KEPT}
    response = desk.save(client, desk.transition_url(release, "approve"), **typed)
    with override(speaks):
        assert response.context["form"].errors["live_from"] == [gettext(NO_SUCH_HOUR)]
    assert escape(KEPT) in response.content.decode()
    assert Edition.objects.count() == 1


def test_an_embargo_later_than_what_is_scheduled_is_refused(client, release, time_machine):
    time_machine.move_to("2027-03-01T08:00:00+00:00", tick=False)
    publish(release, "fr")
    schedule(release, "en")
    response = refused(client, release, "en", embargo_until_0="2027-03-02", embargo_until_1="09:01")
    [error] = errors_of(response, "embargo_until")
    assert error.startswith("English is scheduled for 2 March 2027, 09:00 CET, before the embargo ends.")
    hour_itself = {"embargo_until_0": "2027-03-02", "embargo_until_1": "09:00"}
    assert desk.save(client, desk.change_url(release), **hour_itself).status_code == 302
    time_machine.move_to("2027-03-01T09:00:00+00:00", tick=False)
    withdraw(release, "en")
    later = {"embargo_until_0": "2027-03-05", "embargo_until_1": "09:00"}
    assert desk.save(client, desk.change_url(release), **later).status_code == 302


LATER = {"embargo_until_0": "2027-03-05", "embargo_until_1": "09:00"}


@pytest.mark.parametrize(
    ("done", "live"),
    [
        ([], []),
        ([(publish, "fr")], ["Français"]),
        ([(publish, "fr"), (publish, "en")], ["Français", "English"]),
        ([(publish, "fr"), (withdraw, "fr")], []),
        ([(publish, "fr"), (publish, "fr")], ["Français"]),
    ],
    ids=["a draft", "one language", "both", "withdrawn", "corrected"],
)
def test_an_embargo_on_what_is_live_says_that_it_is_live(client, release, time_machine, done, live):
    time_machine.move_to("2027-03-01T08:00:00+00:00", tick=False)
    desk.sign_in(client, "publisher", speaks="en")
    for act, language in done:
        act(release, language)
    past = {"embargo_until_0": "2027-02-01", "embargo_until_1": "09:00"}
    told = [
        " ".join(desk.messages_to_come(response))
        for _typed, response in desk.attempts(client, desk.change_url(release), LATER, past)
    ]
    for language in ("Français", "English"):
        sentence = (
            f"{language} has been live since 1 March 2027, 09:00 CET and stays live: "
            "the embargo only holds back"
        )
        assert (sentence in told[0]) is (language in live)
    assert "stays live" not in told[1]


def test_what_is_live_is_told_with_the_embargo_and_not_again(client, release):
    publish(release)
    desk.sign_in(client, "publisher")
    tomorrow = f"{timezone.localdate() + datetime.timedelta(days=1)}"
    later = {"embargo_until_0": tomorrow, "embargo_until_1": "09:00"}
    page = desk.save(client, desk.change_url(release), follow=True, **later).content.decode()
    assert "stays live: the embargo only holds back" in page
    again = desk.save(client, desk.change_url(release), city_fr="Lyon")
    assert "stays live" not in " ".join(desk.messages_to_come(again))


def test_an_empty_slug_is_proposed_from_the_title(client):
    desk.sign_in(client, "writer")
    desk.save(client, desk.ADD, title_fr="L’œuvre d’été : 5 écoles & une agence !", title_en="Summer’s work")
    release = Release.objects.get()
    assert release.slug_fr == "l-oeuvre-d-ete-5-ecoles-une-agence"
    assert release.slug_en == "summer-s-work"


def test_a_proposed_slug_fits_its_column_and_one_typed_stays(client):
    desk.sign_in(client, "writer")
    desk.save(client, desk.ADD, title_fr="mot " * 50, title_en="Words", slug_en="as-typed")
    release = Release.objects.get()
    assert len(release.slug_fr) <= 120
    assert not release.slug_fr.endswith("-")
    assert release.slug_en == "as-typed"


SIGNS = (
    "<script",
    "onerror",
    "onclick",
    "onload",
    "javascript:",
    "data:",
    "<iframe",
    "<svg",
    "spy.",
)


def test_dangerous_rich_text_is_saved_and_previewed_inert(client, release):
    desk.sign_in(client, "writer")
    typed, clean = map("".join, zip(*ATTACKS.values(), strict=True))
    assert desk.save(client, desk.change_url(release), body_fr=typed, body_en=typed).status_code == 302
    release.refresh_from_db()
    assert (release.body_fr, release.body_en) == (clean, clean)
    for language in ("fr", "en"):
        page = client.get(desk.preview_url(release, language)).content.decode()
        article = page[page.index("<article") : page.index("</article>")].lower()
        assert [sign for sign in SIGNS if sign in article] == []
        assert article.count("fine") == len(ATTACKS)


def test_a_dangerous_link_or_picture_is_refused(client, release):
    texts = [*REFUSED.values()]
    typed = [{"body_fr": fr, "body_en": en} for fr, en in zip(texts[::2], texts[1::2], strict=True)]
    for sent, response in refusals(client, release, "en", *typed):
        for body in ("body_fr", "body_en"):
            [error] = errors_of(response, body)
            assert error.startswith(("The picture", "The link")), sent[body]


def test_dangerous_rich_text_is_inert_in_the_page_that_refuses_it(client, release):
    typed = [*(typed for typed, _clean in ATTACKS.values()), *REFUSED.values()]
    page = refused(client, release, "en", body_fr="".join(typed), issued_on="never").content.decode()
    assert [attack for attack in typed if attack in page] == []


def test_dangerous_boilerplates_are_saved_inert(client):
    typed, clean = map("".join, zip(*ATTACKS.values(), strict=True))
    desk.sign_in(client, "publisher")
    boilerplate = make_boilerplate()
    url = f"/admin/releases/boilerplate/{boilerplate.pk}/change/"
    assert desk.save(client, url, body_fr=typed, body_en=typed).status_code == 302
    assert rows(Boilerplate)[0].count(clean) == 2


def test_plain_text_is_never_taken_for_html(client, release):
    bad = "<script>alert({})</script>"
    typed = {f: bad.format(f) for f in ("title_fr", "standfirst_fr", "city_fr", "subtitle_fr")}
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(release), **typed)
    for url in (desk.change_url(release), desk.LIST, desk.preview_url(release)):
        page = client.get(url).content.decode()
        assert [field for field in typed if typed[field] in page] == []
    release = Release.objects.get()
    assert {field: getattr(release, field) for field in typed} == typed


def test_a_remark_or_a_name_is_never_taken_for_html(client, release):
    bad = "<script>alert(1)</script>"
    submit(release)
    desk.sign_in(client, "publisher", first_name=bad)
    desk.save(client, desk.transition_url(release, "return"), remark=bad)
    page = client.get(desk.change_url(release)).content.decode()
    assert bad not in page
    assert page.count(escape(bad)) >= 2


def test_strange_characters_break_nothing(client, release):
    desk.sign_in(client, "writer")
    texts = ["a\x00b", "\ud7ff\ufffe", "👩‍🔬 ﷺ ‏"]
    typed = [{"title_fr": text, "body_fr": f"<p>{text}</p>"} for text in texts]
    for changes, response in desk.attempts(client, desk.change_url(release), *typed):
        assert response.status_code in (200, 302), changes
        assert client.get(desk.change_url(release)).status_code == 200
