import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from releases.models import Attachment, Release
from tests.builders import make_boilerplate, make_contact, make_institute, make_release, make_school
from tests.releases import desk

pytestmark = pytest.mark.django_db


def address(instance):
    return reverse(f"admin:{instance._meta.app_label}_{instance._meta.model_name}_change", args=[instance.pk])


def with_a_file():
    release = make_release()
    Attachment.objects.create(release=release, file="attachments/x/y.pdf", mime_type="application/pdf")
    return release


PAGES = {
    "release": (with_a_file, ["title_fr", "slug_en", "standfirst_fr", "attachments-0-alt_fr"]),
    "new line of a release": (with_a_file, ["attachments-__prefix__-caption_en"]),
    "boilerplate": (make_boilerplate, ["title_fr"]),
    "contact": (make_contact, ["last_name", "job_title_fr"]),
    "school": (make_school, ["name_fr", "slug"]),
    "institute": (make_institute, ["short_name_en"]),
}


@pytest.mark.parametrize(("make", "names"), PAGES.values(), ids=PAGES)
def test_no_text_field_of_the_desk_lets_the_browser_cut_what_is_pasted(client, make, names):
    instance = make()
    desk.sign_in(client, "admin")
    page = client.get(address(instance)).content.decode()
    for name in names:
        [field] = re.findall(rf'<(?:input|textarea)[^>]* name="{name}"[^>]*>', page)
        assert "data-limit=" in field
        assert "maxlength=" not in field


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/admin/institutes/contact/{contact}/erase/", "reason"),
        ("/admin/institutes/school/{school}/rename/", "name_fr"),
        ("/admin/institutes/contact/export/", "purpose"),
        ("/admin/institutes/contact/export/", "set_name"),
    ],
)
def test_nor_does_any_other_form_of_the_desk(client, path, name):
    ids = {"contact": make_contact().pk, "school": make_school().pk}
    desk.sign_in(client, "admin")
    page = client.get(path.format(**ids)).content.decode()
    [field] = re.findall(rf'<(?:input|textarea)[^>]* name="{name}"[^>]*>', page)
    assert "data-limit=" in field
    assert "maxlength=" not in field


@pytest.mark.parametrize(
    ("field", "limit"),
    [("standfirst_fr", 1200), ("title_fr", 200), ("subtitle_en", 250), ("slug_fr", 120), ("city_en", 80)],
)
def test_what_is_too_long_is_refused_with_every_letter_kept(client, field, limit):
    release = make_release()
    desk.sign_in(client, "writer")
    typed = "x" * (limit + 400)
    response = desk.save(client, desk.change_url(release), **{field: typed})
    [error] = response.context["adminform"].form.errors[field]
    assert str(limit) in error
    assert str(limit + 400) in error
    assert escape(typed) in response.content.decode()


def test_the_end_of_a_line_counts_as_one_character_as_it_does_for_the_typist(client):
    release = make_release()
    desk.sign_in(client, "writer")
    lines = "\r\n".join(["x" * 11] * 100)  # as a browser sends 1,199 characters
    assert desk.save(client, desk.change_url(release), standfirst_fr=lines).status_code == 302
    assert Release.objects.get().standfirst_fr == lines.replace("\r\n", "\n")
