"""What an operator may add for everybody. What writers note, rate and think is not here."""

from django.contrib import admin

from milestones.models import ExtraResource, ExtraStep


@admin.register(ExtraStep)
class ExtraStepAdmin(admin.ModelAdmin):
    list_display = ["title", "milestone", "health", "is_shown", "version"]
    list_filter = ["milestone", "health", "is_shown"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}

    def get_readonly_fields(self, request, obj=None):
        """A slug is what people's progress points at: once made, it stays."""
        return ["slug", "version"] if obj else ["version"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


@admin.register(ExtraResource)
class ExtraResourceAdmin(admin.ModelAdmin):
    list_display = ["name", "step", "health"]
    search_fields = ["name", "step"]
