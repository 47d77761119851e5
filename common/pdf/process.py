"""HTML and the files that it may see in, a PDF out: `python -m common.pdf.process`, run by making.py."""

import json
import mimetypes
import resource
import sys

# Slow and with many libraries of the system: this module is run, and never imported by the site.
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from . import tags
from .pictures import PICTURES, shrunk

# Bytes; thirty thousand words take a tenth of it, a table of thirty thousand cells more than half.
MEMORY = 1_200_000_000
# Seconds of a processor; a release takes one, thirty thousand words four.
TIME = 40


class OwnFiles(URLFetcher):
    """Knows some files by their address; neither the network nor any other path."""

    def __init__(self, files: dict[str, str]):
        super().__init__(allowed_protocols=())
        self.files = files

    def fetch(self, url, headers=None):
        path = self.files.get(url)
        if path is None:
            raise ValueError(f"No file of this document: {url}")
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, _content(path), {"Content-Type": kind})


def _content(path):
    if path.lower().endswith(PICTURES):
        return shrunk(path)
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read()


def pdf(html: str, address: str, files: dict[str, str]) -> bytes:
    document = HTML(string=html, base_url=address, url_fetcher=OwnFiles(files))
    tags.complete()
    return document.write_pdf(pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME, TIME))
    sys.stdout.buffer.write(pdf(**json.load(sys.stdin)))
