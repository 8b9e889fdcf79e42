"""What `scripts/train_attribution.py` is made of; needs torch, which users of the package do not."""
