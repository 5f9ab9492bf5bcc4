"""Numbers: measures as Ibis expressions over published rows."""
