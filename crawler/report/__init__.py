"""Reports for people: a page a region and the findings by department."""
