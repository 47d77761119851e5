import pytest
from django.contrib import admin
from django.urls import reverse

from tests.builders import make_organisation
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

NONSENSE = [
    "x",
    "\x00",
    "1e5",
    "a,b",
    "[]",
    "true",
    "9" * 30,
    "-1",
    "1,x",
    "2026-12-01",
    "2026-13-45 99:99",
    "",
]


@pytest.mark.parametrize("value", NONSENSE)
def test_an_address_that_fills_a_form_in_is_never_an_error(client, rf, world, value):
    rf.user = desk.sign_in(client, "admin")
    for model, model_admin in admin.site._registry.items():
        if not model_admin.has_add_permission(rf):
            continue
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        columns = {field.name: value for field in (*model._meta.fields, *model._meta.many_to_many)}
        assert client.get(address, columns).status_code == 200, model


def test_a_link_fills_in_what_it_names(client):
    organisation = make_organisation()
    desk.sign_in(client, "contacts")
    form = client.get(
        reverse("admin:institutes_contact_add"), {"organisation": organisation.pk, "first_name": "Zoé"}
    )
    assert form.context["adminform"].form.initial["organisation"] == organisation.pk
    assert form.context["adminform"].form.initial["first_name"] == "Zoé"
