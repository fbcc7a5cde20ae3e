"""What comes in place of a page, in the shapes that walls, servers and portals give it (拦截页, 登录页, 错误页, 空壳)."""
# ruff: noqa: E501 - markup stands in one piece, as a server sends it

from __future__ import annotations

from crawler.domain.evidence import Failure

_STYLE = "<style>*{margin:0;padding:0}body{font:14px/1.5 'Microsoft Yahei';color:#555}.box{width:1000px;margin:70px auto}</style>"
_MENU = "".join(
    f"<li><a href='/{n}/index.html'>{word}</a></li>"
    for n, word in enumerate(
        [
            "首页",
            "个人服务",
            "法人服务",
            "部门服务",
            "直通部门",
            "便民服务",
            "好差评",
            "政务公开",
            "互动交流",
            "营商环境专区",
            "一件事一次办",
            "跨省通办",
            "惠企政策",
            "中介超市",
            "公共资源交易",
        ]
    )
)
_FOOT = (
    "<div class='footer'><p>主办单位：云溪市人民政府办公室　承办单位：云溪市行政审批服务局</p><p>技术支持：云溪市大数据中心　服务热线：0999-12345</p>"
    "<p>网站标识码：5100000012　蜀ICP备05012345号　川公网安备 51000002000123号</p><p>建议使用1366×768以上分辨率，IE9.0以上浏览器访问本网站</p>"
    "<p><a href='/about'>关于我们</a>|<a href='/map'>网站地图</a>|<a href='/help'>使用帮助</a>|<a href='/law'>法律声明</a></p></div>"
)


def _site(middle: str, title: str = "云溪市政务服务网") -> str:
    """What the site shows on any of its pages, and something in the middle."""
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><div class='top'><a href='/login'>登录</a><a href='/reg'>注册</a></div><ul class='nav'>{_MENU}</ul><div class='main'>{middle}</div>{_FOOT}</body></html>"


