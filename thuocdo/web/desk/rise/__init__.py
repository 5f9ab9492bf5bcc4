"""How to rise: pages that play with what is still to come."""
