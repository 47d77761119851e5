import datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exchange.models import Export
from institutes.models import Contact, Institute, LabelAward, Membership, Organisation, School
from tests.builders import make_contact, make_institute, make_organisation, make_school, make_user
from tests.exchange.exports import address, asked, content_of, csv_rows, page_of

pytestmark = pytest.mark.django_db

# Who may export each list.
NEEDED = {
    Contact: "export_contact",
    Organisation: "export_organisation",
    School: "export_organisation",
    Institute: "export_organisation",
    Membership: "export_organisation",
    LabelAward: "export_organisation",
}
COLUMN = {Contact: "last_name", Membership: "school", LabelAward: "year"}


def make_one_of_each():
    director = make_contact("Director")
    institute, school = make_institute("Institute", director=director), make_school("School")
    make_organisation("Agency", kind="agency")
    Membership.objects.create(institute=institute, school=school)
    LabelAward.objects.create(institute=institute, year=2020)


def sign_in(client, *codenames):
    user = make_user("", username="-".join(codenames) or "nobody")
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return user


def exported(client, model, query="", **fields):
    response = client.post(address(model, query=query), asked(columns=[COLUMN.get(model, "slug")]) | fields)
    assert response.status_code == 200, response
    assert "attachment" in response.headers.get("Content-Disposition", ""), response.context["form"].errors
    return [row[0] for row in csv_rows(content_of(response))[1:]]


class TestPermissions:
    @pytest.mark.parametrize("model", NEEDED)
    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize(
        ("view", "others", "own", "answer"),
        [
            (True, False, True, 200),
            (True, True, False, 403),
            (True, False, False, 403),
            (False, False, True, 403),
            (False, False, False, 403),
        ],
        ids=["export", "all but export", "view", "export but not view", "nothing"],
    )
    def test_the_page_asks_for_the_right_to_export_and_to_see(
        self, client, model, method, view, others, own, answer
    ):
        make_one_of_each()
        name, needed = model._meta.model_name, NEEDED[model]
        codes = [f"{act}_{name}" for act in ("add", "change", "delete") if others]
        codes += [f"view_{name}"] * view + [needed] * own
        if others:
            codes += {"export_contact", "import_contact", "export_organisation", "view_export"} - {needed}
        sign_in(client, *codes)
        data = asked(columns=[COLUMN.get(model, "slug")]) if method == "post" else {}
        response = getattr(client, method)(address(model), data)
        assert response.status_code == answer
        assert Export.objects.count() == (answer == 200 and method == "post")

    @pytest.mark.parametrize("model", NEEDED)
    def test_who_may_not_export_sees_neither_button_nor_action(self, client, model):
        make_one_of_each()
        name = model._meta.model_name
        sign_in(client, f"view_{name}")
        page = client.get(address(model, "changelist")).content.decode()
        assert "Export" not in page
        assert "export" not in page
        instance = model.objects.earliest("pk")
        data = {"action": "export_ticked", "_selected_action": [instance.pk]}
        response = client.post(address(model, "changelist"), data)
        assert "export-form" not in response.content.decode()

    @pytest.mark.parametrize("model", NEEDED)
    def test_who_may_sees_both(self, client, model):
        make_one_of_each()
        sign_in(client, f"view_{model._meta.model_name}", NEEDED[model])
        page = client.get(address(model, "changelist")).content.decode()
        assert f'href="{address(model)}"' in page
        assert '<option value="export_ticked">Export ticked rows…</option>' in page

    @pytest.mark.parametrize("model", NEEDED)
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_who_is_not_signed_in_is_asked_to(self, client, model, method):
        response = getattr(client, method)(address(model), asked())
        # What was typed is shown again; a page that is only opened leads to the form to sign in.
        if method == "post":
            assert response.status_code == 403
            assert asked()["purpose"] in response.content.decode()
        else:
            assert response.url.startswith(reverse("admin:login"))

    @pytest.mark.parametrize("page", ["changelist", "change"])
    def test_the_log_asks_for_its_own_permission(self, client, page):
        line = Export.objects.create(resource="contact", file_format="csv", purpose="Press day")
        args = [line.pk] if page == "change" else []
        log = reverse(f"admin:exchange_export_{page}", args=args)
        sign_in(client, "view_contact", "export_contact")
        assert client.get(log).status_code == 403
        sign_in(client, "view_export", "change_export", "delete_export", "add_export")
        assert "Press day" in client.get(log).content.decode()

    def test_a_line_of_the_log_is_headed_by_what_left_in_which_format_and_when(self, client):
        line = Export.objects.create(resource="contact", file_format="csv", purpose="Press day")
        client.force_login(make_user("admin"))
        page = client.get(reverse("admin:exchange_export_change", args=[line.pk])).content.decode()
        assert "<h1>Contacts · Texte avec séparateurs (CSV) · " in page

    def test_nobody_changes_the_log(self, client):
        line = Export.objects.create(resource="contact", file_format="csv", purpose="Press day")
        client.force_login(make_user("admin"))
        log = "admin:exchange_export"
        assert client.post(reverse(f"{log}_change", args=[line.pk]), {"purpose": "x"}).status_code == 403
        assert client.post(reverse(f"{log}_delete", args=[line.pk]), {"post": "yes"}).status_code == 403
        assert client.get(reverse(f"{log}_add")).status_code == 403
        line.refresh_from_db()
        assert line.purpose == "Press day"


