import re
from itertools import pairwise

import pdfua
import pikepdf
import pytest

from releases.documents import pdf
from tests.builders import attach, make_boilerplate, make_contact, make_institute, make_release, publish
from tests.releases.documents.reading_pdf import (
    ORIGIN,
    PARAGRAPH,
    STANDARD,
    kids,
    needs_pango,
    pdf_of,
    photograph,
    words,
)
from tests.releases.test_files import attach_file
from tests.visitor import RELEASE, visit

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, needs_pango]
NAME = "Łódź Đỗ Nguyễn"
BODY = f"""<h2>Première partie</h2><p>{NAME} <em>{NAME}</em> <strong>{NAME}</strong></p>
<p lang="en">Said in <em>English</em>.</p><p>H<sub>2</sub>O, 10<sup>3</sup> m<sup>2</sup></p>
<p lang="he">שלום עולם</p><p>Une fusée 🚀 décolle</p>
<table><tbody><tr><th>Année</th><th colspan="2">Nombres</th></tr>
<tr><th>2019</th><td>10</td><td>12</td></tr><tr><th rowspan="2">2020</th><td>20</td><td>22</td></tr>
<tr><td>30</td><td>32</td></tr></tbody></table>
<h3>Une liste</h3><ul><li><p>un</p><ul><li><p>un bis</p><ol><li><p>profond</p></li></ol></li></ul></li>
<li><p>deux</p></li></ul>
<blockquote><p>Une citation.</p></blockquote><p><a href="https://www.imt.fr/">IMT</a></p>
<h2>Seconde partie</h2>{PARAGRAPH * 120}"""


def _make_hard():
    release = make_release(title_fr=f"Le prix de {NAME}", body_fr=BODY, subtitle_fr="Un sous-titre")
    release.institutes.add(make_institute())
    attach(release, make_boilerplate("À propos"), *(make_contact(f"Nguyễn-{number}") for number in range(40)))
    lead = {"alt_fr": "Un capteur", "caption_fr": "Au bord", "credit": "IMT", "is_lead_picture": True}
    attach_file(release, photograph(), "photo.jpg", **lead)
    edition = publish(release)
    return edition, pdf_of(edition), visit(RELEASE["fr"])


@pytest.fixture(scope="module")
def made(made_once):
    return made_once(_make_hard)[0]


@pytest.fixture
def edition(made):
    return made[0]


@pytest.fixture
def hard(made):
    return made[1]


def test_it_says_what_it_is(hard, edition):
    root = hard.file.Root
    assert (root.Lang, root.MarkInfo.Marked, root.ViewerPreferences.DisplayDocTitle) == ("fr", True, True)
    with hard.file.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == edition.title == hard.file.docinfo["/Title"]
        assert xmp["pdf:Keywords"] == edition.reference
        assert xmp["dc:creator"] == ["Salle de presse des instituts Carnot et de l’Institut Mines-Télécom"]
        assert xmp["xmp:CreateDate"].startswith(f"{edition.live_from:%Y-%m-%d}")


def test_its_pages_are_a4_and_numbered_beside_the_reference(hard, edition):
    assert len(hard.texts) >= 4
    for number, (page, text) in enumerate(zip(hard.file.pages, hard.texts, strict=True), 1):
        assert [round(float(side)) for side in page.MediaBox] == [0, 0, 595, 842]
        assert f"{number}/{len(hard.texts)}" in text
        assert edition.reference in text


def test_its_words_are_those_of_the_page(hard, edition, made):
    page = made[2].tree
    for more in page.xpath("//*[@class='to-contacts' or @class='take-away']"):
        more.drop_tree()
    for raised in page.xpath("//sup | //sub"):
        raised.drop_tag()
    release = " ".join(" ".join(page.xpath("//article//text()")).split()).partition("Référence")[0]
    # Browsers and this format alike number the items of a list.
    expected = words(release) + words("1")
    furniture = words("Salle de presse Instituts Carnot & Institut Mines-Télécom")
    for number in range(1, len(hard.texts) + 1):
        expected += furniture + words(f"{edition.reference} {number}/{len(hard.texts)}")
    expected += words(f"Référence {edition.reference} Adresse {ORIGIN}{edition.get_absolute_url()}")
    assert hard.words == expected


