import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from common import uploads
from common.uploads import sniff, validate_attachment, validate_image
from tests import pictures
from tests.files import make_compound, million_parts


def picture(image_format):
    content = io.BytesIO()
    Image.new("RGB", (16, 16), "navy").save(content, image_format)
    return content.getvalue()


def package(**members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return content.getvalue()


def office(folder, **members):
    return package(**{"[Content_Types].xml": "<Types/>", f"{folder}/document.xml": "<x/>", **members})


def open_document(mime, **members):
    return package(mimetype=mime, **{"content.xml": "<x/>", **members})


def moving(image_format):
    content = io.BytesIO()
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("navy", "red")]
    frames[0].save(content, image_format, save_all=True, append_images=frames[1:])
    return content.getvalue()


# As a telephone begins it.
HEIC = bytes((0, 0, 0, 24)) + b"ftypheic\0\0\0\0mif1heic" + bytes(200)
ODT = "application/vnd.oasis.opendocument.text"
# What Office writes as vbaProject.bin, in short: its container, with the directory that names its streams.
VBA = make_compound("VBA", "_VBA_PROJECT")


def damaged(content, position, value):
    """With one byte changed in the entry of the archive's directory."""
    directory = content.index(b"PK\x01\x02")
    return content[: directory + position] + bytes([value]) + content[directory + position + 1 :]


SAMPLES = {
    "jpg": picture("JPEG"),
    "png": picture("PNG"),
    "webp": picture("WEBP"),
    "avif": picture("AVIF"),
    "gif": picture("GIF"),
    "pdf": b"%PDF-1.7\n%%EOF",
    "docx": office("word"),
    "xlsx": office("xl"),
    "pptx": office("ppt"),
    "odt": open_document("application/vnd.oasis.opendocument.text"),
    "ods": open_document("application/vnd.oasis.opendocument.spreadsheet"),
}
HOSTILE = {
    "nothing": b"",
    "one byte": b"%",
    "text": b"hello",
    "html": b"<html><script>alert(1)</script></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg behind a declaration": b'<?xml version="1.0"?><svg/>',
    "moving gif": moving("GIF"),
    "moving avif": moving("AVIF"),
    "heic": HEIC,
    "bmp": picture("BMP"),
    "tiff": picture("TIFF"),
    "program": b"MZ" + b"\0" * 100,
    "script": b"#!/bin/sh\n",
    "word of 1997": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "zip": package(**{"notes.txt": "hello"}),
    "macros": office("word", **{"word/vbaProject.bin": "x"}),
    "macros in capitals": office("xl", **{"xl/VBAPROJECT.BIN": "x"}),
    "macros under another name": office("word", **{"word/media/image1.bin": VBA}),
    "macros named by their type": package(
        **{
            "[Content_Types].xml": '<Types><Override PartName="/word/a.xml" ContentType="'
            'application/vnd.ms-office.vba&#80;roject"/></Types>',
            "word/document.xml": "<x/>",
        }
    ),
    "a template from another site": office(
        "word",
        **{
            "word/_rels/settings.xml.rels": '<R><R Id="rId1" Type="http://x/relationships/attachedTemplate" '
            'Target="http://evil.example/x.dotm" TargetMode="External"/></R>'
        },
    ),
    "a template from a server": office(
        "word",
        **{
            "word/_rels/settings.xml.rels": '<R><R Id="rId1" Type="http://x/relationships/attachedTemplate" '
            'Target="\\\\server\\x.dotm" TargetMode="External"/></R>'
        },
    ),
    "macros named by a relation": office(
        "word",
        **{
            "word/_rels/document.xml.rels": '<Relationships><Relationship Type="http://schemas.microsoft.com/'
            'office/2006/relationships/vbaProject" Target="a.dat"/></Relationships>'
        },
    ),
    "a document that is macro-enabled": package(
        **{
            "[Content_Types].xml": '<Types><Override PartName="/word/document.xml" ContentType="'
            'application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
            "word/document.xml": "<x/>",
        }
    ),
    "controls": office(
        "ppt", **{"ppt/_rels/a.rels": '<R><R Type="http://x/relationships/activeXControl"/></R>'}
    ),
    "controls by their folder": office("word", **{"word/activeX/activeX1.bin": "x"}),
    "an OLE object": office("word", **{"word/embeddings/oleObject1.bin": "x"}),
    "an OLE object under another name": office("word", **{"word/media/a.bin": make_compound("Package")}),
    "an OLE object named by a relation": office(
        "word", **{"word/_rels/a.rels": '<R><R Type="http://x/relationships/oleObject" Target="a"/></R>'}
    ),
    "old macro sheets": office("xl", **{"xl/_rels/a.rels": '<R><R Type="http://x/xlMacrosheet"/></R>'}),
    "basic": open_document(ODT, **{"Basic/Standard/Module1.xml": "<x/>"}),
    "basic of an object": open_document(ODT, **{"Object 1/Basic/script-lc.xml": "<x/>"}),
    "scripts": open_document(ODT, **{"Scripts/python/a.py": "x"}),
    "a call of a script": open_document(
        ODT, **{"content.xml": '<x><y href="vnd.sun.star.script:a.b?language=Basic"/></x>'}
    ),
    "an old document with macros in a document": office("word", **{"word/embeddings/a.bin": VBA}),
    "two parts of one name": office("word", **{"WORD/document.xml": "<y/>"}),
    "more parts than a document has": package(
        **{"[Content_Types].xml": "<Types/>", **{f"word/{number}": "" for number in range(10_001)}}
    ),
    "definitions": package(
        **{"[Content_Types].xml": '<!DOCTYPE a [<!ENTITY b "c">]><Types/>', "word/document.xml": "<x/>"}
    ),
    "book": open_document("application/epub+zip"),
    "jar": package(**{"META-INF/MANIFEST.MF": "x"}),
    "empty zip": package(),
    "encrypted zip": damaged(SAMPLES["odt"], 8, 1),
    "zip of an unknown method": damaged(SAMPLES["odt"], 10, 99),
    "zip of a later version": damaged(SAMPLES["docx"], 6, 255),
    "zip that points before its start": damaged(SAMPLES["odt"], 45, 255),
    "start of a zip": b"PK\x03\x04",
    "start of a picture": picture("PNG")[:40],
    "half a picture": picture("PNG")[: len(picture("PNG")) // 2],
}


def upload(content, name):
    return SimpleUploadedFile(name, content, content_type="image/png")


def refusal(validate, file):
    with translation.override("en"):
        with pytest.raises(ValidationError) as refused:
            validate(file)
        return refused.value.code, refused.value.messages[0]


@pytest.mark.parametrize("extension", SAMPLES)
def test_a_file_is_known_by_its_content(extension):
    file = io.BytesIO(SAMPLES[extension])
    file.seek(3)
    assert extension in sniff(file).extensions
    assert file.tell() == 0


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", ["a.png", "a.pdf", "a.docx", "a.html"])
def test_what_is_not_published_is_refused_whatever_its_name(content, name):
    code, message = refusal(validate_attachment, upload(content, name))
    assert code == "type"
    assert "Accepted: JPG, PNG, WEBP, AVIF, GIF, PDF, DOCX, XLSX, PPTX, ODT, ODS." in message


@pytest.mark.parametrize(
    "name",
    [name for name in HOSTILE if name.startswith(("macros", "basic", "scripts", "controls", "an OLE"))],
)
def test_a_document_with_macros_is_told_so(name):
    assert (
        "contains macros, ActiveX controls or OLE objects"
        in refusal(validate_attachment, upload(HOSTILE[name], "a.docx"))[1]
    )


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (HEIC, "IMG_0001.HEIC", "Browsers do not show HEIC pictures; open it and export it as JPEG"),
        (HEIC, "IMG_0001.jpg", "Browsers do not show HEIC pictures; open it and export it as JPEG"),
        (
            HOSTILE["svg"],
            "a.svg",
            "An SVG drawing may contain programs and is not published; export it as PNG",
        ),
        (HOSTILE["svg behind a declaration"], "a.png", "An SVG drawing may contain programs"),
        (HOSTILE["moving gif"], "a.gif", "This picture moves; save one of its pictures as PNG or JPEG"),
        (HOSTILE["moving avif"], "a.avif", "This picture moves; save one of its pictures as PNG or JPEG"),
    ],
)
def test_a_picture_that_is_not_shown_is_refused_with_what_to_do(content, name, sentence):
    assert refusal(validate_attachment, upload(content, name))[1].startswith(sentence)


