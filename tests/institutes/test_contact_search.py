"""The list of contacts finds a person by a telephone number; databases compare texts in ways of their own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from institutes.models import Contact
from tests.builders import make_contact
from tests.institutes.forms import address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["01 42 03", "+33142", "0142", "+33 (0)1 42 03 12 00", "0033142031200", "42 03 12", "142031200"]
)
def test_a_search_finds_the_owner_of_a_number(manager, typed):
    make_contact("Durand", phones=("+33142031200", "+33142031299"))
    make_contact("Martin", phones=("+33175314082",))
    page = manager.get(address(Contact, "changelist"), {"q": typed}).content.decode()
    assert page.count("Durand</a>") == 1
    assert "Martin</a>" not in page


def test_a_search_for_words_or_digits_in_them_finds_as_before(manager):
    make_contact("Durand", job_title_fr="Chargée de mission 2030")
    make_contact("Martin", phones=("+33175312030",))
    page = manager.get(address(Contact, "changelist"), {"q": "2030"}).content.decode()
    assert "Durand</a>" in page
    assert "Martin</a>" in page
    assert "Martin</a>" not in manager.get(address(Contact, "changelist"), {"q": "durand"}).content.decode()


def test_a_search_by_number_takes_as_many_queries_for_one_as_for_thirty(manager):
    def queries():
        with CaptureQueriesContext(connection) as taken:
            manager.get(address(Contact, "changelist"), {"q": "01 42 03"})
        return len(taken)

    make_contact("Durand", phones=("+33142031200",))
    queries()
    alone = queries()
    for number in range(10, 40):
        make_contact(f"P{number}", phones=(f"+331420312{number}",))
    assert queries() == alone
