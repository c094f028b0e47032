"""Backups: one folder with the database, the files, the keys and a list of what has to be in it."""
