"""Lists on a page (页面上的清单): materials, fees, steps, laws and windows, as tables, cards, entries or lines."""
