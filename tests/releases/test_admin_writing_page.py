"""The form of a release as a page of writing, as a browser without scripts meets it."""

import pytest
from django.contrib.auth.models import Permission
from django.utils.translation import override
from lxml import html

from releases.admin import next_step, panel, to_see, together
from releases.models import Release
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    make_user,
    publish,
    submit,
)
from tests.releases import desk

pytestmark = pytest.mark.django_db


def page_of(client, address):
    return html.document_fromstring(client.get(address).content.decode())


def bar_of(client, address):
    [bar] = page_of(client, address).find_class("write-bar")
    return bar


def panels_of(release, user):
    saved = Release.objects.with_states().get(pk=release.pk)
    return panel.language_panels(saved, user, panel.events_of(saved))


def next_of(release, user):
    panels = panels_of(release, user)
    step = next_step.of_page(next_step.all_steps(panels, together.offered(panels)), panels, user)
    return step and step.value


class TestTheNextStep:
    def test_is_the_act_in_all_languages_where_all_are_ready(self):
        release = make_release()
        assert next_of(release, make_user("writer")) == "submit:together"
        submit(submit(release, "fr"), "en")
        assert next_of(release, make_user("publisher")) == "approve:together"

    def test_is_an_approval_before_a_submission(self):
        release = submit(make_release(), "en")
        assert next_of(release, make_user("publisher")) == "approve:en"

    def test_is_what_this_person_may_do(self):
        release = make_release()
        assert next_of(release, make_user("translator")) == "submit:en"
        assert next_of(submit(release, "en"), make_user("writer", username="another")) == "submit:fr"

    def test_is_nothing_where_only_ways_back_are_open(self):
        release = publish(publish(make_release(), "fr").release, "en").release
        assert next_of(release, make_user("writer", username="another")) is None

    def test_is_the_act_in_all_languages_while_nothing_is_written(self):
        assert next_of(make_release(in_languages=()), make_user("writer")) == "submit:together"

    def test_submits_the_language_that_has_a_text(self):
        release = make_release(in_languages=("fr",))
        assert next_of(release, make_user("writer")) == "submit:fr"
        assert next_of(release, make_user("translator")) is None

    def test_submits_the_finished_language_while_the_other_is_only_begun(self):
        writer = make_user("writer")
        assert next_of(make_release(body_en=""), writer) == "submit:fr"
        assert next_of(make_release(body_en="", body_fr=""), writer) == "submit:together"

    def test_names_what_it_submits(self, client):
        desk.sign_in(client, "writer")
        for release, name in (
            (make_release(), "Submit both languages"),
            (make_release(in_languages=("en",)), "Submit the English"),
        ):
            [dark] = bar_of(client, desk.change_url(release)).find_class("desk-main")
            assert dark.text == name

    def test_of_a_new_release_leaves_each_language_to_the_menu(self, client):
        desk.sign_in(client, "writer")
        values = bar_of(client, desk.ADD).xpath(".//li/button[@name='_transition']/@value")
        assert values == ["submit:fr", "submit:en"]

    def test_of_a_new_release_is_open_to_who_writes_in_every_language(self):
        assert next_step.of_new(make_user("writer")).value == "submit:together"
        assert next_step.of_new(make_user("translator")) is None

    def test_has_the_one_dark_button_of_the_page(self, client):
        release = make_release()
        desk.sign_in(client, "writer")
        for address, name in ((desk.change_url(release), "_transition"), (desk.ADD, "_transition")):
            [dark] = bar_of(client, address).find_class("desk-main")
            assert dark.get("name") == name
        publish(publish(release, "fr").release, "en")
        [dark] = bar_of(client, desk.change_url(release)).find_class("desk-main")
        assert dark.get("name") == "_continue"

    def test_is_never_what_enter_presses_in_a_field(self, client):
        release = make_release()
        desk.sign_in(client, "writer")
        for address in (desk.change_url(release), desk.ADD):
            form = page_of(client, address).get_element_by_id("release_form")
            assert form.xpath(".//button[@type='submit']")[0].get("name") == "_continue"


