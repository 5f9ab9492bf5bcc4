"""Plans: tasks, who leads, how many points."""
