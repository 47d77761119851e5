"""Word documents, opened again by the library that wrote them and, in test_word_office.py, by LibreOffice."""

import datetime
import io
import re
import zipfile

import docx
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import override
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from docx.oxml.ns import qn
from PIL import Image

from releases.documents.kinds import Source
from releases.documents.word import WORD
from releases.documents.word.rich_text import ELEMENTS
from releases.documents.word.story import MOST_CONTINUED_CELLS
from releases.documents.word.tables import MOST_COLUMNS
from releases.models import Address, Edition
from releases.models.attachment import ROOT
from releases.texts.richtext import EXTENSIONS, clean_html
from tests.builders import publish
from tests.releases.test_files import attach_file, picture
from tests.visitor import Page, make_full_institute, publish_full_release

UNKNOWN = "/files/00000000-0000-4000-8000-000000000000/gone.png"
ORIGIN = "https://press.example"
MOMENT = datetime.datetime(2026, 2, 24, 9, tzinfo=datetime.UTC)


def written(edition, **source):
    file = io.BytesIO()
    with override(edition.language):
        WORD.write(Source(edition, ORIGIN, **source), file)
    return file


def an_edition(body="", language="fr", **fields):
    """One that no database has."""
    document = fields.pop("document", {})
    known = {"title": "Title", "standfirst": "Standfirst.", "kind": "release", "city": "Paris"}
    return Edition(
        language=language,
        body=clean_html(body),
        document=document,
        address=Address(language=language, year=2020, slug="title"),
        reference="CP-2020-001",
        issued_on=datetime.date(2020, 2, 12),
        live_from=MOMENT,
        **known | fields,
    )


def opened(body="", **fields):
    return docx.Document(written(an_edition(body, **fields)))


def styled(document):
    """[(style, text)] of the paragraphs of the text itself."""
    told = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    return told[told.index(("Standfirst", "Standfirst.")) + 1 : told.index(("End Mark", "FIN"))]


def words_of(root):
    """A blank between elements, none in “1er” or between the runs of a paragraph."""
    parts = []
    for element in root.iter(qn("w:p"), qn("w:t"), qn("w:br")):
        parts.append(element.text if element.tag == qn("w:t") else " ")
    return re.findall(r"\w+", "".join(parts))


def test_each_element_that_a_text_may_have_has_its_place():
    assert ELEMENTS.keys() == set(allowlist_from_extensions(expand_extensions(EXTENSIONS))["tags"])


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_has_the_words_of_the_page_in_their_order(client, language):
    release = publish_full_release(make_full_institute())
    attach_file(release, picture(), "carte.jpg", is_lead_picture=True, credit="IMT", licence="CC BY 4.0")
    edition = publish(release, language, change_note="Two.\n\nAnd three.")
    page = Page(client.get(edition.get_absolute_url()))
    [article] = page.tree.xpath("//article")
    unread = "to-contacts", "unseen", "card-link", "colophon"
    for element in article.xpath(" | ".join(f".//*[contains(@class, '{name}')]" for name in unread)):
        element.drop_tree()
    expected = re.findall(r"\w+", re.sub(r"\b1 er\b", "1er", " ".join(article.itertext())))
    found = words_of(docx.Document(written(edition)).element.body)
    assert found[: len(expected)] == expected
    rest = " ".join(found[len(expected) :])
    assert edition.reference.replace("-", " ") in rest
    assert edition.slug.replace("-", " ") in rest


def test_parts_have_styles_that_word_knows():
    document = opened(
        "<h2>One</h2><h3>Two</h3><p>Three</p><blockquote><p>Four</p></blockquote><hr>", subtitle="Sub"
    )
    names = [paragraph.style.name for paragraph in document.paragraphs]
    assert names[:5] == ["Kicker", "Title", "Subtitle", "Dateline", "Standfirst"]
    assert styled(document) == [
        ("Heading 2", "One"),
        ("Heading 3", "Two"),
        ("Normal", "Three"),
        ("Quote", "Four"),
        ("Rule", ""),
    ]
    levels = [
        document.styles[name].element.find(f".//{qn('w:outlineLvl')}") for name in ("Title", "Heading 2")
    ]
    assert [level.get(qn("w:val")) for level in levels] == ["0", "1"]