def test_the_checker_of_the_standard_finds_nothing(hard, tmp_path):
    file = tmp_path / "hard.pdf"
    file.write_bytes(hard.content)
    assert [f"{each.rule_id} {each.message}" for each in pdfua.validate(file).findings] == []


def test_its_structure_has_known_elements_in_their_places(hard):
    assert {str(each.S) for each in hard.elements()} <= STANDARD
    for item in hard.elements("/LI"):
        assert {str(kid.S) for kid in kids(item)} <= {"/Lbl", "/LBody", "/L"}
    for row in hard.elements("/TR"):
        assert {str(kid.S) for kid in kids(row)} <= {"/TH", "/TD"}
    for kid in (kid for each in hard.elements("/L") for kid in kids(each)):
        assert str(kid.S) in {"/LI", "/L"}


def test_headings_descend_by_one(hard):
    levels = [int(str(each.S)[-1]) for each in hard.elements("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_headings_are_bookmarks(hard, edition):
    titles = hard.bookmarks()
    assert titles[0] == (0, edition.title)
    assert (1, "Première partie") in titles
    assert (2, "Une liste") in titles


def test_headers_of_tables_say_what_they_are_above_or_beside(hard):
    scopes = [str(each.A.Scope) for each in hard.elements("/TH")]
    assert scopes == ["/Column", "/Column", "/Row", "/Row"]
    spans = [(each.A.get("/ColSpan", 1), each.A.get("/RowSpan", 1)) for each in hard.elements("/TH")]
    assert spans == [(1, 1), (2, 1), (1, 1), (1, 2)]


def test_passages_in_other_languages_say_so(hard):
    assert [str(each.Lang) for each in hard.elements() if "/Lang" in each] == ["en", "he"]


def test_pictures_are_described_small_and_nothing_but_pictures(hard):
    [figure] = hard.elements("/Figure")
    assert figure.Alt == "Un capteur"
    [picture] = hard.file.pages[0].get_images().values()
    assert max(picture.Width, picture.Height) <= 1640
    assert b"Exif" not in picture.read_raw_bytes()
    assert "Au bord" in hard.texts[0]


def test_heads_and_feet_of_pages_are_passed_over(hard):
    for page in hard.file.pages:
        kinds = [
            str(each.operands[0])
            for each in pikepdf.parse_content_stream(page)
            if str(each.operator) == "BMC"
        ]
        assert kinds
        assert set(kinds) == {"/Artifact"}
        marked = [each for each in pikepdf.parse_content_stream(page) if str(each.operator) == "BDC"]
        parents = _parents_of_marks(hard.file, page)
        assert len(marked) == len(parents)
        for element in parents:
            while element.S != "/Document":
                assert any(
                    kid.objgen == element.objgen for kid in kids(element.P) if not isinstance(kid, int)
                )
                element = element.P


def _parents_of_marks(file, page):
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    place = next(place for place in range(0, len(numbers), 2) if numbers[place] == page.StructParents)
    return list(numbers[place + 1])


def test_every_typeface_is_in_it(hard):
    names = {str(font.BaseFont).partition("+")[2] for font in hard.fonts()}
    assert any("Newsreader" in name for name in names)
    for font in hard.fonts():
        [inner] = font.get("/DescendantFonts", [font])
        assert inner.get("/Subtype") == "/Type3" or {"/FontFile2", "/FontFile3"} & set(
            inner.FontDescriptor.keys()
        )
        assert "/ToUnicode" in font


def test_links_lead_to_the_site(hard, edition):
    assert {"https://www.imt.fr/", ORIGIN + edition.get_absolute_url()} <= set(hard.links())
    assert any(re.fullmatch(rf"{ORIGIN}/files/[^/]+/photo\.jpg", link) for link in hard.links())
    assert not [link for link in hard.links() if link.startswith(pdf.OWN)]
