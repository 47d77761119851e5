import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from institutes.models import FormerName, Institute, School
from tests.builders import (
    make_institute,
    make_organisation,
    make_school,
)
from tests.institutes.renames import DAY, NEW, everything, merge, page_url
from tests.releases.desk import messages_of, sent_by, sign_in

pytestmark = pytest.mark.django_db


class TestPages:
    @pytest.fixture
    def manager(self, client):
        sign_in(client, "contacts")
        return client

    @pytest.mark.parametrize("maker", [make_school, make_institute, make_organisation])
    def test_every_kind_is_renamed_from_its_own_form(self, manager, maker):
        organisation = maker("Old Name")
        url = page_url(organisation, "rename")
        assert (
            f'<a href="{url}">Rename…</a>' in manager.get(page_url(organisation, "change")).content.decode()
        )
        data = sent_by(manager.get(url))
        assert data["name_fr"] == "Old Name"
        response = manager.post(
            url, data | {"name_fr": "Nom", "name_en": "Name", "day": "2022-01-01"}, follow=True
        )
        assert messages_of(response) == ["Old Name is now called Name."]
        history = manager.get(page_url(organisation, "history")).content.decode()
        assert "Old Name is now called Name." in history

    def test_a_refusal_keeps_what_was_typed(self, manager, school):
        url = page_url(school, "rename")
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        page = manager.post(url, {"name_fr": "Nouveau nom", "day": str(tomorrow)}).content.decode()
        assert "is in the future" in page
        assert 'value="Nouveau nom"' in page

    @pytest.mark.parametrize("year", ["0001", "0026", "1199", "9999"])
    def test_no_school_was_renamed_in_a_year_that_cannot_be_right(self, manager, school, year):
        typed = {"name_fr": "Nouveau nom", "day": f"{year}-01-01"}
        page = manager.post(page_url(school, "rename"), typed).content.decode()
        assert f"The year {year} cannot be right here" in page
        assert 'value="Nouveau nom"' in page
        assert not FormerName.objects.exists()

    def test_a_school_is_merged_from_its_own_form(self, manager, school, successor):
        url = page_url(school, "merge_into")
        assert url in manager.get(page_url(school, "change")).content.decode()
        data = sent_by(manager.get(url)) | {"successor": successor.pk, "day": "2022-01-01"}
        response = manager.post(url, data, follow=True)
        assert messages_of(response) == ["ILD is now part of IMT Atlantique."]

    def test_a_school_that_ended_is_not_offered_as_successor(self, manager, school, successor):
        gone = make_school("Gone", merged_into=successor, merged_on=DAY)
        form = manager.get(page_url(school, "merge_into")).context["form"]
        assert list(form.fields["successor"].queryset) == [successor]
        response = manager.post(page_url(school, "merge_into"), {"successor": gone.pk, "day": "2022-01-01"})
        assert "errorlist" in response.content.decode()

    def test_a_mistaken_merger_is_corrected_in_the_form(self, manager, school, successor):
        merge(school, successor)
        url = page_url(school, "change")
        data = sent_by(manager.get(url)) | {"merged_into": "", "merged_on": ""}
        assert manager.post(url, data).status_code == 302
        assert School.objects.still_there().count() == 2

    @pytest.mark.parametrize("half", ["merged_into", "merged_on"])
    def test_half_a_merger_is_refused(self, manager, school, successor, half):
        value = {"merged_into": successor.pk, "merged_on": "2022-01-01"}[half]
        url = page_url(school, "change")
        response = manager.post(url, sent_by(manager.get(url)) | {half: value})
        assert "Give both" in response.content.decode()

    def test_a_school_is_not_renamed_under_the_permission_for_other_organisations(self, manager, school):
        url = reverse("admin:institutes_organisation_rename", args=[school.pk])
        assert manager.get(url).status_code == 404
        assert manager.post(url, NEW | {"day": "2022-01-01"}).status_code == 404

    @pytest.mark.parametrize("role", ["", "writer", "translator", "publisher", "contacts", "admin"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_only_who_may_change_them_may_rename_and_merge(self, client, school, successor, role, method):
        sign_in(client, role)
        institute, agency = make_institute(), make_organisation()
        pages = [page_url(one, "rename") for one in (school, institute, agency)]
        before = everything()
        for url in (*pages, page_url(school, "merge_into")):
            refused = getattr(client, method)(url).status_code == 403
            assert refused == (role not in ("contacts", "admin"))
        assert everything() == before
        assert Institute.objects.count() == 1

    def test_who_may_only_look_sees_no_button(self, client, school):
        sign_in(client, "writer")
        page = client.get(page_url(school, "change")).content.decode()
        assert page_url(school, "rename") not in page
        assert page_url(school, "merge_into") not in page
