"""A cast: alice owns the things under test; mallory is signed in and entitled to none of it."""

import shutil

import pytest
from django.core.cache import cache
from django.core.files.storage import storages

from sharing.pagecache import pages
from tests.factories import make_user


@pytest.fixture(autouse=True)
def _fresh(settings, tmp_path):
    """Every test has its own files and empty counters."""
    cache.clear()
    pages.clear()
    incoming = tmp_path / "files" / "incoming"
    incoming.mkdir(parents=True)
    settings.FILE_UPLOAD_TEMP_DIR = incoming
    for name in ("originals", "derived"):
        files = storages[name]  # the object every file field holds
        files._location = str(tmp_path / "files" / name)
        for cached in ("base_location", "location"):
            files.__dict__.pop(cached, None)
    yield
    shutil.rmtree(tmp_path / "files", ignore_errors=True)


@pytest.fixture
def alice(db):
    return make_user("Alice Arkwright")


@pytest.fixture
def mallory(db):
    return make_user("Mallory Moss")


@pytest.fixture
def as_alice(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def as_mallory(client, mallory):
    client.force_login(mallory)
    return client


@pytest.fixture
def stranger():
    from django.test import Client

    return Client()
