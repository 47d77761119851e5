import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchange.models import Export
from institutes.address_book import vcards
from institutes.models import Contact, Organisation
from tests.builders import make_contact
from tests.exchange.exports import address, asked, content_of

pytestmark = pytest.mark.django_db


def lines_of(response):
    """The lines of a vCard as they were before they were folded."""
    return content_of(response).decode().replace("\r\n ", "").split("\r\n")


def test_a_card_holds_what_an_address_book_has_room_for(manager):
    agency = Organisation.objects.create(slug="a", name_fr="Agence", name_en="Agency")
    make_contact(
        "Durand",
        email="zoe@example.org",
        organisation=agency,
        job_title_fr="Directrice; presse",
        languages=["fr", "en"],
        phones=("+33141113789", "+33612345678"),
        data_source="secret source",
    )
    lines = lines_of(manager.post(address(Contact), asked(file_format="vcf", columns=[])))
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert {
        "FN:Zoé Durand",
        "N:Durand;Zoé;;;",
        "ORG;LANGUAGE=fr;ALTID=1:Agence",
        "ORG;LANGUAGE=en;ALTID=1:Agency",
        "TITLE;LANGUAGE=fr:Directrice\\; presse",
        "LANG;PREF=1:fr",
        "LANG;PREF=2:en",
    } <= set(lines)
    (email,) = (line for line in lines if line.startswith("EMAIL"))
    assert email.endswith(":zoe@example.org")
    office, mobile = (line for line in lines if line.startswith("TEL"))
    assert office.startswith('TEL;VALUE=uri;TYPE="work,voice"')
    assert office.endswith("tel:+33141113789")
    assert mobile.startswith('TEL;VALUE=uri;TYPE="cell,voice"')
    assert mobile.endswith("tel:+33612345678")
    assert not any("secret" in line for line in lines)


def test_a_card_3_0_is_asked_for_by_its_own_name(manager):
    make_contact("Durand", phones=("+33141113789",), job_title_fr="Directrice", job_title_en="Director")
    response = manager.post(address(Contact), asked(file_format="vcf-3", columns=[]))
    assert response.headers["Content-Disposition"].endswith('.vcf"')
    assert response.headers["Content-Type"] == "text/vcard; charset=utf-8"
    lines = lines_of(response)
    assert {"VERSION:3.0", "TEL;TYPE=work,voice,pref:+33141113789", "TITLE;LANGUAGE=en:Director"} <= set(
        lines
    )
    assert [line for line in lines if "LANGUAGE" in line] == ["TITLE;LANGUAGE=en:Director"]
    assert not any("tel:" in line for line in lines)


def test_the_log_says_what_a_card_holds(manager):
    make_contact()
    make_contact(objected_on=datetime.date(2024, 1, 1))
    content = content_of(manager.post(address(Contact), asked(file_format="vcf", columns=["id"])))
    assert content.count(b"BEGIN:VCARD") == 1
    line = Export.objects.get()
    assert line.columns[:2] == ["first_name", "last_name"]
    assert "id" not in line.columns
    assert (line.row_count, line.people_count, line.withheld_count) == (1, 1, 1)


def test_the_same_person_keeps_the_same_mark_on_the_same_site_alone():
    contact = make_contact()
    (first,), (again,) = vcards([contact.pk], "press.example"), vcards([contact.pk], "press.example")
    (elsewhere,) = vcards([contact.pk], "other.example")
    assert first.uid == again.uid
    assert first.uid.startswith("urn:uuid:")
    assert first.uid != elsewhere.uid


def test_cards_take_as_many_queries_for_1_person_as_for_30():
    for number in range(30):
        make_contact(f"Person{number}")
    ids = list(Contact.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as one:
        list(vcards(ids[:1], ""))
    with CaptureQueriesContext(connection) as thirty:
        assert len(list(vcards(ids, ""))) == 30
    assert len(thirty) == len(one)


def test_who_objects_while_the_file_is_written_has_no_card():
    contact = make_contact(objected_on=datetime.date(2024, 1, 1))
    assert not list(vcards([contact.pk], ""))
