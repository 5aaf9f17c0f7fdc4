"""`manage.py prepare`: bring the database up to date, and, on a developer's machine, the fictional people."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts.models import User


class Command(BaseCommand):
    help = "Migrate; with DEMO on, load the two fictional people once."

    def handle(self, **options):
        call_command("migrate", verbosity=0)
        if settings.DEMO and not User.objects.filter(is_demo=True).exists():
            self.stdout.write("Making the two fictional people and their documents (once) ...")
            call_command("demo")
        self.stdout.write(self.note())

    def note(self):
        lines = ["", f"  CME Portfolio   {settings.SITE_URL}"]
        if settings.DEMO:
            lines.append(
                "  Demo log-in     marisol.quint@example.com or anselm.fennimore@example.com, password: demo-portfolio"
            )
        lines += [f"  Mail lands in   {settings.MAIL_DIR}", "  Stop            Ctrl-C", ""]
        return "\n".join(lines)
