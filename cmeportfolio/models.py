"""The site's own bookkeeping."""

from django.db import models


class Job(models.Model):
    """A periodic job and when it last ran. Claimed by whoever updates the row first."""

    name = models.CharField(max_length=60, primary_key=True)
    last_run_at = models.DateTimeField()

    def __str__(self):
        return self.name
