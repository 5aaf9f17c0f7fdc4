"""The operator's view: accounts, never anybody's private work."""

from django.contrib import admin

from accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["email", "joined_at", "last_login", "is_active", "is_staff", "is_demo"]
    list_filter = ["is_active", "is_staff", "is_demo"]
    search_fields = ["email"]
    fields = ["email", "is_active", "is_staff", "is_superuser", "joined_at", "last_login"]
    readonly_fields = ["email", "joined_at", "last_login"]
    ordering = ["-joined_at"]

    def has_add_permission(self, request):
        return False
