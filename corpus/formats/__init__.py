"""One module a file format; each has `read(name, data)` and knows nothing of the others."""
