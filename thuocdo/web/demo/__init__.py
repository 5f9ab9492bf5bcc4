"""The demo's department, which does not exist: its dossiers, its plan, last year's result."""
