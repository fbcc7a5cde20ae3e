"""Short words of a page that tell which of its meanings a key of the portal's answers has."""

from __future__ import annotations

from crawler.extract.answers.shown_keys import learn_keys
from crawler.extract.guide.reading import read_guide
from tests.extract.test_offered_files import LABELS, NUMBER, answer, rendered


def test_a_short_word_tells_which_of_its_meanings_a_key_has() -> None:
    guide = read_guide([rendered("查看样本")], LABELS)
    shown = learn_keys([(guide, [answer(NUMBER.format(1), finishtype="证照")])], LABELS, [])
    assert shown.fields["finishtype"] == "result_type"
    labels = shown.put_into(LABELS)
    read = read_guide([answer(NUMBER.format(2), finishtype="其他")], labels).read("result_type")
    assert read.value == "其他"
    other = learn_keys([(guide, [answer(NUMBER.format(1), finishtype="承诺件", zzlb="证照")])], LABELS, [])
    assert not {"finishtype", "zzlb"} & other.fields.keys()
