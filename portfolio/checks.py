"""The share check of words that are not in a file: pasted text, titles, summaries."""
