import pytest
from django.utils.translation import override

from releases import workflow
from releases.models import Attachment, Boilerplate, Release
from releases.texts.addresses import normalise_link, own_picture
from releases.texts.checks import address_problems
from releases.texts.richtext import clean_html
from releases.workflow import Refused
from tests.builders import attach, make_boilerplate, make_release, publish
from tests.link_cases import KEPT, NORMALISED, NOT_PUBLIC, REFUSED
from tests.pictures import ALTERNATIVES
from tests.releases import desk
from tests.releases.test_bounds import steps
from tests.releases.test_composition import picture

FILE = "/files/01234567-89ab-cdef-0123-456789abcdef/portrait.jpg"
PIXEL = "data:image/png;base64,iVBORw0KGgo="
OWN = [
    FILE,
    f"http://testserver{FILE}",
    f"https://testserver{FILE}?x=1#y",
    f"//localhost:8000{FILE}",
    f" {FILE} ",
]
FOREIGN = {
    "another site": ('<img src="https://autre.example/a/logo.png" alt="logo">', ["logo", "another site"]),
    "another site without scheme": ('<img src="//autre.example/logo.png">', ["logo.png", "another site"]),
    "drive": ('<img src="C:\\Images\\carte.png">', ["carte.png", "on your computer"]),
    "file": ('<img src="file:///C:/Temp/clip_image002.png" alt="Courbe">', ["Courbe", "on your computer"]),
    "share": ('<img src="\\\\serveur\\photos\\x.jpg">', ["x.jpg", "on your computer"]),
    "in the text": (f'<img src="{PIXEL}" alt="pastille">', ["pastille", "in the text itself"]),
    "in the text, unnamed": (f'<img src="{PIXEL}">', ["?", "in the text itself"]),
    "relative": ('<img src="photos/x.jpg">', ["x.jpg", "not a file of this site"]),
    "our own page": ('<img src="/fr/">', ["/fr/", "not a file of this site"]),
    "no address": ('<img alt="vide">', ["vide", "not a file of this site"]),
}


def linked(address):
    return f'<p><a href="{address.replace("&", "&amp;")}">ici</a></p>'


class TestLinks:
    @pytest.mark.parametrize("address", KEPT)
    def test_an_address_stays_as_it_was_typed(self, address):
        assert normalise_link(address) == address
        assert address_problems(linked(address)) == []

    @pytest.mark.parametrize(("typed", "meant"), NORMALISED.items())
    def test_what_can_mean_only_one_thing_is_normalised_on_every_way_in(self, typed, meant):
        assert normalise_link(typed) == meant
        assert normalise_link(meant) == meant
        assert address_problems(linked(typed)) == []
        assert f'href="{meant.replace("&", "&amp;")}"' in clean_html(linked(typed))

    @pytest.mark.parametrize("typed", REFUSED)
    def test_what_cannot_be_guessed_is_refused_in_words(self, typed):
        assert normalise_link(typed) is None
        with override("en"):
            [problem] = address_problems(linked(typed))
        assert "“ici”" in problem
        assert "Write it" in problem

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("http://intranet:8114/x", "opens on one computer or network only"),
            *((address, "opens on one computer or network only") for address in NOT_PUBLIC),
            ("//a:b@example.org", "contains a user name or a password"),
            ("ftp://a:b@example.org/", "contains a user name or a password"),
            ("https://user:password@example.org/", "contains a user name or a password"),
            ("http://user@exemple", "contains a user name or a password"),
            ("https://exemple", "opens on one computer or network only"),
            ("example.org:8080/x", "does not begin with https:// or http://"),
            ("ma page", "which is not a valid address"),
        ],
    )
    def test_what_is_wrong_with_it_is_said(self, typed, words):
        with override("en"):
            [problem] = address_problems(linked(typed))
        assert words in problem

    @pytest.mark.parametrize(
        "address",
        [
            "/rapport.pdf",
            "/fr/nulle-part/",
            "/communiques/2020/x/",
            "/admin/releases/release/1/change/",
            "https://testserver/admin/",
            "http://localhost:8000/fr/nulle-part/",
        ],
    )
    def test_our_own_address_needs_a_page_that_readers_can_open(self, address):
        with override("en"):
            [problem] = address_problems(linked(address))
        assert "not a page of this site" in problem

    @pytest.mark.parametrize(
        "address", ["javascript:alert(1)", "java\tscript:x", " vbscript:x", "data:text/html,x"]
    )
    def test_a_script_is_refused_in_words_and_taken_out_where_nobody_can_be_asked(self, address):
        with override("en"):
            [problem] = address_problems(linked(address))
        assert "which is not a valid address" in problem
        assert "href" not in clean_html(linked(address))

    @pytest.mark.parametrize("piece", ["a", "a.", "a@", "www.", "/", "a-"])
    def test_a_long_address_takes_time_that_grows_with_it(self, piece):
        assert steps(normalise_link, piece * 2000) < 2.2 * steps(normalise_link, piece * 1000) + 100


class TestPictures:
    @pytest.mark.parametrize("address", OWN)
    def test_our_own_address_is_kept_without_our_host(self, address):
        assert own_picture(address) == FILE
        assert address_problems(f'<img src="{address}">') == []
        assert clean_html(f'<p><img src="{address}" alt="a"></p>') == f'<p><img src="{FILE}" alt="a"></p>'

    @pytest.mark.parametrize(("html", "words"), FOREIGN.values(), ids=FOREIGN)
    def test_any_other_is_refused_by_its_name_and_with_what_to_do(self, html, words):
        with override("en"):
            [problem] = address_problems(f"<p>x{html}</p>")
        assert all(word in problem for word in words)
        assert "ttach" in problem

    @pytest.mark.parametrize(("html", "words"), FOREIGN.values(), ids=FOREIGN)
    def test_where_nobody_can_be_asked_its_caption_goes_with_it(self, html, words):
        figure = f"<figure>{html}<figcaption>Légende</figcaption></figure>"
        assert clean_html(f"<p>x</p>{figure}") == "<p>x</p>"

    def test_a_figure_that_says_more_than_its_caption_keeps_it(self):
        table = "<figure><table><tbody><tr><td>1</td></tr></tbody></table><figcaption>T</figcaption></figure>"
        assert clean_html(table) == table


