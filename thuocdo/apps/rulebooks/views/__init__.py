"""Pages of sets."""
