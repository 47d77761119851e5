import pytest

from tests.builders import make_leaks, make_release, publish
from tests.releases.test_files import body
from tests.visitor import RELEASE

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_document_that_is_kept_takes_no_query(client, django_assert_num_queries):
    make_leaks()
    publish(make_release())
    body(client.get(f"{RELEASE['fr']}zip/"))
    with django_assert_num_queries(0):
        assert body(client.get(f"{RELEASE['fr']}zip/"))
