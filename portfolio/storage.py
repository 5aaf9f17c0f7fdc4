"""Where bytes lie. Names are ours and random; nothing here has an address."""

import contextlib
import hashlib
import logging
import os
import uuid

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.deconstruct import deconstructible

log = logging.getLogger("portfolio.storage")


@deconstructible
class PrivateFiles(FileSystemStorage):
    """Files on this machine's disk, on the disk (not only in its cache) before anybody is told so."""

    def __init__(self, location=None, **kwargs):
        super().__init__(location=location, base_url=None, **kwargs)

    def _save(self, name, content):
        name = super()._save(name, content)
        path = self.path(name)
        for target, flags in ((path, os.O_RDONLY), (os.path.dirname(path), os.O_RDONLY)):
            fd = os.open(target, flags)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)
        return name

    def url(self, name):
        raise ValueError("Private files have no address.")


def originals():
    return storages["originals"]


def derived():
    """Clean copies, page pictures, photos: the only bytes strangers can be given."""
    return storages["derived"]


def random_name(folder, suffix):
    """Never the name the browser sent: it may hold a client's name. 128 random bits, spread over 256 folders."""
    mark = uuid.uuid4().hex
    return f"{folder}/{mark[:2]}/{mark}{suffix}"


class CountingUploadHandler(FileUploadHandler):
    """Write each upload to the data disk, counting and hashing; stop keeping bytes at the limit.

    A file over the limit becomes `request.META["UPLOAD_TOO_LARGE"]` (its name), never a half file. A view that
    takes something larger than a document says so with its attribute `takes_mb`. When the disk takes no more,
    the name is in `UPLOAD_NOT_STORED`.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
        view = getattr(self.request.resolver_match, "func", None)
        self.limit = getattr(view, "takes_mb", settings.MAX_UPLOAD_MB) * 1024 * 1024
        self.file = TemporaryUploadedFile(
            self.file_name, self.content_type, 0, self.charset, self.content_type_extra
        )
        self.digest = hashlib.sha256()
        self.seen = 0

    def receive_data_chunk(self, raw_data, start):
        self.seen += len(raw_data)
        if self.seen > self.limit:
            self.file.close()
            self.request.META["UPLOAD_TOO_LARGE"] = self.file_name
            raise SkipFile
        self.digest.update(raw_data)
        try:
            self.file.write(raw_data)
        except OSError as problem:
            self._not_stored(problem)
            raise SkipFile from None

    def _not_stored(self, problem):
        log.error("an upload could not be written: %s", problem)
        self.request.META["UPLOAD_NOT_STORED"] = self.file_name
        with contextlib.suppress(OSError):  # closing writes what was held back
            self.file.close()

    def file_complete(self, file_size):
        try:
            self.file.seek(0)
        except OSError as problem:
            self._not_stored(problem)
            return None
        self.file.size = file_size
        self.file.sha256 = self.digest.hexdigest()
        return self.file

    def upload_interrupted(self):
        if hasattr(self, "file"):
            self.file.close()
