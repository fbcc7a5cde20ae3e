"""The web console (控制台): rounds, regions, findings and their evidence, to be read in a browser."""
