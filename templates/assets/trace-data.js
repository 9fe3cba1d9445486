/*
 * The rows behind the numbers, part 1: loads the script files that internal/trace publishes, by
 * <script src> and once each, and reads what package shard packed into them.
 */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {}, trace = AJ.trace = AJ.trace || {};
  var DIGITS = " !#$%&'()*+,-./:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  var DIGIT = {}, LIMB = 16777216, base = "trace/", generation = "", got = {}, asked = {};
  DIGITS.split("").forEach(function (c, i) { DIGIT[c.charCodeAt(0)] = i; });

  /** Reads numbers one by one. @param {string} s @return {{more: function(): boolean, number: function(): number, integer: function(): ?number}} */
  function reader(s) {
    var p = 0;
    function d() { return DIGIT[s.charCodeAt(p++)]; }
    function number() {
      var v = d();
      if (v < 54) return v;
      if (v < 79) return (v - 54) * 83 + d() + 54;
      if (v < 82) return ((v - 79) * 83 + d()) * 83 + d() + 2129;
      return ((d() * 83 + d()) * 83 + d()) * 83 + d() + 22796;
    }
    /** A whole number, null for an empty cell. */
    function integer() {
      var z = number();
      if (z === 0) return null;
      z = z === 1 ? number() + number() * LIMB + number() * LIMB * LIMB : z - 2;
      return z % 2 ? -(z + 1) / 2 : z / 2;
    }
    return { more: function () { return p < s.length; }, number: number, integer: integer };
  }

  /** Lists of so many numbers each. @param {string} s @param {string} form n for a number, i for an integer @return {number[][]} */
  function tuples(s, form) {
    var r = reader(s), out = [];
    while (r.more()) out.push(form.split("").map(function (k) { return k === "i" ? r.integer() : r.number(); }));
    return out;
  }

  /** What PackGroups wrote. @param {string} s @param {boolean} valued
   * @return {{slice: number, rows: number[], values: number[]}[]} */
  function groups(s, valued) {
    var r = reader(s), out = [], slice = 0, first = r.more() ? r.number() : 0;
    while (r.more()) {
      var g = { slice: slice += r.number(), rows: [], values: [] }, n = r.number(), i;
      g.rows.push(first += r.integer());
      for (i = 1; i < n; i++) g.rows.push(g.rows[i - 1] + r.number());
      for (i = 0; valued && i < n; i++) g.values.push(r.integer());
      out.push(g);
    }
    return out;
  }

  // The calls that the files consist of.
  trace.generation = function (name) { generation = got.index = name; };
  trace.office = function (o) { got.office = o; };
  trace.indicator = function (id, file) { got["indicators/" + id] = file; };
  trace.rows = function (name, sets) { got["rows/" + name] = sets; };

  /** Loads a file once; a failure may be tried again. @param {string} name @return {Promise<Object>} */
  function load(name) {
    if (asked[name]) return asked[name];
    if (name !== "index" && !generation) return load("index").then(function () { return load(name); });
    asked[name] = new Promise(function (done, failed) {
      var e = document.createElement("script");
      e.src = base + (name === "index" ? "" : generation + "/") + name + ".js";
      e.onload = function () { e.remove(); if (got[name]) done(got[name]); else failed(new Error(name)); };
      e.onerror = function () { e.remove(); failed(new Error(name)); };
      document.head.appendChild(e);
    });
    asked[name].catch(function () { delete asked[name]; });
    return asked[name];
  }

  /** Where the rows of a dataset stand. @param {Object} set @return {Object[]} runs with their first number */
  function runs(set) {
    var at = 0;
    return set.stands = set.stands || tuples(set.runs, "nnnn").map(function (r) {
      var run = { unit: r[0], month: r[1], division: r[2], from: at, to: at + r[3] };
      at = run.to;
      return run;
    });
  }
  /** @param {Object} set @param {number} row @return {Object} the run that a row lies in */
  function runOf(set, row) {
    var list = runs(set), low = 0, high = list.length - 1;
    while (low < high) {
      var mid = (low + high) >> 1;
      if (list[mid].to <= row) low = mid + 1; else high = mid;
    }
    return list[low];
  }

  var pad = function (n) { return (n < 10 ? "0" : "") + n; };
  /** @param {Object} office @param {number} month number of a file's month @return {string} its name */
  function monthName(office, month) {
    if (month < 2) return month ? "earlier" : "undated";
    if (month - 2 === office.months) return "later";
    var m = +office.first.slice(0, 4) * 12 + +office.first.slice(5) - 1 + month - 2;
    return Math.floor(m / 12) + "-" + pad(m % 12 + 1);
  }

  /** The cells of a column as readers see them. */
  function cells(column, packed, name, office) {
    var from, out, r;
    if (column.kind === "word") return tuples(packed, "n").map(function (n) { return n[0] ? column.dict[n[0] - 1] : ""; });
    if (column.kind === "whole") return packed.map(function (n) { return n === null ? "" : String(n); });
    if (column.kind !== "date") return packed;
    name = name.split("/")[1];
    from = Date.UTC.apply(null, (/\d/.test(name) ? name : office.first).split("-").map(function (n, i) { return n - i; })) / 864e5;
    for (r = reader(packed), out = []; r.more();) {
      var day = r.integer();
      out.push(day === null ? "" : new Date((from + day) * 864e5).toISOString().slice(0, 10));
    }
    return out;
  }

  /** Reads rows by their numbers. @param {Object} office @param {string} id of the dataset @param {number[]} rows
   * @return {Promise<{origin: string, cells: string[]}[]>} */
  function read(office, id, rows) {
    var set = office.sets[id];
    return Promise.all(rows.map(function (row) {
      var run = runOf(set, row), first = run.from;
      runs(set).forEach(function (r) { if (r.unit === run.unit && r.month === run.month) first = Math.min(first, r.from); });
      var name = (run.unit ? office.places[run.unit].id : "_") + "/" + monthName(office, run.month);
      return load("rows/" + name).then(function (sets) {
        var part = sets[id];
        part.open = part.open || {
          origins: tuples(part.origins, "nn"),
          columns: part.columns.map(function (packed, i) { return cells(set.columns[i], packed, name, office); })
        };
        var origin = part.open.origins[row - first], file = set.files[origin[0]];
        return {
          origin: file.path + (file.sheet ? "[" + file.sheet + "]!A" : ":") + origin[1],
          cells: part.open.columns.map(function (c) { return c[row - first]; })
        };
      });
    }));
  }

  trace.data = { from: function (folder) { base = folder; }, load: load, read: read, runOf: runOf, groups: groups, tuples: tuples };
})(typeof window === "undefined" ? globalThis : window);
