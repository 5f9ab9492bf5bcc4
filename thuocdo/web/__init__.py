"""The front doors and the fuse box: settings, wiring, pages of the desk, the command line."""
