"""The operator's view: accounts, never anybody's private work."""

from django.contrib import admin
from django.utils import timezone

from accounts.models import Profile, User, public_page_changed


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


@admin.register(Profile)
class ProfileAdmin(admin.ModelAdmin):
    """Hide a page that was reported: give a reason, and no door to it opens. The writer sees the reason."""

    list_display = ["slug", "name", "is_published", "hidden_at"]
    list_filter = ["is_published", ("hidden_at", admin.EmptyFieldListFilter)]
    search_fields = ["slug", "name"]
    fields = ["name", "slug", "is_published", "published_at", "hidden_at", "hidden_reason"]
    readonly_fields = ["name", "slug", "is_published", "published_at", "hidden_at"]
    ordering = ["slug"]

    def save_model(self, request, profile, form, change):
        if not profile.hidden_reason.strip():
            profile.hidden_at = None
        elif profile.hidden_at is None:
            profile.hidden_at = timezone.now()
        profile.save(update_fields=["hidden_at", "hidden_reason"])
        public_page_changed(profile.user_id)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
