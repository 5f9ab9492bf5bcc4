"""Reading people's tables: repair, map columns, find anomalies."""
