/* Search, part 2: what a query means. The same rules in Go: internal/search/query.go, syntax.go,
   node.go, synonym.go, where the language is described. Tests hold the two together. */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  var RUNES = 200, WORDS = 16, NESTING = 8, SYNONYM = 0.5;
  var PREFIXES = { 标题: "title", 编号: "code", 类型: "type", 单位: "procuratorate", 条线: "line", 年: "year", 年份: "year" };
  var TELLING = ["kind", "phrase", "terms", "at", "single", "field", "facet", "value", "children", "without"];
  /** One word as {text, terms, at, short, single}: terms at fixed distances, or one Han character; null if empty.
      short: whether the term is shorter than a triple; apart: whether punctuation lies inside. */
  function phrase(text) {
    var T = AJ.text, all = T.units(text), p = { text: text, terms: [], at: [], short: [], single: "", apart: false }, from = 0, to;
    if (all.length === 1 && !all[0].word && !all[0].sign) { p.single = all[0].term; return p; }
    function add(term, u, short) { p.terms.push(term); p.at.push(u.pos - all[0].pos); p.short.push(short); }
    /** As few terms as hold all of some touching units; a single Han character at the end adds nothing, for the text may go on. */
    function cover(list, last) {
      var n = list.length, i = 0, k, u = list[n - 1];
      while (n > 1 && i < n) {
        k = Math.min(i, n - 3);
        if (k >= 0 && T.hasTriple(list[k], list[k + 1], list[k + 2])) i = k + 3;
        else { k = Math.min(i, n - 2); i = k + 2; }
        add(T.stretch(list.slice(k, i)), list[k], i - k < 3);
      }
      if (u.sign) add(u.sign + u.term, u, true);
      else if (n === 1 && (u.word || !last)) add(u.term, u, true);
    }
    for (; from < all.length; from = to) {
      for (to = from + 1; to < all.length && all[to].touching; to++);
      cover(all.slice(from, to), to === all.length);
      if (from) p.apart = true;
    }
    return p.terms.length ? p : null;
  }
  function isQuote(c) { return /["“”]/.test(c); }
  function fold(s) { return String.fromCodePoint.apply(null, AJ.text.folded(s)); }
  /** Tells nodes and phrases apart by what they find. */
  function key(of) { return JSON.stringify(of, TELLING); }
  function distinct(nodes) {
    var seen = new Set();
    return nodes.filter(function (n) { var k = key(n); return !seen.has(k) && seen.add(k); });
  }
  /** One node of several: null of none, of one the node itself. What is there twice counts once. */
  function join(kind, children, without) {
    children = distinct(children); without = distinct(without);
    if (without.length || children[1]) return { kind: kind, children: children, without: without };
    return children[0] || null;
  }
  /** The synonyms of a phrase, itself among them; [] if there are none. */
  function alike(p, synonyms) {
    var k = key(p), c = (p.single || p.terms[0])[0], found = synonyms.find(function (words) {
      return words.some(function (w) { return w.indexOf(c) >= 0 && key(phrase(w)) === k; });
    });
    return (found || []).map(phrase);
  }
  /** What a text asks for: {root, words, also}. synonyms: groups of words as they stand in m.js, folded and none twice, or nothing. */
  function parse(text, plain, synonyms) {
    var typed = [], cs = [], closing = [], i = 0, leaves = 0, seen = new Set();
    var result = { root: null, words: [], also: [] };
    /** Folds the text, drops invisible characters and finds the pairs of parentheses. */
    function read() {
      var quoted = false, open = [];
      Array.from(text).slice(0, RUNES).forEach(function (raw) {
        var r = AJ.text.folded(raw)[0], c = /[\t-\r\x85\u2028\u2029]/.test(raw) ? " " : String.fromCodePoint(r);
        if (AJ.text.classOf(r) === AJ.text.IGNORED) return;
        if (isQuote(c)) quoted = !quoted;
        else if (c === "(" && !quoted) open.push(cs.length);
        else if (c === ")" && !quoted && open.length) closing[open.pop()] = cs.length;
        typed.push(raw); cs.push(c);
      });
    }
    function ends(at, to) { return at === to || cs[at] === " "; }
    /** Reads up to a place, the end or that of a group. */
    function all(to, scope) {
      var from = i, children = [], without = [], either = [], joined = false, begins, got;
      function flush() {
        var n = either[0];
        if (!either[1] && n && n.kind === "all" && !n.children.length) without = without.concat(n.without);
        else if ((n = join("any", either, []))) children.push(n);
        either = [];
      }
      while (i < to) {
        begins = i === from || cs[i - 1] === " ";
        if (cs[i] === " ") { i++; continue; }
        if (begins && ends(i + 2, to) && /^[OＯ][RＲ]$/.test(typed[i] + typed[i + 1])) { joined = true; i += 2; continue; }
        got = operand(to, scope, begins);
        if (!joined) flush();
        if (got) either.push(got);
        joined = false;
      }
      flush();
      return join("all", children, without);
    }
    /** A word or a group with the signs before it; what is excluded comes back as a node without children. */
    function operand(to, scope, begins) {
      var not = begins && cs[i] === "-" && !ends(i + 1, to) && cs[i + 1] !== "-", s = Object.assign({}, scope), colon, end, n;
      if (not) { s.not = true; i++; }
      colon = cs.indexOf(":", i);
      if (begins && colon > i && colon < Math.min(to, i + 3) && PREFIXES[cs.slice(i, colon).join("")]) {
        s.where = PREFIXES[cs.slice(i, colon).join("")];
        i = colon + 1;
      }
      end = begins && i < to && s.depth < NESTING && closing[i];
      if (end && ends(end + 1, to)) {
        i++; s.depth++;
        n = all(end, s);
        i = end + 1;
      } else n = word(to, s);
      return n && not ? { kind: "all", children: [], without: [n] } : n;
    }
    function word(to, scope) {
      var quoted = i < to && isQuote(cs[i]), from = quoted ? ++i : i, end;
      while (i < to && !isQuote(cs[i]) && (quoted || cs[i] !== " ")) i++;
      end = i;
      if (quoted && i < to) i++;
      return leaf(cs.slice(from, end).join("").replace(/^[ ,;:!?。、…]+|[ ,;:!?。、…]+$/g, ""), quoted, scope);
    }
    function leaf(text, quoted, scope) {
      var p = phrase(text), k = key(p), where = scope.where, n;
      if (!p || leaves === WORDS) return null;
      leaves++;
      if (where && where !== "title" && where !== "code")
        return { kind: "facet", facet: where, value: where === "year" && text !== "年" ? text.replace(/年$/, "") : text };
      function node(p, boost) { return { kind: "word", phrase: p, field: where, boost: boost }; }
      n = node(p, 1);
      if (scope.not) return n;
      if (!seen.has(k)) { seen.add(k); result.words.push(text); }
      if (quoted || plain || !synonyms) return n;
      // the typed word first, then those that mean the same
      var others = alike(p, synonyms).filter(function (o) { return key(o) !== k; });
      if (!others[0]) return n;
      if (!result.also.some(function (e) { return e.word === text; }))
        result.also.push({ word: text, words: others.map(function (o) { return o.text; }) });
      return { kind: "any", children: [n].concat(others.map(function (o) { return node(o, SYNONYM); })), without: [] };
    }
    read();
    result.root = all(cs.length, { where: "", not: false, depth: 0 });
    return result;
  }
  AJ.query = { parse: parse, phrase: phrase, fold: fold };
})(typeof window === "undefined" ? globalThis : window);
