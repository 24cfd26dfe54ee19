"""What the files in examples/ are made from: fixed seeds, so that every run gives the same."""
