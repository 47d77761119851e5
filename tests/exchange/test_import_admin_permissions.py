import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from exchange.models import Import
from tests.builders import make_user
from tests.exchange.importing import sheet, upload

pytestmark = pytest.mark.django_db

ADD = "/admin/exchange/import/add/"
LIST = "/admin/exchange/import/"
ACTS = ["columns", "answer", "apply", "again", "undo", "cancel", "create"]


def page(job):
    return reverse("admin:exchange_import_change", args=[job.pk])


@pytest.mark.one_database
@pytest.mark.django_db
class TestPermissions:
    """Nobody without the permission sees a button, a page, a row or a file, whatever they may else do."""

    SEES = ("view_organisation", "view_membership", "view_labelaward")
    USERS = {
        "nobody": [],
        "viewer": ["view_contact", "change_contact", "add_contact", "view_import", "export_contact"],
        "blind": ["import_contact", "import_organisation"],
        "contacts only": ["import_contact", "view_contact"],
        "organisations only": ["import_organisation", *SEES],
        "both": ["import_contact", "import_organisation", "view_contact", *SEES],
    }
    MAY = {
        ("contacts only", "contact"),
        ("both", "contact"),
        *(
            (user, name)
            for user in ("organisations only", "both")
            for name in ("organisation", "membership", "labelaward")
        ),
    }

    @pytest.fixture(params=USERS)
    def user(self, request, client):
        user = make_user("", username=request.param)
        user.user_permissions.add(*Permission.objects.filter(codename__in=self.USERS[request.param]))
        client.force_login(user)
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        return request.param

    @pytest.fixture(params=["contact", "organisation", "membership", "labelaward"])
    def job(self, request):
        return upload(["last name", "name (fr)", "number"], ["Durand", "x", ""], resource=request.param)

    @pytest.mark.parametrize(
        "model", ["contact", "organisation", "school", "institute", "membership", "labelaward"]
    )
    def test_the_button_above_each_list(self, client, user, model):
        user = User.objects.get(username=user)
        user.user_permissions.add(Permission.objects.get(codename=f"view_{model}"))
        text = client.get(f"/admin/institutes/{model}/").content.decode()
        resource = "organisation" if model in ("school", "institute") else model
        # A blind one sees this list, for once, and the files for it.
        may = (user.username, resource) in self.MAY or (user.username == "blind" and model == resource)
        assert (f"{ADD}?what={resource}" in text) == may

    def test_every_page_by_get(self, client, user, job):
        expected = 200 if (user, job.resource) in self.MAY else 403
        pages = [
            page(job),
            reverse("admin:exchange_import_progress", args=[job.pk]),
            reverse("admin:exchange_import_refused", args=[job.pk, "csv"]),
            reverse("admin:exchange_import_refused", args=[job.pk, "xlsx"]),
        ]
        assert {client.get(address).status_code for address in pages} == {expected}

    def test_every_act_by_get_and_by_post(self, client, user, job):
        allowed = (user, job.resource) in self.MAY
        for name in ACTS:
            address = reverse("admin:exchange_import_act", args=[job.pk, name])
            assert client.get(address).status_code == (405 if allowed else 403)
            assert client.post(address).status_code in ((200, 302) if allowed else (403,))
        job.refresh_from_db()
        assert job.state == ("cancelled" if allowed else "uploaded")

    def test_the_list_and_the_upload(self, client, user, job):
        anything = any(user == name for name, _resource in self.MAY)
        assert client.get(LIST).status_code == (200 if anything else 403)
        assert client.get(ADD).status_code == (200 if anything else 403)
        if anything:
            assert ("people.csv" in client.get(LIST).content.decode()) == ((user, job.resource) in self.MAY)
        response = client.post(ADD, {"what": job.resource, "file": sheet(["last name"], ["x"])})
        assert Import.objects.count() == (2 if (user, job.resource) in self.MAY else 1)
        assert response.status_code == (302 if (user, job.resource) in self.MAY else 200 if anything else 403)

    def test_delete_and_history_are_closed(self, client, user, job):
        for name in ("delete",):
            address = reverse(f"admin:exchange_import_{name}", args=[job.pk])
            assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)
        assert Import.objects.exists()

    def test_a_visitor_is_sent_to_the_login(self, client, job):
        assert client.get(page(job)).status_code == 302
        assert client.post(reverse("admin:exchange_import_act", args=[job.pk, "cancel"])).status_code == 302
        job.refresh_from_db()
        assert job.state == "uploaded"
