"""Evidence on disk: WARC/1.1 records and a journal of every look. Write, index, read back."""
