"""Files with provenance."""
