"""Documents as plain blocks."""
