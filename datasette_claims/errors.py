"""The one family of errors this package raises on purpose."""


class ClaimsError(Exception):
    """Something a person can mend: one sentence with file, line or id, and what to do."""


class DataError(ClaimsError):
    """A record that breaks a promise of the schema; knows where the record stands."""

    def __init__(self, path: str, line: int | None, reason: str):
        self.path, self.line, self.reason = path, line, reason
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {reason}")


class MissingPart(ClaimsError):
    """A library or model that no further article can be read or coded without."""


class NotOurDatabase(ClaimsError):
    """A database without the claims tables, or one built by another schema version."""
