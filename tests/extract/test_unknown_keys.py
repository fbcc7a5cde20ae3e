"""What answers of a portal leave out, and its rendered guides show."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.assembly.unknown_keys import answered_guides, is_answer, not_told, rendered_guides
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.extract.labels.dictionary import read_labels
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS = read_labels(catalogue.labels_text())
FREE = "<tr><th>是否收费</th><td>不收费</td></tr>"
CHARGED = "<tr><th>是否收费</th><td>收费</td></tr><tr><th>收费标准</th><td>每件20元</td></tr>"


def told(fee: str, answer: dict[str, str], *, more: str = "", others: Sequence[dict[str, str]] = ()) -> frozenset[str]:
    """What a guide that was rendered with this fee teaches of answers like this one."""
    rows = f"<tr><th>受理条件</th><td>年满十八周岁</td></tr><tr><th>咨询电话</th><td>0571-12345678</td></tr>{more}"
    shown = parse(f"<h1>档案查阅</h1><table>{rows}{fee}</table>".encode(), "text/html", "http://a.test/1", "e1")
    said = {"taskName": "档案查阅", "acceptCondition": "年满十八周岁", "linkWay": "0571-12345678", **answer}
    page = parse(json.dumps(said).encode(), "application/json", "http://a.test/api", "e2")
    assert shown is not None
    assert isinstance(page, JsonPage)
    answered = [parse(json.dumps(said | one).encode(), "application/json", "http://a.test/api", "e3") for one in others]
    return not_told([(shown, [page])], LABELS, [[one] for one in answered if isinstance(one, JsonPage)])


def test_what_a_rendered_guide_states_alone_is_known_to_be_missing_from_no_answer() -> None:
    assert "place" in told(
        CHARGED, {"isFee": "1", "feeStand": "每件20元"}, more="<tr><th>办理地点</th><td>滨江路9号</td></tr>"
    )
    assert "conditions" not in told(CHARGED, {"isFee": "1"})


def test_nothing_is_known_of_words_beside_a_fee_where_no_rendered_guide_charges_one() -> None:
    assert "online_payment" in told(FREE, {"isFee": "0"})
    assert "online_payment" not in told(CHARGED, {"isFee": "1", "feeStand": "每件20元"})
    assert not_told([], LABELS) == frozenset()


def test_what_other_answers_say_by_a_key_is_missing_from_one_that_does_not() -> None:
    charged = {"isFee": "1", "feeStand": "每件20元"}
    pays = {**charged, "onlinePay": "支持网上支付"}
    assert "online_payment" not in told(FREE, {"isFee": "0"}, others=[charged, pays])
    assert "online_payment" in told(FREE, {"isFee": "0"}, others=[charged])


def test_a_layer_is_shown_by_the_page_around_it() -> None:
    facts = {"事项名称": "档案查阅", "受理条件": "年满十八周岁", "咨询电话": "0571-12345678"}
    layer = "".join(f"<p><b>{label}</b>{value}</p>" for label, value in facts.items())
    around = f"<html><body>{layer}<p><a href='/apply?id=1'>在线办理</a></p></body></html>"
    piece, shown = (parse(t.encode(), "text/html; charset=utf-8", "http://a.test/1", "e") for t in (layer, around))
    assert piece is not None
    assert shown is not None
    assert (is_answer(piece), is_answer(shown)) == (True, False)
    assert "online_entry" in not_told([(shown, [piece])], LABELS)


def look(name: str, kind: PageKind, content_type: str, via: Via = Via.HTTP) -> Evidence:
    target = Target(url=f"http://a.test/{name}")
    state = FetchState.FETCHED
    return Evidence(id=name, region="1", kind=kind, target=target, state=state, content_type=content_type, via=via)


def test_the_scripts_of_a_portal_are_no_answers() -> None:
    bodies = {
        "guide": ("<html><body><h1>档案查阅</h1><p><b>受理条件</b>年满十八周岁</p></body></html>", "text/html"),
        "call": (json.dumps({"taskName": "档案查阅", "acceptCondition": "年满十八周岁"}), "application/json"),
        "app.js": ("box.innerHTML='<button>在线申办</button><p><b>受理条件</b>'+one+'</p>'", "application/javascript"),
    }
    pages = {n: parse(b.encode(), f"{t}; charset=utf-8", f"http://a.test/{n}", n) for n, (b, t) in bodies.items()}
    call = look("call", PageKind.GUIDE, "application/json")
    script = look("app.js", PageKind.FRAGMENT, "application/javascript")
    came = [look("guide", PageKind.GUIDE, "text/html", Via.BROWSER), call, script]
    assert [answers for _, answers in rendered_guides([came], lambda e: pages[e.id])] == [[pages["call"]]]
    assert list(answered_guides([[call, script]], lambda e: pages[e.id])) == [[pages["call"]]]
