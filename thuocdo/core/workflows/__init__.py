"""State tables as data: what may happen in which state, who does it, and what comes after. Pure."""
