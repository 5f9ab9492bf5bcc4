"""The journal to read and to take away."""
