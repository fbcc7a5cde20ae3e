"""Where each element of a rendered page stands on its screenshot (页面布局): what marks are drawn from later."""

from __future__ import annotations

BOXES = """() => {
  const boxes = {};
  let left = 20000;
  const walk = (element, path) => {
    if (!left--) return;
    const box = element.getBoundingClientRect();
    if (box.width >= 1 && box.height >= 1)
      boxes[path] = [box.left + scrollX, box.top + scrollY, box.width, box.height].map(Math.round);
    const all = {}, met = {};
    for (const child of element.children) all[child.localName] = (all[child.localName] || 0) + 1;
    for (const child of element.children) {
      const name = child.localName;
      met[name] = (met[name] || 0) + 1;
      walk(child, path + '/' + name + (all[name] > 1 ? '[' + met[name] + ']' : ''));
    }
  };
  walk(document.documentElement, '/html');
  return JSON.stringify(boxes);
}"""
"""Path of each visible element -> left, top, width, height in pixels, as JSON.

Paths are those that the reader of the archived DOM writes as locators: a number only where sisters have the same name.
"""
