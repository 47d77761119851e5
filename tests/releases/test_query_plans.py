"""No public page reads a whole table of the record, however large it grows."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common import clock
from tests.builders import make_institute, make_release, publish, withdraw
from tests.releases import desk
from tests.visitor import add_organisations

pytestmark = pytest.mark.django_db

# What grows with the archive. A count may read an index, and a page of a list walks along one.
LARGE = "releases_(?:edition|address|release|event)\\w*"
SCAN = {
    "sqlite": re.compile(rf"SCAN {LARGE}\b(?! USING (?:COVERING )?INDEX| VIRTUAL)"),
    "postgresql": re.compile(rf"Seq Scan on {LARGE}"),
}


@pytest.fixture
def plans():
    """Of each query of a request: (statement, plan)."""

    def of(read):
        with CaptureQueriesContext(connection) as captured:
            read()
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # On a table this small a scan would be right.
                cursor.execute("SET LOCAL enable_seqscan = off")
            return [(query["sql"], plan_of(cursor, query["sql"])) for query in captured.captured_queries]

    return of


def plan_of(cursor, statement):
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    cursor.execute(f"{explain} {statement}")
    return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_no_page_walks_over_the_archive(plans):
    institute = make_institute(slug="institut")
    release = add_organisations(make_release(slug_fr="un-titre"), institute)
    live = publish(release)
    gone = publish(make_release(slug_fr="retire"))
    withdraw(gone.release)
    for address in (
        *("/fr/", "/fr/communiques/", "/fr/instituts/", "/fr/instituts/institut/", "/fr/contacts-presse/"),
        *(live.get_absolute_url(), gone.get_absolute_url(), "/fr/communiques/2020/nothing/"),
        *(f"/en/press-releases/reference/{live.reference}/", "/en/press-releases/reference/cp-1/"),
        *("/files/2020/nothing.pdf", "/sitemap.xml", "/sitemap-fr.xml", "/sitemap-fr-0.xml"),
        *("/fr/communiques/?annee=2020", "/fr/communiques/?organisation=institut&type=communique"),
        *(
            f"/fr/communiques/?q={typed}"
            for typed in ("titre", "title fr -body", '"title in fr"', "tilte", "x")
        ),
    ):
        read = plans(lambda address=address: Client().get(address))
        assert read, address
        for statement, plan in read:
            assert not SCAN[connection.vendor].search(plan), f"{address}\n{statement}\n{plan}"


def test_nor_does_the_clock(plans):
    publish(make_release())
    [(statement, plan)] = plans(clock.read)
    assert not SCAN[connection.vendor].search(plan), f"{statement}\n{plan}"


def test_no_page_of_the_desk_reads_the_archive(plans, client):
    release = publish(make_release()).release
    desk.sign_in(client, "publisher")
    narrowed = (
        "issued_on__year=2020",
        "in_review=1",
        "drafts=1",
        "scheduled=1",
        "missing_en=1",
        "stale_en=1",
    )
    lists = [desk.LIST, *(f"{desk.LIST}?{query}" for query in narrowed)]
    for address in (desk.FIRST, *lists, desk.change_url(release), desk.ADD):
        for statement, plan in plans(lambda address=address: client.get(address)):
            assert not SCAN[connection.vendor].search(plan), f"{address}\n{statement}\n{plan}"


def test_nor_does_the_first_page_of_whoever_translates(plans, client):
    publish(make_release(in_languages=("fr",)))
    desk.sign_in(client, "translator")
    read = plans(lambda: client.get(desk.FIRST))
    assert any("translation_state_en" in statement for statement, _plan in read)
    for statement, plan in read:
        assert not SCAN[connection.vendor].search(plan), f"{statement}\n{plan}"
