"""Questions and answers whose signs (问, 答) stand in cells of their own."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

_HEAD = (
    "<h1>渡船登记</h1><table><tr><th>事项名称</th><td>渡船登记</td></tr><tr><th>实施主体</th><td>临江县交通运输局</td></tr>"
    "<tr><th>受理条件</th><td>渡船检验合格，船员持有证书。</td></tr><tr><th>办理地点</th><td>人民路1号政务服务中心</td></tr>"
    "<tr><th>咨询电话</th><td>0571-81234567</td></tr></table>"
)
_ASKED = [("可以代办吗？", "可以，需委托书。"), ("办结要多久", "5个工作日。")]


def _rows(*signs: str, tag: str = "td", over: str = "") -> str:
    words = [said for pair in _ASKED for said in pair]
    cells = zip(signs, words, strict=True)
    return f"<table>{over}{''.join(f'<tr><{tag}>{sign}</{tag}><td>{said}</td></tr>' for sign, said in cells)}</table>"


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>常见问题</h2>{_rows('问', '答', '问', '答')}",
        f"<h2>常见问题</h2>{_rows('问题1', '答案1', '问题2', '答案2', tag='th')}",
        f"<h2>常见问题</h2>{_rows('问题一：', '解答：', '问题二：', '解答：')}",
        f"<h2>常见问题</h2>{_rows('【问】', '【答】', '【问】', '【答】')}",
        f"<h3>大家在问</h3>{_rows('Q1：', 'A1：', 'Q2：', 'A2：')}",
        _rows("问", "答", "问", "答", over="<tr><td colspan='2'>窗口常被问到的</td></tr>"),
        "<h2>常见问题</h2><table>"
        + "".join(
            f"<tr><td>问{n}</td><td>{asked}</td><td>答{n}</td><td>{told}</td></tr>"
            for n, (asked, told) in enumerate(_ASKED, start=1)
        )
        + "</table>",
    ],
)
def test_questions_and_answers_behind_signs_in_cells_of_their_own(body: str) -> None:
    guide = read_body(_HEAD + body)
    assert [(one.question.text, one.answer.text) for one in guide.faqs] == _ASKED
    assert not guide.read("promised_time_limit").stated  # what others ask says nothing of the guide by itself
    assert not guide.unmapped


@pytest.mark.parametrize(
    "body",
    [
        "<h2>渡船等级</h2><table><tr><td>Q</td><td>二十吨以下</td></tr><tr><td>A</td><td>二十吨以上</td></tr></table>",
        "<h2>渡船等级</h2><table><tr><td>A</td><td>一级渡船？</td></tr><tr><td>Q</td><td>其他渡船</td></tr></table>",
        "<table><tr><td>问</td><td>窗口在哪里？</td></tr><tr><td>网址</td><td>www.lj.example</td></tr></table>",
    ],
)
def test_letters_and_words_that_are_no_signs_of_questions(body: str) -> None:
    assert read_body(_HEAD + body).faqs == ()
