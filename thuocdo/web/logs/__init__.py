"""The log on standard error: what happened, when, in which request; never whose name or what was typed."""
