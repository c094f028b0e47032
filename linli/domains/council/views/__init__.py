"""The pages of the council: what everybody may read, and what the desk does."""
