"""Thước Đo, the yardstick: administrative reform from the counter to the index."""
