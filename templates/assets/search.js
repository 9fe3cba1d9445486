/* Search, part 4: the search page. Shards lie where data-shards of this script says. */
(function () {
  "use strict";
  var AJ = window.AJ, PAGE = 10;
  var form = document.getElementById("search-form"), types = document.getElementById("search-types");
  var status = document.getElementById("search-status"), list = document.getElementById("search-results");
  if (!form || !types || !status || !list) return;
  var input = form.elements.q, after = make("div", "search-after"), type = "", shown = "", turn = 0, timer = 0, waiting = 0;
  list.after(after);
  AJ.index.from(document.currentScript.dataset.shards);

  function make(tag, name, text) {
    var e = document.createElement(tag);
    if (name) e.className = name;
    if (text) e.textContent = text;
    return e;
  }
  function address(q, t) {
    return location.pathname.split("/").pop() + "?q=" + encodeURIComponent(q) + (t ? "&type=" + encodeURIComponent(t) : "");
  }
  /** A link that asks again in place; without script-made state it is an ordinary deep link. */
  function ask(text, q, t) {
    var a = make("a", "", text);
    a.href = address(q, t);
    a.addEventListener("click", function (e) {
      if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
      e.preventDefault();
      input.value = q; type = t;
      search();
    });
    return a;
  }
  function pieces(parent, all) {
    all.forEach(function (p) { parent.appendChild(p.mark ? make("mark", "", p.text) : document.createTextNode(p.text)); });
    return parent;
  }
  function result(row, words) {
    var li = make("li", "search-result"), h = make("h2"), a = make("a"), path = row.id.split("#");
    var hl = words.map(function (w) { return /[ "]/.test(w.text) ? '"' + w.text + '"' : w.text; }).join(" ");
    a.href = path[0] + "?hl=" + encodeURIComponent(hl) + (path[1] ? "#" + encodeURIComponent(path[1]) : "");
    h.appendChild(pieces(a, row.title));
    li.appendChild(h);
    li.appendChild(pieces(make("p", "search-snippet"), row.snippet));
    li.appendChild(make("p", "search-origin", [row.type, row.procuratorate, row.year].filter(Boolean).join(" · ")));
    return li;
  }
  function showTypes(answer, q) {
    var ul = make("ul");
    if (!answer.all) { types.replaceChildren(); return; }
    [["全部", answer.all, ""]].concat(answer.types.map(function (t) { return [t[0], t[1], t[0]]; })).forEach(function (t) {
      var a = ask(t[0] + " ", q, t[2]), li = make("li");
      a.appendChild(make("span", "count", String(t[1])));
      if (t[2] === type) a.setAttribute("aria-current", "true");
      li.appendChild(a);
      ul.appendChild(li);
    });
    var held = types.contains(document.activeElement);
    types.replaceChildren(ul);
    if (held) (ul.querySelector("[aria-current]") || ul.querySelector("a")).focus();
  }
  function showNothing(answer, q) {
    var hints = make("ul", "search-hints");
    function hint(a) { var li = make("li"); li.appendChild(a); hints.appendChild(li); }
    if (type && answer.all) hint(ask("不限类型，共 " + answer.all + " 条", q, ""));
    if (answer.words.length > 1) answer.words.forEach(function (w) { hint(ask("只搜“" + w.text + "”", w.text, type)); });
    else hint(make("span", "", "换一个更短的词，或者检查有没有错字"));
    after.replaceChildren(hints);
  }
  function said(words) { return words.map(function (w) { return "“" + w.text + "”"; }).join("、"); }
  /** Appends the next hits of an answer; gives up when a newer search has begun. */
  function show(answer, from, mine) {
    return AJ.rows(answer, from, from + PAGE).then(function (rows) {
      if (mine !== turn) return;
      var items = rows.map(function (r) { return result(r, answer.words); });
      if (!from) { list.replaceChildren(); after.replaceChildren(); }
      items.forEach(function (i) { list.appendChild(i); });
      if (from) { after.replaceChildren(); items[0].querySelector("a").focus(); }
      if (from + PAGE >= answer.total) return;
      var more = make("button", "button", "更多（还有 " + (answer.total - from - PAGE) + " 条）");
      more.type = "button";
      more.addEventListener("click", function () { more.disabled = true; show(answer, from + PAGE, mine).catch(failed(mine)); });
      after.replaceChildren(more);
    });
  }
  function failed(mine) {
    return function (e) {
      if (mine !== turn) return;
      clearTimeout(waiting);
      shown = "";
      list.replaceChildren(); types.replaceChildren(); after.replaceChildren();
      status.textContent = "搜索数据没有读到（" + e.message + "）。站点可能刚刚更新，请刷新本页；仍然不行，请联系网站管理员核对 search 文件夹是否完整";
      status.dataset.state = "failed";
    };
  }
  function search() {
    var q = input.value.trim(), mine, key = q + "\n" + type;
    clearTimeout(timer);
    if (key === shown) return;
    clearTimeout(waiting);
    shown = key;
    mine = ++turn;
    try { history.replaceState(null, "", q ? address(q, type) : location.pathname.split("/").pop()); } catch (e) { /* some browsers refuse it for files */ }
    document.title = (q ? q + " - " : "") + "搜索";
    delete status.dataset.state;
    if (!q) {
      status.textContent = "";
      list.replaceChildren(); types.replaceChildren(); after.replaceChildren();
      return;
    }
    waiting = setTimeout(function () { status.textContent = "正在准备搜索数据，第一次要等几秒"; }, 600);
    AJ.find(q, type).then(function (answer) {
      if (mine !== turn) return;
      clearTimeout(waiting);
      showTypes(answer, q);
      if (!answer.words.length) status.textContent = "请输入汉字、字母或数字";
      else if (answer.total) status.textContent = "找到 " + answer.total + " 条";
      else status.textContent = "没有找到同时含有" + said(answer.words) + "的" + (type ? "“" + type + "”" : "") + "页面";
      if (answer.total) return show(answer, 0, mine);
      list.replaceChildren();
      showNothing(answer, q);
    }).catch(failed(mine));
  }
  function soon() { clearTimeout(timer); timer = setTimeout(search, 100); }

  var composing = false;
  input.addEventListener("compositionstart", function () { composing = true; clearTimeout(timer); });
  input.addEventListener("compositionend", function () { composing = false; soon(); });
  input.addEventListener("input", function (e) { if (!composing && !e.isComposing) soon(); });
  input.addEventListener("keydown", function (e) {
    if (e.key === "Enter" && (e.isComposing || composing || e.keyCode === 229)) e.preventDefault();
  });
  form.addEventListener("submit", function (e) { e.preventDefault(); if (!composing) search(); });
  function fromAddress() {
    var p = new URLSearchParams(location.search);
    input.value = p.get("q") || "";
    type = p.get("type") || "";
    search();
  }
  window.addEventListener("popstate", fromAddress);
  fromAddress();
})();
