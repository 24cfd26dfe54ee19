"""Caps of decks. Whatever one of them cuts is said in the notes of the result."""

from __future__ import annotations

#: Slides of an outline, and of the deck that is made of it.
MAX_OUTLINE_SLIDES = 200
MAX_DECK_SLIDES = 400
#: Slides one slide of the outline may go on over.
MAX_PAGES = 60
#: Characters of one text, bullets and metrics of one slide.
MAX_TEXT = 20_000
MAX_BULLETS = 300
MAX_METRICS = 48
#: A table's rows and columns, and the characters of one cell.
MAX_TABLE_ROWS = 500
MAX_TABLE_COLUMNS = 16
MAX_CELL = 160
#: Points of one series of a chart, and its series.
MAX_BARS = 100
MAX_LINE_POINTS = 2_000
MAX_SCATTER_POINTS = 5_000
MAX_SERIES = 12
#: A pie with more slices shows the largest ones and puts the others together.
MAX_PIE_SLICES = 30
PIE_SLICES_SHOWN = 11
#: Characters of a category or a series' name in a chart.
MAX_CATEGORY = 80
#: Entries in `numbers`, and the characters of each text in them.
MAX_NUMBERS = 1_000
MAX_NUMBER_TEXT = 300
#: Characters of one slide's speaker notes, of an alternative text, and sentences in `notes`.
MAX_SPEAKER_NOTES = 8_000
MAX_ALT_TEXT = 600
MAX_NOTES = 60
#: Bytes and pixels of a picture; bytes of a template, packed and unpacked.
MAX_PICTURE_BYTES = 40 * 1024**2
MAX_PICTURE_PIXELS = 80_000_000
MAX_TEMPLATE_BYTES = 100 * 1024**2
MAX_TEMPLATE_UNPACKED = 600 * 1024**2
#: Earlier decks that are kept beside a new one.
MAX_VERSIONS = 999
#: Values taken of something that yields them one by one.
MAX_ITEMS = 1_000_000