def _page(body: str, title: str = "", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


_TRACE = "".join(
    f"<br>&nbsp;&nbsp;at org.apache.{kind}.{kind.title()}Engine.call{n}({kind.title()}Engine.java:{n * 17})"
    for n in range(1, 12)
    for kind in ("catalina", "jasper")
)
_PLAIN_TRACE = "\n".join(
    f"\tat com.epoint.xzsp.action.AuditAction.step{n}(AuditAction.java:{n * 13})" for n in range(1, 16)
)

WALLS = {
    "parameters_not_allowed": _page(
        "<div class='box'><div>网站防火墙</div><p><span style='font-weight:600'>您的请求带有不合法参数，已被网站管理员设置拦截！</span></p><p>可能原因：您提交的内容包含危险的攻击请求</p>"
        "<p>如何解决：</p><ul><li>1）检查提交内容；</li><li>2）如网站托管，请联系空间提供商；</li><li>3）普通网站访客，请联系网站管理员；</li></ul></div>",
        "网站防火墙",
        _STYLE,
    ),
    "dog_with_a_form_of_complaint": _page(
        "<div id='main'><h2>您的请求带有不合法参数，已被网站管理员设置拦截！</h2><p>可能原因：您提交的内容包含危险的攻击请求</p><p>如何解决：1）检查提交内容；2）如网站托管，请联系空间提供商；3）普通网站访客，请联系网站管理员</p>"
        "<a href='http://404.safedog.example'>返回上一页</a></div><iframe src='http://404.safedog.example/sitedog_stat.html' style='display:none'></iframe>",
        "提示信息",
    ),
    "cloud_shield": _page(
        "<div class='wrap'><h1>当前访问疑似黑客攻击，已被网站管理员设置为拦截</h1><p>当前网址：http://zwfw.example.gov.cn/guide?id=1</p><p>客户端特征：Mozilla/5.0</p><p>拦截时间：2026-11-30 10:21:33　本次事件ID：57cb5afe0bfdfb7d</p>"
        "<p>如果您是网站管理员，点击这里查看详情</p><p>如果您是访客，可点击返回首页，或与网站联系</p></div>",
        "创宇盾",
    ),
    "cloud_lock": _page(
        "<div class='main'><h2>抱歉，您的访问存在异常，已被拦截</h2><p>拦截原因：可疑的请求</p><p>客户端IP：203.0.113.7</p><p>如您有疑问，请联系网站管理员并提供截图</p></div>",
        "拦截提示",
    ),
    "url_may_harm_the_site": _page(
        "<div><img src='https://errors.example/block.png'><h3>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</h3><p>您的请求ID是：76b20f4516 6498</p><p>误报反馈</p></div>",
        "405",
    ),
    "request_of_a_cloud": _page(
        "<div class='c'><h1>418</h1><p>您的请求疑似攻击行为！</p><p>事件ID：11-0000-2ae1-8f12</p><p>如果您是站长，可以登录控制台查看防护事件，也可以将此页面截图发给管理员处理误报</p></div>",
        "访问被拦截！",
    ),
    "another_cloud": _page(
        "<div class='msg'><h2>您的访问请求可能对网站造成安全风险</h2><p>请求已被管理员设置的策略阻断。</p><p>UUID: 5e0c-42d1-9a</p><p>请保存该标识并与管理员联系</p></div>",
        "T-Sec Web应用防火墙",
    ),
    "url_was_rejected": "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 4045204596866416688<br><br><a href='javascript:history.back();'>[Go Back]</a></body></html>",
    "lake_with_thunder": _page(
        "<div id='content'><svg width='60'></svg><h1>访问已被拦截</h1><p>请求存在威胁，已被拦截</p><p>Event ID: 5f3d8f2c</p><p>Security Detection Powered By SafeLine WAF</p></div>",
        "SafeLine",
    ),
    "star_that_guards": _page(
        "<div><h2>网站卫士提醒您：请求已被拦截</h2><p>您所提交的请求含有不合法的参数，已被网站管理员设置拦截</p><p>时间：2026-11-30 11:00:00</p></div>",
        "拦截提示",
    ),
    "not_permitted": "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx</center></body></html>",
    "own_words_of_a_portal": _page(
        "<div class='tip'><p>系统检测到您的访问行为异常，暂时无法为您提供服务，请1小时后再试。</p></div>",
        "云溪市政务服务网",
    ),
    "only_from_the_inner_network": _page(
        "<div class='tip'><h3>对不起，您的IP地址不在允许访问的范围内！</h3></div>", "提示"
    ),
    "wall_in_english": "<html><head><title>Web Page Blocked</title></head><body><h1>Web Page Blocked!</h1><p>The page cannot be displayed. Please contact the administrator for additional information.</p><p>URL: zwfw.example/guide?id=1</p><p>Attack ID: 20000051</p></body></html>",
    "access_denied": '<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don\'t have permission to access "/guide" on this server.<P>Reference #18.2d351ab8.1557333295</BODY></HTML>',
    "too_often": _page("<h3>您的访问过于频繁，请稍后再试！</h3>", "提示"),
}
CHALLENGES = {
    "cookie_and_reload": "<script>var s='a'+'b';document.cookie='wzws_sid='+s+';path=/';window.location=window.location.pathname+window.location.search;</script>",
    "moving_target": "<!DOCTYPE html><html><head><meta charset='utf-8'><meta id='eFcXb' content='qqrr8'><script type='text/javascript' charset='iso-8859-1' src='/SxJYH2fX/rqGV.dfe1675.js' r='m'></script><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.cd='qHq';if($_ts.lcd)$_ts.lcd();</script></head><body></body></html>",
    "wait_for_the_browser": _page(
        "<noscript>请开启JavaScript并刷新该页</noscript><div>浏览器安全检查中，系统已检测您的浏览器环境，请稍候...</div><script>document.cookie='HMF_CI=1';setTimeout(function(){location.reload()},1500)</script>",
        "安全检查",
    ),
    "slide_to_go_on": _page(
        "<div class='wrap'><h3>访问验证</h3><p>别离开，为了更好的访问体验，请进行验证，通过后即可继续访问网页</p><div id='nocaptcha'></div></div><script src='/awsc.js'></script>",
        "滑动验证页面",
    ),
    "type_the_letters": _page(
        "<form method='post'><p>为确认本次访问为正常用户行为，请输入下图中的字符</p><img src='/waf/code.jpg'><input name='c'><input type='submit' value='提交'></form>",
        "访问验证",
    ),
    "safe_line_asks": _page(
        "<div id='slg-box'><div id='slg-title'>正在确认你是不是机器人</div><div id='slg-usage'></div></div><script>window.product_data={};</script><script src='/.safeline/static/sl.js'></script>",
        "安全检测能力由雷池WAF驱动",
    ),
    "five_seconds": _page(
        "<h1>Just a moment...</h1><p>Checking your browser before accessing the site.</p><script src='/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1'></script>",
        "Just a moment...",
    ),
}
LOGINS = {
    "cas": _page(
        "<div class='login'><h2>统一身份认证平台</h2><ul><li>个人用户</li><li>法人用户</li></ul><form id='fm1' action='/cas/login;jsessionid=3F' method='post'><input id='username' name='username'><input id='password' type='password' name='password'>"
        "<input name='captcha'><img src='/cas/captcha'><input type='hidden' name='lt'><button>登 录</button></form><p>温馨提示：个人用户请使用身份证号码登录，法人用户请使用统一社会信用代码登录。首次使用请先注册并完成实名认证，忘记密码的可以通过绑定的手机号码找回。</p></div>",
        "统一身份认证平台",
    ),
    "cas_in_english": _page(
        "<div id='header'>Central Authentication Service</div><form id='fm1' method='post'><label>Username:</label><input name='username'><label>Password:</label><input type='password' name='password'><input type='submit' value='LOGIN'></form>",
        "CAS - Central Authentication Service",
    ),
    "login_with_much_help": _page(
        "<h1>云溪市政务服务网</h1><form><input name='n'><input type='password' name='p'><button>登录</button></form><h3>登录说明</h3><p>"
        + "本平台已接入国家政务服务平台统一身份认证系统，用户可以使用国家政务服务平台账号直接登录。" * 8
        + "</p>",
        "用户登录",
    ),
    "by_scanning": _page(
        "<h2>用户登录</h2><div class='tab'>扫码登录 密码登录 短信登录</div><div id='qr'></div><p>请使用政务服务APP扫一扫登录</p>",
        "登录",
    ),
    "please_log_in_first": _page(
        "<div class='tip'>对不起，您还没有登录，请先登录后再查看办事指南！<a href='/login'>立即登录</a></div>",
        "提示信息",
    ),
    "jumping_to_the_login": _page(
        "<div class='wrapper'><p>当前用户未登录或登录超时，正在跳转至登录页面。 [<span id='miao'>5</span>s 后<a href='javascript:;' id='skip'>跳转</a>]</p></div><script>setInterval(function(){window.parent.location.href='login.jsp'},1000)</script>",
        "正在跳入登录页面...",
    ),
    "top_goes_to_the_login": "<html><body><script>if(window.top!=window.self){window.top.location='/login.do';}else{window.location.href='/login.do';}</script></body></html>",
    "form_that_goes_by_itself": "<html><body onload='document.forms[0].submit()'><form action='https://sso.example/cas/login' method='post'><input type='hidden' name='SAMLRequest' value='fZJ'></form></body></html>",
    "login_in_the_site": _site(
        "<div class='login-tip'><h3>您还未登录</h3><p>请先登录后再进行操作</p><a href='/login'>去登录</a></div>"
    ),
}
LOST = {
    "lost_in_a_box": _page(
        "<div class='panel'><h4>提示</h4><p>会话已过期，请重新登录。</p><button onclick='relogin()'>确定</button></div>",
        "提示",
    ),
    "lost_by_alert": "<html><head><script>alert('您长时间未操作，登录已失效，请重新登录！');window.top.location.href='/index';</script></head><body></body></html>",
}
GONE = {
    "gone_in_the_site": _site(
        "<div class='err'><img src='/404.png'><p>页面不存在或已删除</p><a href='/'>返回首页</a></div>"
    ),
    "item_taken_off": _site("<div class='null'><p>您访问的事项已下架</p></div>"),
    "item_gone_with_advice": _page(
        "<div><h2>抱歉，您访问的事项不存在或已取消</h2><p>您可以：</p><ol><li>检查您输入的网址是否正确</li><li>返回<a href='/'>首页</a></li><li>拨打12345咨询</li></ol></div>",
        "提示",
    ),
    "iis_404": "<!DOCTYPE html><html><head><title>404 - 找不到文件或目录。</title></head><body><div id='header'><h1>服务器错误</h1></div><div id='content'><fieldset><h2>404 - 找不到文件或目录。</h2><h3>您要查找的资源可能已被删除，已更改名称或者暂时不可用。</h3></fieldset></div></body></html>",
    "tomcat_404": "<!doctype html><html lang='zh'><head><title>HTTP状态 404 - 未找到</title></head><body><h1>HTTP状态 404 - 未找到</h1><hr/><p><b>类型</b> 状态报告</p><p><b>消息</b> 请求的资源[/guide]不可用</p><p><b>描述</b> 源服务器未能找到目标资源的表示或者是不愿公开一个已经存在的资源表示。</p><hr/><h3>Apache Tomcat/9.0.37</h3></body></html>",
    "weblogic_404": "<HTML><HEAD><TITLE>Error 404--Not Found</TITLE></HEAD><BODY bgcolor='white'><H2>Error 404--Not Found</H2><H3>From RFC 2068 Hypertext Transfer Protocol -- HTTP/1.1:</H3><H4>10.4.5 404 Not Found</H4><p>"
    + "The server has not found anything matching the Request-URI. No indication is given of whether the condition is temporary or permanent. "
    * 5
    + "</p></BODY></HTML>",
    "nginx_404": "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx/1.20.1</center></body></html>",
    "star_404": _page(
        "<div class='box404'><h1>404</h1><p>哎呀！您访问的页面飞走了</p><p><span id='t'>5</span>秒后自动返回首页</p></div>",
        "404",
    ),
    "thinkphp_gone": _page(
        "<div class='system-message'><h1>:(</h1><p class='error'>该信息已被删除或未审核</p><p class='jump'>页面自动 <a id='href' href='javascript:history.back(-1);'>跳转</a> 等待时间： <b id='wait'>3</b></p></div>",
        "跳转提示",
    ),
    "children_404": _page(
        "<script src='//qzonestyle.example/qzone/404/search_children.js' homePageUrl='/' homePageName='返回首页'></script><p>您访问的页面不存在</p>",
        "404",
    ),
    "moved_by_reform": _site("<p>很抱歉，没有找到您要访问的办事指南，该事项可能已被取消或合并</p>"),
    "no_data_of_it": _page("<script>alert('该办事指南不存在！');history.go(-1);</script>"),
}
UPKEEP = {
    "upgrading": _page(
        "<div class='m'><img src='/wh.png'><h2>系统升级中</h2><p>系统正在升级维护，给您带来的不便敬请谅解！</p></div>",
        "系统升级中",
    ),
    "letter": _page(
        "<h2>关于云溪市政务服务网系统维护的公告</h2><p>尊敬的用户：</p><p>为进一步提升服务能力，云溪市政务服务网将于11月30日20:00至12月1日8:00进行系统升级维护，期间网站暂停服务。由此带来的不便，敬请谅解。</p><p>云溪市行政审批服务局</p><p>2026年11月28日</p>",
        "系统维护公告",
    ),
    "out_of_hours": _page("<p>系统服务时间为工作日8:30至17:30，当前非服务时间，请在服务时间内访问。</p>", "提示"),
    "moving_to_another": _page("<p>网站正在改版升级，敬请期待！</p>", "云溪市政务服务网"),
    "closed_for_a_while": _page("<p>根据上级要求，本网站临时关闭，恢复时间另行通知。</p>"),
    "in_the_site": _site("<h3>功能升级维护中，敬请期待</h3>"),
    "apache_503": "<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx</center></body></html>",
}
ERRORS = {
    "aspnet": "<!DOCTYPE html><html><head><title>运行时错误</title></head><body bgcolor='white'><span><H1>“/”应用程序中的服务器错误。<hr width=100% size=1></H1><h2><i>运行时错误</i></h2></span><b>说明: </b>服务器上出现应用程序错误。此应用程序的当前自定义错误设置禁止远程查看应用程序错误的详细信息(出于安全原因)。但可以通过在本地服务器计算机上运行的浏览器查看。<br><br><b>详细信息:</b> 若要使他人能够在远程计算机上查看此特定错误消息的详细信息，请在位于当前 Web 应用程序根目录下的“web.config”配置文件中创建一个 &lt;customErrors&gt; 标记。然后应将此 &lt;customErrors&gt; 标记的“mode”特性设置为“Off”。<br><br><table><tr><td><code><pre>&lt;!-- Web.Config 配置文件 --&gt;&lt;configuration&gt;&lt;system.web&gt;&lt;customErrors mode=\"Off\"/&gt;&lt;/system.web&gt;&lt;/configuration&gt;</pre></code></td></tr></table><b>注释:</b> 通过修改应用程序的 &lt;customErrors&gt; 配置标记的“defaultRedirect”特性，使之指向自定义错误页的 URL，可以用自定义错误页替换所看到的当前错误页。</body></html>",
    "aspnet_object": "<html><head><title>未将对象引用设置到对象的实例。</title></head><body><span><H1>“/”应用程序中的服务器错误。<hr></H1><h2><i>未将对象引用设置到对象的实例。</i></h2></span><b>说明: </b>执行当前 Web 请求期间，出现未经处理的异常。请检查堆栈跟踪信息，以了解有关该错误以及代码中导致错误的出处的详细信息。<br><b>异常详细信息: </b>System.NullReferenceException: 未将对象引用设置到对象的实例。<br><b>源错误:</b> <pre>执行当前 Web 请求期间生成了未经处理的异常。可以使用下面的异常堆栈跟踪信息确定有关异常原因和发生位置的信息。</pre><b>堆栈跟踪:</b><pre>"
    + "[NullReferenceException: 未将对象引用设置到对象的实例。]\n   Xzsp.Web.Guide.Page_Load(Object sender, EventArgs e) +142\n"
    * 6
    + "</pre></body></html>",
    "tomcat_500": "<html><head><title>Apache Tomcat/6.0.37 - Error report</title></head><body><h1>HTTP Status 500 - </h1><hr><p><b>type</b> Exception report</p><p><b>message</b></p><p><b>description</b> <u>The server encountered an internal error that prevented it from fulfilling this request.</u></p><p><b>exception</b> <pre>org.apache.jasper.JasperException: java.lang.NullPointerException"
    + _TRACE
    + "</pre></p><h3>Apache Tomcat/6.0.37</h3></body></html>",
    "plain_trace": "java.sql.SQLException: ORA-01034: ORACLE not available\n" + _PLAIN_TRACE,
    "struts": "<html><head><title>Struts Problem Report</title></head><body><h2>Struts Problem Report</h2><p>Struts has detected an unhandled exception:</p><div><table><tr><td><strong>Messages</strong>:</td><td>No result defined for action com.epoint.GuideAction and result input</td></tr></table></div><pre>"
    + _PLAIN_TRACE
    + "</pre></body></html>",
    "trace_in_the_site": _site(
        "<h3>系统错误</h3><pre>org.springframework.dao.DataAccessResourceFailureException: could not get connection</pre>"
    ),
    "whitelabel": "<html><body><h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p><div>There was an unexpected error (type=Internal Server Error, status=500).</div></body></html>",
    "thinkphp": _page(
        "<div class='exception'><div class='message'><h1>页面错误！请稍后再试～</h1></div></div><div class='copyright'><a href='http://www.thinkphp.example'>ThinkPHP</a><span>V5.1</span><span>{ 十年磨一剑-为API开发设计的高性能框架 }</span></div>",
        "系统发生错误",
    ),
    "nginx_502": "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>",
    "database": "<p>数据库连接失败，请联系管理员。</p>",
    "microsoft_db": "<font face='宋体'>Microsoft OLE DB Provider for SQL Server</font> <font>错误 '80004005'</font><p>[DBNETLIB][ConnectionOpen (Connect()).]SQL Server 不存在或拒绝访问。</p><p>/inc/conn.asp，行 12</p>",
    "iis_500": "<html><head><title>500 - 内部服务器错误。</title></head><body><h1>服务器错误</h1><h2>500 - 内部服务器错误。</h2><h3>您查找的资源存在问题，因而无法显示。</h3></body></html>",
    "freemarker": "<div style='font-size:12px'><pre>FreeMarker template error:\nThe following has evaluated to null or missing:\n==&gt; item.name  [in template \"guide.ftl\" at line 32, column 41]\n----\nTip: If the failing expression is known to be legally refer to something that's sometimes null or missing, either specify a default value like myOptionalVar!myDefault, or use [#if]when-present[#else]when-missing[/#if].\n----\n----\nFTL stack trace:\n\t- Failed at: ${item.name}\n----\n\nJava stack trace (for programmers):\n----\nfreemarker.core.InvalidReferenceException"
    + _PLAIN_TRACE
    + "</pre></div>",
    "php": "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to a member function fetch() on null in /www/web/guide.php:32\nStack trace:\n#0 {main}\n  thrown in <b>/www/web/guide.php</b> on line <b>32</b><br />",
}
SHELLS = {
    "vue": "<!DOCTYPE html><html><head><title>政务服务</title></head><body><noscript><strong>We're sorry but this doesn't work properly without JavaScript enabled.</strong></noscript><div id=app></div><script src=/js/chunk-vendors.1.js></script><script src=/js/app.2.js></script></body></html>",
    "react": _page("<div id='root'></div><script src='/static/js/main.js'></script>", "办事指南"),
    "angular": _page("<app-root></app-root><script src='runtime.js'></script><script src='main.js'></script>"),
    "uni_app": _page(
        "<noscript><strong>Please enable JavaScript to continue.</strong></noscript><div id='app'></div><script src='/h5/static/js/index.js'></script>",
        "办事指南",
    ),
    "module": _page(
        "<div id='app'></div>", "办事指南", "<script type='module' crossorigin src='/assets/index.4f2a.js'></script>"
    ),
    "root_with_another_name": _page("<div id='main-container'></div><script src='/js/bundle.js'></script>", "办事指南"),
    "root_of_a_class": _page("<div class='guide-wrap'></div><script src='/js/guide.js'></script>", "办事指南"),
    "spinner": _page(
        "<div class='spinner'><div class='bounce1'></div><div class='bounce2'></div></div><script src='/js/app.js'></script>",
        "办事指南",
    ),
    "spinner_of_a_picture": _page(
        "<div id='pre'><img src='/img/loading.gif' alt='loading'></div><script src='/js/app.js'></script>", "办事指南"
    ),
    "spinner_in_the_root": _page(
        "<div id='app'><div class='load'><span></span><p>系统加载中，请耐心等待...</p></div></div><script src='/js/app.js'></script>",
        "办事指南",
    ),
    "root_with_a_footer": _page("<div id='app'></div>" + _FOOT + "<script src='/js/app.js'></script>", "办事指南"),
    "root_beside_the_robot": _page(
        "<div id='app'></div><iframe src='https://robot.example/chat' style='display:none'></iframe><script src='/js/app.js'></script>",
        "办事指南",
    ),
    "root_beside_a_login_dialog": _page(
        "<div id='app'></div><div id='loginDlg' style='display:none'><h3>用户登录</h3><input name='u'><input type='password'><p>请输入验证码</p><button>登录</button></div><script src='/js/app.js'></script>",
        "办事指南",
    ),
    "root_under_the_sign_in": _page(
        "<div class='top'><span>您好，请登录</span><a href='/login'>用户登录</a></div><div id='app'></div><script src='/js/app.js'></script>",
        "办事指南",
    ),
    "templates": _page(
        "<div id='app'><h2>{{ item.name }}</h2><ul><li v-for='m in materials'>{{ m.name }}</li></ul><p v-if='!item.fee'>{{ item.feeText }}</p></div><script src='/js/guide.js'></script>",
        "办事指南",
    ),
    "old_browser_words": _page(
        "<div id='ie'>您正在使用的浏览器版本过低，请升级浏览器</div><div id='app'></div><script src='/js/app.js'></script>",
        "办事指南",
    ),
    "wait_a_moment": _page("<p>正在加载，请稍候……</p><script src='/js/app.js'></script>"),
}
KINDS: dict[str, tuple[Failure, dict[str, str]]] = {
    "walls": (Failure.BLOCKED, WALLS),
    "challenges": (Failure.BLOCKED, CHALLENGES),
    "logins": (Failure.LOGIN_REQUIRED, LOGINS),
    "lost": (Failure.SESSION_LOST, LOST),
    "gone": (Failure.SOFT_404, GONE),
    "upkeep": (Failure.MAINTENANCE, UPKEEP),
    "errors": (Failure.HTTP_5XX, ERRORS),
    "shells": (Failure.EMPTY_SHELL, SHELLS),
}
