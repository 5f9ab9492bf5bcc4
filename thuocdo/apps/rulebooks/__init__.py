"""Which version of a catalogue document is in force."""