@pytest.mark.django_db
class TestTheDesk:
    def refused(self, client, body, speaks="en"):
        release = make_release()
        desk.sign_in(client, "writer", speaks=speaks)
        response = desk.save(client, desk.change_url(release), body_fr=body, title_fr="Typed")
        form = response.context["adminform"].form
        assert form["body_fr"].value() == body
        assert form["title_fr"].value() == "Typed"
        assert Release.objects.get().body_fr == "<p>Body in fr.</p>"
        return form.errors["body_fr"]

    def test_every_wrong_picture_and_link_is_named_at_once_and_the_text_is_kept(self, client):
        body = "<p>x</p>" + "".join(html for html, _words in FOREIGN.values()) + linked("page") + linked("#a")
        assert len(self.refused(client, body)) == len(FOREIGN) + 2

    @pytest.mark.parametrize(
        "html",
        [linked("/fr/nothing/"), linked("/fr/communiques/2020/nothing/"), f'<p><img src="{FILE}"></p>'],
    )
    def test_what_leads_to_nothing_of_this_site_is_saved_and_not_submitted(self, client, html):
        release = make_release()
        writer = desk.sign_in(client, "writer")
        saved = desk.save(client, desk.change_url(release), body_fr=html, title_fr="Typed")
        assert saved.status_code == 302
        release.refresh_from_db()
        assert (release.title_fr, FILE in release.body_fr or "nothing" in release.body_fr) == ("Typed", True)
        with override("en"), pytest.raises(Refused, match=r"ici|portrait\.jpg"):
            workflow.submit(release, "fr", writer)

    def test_it_is_said_in_the_language_of_the_desk(self, client):
        [error] = self.refused(client, f'<p>x<img src="{PIXEL}" alt="pastille"></p>', "fr")
        assert "L’image «\u00a0pastille\u00a0»" in error

    def test_what_is_normalised_is_saved_normalised(self, client):
        release = make_release()
        desk.sign_in(client, "writer")
        body = f'<p><a href="www.example.org">a</a><img src="http://testserver{FILE}" alt="b"></p>'
        assert desk.save(client, desk.change_url(release), body_fr=body).status_code == 302
        release.refresh_from_db()
        assert 'href="https://www.example.org"' in release.body_fr
        assert f'src="{FILE}"' in release.body_fr

    def test_a_translator_is_not_stopped_by_the_text_of_others(self, client):
        release = make_release(body_fr=linked("page"))
        desk.sign_in(client, "translator")
        assert desk.save(client, desk.change_url(release), title_en="Typed").status_code == 302
        assert Release.objects.get().title_en == "Typed"

    def test_a_boilerplate_is_asked_the_same(self, client):
        boilerplate = make_boilerplate()
        desk.sign_in(client, "publisher")
        url = f"/admin/releases/boilerplate/{boilerplate.pk}/change/"
        response = desk.save(client, url, body_fr=linked("page"))
        assert response.context["adminform"].form.errors["body_fr"]
        assert Boilerplate.objects.get().body_fr == "<p>À propos.</p>"

    @pytest.mark.parametrize(
        "html", [linked("page"), linked("/nulle-part"), linked(FILE), f'<p><img src="{FILE}"></p>']
    )
    @pytest.mark.parametrize("where", ["body", "boilerplate"])
    def test_such_a_text_is_not_approved(self, html, where):
        release = make_release(body_fr=html if where == "body" else "<p>x</p>")
        if where == "boilerplate":
            attach(release, make_boilerplate(body_fr=html))
        with override("en"), pytest.raises(Refused, match=r"ici|portrait\.jpg"):
            publish(release)

    def test_a_link_to_an_attached_file_is_kept_without_our_host(self):
        release = make_release()
        file = Attachment.objects.create(
            release=release, file=f"attachments/{FILE[7:]}", mime_type="application/pdf"
        )
        release.body_fr = linked(f"https://testserver{file.get_absolute_url()}")
        release.save()
        assert f'href="{FILE}"' in publish(release).body

    def test_a_picture_that_is_attached_is(self):
        release = make_release()
        file = Attachment.objects.create(release=release, file=picture(), **ALTERNATIVES)
        address = file.get_absolute_url()
        release.body_fr = f'<p><img src="https://testserver{address}"></p>'
        release.save()
        assert address in publish(release).body

    def test_a_document_is_not_shown_as_a_picture(self):
        release = make_release()
        report = FILE.replace("portrait.jpg", "rapport.pdf")
        for address in (report, FILE):
            Attachment.objects.create(
                release=release, file=f"attachments/{address[7:]}", mime_type="application/pdf"
            )
        shown = release.body_fr = f'<p>x<img src="{report}"></p>'
        assert address_problems(shown, is_draft=True) == []
        release.save()
        with override("en"), pytest.raises(Refused, match=r"“rapport\.pdf” is not a picture\. Insert a link"):
            publish(release)
        release.body_fr = f'<p><img src="{FILE}"></p>'
        release.save()
        with override("en"), pytest.raises(Refused, match="as a picture, but it is not one"):
            publish(release)
