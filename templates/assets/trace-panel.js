/*
 * The rows behind the numbers, part 4: the panel that opens beside the page and tells of one
 * number what it counts, from which rows and files, and what became of all other rows.
 */
(function (W) {
  "use strict";
  var trace = W.AJ.trace, words = trace.words, parts = trace.parts, el = parts.el, put = parts.put, number = parts.number;
  var panel = null, opener = null, turn = 0;

  /** The measures of one result, those of one quantity where the id names one. */
  function measures(office, file, id) {
    var terms = file.terms || [], some = terms.filter(function (t) { return t.quantity === id.quantity; });
    if (some.length) terms = some;
    return put(el("div", "trace-terms"), terms.map(function (t, i) { return parts.measure(office, file, t, id, !i && terms.length < 4); }));
  }

  function version(office, file, id) {
    var at = words.span(id.period), start = +office.first.slice(0, 4) * 12 + +office.first.slice(5) - 1, n = 1, says = "";
    (file.versions || []).forEach(function (v) { if (at && v.month <= at[1] - start) { n++; says = "，" + v.words; } });
    return "第 " + n + " 版" + says;
  }

  /** The files that the datasets of an indicator were read from. */
  function files(office, file) {
    var list = el("ul", "trace-files"), seen = {};
    (file.terms || []).forEach(function (t) {
      if (!seen[t.set]) office.sets[t.set].files.forEach(function (f) {
        list.appendChild(el("li", "", f.path + (f.sheet ? "[" + f.sheet + "]" : ""),
          el("small", { title: f.sha256 }, number(f.rows) + " 行" + (f.sha256 ? "　SHA-256 " + f.sha256.slice(0, 12) : ""))));
      });
      seen[t.set] = true;
    });
    return list;
  }

  function facts(office, file, id, text) {
    var list = el("dl", "definition");
    function fact(name, value) { if (value) put(list, [el("dt", "", name), el("dd", "", value)]); }
    fact("公式", file.denominator ? el("span", "fraction", el("span", "", file.numerator || file.title),
      el("span", "visually-hidden", " ÷ "), el("span", "", file.denominator)) : file.numerator);
    fact("口径", version(office, file, id));
    fact("编号", el("code", "", text));
    return list;
  }

  /** All about one number. @param {Object} office @param {Object} file @param {Object} id @param {Element} from the number on the page */
  function fill(office, file, id, from) {
    var place = office.places.filter(function (p) { return p.id === id.place; })[0], title = from.getAttribute("title") || "";
    var where = (place ? place.title : id.place) + (id.department ? "　" + id.department : "");
    var quantity = parts.quantity[id.quantity], text = from.textContent.trim().replace(/^（(.*)）$/, "$1");
    put(panel.body, [
      el("h2", { id: "trace-title", tabindex: "-1" }, file.title + (quantity ? "　" + quantity : "")),
      el("p", "trace-when", words.title(id.period) + (office.monthEnds ? "（每月止于 " + office.monthEnds + " 日）" : "") + "　" + where),
      el("p", "trace-value", el("strong", "", text), title && title.length < 90 ? el("span", "", title) : null),
      facts(office, file, id, from.getAttribute("data-number")), file.closed ? el("p", "trace-note", file.closed + "。") : null
    ]);
    if (id.quantity !== "yoy" && id.quantity !== "pop") put(panel.body, [measures(office, file, id)]);
    else [id.period, words.earlier(id.period, id.quantity)].forEach(function (period, i) {
      put(panel.body, [el("h3", "", (i ? "比较期　" : "本期　") + words.title(period)),
        measures(office, file, Object.assign({}, id, { period: period, quantity: "" }))]);
    });
    put(panel.body, [el("h3", "", "来源文件"), files(office, file), el("p", "trace-more",
      el("a", { href: panel.root + "indicators/" + id.slug + ".html" }, "看“" + file.title + "”的口径和各院情况"))]);
    panel.body.querySelector("h2").focus({ preventScroll: true });
  }

  function close() {
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    turn++;
    if (opener && document.contains(opener)) opener.focus();
  }

  /** Opens the panel on a number of the page. @param {Element} from an element with data-number @param {string} root way up to the site's top */
  trace.open = function (from, root) {
    var id = words.parse(from.getAttribute("data-number")), mine = ++turn;
    if (!panel) {
      panel = el("div", { class: "trace-panel", role: "dialog", "aria-labelledby": "trace-title" });
      var shut = parts.button("×", close);
      shut.className = "trace-close";
      shut.setAttribute("aria-label", "关闭");
      panel.body = el("div", "trace-body");
      put(panel, [el("p", "trace-head", "这个数怎样得来"), shut, panel.body]);
      document.body.appendChild(panel);
      document.addEventListener("keydown", function (e) { if (e.key === "Escape" && !panel.hidden) { e.preventDefault(); close(); } });
    }
    opener = from;
    panel.root = root;
    panel.hidden = false;
    panel.body.replaceChildren();
    panel.body.scrollTop = 0;
    Promise.all([trace.data.load("office"), trace.data.load("indicators/" + id.slug)]).then(function (got) {
      if (mine === turn) fill(got[0], got[1], id, from);
    }).catch(function (e) {
      if (mine === turn) panel.body.replaceChildren(el("h2", { id: "trace-title", tabindex: "-1" }, "没有读到"), el("p", "trace-note", parts.failure(e)));
    });
  };
})(typeof window === "undefined" ? globalThis : window);
