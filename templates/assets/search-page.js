/* Search: the search page. What is asked stands in the address; every link on the page is an address. */
(function () {
  "use strict";
  var AJ = window.AJ, PAGE = 10, form = document.getElementById("search-form"), at = {};
  if (!form) return;
  ["facets", "chosen", "status", "said", "also", "places", "results", "pages", "empty", "catalogue"].forEach(function (name) {
    at[name] = document.getElementById("search-" + name);
  });
  var input = form.elements.q, panel = at.facets.parentElement, site = document.title;
  var narrow = window.matchMedia("(max-width: 860px)");
  var state = null, shown = "", told = "", turn = 0, timer = 0, waiting = 0, saying = 0, composing = false;

  /** The live region speaks once for each question, when its answer has stood for a while. */
  function say(text, wait) {
    clearTimeout(saying);
    saying = setTimeout(function () {
      if (told === shown) return;
      told = shown;
      at.said.textContent = text;
    }, wait);
  }
  /** The results that stand there are not, or are, the answer to what is asked. */
  function busy(on) {
    clearTimeout(waiting);
    at.results.setAttribute("aria-busy", String(on));
    if (on) waiting = setTimeout(function () { at.status.textContent = "正在准备搜索数据，第一次要等几秒"; }, 600);
  }
  function clear(why) {
    busy(false);
    at.status.textContent = why || "";
    delete at.status.dataset.state;
    ["facets", "chosen", "results", "pages", "empty"].forEach(function (name) { at[name].replaceChildren(); });
    at.also.hidden = at.places.hidden = panel.hidden = true;
    at.catalogue.hidden = false;
  }
  function focused() {
    var e = document.activeElement, keep = e && e.closest && e.closest("[data-ask]");
    if (!keep || !form.parentElement.contains(e)) return null;
    return { inFacets: at.facets.contains(e), text: e.firstChild.textContent, inPages: at.pages.contains(e) };
  }
  /** A link that was followed is drawn anew: the focus goes where it was, or to what it asked for. */
  function refocus(was) {
    if (!was) return;
    var links = Array.from((was.inFacets ? at.facets : at.results).querySelectorAll("a"));
    var to = was.inFacets && links.find(function (a) { return a.firstChild.textContent === was.text; }) || links[0] || input;
    to.focus({ preventScroll: !was.inPages });
    if (was.inPages) at.status.scrollIntoView({ block: "start" });
  }
  function show(s, answer, none, wait) {
    busy(false);
    var was = focused(), found = answer.total > 0, text = found ? "找到 " + answer.total + " 条" : "";
    if (found && s.page > Math.ceil(answer.total / PAGE)) { // a page that is no more
      run(Object.assign({}, s, { page: Math.ceil(answer.total / PAGE) }), "follow");
      return;
    }
    if (!found && !answer.words.length && !/[\p{L}\p{N}]/u.test(s.text)) { clear("请输入汉字、字母或数字"); say(at.status.textContent, wait); return; }
    if (!found) text = none;
    else if (s.page > 1) text += "，第 " + s.page + " 页";
    if (found) delete at.status.dataset.state; else at.status.dataset.state = "none";
    at.status.textContent = text;
    AJ.links.facets(at.facets, s, answer.facets);
    panel.hidden = !answer.all || !at.facets.firstChild;
    AJ.links.chosen(at.chosen, s);
    AJ.result.also(at.also, s, answer);
    AJ.result.hits(at.results, answer, (s.page - 1) * PAGE);
    AJ.links.pages(at.pages, s, answer.total, PAGE);
    at.places.hidden = true;
    places(s, answer);
    at.empty.replaceChildren();
    at.catalogue.hidden = found;
    if (!found) AJ.ways(at.empty, s, function () { return s === state; }).catch(function () { /* then without */ });
    refocus(was);
    say(text, wait);
  }
  /** What a query names comes after the hits, and below them; by itself where there are none. */
  function places(s, answer) {
    if (s.page < 2 && answer.places.length) Promise.resolve(AJ.places(at.places, "也可以直接看", answer.places, function () { return s === state; })).catch(function () { /* then without */ });
  }
  function failed(e) {
    clear(e.told ? e.message : "搜索数据没有读到（" + e.message + "）。网站可能刚刚更新过，请"); // what a server tells stands as it is
    if (!e.told) {
      var again = AJ.ui.make("a", "", "刷新本页");
      again.href = location.href;
      again.addEventListener("click", function (e) { e.preventDefault(); location.reload(); });
      at.status.append(again, "；刷新后仍然如此，多半是网站的 search 文件夹没有复制完整，请告诉网站管理员");
    }
    at.status.dataset.state = "failed";
    shown = "";
    clearTimeout(saying);
    at.said.textContent = at.status.textContent;
  }
  /** What AJ.find is asked for one page of results. */
  AJ.ask = function (s, page, size) {
    return { text: s.text, plain: s.plain, type: s.type, procuratorate: s.procuratorate, line: s.line, year: s.year, from: (page - 1) * size, size: size };
  };
  /** Asks. how: "follow" while typing, "settle" for what was chosen, "" for an address that is there already. */
  function run(s, how) {
    var address = AJ.address.of(s, { page: s.page }), mine, drawn;
    clearTimeout(timer);
    if (how === "follow" && address !== shown) AJ.address.follow(address);
    else if (how === "settle" && !AJ.address.settle(address)) { location.assign(address); return; }
    if (address === shown) return;
    clearTimeout(saying);
    state = s;
    shown = address;
    mine = ++turn;
    document.title = (s.text ? s.text + " - " : "") + site;
    if (!s.text) { clear(); return; }
    busy(true);
    function draw(answer, none) {
      if (mine !== turn) return;
      if (drawn === answer) places(s, answer); else show(s, drawn = answer, none, how === "follow" ? 1000 : 100);
    }
    AJ.find(AJ.ask(s, s.page, PAGE), draw).then(function (answer) {
      return Promise.resolve(!answer.total && AJ.said(s, answer)).then(function (none) { draw(answer, none); });
    }).catch(function (e) {
      if (mine === turn) failed(e);
    });
  }
  function typed(how) { run(Object.assign({}, state, { text: input.value.trim(), page: input.value.trim() === state.text ? state.page : 1 }), how); }
  function soon() { clearTimeout(timer); timer = setTimeout(function () { typed("follow"); }, 100); }

  input.addEventListener("compositionstart", function () { composing = true; clearTimeout(timer); });
  input.addEventListener("compositionend", function () { composing = false; soon(); });
  input.addEventListener("input", function (e) { if (!composing && !e.isComposing) soon(); });
  form.addEventListener("submit", function (e) {
    if (e.defaultPrevented) return;
    e.preventDefault();
    typed("settle");
  });
  document.addEventListener("click", function (e) {
    var a = e.target.closest && e.target.closest("a[data-ask]");
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey || e.button || !AJ.address.settle(AJ.address.of(state, { page: state.page }))) return;
    var s = AJ.address.parse(a.search);
    if (!AJ.address.settle(AJ.address.of(s, { page: s.page }))) return; // the browser follows the link
    e.preventDefault();
    fill(s.text);
    run(s, "");
  });
  /** What the address asks stands in the box as its default, so that the box knows it from what was typed. */
  function fill(text) { input.value = text; input.defaultValue = text; }
  function arrive() {
    var s = AJ.address.parse(location.search);
    AJ.address.arrived(AJ.address.of(s, { page: s.page }));
    fill(s.text);
    run(s, "");
  }
  window.addEventListener("popstate", arrive);
  function fold() { panel.open = !narrow.matches; }
  if (narrow.addEventListener) narrow.addEventListener("change", fold); else narrow.addListener(fold);
  fold();
  arrive();
})();
