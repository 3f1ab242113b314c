"""How a follow-up is made whole by the question before it."""
