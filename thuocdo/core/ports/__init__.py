"""What core and the apps ask of the outside world, as Protocols."""
