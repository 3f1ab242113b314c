"""Finding passages: the store and the two indexes derived from it."""
