"""GraphQL for the domain: batched look-ups, permission checks, and root fields answered by one statement each."""

from .fields import list_root_fields
from .lookups import batch_lookups
from .visits import wrap_visits

__all__ = ["batch_lookups", "list_root_fields", "wrap_visits"]
