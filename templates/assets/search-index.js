/* Search, part 2: loads shards by <script src> and ranks as Bleve does (internal/search/find.go). */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  var DIGITS = " !#$%&'()*+,-./:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  var DIGIT = {}, BOOST = [3, 1];
  var meta = null, got = new Map(), asked = new Map(), base = "search/";
  DIGITS.split("").forEach(function (c, i) { DIGIT[c.charCodeAt(0)] = i; });
  /** Numbers as internal/shard writes them. */
  function numbers(s) {
    var out = [], p = 0, v;
    function d() { return DIGIT[s.charCodeAt(p++)]; }
    while (p < s.length) {
      v = d();
      if (v < 54) out.push(v);
      else if (v < 79) out.push((v - 54) * 83 + d() + 54);
      else if (v < 82) out.push(((v - 79) * 83 + d()) * 83 + d() + 2129);
      else out.push(((d() * 83 + d()) * 83 + d()) * 83 + d() + 22796);
    }
    return out;
  }
  function facet(f) { return { names: f[0], of: numbers(f[1]) }; }
  // The calls that shards consist of.
  AJ.m = function (m) {
    meta = m;
    meta.length = m.lengths.map(numbers);
    meta.facets = { type: facet(m.type), procuratorate: facet(m.procuratorate), line: facet(m.line), year: facet(m.year) };
  };
  ["s", "u", "r"].forEach(function (kind) { AJ[kind] = function (k, value) { got.set(kind + "/" + k, value); }; });
  AJ.t = function (doc, chunk, text) { got.set("t/" + Math.floor(doc / meta.block) + "/" + doc + "-" + chunk, text); };
  /** Loads one shard once; a failure may be tried again. */
  function load(name) {
    if (asked.has(name)) return asked.get(name);
    var answer = new Promise(function (done, fail) {
      var e = document.createElement("script");
      e.src = base + name + ".js";
      e.onload = function () {
        e.remove();
        if (name === "m" ? meta : got.has(name)) done(got.get(name)); else fail(new Error(name));
      };
      e.onerror = function () { e.remove(); fail(new Error(name)); };
      document.head.appendChild(e);
    });
    asked.set(name, answer);
    answer.catch(function () { asked.delete(name); });
    return answer;
  }
  function fnv(s) {
    var h = 0x811c9dc5;
    function eat(b) { h = Math.imul(h ^ b, 0x01000193); }
    Array.from(s, function (c) {
      var r = c.codePointAt(0);
      if (r < 0x80) { eat(r); return; }
      if (r < 0x800) eat(0xc0 | r >> 6);
      else {
        if (r < 0x10000) eat(0xe0 | r >> 12); else { eat(0xf0 | r >> 18); eat(0x80 | r >> 12 & 63); }
        eat(0x80 | r >> 6 & 63);
      }
      eat(0x80 | r & 63);
    });
    return h >>> 0;
  }
  function lookup(kind, key, count) {
    return load(kind + "/" + fnv(key) % count).then(function (o) {
      return Object.prototype.hasOwnProperty.call(o, key) ? o[key] : "";
    });
  }
  /** Posting list → Map of entry to ascending positions. */
  function places(s) {
    var a = numbers(s || ""), m = new Map(), p = 0, doc = 0, n, x, list;
    while (p < a.length) {
      doc += a[p++]; n = a[p++] + 1; list = []; x = 0;
      while (n--) list.push(x += a[p++]);
      m.set(doc, list);
    }
    return m;
  }
  function characterList(s) {
    var a = numbers(s), m = new Map(), p = 0, doc = 0;
    for (; p < a.length; p += 3) { doc += a[p]; m.set(doc, { title: a[p + 1] & 1, body: a[p + 1] >> 1, chunk: a[p + 2] }); }
    return m;
  }
  /** Where a phrase begins in one entry: positions of the first term that all others follow. */
  function begins(leaves, doc) {
    var starts = leaves[0].docs.get(doc) || [];
    for (var j = 1; j < leaves.length && starts.length; j++) {
      var list = leaves[j].docs.get(doc), at = leaves[j].at, k = 0;
      if (!list) return [];
      starts = starts.filter(function (x) {
        while (k < list.length && list[k] < x + at) k++;
        return list[k] === x + at;
      });
    }
    return starts;
  }
  /** Loads what one word needs: per field its leaves {docs, at, idf}, or the list of a character. */
  function open(p) {
    if (p.single) return lookup("u", p.single, meta.ku).then(function (s) { return { word: p, list: characterList(s) }; });
    return Promise.all(p.terms.map(function (t) { return lookup("s", t, meta.k); })).then(function (rows) {
      return { word: p, fields: [0, 1].map(function (f) {
        return rows.map(function (row, i) {
          var docs = places(row && row[f]), df = docs.size;
          return { docs: docs, at: p.at[i], idf: Math.log(1 + (meta.n - df + 0.5) / (df + 0.5)) };
        });
      }) };
    });
  }
  /** Scores of one word: Map of entry to number. norm is Bleve's queryNorm. */
  function scores(word, norm) {
    var out = new Map(), hits = new Map();
    if (word.list) {
      word.list.forEach(function (c, doc) { out.set(doc, c.title + (c.body ? c.body / (meta.length[1][doc] + 1) : 0)); });
      return out;
    }
    word.fields.forEach(function (leaves, f) {
      var rare = leaves.reduce(function (a, b) { return b.docs.size < a.docs.size ? b : a; });
      rare.docs.forEach(function (_, doc) {
        if (!begins(leaves, doc).length) return;
        var root = Math.fround(1 / Math.sqrt(meta.length[f][doc])), length = 1 / (root * root), sum = 0;
        leaves.forEach(function (l) {
          var tf = Math.sqrt(l.docs.get(doc).length);
          sum += l.idf * (tf * 1.2) / (tf + 1.2 * (1 - 0.75 + 0.75 * length / meta.avg[f])) * (BOOST[f] * l.idf * norm);
        });
        out.set(doc, (out.get(doc) || 0) + sum);
        hits.set(doc, (hits.get(doc) || 0) + 1);
      });
    });
    out.forEach(function (s, doc) { out.set(doc, s * hits.get(doc) / 2); });
    return out;
  }
  AJ.index = {
    from: function (folder) { base = folder; },
    ready: function () { return load("m").then(function () { return meta; }); },
    load: load, open: open, scores: scores, begins: begins
  };
})(typeof window === "undefined" ? globalThis : window);
