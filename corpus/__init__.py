"""What the sources say: documents read, cleaned and split into passages."""
