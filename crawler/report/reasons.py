"""Why something was not observed (未能观测的原因), in the words of whoever reads it.

The machinery writes its reasons down in English beside the closed list of failures; logs and coverage keep them so.
Checks write theirs in Chinese; `crawler.report.reasons_of_checks` has these in English, and those of questions that do
not arise `crawler.report.reasons_of_inapplicable`.
What people read, and the reasons of verdicts in a bundle, is Chinese unless they asked otherwise: here each sentence
that the machinery writes has its translation.
What no pattern knows stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure
from crawler.report import reasons_of_inapplicable
from crawler.report.reasons_of_checks import SENTENCES
from crawler.report.words import FAILURE

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS = {"home": "首页", "list": "清单页", "navigation": "导航页", "guide": "办事指南"}

_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        # A region.
        (r"no portal address is known", "没有已知的门户地址"),
        (
            r"only rows of a file were given: what they do not hold was not saved",
            "只有一份数据文件的各行，行里没有的内容没有保存",
        ),
        (r"the archive holds no page", "存档里没有页面"),
        (r"(\d+) addresses were left out by a limit", r"\1 个地址因请求上限没有请求"),
        (r"(\d+) items found, at least (\d+) expected", r"找到 \1 个事项，预期至少 \2 个"),
        (r"(\d+) items found, the last round listed (\d+)", r"找到 \1 个事项，上一轮清单有 \2 个"),
        (r"the list (\S*) ?declares (\d+) items, (\d+) were reached", r"清单 \1 写着共 \2 项，走到 \3 项"),
        (
            r"the list (\S*) ?declares (\d+) items, (\d+) of its rows could be told apart",
            r"清单 \1 写着共 \2 项，能分清的只有 \3 行",
        ),
        (
            r"rows of the list (\S*) ?could not be told apart, and it does not say how many items it has",
            r"清单 \1 有几行分不清是不是同一事项，清单也没有写明共几项",
        ),
        (r"the lists declare (\d+) items together, (\d+) were reached", r"各清单合计写着 \1 项，走到 \2 项"),
        (r"the list (\S*) ?declares (\d+) pages, (\d+) were turned", r"清单 \1 写着共 \2 页，翻到 \3 页"),
        (r"the pagers of (\d+) list\(s\) have pages that were not turned", r"\1 个清单的翻页栏里还有没有翻到的页"),
        (r"no item was found: .*", "没有找到任何事项：门户总有事项，是清单没有走到"),
        (
            r"only the front page shows items \((\d+)\), and offers a search for others",
            r"只在首页看到 \1 个事项，其余要靠搜索",
        ),
        (r"the front page says that (\d+) items are published, (\d+) were reached", r"首页写着公布 \1 项，走到 \2 项"),
        (r"no way was found to the guides of (\d+) of (\d+) items", r"\2 个事项中有 \1 个找不到办事指南的入口"),
        (r"(\d+) of (\d+) guides that were asked for could not be read", r"打开的 \2 份办事指南中有 \1 份没有读出内容"),
        (
            r"(\d+) of (\d+) guides lack half of the key elements or more: a part was not opened",
            r"\2 份办事指南中有 \1 份缺少半数以上重点要素，可能有一部分内容没有打开",
        ),
        (
            r"(\d+) address\(es\) could not be looked at again \((\S+)\): what was observed there stays",
            r"有 \1 个地址这次没有重新取得（\2）：保留原来的观测结果，未更新",
        ),
        (r"(\d+) item\(s\) could not be looked at \((\S+)\)", r"指定的 \1 个事项没有取得（\2）"),
        (
            r"what the round observed of the region before stays",
            "保留本轮此前对该地区的观测结果，未更新",
        ),
        (r"no row of its list shows the items that were asked for", "清单里没有指定的事项"),
        (r"(\d+) page\(s\) on the way to a list could not be read: ", r"通向清单的 \1 个页面没有读到："),
        (r"(\d+) main items could not be opened", r"\1 个主项没能打开，其下的办理项不清楚"),
        (r"(\d+) entries of menus could not be opened \((.*?)\)", r"\1 个菜单项没能打开（\2）"),
        (
            r"(\d+) of (\d+) forms open by a script that could not be followed",
            r"\2 份表格中有 \1 份由脚本打开，未能跟进",
        ),
        (r"the budget of requests is used up", "本轮请求次数已用完"),
        (r"\(and (\d+) more\)", r"（另有 \1 条）"),
        (r"stopped before the end", "没有走完就停止了"),
        (r"stopped by the operator", "由操作人停止"),
        (r"stopped before what findings rest on was looked at again", "复看问题页面之前停止"),
        (r"a crawl process ended before its work was done", "采集进程没有做完就结束了"),
        (r"the crawl process ended with (-?\d+)", r"采集进程异常结束（\1）"),
        (r"the crawl process did not answer for (\d+) s", r"采集进程 \1 秒没有响应"),
        (r"stopped by an error of the program: ", "程序出错而停止："),
        (r"error of the program: ", "程序出错："),
        (r"its crawl process has ended", "采集进程已经结束"),
        (r"the run was cut off", "检查批次中断"),
        (r"outside the hours (\S+) in which it may be asked; goes on at ", r"不在允许访问的时段 \1 内，将继续于 "),
        (r"(\S+) was asked (\d+) times today, which is its daily budget", r"\1 今天已请求 \2 次，达到每日限额"),
        (r"; goes on tomorrow", "，明天继续"),
        (r"no control address answered \((.*?)\)", r"自检地址都没有应答（\1）"),
        (r"all (\d+) portals failed at once \((\S+)\)", r"\1 个门户同时失败（\2）"),
        (r": our own network; nothing was judged", "，是自身网络故障，没有作判定"),
        (r"^complete\b", "完整"),
        (r"^incomplete\b", "不完整"),
        (r"^interrupted\b", "已中断"),
        # A look, and what it was to bring.
        (r"a part of the guide opens by a script that could not be followed", "办事指南有一部分由脚本打开，未能跟进"),
        (r"a part of the list opens by a script that could not be followed", "清单有一部分由脚本打开，未能跟进"),
        (
            r"a situation of the guide is asked for by a script that could not be followed",
            "有的办理情形由脚本打开，未能跟进",
        ),
        (r"rows of the list offer guides and could not be read", "清单中有办事指南入口的行没有读出"),
        (r"a column showed nothing where others like it show services", "有栏目没有读出任何事项，而同类栏目都有"),
        (r"the guide under this address is another item's", "这个地址下的办事指南是另一事项的"),
        (r"guides were met on the way that no list shows", "途中见到的办事指南不在任何清单里"),
        (r"departments of the portal count more items than were found", "各部门标注的事项数之和多于找到的事项"),
        (r"popular services were found that no list shows", "热门服务里的事项不在走到的任何清单里"),
        (r"rows of the list open by a script that could not be followed", "清单中的主项由脚本展开，未能跟进"),
        (r"places by which the list is chosen could not be opened", "清单按区划切换，其他区划未能打开"),
        (r"the list goes on by a script that could not be followed", "清单后面的内容由脚本翻页，未能跟进"),
        (r"a form opens by a script that could not be followed", "表格由脚本打开，未能跟进"),
        (r"more rows of the guide than are asked for one by one", "办事指南的材料逐项请求已达上限，其余未请求"),
        (r"the guide opens by a script that could not be read", "办事指南由脚本打开，未能读出入口"),
        (r"the guide needs a browser, which the profile rules out", "办事指南要用浏览器打开，而配置不允许"),
        (r"a page of the list shows no row that could be read", "清单有一页没有读出任何一行"),
        (r"pages of the list repeat earlier ones", "清单翻页后重复出现前面的内容"),
        (r"too many pages in one list", "一个清单的页数过多"),
        (r"no list was found but the services on the front page", "除首页的热门服务外没有找到清单"),
        (r"a page that promises a list did not come", "应有清单的页面没有取得"),
        (r"more than (\d+) pages of navigation", r"导航页超过 \1 个"),
        (r"a script fills the cells of the page", "页面的单元格由脚本填写"),
        (r"a script fills places of the page that were empty when it came", "页面取回时，要由脚本填写的栏目还是空的"),
        (r"a list of items came where the guide was asked for", "打开的是事项清单，不是办事指南"),
        (r"an answer that rendered guides are made of was not asked for", "同类页面的一个接口应答没有取到"),
        (r"an answer of the guide was not understood", "办事指南的一个接口应答没有读懂"),
        (r"rendered guides of this portal show it, answers do not", "页面上有这一项，接口应答里没有"),
        (
            r"the template of the page writes it for every item; the page of another item shows it",
            "页面模板写定的内容，见于另一事项的页面",
        ),
        (r"the list is empty in the data: the page may say that there is none", "数据里清单为空，页面上可能写明没有"),
        (
            r"a click would have sent a form of the page; none is sent but a search and the next page of a list",
            "点击会提交页面上的表单；除搜索和翻页外不提交任何表单，点击所指未打开",
        ),
        (r"where a click leads; not followed in the browser", "点击所指的地址，没有在浏览器里打开"),
        (r"the page was not built within (\S+) s", r"页面在 \1 秒内没有显示完"),
        (r"robots\.txt does not permit it", "robots.txt 不允许"),
        (r"robots\.txt answered (\d+), which forbids all", r"robots.txt 返回 \1，视为全部不允许"),
        (r"the host asked us to stay away for another (\S+) s", r"主机要求 \1 秒后再访问"),
        (r"(\S+) is a link-local, multicast or unspecified address", r"\1 是链路本地、组播或未指定的地址"),
        (r"not an http or https address", "不是 http 或 https 地址"),
        (r"no answer from the name server", "域名服务器没有应答"),
        (r"the page shows no search field", "页面上没有搜索框"),
        (r"our own network was down", "自身网络中断"),
        (
            r"(\S+): line (\d+) cannot be read; restore the file from its copy \(\S+ says what else is damaged\)",
            r"\1 第 \2 行无法读取：请从副本恢复该文件，再用 docs/verify_evidence.py 查看其他损坏",
        ),
        (
            r"(\S+): the record at (\d+) cannot be read; restore the file from its copy \(\S+ says what else .+\)",
            r"\1 位置 \2 处的记录无法读取：请从副本恢复该文件，再用 docs/verify_evidence.py 查看其他损坏",
        ),
        (
            r"evidence cannot be written(?: to (\S+))?: (.+?); see to the disk of the data folder, then give .+",
            r"证据无法写入 \1（\2）：请检查数据目录所在磁盘，再执行同一命令",
        ),
        # What stands on a page and was not read.
        (r"a file without links was read, and forms are offered beside it", "文件里没有链接，表格在文件之外提供"),
        (r"(?:the )?letters of a page have no codes", "文件有一页的文字没有编码"),
        (r"a page of the file is a picture", "文件有一页是图片"),
        (r"a page of the file is a scan", "文件有一页是扫描件"),
        (r"a part of a page is turned", "文件有一页的部分内容是横排的"),
        (r"a page of the file holds too many letters", "文件有一页的文字过多"),
        (r"a page of the file is damaged", "文件有一页已损坏"),
        (r"only (\d+) pages are read", r"只读了前 \1 页"),
        (r"columns of a page stand without rules, and its lines cannot be told apart", "文件的分栏没有线，分不清各行"),
        (r"words stand in a drawing", "文字在图形里"),
        (r"short lines of the file stand under nothing that is known", "文件里有几行短文字不知道属于哪一项"),
        (r"the lines of the file can be read in two ways", "文件里的换行有两种读法"),
        (
            r"“(.*?)” stands on the page under no label that is known: it may say this",
            r"页面上的“\1”所在的标签不认识，可能说的就是这一项",
        ),
        (r"it may stand in a box without a label", "可能写在没有标签的框里"),
        (r"many field names of the answer are not known", "接口应答里有许多字段名不认识"),
        (r"it may be a code under a field name that is not known", "可能是不认识的字段里的代码"),
        (r"an address stands under a field name that is not known", "不认识的字段里有一个网址"),
        (r"no file could be told in what stands under this field name", "这个字段里的内容看不出是哪个文件"),
        (r"it may stand under a field name that is not known", "可能写在不认识的字段里"),
        (r"it may stand under a label that is not known", "可能写在不认识的标签下"),
        (r"this field name holds it of what the item is part of", "这个字段写的是上级或者基本事项的这一项"),
        (r"its label tells of two elements, its words of one", "标签写的是两项，内容只有其中一项"),
        (r"systems use this field name for different things", "各系统用这个字段名表示不同的内容"),
        (
            r"yes and no stand under a field name that is not known: they may say whether it is needed",
            "不认识的字段名下写着“是”或“否”，可能说的是材料是否必要",
        ),
        (r"which number stands for yes is not said", "没有说明哪个数字表示“是”"),
        (r"systems have codes of their own under this field name", "这个字段里是各系统自己的代码"),
        (
            r"the data list fees and no word on whether they are charged: the page may say it",
            "数据里列有收费项目，没有写是否收费，页面上可能写了",
        ),
        (r"the value under this label is no plain text", "这个标签下的内容不是纯文字"),
        (
            r"in place of the list stands a word: whether no material is needed is not said",
            "应是材料清单的地方只有一个“无”字，看不出是无需材料还是没有给出",
        ),
        (r"the unit of the limit is not in the answer", "接口应答里没有时限的单位"),
        (
            r"the numbers under this field name count the rows: they may be their order",
            "这个字段里的数字与各行的次序相同，可能是序号",
        ),
        (r"files stand under a field name that is not known", "文件在不认识的字段里"),
        (r"a code says of which kind the file is, and nothing what it means", "文件种类写成代码，看不出是哪一种"),
        (r"stands among the words of the address", "写在地址的文字里"),
        (r"the steps say where to go", "办理步骤里说了到哪里办"),
        (r"the steps say what to bring", "办理步骤里说了要带什么"),
        (r"whom the item serves is told with what they must be", "服务对象写明了对办理人的要求"),
        (r"columns without titles: their values do not tell which says this", "各栏没有表头，看不出写在哪一栏"),
        (r"label seen, no value found beside it", "看到标签，旁边没有读出内容"),
        (r"a list with titles over its columns was read as one text", "整张清单读成了一段文字，各行内容没有分开"),
        (r"in a frame that was not read", "在没有读到的框架里"),
        (r"^in a frame$", "在框架里"),
        (r"^behind a link$", "在链接后面"),
        (r"drawn as an icon", "画成图标"),
        (r"said of each step", "每个环节各写各的"),
        (
            r"the only form in this place is called a sample: it may be the blank one",
            "这里唯一的表格写作样表，可能就是空白表",
        ),
        (r"no heading was found that names the item", "没有认出写事项名称的标题"),
        (r"several texts of the answer may be the name of the item", "数据里有几处文字都可能是事项名称，无法断定"),
        (r"only the name of the item above stands there.*", "只写了上级事项的名称，不能断定就是本事项的名称"),
        (r"under a label that is not known", "在不认识的标签下"),
        (r"a button stands here, and what it does is not known", "这里有按钮，不清楚它打开什么"),
        (
            r"words of the column for forms speak of files that were not read",
            "表格一栏里的文字指向别处的文件，那些文件没有读到",
        ),
        (r"filled by a script that did not run", "由脚本填写，而脚本没有运行"),
        (
            r"a date stands where opening hours are looked for: it is not known what happened then",
            "这里写的是一个日期，不是办理时间",
        ),
        (r"a season of the year stands where opening hours are looked for", "这里写的是一年中受理的时段，不是办理时间"),
        (
            r"titles of situations stand here, and the materials of each come on a click",
            "这里只列了办理情形，各情形的材料要点击后才出现",
        ),
        (r"what stands there is the label of something else", "该处只有另一要素的名称"),
        (r"(\d+)% of the page were understood: it may stand in the rest", r"页面只读懂了 \1%，可能写在其余部分"),
        (r"needs a second call", "还要再请求一次才知道"),
        (r"several files are asked for with the identifier of this link", "这个链接的编号对应几个文件，分不清是哪一个"),
        (r"the call for the files of this material brought nothing that tells", "这份材料的附件要单独请求，没有取得"),
        (r"where the words of this file lead is not read", "这个文件里的链接没有读出"),
        (r"(?:form|office) file could not be read", "文件没能读出"),
        (r"not asked: ", "没有请求："),
        (r"the host turns us away again and again \((.*?)\)", r"主机一再拒绝访问（\1）"),
        (r"the host has stopped answering \((.*?)\)", r"主机不再应答（\1）"),
        (r"robots\.txt could not be read: .*", "robots.txt 没有读到"),
        (r"(\d+) redirects, then (\S+)", r"跳转 \1 次后仍转向 \2"),
        (r"(\S+) is a loopback, private or reserved address", r"\1 是本机或内网地址"),
        (r"; --allow-private permits it", "；确需访问请加 --allow-private"),
        (r" DownloadConnectionRefusedError: Connection was refused by other side: \d+: Connection refused\.", ""),
        (r"a page came that blocks or challenges whoever asks", "打开的是拦截或验证页面"),
        (r"a login page came", "打开的是登录页"),
        (r"a page came that says that the session is over", "打开的页面提示会话失效"),
        (r"a page came that says that the system is under maintenance", "打开的页面提示系统维护"),
        (r"a page came that says that it does not exist", "打开的页面提示内容不存在"),
        (r"a page without content came", "打开的页面没有内容"),
        (r"a page came that tells of an error", "打开的页面提示出错"),
        (r"something else came than what was asked for", "得到的不是所要的内容"),
        (r" \(status (\d+)\)", r"（状态码 \1）"),
        (r"status (\d+)", r"状态码 \1"),
        (r"no guide on this page", "这个页面上没有办事指南"),
        (r"no list of service items on this page", "这个页面上没有事项清单"),
        (r"no list was read", "没有读到事项清单"),
        (r"an item in a list says it: it may be this one", "写在列表里的一个事项中，可能就是本事项"),
        (r"the file is empty", "文件是空的"),
        (
            r"an answer says nothing, as others did that said something when asked again",
            "应答是空的，而同样的空应答再问一次就有内容",
        ),
        (r"a part of the guide on fees was not read", "办事指南有关收费的部分没有读到"),
        (r"a script fills this part of the page", "页面的这一部分由脚本填写"),
        (r"only the form was given", "只给了这份表格"),
        (r"a part of the guide was not read: ", "办事指南有一部分没有读到："),
        (r"the portal's own search was not tried", "没有试过门户自己的站内搜索"),
        (r"a menu of the portal opens by a script that was not followed", "有菜单由脚本打开，没有跟进"),
        (r"office file: ", "文件："),
        (r"image only", "只有图片，没有可读取的文字"),
        (r"picture in the file", "文件里是图片"),
        (r"the row says that there is an entrance, which a script draws", "清单里标明可以在线办理, 入口由脚本生成"),
        (r"the row of the main item above says it for the items beneath", "写在上面的主项一行里"),
        (r"no browser\b", "没有可用的浏览器"),
        (r"not fetched", "没有取得"),
        (r"not asked", "没有请求"),
        (r"inspected as (\w+)", r"按 \1 读取"),
    )
)  # fmt: skip
_PAGE = re.compile(r"\b(home|list|navigation|guide)(?= https?://)")
_WORDS = "|".join(sorted((one.value for one in Failure), key=len, reverse=True))
_FAILURE = re.compile(rf"(?:^|(?<=[:;] )|(?<=[(（：；]))(?:{_WORDS})(?=[ )）;；]|$)")
_ADDRESS = re.compile(r"https?://\S+?(?=[:;,]?(?:\s|$))")


def reason_in(reason: str, lang: str) -> str:
    """A reason as its reader speaks; addresses and what a portal said stay as they are."""
    if lang == "en":
        if (unasked := reasons_of_inapplicable.in_english(reason)) is not None:
            return unasked
        for pattern, words in SENTENCES:
            reason = pattern.sub(words, reason)
        return reason
    for pattern, words in _SENTENCES:
        reason = pattern.sub(words, reason)
    reason = _PAGE.sub(lambda found: _KINDS[found[0]], reason)
    return _outside_addresses(reason, lambda text: _FAILURE.sub(lambda f: FAILURE[Failure(f[0])].zh, text))


def _outside_addresses(text: str, change: Callable[[str], str]) -> str:
    """Change the words between the addresses of a text."""
    parts, at = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [change(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join((*parts, change(text[at:])))
