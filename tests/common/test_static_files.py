import pytest
from whitenoise.responders import StaticFile

from common.static_files import StaticFilesMiddleware

# Closing an answer ends a request, which looks at the database's connections.
pytestmark = pytest.mark.django_db


@pytest.fixture
def style(tmp_path):
    for name, size in (("style.css", 300), ("style.css.gz", 200), ("style.css.br", 100)):
        (tmp_path / name).write_bytes(b"x" * size)
    path = str(tmp_path / "style.css")
    return StaticFile(path, [], encodings={"br": f"{path}.br", "gzip": f"{path}.gz"})


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip", "br"),
        ("br;q=0", None),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.000,BR ; Q=0", None),
        ("gzip;q=0,br", "br"),
        ("", None),
        (" " * 8000 + "x" * 8000, None),
    ],
)
def test_a_file_comes_in_no_encoding_that_is_refused(rf, style, accepted, encoding):
    request = rf.get("/static/style.css", headers={"accept-encoding": accepted})
    response = StaticFilesMiddleware.serve(style, request)
    assert response.get("Content-Encoding") == encoding
    response.close()
