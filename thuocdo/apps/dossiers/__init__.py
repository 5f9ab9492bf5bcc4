"""Dossiers of the one-stop shop: their events and the rows published of them."""
