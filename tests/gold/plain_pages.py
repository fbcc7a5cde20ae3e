"""Pages of few words that are what they were asked for (短页面): the fewer words, the more each of them decides."""

from __future__ import annotations

from crawler.domain.evidence import PageKind


def _page(title: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


_LIMIT = "申请人向交通运输局提交申请表、船舶检验证书，五个工作日内办结。咨询电话：0999-7231106。"
_ROWS = "".join(f'<li><a href="/guide/{n}.html">第{n}类渡口经营许可</a></li>' for n in range(1, 4))
SHORT: dict[str, tuple[PageKind, str]] = {
    "article": (PageKind.GUIDE, _page("渡口经营许可-云溪县人民政府", f"<h1>渡口经营许可</h1><p>{_LIMIT}</p>")),
    "guide": (
        PageKind.GUIDE,
        _page("办事指南", "<h2>渡口经营许可</h2><p>受理条件：有船。</p><p>咨询电话：0999-7231106</p>"),
    ),
    "not_ready": (PageKind.GUIDE, _page("渡口经营许可", "<h1>渡口经营许可</h1><p>该事项办事指南正在完善中</p>")),
    "scanned": (PageKind.GUIDE, _page("办事指南", '<h1>渡口经营许可</h1><p><img src="/upload/2026/1.jpg"></p>')),
    "picture_alone": (PageKind.FORM, _page("办事指南", '<p><img src="/upload/2026/1.jpg"></p>')),
    "list": (PageKind.LIST, _page("事项清单", f"<ul>{_ROWS}</ul>")),
    "one_row": (PageKind.LIST, _page("事项清单", '<ul><li><a href="/guide/1.html">渡口经营许可</a></li></ul>')),
    "no_row": (PageKind.LIST, _page("事项清单", "<h2>事项清单</h2><p>暂无数据</p>")),
    "home": (
        PageKind.HOME,
        _page(
            "云溪县政务服务网",
            '<h1>云溪县政务服务网</h1><a href="/gr">个人服务</a><a href="/fr">法人服务</a><a href="/bm">部门</a>',
        ),
    ),
    "empty_column": (PageKind.COLUMN, _page("公示公告", "<h2>公示公告</h2><p>本栏目暂无内容。</p>")),
    "column": (
        PageKind.COLUMN,
        _page("公示公告", '<h2>公示公告</h2><ul><li><a href="/a/1.html">关于端午节放假的公告</a></li></ul>'),
    ),
    "form": (
        PageKind.FORM,
        _page("表格下载", '<h2>渡口经营许可申请表</h2><a href="/f/1.doc">点击下载</a>'),
    ),
    "entrance": (
        PageKind.ENTRANCE,
        _page("在线办理", '<h2>渡口经营许可</h2><p>请准备好营业执照。</p><a href="/apply/1">开始申报</a>'),
    ),
    "fragment": (
        PageKind.FRAGMENT,
        "<table><tr><th>材料名称</th><th>份数</th></tr><tr><td>申请表</td><td>1</td></tr></table>",
    ),
}
