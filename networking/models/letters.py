"""What the writer says again and again: templates, drafts to one person, answers to usual questions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

import vocabularies as words
from accounts.models import OwnedQuerySet
from networking import catalogue
from networking.models.interactions import Interaction, ThroughContactQuerySet
from networking.models.people import Contact
from portfolio.models import Sample
from sharing.models import ShareLink


class LetterTemplate(models.Model):
    """The writer's own message to start from, with {fields}."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letter_templates"
    )
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=20, default="introduce")
    subject = models.CharField(max_length=160, blank=True)
    body = models.TextField(max_length=8000)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="networking_letter_template_once",
                violation_error_message="You have a template with this name already.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("networking:template_edit", args=[self.pk])

    @property
    def purpose_name(self):
        return words.label(catalogue.PURPOSES, self.purpose)


class LetterQuerySet(ThroughContactQuerySet):
    def unsent(self):
        return self.filter(sent_on=None)


class Letter(models.Model):
    """A message to one contact. Until it is sent its fields follow the facts; then the words stay as they went out."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="letters")
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=20, default="introduce")
    subject = models.CharField(max_length=160, blank=True)
    body = models.TextField(max_length=8000)
    values = models.JSONField(default=dict, blank=True)  # what the writer filled in, by field
    share_link = models.ForeignKey(
        ShareLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="letters"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_on = models.DateField(null=True, editable=False)
    sent_subject = models.CharField(max_length=600, blank=True, editable=False)
    sent_body = models.TextField(blank=True, editable=False)
    interaction = models.OneToOneField(
        Interaction, null=True, on_delete=models.SET_NULL, related_name="letter", editable=False
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("networking:letter_detail", args=[self.pk])

    @property
    def is_sent(self):
        return self.sent_on is not None

    @property
    def purpose_name(self):
        return words.label(catalogue.PURPOSES, self.purpose)


class DrillAnswerQuerySet(OwnedQuerySet):
    def answered(self):
        return self.exclude(text="")


class DrillAnswer(models.Model):
    """The writer's answer to one question people who hire like to ask, with a sample as proof."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drill_answers"
    )
    question = models.CharField(max_length=60)
    text = models.TextField("Your answer", blank=True, max_length=3000)
    sample = models.ForeignKey(Sample, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = DrillAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["question"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "question"], name="networking_one_answer_a_question")
        ]

    def __str__(self):
        return self.question
