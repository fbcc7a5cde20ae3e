"""The same page with what stands on ordinary pages (寻常页面的附属内容): nothing that a guide says is among it."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from crawler.page.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_END = re.compile(r"</body\s*>", re.IGNORECASE)
_CHARSET = re.compile(r"(<meta[^>]*charset\s*=\s*[\"']?)[\w-]+", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
_DOCTYPE = re.compile(r"^\s*<!DOCTYPE[^>]*>\s*", re.IGNORECASE)
_TAG = re.compile(r"(</?)([a-z][a-z0-9]*)(?=[\s>/])")
_SILENT = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_PICTURE = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAA" * 400
_PATH = "M10.5 3.2c1.1 0 2-.9 2-2s-.9-2-2-2-2 .9-2 2 .9 2 2 2z" * 300

TOP: Mapping[str, str] = {
    "sign_in_of_the_header": "<div class='top-bar'><span>您好，您尚未登录</span><a href='/sso/login'>请登录</a><a href='/reg'>注册</a></div>",
    "sign_in_that_a_script_opens": "<div class='userbox' id='unlogin'><i></i><span>请先登录</span><a href='javascript:;' onclick='toLogin()'>用户登录</a></div>"
    "<div id='logined' style='display:none'>欢迎您，<span id='userName'></span> <a onclick='logout()'>退出登录</a></div>",
    "notice_of_upkeep": "<div class='notice'><marquee scrollamount='3'><a href='/gg/102.html'>系统维护公告：本系统将于12月5日0时至6时停机维护，届时暂停服务。</a></marquee></div>",
    "notice_of_upkeep_without_a_link": "<div class='gd'><span>公告</span><marquee>关于12月5日凌晨系统升级维护的通知</marquee></div>",
    "notice_of_the_browser_in_a_comment": "<!--[if lt IE 9]><div class='lowie'>您的浏览器版本过低，请升级浏览器后访问本页面！</div><![endif]-->",
    "notice_of_the_browser_in_a_hidden_box": "<div id='ie-tips' style='display:none'>您的浏览器版本过低，为保证正常浏览请升级浏览器，或使用谷歌浏览器。</div>",
    "no_script_words": "<noscript><strong>很抱歉，本网站需要启用JavaScript才能正常访问，请启用JavaScript后继续。</strong></noscript>",
    "reading_aid": "<script src='/ariabar/aria.js?appid=5f0a3c2b1d4e6f7a8b9c0d1e2f3a4b5c'></script><div class='aria-tool'><a href='javascript:void(0)' onclick='aria.start()'>无障碍阅读</a><a href='javascript:;'>长者模式</a></div>",
    "two_sizes_of_letters": "<div class='tools'>字体：<a href='javascript:doZoom(20)'>大</a><a href='javascript:doZoom(16)'>中</a><a href='javascript:doZoom(12)'>小</a> <a href='javascript:window.print()'>打印</a></div>",
    "mask_of_loading": "<div id='loading' class='mask'><img src='/img/loading.gif'><p>加载中…</p></div>",
    "skeleton": "<div class='skeleton' id='skeleton'>" + "<div class='sk-row'><i></i></div>" * 6 + "</div>",
    "place_of_a_widget": "<div id='app'></div><script src='/widget/robot/app.4f2a11.js'></script>",
    "box_without_words_of_a_root": "<div id='root'></div>",
    "drawing": f"<svg width='24' height='24' viewBox='0 0 24 24'><path d='{_PATH}'/></svg>",
    "picture_in_the_page": f"<img alt='' src='{_PICTURE}'>",
    "date_by_script": "<span id='today'></span><script>document.getElementById('today').innerHTML=new Date().toLocaleDateString();</script>",
    "weather": "<div class='weather'><iframe src='//i.tianqi.example/index.php?c=code&id=34' width='225' height='20' frameborder='0' scrolling='no'></iframe></div>",
    "search_of_the_site": "<form action='/search' class='search'><input name='q' placeholder='请输入关键词'><button>搜索</button><p>热门搜索：<a href='/search?q=1'>公积金</a><a href='/search?q=2'>社保</a></p></form>",
}
"""Over the page."""

FOOT: Mapping[str, str] = {
    "counter_that_a_script_writes": "<p class='hits'>浏览次数：<span><script src='/hits/count.jsp?id=88213'></script></span>次</p>",
    "counter_of_a_call": "<p>阅读量：<em id='hits'></em></p><script>$.ajax({url:'/api/hits?id=88213',success:function(d){$('#hits').html(d.count)}});</script>",
    "counter_written_in_place": "<p>访问量：<script>document.write(getHits('88213'));</script></p>",
    "analytics_of_baidu": "<script>var _hmt=_hmt||[];(function(){var hm=document.createElement('script');hm.src='https://hm.baidu.example/hm.js?3f6b1c';"
    "var s=document.getElementsByTagName('script')[0];s.parentNode.insertBefore(hm,s);})();</script>",
    "analytics_of_cnzz": "<script>document.write(unescape(\"%3Cspan id='cnzz_stat_icon_1260'%3E%3C/span%3E%3Cscript src='https://s4.cnzz.example/z_stat.php%3Fid%3D1260%26show%3Dpic' type='text/javascript'%3E%3C/script%3E\"));</script>",
    "analytics_that_keeps_a_cookie": "<script>function sc(n,v){document.cookie=n+'='+v+';path=/';}if(!/la_uid/.test(document.cookie)){sc('la_uid',Math.random());}"
    "function back(){window.location.href='/';}</script>",
    "analytics_by_code_points": f"<script>var _0x4a1b=[{','.join(chr(39) + chr(92) + 'x68' + chr(92) + 'x74' + chr(39) for _ in range(300))}];(function(_0x1a2b,_0x3c4d){{setTimeout(function(){{_0x1a2b(_0x3c4d)}},10);}})(_0x5e6f,_0x7a8b);</script>",
    "notice_of_cookies": "<div class='cookie-bar'><p>本网站使用Cookie以改善您的浏览体验，继续浏览即表示您同意我们的隐私政策。</p><a href='/privacy'>隐私政策</a><button onclick='agree()'>同意</button></div>",
    "dialog_of_the_login": "<div id='loginDlg' class='dlg' style='display:none'><h3>用户登录</h3><form action='/login' method='post'><input name='u' placeholder='用户名'><input type='password' name='p' placeholder='密码'>"
    "<input name='vcode' placeholder='请输入验证码'><img src='/captcha.jpg' alt='看不清，换一张'><button>登录</button><a href='/forget'>忘记密码</a></form></div>",
    "comments": "<div class='comment'><h4>我要评论</h4><form action='/comment'><textarea name='c'></textarea><p>验证码：<input name='code'><img src='/vcode'></p><button>发表评论</button></form></div>",
    "puzzle_of_a_rating": "<div class='pj'><p>您对本页面的内容是否满意</p><label><input type='radio' name='r'>满意</label><label><input type='radio' name='r'>不满意</label><div id='captcha' class='slidercaptcha'><p>请拖动滑块完成拼图</p></div>"
    "<button>提交评价</button></div><script src='/js/longbow.slidercaptcha.min.js'></script>",
    "map": "<div id='mapBox' style='height:300px'></div><iframe src='/map/index.html?x=103.1&y=30.2' title='地图'></iframe>",
    "robot": "<div class='robot'><iframe src='https://robot.example/chat?org=88' id='chat' style='display:none'></iframe><a href='javascript:openRobot()'>智能客服</a></div>",
    "only_for_phones": "<script>if(/Android|iPhone|Mobile/i.test(navigator.userAgent)){window.location.href='/m/login/index.html?from='+location.href;}</script>",
    "way_to_the_login_in_a_function": "<script>function needLogin(){if(!window.user){alert('登录超时，请重新登录');location.href='/sso/login';}}</script>",
    "share": "<div class='share'>分享到：<a class='wx' href='javascript:;'>微信</a><a class='wb' href='javascript:;'>微博</a></div><script src='/js/social-share.min.js'></script>",
    "code_to_scan": "<div class='pop' style='display:none'><p>扫一扫在手机打开当前页</p><div id='qrcode'></div><img src='/qr.png' alt='二维码'></div><script>new QRCode('qrcode',location.href);</script>",
    "codes_to_scan_at_the_side": "<div class='side'><ul><li>扫码登录<img src='/qr1.png'></li><li>官方微信<img src='/qr2.png'></li><li><a href='#top'>返回顶部</a></li></ul></div>",
    "report_of_errors": "<div class='foot'><a href='/404.html'>错误举报</a><a href='/sitemap.html'>网站地图</a><a href='http://ta.example/exposure/jiucuo.html'>网站找错</a></div>",
    "hidden_error": "<div id='err' style='display:none'><p>系统繁忙，请稍后再试</p></div><div class='toast' style='display:none'>网络异常</div>",
    "hidden_words_of_no_page": "<div class='empty' style='display:none'><p>抱歉，您访问的页面不存在</p></div>",
    "hidden_words_of_a_lost_session": "<div class='modal' id='expired' style='display:none'><p>登录超时，请重新登录</p></div>",
    "left_of_a_template": "<div style='display:none' id='tpl'><p>{{item.name}}</p><p>${row.dept}</p><p>{{# if(d.total) }}</p></div>",
    "template_in_a_script": "<script type='text/html' id='rowTpl'><li><a href='{{d.url}}'>{{d.name}}</a></li></script>",
    "lazy_pictures": "<div class='ad'><img data-src='/a/1.jpg' src='/img/blank.gif'><img data-original='/a/2.jpg' src='/img/blank.gif'></div>",
    "mark_of_a_wall": "<script>/* safedog */ var yunsuo_session_verify='';</script><input type='hidden' name='__tst_status' value='0'>",
    "script_of_a_wall": "<script src='https://g.alicdn.example/AWSC/AWSC/awsc.js'></script><script src='/captcha/gt.js'></script><script>window.initGeetest&&0;</script>",
    "note_on_safety": "<p class='safe'>本网站已通过网络安全等级保护备案，由知道创宇提供安全防护</p>",
    "sends_to_another_page": "<form id='back' action='/list' method='post'><input type='hidden' name='k' value='1'></form><script>function goBack(){document.cookie='from=1';document.getElementById('back').submit();}</script>",
    "layers_without_words": "<div id='layer1'></div><div id='layer2'></div><div id='dialog'></div><span id='s1'></span><span id='s2'></span>",
    "widget_of_an_answer": "<div id='related'></div><script>$('#related').load('/widget/related.html');</script>",
    "records_of_the_police": "<p>网站标识码：5100000012　<a href='http://beian.example'>蜀ICP备05012345号</a>　建议使用1366×768分辨率、IE9.0以上浏览器访问</p>",
}
"""Under the page."""

HEAD: Mapping[str, str] = {
    "reload_after_a_while": "<meta http-equiv='refresh' content='1800'>",
    "title_by_script": "<script>document.title='政务服务网 - '+document.title;</script>",
    "long_style": "<style>" + ".gd-row-{color:#333;background:url(/i/x.png) no-repeat}\n" * 400 + "</style>",
    "safety_policy": "<meta http-equiv='Content-Security-Policy' content='upgrade-insecure-requests'><meta name='renderer' content='webkit'>",
    "console_of_a_framework": "<script>window.__NUXT__={config:{}};window.webpackJsonp=window.webpackJsonp||[];</script><script src='/static/js/chunk-vendors.3f2a.js'></script>",
    "own_script": "<script src='/js/common.js'></script><script src='/js/detail.js'></script>",
    "token_of_a_form": "<meta name='_csrf' content='b0c7d1aa'><script>$.ajaxSetup({headers:{'X-CSRF':'b0c7d1aa'},statusCode:{401:function(){location.href='/login'}}});</script>",
}


def over(text: str, markup: str) -> str:
    """The text of a page with markup at the head of its body."""
    found = _BODY.search(text)
    at = found.end() if found is not None else (m.end() if (m := _DOCTYPE.match(text)) else 0)
    return text[:at] + markup + text[at:]


def under(text: str, markup: str) -> str:
    """The same at its foot."""
    ends = list(_END.finditer(text))
    at = ends[-1].start() if ends else len(text)
    return text[:at] + markup + text[at:]


def before(text: str, markup: str) -> str:
    """The same in its head."""
    found = _HEAD.search(text)
    return text[: found.end()] + markup + text[found.end() :] if found is not None else text


def _in_capitals(text: str) -> str:
    """Tags in capital letters, scripts and drawings left as they are."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group(0))
        return f"\x02{len(kept) - 1}\x03"

    bare = _TAG.sub(lambda m: m.group(1) + m.group(2).upper(), _SILENT.sub(keep, text))
    return re.sub("\x02(\\d+)\x03", lambda m: kept[int(m.group(1))], bare)


