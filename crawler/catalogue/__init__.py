"""Facts built in: regions, panels, indicator systems, labels, code lists."""
