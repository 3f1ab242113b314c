"""What the documents of a collection disagree about, with no question asked; `survey.py` is the page to read first."""
