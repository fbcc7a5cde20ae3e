"""Numbers before words (序号): what counts an entry, and what looks like it and is part of the words.

4.5吨以下货车, 二、三类医疗器械 and 2 寸照片 begin with a figure, two ranks and a measure: there is
no counter before them.
"""

from __future__ import annotations

NO_FIGURE = r"(?!\d)"
"""Behind a counter and its point: 4.5吨 is no fourth entry."""
NO_RANKS = (
    r"(?!(?:一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九|九、十)"
    r"(?:、[三四五六七八九十])*[级类等型期方孩胎档季代种年月度款楼层区环线])"
)
"""Before a counter in Chinese: 二、三类 are two ranks."""
NO_MEASURE = (
    r"(?!寸|元|周岁|岁|份|吨|亩|升|平方|立方|公[里斤分顷]|千[米克瓦]|[万亿]元|小时|分钟|个(?:工作|自然|月|小时|日)|工作日|自然日|[厘毫][米升]|"
    r"[日天年月层人名家个辆艘台]以?[内上下])"
)
"""Behind a number and a blank: 2 寸照片, 18 周岁以上, 3 个工作日内."""
