"""The pictures that are shown where somebody shares an address."""

import io
import time

import pytest
from django.test import Client
from PIL import Image

from releases.public.sharing import directions
from releases.public.sharing.drawing import ACCENT, HEIGHT, PAPER, SIZE, TITLE_BOTTOM, TITLE_TOP, Words, drawn
from releases.public.sharing.lettering import cleaned, sans, serif, shortened, wrapped
from tests.builders import make_release, publish, schedule, withdraw
from tests.visitor import RELEASE, visit

WIDTH = 1056
HARD = {
    "200 letters": "Une annonce de laboratoires et d’entreprises " * 4 + "pour toutes et tous.",
    "one long word": "W" * 200,
    "emoji": "🎉 Les réseaux de demain 👩‍🔬",
    "right to left": "شبكات الغد: افتتاح مختبر جديد",
    "right to left first": "شبكات الغد : inauguration d’un laboratoire à Sophia Antipolis, 12 écoles",
    "mixed": "R&D <script> שלום Łódź",
    "nothing that is seen": "\u200b\u2066\ufe0f",
}


def picture(title):
    return Image.open(io.BytesIO(drawn(Words("Salle de presse", "Instituts", title, "Carnot Un", "Paris"))))


def ink(image, box):
    """Where something is drawn in a part of the picture."""
    part = image.convert("RGB").crop(box)
    plain = Image.new("RGB", part.size, PAPER)
    return tuple(part.get_flattened_data()) != tuple(plain.get_flattened_data())


@pytest.mark.parametrize("title", HARD.values(), ids=HARD)
def test_any_title_stays_in_its_place(title):
    image = picture(title)
    assert (image.format, image.size) == ("PNG", SIZE)
    # A letter may reach over its own width by a few pixels.
    assert not ink(image, (0, 0, 66, HEIGHT))
    assert not ink(image, (1134, 0, 1200, HEIGHT))
    assert not ink(image, (0, TITLE_BOTTOM + 14, 1200, 521))
    assert ink(image, (72, TITLE_TOP, 1128, TITLE_BOTTOM)) is bool(cleaned(title))


@pytest.mark.parametrize(("from_the_right", "side"), [(False, "left"), (True, "right")])
def test_a_title_begins_on_the_side_of_its_language_whatever_its_first_letter(from_the_right, side):
    words = Words("Salle de presse", "Instituts", "שלום Paris", "Carnot Un", "Paris")
    image = Image.open(io.BytesIO(drawn(words, from_the_right)))
    halves = {"left": (72, TITLE_TOP, 600, TITLE_BOTTOM), "right": (600, TITLE_TOP, 1128, TITLE_BOTTOM)}
    assert [name for name, half in halves.items() if ink(image, half)] == [side]


def test_the_mark_of_the_site_is_red():
    assert "#{:02x}{:02x}{:02x}".format(*picture("Titre").convert("RGB").getpixel((74, 74))) == ACCENT


def test_a_picture_is_drawn_in_little_time():
    drawn(Words("a", "b", HARD["200 letters"]))
    started = time.process_time()
    for _time in range(5):
        drawn(Words("a", "b", HARD["200 letters"]))
    assert (time.process_time() - started) / 5 < 0.1


def test_signs_that_are_not_seen_or_in_no_typeface_are_left_out():
    assert cleaned("a\u200b\n b\U000f0000 \ufe0fc") == "a b c"


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("Paris 🗼, le 28", "Paris, le 28"),
        ("Paris 🗼 🎉.", "Paris."),
        ("Paris (🗼 le 28 🗼)", "Paris (le 28)"),
        ("Paris 🗼 : le 28", "Paris : le 28"),
        ("Paris 🗼le 28", "Paris le 28"),
        ("Paris , le 28", "Paris , le 28"),
        ("Paris🗼le 28", "Paris le 28"),
        ("1\ufe0f\u20e3 prix, 2\u20e3e prix", "1 prix, 2e prix"),
    ],
)
def test_no_space_is_left_before_a_comma_where_a_sign_was(title, known):
    assert cleaned(title) == known


