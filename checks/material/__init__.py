"""Application materials (申请材料)."""
