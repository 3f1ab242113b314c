"""Work that goes on in the background, and what became of it."""