class TestSelection:
    """What leaves is what the list shows at the same address, on all its pages."""

    @pytest.fixture
    def people(self):
        agency = make_organisation("Agency", kind="agency")
        make_contact("Avril", organisation=agency, is_public=False)
        make_contact("Bruel", organisation=make_school("School"))
        make_contact("Carmin", organisation=agency, is_press_contact=False)
        return agency

    @pytest.mark.parametrize(
        ("query", "names", "words"),
        [
            ("", ["Avril", "Bruel", "Carmin"], "All rows"),
            ("q=agency", ["Avril", "Carmin"], "Search “agency”"),
            ("is_public__exact=1", ["Bruel", "Carmin"], "Public: Yes"),
            ("is_public__exact=1&q=agency", ["Carmin"], "Search “agency”; public: Yes"),
            ("o=-1", ["Carmin", "Bruel", "Avril"], "All rows"),
            ("q=nobody-at-all", [], "Search “nobody-at-all”"),
        ],
    )
    def test_it_follows_the_filter_the_search_and_the_order(self, manager, people, query, names, words):
        shown = manager.get(address(Contact, "changelist", query)).context["cl"].queryset
        assert [contact.last_name for contact in shown] == names
        page = page_of(manager, Contact, query)
        assert f"<dd>{words}</dd>" in page
        if names:
            assert exported(manager, Contact, query) == names
            assert Export.objects.get().selection == f"Contacts – {words}"

    def test_the_filter_by_organisation_is_named(self, manager, people):
        query = f"organisation__id__exact={people.pk}"
        assert exported(manager, Contact, query) == ["Avril", "Carmin"]
        assert Export.objects.get().selection == "Contacts – Organisation: Agency"

    def test_the_button_of_the_list_keeps_its_filter(self, manager, people):
        page = manager.get(address(Contact, "changelist", "q=agency&is_public__exact=1&p=1")).content.decode()
        assert f'href="{address(Contact, query="q=agency&amp;is_public__exact=1")}"' in page

    def test_rows_of_every_page_leave(self, manager, monkeypatch, people):
        monkeypatch.setattr("institutes.admin.contacts.ContactAdmin.list_per_page", 1)
        assert exported(manager, Contact, "p=2") == ["Avril", "Bruel", "Carmin"]

    def test_ticked_rows_leave_in_the_order_of_the_list(self, manager, people):
        ticked = list(Contact.objects.exclude(last_name="Bruel").values_list("pk", flat=True))
        page = manager.post(
            address(Contact, "changelist", "o=-1"), {"action": "export_ticked", "_selected_action": ticked}
        )
        text = page.content.decode()
        assert "<dd>2 ticked rows</dd>" in text
        ids = ",".join(map(str, ticked))
        assert f'name="ids" value="{ids}"' in text
        assert f'action="{address(Contact, query="o=-1")}"' in text
        assert exported(manager, Contact, "o=-1", ids=ids) == ["Carmin", "Avril"]
        assert Export.objects.get().selection == "Contacts – 2 ticked rows"

    def test_ticking_the_rows_of_all_pages_exports_the_list(self, manager, people):
        data = {"action": "export_ticked", "select_across": "1", "_selected_action": ["1"]}
        response = manager.post(address(Contact, "changelist", "q=agency"), data)
        assert response.url == address(Contact, query="q=agency")

    @pytest.mark.parametrize("ids", ["1,x", "1;2", ",", "1 OR 1=1", "9" * 19, "1," * 1000 + "1"])
    def test_ticks_that_no_list_sends_are_refused(self, manager, people, ids):
        assert manager.post(address(Contact), asked(ids=ids)).status_code == 400

    def test_a_filter_that_means_nothing_exports_nothing(self, manager, people):
        response = manager.post(address(Contact, query="is_public__exact=perhaps&o=x"), asked())
        assert response.status_code in (302, 400)
        assert not Export.objects.exists()

    @pytest.mark.parametrize("model", [School, Institute, Organisation])
    def test_each_list_of_organisations_exports_its_own(self, manager, model):
        make_one_of_each()
        assert exported(manager, model) == [instance.slug for instance in model.objects.all()]

    def test_nothing_is_not_exported(self, manager):
        response = manager.post(address(Contact), asked())
        assert "There is nothing to export." in response.content.decode()
        assert not Export.objects.exists()


