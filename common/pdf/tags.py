"""What WeasyPrint leaves out of the structure that screen readers walk: the language of passages, the scope
of a table's headers, the body of items of lists; and what they pass over: heads and feet of pages, pictures
that show nothing.

It offers no way to add them: what is replaced here is that of the version in requirements.txt.
"""

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags
from weasyprint.pdf.stream import Stream

SCOPES = {"col": "/Column", "row": "/Row"}
OF_THE_DOCUMENT = ("html", "body")
# Terms and what is said of them, which it makes lists with too few levels.
OF_TERMS = {("dl", "/L"): "/Div"} | {
    (tag, kind): "/Span" for tag in ("dt", "dd") for kind in ("/LI", "/LBody")
}
PARTS_OF_ITEM = ("/Lbl", "/LBody", "/L")
_build, _marked = tags._build_box_tree, Stream.marked


def complete() -> None:
    """Whatever this process makes from now on."""
    tags._build_box_tree, Stream.marked = _elements, _mark


def _elements(box, parent, pdf, *arguments):
    if _is_passed_over(box):
        return
    for element in _build(box, parent, pdf, *arguments):
        if box.element is not None and box.element.tag not in OF_THE_DOCUMENT:
            _complete(element, box.element)
        if element["S"] == "/LI":
            _put_into_body(element, pdf)
        yield element


def _mark(stream, box, tag):
    return stream.artifact() if _is_passed_over(box) else _marked(stream, box, tag)


def _is_passed_over(box):
    """Boxes of the page's margins belong to no element."""
    if isinstance(box, boxes.ReplacedBox):
        return box.element is None or not box.element.get("alt")
    return isinstance(box, boxes.MarginBox) or (isinstance(box, boxes.TextBox) and box.element is None)


def _complete(element, html):
    element["S"] = OF_TERMS.get((html.tag, element["S"]), element["S"])
    if language := html.get("lang"):
        element["Lang"] = pydyf.String(language)
        if element["S"] == "/NonStruct":
            element["S"] = "/Span"
    if element["S"] == "/TH" and "A" in element:
        element["A"]["Scope"] = SCOPES.get(html.get("scope"), "/Column")


def _put_into_body(item, pdf):
    """Whatever an item of a list has beside its mark."""
    kids = {reference: pdf.objects[int(reference.split()[0])] for reference in item["K"]}
    loose = {reference: kid for reference, kid in kids.items() if kid["S"] not in PARTS_OF_ITEM}
    if not loose:
        return
    body = pydyf.Dictionary({key: item[key] for key in ("Type", "Pg")})
    body |= {"S": "/LBody", "K": pydyf.Array(loose), "P": item.reference}
    pdf.add_object(body)
    for kid in loose.values():
        kid["P"] = body.reference
    item["K"] = pydyf.Array([*(reference for reference in kids if reference not in loose), body.reference])
