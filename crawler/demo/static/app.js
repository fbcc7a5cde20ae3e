// A small single-page app: hash routes #/, #/list, #/guide?code=…, #/news, #/contact over the portal's JSON interface.
(function () {
  var app = document.getElementById('app');
  var pageSize = Number(app.dataset.pageSize);

  function el(tag, attributes, children) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (name.slice(0, 2) === 'on') { node[name] = attributes[name]; } else { node.setAttribute(name, attributes[name]); }
    });
    [].concat(children === undefined ? [] : children).forEach(function (child) {
      if (child !== null) { node.append(child); }
    });
    return node;
  }
  function get(path) { return fetch(path).then(function (r) { return r.json(); }); }
  function post(path, data) {
    return fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data) })
      .then(function (r) { return r.json(); });
  }
  function show(site, parts) {
    document.title = site.title;
    app.replaceChildren(
      el('header', {}, el('div', { class: 'wrap' }, [
        el('a', { class: 'logo', href: '#/' }, site.title),
        el('nav', {}, [['首页', '#/'], ['办事服务', '#/list'], ['新闻公告', '#/news'], ['咨询投诉', '#/contact']].map(function (link) {
          return el('a', { href: link[1] }, link[0]);
        }))])),
      el('main', { class: 'wrap' }, parts),
      el('footer', {}, site.name + '政务服务和数据管理局主办　地址：' + site.address + '　服务热线：12345'));
    window.scrollTo(0, 0);
  }
  function section(title, children) { return el('section', {}, [el('h2', {}, title)].concat(children)); }
  function table(head, rows) {
    return el('table', {}, [
      el('thead', {}, el('tr', {}, head.map(function (text) { return el('th', {}, text); }))),
      el('tbody', {}, rows.map(function (row) {
        return el('tr', {}, row.map(function (cell) { return el('td', {}, cell); }));
      }))]);
  }
  function pairs(list) {
    return el('table', { class: 'info' }, el('tbody', {}, list.map(function (pair) {
      return el('tr', {}, [el('th', {}, pair[0]), el('td', {}, pair[1] === null || pair[1] === undefined ? '' : String(pair[1]))]);
    })));
  }

  function home(site) {
    Promise.all([get('/api/news/list'), get('/api/dept/list')]).then(function (answers) {
      show(site, [
        el('div', { class: 'banner' }, site.name + '一体化政务服务平台'),
        section('部门服务', el('div', { class: 'cards' }, answers[1].data.map(function (d) {
          return el('a', { href: '#/list?deptId=' + d.DEPT_ID }, d.SHORT_NAME);
        }))),
        section('特色服务', el('ul', {}, site.entrances.map(function (e) { return el('li', {}, el('a', { href: e[1] }, e[0])); }))),
        section('新闻公告', el('ul', {}, answers[0].data.list.map(function (n) {
          return el('li', {}, [el('a', { href: '#/news?id=' + n.id }, n.title), el('span', {}, n.date)]);
        })))]);
    });
  }
  function list(site, query) {
    var number = Number(query.get('page') || 1);
    var department = query.get('deptId') || '';
    post('/api/item/list', { pageNum: number, pageSize: pageSize, deptId: department, keyword: '' }).then(function (answer) {
      var data = answer.data;
      var last = Math.max(1, Math.ceil(data.total / pageSize));
      function go(n) { return function () { location.hash = '#/list?page=' + n + (department ? '&deptId=' + department : ''); }; }
      show(site, [section('政务服务事项', [
        table(['事项名称', '事项类型', '实施主体', '操作'], data.list.map(function (row) {
          var address = '#/guide?code=' + encodeURIComponent(row.TASK_CODE);
          return [el('a', { href: address }, row.TASK_NAME), row.TASK_TYPE_TEXT, row.DEPT_NAME, el('a', { href: address }, '办事指南')];
        })),
        el('div', { class: 'pager' }, [
          '共 ' + data.total + ' 项　第 ' + number + '/' + last + ' 页　',
          number > 1 ? el('button', { onclick: go(number - 1) }, '上一页') : null,
          number < last ? el('button', { onclick: go(number + 1) }, '下一页') : null])])]);
    });
  }
  var TYPES = { '1': '个工作日', '2': '日', '3': '小时', '4': '个月', '5': '年' };
  function limit(day, unit) { return day === null ? '无法定办结时限' : day === '0' ? '即办' : day + (TYPES[unit] || ''); }
  function yes(value, one, zero) { return value === '1' ? one : value === '0' ? zero : value; }
  function file(list) {
    return el('span', {}, list.length ? list.map(function (a) {
      return el('a', { href: a.FILEPATH, download: a.ATTACHNAME }, a.ATTACHNAME);
    }) : '无');
  }
  function guide(site, query) {
    get('/api/item/detail?code=' + encodeURIComponent(query.get('code') || '')).then(function (answer) {
      var data = answer.data;
      if (!data || !data.AUDIT_ITEM) { show(site, [section('办事指南', el('p', {}, answer.message))]); return; }
      var item = data.AUDIT_ITEM, more = data.AUDIT_ITEM_EXTEND;
      var conditions = el('div', { class: 'text' });
      conditions.innerHTML = item.ACCEPT_CONDITION || '';
      show(site, [
        el('h1', {}, item.TASK_NAME),
        section('基本信息', pairs([
          ['事项名称', item.TASK_NAME], ['事项类型', item.TASK_TYPE_TEXT], ['办件类型', yes(item.PROJECT_TYPE, '即办件', '') === '即办件' ? '即办件' : '承诺件'],
          ['实施编码', item.TASK_CODE], ['业务办理项编码', item.TASK_HANDLE_ITEM], ['实施主体', item.DEPT_NAME], ['实施主体编码', item.DEPT_CODE],
          ['服务对象', item.SERVER_TYPE], ['法定办结时限', limit(item.ANTICIPATE_DAY, item.ANTICIPATE_TYPE)], ['法定办结时限说明', item.ANTICIPATE_DAY_EXPLAIN],
          ['承诺办结时限', limit(item.PROMISE_DAY, item.PROMISE_TYPE)], ['网上办理深度', more.ONLINE_HANDLE_DEPTH], ['到办事现场次数', item.LIMIT_SCENE_NUM],
          ['必须现场办理原因', item.LIMIT_SCENE_EXPLAIN], ['审批结果名称', more.RESULT_NAME], ['审查标准', item.ACCEPT_STAND], ['送达方式', more.RESULT_SEND_MODE], ['更新日期', more.UPDATE_TIME]])),
        item.TRANSACT_URL ? el('p', {}, el('a', { href: item.TRANSACT_URL }, '在线办理')) : null,
        section('受理条件', conditions),
        section('申请材料', table(['材料名称', '材料类型', '原件/复印件', '纸质材料份数', '材料必要性', '来源渠道', '材料依据', '填报须知', '空白表格', '示例样表'], data.AUDIT_MATERIAL.map(function (m) {
          return [m.MATERIAL_NAME, m.MATERIAL_TYPE, m.ORIGINAL_TYPE, String(m.PAGE_NUM), m.IS_NEED === '1' ? '必要' : '非必要', m.SOURCE_EXPLAIN, m.BY_LAW, m.FILL_EXPLAIN, file(m.FORM_GUID), file(m.EXAMPLE_GUID)];
        }))),
        section('办理流程', table(['环节名称', '办理内容', '办理时限'], data.AUDIT_ITEM_FLOWSHEET.map(function (s) {
          return [s.LINK_NAME, s.HANDLE_CONTENT, s.HANDLE_DAY];
        }))),
        section('收费信息', [pairs([['是否收费', yes(item.IS_FEE, '收费', '不收费')], ['是否支持网上支付', yes(more.IS_PAY_ONLINE, '支持', '不支持')]])].concat(
          data.AUDIT_CHARGE.map(function (f) {
            return pairs([['收费项目名称', f.FEE_NAME], ['收费标准', f.FEE_STAND], ['收费依据', f.FEE_BASIS], ['是否允许减免', yes(f.IS_DESC, '是', '否')], ['允许减免依据', f.DESC_LAW]]);
          }))),
        section('设定依据', table(['法律法规名称', '依据文号', '条款号', '条款内容'], data.AUDIT_ITEM_BYLAW.map(function (l) {
          return [l.LAW_NAME, l.LAW_NUMBER, l.CLAUSE_NUMBER, l.CLAUSE_CONTENT];
        }))),
        section('窗口信息', data.AUDIT_ITEM_WINDOW.map(function (w) {
          return pairs([['办理地点', w.TRANSACT_ADDR], ['办理时间', w.TRANSACT_TIME], ['咨询电话', w.WINDOW_TEL], ['监督投诉电话', item.SUPERVISE_WAY]]);
        })),
        section('常见问题', data.AUDIT_QA.map(function (q) { return el('p', {}, ['问：' + q.QUESTION, el('br'), '答：' + q.ANSWER]); }))]);
    });
  }
  function news(site, query) {
    get('/api/news/list').then(function (answer) {
      var found = answer.data.list.filter(function (n) { return String(n.id) === query.get('id'); })[0];
      show(site, found
        ? [el('h1', {}, found.title), el('p', { class: 'date' }, found.date)].concat(found.content.map(function (t) { return el('p', {}, t); }))
        : [section('新闻公告', el('ul', {}, answer.data.list.map(function (n) {
          return el('li', {}, [el('a', { href: '#/news?id=' + n.id }, n.title), el('span', {}, n.date)]);
        })))]);
    });
  }
  function contact(site) {
    show(site, [section('咨询投诉', [el('p', {}, '地址：' + site.address), el('p', {}, '办公时间：' + site.hours), el('p', {}, '服务热线：12345')])]);
  }
  function route() {
    var parts = location.hash.replace(/^#/, '').split('?');
    var page = { '/list': list, '/guide': guide, '/news': news, '/contact': contact }[parts[0]] || home;
    get('/api/site/info').then(function (answer) { page(answer.data, new URLSearchParams(parts[1] || '')); });
  }
  window.addEventListener('hashchange', route);
  route();
})();
