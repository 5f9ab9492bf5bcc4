"""The domains, on three floors; siblings on a floor never import each other."""
