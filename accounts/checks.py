"""Refuse to start with settings that would hurt somebody."""

import stat

from django.conf import settings
from django.core.checks import Error, Warning, register


@register()
def data_folder_is_private(app_configs, **kwargs):
    folder = settings.DATA_DIR
    if folder.exists() and folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) & stat.S_IRWXO:
        return [
            Error(
                f"Other accounts on this machine can read {folder}.",
                hint=f"chmod 700 {folder}",
                id="accounts.E001",
            )
        ]
    return []


@register("database", deploy=True)
def sqlite_is_new_enough(app_configs, **kwargs):
    if getattr(settings, "SQLITE_HAS_WAL_RESET_BUG", False) and not settings.DEBUG:
        import sqlite3

        return [
            Warning(
                f"SQLite {sqlite3.sqlite_version} can, very rarely, lose committed pages when several "
                "processes write (fixed in 3.51.3).",
                hint="Use PostgreSQL (DATABASE_URL) for more than one process, or a newer SQLite.",
                id="accounts.W001",
            )
        ]
    return []
