"""The journal: written with the work, sealed in order, checked, read, kept as long as one must."""