class TestWhatIsToBeSeen:
    def points(self, release, role="writer"):
        with override("en"):
            return to_see.to_see(panels_of(release, make_user(role)))

    def test_leads_to_the_field_and_says_the_language(self):
        [missing, *_asked] = self.points(make_release(city_en=""))
        assert missing[:4] == ("The city of the dateline is missing.", "English", "id_city_en", True)

    def test_is_said_once_of_all_languages(self):
        points = self.points(make_release())
        assert [(point.sentence, point.language, point.place) for point in points] == [
            ("No press contact is given.", "", "contact_lines-group"),
            ("No boilerplate is given.", "", "boilerplate_lines-group"),
        ]

    def test_a_contact_who_objects_stands_in_the_way_before_the_approval(self):
        contact = make_contact(objected_on="2020-01-01")
        [point] = self.points(attach(make_release(), contact, make_boilerplate()))
        assert point.blocks
        assert point.place == "contact_lines-group"

    def test_is_nothing_of_a_language_without_a_text(self):
        release = attach(make_release(in_languages=("fr",)), make_contact(), make_boilerplate())
        assert self.points(release) == []

    @pytest.mark.parametrize("role", ["writer", "translator"])
    def test_every_place_is_on_the_form(self, client, role):
        release = make_release(city_en="", body_fr='<p><a href="/fr/nowhere/">x</a></p>')
        desk.sign_in(client, role)
        page = page_of(client, desk.change_url(release))
        places = [link.get("href") for link in page.xpath("//*[@id='to-see']//a")]
        assert places
        ids = set(page.xpath("//@id"))
        assert {place for place in places if place.removeprefix("#") not in ids} == set()


def test_no_module_comes_before_the_import_map(client):
    desk.sign_in(client, "publisher")
    for address in (desk.ADD, desk.change_url(make_release()), "/admin/releases/boilerplate/add/"):
        kinds = page_of(client, address).xpath("//script/@type")
        assert kinds.count("importmap") == 1
        assert "module" in kinds[kinds.index("importmap") :]
        assert "module" not in kinds[: kinds.index("importmap")]


class TestWhatMayNotBeWritten:
    def test_is_there_to_read_beside_what_may(self, client):
        release = make_release()
        release.institutes.add(make_institute())
        desk.sign_in(client, "translator")
        page = page_of(client, desk.change_url(release))
        french = page.get_element_by_id("language-fr")
        assert "Body in fr." in french.text_content()
        assert french.xpath(".//*[@id='id_title_fr']/@data-name") == ["Title"]
        assert not french.xpath(".//input | .//textarea")
        assert page.get_element_by_id("id_title_en") is not None
        assert not page.xpath("//*[@disabled]")
        side = page.get_element_by_id("about").text_content()
        assert "Carnot Télécom & Société numérique" in side

    def test_a_person_who_only_looks_has_nothing_to_press(self, client):
        user = desk.sign_in(client, "")
        user.user_permissions.add(Permission.objects.get(codename="view_release"))
        page = page_of(client, desk.change_url(attach(make_release(), make_contact(), make_boilerplate())))
        form = page.get_element_by_id("release_form")
        assert not form.xpath(".//button[@type='submit'] | .//textarea | .//input[not(@type='hidden')]")
        assert "Body in fr." in form.text_content()
        assert form.xpath(".//a[normalize-space()='Close']")


class TestTheWayBack:
    def test_names_the_list_once(self, client):
        desk.sign_in(client, "writer")
        for address, last in ((desk.change_url(make_release()), "CP-"), (desk.ADD, "New release")):
            [crumbs] = page_of(client, address).find_class("breadcrumbs")
            assert crumbs.xpath(".//a/@href") == [desk.FIRST, "/admin/releases/release/"]
            assert last in crumbs.text_content()

    def test_lists_of_models_lead_to_the_first_page(self, client):
        desk.sign_in(client, "writer")
        assert client.get("/admin/releases/").headers["Location"] == desk.FIRST