def test_below_a_quotation_stands_who_said_it_and_below_a_picture_its_caption():
    document = opened(
        "<figure><blockquote><p>So it is.</p></blockquote><figcaption>Zoé</figcaption></figure>"
        f'<figure><img src="{UNKNOWN}" alt="A map"><figcaption>Map</figcaption></figure>'
    )
    # No file of the edition's: in its place what it shows.
    assert styled(document) == [
        ("Quote", "So it is."),
        ("Speaker", "Zoé"),
        ("Caption", "A map"),
        ("Caption", "Map"),
    ]


def numbers_of(document):
    """[(text, level, list)] of what has a sign or a number."""
    found = []
    for paragraph in document.paragraphs:
        numbering = paragraph._p.pPr.numPr
        if numbering is not None:
            found.append((paragraph.text, numbering.ilvl.val, numbering.numId.val))
    return found


def test_each_list_begins_its_numbers_anew_and_lists_within_lists_are_deeper():
    document = opened(
        "<ol><li><p>a</p><p>more</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ol>"
        '<ol start="5" type="i"><li><p>d</p></li></ol><ul><li>e</li></ul>'
    )
    (_a, _b, _c, _d, _e) = numbers = numbers_of(document)
    assert [(text, level) for text, level, _list in numbers] == [
        ("a", 0),
        ("b", 1),
        ("c", 0),
        ("d", 0),
        ("e", 0),
    ]
    lists = {text: number for text, _level, number in numbers}
    assert lists["a"] == lists["c"] != lists["d"]
    assert lists["b"] == lists["e"]
    assert ("List Continue", "more") in styled(document)
    numbering = document.part.numbering_part.element
    [second] = [num for num in numbering.num_lst if num.numId == lists["d"]]
    assert second.find(f".//{qn('w:startOverride')}").get(qn("w:val")) == "5"
    kind = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{second.abstractNumId.val}']//w:numFmt")
    assert kind[0].get(qn("w:val")) == "lowerRoman"


def test_a_table_has_a_head_that_is_repeated_and_cells_that_span():
    table = (
        "<table><tbody><tr><th>Year</th><th>Flood</th><th>Sensors</th></tr>"
        '<tr><td rowspan="2">2025</td><td>Anduze</td><td>12</td></tr><tr><td>Alès</td><td>3</td></tr>'
        '<tr><td colspan="2">All</td><td>15</td></tr></tbody></table>'
    )
    [found] = opened(table).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["Year", "Flood", "Sensors"],
        ["2025", "Anduze", "12"],
        ["2025", "Alès", "3"],
        ["All", "All", "15"],
    ]
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in found.rows]
    assert heads == [True, False, False, False]
    assert found.cell(0, 0).paragraphs[0].style.name == "Table Header"


def test_a_table_in_a_cell_keeps_its_place():
    inner = "<table><tbody><tr><td>inside</td></tr></tbody></table>"
    [found] = opened(f"<table><tbody><tr><td><p>a</p>{inner}</td><td>b</td></tr></tbody></table>").tables
    [within] = found.cell(0, 0).tables
    assert within.cell(0, 0).text == "inside"
    # Else Word opens no document that has it.
    assert all(cell[-1].tag == qn("w:p") for cell in found._tbl.iter(qn("w:tc")))


def test_a_table_stays_within_what_word_opens_and_its_words_stay():
    row = "".join(f"<td>n{place}</td>" for place in range(MOST_COLUMNS + 5))
    wide = f'<table><tbody><tr>{row}</tr><tr><td colspan="9999" rowspan="9999">x</td></tr></tbody></table>'
    document = opened(wide)
    [table] = document.tables
    assert len(table.columns) == MOST_COLUMNS
    assert [word for word in words_of(table._tbl) if word.startswith("n")] == [
        f"n{place}" for place in range(MOST_COLUMNS + 5)
    ]


def test_cells_that_reach_far_down_make_no_more_of_them_than_there_is_room_for():
    row = '<td rowspan="9999">x</td>' * MOST_COLUMNS
    body = f"<table><tbody><tr>{row}</tr>{'<tr><td>y</td></tr>' * 500}</tbody></table>"
    xml = zipfile.ZipFile(written(an_edition(body))).read("word/document.xml")
    assert xml.count(b"<w:tc>") < MOST_CONTINUED_CELLS + 600
    assert xml.count(b">y<") == 500


