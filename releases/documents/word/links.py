from django.utils.encoding import iri_to_uri
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart

from common.characters import for_xml

from .xml import Element, made

# Word opens no document with a longer one.
MAX_LENGTH = 2000


class Links:
    def __init__(self, part: DocumentPart, origin: str):
        self._part, self._origin = part, origin
        self._known: dict[str, str] = {}

    def whole(self, address: str) -> str:
        """Addresses of this site, too, lead there from another place."""
        address = f"{self._origin}{address}" if address.startswith("/") else address
        return iri_to_uri(for_xml(address))

    def frame(self, address: str) -> Element | None:
        address = self.whole(address)
        if len(address) > MAX_LENGTH:
            return None
        frame = made("hyperlink")
        frame.set(qn("r:id"), self._relation(address))
        return frame

    def _relation(self, address):
        if address not in self._known:
            # The part would look through all of them for the next number.
            name = self._known[address] = f"link{len(self._known) + 1}"
            self._part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, name, is_external=True)
        return self._known[address]
