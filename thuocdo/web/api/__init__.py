"""Addresses for other programs."""
