"""The staff's front door: pages that bring several apps together."""
