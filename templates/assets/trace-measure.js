/*
 * The rows behind the numbers, part 3: one measure of a number as elements of the page: how it
 * counts, the ledger of all rows, the rows counted.
 */
(function (W) {
  "use strict";
  var AJ = W.AJ, trace = AJ.trace, words = trace.words, STEP = 50;
  var AGGREGATE = { sum: "合计", mean: "合计", median: "中位数", distinct: "不重复" };
  var MASKED = "同一院、同一月受理（登记）的行里，写法相同的姓名相同；不同院、不同月的不能对应。";
  var QUANTITY = { numerator: "分子", denominator: "分母", value: "数值", yoy: "同比", pop: "环比" };

  /** @param {string} tag @param {Object|string} about attributes, or the class @param {...(Node|string|null)} inside @return {HTMLElement} */
  function el(tag, about) {
    var e = document.createElement(tag), i, inside;
    if (typeof about === "string") about = { class: about };
    Object.keys(about || {}).forEach(function (k) { if (about[k]) e.setAttribute(k, about[k]); });
    for (i = 2; i < arguments.length; i++) {
      inside = arguments[i];
      if (inside || inside === 0) e.appendChild(typeof inside === "object" ? inside : document.createTextNode(inside));
    }
    return e;
  }
  function put(parent, list) { list.forEach(function (e) { if (e) parent.appendChild(e); }); return parent; }
  function button(text, press) {
    var b = el("button", { type: "button" }, text);
    b.addEventListener("click", press);
    return b;
  }
  var number = function (n) { return words.decimal(n, 0); };

  /** The columns of the rows' table: those that the measure reads, where and when, then the others. */
  function order(set, term) {
    var first = term.uses || [];
    var rank = function (c, i) { return set.key.indexOf(i) >= 0 ? -1 : first.indexOf(c.name) >= 0 ? 0 : 1; };
    return [0, 1].reduce(function (all, wanted) {
      return all.concat(set.columns.map(function (c, i) { return rank(c, i) === wanted ? i : -1; }).filter(function (i) { return i >= 0; }));
    }, []);
  }

  /** The rows of a measure, fifty at a time. */
  function rows(office, term, found) {
    var set = office.sets[term.set], columns = order(set, term), body = el("tbody"), shown = 0;
    var itself = (term.uses || []).indexOf(term.what.split(" ").slice(2).join(" ")) >= 0; // sums one column
    var valued = AGGREGATE[term.aggregate] && term.aggregate !== "distinct" && !itself;
    var head = el("tr", "", el("th", { scope: "col" }, "记录和出处"), valued ? el("th", { scope: "col" }, "计入") : null);
    columns.forEach(function (i) { head.appendChild(el("th", { scope: "col" }, set.columns[i].name)); });
    var box = el("div", { class: "trace-rows", tabindex: "0", role: "region", "aria-label": "计入的行" },
      el("table", "", el("caption", "visually-hidden", "计入的行"), el("thead", "", head), body));
    var more = button("", function () { add(true); }), note = el("p", "trace-note");
    function add(on) {
      var list = found.rows.slice(shown, shown + STEP), from = shown;
      more.disabled = true;
      return trace.data.read(office, term.set, list).then(function (read) {
        read.forEach(function (row, i) {
          var key = set.key.map(function (k) { return row.cells[k]; }).filter(Boolean).join(" · ");
          var tr = el("tr", "", el("th", { scope: "row" }, key || "—", el("small", "", row.origin)),
            valued ? el("td", "", words.decimal(found.values[from + i], term.scale || 0)) : null);
          columns.forEach(function (c) {
            tr.appendChild(el("td", set.columns[c].kind === "whole" ? "" : "words", row.cells[c] || "—"));
          });
          body.appendChild(tr);
        });
        shown += list.length;
        more.disabled = false;
        more.textContent = "再列 " + number(Math.min(STEP, found.rows.length - shown)) + " 行（还有 " + number(found.rows.length - shown) + " 行）";
        if (shown === found.rows.length) more.remove();
        if (on && body.rows[from]) box.focus();
      }).catch(function (e) { put(note, [document.createTextNode(failure(e))]); more.disabled = false; });
    }
    add(false);
    var names = set.columns.filter(function (c) { return c.masked; }).map(function (c) { return c.name; }).join("、");
    return put(el("div"), [box, more, note, names ? el("p", "trace-note", "“" + names + "”已隐名：" + MASKED) : null]);
  }

  /** @param {Error} e @return {string} */
  function failure(e) {
    return "明细没有读到（" + e.message + "）。网站可能刚刚更新，请刷新本页；仍然不行，请联系网站管理员核对 trace 文件夹是否完整。";
  }

  /** One measure: how it counts, the ledger, the rows. */
  function measure(office, file, term, id, open) {
    var set = office.sets[term.set], found = file.closed ? null : trace.count(office, term, id), label = file[term.quantity];
    var counted = found && found.ledger ? "计入 " + number(found.ledger[0][1]) + " 行" : "";
    if (counted && AGGREGATE[term.aggregate] && found.amount !== null) counted += "，" + AGGREGATE[term.aggregate] + " " + found.amount;
    var alike = file.terms.filter(function (t) { return t.quantity === term.quantity; }).length > 1;
    var name = (term.sign < 0 ? "减　" : "") + (label || QUANTITY[term.quantity]) + (alike ? "：" + term.what : "");
    var d = el("details", open ? { open: "open" } : "",
      el("summary", "", el("span", "", name), counted ? el("span", "counts", counted) : null));
    put(d, [el("p", "trace-how", term.what + "，" + term.when),
      term.where ? el("p", "trace-how", "条件 ", el("code", "", term.where)) : null]);
    if (!found) return d;
    if (found.ledger) put(d, [ledger(found.ledger, set)]);
    if (term.closed) put(d, [el("p", "trace-note", term.closed + "。")]);
    else if (!found.ledger) put(d, [el("p", "trace-note", "只计入汇总、不逐件列出的行不按部门分列，这里只有可以列出的 " + number(found.rows.length) + " 行。")]);
    else if (found.rest) {
      put(d, [el("p", "trace-note", (found.rows.length ? "另有 " : "") + number(found.rest) + " 行只计入汇总，不逐件列出。")]);
    }
    if (found.rows.length) {
      var list = function () { d.removeEventListener("toggle", list); d.appendChild(rows(office, term, found)); };
      if (open) list(); else d.addEventListener("toggle", list);
    }
    return d;
  }

  /** @param {Array[]} list words and rows @param {Object} set @return {HTMLElement} */
  function ledger(list, set) {
    var body = el("tbody");
    function line(name, words, n) { body.appendChild(el("tr", name, el("th", { scope: "row" }, words), el("td", "", number(n)))); }
    list.forEach(function (l, i) { line("", (i ? "未计入：" : "") + l[0], l[1]); });
    line("trace-sum", "读入的全部行", set.rows);
    return el("table", "trace-ledger", el("caption", "visually-hidden", "《" + set.title + "》每一行的去向"), body);
  }

  trace.parts = { el: el, put: put, button: button, number: number, failure: failure, measure: measure, quantity: QUANTITY };
})(typeof window === "undefined" ? globalThis : window);
