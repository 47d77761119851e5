import re

import pytest
from django.contrib import admin
from django.urls import reverse

from common.modeladmin.formset_conflicts import SHOWN_BEYOND
from tests.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
WITH_LINES = [model for model, model_admin in admin.site._registry.items() if model_admin.inlines]


@pytest.mark.parametrize("model", WITH_LINES, ids=lambda model: model.__name__)
def test_a_form_that_claims_a_million_lines_is_refused_with_few_of_them(client, monkeypatch, model):
    client.force_login(make_user("admin"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    for inline in admin.site.get_model_admin(model).inlines:
        monkeypatch.setattr(inline, "max_num", 2)
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    counts = re.findall(r'name="([\w-]+-(?:TOTAL|INITIAL)_FORMS)"', client.get(url).content.decode())
    sent = {name: 1_000_000 if "TOTAL" in name else 0 for name in counts}
    page = client.post(url, sent).content.decode()
    assert "At most 2 of these can be saved together." in page
    numbers = map(int, re.findall(r'name="\w+-(\d+)-id"', page))
    assert max(numbers) == 2 + SHOWN_BEYOND - 1
