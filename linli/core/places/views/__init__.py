"""The pages of places: buildings, codes, assets."""
