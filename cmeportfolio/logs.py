"""One line per event, in UTC, that no request can forge and no secret can enter."""

import logging
import re
import time

# Addresses that are themselves keys: private links, reviews, disclosure cards, feeds, resets, confirmations.
_KEYED = re.compile(
    r"(/(?:s|r|d|feed|unsubscribe|accounts/password/reset/key|accounts/confirm-email)/)[^/\s\"']+"
)


class NoSecrets(logging.Filter):
    def filter(self, record):
        message = record.getMessage()
        record.msg, record.args = _KEYED.sub(r"\1…", message), ()
        return True


class LineFormatter(logging.Formatter):
    """Control characters are escaped, so that a path cannot start a line of its own."""

    converter = time.gmtime

    def __init__(self):
        super().__init__("%(asctime)sZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")

    def format(self, record):
        message = record.getMessage()
        clean = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
        record = logging.makeLogRecord(record.__dict__ | {"msg": clean, "args": ()})
        return super().format(record)
