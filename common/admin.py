from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.contrib.auth.models import Group, User
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .modeladmin.base import BaseAdmin
from .modeladmin.permission_table import ShowsPermissions
from .modeladmin.yes_no import yes_no
from .roles import RoleFilter, name_of
from .sessions import sign_out_everywhere

admin.site.unregister([User, Group])


class NewPasswordForm(AdminPasswordChangeForm):
    # Django joins the two when its module is read: in the language of the site, whoever reads them.
    usable_password_help_text = format_lazy(  # type: ignore[assignment]
        '{} <ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        SetUnusablePasswordMixin.usable_password_help_text,
        _("If disabled, the current password for this user will be lost."),
    )


class AccountsMedia:
    css = {"all": ["css/desk_accounts.css"]}


@admin.register(User)
class AccountAdmin(ShowsPermissions, BaseAdmin, UserAdmin):
    new_title = _("New user")
    change_password_form = NewPasswordForm
    actions = ["sign_out"]
    list_display = ["username", "first_name", "last_name", "email", yes_no(User, "is_active"), "last_login"]
    list_filter = ["is_staff", "is_superuser", "is_active", ("groups", RoleFilter)]
    readonly_fields = ["last_login", "date_joined"]

    class Media(AccountsMedia):
        pass

    @admin.action(description=_("Sign out everywhere"), permissions=["change"])
    def sign_out(self, request, accounts):
        """For a device that was lost: whoever finds it is asked for the password."""
        ended = sum(sign_out_everywhere(account) for account in accounts)
        sentence = ngettext("%(count)s session was ended.", "%(count)s sessions were ended.", ended)
        self.message_user(request, sentence % {"count": ended}, messages.SUCCESS)


@admin.register(Group)
class RoleAdmin(ShowsPermissions, BaseAdmin, GroupAdmin):  # type: ignore[misc]
    new_title = _("New group")
    list_display = ["role"]

    @admin.display(description=Group._meta.verbose_name, ordering="name")
    def role(self, group):
        return name_of(group)

    def name_of(self, row):
        return name_of(row), ""

    def render_change_form(self, request, context, *args, **kwargs):
        if group := kwargs.get("obj"):
            context["heading"] = context["subtitle"] = name_of(group)
        return super().render_change_form(request, context, *args, **kwargs)

    class Media(AccountsMedia):
        pass