def test_letters_look_as_on_the_page():
    document = opened("<p>CO<sub>2</sub> <strong>bold <em>both</em></strong> 10<sup>3</sup><br>next</p>")
    [paragraph] = [each for each in document.paragraphs if each.text.startswith("CO2")]
    assert paragraph.text == "CO2 bold both 103\nnext"
    looks = {run.text: (run.bold, run.italic) for run in paragraph.runs}
    assert (looks["bold "], looks["both"], looks[" 10"]) == ((True, None), (True, True), (None, None))
    positions = {run.text: (run.font.subscript, run.font.superscript) for run in paragraph.runs}
    assert (positions["2"][0], positions["3"][1]) == (True, True)


def test_document_and_passages_say_their_language():
    body = '<p>Le <em lang="en">spin-off</em> et <em lang="ar">قطر</em></p>'
    with_passages = opened(body)
    languages = {
        run.text: run._r.rPr.find(qn("w:lang"))
        for paragraph in with_passages.paragraphs
        for run in paragraph.runs
        if run._r.rPr is not None
    }
    assert languages["spin-off"].get(qn("w:val")) == "en-GB"
    assert languages["قطر"].get(qn("w:bidi")) == "ar"
    for language, full in (("fr", "fr-FR"), ("en", "en-GB")):
        document = docx.Document(written(an_edition(language=language)))
        [default] = document.styles.element.xpath("w:docDefaults//w:lang")
        assert default.get(qn("w:val")) == document.core_properties.language == full


def test_links_lead_to_whole_addresses():
    body = '<p><a href="/fr/contacts-presse/">ici</a> <a href="https://example.org/é?a=1&amp;b=2">là</a></p>'
    relations = opened(body).part.rels.values()
    targets = [relation.target_ref for relation in relations if relation.is_external]
    assert targets[:2] == [f"{ORIGIN}/fr/contacts-presse/", "https://example.org/%C3%A9?a=1&b=2"]
    too_long = opened(f'<p><a href="https://example.org/{"x" * 3000}">words</a></p>')
    assert "words" in words_of(too_long.element.body)


def stored(name, mode="RGB", size=(40, 30), **options):
    content = io.BytesIO()
    Image.new(mode, size).save(content, **options)
    path = default_storage.save(f"{ROOT}word/{name}", ContentFile(content.getvalue()))
    return path.removeprefix(ROOT)


def drawings(*paths, alternative="A map"):
    body = "".join(f'<figure><img src="/files/{path}" alt="{alternative}"></figure>' for path in paths)
    edition = an_edition(
        document={"attachments": [], "boilerplate_files": [{"path": path} for path in paths]}
    )
    edition.body = body
    return docx.Document(written(edition))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.jpg", {"format": "JPEG"}),
        ("a.png", {"format": "PNG", "mode": "RGBA"}),
        ("a.gif", {"format": "GIF", "mode": "P"}),
        ("a.webp", {"format": "WEBP"}),
        ("cmyk.jpg", {"format": "JPEG", "mode": "CMYK"}),
        ("large.png", {"format": "PNG", "size": (3000, 2000), "mode": "P"}),
        ("deep.png", {"format": "PNG", "size": (2000, 1000), "mode": "I;16"}),
        ("tall.jpg", {"format": "JPEG", "size": (10, 3000)}),
    ],
)
def test_pictures_are_shown_within_the_page_and_described(name, options):
    document = drawings(stored(name, **options))
    [shape] = document.inline_shapes
    assert 0 < shape.width <= 5_760_000
    assert 0 < shape.height <= 7_200_000
    assert shape._inline.docPr.get("descr") == "A map"
    assert {shape._inline.get(f"dist{side}") for side in "TBLR"} == {"0"}


def test_a_picture_shown_twice_is_kept_once_and_one_that_says_nothing_is_marked():
    path = stored("a.jpg", format="JPEG")
    document = drawings(path, path, alternative="")
    assert len(document.inline_shapes) == 2
    assert len(document.part.package.image_parts) == 1
    assert b"decorative" in document.part.blob


def test_a_picture_that_is_turned_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    [shape] = drawings(stored("turned.jpg", format="JPEG", exif=exif)).inline_shapes
    assert shape.width < shape.height


@pytest.mark.parametrize("length", [10, 200, 500])
@pytest.mark.parametrize("name", ["no.jpg", "no.png", "no.gif", "no.webp"])
def test_what_is_no_picture_leaves_its_words(name, length):
    content = io.BytesIO()
    Image.effect_noise((60, 60), 90).save(content, Image.registered_extensions()[name[2:]])
    # What is left of one that was cut short.
    file = ContentFile(content.getvalue()[:length])
    path = default_storage.save(f"{ROOT}word/{name}", file).removeprefix(ROOT)
    assert "map" in words_of(drawings(path).element.body)


