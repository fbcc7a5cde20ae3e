"""Phones, place and hours (咨询监督渠道与办理地点时间)."""
