"""Evidence and opinions on pages."""
