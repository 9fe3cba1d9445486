/* Search: links that ask again — facets with their counts, chosen ones to be taken away, pages. */
(function () {
  "use strict";
  var AJ = window.AJ, make = AJ.ui.make, set = AJ.ui.set, SHOWN = 8, AROUND = 2;
  var NAMES = { type: "类型", procuratorate: "单位", line: "条线", year: "年份" };

  function word(key, value) { return key === "year" && /^\d+$/.test(value) ? value + " 年" : value; }
  /** A link that the search page answers in place; by itself it is a deep link. */
  function link(s, changes, text) {
    return set(make("a", "", text), { href: AJ.address.of(s, changes), "data-ask": "" });
  }
  function change(key, value) { var c = {}; c[key] = value; return c; }

  function values(s, key, list) {
    var ul = make("ul");
    list.forEach(function (c) {
      var chosen = s[key] === c.value, li = make("li"), a = link(s, change(key, chosen ? "" : c.value), word(key, c.value) + " ");
      if (chosen) a.setAttribute("aria-current", "true");
      a.appendChild(make("span", "count", String(c.count)));
      li.appendChild(a);
      ul.appendChild(li);
    });
    return ul;
  }
  function group(s, key, list, open) {
    var section = make("section"), chosen = s[key], rest;
    if (chosen && !list.some(function (c) { return c.value === chosen; })) list = list.concat({ value: chosen, count: 0 });
    if (!list.length || list.length === 1 && !chosen) return null; // nothing to choose
    section.appendChild(make("h2", "", NAMES[key]));
    if (list.length <= SHOWN + 2) { section.appendChild(values(s, key, list)); return section; }
    section.appendChild(values(s, key, list.slice(0, SHOWN)));
    rest = set(make("details"), { "data-facet": key });
    rest.open = open || list.slice(SHOWN).some(function (c) { return c.value === chosen; });
    rest.append(make("summary", "", "其余 " + (list.length - SHOWN) + " 个" + NAMES[key]), values(s, key, list.slice(SHOWN)));
    section.appendChild(rest);
    return section;
  }
  /** Draws the facets of an answer; what was opened stays open. */
  function facets(nav, s, found) {
    var open = Array.from(nav.querySelectorAll("details[open]"), function (d) { return d.dataset.facet; });
    nav.replaceChildren.apply(nav, AJ.address.keys.map(function (key) {
      return group(s, key, found[key] || [], open.indexOf(key) >= 0);
    }).filter(Boolean));
  }
  /** Draws the chosen facets, each to be taken away. */
  function chosen(list, s) {
    var keys = AJ.address.keys.filter(function (k) { return s[k]; });
    list.replaceChildren.apply(list, keys.map(function (k) {
      var li = make("li"), a = link(s, change(k, ""));
      a.append(make("span", "visually-hidden", "取消筛选："), NAMES[k] + "：" + word(k, s[k]), set(make("span", "cross", "×"), { "aria-hidden": "true" }));
      li.appendChild(a);
      return li;
    }));
    if (keys.length < 2) return;
    var li = make("li"), none = {};
    keys.forEach(function (k) { none[k] = ""; });
    li.appendChild(link(s, none, "全部取消"));
    list.appendChild(li);
  }
  /** Draws the numbers of the pages: the first, the last, those around this one. */
  function pages(nav, s, total, size) {
    var last = Math.ceil(total / size), ul = make("ul"), n, before = 0;
    function item(page, text, name) {
      var li = make("li"), a = link(s, { page: page }, text);
      if (name) a.setAttribute("aria-label", name);
      if (page === s.page && text === String(page)) a.setAttribute("aria-current", "page");
      li.appendChild(a);
      ul.appendChild(li);
    }
    nav.replaceChildren();
    if (last < 2) return;
    if (s.page > 1) item(s.page - 1, "上一页");
    for (n = 1; n <= last; n++) {
      if (n > 1 && n < last && Math.abs(n - s.page) > AROUND) continue;
      if (n > before + 1) ul.appendChild(set(make("li", "gap", "…"), { "aria-hidden": "true" }));
      item(n, String(n), "第 " + n + " 页");
      before = n;
    }
    if (s.page < last) item(s.page + 1, "下一页");
    nav.appendChild(ul);
  }
  AJ.links = { names: NAMES, word: word, link: link, change: change, facets: facets, chosen: chosen, pages: pages };
})();
