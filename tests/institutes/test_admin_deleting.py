import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from institutes.models import (
    Contact,
    FormerName,
    Institute,
    Organisation,
    School,
)
from tests.builders import (
    make_boilerplate,
    make_contact,
    make_institute,
    make_organisation,
    make_release,
    make_school,
    make_user,
    publish,
)
from tests.institutes.forms import (
    address,
)

pytestmark = pytest.mark.django_db


class TestDeletion:
    def refuse(self, client, instance, *named):
        page = client.get(address(type(instance), "delete", instance.pk)).content.decode()
        client.post(address(type(instance), "delete", instance.pk), {"post": "yes"})
        assert "It is still used. Take it out there first." in page
        for name in named:
            assert name in page
        instance.refresh_from_db()

    @pytest.fixture
    def owner(self, client):
        client.force_login(make_user("admin"))
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        return client

    def test_what_nobody_uses_can_go(self, owner):
        school = make_school()
        FormerName.objects.create(organisation=school, name_fr="École", kind="spelling")
        owner.post(address(School, "delete", school.pk), {"post": "yes"})
        assert not Organisation.objects.exists()

    def test_an_organisation_that_people_work_for_stays(self, owner):
        agency = make_organisation("Agence")
        make_contact("Petit", organisation=agency)
        self.refuse(owner, agency, "Zoé Petit")

    def test_an_organisation_with_a_boilerplate_stays(self, owner):
        school = make_school()
        make_boilerplate("About the school", organisation=school)
        self.refuse(owner, school, "About the school (en)")

    def test_an_organisation_named_in_a_release_stays(self, owner):
        school, institute = make_school(), make_institute()
        release = make_release()
        release.schools.add(school)
        release.institutes.add(institute)
        self.refuse(owner, school, release.reference)
        self.refuse(owner, institute, release.reference)

    def test_an_organisation_that_the_record_names_stays(self, owner):
        institute = make_institute()
        release = make_release()
        release.institutes.add(institute)
        edition = publish(release)
        release.institutes.clear()
        self.refuse(owner, institute, str(edition))

    def test_the_action_on_a_list_refuses_as_well(self, owner):
        institute = make_institute()
        make_release().institutes.add(institute)
        data = {"action": "delete_selected", "_selected_action": [institute.pk], "post": "yes"}
        for model in (Institute, Organisation):
            page = owner.post(address(model, "changelist"), data).content.decode()
            assert "Some are still used. Take them out there first;" in page
        assert Institute.objects.get() == institute

    def test_nobody_deletes_a_contact_who_may_have_copies_elsewhere(self, owner):
        """An erasure does, with all copies."""
        contact = make_contact()
        form = owner.get(address(Contact, "change", contact.pk)).content.decode()
        assert address(Contact, "delete", contact.pk) not in form
        assert "delete_selected" not in owner.get(address(Contact, "changelist")).content.decode()
        data = {"action": "delete_selected", "_selected_action": [contact.pk], "post": "yes"}
        owner.post(address(Contact, "changelist"), data)
        for answer in (owner.get, owner.post):
            assert answer(address(Contact, "delete", contact.pk), {"post": "yes"}).status_code == 403
        assert Contact.objects.get() == contact
        assert not Permission.objects.filter(codename="delete_contact").exists()

    def test_a_superuser_is_told_where_a_person_is_erased(self, owner):
        contact = make_contact()
        for answer in (owner.get, owner.post):
            page = answer(address(Contact, "delete", contact.pk)).content.decode()
            assert "To remove a person from the directory, use “Erase…”" in page
            assert f'href="{reverse("admin:institutes_contact_erase", args=[contact.pk])}"' in page
            assert "lacks the permission" not in page

    def test_who_may_not_erase_is_told_and_not_led_there(self, client):
        contact = make_contact()
        client.force_login(make_user("writer"))
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        response = client.get(address(Contact, "delete", contact.pk))
        assert response.status_code == 403
        assert "To remove a person from the directory, use “Erase…”" in response.content.decode()
        assert "/erase/" not in response.content.decode()

    def test_who_may_not_see_people_is_refused_as_everywhere(self, client):
        contact = make_contact()
        client.force_login(make_user(""))
        response = client.get(address(Contact, "delete", contact.pk))
        assert response.status_code == 403
        assert contact.last_name not in response.content.decode()
