"""Why a check could not tell, in English: checks and readers of forms write that in Chinese, and bundles keep it so.

Words of a page (between “ and ”, behind a colon) stay as they are; so does a sentence that no pattern knows.
"""

from __future__ import annotations

import re

SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        # What checks of forms say of a file.
        (
            r"“(.*?)”的空白表格栏写着“(.*?)”, 未见下载地址",
            r"the place for the blank form of “\1” says “\2”, no address is seen",
        ),
        (
            r"“(.*?)”的示例样表栏写着“(.*?)”, 未见下载地址",
            r"the place for the sample of “\1” says “\2”, no address is seen",
        ),
        (r"“(.*?)”的表格栏写着“(.*?)”, 未见下载地址", r"the place for forms of “\1” says “\2”, no address is seen"),
        (r"“(.*?)”的空白表格栏未能读出", r"the place for the blank form of “\1” could not be read"),
        (r"“(.*?)”的示例样表栏未能读出", r"the place for the sample of “\1” could not be read"),
        (
            r"指南另有未写明名称的表格, 不能确定是否为“(.*?)”的空白表格",
            r"the guide has forms without a name, one may be the blank form of “\1”",
        ),
        (
            r"指南另有未写明名称的样表, 不能确定是否为“(.*?)”的样表",
            r"the guide has samples without a name, one may be that of “\1”",
        ),
        (
            r"“(.*?)”旁有几个文件, 页面未写明哪个是空白表, 哪个是样表",
            r"several files stand beside “\1”, the page does not say which is blank and which a sample",
        ),
        (
            r"“(.*?)”旁的“(.*?)”未能打开, 页面未写明是空白表还是样表",
            r"“\2” beside “\1” could not be opened, the page does not say whether it is a blank form or a sample",
        ),
        (r"“(.*?)”在线填写, 不能确定是否另有示例样表", r"“\1” is filled in online, there may be a sample besides"),
        (
            r"页面未写明“(.*?)”是空白表还是样表, 文件自称样表",
            r"the page does not say whether “\1” is a blank form or a sample, the file calls itself a sample",
        ),
        (r"页面未写明“(.*?)”是空白表还是样表", r"the page does not say whether “\1” is a blank form or a sample"),
        (r"没有写明这份表格是空白表还是样表", "nothing says whether this form is a blank one or a sample"),
        (
            r"“(.*?)”返回的不是文件, 可能是拒绝了程序的访问",
            r"what came for “\1” is no file: a program may have been refused",
        ),
        (
            r"“(.*?)”没有扩展名, 内容是文字, 不能确定是否为表格",
            r"“\1” has no extension and holds text: it may be no form",
        ),
        (r"“(.*?)”不能确定能否打开（(.*?)）", r"whether “\1” opens is not known (\2)"),
        (r"“(.*?)”是压缩包, 包内文件未能读出", r"“\1” is an archive whose files could not be read"),
        (
            r"“(.*?)”的地址由程序补全, 不能确定是否正确",
            r"the address of “\1” was completed by the program and may be wrong",
        ),
        (
            r"“(.*?)”的填写项少于 4 个, 不能判断与样表是否同一模板",
            r"“\1” has fewer than 4 places to fill in: whether the sample is the same template cannot be told",
        ),
        (
            r"“(.*?)”与空白表只有一部分填写项相同（(.*?)）",
            r"“\1” has only some places in common with the blank form (\2)",
        ),
        (
            r"没有可比较的空白表, 不能判断“(.*?)”是否已填写",
            r"there is no blank form to compare: whether “\1” is filled in cannot be told",
        ),
        (
            r"“(.*?)”与空白表文字不同, 但不能确定是否填写了内容",
            r"“\1” differs from the blank form, but whether something is filled in is not certain",
        ),
        (r"“(.*?)”里有文件的内容未能读出", r"a file in “\1” could not be read"),
        (
            r"样表“(.*?)”里有图片, 填写的内容可能在图片里",
            r"there is a picture in the sample “\1”, which may hold what is filled in",
        ),
        (
            r"“(.*?)”的来源渠道未能读出, 可能由政府部门核发",
            r"the source of “\1” could not be read: an office may issue it",
        ),
        (r"“(.*?)”的下载地址未能读出", r"the address of “\1” could not be read"),
        (r"“(.*?)”由脚本打开, 未能跟随", r"“\1” is opened by a script that could not be followed"),
        (r"“(.*?)”未能下载（(.*?)）", r"“\1” could not be downloaded (\2)"),
        (r"“(.*?)”的内容未能读出（(.*?)）", r"the content of “\1” could not be read (\2)"),
        (r"“(.*?)”没有下载地址", r"“\1” has no address to download it from"),
        (r"“(.*?)”尚未下载", r"“\1” was not downloaded yet"),
        # What readers of forms say of a file.
        (r"读取程序出错，未读取", "the reader failed, it was not read"),
        (r"文件有密码，无法读取", "the file has a password"),
        (r"超出程序的读取能力，未读取", "beyond what the program can read"),
        (r"文件结构过深或过大，未读取", "too deep or too large, it was not read"),
        (r"只有图片，没有可提取的文字", "only pictures, no text to extract"),
        (r"图片，没有可提取的文字", "a picture, no text to extract"),
        (r"压缩包，文字在包内文件中", "an archive, the text is in its files"),
        (r"无法识别的文件格式", "a format that is not known"),
        (r"有图形，没有可提取的文字", "drawings, no text to extract"),
        (r"压缩包内的文件，未能展开", "files of an archive that could not be unpacked"),
        (r"文件已损坏", "the file is damaged"),
        (r"文件为空", "the file is empty"),
        (r"无法识别", "not known"),
        (r"原因不明", "cause unknown"),
        # Guides.
        (
            r"办理流程未能读取, 送达方式可能写在其中",
            "the procedure could not be read: it may say how the result is delivered",
        ),
        (
            r"特别程序里的数字没有单位, 可能就是时限",
            "a number in the special procedure has no unit: it may be the limit",
        ),
        (
            r"环节时限与承诺时限的日种类不同, 不能比较",
            "the limits of the steps and the promised one count other kinds of days",
        ),
        (
            r"是否超出承诺时限, 取决于送达是否计入",
            "whether the promised limit is exceeded depends on whether delivery counts",
        ),
        (r"每个环节都写承诺时限, 可能是总时限", "each step names the promised limit: it may be that of the whole"),
        (r"服务对象未能读取", "whom the item serves could not be read"),
        (r"办件类型未能读取, 不知是不是即办件", "the case type could not be read: it may be handled on the spot"),
        (r"办理流程只有图片", "the procedure is a picture"),
        (r"打开的是网页, 不能确定有没有流程图", "a web page opened: whether it holds the flow chart is not certain"),
        (r"流程图尚未打开", "the flow chart was not opened yet"),
        (
            r"材料类型只有代码, 不知是不是原件",
            "the kind of material is a code alone: whether it means the original is not known",
        ),
        (r"有的要素未能读取, 不能确定缺几个", "some elements could not be read: how many are missing is not certain"),
        (
            r"有重点要素未能读取, 不能确定缺几类",
            "some key elements could not be read: how many are missing is not certain",
        ),
        (
            r"网上办理深度只有代码“(.*?)”, 不知是哪一级",
            r"the depth of online handling is the code “\1” alone: which step it means is not known",
        ),
        (
            r"网上办理深度只有代码“(.*?)”, 不知是不是全程网办",
            r"the depth of online handling is the code “\1” alone: it may mean all online",
        ),
        (r"在线办理入口没有打开过, 或由脚本打开", "the online entrance was not opened, or a script opens it"),
        (r"在线办理入口这次没能打开（(.*?)）, 不能确定", r"the online entrance did not open this time (\1)"),
        (r"审批结果或其类型未能读取, 可能就是“无”", "the result or its type could not be read: it may be “无”"),
        (
            r"基本信息没有写网上或快递申请, 常见问题里却答复可以网上申请",
            ("the basic information names no online or postal way, yet a frequent question says "
            "that one can apply online"),
        ),
        (r"不知道办事指南属于哪个地区", "which region the guide belongs to is not known"),
        (r"设定依据有未能读取的部分", "a part of the legal basis could not be read"),
        (
            r"区划代码(.*?)不在现行的地市名单里, 可能已经撤并",
            r"the division code \1 is in no present list of cities: it may have been merged",
        ),
        (
            r"(?P<what>编码|权利与义务|材料要求|材料形式|办理流程|特别程序|环节说明|办理渠道|有关内容)未能读取",
            r"“\g<what>” could not be read",
        ),
        (r"是否允许减免未能读取", "whether a reduction is permitted could not be read"),
        (r"法定办结时限说明未能读取", "the note on the statutory limit could not be read"),
        (r"法定办结时限未能读取", "the statutory limit could not be read"),
        (r"未能读取: ", "could not be read: "),
        (r"检查程序出错, 未作判定", "the check failed, nothing was judged"),
        (r"证据缺失，未作判定", "evidence is missing, nothing was judged"),
        # The list.
        (r"清单没有翻到底, 不能核对总数", "the list was not turned to its end: its total cannot be compared"),
        (
            r"清单有几行分不清是不是同一事项, 不能核对总数",
            "some rows could not be told apart: the total cannot be compared",
        ),
        (
            r"总数和翻页得到的数量不同, 还需要再翻一遍核实",
            "the total differs from what turning its pages brought: it has to be turned once more",
        ),
        (
            r"翻到的比清单写的总数少得多, 可能还有没有翻到的内容",
            "far fewer than the list's total were reached: there may be more",
        ),
        (
            r"清单没有翻到底, 不能确定缺哪个部门",
            "the list was not turned to its end: which department is missing is not certain",
        ),
        (
            r"有的事项没有写明实施主体, 不能确定缺哪个部门",
            "some items name no body: which department is missing is not certain",
        ),
        (
            r"有同名事项, 清单没有写明各是哪个部门的",
            "items have the same name, and the list does not say whose they are",
        ),
        (r"清单没有翻到底, 不能确定有没有重复", "the list was not turned to its end: there may be doubles"),
        (r"有的办事指南没有取到, 不能确定", "some guides were not fetched"),
        (r"没有打开过办事指南", "no guide was opened"),
        (r"有清单页没有取到", "a page of the list was not fetched"),
        (r"清单各行没有(.*), 可能写在别处", r"the rows do not show “\1”, which may stand elsewhere"),
        (
            r"清单没有翻到底, 不能确定缺哪类事项",
            "the list was not turned to its end: which type is missing is not certain",
        ),
        (r"有的事项没有写明类型, 不能确定缺哪类事项", "some items name no type: which one is missing is not certain"),
        # The portal.
        (r"不能确定是否同一事项: ", "whether these are the same item is not certain: "),
        (r"跨省通办专栏没有读到", "the zone of cross-province services was not read"),
        (r"便民服务没有全部读到", "everyday services were not all read"),
        (r"没有取得国家政务服务平台上的对应事项", "the item on the national platform was not fetched"),
        (r"智能客服已打开, 没有向它提问", "the assistant opened, and was asked nothing"),
        (
            r"咨询投诉入口没有打开过, 或者要登录后才能使用",
            "the place for questions and complaints was not opened, or needs a login",
        ),
        (
            r"咨询投诉页面已打开, 没有看到填写内容的地方, 可能要登录后才显示",
            "the place for questions and complaints opened without a field to write in: it may show after a login",
        ),
        (r"评价页面没有读到, 或者数据是图表, 读不出来", "the page of ratings was not read, or its data are charts"),
        (r"评价结果页面没有打开过", "the page with the results of ratings was not opened"),
        (r"没有读到公开的答复", "no public answer was read"),
        (r"没有访问首页的记录", "the front page was never visited"),
        (
            r"(\d+)次访问中有(\d+)次没有在15秒内打开, 须连续监测7天、每天至少20次才能认定",
            r"\2 of \1 visits did not open within 15 s: only 7 days of at least 20 visits decide",
        ),
        (r"打不开的访问没有经第二个网络核实", "visits that failed were not made again through a second network"),
        (r"没有用两种浏览器内核打开过, 不能比较", "it was not opened in two engines"),
        (r"各浏览器内核都没有读到页面内容", "no engine showed the content of the page"),
        (r"没有打开过链接", "no link was opened"),
        (
            r"抽查的(\d+)个链接多数被拦截或没有应答",
            r"most of the \1 links that were tried were blocked or did not answer",
        ),
        (r"没有打开过分类栏目", "no column was opened"),
        (r"有(\d+)个栏目没有读到", r"\1 columns were not read"),
        (r"搜索结果没有读全", "the results of the search were not all read"),
        (r"没有试过站内搜索", "the portal's own search was not tried"),
        (
            r"没有找到通往同级政府门户网站的链接, 不知道它的地址",
            "no link to the government portal of the same level was found",
        ),
        (r"同级政府门户网站没有读到", "the government portal of the same level was not read"),
        (
            r"没有看全首页和导航, 不能断定有没有(.*?)入口",
            r"front page and menus were not seen whole: there may be a way in to “\1”",
        ),
        (r"不知道是哪一年检查的", "the year of the look is not known"),
        (r"(.*?)没有全部读到, 不能确定缺不缺", r"“\1” was not read whole"),
        (r"首页没有取到", "the front page was not fetched"),
        # Comparisons and doubts about our own reading.
        (r"编码相同的事项没有读到可以比较的要素", "nothing to compare was read of the items with the same code"),
        (r"两次查看的结果不一致, 未作判定", "two looks disagree, nothing was judged"),
        (
            r"(\d+)个事项中有(\d+)个查出同一类问题, 可能是本网站的页面没有读对, 未作判定, 请人工核对",
            r"\2 of \1 items show the same defect: our reading of this portal may be wrong, a person has to look",
        ),
        (
            r"(\d+)份办事指南中有(\d+)份缺少半数以上重点要素, 可能是指南的一部分没有打开, 未作判定, 请人工核对",
            (r"\2 of \1 guides lack more than half of the key elements: a part of them may not have "
            r"been opened, a person has to look"),
        ),
        (r"第二次查看([^\s时]+)的页面", r"第二次查看 at the page of “\1”"),
        (r"第二次查看(.*?)时没有再发现 \(证据 (\S+)\)", r"a second look\1 did not find it again (evidence \2)"),
        (r" \(用浏览器\)", " (in a browser)"),
        (r"按第二次查看的内容重新比对时没有再发现", "a second look compared anew did not find it again"),
        (r"^(.*?)没有读到$", r"“\1” was not read"),
    )
)  # fmt: skip
"""Order matters: a sentence that holds another stands before it."""