def _as_xhtml(text: str) -> str:
    plain = _DOCTYPE.sub("", _XML.sub("", text))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
        f'"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n{plain}'
    )


Sent = tuple[bytes, str]
"""A body and its content type."""


def _marked(text: str) -> Sent:
    return codecs.BOM_UTF8 + text.encode(), "text/html"


def _wrong_meta(text: str) -> Sent:
    named = _CHARSET.sub(r"\g<1>gb2312", text)
    return (named if named != text else before(text, "<meta charset='gb2312'>")).encode(), "text/html; charset=utf-8"


def _wrong_header(text: str) -> Sent:
    named = _CHARSET.sub(r"\g<1>utf-8", text)
    return (named if named != text else before(text, "<meta charset='utf-8'>")).encode(), "text/html; charset=gbk"


def _latin_header(text: str) -> Sent:
    named = _CHARSET.sub(r"\g<1>gbk", text)
    named = named if named != text else before(text, "<meta charset='gbk'>")
    return named.encode("gb18030"), "text/html; charset=ISO-8859-1"


def _broken_gbk(text: str) -> Sent:
    """A content system cut a summary in the middle of a sign, and somebody pasted from elsewhere."""
    named = _CHARSET.sub(r"\g<1>gbk", text)
    named = before(
        named if named != text else before(text, "<meta charset='gbk'>"), "<meta name='description' content='\x02'>"
    )
    return named.encode("gb18030").replace(b"\x02", b"\xd5\xfe\xce\xf1\xb7 \xff\xfe"), "text/html; charset=gbk"