def test_lines_are_broken_between_words_and_where_they_have_to_be():
    face = serif(84)
    lines = list(wrapped("Le label renouvelé pour " + "x" * 60, face, WIDTH))
    assert "".join(lines).replace(" ", "") == "Lelabelrenouvelépour" + "x" * 60
    assert all(face.width(line) <= WIDTH for line in lines)


@pytest.mark.parametrize("mark", ["-", "/", "_", ".", ")", "’"])
def test_a_long_word_is_broken_behind_a_mark(mark):
    face = serif(84)
    lines = list(wrapped(mark.join(["laboratoires"] * 8), face, WIDTH))
    assert len(lines) > 1
    assert all(line.endswith(mark) for line in lines[:-1])
    assert all(face.width(line) <= WIDTH for line in lines)


def test_a_mark_that_would_leave_a_line_nearly_empty_breaks_none():
    first, *_others = wrapped("a-" + "x" * 60, serif(84), WIDTH)
    assert len(first) > 10


def test_what_is_too_long_ends_with_an_ellipsis():
    face = sans(26)
    line = shortened("Institut " * 40, face, WIDTH)
    assert line.endswith("…")
    assert face.width(line) <= WIDTH


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("un « אב » et", [("un « ", False), ("אב", True), (" » et", False)]),
        ("un אב גד, deux", [("un ", False), ("אב גד", True), (", deux", False)]),
        ("אב 2026 Łódź.", [("אב 2026", True), (" Łódź.", False)]),
        ("2026 : un", [("2026 : un", False)]),
        ("", []),
    ],
)
def test_words_of_two_scripts_are_set_in_the_order_in_which_they_are_read(text, shown):
    assert directions.parts(text, from_the_right=False) == shown


def test_in_a_language_read_from_the_right_they_stand_the_other_way():
    shown = [(".", True), ("Łódź", False), ("אב 2026 ", True)]
    assert directions.parts("אב 2026 Łódź.", from_the_right=True) == shown


def test_a_space_beside_a_word_read_from_the_right_stays_on_its_side():
    assert [part for part, _font in serif(40).runs("un אב et")] == ["un ", "אב", " et"]


@pytest.mark.django_db
class TestAddress:
    @pytest.fixture(autouse=True)
    def release(self, shared_leaks):
        return publish(make_release()).release

    def test_a_live_release_has_a_picture_that_its_page_names(self):
        address = visit(RELEASE["fr"]).properties()["og:image"].removeprefix("http://testserver")
        assert address == f"{RELEASE['fr']}picture.png"
        response = Client().get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
        assert response.may_be_kept

    def test_the_site_has_one_for_all_other_pages(self):
        address = visit("/en/").properties()["og:image"].removeprefix("http://testserver")
        assert address == "/en/picture.png"
        assert Client().get(address).status_code == 200

    @pytest.mark.parametrize("word", ["draft", "review", "scheduled", "nothing"])
    def test_what_was_never_live_has_none(self, word):
        year = time.strftime("%Y")
        for day in (2020, year):
            assert Client().get(f"/fr/communiques/{day}/secret-{word}/picture.png").status_code == 404

    def test_what_was_withdrawn_has_none_any_more(self, release):
        withdraw(release, explanation="A mistake.")
        response = Client().get(f"{RELEASE['fr']}picture.png")
        assert response.status_code == 410
        assert "A mistake." in response.content.decode()

    def test_the_address_of_a_coming_correction_tells_nothing(self, release):
        release.slug_fr = "coming"
        release.save()
        schedule(release, change_note="A word.")
        for name in ("picture.png", "ninjs.json"):
            assert Client().get(f"/fr/communiques/2020/coming/{name}").status_code == 404
            assert Client().get(f"{RELEASE['fr']}{name}").status_code == 200
