"""The outside world: one folder per port, plain values, no Django."""