@pytest.mark.parametrize("extension", ["avif", "gif"])
def test_a_logo_is_of_the_common_kinds(extension):
    assert refusal(validate_image, upload(SAMPLES[extension], f"a.{extension}"))[0] == "type"


def test_a_document_of_too_many_parts_is_told_so():
    message = refusal(validate_attachment, upload(HOSTILE["more parts than a document has"], "a.docx"))[1]
    assert "far more data than a document should" in message


def packed(*sizes):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number, size in enumerate(sizes):
            archive.writestr(f"word/{number}.xml", bytes(size))
    return content.getvalue()


@pytest.mark.parametrize(
    "sizes", [[10 * uploads.MEGABYTE], [4 * uploads.MEGABYTE] * 3], ids=["one part", "several"]
)
def test_a_small_document_that_unpacks_into_a_large_one_is_refused(sizes):
    message = refusal(validate_attachment, upload(packed(*sizes), "a.docx"))[1]
    assert "far more data than a document should" in message
    assert sniff(io.BytesIO(packed(4 * uploads.MEGABYTE)))


def test_a_million_parts_are_not_listed(monkeypatch):
    monkeypatch.setattr("zipfile.ZipInfo.__init__", None)
    assert sniff(million_parts()) is None


@pytest.mark.parametrize(
    "content",
    [
        office("word", **{"word/embeddings/Microsoft_Excel_Sheet1.xlsx": SAMPLES["xlsx"]}),
        office("xl", **{"xl/printerSettings/printerSettings1.bin": "x"}),
        office("word", **{"word/media/notes.txt": "vbaProject macroEnabled"}),
        open_document(ODT, **{"content.xml": "<x>vnd.sun.star.script: is a word</x>"}),
        open_document(ODT, **{"Pictures/basic.png": "x", "Configurations2/accelerator/current.xml": ""}),
    ],
)
def test_what_only_looks_like_macros_is_published(content):
    assert sniff(io.BytesIO(content)) is not None


