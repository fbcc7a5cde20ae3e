"""Short words of a page that tell which of its meanings a key of the portal's answers has."""

from __future__ import annotations

from crawler.extract.answers.shown_keys import learn_keys
from crawler.extract.guide.reading import read_guide
from crawler.page.html import Page
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


def test_a_day_tells_the_key_of_the_update_which_alone_has_it() -> None:
    facts = {"事项名称": "渡船登记", "受理条件": "渡船检验合格", "咨询电话": "0571-85001234"}
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in facts.items())
    text = f"<html><body><p>更新时间：2026-04-21</p><table>{rows}</table></body></html>"
    guide = read_guide([Page(text=text, url="http://a.test/1", evidence="e")], LABELS)

    def learned(**more: str) -> dict[str, str]:
        shown = learn_keys([(guide, [answer(NUMBER.format(1), **more)])], LABELS, [])
        return {key: element for key, element in shown.fields.items() if element == "update_date"}

    assert learned(moddy="2026-04-21") == {"moddy": "update_date"}
    assert learned(moddy="2026-04-21 09:30:00", regdy="2026-02-03") == {"moddy": "update_date"}
    assert not learned(moddy="2026-04-21", regdy="2026-04-21 16:00:00")
    assert not learned(moddy="2026-04-22")
