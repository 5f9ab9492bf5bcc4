"""The public postal service."""
