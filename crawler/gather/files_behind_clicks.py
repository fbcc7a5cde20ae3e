"""Scripts that find what on a page may offer a file (空白表格、样表) to a click, and that keep the page where it is."""

from __future__ import annotations

STAY = """
  window.__windows = window.__windows || [];
  window.open = (url) => { window.__windows.push(new URL(String(url), document.baseURI).href); return null; };
  window.confirm = (said) => /下载|导出|打开|预览|查看|附件/.test(String(said));  // 确定下载该附件吗？
  const aside = (e) => e.target === '_blank' || (e.target && !e.target.startsWith('_') && !(e.target in window.frames));
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {  // A link that a script makes to fetch a file.
    if (/^https?:/.test(this.href) && (this.hasAttribute('download') || !this.isConnected || aside(this)))
      window.__windows.push(this.href);
    else click.call(this);
  };
"""
FILES = (
    f"(most) => {{{STAY}"
    """
  window.__kinds = window.__kinds || new Set();
  const says = new RegExp('^(?:点击)?(?:下载|查看)?(?:空白?表格?|空白?样?表|样[表本例]|示例(?:样[表本])?|范[本例]|表格|'
    + '附件|模板|表样)(?:下载|查看)?$|^(?:点击)?下载$');
  const named = /\\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|ofd)$|(?:申请|申报|登记|审批|备案|报名)(?:表|书)$/i;
  const size = /\\s*[（(【[]?\\s*[\\d.]+\\s*(?:[KMG]?B|[KMG]|字节)\\s*[）)】\\]]?$/i;
  const speaks = new RegExp('^(?:点击|在线|立即|继续|确[定认])?(?:下载|查看|预览)?(?:空白(?:文书|表单|模[板版])'
    + '|(?:填[写报]|参考)(?:样[表本例]|示例|范[本例])|模[板版]|表单|文[书件]|附件[0-9一二三四五六七八九十]{0,2})'
    + '(?:下载|查看|预览)?$|^(?:点击|在线|立即|继续|确[定认])?(?:下载|预览)$');
  const draws = /down-?load|xiazai|下载/i;
  const opens = /^(?:点击)?(?:查看|展开)?(?:材料)?(?:详情|明细)?$/;
  const away = (e) => e.closest('a[href]:not([href^="#"]):not([href^="javascript"])');
  const titles = (table) => {  // They may stand in a table of their own above that of the rows.
    if (!table || !table.rows[0] || table.rows[0].querySelector('th')) return table?.rows[0];
    const above = (t) => t.rows.length === 1 && t.rows[0].querySelector('th')
      && t.rows[0].cells.length >= table.rows[0].cells.length
      && t.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING;
    for (let box = table.parentElement, up = 0; box && up < 3; box = box.parentElement, up += 1) {
      const found = [...box.querySelectorAll('table')].filter(above).pop();
      if (found) return found.rows[0];
    }
    return table.rows[0];
  };
  const ofMaterials = (e) => /材料名称/.test((titles(e.closest('table'))?.textContent || '').slice(0, 300));
  const column = (e) => {  // 查看 below 空白表格 opens something else than 查看 below 示例样表.
    const cell = e.closest('td, th');
    const head = cell && titles(cell.closest('table'));
    return head ? (head.cells[cell.cellIndex]?.textContent || '').trim() : '';
  };
  const control = (e) => e.tagName === 'A' || e.tagName === 'BUTTON' || e.onclick || e.__listens
    || getComputedStyle(e).cursor === 'pointer'
    || [...e.attributes].some((x) => /^data-(?!v-)/.test(x.name) && /\\d/.test(x.value));
  const agrees = (e) => {  // 确定, in a layer that asks whether to fetch the file.
    const layer = e.closest('[role=dialog], [role=alertdialog], [class*=dialog i], [class*=modal i], [class*=layer i],'
      + '[class*=confirm i], [class*=message-box i], [class*=popup i]');
    const asks = layer && e.getClientRects().length ? layer.textContent.replace(/\\s+/g, '') : '';
    return asks.length <= 80 && /下载|预览|打开/.test(asks);
  };
  const icon = (e) => e.matches('i, svg, img, span, a, button') && ['class', 'title', 'alt', 'aria-label', 'src']
    .some((x) => draws.test(e.getAttribute(x) || '')) && e.getClientRects().length;
  const every = window.__all || ((s) => [...document.querySelectorAll(s)]);
  const own = every('*').filter((e) => e.localName.includes('-'));  // uni-view, van-button: elements of a framework
  const found = [...every('a, button, span, i, em, div, td, p, li, img, svg'), ...own].filter((e) => {
    const words = (e.textContent || '').trim();
    const offers = named.test(words.replace(size, '')) || (words && opens.test(words) && ofMaterials(e))
      || speaks.test(words) || (words ? /^(?:确\\s*[定认]|是|继续)$/.test(words) && agrees(e) : icon(e));
    return words.length <= 60 && (!e.children.length || control(e)) && (says.test(words) || (offers && control(e)))
      && !away(e) && !e.closest('th, thead, header, nav, footer');
  });
  const kinds = new Map();
  for (const e of found) {
    if (found.some((x) => x !== e && e.contains(x))) continue;
    const words = e.textContent.trim();
    const kind = [says.test(words) || opens.test(words) ? words : '', e.tagName, e.className, column(e)].join('|');
    kinds.set(kind, [...(kinds.get(kind) || []), e]);
  }
  const tells = (e) => [...e.attributes].some((x) => /\\d/.test(x.value) && /^(?:data-|on)/.test(x.name));
  const left = Math.max(0, most - window.__kinds.size);
  const fresh = [...kinds].filter(([kind]) => !window.__kinds.has(kind)).slice(0, left);
  fresh.forEach(([kind]) => window.__kinds.add(kind));
  window.__files = fresh.map(([, g]) => g.find(tells) || g[0]);
  return window.__files.length;
}"""
)
