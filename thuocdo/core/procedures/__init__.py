"""Administrative procedures (thủ tục hành chính, TTHC) as data. Pure."""