@pytest.mark.parametrize("extension", SAMPLES)
def test_a_file_with_its_own_name_is_accepted(extension):
    validate_attachment(upload(SAMPLES[extension], f"Document n° 1.{extension.upper()}"))


@pytest.mark.parametrize(
    ("extension", "name"),
    [("jpg", "a.png"), ("pdf", "a.html"), ("png", "a.svg"), ("docx", "a"), ("odt", "a.odt.exe"), ("pdf", "")],
)
def test_a_name_that_says_something_else_is_refused_with_the_right_one(extension, name):
    file = upload(SAMPLES[extension], "x")
    file._name = name
    code, message = refusal(validate_attachment, file)
    assert code == "mislabelled"
    assert f"“{name}”" in message
    assert f"end in .{extension}" in message


@pytest.mark.parametrize("extension", ["pdf", "docx", "xlsx", "pptx", "odt", "ods"])
def test_a_document_is_not_a_logo(extension):
    code, message = refusal(validate_image, upload(SAMPLES[extension], f"a.{extension}"))
    assert code == "type"
    assert message.endswith("Accepted: JPG, PNG, WEBP.")


@pytest.mark.parametrize(
    ("extension", "megabytes", "limit"),
    [("png", 26, "25"), ("pdf", 51, "50"), ("png", 200, "50"), ("docx", 200, "50")],
)
def test_a_file_that_is_too_large_is_refused_with_the_limit(extension, megabytes, limit):
    file = upload(SAMPLES[extension], f"a.{extension}")
    file.size = megabytes * uploads.MEGABYTE
    code, message = refusal(validate_attachment, file)
    assert code == "too_large"
    assert f"{megabytes}.0\xa0MB" in message
    assert f"{limit}.0\xa0MB" in message


def test_a_large_file_is_refused_before_it_is_read():
    class Unreadable(io.BytesIO):
        name, size = "a.png", 200 * uploads.MEGABYTE

        def read(self, *_size):
            raise AssertionError("it was read")

    assert refusal(validate_attachment, Unreadable())[0] == "too_large"


def test_a_file_that_has_vanished_is_asked_for_again():
    class Vanished(io.BytesIO):
        name = "a.png"

        @property
        def size(self):
            raise FileNotFoundError

    assert refusal(validate_image, Vanished()) == ("lost", "This file has been lost. Upload it again.")


def test_a_small_file_that_unpacks_into_a_huge_picture_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_PIXELS", 16 * 16 - 1)
    assert sniff(io.BytesIO(SAMPLES["png"])) is None
    code, message = refusal(validate_image, upload(SAMPLES["png"], "a.png"))
    assert code == "type"
    assert message.startswith("This picture has more than 0 million pixels; save it smaller.")


PDF_BEHIND = {
    "a byte-order mark": b"\xef\xbb\xbf",
    "an empty line": b"\r\n",
    "what a server says": b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n",
    "a header of old Macs": b"\0\x04file" + bytes(122),
    "as much as readers allow": b" " * 1024,
}


@pytest.mark.parametrize("before", PDF_BEHIND.values(), ids=PDF_BEHIND)
def test_a_pdf_may_have_something_before_its_first_line_as_readers_allow(before):
    assert validate_attachment(upload(before + SAMPLES["pdf"], "kit.pdf")) is None
    assert sniff(io.BytesIO(before + SAMPLES["pdf"])) == uploads.PDF


def test_a_first_line_of_a_pdf_too_far_behind_is_none():
    assert sniff(io.BytesIO(b" " * 1025 + SAMPLES["pdf"])) is None


def test_a_picture_whose_text_speaks_of_pdf_is_a_picture():
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, "JPEG", comment=b"%PDF-1.7")
    assert sniff(content) == uploads.JPEG


def test_the_two_pictures_of_a_telephone_are_a_jpeg():
    assert sniff(io.BytesIO(pictures.mpo())) == uploads.JPEG


@given(extension=st.sampled_from(sorted(SAMPLES)), data=st.data())
def test_a_damaged_file_is_refused_or_accepted_and_never_a_crash(extension, data):
    content = bytearray(SAMPLES[extension])
    positions = st.integers(0, len(content) - 1)
    for position, value in data.draw(st.lists(st.tuples(positions, st.integers(0, 255)), max_size=6)):
        content[position] = value
    content = content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content
    file = io.BytesIO(bytes(content))
    assert sniff(file) in {*uploads.IMAGES, *uploads.DOCUMENTS, None}
    assert file.tell() == 0


def test_a_template_that_lies_on_the_authors_disk_is_no_objection():
    relation = (
        '<R><R Type="http://x/relationships/attachedTemplate" '
        'Target="file:///C:/Users/cm/Normal.dotm" TargetMode="External"/></R>'
    )
    validate_attachment(upload(office("word", **{"word/_rels/settings.xml.rels": relation}), "a.docx"))
