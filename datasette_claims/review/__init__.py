"""Sheets for people: proposals out as CSV, decisions back in.

A decision is final for machines: a reviewed or rejected row is never overwritten by a later ingest,
and a sheet that was made before the row changed is refused line by line.
"""

from .decisions import Outcome, accept_position, apply_sheet, count_unapplied
from .sheets import export_sheet

__all__ = ["Outcome", "accept_position", "apply_sheet", "count_unapplied", "export_sheet"]
