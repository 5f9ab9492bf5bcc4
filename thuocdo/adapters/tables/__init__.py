"""Files with tables in them: Word, Excel and text."""
