"""How a question is read: its frame, what it asks for, of whom, and what it may offer to choose between."""
