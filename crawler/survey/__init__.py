"""The survey of a portal (普查): what its archive shows beyond list and guides."""
