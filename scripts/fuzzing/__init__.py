"""What `scripts/fuzz.py` runs; needs atheris."""
