"""Where allauth asks us how this site does things."""

from types import SimpleNamespace
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import Profile


class AccountAdapter(DefaultAccountAdapter):
    def get_login_stages(self):
        """Confirming an address is asked for, but never stands between a person and their work."""
        return [stage for stage in super().get_login_stages() if not stage.endswith("EmailVerificationStage")]

    @transaction.atomic
    def save_user(self, request, user, form, commit=True):
        user = super().save_user(request, user, form, commit=commit)
        name = form.cleaned_data["name"]
        Profile.objects.create(user=user, name=name, slug=Profile.free_slug(name))
        return user

    def send_mail(self, template_prefix, email, context):
        """Links in mail start with SITE_URL, whatever Host the request named."""
        site = SimpleNamespace(name=settings.SITE_NAME, domain=urlsplit(settings.SITE_URL).netloc)
        links = {
            key: settings.SITE_URL + urlsplit(value)._replace(scheme="", netloc="").geturl()
            for key, value in context.items()
            if key.endswith("_url") and isinstance(value, str)
        }
        super().send_mail(template_prefix, email, context | links | {"current_site": site})

    def get_signup_redirect_url(self, request):
        return reverse("accounts:welcome")
