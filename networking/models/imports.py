"""A list that was uploaded and is not in yet."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import OwnedQuerySet

KEPT_FOR = timedelta(days=1)


class ContactImport(models.Model):
    """Rows of an uploaded list, waiting for a yes. Gone after the import, a no, or a day."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contact_imports"
    )
    file_name = models.CharField(max_length=160)
    header = models.JSONField(default=list)
    rows = models.JSONField(default=list)  # [[row number, [cells]]]
    problems = models.JSONField(default=list)  # [[row number, sentence]], of the file itself
    mapping = models.JSONField(default=list)  # a field for each column, '' to leave it out
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("networking:import_preview", args=[self.pk])


def forget_waiting_imports():
    """Periodic: a list nobody said yes to holds other people's data for no reason."""
    return ContactImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]
