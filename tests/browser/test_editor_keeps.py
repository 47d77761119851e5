"""A text that is only opened and saved stays as it was."""

import io

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from releases.models import Boilerplate, Release
from releases.texts.richtext import clean_html

pytestmark = pytest.mark.django_db(transaction=True)
THROUGH_THE_EDITOR = """bodies => {
    const { editor } = document.querySelector(".ProseMirror[contenteditable]");
    return bodies.map(body => {
        editor.commands.setContent(body);
        return editor.getHTML();
    });
}"""


@pytest.fixture
def demo(settings, tmp_path, monkeypatch):
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "chosen for the demonstration")
    call_command("demo", verbosity=0, stdout=io.StringIO())


def bodies():
    rows = [*Release.objects.all(), *Boilerplate.objects.all()]
    return [body for row in rows for body in (row.body_fr, row.body_en) if body]


@pytest.mark.usefixtures("demo")
def test_every_text_of_the_demonstration_comes_out_of_the_editor_as_it_went_in(at_desk):
    page = at_desk("admin", username="somebody")
    page.goto("/admin/releases/release/add/")
    expect(page.locator(".ProseMirror[contenteditable]").first).to_be_visible()
    before = bodies()
    assert len(before) > 70
    after = [str(clean_html(body)) for body in page.evaluate(THROUGH_THE_EDITOR, before)]
    assert after == before
