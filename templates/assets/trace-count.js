/*
 * The rows behind the numbers, part 2: which rows a number counts, and what became of the others.
 * It adds up what internal/trace lists by month and procuratorate; it formats no result.
 */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {}, trace = AJ.trace = AJ.trace || {};

  /** Takes an id apart. @param {string} id slug@period@procuratorate[@department][#quantity]
   * @return {{slug: string, period: string, place: string, department: string, quantity: string}} */
  function parse(id) {
    var halves = id.split("#"), parts = halves[0].split("@");
    return { slug: parts[0], period: parts[1], place: parts[2], department: parts[3] || "", quantity: halves[1] || "" };
  }

  var FORM = /^(\d{4})(?:-(\d\d)(?:\.\.(\d\d)|(-r12))?|Q(\d)|H(\d))?$/; // year, month, last month, rolling, quarter, half

  /** The months of a period, counted from the year 0. @param {string} period @return {?number[]} first and last */
  function span(period) {
    var m = FORM.exec(period), year;
    if (!m) return null;
    year = m[1] * 12;
    if (m[5]) return [year + 3 * m[5] - 3, year + 3 * m[5] - 1];
    if (m[6]) return [year + 6 * m[6] - 6, year + 6 * m[6] - 1];
    if (m[4]) return [year + +m[2] - 12, year + +m[2] - 1];
    if (m[3]) return [year, year + +m[3] - 1];
    return m[2] ? [year + +m[2] - 1, year + +m[2] - 1] : [year, year + 11];
  }

  /** The period that a comparison looks back to. @param {string} period @param {string} quantity yoy or pop @return {string} */
  function earlier(period, quantity) {
    var m = FORM.exec(period), year = +m[1], n, per;
    function back(year) { return year + period.slice(4); }
    n = +(m[5] || m[6] || m[2]);
    per = m[5] ? 4 : m[6] ? 2 : m[2] && !m[3] ? 12 : 0;
    if (quantity === "yoy" || !per) return back(year - 1);
    if (n === 1) { n = per; year--; } else n--;
    return year + (m[5] ? "Q" + n : m[6] ? "H" + n : "-" + (n < 10 ? "0" : "") + n + (m[4] || ""));
  }

  /** @param {string} period @return {string} as pages write it */
  function title(period) {
    var m = FORM.exec(period);
    if (!m) return period;
    if (m[5]) return m[1] + "年第" + "一二三四"[m[5] - 1] + "季度";
    if (m[6]) return m[1] + "年" + (m[6] === "1" ? "上半年" : "下半年");
    if (m[4]) return "截至" + m[1] + "年" + +m[2] + "月的12个月";
    if (m[3]) return m[1] + "年1" + (+m[3] > 1 ? "—" + +m[3] : "") + "月";
    return m[1] + "年" + (m[2] ? +m[2] + "月" : "");
  }

  /** An exact decimal as Go writes it. @param {number} n in units of 10^-scale @param {number} scale @return {string} */
  function decimal(n, scale) {
    var digits = String(Math.abs(n)), whole, fraction = "";
    while (digits.length <= scale) digits = "0" + digits;
    whole = digits.slice(0, digits.length - scale);
    if (scale) fraction = digits.slice(-scale).replace(/0+$/, "");
    if (whole.length > 4) whole = whole.replace(/\B(?=(\d{3})+$)/g, "\u2009");
    return (n < 0 ? "\u2212" : "") + whole + (fraction ? "." + fraction : "");
  }

  /** The slices that a measure takes for a period. */
  function slices(office, term, period) {
    var at = span(period), start = +office.first.slice(0, 4) * 12 + +office.first.slice(5) - 1, from, to;
    if (!at) return null;
    from = Math.max(at[0] - start, 0);
    to = Math.min(at[1] - start, office.months - 1);
    if (term.at) return term.at === "end" ? [to + 1, to + 1] : [from, from];
    return [from, to];
  }

  /** What an aggregate makes of the values of all rows; null when rows are missing from the list. */
  function amount(term, values, rest, added) {
    var sorted, half;
    if (term.aggregate === "count") return decimal(values.length + rest, 0);
    if (term.aggregate === "sum" || term.aggregate === "mean")
      return decimal(values.reduce(function (a, b) { return a + b; }, added), term.scale || 0);
    if (rest) return null;
    if (term.aggregate === "distinct") return decimal(values.filter(function (v, i) { return values.indexOf(v) === i; }).length, 0);
    if (!values.length) return null;
    sorted = values.slice().sort(function (a, b) { return a - b; });
    half = sorted.length - 1;
    return decimal((sorted[half >> 1] + sorted[(half + 1) >> 1]) * 5, (term.scale || 0) + 1);
  }

  /** One measure of a number: the rows listed, those only counted, and the ledger of all rows.
   * @param {Object} office @param {Object} term @param {Object} id as parse gives it
   * @return {{rows: number[], values: number[], rest: number, amount: ?string, ledger: ?Array}} */
  function count(office, term, id) {
    var set = office.sets[term.set], units = null, division = 0, valued = term.aggregate !== "count";
    var range = slices(office, term, id.period), out = { rows: [], values: [], rest: 0, amount: null, ledger: null }, added = 0;
    office.places.forEach(function (p, i) { if (i && p.id === id.place) units = p.units || [i]; }); // null: all of them
    if (id.department) division = office.departments.indexOf(id.department);
    if (!range || division < 0) return out;
    function inside(u) { return !units || units.indexOf(u) >= 0; }
    function here(u, d) { return inside(u) && (!division || d === division); }
    (term.rows || []).forEach(function (packed, u) {
      if (!inside(u)) return;
      trace.data.groups(packed, valued).forEach(function (g) {
        if (g.slice < range[0] || g.slice > range[1]) return;
        g.rows.forEach(function (row, i) {
          if (division && trace.data.runOf(set, row).division !== division) return;
          out.rows.push(row);
          out.values.push(valued ? g.values[i] : 1);
        });
      });
    });
    if (term.merged && division) return out; // what is not listed is not parted by department
    trace.data.tuples(term.rest || "", "nnnni").forEach(function (s) {
      if (here(s[0], s[1]) && s[2] >= range[0] && s[2] <= range[1]) { out.rest += s[3]; added += s[4]; }
    });
    out.amount = amount(term, out.values, out.rest, added);
    out.ledger = ledger(office, term, set, out.rows.length + out.rest, here, range[0] + 1);
    return out;
  }

  /** Every row of the dataset, by what became of it: [words, rows] each. */
  function ledger(office, term, set, counted, here, slice) {
    var met = 0, met2 = 0, left = office.reasons.map(function () { return 0; }), other = 0;
    trace.data.tuples(term.passed, "nnnnn").forEach(function (p) {
      if (p[0] && p[0] !== slice) return;
      if (!p[3]) met += p[4];
      if (!here(p[1], p[2])) return;
      if (p[3]) { left[p[3] - 1] += p[4]; other += p[4]; } else met2 += p[4];
    });
    var list = [["不符合条件", set.rows - met], ["属其他单位或部门", met - met2],
      [term.at ? (term.at === "end" ? "期末" : "期初") + "不在办" : "不在本期", met2 - other - counted]];
    left.forEach(function (n, i) { list.push([office.reasons[i], n]); });
    return [["计入", counted]].concat(list.filter(function (l) { return l[1]; }));
  }

  trace.count = count;
  trace.words = { parse: parse, span: span, earlier: earlier, title: title, decimal: decimal };
})(typeof window === "undefined" ? globalThis : window);
