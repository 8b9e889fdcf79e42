"""Opens, creates, fills and rebuilds the database; reads and writes the CSV files it is made from."""

from .articles import UNDESCRIBED, Copied, mark_copies, write_article, write_articles
from .building import build_database, write_data
from .database import (
    DERIVE,
    DERIVED,
    Progress,
    create_database,
    insert_records,
    open_database,
    read_records,
    write_transaction,
)
from .files import LABELS_PATH, read_table, write_table
from .headings import BY_PEOPLE, compare_stored

__all__ = [
    "BY_PEOPLE", "DERIVE", "DERIVED", "LABELS_PATH", "UNDESCRIBED", "Copied", "Progress", "build_database", "compare_stored", "create_database",
    "insert_records", "mark_copies", "open_database", "read_records", "read_table", "write_article", "write_articles", "write_data", "write_table",
    "write_transaction",
]