def _broken_utf8(text: str) -> Sent:
    named = before(text, "<meta name='description' content='\x02'>")
    return named.encode().replace(b"\x02", b"\xe6\x94\xbf\xe5\x8a \xff"), "text/html; charset=utf-8"


SENDING: Mapping[str, Callable[[str], Sent]] = {
    "mark_of_byte_order": _marked,
    "meta_that_is_wrong": _wrong_meta,
    "header_that_is_wrong": _wrong_header,
    "header_that_knows_nothing": _latin_header,
    "gbk_with_a_few_bytes_broken": _broken_gbk,
    "utf8_with_a_few_bytes_broken": _broken_utf8,
}
"""How a page is sent."""

WHOLE: Mapping[str, Callable[[str], str]] = {
    "tags_in_capitals": _in_capitals,
    "as_xhtml": _as_xhtml,
    "blank_lines_first": lambda text: "\r\n\r\n\r\n" + text,
}
"""The source as a whole."""

FEATURES = (*TOP, *FOOT, *HEAD, *SENDING, *WHOLE)


def furnished(body: bytes, content_type: str | None, name: str) -> Sent:
    """The page with one feature, and how it is sent."""
    decoded = decode(body, content_type)
    text = decoded.text
    if name in SENDING:
        return SENDING[name](text)
    if name in WHOLE:
        text = WHOLE[name](text)
    elif name in HEAD:
        text = before(text, HEAD[name])
    else:
        text = over(text, TOP[name]) if name in TOP else under(text, FOOT[name])
    return text.encode(decoded.encoding, "xmlcharrefreplace"), content_type or "text/html"
