"""How long the pages of a writer with 2,000 contacts take, and a list of 5,000 rows.

    .venv/bin/python benchmarks/contacts.py

Builds a database of its own in a temporary folder. Limits: 300 ms a page on the server, 10 s for the list.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ |= {"DJANGO_SETTINGS_MODULE": "cmeportfolio.settings", "DEBUG": "true", "DEMO": "false"}
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="contacts-benchmark-")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client  # noqa: E402

from networking import catalogue  # noqa: E402
from networking.models import Contact, ContactImport, Interaction, Organization, StageMove  # noqa: E402
from tests.factories import make_user  # noqa: E402

CONTACTS, ROWS, ROUNDS = 2_000, 5_000, 9
PAGES = [
    "/contacts/",
    "/contacts/?page=20",
    "/contacts/?sort=last",
    "/contacts/?q=larkspur&sort=priority",
    "/contacts/board/",
    "/contacts/today/",
    "/contacts/figures/",
    "/contacts/organizations/",
    "/contacts/1/",
    "/contacts/export/?as=csv",
]


def fill(user):
    chance = random.Random(7)
    today = user.today()
    stages = [stage.slug for stage in catalogue.STAGES if stage.slug != "closed"]
    kinds = [kind.slug for kind in catalogue.KINDS]
    organizations = Organization.objects.bulk_create(
        Organization(owner=user, name=f"Larkspur {n}", kind=chance.choice(kinds))
        for n in range(CONTACTS // 2)
    )
    contacts = Contact.objects.bulk_create(
        Contact(
            owner=user,
            name=f"Person {n}",
            organization=chance.choice(organizations),
            stage=chance.choice(stages),
            next_action="Follow up",
            next_action_on=today + timedelta(days=chance.randint(-20, 90)),
            tags=f",tag {n % 30},",
        )
        for n in range(CONTACTS)
    )
    StageMove.objects.bulk_create(StageMove(contact=c, to_stage=c.stage) for c in contacts for _ in range(2))
    Interaction.objects.bulk_create(
        Interaction(
            contact=contact,
            happened_on=today - timedelta(days=chance.randint(0, 300)),
            direction=chance.choice(["out", "out", "in"]),
            summary="A few words about what was said, as short as people write them.",
        )
        for contact in contacts
        for _ in range(4)
    )


def timed(client, path):
    took = []
    for _ in range(ROUNDS):
        reset_queries()
        start = time.perf_counter()
        response = client.get(path)
        took.append((time.perf_counter() - start) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{path}: {response.status_code}")
    return statistics.median(took), max(took), len(connection.queries), len(response.content)


def bring_in(client, user):
    text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + "".join(
        f"Given{n},Family{n},https://example.com/{n},p{n}@example.com,Company {n % 2500},Editor,05 Mar 2024\n"
        for n in range(ROWS)
    )
    start = time.perf_counter()
    file = SimpleUploadedFile("Connections.csv", text.encode())
    address = client.post("/contacts/import/", {"file": file})["Location"]
    uploaded = time.perf_counter()
    client.get(address)
    seen = time.perf_counter()
    answer = {"then": "import", "stage": "connected", "source": "linkedin", "duplicates": "merge"}
    client.post(address, answer)
    done = time.perf_counter()
    if Contact.objects.owned_by(user).count() != CONTACTS + ROWS or ContactImport.objects.exists():
        raise SystemExit("The list did not come in.")
    return uploaded - start, seen - uploaded, done - seen


def main():
    call_command("migrate", verbosity=0)
    user = make_user("Bench Mark")
    fill(user)
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.DEBUG = False
    connection.force_debug_cursor = True
    client = Client()
    client.force_login(user)
    print(f"{CONTACTS:,} contacts, {CONTACTS * 4:,} exchanges, median of {ROUNDS}")
    for path in PAGES:
        median, worst, queries, size = timed(client, path)
        print(f"  {path:40} {median:7.1f} ms  worst {worst:7.1f}  {queries:3} queries  {size / 1024:7.1f} KB")
    connection.force_debug_cursor = False
    read, look, write = bring_in(client, user)
    print(f"{ROWS:,} rows: read {read:.2f} s, preview {look:.2f} s, import {write:.2f} s")


if __name__ == "__main__":
    main()