class TestPage:
    def test_people_who_object_are_counted_and_left_out(self, manager):
        make_contact("Avril")
        for _number in range(2):
            make_contact("Secret", objected_on=datetime.date(2024, 1, 1))
        page = page_of(manager, Contact)
        assert "2 people who object to the use of their data" in page
        assert exported(manager, Contact) == ["Avril"]
        line = Export.objects.get()
        assert (line.row_count, line.people_count, line.withheld_count) == (1, 1, 2)

    def test_ticking_people_who_object_does_not_let_them_out(self, manager):
        visible = make_contact("Avril")
        secret = make_contact("Secret", objected_on=datetime.date(2024, 1, 1))
        assert exported(manager, Contact, ids=f"{visible.pk},{secret.pk}") == ["Avril"]

    @pytest.mark.parametrize("purpose", ["", "   "])
    def test_a_purpose_is_asked_for(self, manager, purpose):
        make_contact()
        response = manager.post(address(Contact), asked(purpose=purpose, columns=["email"]))
        page = response.content.decode()
        assert "Say what the data is needed for." in page
        assert 'value="email" id="id_columns_6" checked' in page
        assert 'value="last_name" id="id_columns_2" checked' not in page
        assert not Export.objects.exists()

    def test_at_least_one_column_is_asked_for(self, manager):
        make_contact()
        response = manager.post(address(Contact), asked(columns=[]))
        assert "Tick at least one column." in response.content.decode()

    @pytest.mark.parametrize("field", ["columns", "file_format"])
    def test_what_is_not_offered_is_refused(self, manager, field):
        make_contact()
        response = manager.post(address(Contact), asked(**{field: "password"}))
        assert "not one of the available choices" in response.content.decode()
        assert not Export.objects.exists()

    def test_only_people_fit_into_an_address_book(self, manager):
        make_one_of_each()
        assert 'value="vcf"' in page_of(manager, Contact)
        assert 'value="vcf"' not in page_of(manager, School)
        response = manager.post(address(School), asked(file_format="vcf", columns=["slug"]))
        assert "not one of the available choices" in response.content.decode()

    def test_columns_come_in_their_own_order_whatever_order_they_are_sent_in(self, manager):
        make_contact(email="zoe@example.org")
        response = manager.post(address(Contact), asked(columns=["email", "last_name", "first_name"]))
        assert csv_rows(content_of(response)) == [
            ["First name", "Last name", "E-mail"],
            ["Zoé", "Durand", "zoe@example.org"],
        ]

    @pytest.mark.parametrize(("model", "offered"), [(Contact, True), (Organisation, False)])
    def test_what_a_vcard_holds_is_said_where_there_are_vcards(self, manager, model, offered):
        make_contact()
        make_organisation()
        assert ("A vCard contains" in manager.get(address(model)).content.decode()) is offered

    @pytest.mark.parametrize(
        ("file_format", "content_type"),
        [
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
            ("csv", "text/csv; charset=utf-8"),
            ("vcf", "text/vcard; charset=utf-8"),
        ],
    )
    def test_a_file_is_named_after_the_list_and_the_day_and_is_kept_by_nobody(
        self, manager, file_format, content_type
    ):
        make_contact()
        response = manager.post(address(Contact), asked(file_format=file_format))
        day = datetime.date.today()  # noqa: DTZ011 - compared with a date of the same clock
        assert response.headers["Content-Type"] == content_type
        assert (
            response.headers["Content-Disposition"]
            == f'attachment; filename="contacts-{day:%Y-%m-%d}.{file_format}"'
        )
        assert "no-store" in response.headers["Cache-Control"]
        assert response.streaming
        assert content_of(response)

    def test_the_reader_s_language_decides_the_separator(self, manager):
        make_contact()
        for language, separator in (("fr", ";"), ("en", ",")):
            response = manager.post(
                address(Contact),
                asked(columns=["first_name", "last_name"]),
                HTTP_ACCEPT_LANGUAGE=language,
            )
            assert csv_rows(content_of(response), separator)[1] == ["Zoé", "Durand"]

    def test_a_button_that_does_not_exist_is_refused(self, manager):
        assert manager.post(address(Contact), asked(do="dispatch")).status_code == 400


@pytest.mark.parametrize("model", NEEDED)
def test_the_page_takes_as_many_queries_for_1_row_as_for_30(manager, model):
    make_one_of_each()
    with CaptureQueriesContext(connection) as one:
        page_of(manager, model)
    for number in range(1, 30):
        director = make_contact(f"Director{number}")
        institute, school = make_institute(f"Institute {number}", director=director), make_school()
        Membership.objects.create(institute=institute, school=school)
        LabelAward.objects.create(institute=institute, year=2020)
    with CaptureQueriesContext(connection) as thirty:
        page_of(manager, model)
    assert len(thirty) == len(one)
