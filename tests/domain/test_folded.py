"""Texts are folded as Python folds them, whatever marks were replaced before."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.values.folded import folded

_SIGNS = "，：；（）！？．％／～＋…\u3000①㈠\uff21\uff19ｱﾞ\u0338\u0301=~e渡船证"


@given(st.text(st.sampled_from(_SIGNS), max_size=12) | st.text(max_size=12))
def test_a_text_is_folded_as_python_does(text: str) -> None:
    assert folded(text) == unicodedata.normalize("NFKC", text)
