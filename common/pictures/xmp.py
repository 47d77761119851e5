"""XMP packets: creator, rights, credit, source and how the picture was made; nothing else is kept."""

from xml.etree.ElementTree import TreeBuilder
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
# {property: the list in which its values stand, if in any}
KEPT = {
    "dc:creator": "Seq",
    "dc:rights": "Alt",
    "photoshop:AuthorsPosition": "",
    "photoshop:Credit": "",
    "photoshop:Source": "",
    "xmpRights:Marked": "",
    "xmpRights:Owner": "Bag",
    "xmpRights:UsageTerms": "Alt",
    "xmpRights:WebStatement": "",
    # Says of a picture that a machine made it.
    "Iptc4xmpExt:DigitalSourceType": "",
}
MAX_PACKET = 1_000_000
# A list in a property in a description is eight deep.
MAX_DEPTH = 30
MAX_TEXT, MAX_VALUES = 2000, 20


def clean(packet: bytes) -> bytes:
    """A packet with these properties only; empty where it has none of them or cannot be read."""
    if len(packet) > MAX_PACKET:
        return b""
    try:
        root = _read(packet.strip(b"\0 \t\r\n"))
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return b""
    found = "".join(_property(name, _values(root, name)) for name in KEPT)
    return _packet(found).encode() if found else b""


class _Shallow(TreeBuilder):
    depth = 0

    def start(self, tag, attrs):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ValueError
        return super().start(tag, attrs)

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)


def _read(packet):
    parser = XMLParser(target=_Shallow(), forbid_dtd=True)
    parser.feed(packet)
    return parser.close()


def _values(root, name):
    """[(text, language)] wherever the property stands: as an attribute, a text or a list."""
    prefix, _colon, local = name.partition(":")
    tag = f"{{{NAMES[prefix]}}}{local}"
    found = []
    for node in root.iter(f"{{{RDF}}}Description"):
        if text := node.get(tag):
            found.append((text, ""))
        for element in node.findall(tag):
            items = element.findall(f"*/{{{RDF}}}li") or [element]
            found += [(item.text or "", item.get(LANGUAGE, "")) for item in items]
    return [(text[:MAX_TEXT], language) for text, language in found if text.strip()][:MAX_VALUES]


def _property(name, values):
    if not values:
        return ""
    if not KEPT[name]:
        return f"<{name}>{escape(values[0][0])}</{name}>"
    items = "".join(_item(KEPT[name], text, language) for text, language in values)
    return f"<{name}><rdf:{KEPT[name]}>{items}</rdf:{KEPT[name]}></{name}>"


def _item(kind, text, language):
    attribute = f" xml:lang={quoteattr(language or 'x-default')}" if kind == "Alt" else ""
    return f"<rdf:li{attribute}>{escape(text)}</rdf:li>"


def _packet(properties):
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="" {names}>{properties}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
