"""What data files hold: one profile each, read without loading them into the user's namespace."""
