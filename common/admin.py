"""Django's pages of accounts and roles, under the rules of all other pages."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from .modeladmin.base import BaseAdmin

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(BaseAdmin, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(BaseAdmin, GroupAdmin):
    pass
