import re

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter, StringConverter
from django.utils.translation import gettext_lazy as _

from common.languages import LANGUAGES
from common.pictures.renditions import FORMATS, WIDTHS
from common.public_pages import NEVER_KEPT, PAGE_NUMBER, kept, made_anew

from .documents import views as documents
from .models import DocumentFile, SitePage
from .public import archive, editions, plain_text, text_columns, views
from .public import files as public_files
from .public.api import views as api
from .public.api.cursors import PATTERN as CURSOR
from .public.feeds import formats
from .public.feeds.views import feed
from .public.reuse import reuse
from .public.selection import patterns_in_all_languages
from .public.sharing.drawing import SMALLER
from .public.sharing.embed import embedded_list
from .public.sharing.oembed import oembed
from .public.sharing.views import release_picture, site_picture
from .public.sitemaps import views as sitemaps


class YearConverter(StringConverter):
    """Four digits: /02020/ is not a second address of the same page."""

    regex = "[0-9]{4}"

    def to_url(self, value):
        return f"{int(value):04}"


class FilePathConverter(StringConverter):
    regex = r"[\w./-]+"


class SectionConverter(IntConverter):
    regex = "0|[1-9][0-9]{0,8}"


class NumberConverter(IntConverter):
    """Without zeros in front, and within what a database takes."""

    regex = "[1-9][0-9]{0,8}"


class SmallerPictureConverter(IntConverter):
    regex = "|".join(map(str, SMALLER))


class StepConverter(IntConverter):
    regex = "|".join(map(str, WIDTHS))


class PictureFormatConverter(StringConverter):
    regex = "|".join(FORMATS)


class DocumentConverter(StringConverter):
    regex = "|".join(DocumentFile.Kind.values)


register_converter(YearConverter, "year")
register_converter(DocumentConverter, "document")
register_converter(SmallerPictureConverter, "width")
register_converter(NumberConverter, "number")
register_converter(FilePathConverter, "file")
register_converter(StepConverter, "step")
register_converter(PictureFormatConverter, "picture_format")
register_converter(SectionConverter, "section")

one_edition = [
    path("", kept(editions.edition), name="edition"),
    path(_("changes/"), kept(editions.changes), name="edition_changes"),
]
releases = [
    path(
        "",
        kept(views.release_list, page=PAGE_NUMBER, q=NEVER_KEPT, **patterns_in_all_languages()),
        name="release_list",
    ),
    path("<year:year>/", kept(archive.year), name="releases_of_year"),
    path("<year:year>/<slug:slug>/", kept(views.release), name="release"),
    path("ninjs.json", kept(api.ninjs_list, **patterns_in_all_languages()), name="ninjs_list"),
    path("<year:year>/<slug:slug>/ninjs.json", kept(api.ninjs_release), name="ninjs_release"),
    path("<year:year>/<slug:slug>/picture.png", kept(release_picture), name="release_picture"),
    path("<year:year>/<slug:slug>/picture-<width:width>.png", kept(release_picture)),
    path(
        "<year:year>/<slug:slug>/text/",
        kept(plain_text.text, **text_columns.patterns_in_all_languages()),
        name="release_text",
    ),
    path("<year:year>/<slug:slug>/<document:name>/", documents.document, name="release_document"),
    path("<year:year>/<slug:slug>/edition/<number:number>/", include(one_edition)),
    path("reference/<slug:reference>/", kept(views.release_by_reference), name="release_by_reference"),
]
feed_of_list = kept(feed, q=NEVER_KEPT, **patterns_in_all_languages())
feeds = [
    path("rss.xml", feed_of_list, {"written_as": formats.Rss}, name="rss"),
    path("atom.xml", feed_of_list, {"written_as": formats.Atom}, name="atom"),
    path("feed.json", feed_of_list, {"written_as": formats.Json}, name="json_feed"),
]
institute = kept(views.InstitutePage.as_view(), page=PAGE_NUMBER)
school = kept(views.SchoolPage.as_view(), page=PAGE_NUMBER)
urlpatterns = [
    path("", kept(views.Home.as_view()), name="home"),
    path("picture.png", kept(site_picture), name="site_picture"),
    path(_("press-releases/"), include(releases)),
    path(_("feeds/"), include(feeds)),
    path(_("use-our-press-releases/"), kept(reuse), name="reuse"),
    path(_("embed/"), kept(embedded_list, **patterns_in_all_languages()), name="embedded_list"),
    path(
        _("institutes/"),
        include([path("<slug:slug>/", institute, name="institute")]),
    ),
    path(
        _("schools/"),
        include([path("<slug:slug>/", school, name="school")]),
    ),
    *(
        path(address, kept(views.site_page), {"key": key}, name=key)
        for key, address in [
            (SitePage.Key.LEGAL, _("legal-notice/")),
            (SitePage.Key.PRIVACY, _("privacy/")),
            (SitePage.Key.ACCESSIBILITY, _("accessibility/")),
        ]
    ),
]
# Outside the language prefixes: a sitemap lists addresses below its own alone.
sitemaps_of_all = [
    path("sitemap.xml", kept(sitemaps.sitemap_index), name="sitemap"),
    path("sitemap-news.xml", made_anew(sitemaps.sitemap_news), name="sitemap_news"),
    path(
        "sitemap-<slug:language>-<section:section>.xml",
        kept(sitemaps.sitemap_releases),
        name="sitemap_releases",
    ),
    path("sitemap-<slug:language>.xml", kept(sitemaps.sitemap_pages), name="sitemap_pages"),
]
# A file has one address.
files = [
    # Below the address of the picture.
    path("<file:path>/<step:step>.<picture_format:picture_format>", public_files.rendition, name="rendition"),
    path("<file:path>", public_files.file, name="file"),
]
of_api = {"language": re.compile("|".join(LANGUAGES))}
# Anybody may name any address, in any size.
for_embedding = [path("", made_anew(oembed), name="oembed")]
api_v1 = [
    path(
        "releases/",
        kept(api.releases, cursor=CURSOR, **of_api, **patterns_in_all_languages()),
        name="api_releases",
    ),
    path("releases/<slug:reference>/<slug:language>/", kept(api.release), name="api_release"),
    path("releases/<slug:reference>/", kept(api.release_in_no_language)),
    path("organisations/", kept(api.organisations, **of_api), name="api_organisations"),
]
