"""The pages of the function list."""