CONTACT = {
    "id": 1,
    "name": "Zoé Durand",
    "job_title": "Presse",
    "organisation": "IMT",
    "email": "zoe@example.org",
    "languages": ["fr"],
    "phones": [{"number": "+33141113789", "display": "01 41 11 37 89", "label": "Bureau"}],
}


def test_a_contact_stands_in_one_piece():
    document = opened(document={"contacts": [CONTACT, {"removed": True}]})
    told = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    place = told.index(("Heading 3", "Zoé Durand"))
    assert told[place - 1] == ("Heading 2", "Contacts presse")
    ways = "Presse\nIMT\n01 41 11 37 89 Bureau\nzoe@example.org\nLangues : français"
    assert told[place + 1] == ("Contact", ways.replace(" :", "\xa0:"))
    assert told[place + 2] == ("Contact", "Contact retiré")
    assert document.styles["Heading 3"].paragraph_format.keep_with_next
    assert document.styles["Contact"].paragraph_format.keep_together


def test_it_tells_of_the_edition_and_of_no_person_or_machine():
    file = written(an_edition(title="A title", approved_at=MOMENT, approved_by="Somebody Secret"))
    properties = docx.Document(file).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (
        "A title",
        "Salle de presse",
        "Salle de presse",
    )
    assert (properties.created, properties.identifier, properties.comments) == (MOMENT, "CP-2020-001", "")
    parts = zipfile.ZipFile(file)
    everything = b"".join(parts.read(name) for name in parts.namelist())
    for word in (b"Secret", b"python-docx", b"Macintosh"):
        assert word not in everything
    assert not [name for name in parts.namelist() if "thumbnail" in name or "customXml" in name]


def test_the_same_edition_makes_the_same_file():
    path = stored("same.webp", format="WEBP")
    files = []
    for _time in range(2):
        edition = an_edition(document={"boilerplate_files": [{"path": path}]})
        edition.body = f'<figure><img src="/files/{path}" alt=""></figure><ol><li>a</li></ol>'
        files.append(written(edition).getvalue())
    assert files[0] == files[1]


def test_pages_are_numbered_on_a4():
    [section] = opened().sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    footer = section.footer.paragraphs[0]
    assert footer.text.startswith("CP-2020-001\tpage\xa0")
    fields = [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_draft_says_so_on_each_page_and_has_no_address():
    document = docx.Document(written(an_edition(), is_draft=True))
    assert document.sections[0].header.paragraphs[0].text == "Projet – ne pas diffuser"
    assert "communiques" not in words_of(document.element.body)
    assert not any("Projet" in paragraph.text for paragraph in opened().sections[0].header.paragraphs)


@pytest.mark.parametrize(
    "character", [*map(chr, range(32)), "\x7f", "\ufffe", "\uffff", "\U0001f600", "\u202e"]
)
def test_no_character_breaks_it(character):
    edition = an_edition(
        title=f"a{character}b", document={"contacts": [CONTACT | {"name": f"c{character}d"}]}
    )
    edition.body = f'<p>e{character}f <a href="https://example.org/{character}">g</a></p>'
    assert words_of(docx.Document(written(edition)).element.body)


def test_what_was_taken_down_is_told_in_its_place():
    line = {"date": "2026-03-01", "note": "Its author asked for it.", "kind": "picture", "is_lead": True}
    told = [(each.style.name, each.text) for each in opened(document={"taken_down": [line]}).paragraphs]
    [(style, text)] = told[told.index(("Standfirst", "Standfirst.")) - 1 :][:1]
    assert style == "Caption"
    assert text.endswith("Its author asked for it.")
    assert "1er" in text


def test_a_correction_stands_above_the_text():
    notice = {"number": 1, "date": "2020-02-14", "note": "Two.\n\nNot three.", "is_back": False}
    told = [(each.style.name, each.text) for each in opened(document={"correction": notice}).paragraphs]
    words = [text for style, text in told if style == "Correction"]
    assert words[0].replace("\xa0", " ") == "Version corrigée n° 1, 14 février 2020"
    assert words[1:] == ["Two.", "Not three."]
