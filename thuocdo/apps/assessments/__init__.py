"""Score sheets, results, ranking."""
