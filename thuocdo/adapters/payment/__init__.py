"""Payment by transfer."""
