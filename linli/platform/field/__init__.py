"""Work out of doors: a page that needs no network, and deeds that arrive later, once each."""
