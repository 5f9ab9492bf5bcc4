"""Numbers that no record here can tell: declared facts."""
