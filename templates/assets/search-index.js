/* Search, part 3: loads the files of the index by <script src> and reads their lists
   (internal/search/export.go says what lies where). */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  var VERSION = 2, FIELDS = 4, BODY = 2;
  var DIGITS = " !#$%&'()*+,-./:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  var DIGIT = {}, FACETS = ["type", "procuratorate", "line", "year"];
  var root = AJ.root || "", asked = new Map(), fresh = "", came;
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
  // The calls that the files consist of.
  AJ.m = function (m) {
    came = m;
    if (m.api || m.v !== VERSION) return;
    m.length = numbers(m.length);
    m.facets = FACETS.map(function (name) { return { name: name, values: m[name][0], of: numbers(m[name][1]) }; });
  };
  ["s", "p", "g", "u", "l"].forEach(function (kind) { AJ[kind] = function (k, value) { came = value; }; });
  AJ.t = function (entry, chunk, row, text) { came = { row: row, text: text }; };
  AJ.q = function (value) { came = value; };
  /** Runs one file; what it calls happens just before its load event. */
  function run(src) {
    return new Promise(function (resolve, fail) {
      var e = document.createElement("script");
      e.onload = e.onerror = function () {
        var value = came;
        came = undefined;
        e.remove();
        if (value === undefined) fail(new Error(src.slice(root.length))); else resolve(value);
      };
      e.src = src;
      document.head.appendChild(e);
    });
  }
  /** What must be loaded once, by name; a failure may be tried again. */
  function once(name, make) {
    if (!asked.has(name)) {
      var answer = make();
      asked.set(name, answer);
      answer.catch(function () { if (asked.get(name) === answer) asked.delete(name); });
    }
    return asked.get(name);
  }
  function ready() {
    return once("m", function () {
      return run(root + "search/m.js" + fresh).then(function (m) {
        if (m.v !== VERSION) throw new Error("search/m.js v" + m.v);
        return m;
      });
    });
  }
  function load(name) {
    return once(name, function () {
      return ready().then(function (m) { return run(root + "search/" + m.folder + "/" + name + ".js"); });
    });
  }
  /** Forgets everything and asks where the index is now: the site may have been updated meanwhile. before: what
      ready() was before the failure; if another answer has asked since, that is enough. */
  function renew(before) {
    var now = asked.get("m");
    if (!now || now === before) {
      asked.clear();
      fresh = "?" + Date.now();
    }
    return ready();
  }
  function hash(s) {
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
  function own(o, key) { return Object.prototype.hasOwnProperty.call(o, key) ? o[key] : ""; }
  /** The list of a key among the files of a kind, "" if there is none. */
  function list(kind, key) {
    return ready().then(function (m) {
      var h = hash(key);
      return load(kind + "/" + h % m[kind]).then(function (o) {
        var value = own(o, key);
        if (value !== 0) return value;
        return load("l/" + kind + ("0000000" + h.toString(16)).slice(-8)).then(function (o) { return own(o, key); });
      });
    });
  }
  /** Entries of a term: {at: entry → place, n: counts by place and field, length: of these fields but the body,
      chunk: by place, df: by field}. */
  function counts(s) {
    var a = numbers(s), t = { at: new Map(), n: [], length: [], chunk: [], df: [0, 0, 0, 0] }, p = 0, entry = 0, mask, f, n, length;
    while (p < a.length) {
      entry += a[p++];
      t.at.set(entry, t.chunk.length);
      mask = a[p++];
      n = [0, 0, 0, 0]; length = [];
      if (mask % 2 === 0) { n[BODY] = mask / 2 + 1; mask = 0; }
      mask >>= 1;
      for (f = 0; f < FIELDS; f++) {
        if (mask >> f & 1) { n[f] = a[p++] + 1; if (f !== BODY) length[f] = a[p++]; }
        if (n[f]) t.df[f]++;
      }
      t.n.push(n); t.length.push(length);
      t.chunk.push(mask >> FIELDS & 1 ? a[p++] : 0);
    }
    return t;
  }
  /** Adds to counts where the term stands: pos, ascending positions by place and field. */
  function places(t, s) {
    var a = numbers(s), p = 0;
    t.pos = t.n.map(function (n) {
      return n.map(function (count) {
        var out = [], x = 0;
        while (count--) out.push(x += a[p++]);
        return out;
      });
    });
    return t;
  }
  /** Entries of a character: entry → {title, code, body, chunk}. */
  function characters(s) {
    var a = numbers(s), m = new Map(), p = 0, entry = 0, n;
    while (p < a.length) {
      entry += a[p++];
      n = a[p++];
      m.set(entry, { title: n & 1, code: n >> 1 & 1, body: n >> 3, chunk: n & 4 ? a[p++] : 0 });
    }
    return m;
  }
  AJ.index = {
    from: function (folder) { root = folder; },
    ready: ready, load: load, renew: renew, numbers: numbers,
    text: function (entry, chunk) {
      return ready().then(function (m) { return load("t/" + Math.floor(entry / m.block) + "/" + entry + "-" + chunk); });
    },
    // What was read once stays: a filter or one more letter asks for the same words again.
    character: function (c) { return once(c, function () { return list("u", c).then(characters); }); },
    /** A term; positions (kind p of triples, g of shorter terms) only where a word has several terms. */
    term: function (t, kind) {
      return once(kind + " " + t, function () {
        return Promise.all([list("s", t), kind ? list(kind, t) : ""]).then(function (got) {
          var c = counts(got[0]);
          return kind ? places(c, got[1]) : c;
        });
      });
    }
  };
})(typeof window === "undefined" ? globalThis : window);
