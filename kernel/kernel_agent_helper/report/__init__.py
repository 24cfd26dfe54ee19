"""Decks for PowerPoint: an outline and the user's variables in, a `.pptx` that was read back out."""
