"""Models that read two texts at once: the reader (a question and a passage) and the judge (two statements)."""
