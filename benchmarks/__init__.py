"""Benchmarks: each is a ratio to a peer or a limit, measured in one run on one machine."""
