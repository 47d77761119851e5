import datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exchange.models import Export
from releases.models import Release
from releases.resources import ReleaseResource
from tests.builders import (
    attach,
    make_contact,
    make_institute,
    make_release,
    make_school,
    make_texts,
    make_user,
    publish,
    schedule,
    withdraw,
)
from tests.exchange.exports import address, asked, content_of, csv_rows, xlsx_sheets

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    client.force_login(make_user("writer"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def exported(client, query="", *columns, **fields):
    data = asked(columns=list(columns or ["reference"]), **fields)
    response = client.post(address(Release, query=query), data)
    assert "attachment" in response.headers.get("Content-Disposition", ""), response
    return csv_rows(content_of(response))


def make_full_release(number=0):
    release = make_release()
    release.institutes.add(make_institute(f"Institute {number}"))
    release.schools.add(make_school(f"School {number}"))
    attach(release, make_contact(f"Durand{number}"), make_contact(f"Petit{number}"))
    publish(release, "fr")
    return release


class TestColumns:
    def test_a_line_says_where_each_language_stands(self, writer):
        release = make_full_release()
        live = publish(release, "en", change_note="")
        header, row = exported(writer, "", *ReleaseResource.columns)
        told = dict(zip(header, row, strict=True))
        assert told["Reference"] == release.reference
        assert told["Kind"] == "Press release"
        assert told["Title (fr)"] == "Title in fr"
        assert told["Date of issue"] == "2020-02-12"
        assert told["On the site (fr)"] == told["On the site (en)"] == "live"
        assert told["At the desk (fr)"] == told["At the desk (en)"] == "as published"
        assert told["Live since (en)"] == timezone.localtime(live.live_from).strftime("%Y-%m-%d %H:%M:%S")
        assert told["Page (en)"] == f"http://testserver{live.get_absolute_url()}"
        assert told["Page (en)"].endswith("/en/press-releases/2020/title-en/")
        assert told["Carnot institutes"] == "Institute 0"
        assert told["Schools"] == "School 0"
        assert told["Press contacts"] == "Zoé Durand0 ; Zoé Petit0"

    def test_what_is_not_live_has_no_address(self, writer):
        for language, act in (("fr", schedule), ("en", publish)):
            release = make_release(**make_texts(language, slug=f"only-{language}"), in_languages=(language,))
            act(release, language)
            if act is publish:
                withdraw(release, language)
        keys = ["public_fr", "page_fr", "public_en", "page_en"]
        rows = exported(writer, "o=2", *keys)[1:]
        assert sorted(rows) == [
            ["not on the site", "", "withdrawn", ""],
            ["scheduled", "", "not on the site", ""],
        ]

    def test_days_and_moments_are_cells_that_can_be_sorted(self, writer):
        make_full_release()
        data = asked(file_format="xlsx", columns=["issued_on", "since_fr", "page_fr"])
        # A link needs a host with a dot in it.
        response = writer.post(address(Release), data, HTTP_HOST="127.0.0.1")
        day, moment, page = xlsx_sheets(content_of(response))[0][1]
        assert day.is_date
        assert moment.is_date
        assert page.hyperlink.target == page.value

    def test_people_who_object_are_left_out_and_counted(self, writer):
        release = make_full_release()
        attach(make_release(**make_texts("fr", slug="other")), release.contacts.first())
        release.contacts.filter(last_name="Petit0").update(objected_on=datetime.date(2024, 1, 1))
        page = writer.get(address(Release)).content.decode()
        assert "1 person who objects to the use of their data" in page
        rows = exported(writer, "", "reference", "contacts")
        assert "Petit0" not in str(rows)
        line = Export.objects.get()
        assert (line.resource, line.row_count) == ("release", 2)
        assert (line.people_count, line.withheld_count) == (1, 1)

    def test_without_the_column_of_contacts_nobody_leaves(self, writer):
        make_full_release()
        exported(writer, "", "reference")
        assert Export.objects.get().people_count == 0


class TestSelection:
    @pytest.mark.parametrize(
        ("query", "references", "words"),
        [
            ("", ["CP-2020-001", "CP-2021-001"], "All rows"),
            ("public_fr=live", ["CP-2020-001"], "Public state (French): live"),
            ("issued_on__year=2021", ["CP-2021-001"], "Date of issue: 2021"),
            ("issued_on__year=2020&issued_on__month=2", ["CP-2020-001"], "Date of issue: 2020-02"),
            ("q=CP-2021", ["CP-2021-001"], "Search “CP-2021”"),
        ],
    )
    def test_it_follows_the_list(self, writer, query, references, words):
        make_full_release()
        make_release(**make_texts("fr", slug="second"), issued_on=datetime.date(2021, 3, 1))
        shown = writer.get(address(Release, "changelist", query)).context["cl"].queryset
        rows = [row[0] for row in exported(writer, query)[1:]]
        assert rows == [release.reference for release in shown]
        assert sorted(rows) == references
        assert Export.objects.get().selection == f"Press releases – {words}"

    def test_ticked_releases(self, writer):
        first = make_release()
        make_release(**make_texts("fr", slug="second"))
        data = {"action": "export_ticked", "_selected_action": [first.pk]}
        page = writer.post(address(Release, "changelist"), data).content.decode()
        assert "<dd>1 ticked row</dd>" in page
        assert [row[0] for row in exported(writer, ids=first.pk)[1:]] == [first.reference]


class TestPermissions:
    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize(
        ("codes", "answer"),
        [
            (["view_release", "export_release"], 200),
            (["view_release", "change_release", "approve_release", "export_contact"], 403),
            (["export_release"], 403),
            ([], 403),
        ],
    )
    def test_the_list_asks_for_the_right_to_export_and_to_see(self, client, method, codes, answer):
        make_release()
        user = make_user("")
        user.user_permissions.add(*Permission.objects.filter(codename__in=codes))
        client.force_login(user)
        data = asked(columns=["reference"]) if method == "post" else {}
        assert getattr(client, method)(address(Release), data).status_code == answer
        assert Export.objects.count() == (answer == 200 and method == "post")

    def test_who_may_not_export_sees_neither_button_nor_action(self, client):
        make_release()
        client.force_login(make_user("translator"))
        page = client.get(address(Release, "changelist")).content.decode()
        assert "export" not in page.lower()
        assert 'name="action"' not in page

    def test_who_may_sees_both(self, writer):
        make_release()
        page = writer.get(address(Release, "changelist")).content.decode()
        assert f'href="{address(Release)}"' in page
        assert 'value="export_ticked"' in page

    def test_who_is_not_signed_in_is_asked_to(self, client):
        assert client.get(address(Release)).url.startswith(reverse("admin:login"))

    def test_releases_are_still_not_deleted_from_the_list(self, client):
        release = make_release()
        client.force_login(make_user("admin"))
        page = client.get(address(Release, "changelist")).content.decode()
        assert "delete_selected" not in page
        data = {"action": "delete_selected", "_selected_action": [release.pk], "post": "yes"}
        client.post(address(Release, "changelist"), data)
        assert Release.objects.get() == release


def test_a_list_takes_as_many_queries_for_1_release_as_for_30():
    resource, keys = ReleaseResource(), list(ReleaseResource.columns)
    first = make_full_release()
    with CaptureQueriesContext(connection) as one:
        list(resource.rows([first.pk], keys))
    for number in range(1, 30):
        release = make_release(**make_texts("fr", slug=f"title-{number}"))
        release.institutes.add(make_institute(f"Institute {number}"))
        release.schools.add(make_school(f"School {number}"))
        attach(release, make_contact(f"Durand{number}"))
        publish(release, "fr")
    ids = list(Release.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as thirty:
        assert len(list(resource.rows(ids, keys))) == 30
    assert len(thirty) == len(one)
