"""`manage.py demo`: load the two fictional people. A real installation never gets them unless asked."""

from django.core.management.base import BaseCommand

from cmeportfolio.demo import load


class Command(BaseCommand):
    help = "Load the two fictional demo people with their documents."

    def handle(self, **options):
        load.load(say=self.stdout.write)
