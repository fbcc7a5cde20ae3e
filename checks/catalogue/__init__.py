"""Services that national lists want every portal to offer (国家清单落实)."""
