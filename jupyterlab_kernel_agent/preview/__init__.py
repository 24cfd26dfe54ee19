"""Pictures of the slides of a deck, made with LibreOffice and poppler where the server has them."""
