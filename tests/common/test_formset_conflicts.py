import html
import re

import pytest
from django.contrib import admin
from django.urls import reverse

from common.modeladmin.formset_conflicts import SHOWN_BEYOND
from tests.builders import attach, make_contact, make_release
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
WITH_LINES = [model for model, model_admin in admin.site._registry.items() if model_admin.inlines]


BROKEN = {
    "far too many": ({"TOTAL": 1_000_000}, "announced: 1000000; lines that came in: 0."),
    "one too many": ({"TOTAL": 1}, "announced: 1; lines that came in: 0."),
    "a word": ({"TOTAL": "abc"}, "These lines came in incomplete"),
    "nothing": ({"TOTAL": ""}, "These lines came in incomplete"),
    "fewer than none": ({"TOTAL": -1}, "These lines came in incomplete"),
    "a word for the saved ones": ({"INITIAL": "abc"}, "These lines came in incomplete"),
}


def counts_of(response):
    counts = re.findall(r'name="([\w-]+-(?:TOTAL|INITIAL)_FORMS)"', response.content.decode())
    return dict.fromkeys(counts, "0")


def url_to_add(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


@pytest.mark.parametrize("model", WITH_LINES, ids=lambda model: model.__name__)
@pytest.mark.parametrize(("claimed", "sentence"), BROKEN.values(), ids=BROKEN)
def test_lines_that_a_page_only_claims_are_said_in_one_sentence(client, model, claimed, sentence):
    desk.sign_in(client, "admin")
    sent = counts_of(client.get(url_to_add(model)))
    for name, number in claimed.items():
        sent |= {key: number for key in sent if name in key}
    response = client.post(url_to_add(model), sent)
    page = html.unescape(response.content.decode())
    lines = [inline.formset for inline in response.context["inline_admin_formsets"]]
    for formset in lines:
        (said,) = formset.non_form_errors()
        assert sentence in said
        assert formset.forms == []
    assert "Management" not in page
    assert "Hidden field" not in page


def test_what_came_in_is_kept_and_can_be_sent_again(client):
    release = attach(make_release(), make_contact("Durand"))
    desk.sign_in(client, "writer")
    data = desk.sent_by(client.get(desk.change_url(release)))
    desk.add_line(data, "contact_lines", contact=make_contact("Petit").pk)
    response = client.post(desk.change_url(release), data | {"contact_lines-INITIAL_FORMS": "abc"})
    assert response.status_code == 200
    assert client.post(desk.change_url(release), desk.sent_by(response)).status_code == 302
    assert release.contact_lines.count() == 2


@pytest.mark.parametrize("model", WITH_LINES, ids=lambda model: model.__name__)
def test_lines_far_above_the_bound_are_refused_with_few_of_them(client, monkeypatch, model):
    desk.sign_in(client, "admin")
    for inline in admin.site.get_model_admin(model).inlines:
        monkeypatch.setattr(inline, "max_num", 2)
    sent = counts_of(client.get(url_to_add(model)))
    for name in [name for name in sent if "TOTAL" in name]:
        sent |= {name: 100, name.replace("TOTAL_FORMS", "99-id"): ""}
    page = client.post(url_to_add(model), sent).content.decode()
    assert "At most 2 of these can be saved together." in page
    numbers = map(int, re.findall(r'name="\w+-(\d+)-id"', page))
    assert max(numbers) == 2 + SHOWN_BEYOND - 1
