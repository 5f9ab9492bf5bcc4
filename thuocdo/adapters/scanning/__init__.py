"""Looking for harm in files."""
