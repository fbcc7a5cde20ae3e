"""The sample portals that the demo and the tests serve on loopback."""
