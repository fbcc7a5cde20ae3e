"""Item lists in JSON, and answers that are none."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.domain.evidence import Target
from crawler.domain.records import Counts
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

URL = "http://api.example.gov.cn/rest/list?pageNo=1&pageSize=10"


def page(data: Any, url: str = URL) -> JsonPage:
    found = parse(json.dumps(data, ensure_ascii=False).encode(), "application/json;charset=UTF-8", url, "e1")
    assert isinstance(found, JsonPage)
    return found


def test_flat_rows_with_national_field_names() -> None:
    rows = [
        {
            "TASK_CODE": f"11440000{n:04d}",
            "TASK_NAME": f"第{n}类医疗器械备案",
            "DEPT_NAME": "省药监局",
            "TASK_TYPE": "10",
            "CREATE_ORDER": n,
        }
        for n in range(1, 4)
    ]
    found = page(
        {
            "errCode": 0,
            "data": {
                "CUSTOM": {"AUDIT_ITEMLIST": rows, "PAGEINFO": {"TOTALNUM": 41, "PAGESIZE": 10, "CURRENTPAGEINDEX": 1}}
            },
        }
    )
    items = found.items()
    assert [i.key for i in items] == ["114400000001", "114400000002", "114400000003"]
    assert items[0].name == "第1类医疗器械备案"
    assert items[0].target is None
    assert items[0].locator == "/data/CUSTOM/AUDIT_ITEMLIST/0"
    assert ("implementing_body", "省药监局", "/data/CUSTOM/AUDIT_ITEMLIST/0/DEPT_NAME") in items[0].fields
    assert [(t.value, t.counts, t.locator) for t in found.totals()] == [
        (41, Counts.ITEMS, "/data/CUSTOM/PAGEINFO/TOTALNUM")
    ]
    paging = found.paging()
    assert (paging.here, paging.last, paging.ends_here) == (1, 5, False)
    assert paging.pages[-1].url.endswith("list?pageNo=5&pageSize=10")


def test_nested_rows_in_a_text_give_sub_items() -> None:
    inner = [
        {"catalogName": "护士执业注册", "catalogCode": "000123001000", "sonList": [
            {"name": "护士首次注册", "itemCode": "11320000A1", "deptName": "省卫健委", "url": "/bscx/itemlist/bszn.do?iddept_yw_inf=A1"},
            {"name": "护士变更注册", "itemCode": "11320000A2", "deptName": "省卫健委", "url": "/bscx/itemlist/bszn.do?iddept_yw_inf=A2"},
        ]},
        {"catalogName": "放射诊疗许可", "catalogCode": "000123002000", "sonList": []},
    ]  # fmt: skip
    found = page({"success": True, "params": {"data": json.dumps(inner, ensure_ascii=False), "total": 2}})
    items = found.items()
    assert [i.name for i in items] == ["护士首次注册", "护士变更注册", "放射诊疗许可"]
    assert items[0].target is not None
    assert items[0].target.url == "http://api.example.gov.cn/bscx/itemlist/bszn.do?iddept_yw_inf=A1"
    assert items[0].locator == "/params/data/0/sonList/0"
    assert [t.counts for t in found.totals()] == [Counts.UNSAID]


def test_a_total_beside_one_main_item_does_not_say_what_it_counts() -> None:
    beneath = [{"id": f"7c{n}", "name": f"第{n}类渔业船舶登记", "implCode": f"1133A0{n}"} for n in range(3)]
    found = page({"rows": [{"mainName": "渔业船舶登记", "children": beneath}], "total": 1})
    assert len(found.items()) == 3
    assert [t.counts for t in found.totals()] == [Counts.UNSAID]
    assert [t.counts for t in page({"rows": beneath, "total": 3}).totals()] == [Counts.ITEMS]


def test_three_levels() -> None:
    data = {"data": [{"matterName": "水利", "matterCode": "A", "subMatterList": [
        {"matterName": "取水许可", "matterCode": "A1", "subMatterList": [
            {"matterName": "取水许可（首次）", "matterCode": "A11", "localInnerCode": "u-1"},
            {"matterName": "取水许可（延续）", "matterCode": "A12", "localInnerCode": "u-2"}]}]}]}  # fmt: skip
    assert [i.name for i in page(data).items()] == ["取水许可（首次）", "取水许可（延续）"]


def test_generic_names_count_beside_known_fields() -> None:
    rows = [{"id": "7f1", "name": "居住证签注", "orgName": "公安局", "itemType": "公共服务"}]
    assert [i.key for i in page({"rows": rows, "total": 1}).items()] == ["7f1"]


def test_one_guide_of_a_category_map() -> None:
    data = {
        "itemList": {
            "户籍": [{"stId": "SH01", "stSubitemName": "出生登记"}],
            "交管": [{"stId": "SH02", "stSubitemName": "机动车注册登记"}],
        }
    }
    assert [i.key for i in page(data).items()] == ["SH01", "SH02"]


def test_jsonp_and_text_in_text() -> None:
    body = 'callback({"rows":[{"taskName":"护照签发","taskCode":"P1"}],"total":"1"});'.encode()
    found = parse(body, "text/javascript", URL, "e")
    assert isinstance(found, JsonPage)
    assert [i.name for i in found.items()] == ["护照签发"]
    twice = json.dumps(json.dumps({"rows": [{"taskName": "护照签发", "taskCode": "P1"}]})).encode()
    again = parse(twice, "application/json", URL, "e")
    assert isinstance(again, JsonPage)
    assert len(again.items()) == 1


@pytest.mark.parametrize(
    "data",
    [
        {"data": [{"deptName": "市公安局", "deptCode": "1"}, {"deptName": "市民政局", "deptCode": "2"}]},
        {"data": [{"areaName": "云溪市", "areaCode": "990100"}, {"areaName": "青禾市", "areaCode": "990200"}]},
        {"rows": [{"id": 1, "title": "关于优化服务的通知", "publishDate": "2024-01-01", "source": "市政府"}]},
        {
            "data": {
                "AUDIT_ITEM": {"TASK_NAME": "取水许可", "TASK_CODE": "A1"},
                "AUDIT_MATERIAL": [{"MATERIAL_NAME": "申请书", "MATERIAL_CODE": "1"}],
            }
        },
        {
            "data": {
                "taskName": "取水许可",
                "taskCode": "A1",
                "materials": [{"name": "申请书", "code": "1", "type": "原件"}],
            }
        },
        {
            "data": [
                {"name": "办事指南", "url": "/guide", "icon": "a.png"},
                {"name": "互动交流", "url": "/talk", "icon": "b.png"},
            ]
        },
        {"data": [{"themeName": "婚姻登记", "themeCode": "01"}]},
        {"rows": [{"stepName": "受理", "stepCode": "1", "name": "受理"}]},
        [],
        {"a": [1, 2, 3]},
    ],
)
def test_answers_that_list_no_items(data: Any) -> None:
    assert page(data).items() == ()


def test_attachments_named_by_their_own_keys() -> None:
    data = {
        "AUDIT_MATERIAL": [
            {
                "MATERIAL_NAME": "申请书",
                "FORM_GUID": [
                    {"ATTACHNAME": "申请书.doc", "FILEPATH": "//files.example.gov.cn/obs/1", "ATTACHGUID": "g1"}
                ],
                "EXAMPLE_GUID": [],
                "onlineUrl": "http://x.example.gov.cn/apply",
            },
            {
                "MATERIAL_NAME": "承诺书",
                "sampleUrl": "/download?fileId=9",
                "blankFile": "http://files.example.gov.cn/承诺书.docx",
            },
        ],
        "taskUrl": "http://x.example.gov.cn/guide?code=1",
    }
    found = page(data).attachments()
    assert [(a.file_name, a.locator) for a in found] == [
        ("申请书.doc", "/AUDIT_MATERIAL/0/FORM_GUID/0"),
        (None, "/AUDIT_MATERIAL/1/sampleUrl"),
        ("承诺书.docx", "/AUDIT_MATERIAL/1/blankFile"),
    ]
    assert found[0].target is not None
    assert found[0].target.url == "http://files.example.gov.cn/obs/1"
    assert page(data).attachments_at("/AUDIT_MATERIAL/1") == found[1:]


def test_a_file_without_path_is_dead_and_one_by_identifier_is_unread() -> None:
    data = {
        "FORM_GUID": [
            {"ATTACHNAME": "申请书.doc", "FILEPATH": ""},
            {"ATTACHNAME": "承诺书.doc", "ATTACHGUID": "8f-1", "FILEPATH": None},
        ],
        "EXAMPLE_GUID": [{}],
        "remark": {"name": "说明", "path": ""},
    }
    found = page(data).attachments()
    assert [(a.file_name, a.target.url if a.target else None) for a in found] == [
        ("申请书.doc", None),
        ("承诺书.doc", "javascript:file(8f-1)"),
    ]


def test_an_address_that_tells_of_no_file_is_no_file() -> None:
    """What a script puts identifiers behind, alone in an answer or beside the identifier of a file."""
    row = {"attachName": "申请书.doc", "attachId": "8f1c22"}
    found = page({"attachUrl": "/attach/download.do", "fileUrl": "/down?id=", "rows": [{"kbFile": row}]}).attachments()
    assert [a.target.url for a in found if a.target] == ["javascript:file(8f1c22)"]
    found = page({"rows": [{"kbFile": {**row, "attachUrl": "/attach/download.do"}}]}).attachments()
    assert [a.target.url for a in found if a.target] == ["javascript:file(8f1c22)"]
    whole = page({"attachUrl": "/attach/download.do?attachId=8f1c22", "fileUrl": "/files/form.docx"}).attachments()
    assert len(whole) == 2


def test_page_that_counts_from_zero() -> None:
    rows = [{"taskName": f"事务{n}登记", "taskCode": f"T{n}"} for n in range(10)]
    paging = page({"rows": rows, "total": 25}, url="http://api.example.gov.cn/l?currentpage=0&pagesize=10").paging()
    assert (paging.here, paging.last) == (1, 3)
    assert [t.url.partition("?")[2] for t in paging.pages] == ["currentpage=1&pagesize=10", "currentpage=2&pagesize=10"]


def test_last_page_ends() -> None:
    rows = [{"taskName": "护照签发", "taskCode": "P1"}]
    assert page({"rows": rows, "total": 21}, url="http://a.example.gov.cn/l?page=3&rows=10").paging().ends_here


@pytest.mark.parametrize(
    ("numbers", "rows", "told"),
    [
        ({"page": 1, "total": 3, "records": 23}, 8, {(3, Counts.PAGES), (23, Counts.ITEMS)}),
        ({"page": 3, "total": 3, "records": 23}, 7, {(3, Counts.PAGES), (23, Counts.ITEMS)}),  # the last page
        ({"page": "1", "total": "30", "records": "235"}, 8, {(30, Counts.PAGES), (235, Counts.ITEMS)}),
        ({"total": 3}, 8, set()),
        ({"total": 24, "count": 120}, 8, {(24, Counts.ITEMS), (120, Counts.ITEMS)}),  # of five rows each
        ({"total": 8, "count": 8}, 8, {(8, Counts.ITEMS)}),
    ],
)
def test_a_total_may_be_one_of_pages(numbers: dict[str, Any], rows: int, told: set[tuple[int, Counts]]) -> None:
    listed = [{"taskName": f"事务{n}登记", "taskCode": f"T{n}"} for n in range(rows)]
    found = {(t.value, t.counts) for t in page({**numbers, "rows": listed}).totals()}
    assert {one for one in found if one[0] != 1} == told


def test_names_under_a_key_that_nobody_knows() -> None:
    def cards(*names: str) -> JsonPage:
        return page(
            {"cards": [{"no": f"LP63f{n}c", "t": t, "org": "市教育局", "tag": "承诺件"} for n, t in enumerate(names)]}
        )

    names = ("民办幼儿园设立审批·变更", "失业保险金申领", "人力资源服务许可·变更", "普通护照签发")
    assert [item.name for item in cards(*names).items()] == list(names)
    assert [item.name for item in cards("残疾人证办理").items()] == ["残疾人证办理"]  # The last page of a list.
    assert not cards("关于放假的通知", "市民热线", "天气预报", "失业保险金申领").items()
    assert not cards("市民热线").items()


def test_identifiers_and_codes_of_one_stem() -> None:
    rows = [
        {"matterUid": f"15b0-{n}", "matterTitle": f"第{n}类许可", "implNo": f"1199121071263232{n}"} for n in range(2)
    ]
    found = page({"payload": {"rows": [{"mainTitle": "许可", "bizItems": rows}]}}).items()
    assert [(item.name, item.code) for item in found] == [
        ("第0类许可", "11991210712632320"),
        ("第1类许可", "11991210712632321"),
    ]


def test_a_document_s_name_beside_one_identifier_is_a_file() -> None:
    docs = [
        {"fid": "9952b0da1563", "label": "空白表格", "name": "申请表.docx"},
        {"fid": "", "label": "样表", "name": "b.doc"},
    ]
    [file] = page({"rows": [{"name": "申请表", "docs": docs, "result": {"id": "7", "name": "c.pdf"}}]}).attachments()
    assert file.target == Target(url="javascript:file(9952b0da1563)")
    assert file.text == "申请表.docx"


def test_the_one_address_of_a_row_leads_to_its_guide_under_any_key() -> None:
    row = {"ROWGUID": "4b4cda7c", "SXMC": "施工许可核发", "BMMC": "住建局", "SXLX": "行政许可"}
    led = [{**row, "XQDZ": "/zw/fwDetail.jsp?bm=01&taskguid=4b4cda7c"}]
    others = ["/zw/wssb/apply.jsp?taskguid=4b4cda7c", "/zw/fwDetail.jsp?taskguid=99999999", "/zw/kj.jsp?x=4b4cda7c"]
    assert [i.target and i.target.url for i in page({"rows": led}).items()] == [
        URL[: URL.index("/", 8)] + "/zw/fwDetail.jsp?bm=01&taskguid=4b4cda7c"
    ]
    for other in others:
        assert [i.target for i in page({"rows": [{**row, "XQDZ": other}]}).items()] == [None]


def test_a_file_is_known_by_its_name_where_its_address_has_no_ending() -> None:
    rows = [
        {
            "materialName": "林木采伐申请表",
            "form": [{"name": "空白表格_申请表.docx", "url": "/api/attach/T17/download"}],
            "example": [{"name": "样表_申请表.docx", "url": "/api/attach/A18/download"}],
            "papers": [{"title": "说明.pdf", "link": "/api/attach/B19/download"}],
        }
    ]
    found = page({"data": rows}).attachments()
    assert [one.target.url.rpartition("/attach/")[2] for one in found if one.target] == [
        "T17/download",
        "A18/download",
        "B19/download",
    ]


def test_a_list_of_codes_lists_no_items() -> None:
    types = [{"dm": f"0{n}", "mc": name} for n, name in enumerate(("行政许可", "行政给付", "公共服务"), 1)]
    assert page({"data": {"SXLX": types}}).items() == ()


def test_a_group_of_files_by_its_identifier_and_none_where_a_number_says_so() -> None:
    groups = {"kbbgGuid": "7a990602-a63a", "kbbgsl": 1, "ysbgGuid": "2d4bb3a5-c39a", "ysbgsl": "2"}
    none = {"kbbgGuid": "b3ba9122-e72f", "kbbgsl": 0, "ysbgGuid": "4ba473ae-9bfe", "ysbgsl": "0"}
    of_the_result = {"jgybGuid": "424968af-da14"}
    found = page({"data": [groups, none, of_the_result]}).attachments()
    assert [(a.text, a.target and a.target.url) for a in found] == [
        ("空白表格", "javascript:by_form('7a990602-a63a')"),
        ("示例样表", "javascript:by_form('2d4bb3a5-c39a')"),
    ]


def test_a_number_that_counts_no_files_leaves_the_file_there() -> None:
    [file] = page({"data": [{"formId": "7a990602-a63a", "formSize": 0, "formNumber": "0"}]}).attachments()
    assert file.target == Target(url="javascript:by_form('7a990602-a63a')")


def test_the_ending_beside_a_file_s_name_is_no_name_of_a_second_file() -> None:
    listed = {"data": [{"attachGuid": "2966ff83-b9ef", "attachName": "申请表.docx", "contentType": ".docx"}]}
    [file] = page(listed).attachments()
    assert (file.text, file.target) == ("申请表.docx", Target(url="javascript:file(2966ff83-b9ef)"))


def test_rows_of_one_implementation_code_with_identifiers_of_their_own_are_told_by_name() -> None:
    code = "11650100MB1234567F2650123004000"
    rows = [
        {"taskCode": code, "taskName": f"旅行社设立许可（{case}）", "rowGuid": f"9c1{n}"}
        for n, case in enumerate(("新办", "变更"))
    ]
    found = page({"rows": rows, "total": 2}).items()
    assert [item.name for item in found] == [row["taskName"] for row in rows]
    same = page({"rows": [{**row, "taskName": "旅行社设立许可"} for row in rows], "total": 2}).items()
    assert len({item.key for item in same}) == 2


def test_items_whose_guide_is_a_file_are_items_wherever_they_stand_in_the_list() -> None:
    def rows(*kinds: str) -> list[dict[str, str]]:
        return [
            {"taskCode": f"11A{n}", "taskName": f"第{n}类许可", "guideType": kind, "guideFile": f"/f/{n}.docx"}
            for n, kind in enumerate(kinds)
        ]

    for kinds in (("doc", "html", "html"), ("html", "html", "doc"), ("doc", "doc", "doc")):
        assert len(page({"data": {"rows": rows(*kinds)}}).items()) == 3
    files = [{"id": f"f{n}", "taskName": f"第{n}类许可申请表", "suffix": "docx"} for n in range(3)]
    assert not page({"data": {"rows": files}}).items()


def test_documents_to_hand_in_are_no_services_though_their_names_speak_of_licences() -> None:
    names = ("烟草专卖零售许可证申请表", "营业执照", "执业药师注册证", "经营场所平面布局图", "质量管理制度目录")
    papers = [{"paperUid": f"82ab{n:04d}", "paperMingcheng": name, "guige": "A4"} for n, name in enumerate(names)]
    assert page({"data": {"papers": papers}}).items() == ()
    services = [{"rowUid": f"82ab{n:04d}", "fuwuMingcheng": f"第{n}类医疗器械备案", "guige": "A4"} for n in range(5)]
    assert len(page({"data": {"list": services}}).items()) == 5


IMPLEMENTATION = "11990000000000000K3000131000001"


def row(n: int, name: str, **said: str) -> dict[str, Any]:
    return {"name": name, "taskCode": IMPLEMENTATION, "deptName": "市人社局", "sonList": [], **said} | {
        key: value.format(n) for key, value in said.items()
    }


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("iddept_yw_inf", True),
        ("xxbh_pk", True),
        ("deptGuid", False),  # of the body
        ("parent_id", False),
    ],
)
def test_rows_of_one_implementation_code_are_told_apart_by_an_identifier_under_the_vendor_s_own_key(
    key: str, told: bool
) -> None:
    guid = "3f0c2f5e-7d0a-4c8b-9a51-0d8e6b1f2a0{}"
    found = page(
        {"list": [row(n, f"社保卡申领（{kind}）", **{key: guid}) for n, kind in enumerate(("首次", "补领"))]}
    ).items()
    assert [(item.name, item.apart) for item in found] == (
        [("社保卡申领（首次）", guid.format(0)), ("社保卡申领（补领）", guid.format(1))]
        if told
        else [("社保卡申领（首次）", None)]
    )
    assert [item.untold for item in found] == ([False, False] if told else [True])
