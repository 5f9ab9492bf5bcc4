"""Who they are and what they did: agencies, users, the journal."""
