"""What a command says when it fails: one line, and an exit code."""

from __future__ import annotations

import errno
import sqlite3
from typing import Any

import click

from ..errors import ClaimsError


class NotWritten(click.ClickException):
    """The disk is full, the file may not be written, or somebody else holds it; nothing stored is lost."""

    exit_code = 4


# What the operating system and SQLite say when something cannot be stored (sqlite.org/rescode.html: FULL, IOERR, READONLY, BUSY).
STORAGE_ERRORS = {errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, getattr(errno, "EDQUOT", errno.ENOSPC)}
# A path that leads nowhere, or to a folder where a file should be.
PATH_ERRORS = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR}
STORAGE_SENTENCES = ("disk is full", "disk I/O error", "readonly database", "database is locked", "unable to open database file")


def is_about_storage(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return any(sentence in str(error) for sentence in STORAGE_SENTENCES)
    return isinstance(error, OSError) and error.errno in STORAGE_ERRORS


class report_errors:
    """Turns our errors and wrong paths into one line and exit code 1, and errors of the disk into one line and exit code 4."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, ClaimsError):
            raise click.ClickException(str(error)) from error
        if isinstance(error, OSError) and error.errno in PATH_ERRORS and error.filename:
            raise click.ClickException(f"{error.filename} can be neither read nor written ({error.strerror}); check the name, and make its folder first.") from error
        if is_about_storage(error):
            where = f" {error.filename}" if isinstance(error, OSError) and error.filename else ""
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise NotWritten(f"Could not write{where} ({reason}). What was stored before is whole; make room and run the command again.") from error
