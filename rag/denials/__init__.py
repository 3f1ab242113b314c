"""What a source denies, rejects or takes back, so that it is not its answer."""
