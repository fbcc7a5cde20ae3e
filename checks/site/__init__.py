"""The portal as a website (网站可用性): availability, entrances, search, columns, links."""
