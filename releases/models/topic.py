from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from common import languages
from common.fields import NameField
from common.search import Level, Searched, SearchedQuerySet
from common.slugs import SlugField, propose_slug, refuse_taken

from .release import Release


class Topic(Searched):
    SEARCHED = {"name": Level.TITLE}

    name = NameField(_("name"), max_length=80)
    slug = SlugField(_("address name"), max_length=80)

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["id"]
        constraints = [
            *(
                models.UniqueConstraint(fields=[f"slug_{code}"], name=f"topic_slug_{code}_once")
                for code, _name in settings.LANGUAGES
            ),
            *(
                models.UniqueConstraint(Lower(f"slug_{code}"), name=f"topic_slug_{code}_any_case")
                for code, _name in settings.LANGUAGES
            ),
        ]

    def __str__(self):
        return self.name or f"#{self.pk}"

    def clean(self):
        self._require_names()
        for language in languages.LANGUAGES:
            name, column = (languages.column_in(language, field) for field in ("name", "slug"))
            if not getattr(self, column):
                setattr(self, column, propose_slug(getattr(self, name)))
            refuse_taken(getattr(self, column), column, Topic.objects.exclude(pk=self.pk))

    def _require_names(self):
        missing = [column for column in languages.columns("name") if not getattr(self, column)]
        if missing:
            sentence = _("A topic is named on the site in every language: give its name in this one, too.")
            raise ValidationError(dict.fromkeys(missing, sentence))
        signs = [name for name in languages.columns("name") if not any(map(str.isalnum, getattr(self, name)))]
        if signs:
            raise ValidationError(dict.fromkeys(signs, _("A name has at least one letter or digit.")))

    def delete(self, *args, **kwargs):
        releases: set[models.Model] = set(self.referencing_releases())
        if releases:
            raise ProtectedError("Releases or their editions bear this topic.", releases)
        return super().delete(*args, **kwargs)

    def referencing_releases(self) -> "models.QuerySet[Release]":
        """The releases that bear this topic at the desk, or in an edition."""
        return Release.objects.filter(Q(topics=self) | Q(editions__topics=self)).distinct()
