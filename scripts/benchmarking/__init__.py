"""What scripts/benchmark.py does: synthetic data, builds, page times, load, and the report."""
