"""The stage on which `linli bench` measures: a house of its own, and ways to load it and look at it."""
