/* Search, part 3: loads the files of the index by <script src> and reads their lists
   (internal/search/export.go says what lies where). */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  var VERSION = 3, FIELDS = 4, BODY = 2;
  var DIGITS = " !#$%&'()*+,-./:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  var DIGIT = [], FACETS = ["type", "procuratorate", "line", "year"];
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
  ["s", "g", "u", "l"].forEach(function (kind) { AJ[kind] = function (k, value) { came = value; }; });
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
  /** FNV-1a of the bytes of a term. */
  function hash(s) {
    var h = 0x811c9dc5;
    encodeURIComponent(s).replace(/%(..)|./g, function (c, hex) { h = Math.imul(h ^ (hex ? parseInt(hex, 16) : c.charCodeAt(0)), 0x01000193); });
    return h >>> 0;
  }
  function own(o, key) { return Object.prototype.hasOwnProperty.call(o, key) ? o[key] : ""; }
  /** A list of a key among the files of a kind, "" if there is none; part 1 are the positions beside the counts of a triple. */
  function list(kind, key, part) {
    return ready().then(function (m) {
      var h = hash(key);
      return load(kind + "/" + h % m[kind]).then(function (o) {
        var value = [].concat(own(o, key))[part];
        if (value !== 0) return value || "";
        return load("l/" + (part ? "p" : kind) + ("0000000" + h.toString(16)).slice(-8)).then(function (o) { return own(o, key); });
      });
    });
  }
  /** Entries of a term: {at: entry → place, n: counts from its place on, by field, length: of these fields but the body,
      chunk: by place, 0 left out, df: by field}. */
  function counts(s) {
    var a = numbers(s), t = { at: new Map(), n: [], length: [], chunk: [], df: [0, 0, 0, 0] }, p = 0, entry = 0, code, f, place;
    while (p < a.length) {
      entry += a[p++];
      code = a[p++];
      place = t.n.length;
      t.at.set(entry, place);
      if (code % 2 === 0) { t.n.push(0, 0, code / 2 + 1, 0); t.df[BODY]++; continue; }
      for (f = 0; f < FIELDS; f++) {
        code >>= 1;
        t.n.push(code & 1 && a[p++] + 1);
        if (code & 1) {
          t.df[f]++;
          if (f !== BODY) t.length[place + f] = a[p++];
        }
      }
      if (code > 1) t.chunk[place] = a[p++];
    }
    return t;
  }
  /** Adds to counts where the term stands: pos, distances of ascending positions, and where in them those of a place and field begin. */
  function places(t, s) {
    var p = 0;
    t.pos = numbers(s);
    t.from = t.n.map(function (n) { p += n; return p - n; });
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
    character: function (c) { return once(c, function () { return list("u", c, 0).then(characters); }); },
    /** A term; positions (kind s of triples, g of shorter terms) only where a word has several terms. */
    term: function (t, kind) {
      return once(kind + " " + t, function () {
        return Promise.all([list("s", t, 0), kind && list(kind, t, kind === "s" ? 1 : 0)]).then(function (got) {
          var c = counts(got[0]);
          return kind ? places(c, got[1]) : c;
        });
      });
    }
  };
})(typeof window === "undefined" ? globalThis : window);
