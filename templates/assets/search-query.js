/* Search, part 2: what a query means. The same rules in Go: internal/search/query.go, syntax.go,
   node.go, synonym.go, where the language is described. Tests hold the two together. */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  var RUNES = 200, WORDS = 16, NESTING = 8, SYNONYM = 0.5;
  var PREFIXES = [
    ["标题", "title", ""], ["编号", "code", ""], ["类型", "", "type"], ["单位", "", "procuratorate"],
    ["条线", "", "line"], ["年", "", "year"], ["年份", "", "year"]
  ];
  /** One word as {text, terms, at, short, single}: terms at fixed distances, or one Han character; null if empty.
      short: whether the term is shorter than a triple. */
  function phrase(text) {
    var T = AJ.text, all = T.units(text), p = { text: text, terms: [], at: [], short: [], single: "" }, from = 0, to;
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
    }
    return p.terms.length ? p : null;
  }
  function isQuote(c) { return c === '"' || c === "“" || c === "”"; }
  function isSpace(r) { return r === 32 || r >= 9 && r <= 13 || r === 0x85 || r === 0x2028 || r === 0x2029; }
  function trim(s) { return s.replace(/^[ ,;:!?。、…]+|[ ,;:!?。、…]+$/g, ""); }
  function foldText(s) { return AJ.text.folded(s).map(function (r) { return String.fromCodePoint(r); }).join(""); }
  /** Tells phrases apart by what they find. */
  function phraseKey(p) { return p.single || p.terms.map(function (t, i) { return t + "@" + p.at[i] + " "; }).join(""); }
  function key(n) {
    if (n.kind === "word") return n.field + "'" + phraseKey(n.phrase) + "'";
    if (n.kind === "facet") return n.facet + "=" + n.value;
    return n.kind + "(" + n.children.map(function (c) { return key(c) + " "; }).join("") +
      (n.without || []).map(function (c) { return "-" + key(c) + " "; }).join("") + ")";
  }
  function distinct(nodes) {
    var seen = new Set();
    return nodes.filter(function (n) { var k = key(n); return !seen.has(k) && seen.add(k); });
  }
  /** One node of several: null of none, of one the node itself. What is there twice counts once. */
  function join(kind, children, without) {
    children = distinct(children); without = distinct(without);
    if (!children.length && !without.length) return null;
    if (children.length === 1 && !without.length) return children[0];
    return kind === "all" ? { kind: kind, children: children, without: without } : { kind: kind, children: children };
  }
  var table = { of: null, groups: [], by: new Map() };
  /** Synonyms by the keys of their words; made once of one array. */
  function groupsOf(synonyms) {
    if (table.of === synonyms) return table;
    table = { of: synonyms, groups: [], by: new Map() };
    synonyms.forEach(function (words) {
      var group = new Map();
      words.forEach(function (w) {
        var p = phrase(foldText(w)), k = p && phraseKey(p);
        if (p && !table.by.has(k) && !group.has(k)) group.set(k, p);
      });
      if (group.size < 2) return;
      group.forEach(function (_, k) { table.by.set(k, table.groups.length); });
      table.groups.push(Array.from(group.values()));
    });
    return table;
  }
  /** What a text asks for: {root, words, also}. synonyms: groups of words, or nothing. */
  function parse(text, plain, synonyms) {
    var cs = [], capital = [], closing = [], leaves = 0, seen = new Set(), known = !plain && synonyms ? groupsOf(synonyms) : null;
    var result = { root: null, words: [], also: [] };
    (function read() {
      var quoted = false, open = [], raw = Array.from(text).slice(0, RUNES);
      AJ.text.folded(raw.join("")).forEach(function (r, i) {
        var at = cs.length, c = isSpace(r) ? " " : String.fromCodePoint(r);
        if (AJ.text.classOf(r) === AJ.text.IGNORED) return;
        cs.push(c); capital.push(/^[A-ZＡ-Ｚ]/.test(raw[i])); closing.push(0);
        if (isQuote(c)) quoted = !quoted;
        else if (quoted) return;
        else if (c === "(") open.push(at);
        else if (c === ")" && open.length) closing[open.pop()] = at;
      });
    })();
    function begins(i, from) { return i === from || cs[i - 1] === " "; }
    function ends(i, to) { return i === to || cs[i] === " "; }
    function isOr(i, from, to) {
      return i + 2 <= to && begins(i, from) && ends(i + 2, to) && cs[i] === "o" && cs[i + 1] === "r" && capital[i] && capital[i + 1];
    }
    function all(from, to, scope) {
      var children = [], without = [], either = [], joined = false, i = from, got;
      function flush() {
        var n = either[0];
        if (either.length === 1 && n.kind === "all" && !n.children.length) without = without.concat(n.without);
        else if ((n = join("any", either, []))) children.push(n);
        either = [];
      }
      while (i < to) {
        if (cs[i] === " ") { i++; continue; }
        if (isOr(i, from, to)) { joined = true; i += 2; continue; }
        got = operand(i, from, to, scope);
        i = got.end;
        if (!joined) flush();
        if (got.node) either.push(got.node);
        joined = false;
      }
      flush();
      return join("all", children, without);
    }
    /** A word or a group with the signs before it; what is excluded comes back as a node without children. */
    function operand(i, from, to, scope) {
      var not = false, s = { field: scope.field, facet: scope.facet, not: scope.not, depth: scope.depth }, end, got;
      function exclude(n) { return n && not ? { kind: "all", children: [], without: [n] } : n; }
      if (begins(i, from)) {
        if (cs[i] === "-" && !ends(i + 1, to) && cs[i + 1] !== "-") { not = s.not = true; i++; }
        PREFIXES.some(function (f) {
          var end = i + f[0].length;
          if (end >= to || cs[end] !== ":" || cs.slice(i, end).join("") !== f[0]) return false;
          s.field = f[1]; s.facet = f[2]; i = end + 1;
          return true;
        });
        end = i < to && cs[i] === "(" && s.depth < NESTING ? closing[i] : 0;
        if (end && ends(end + 1, to)) {
          s.depth++;
          return { node: exclude(all(i + 1, end, s)), end: end + 1 };
        }
      }
      got = word(i, to, s);
      return { node: exclude(got.node), end: got.end };
    }
    function word(i, to, scope) {
      var quoted = i < to && isQuote(cs[i]), end, node;
      if (quoted) i++;
      for (end = i; end < to && !isQuote(cs[end]) && (quoted || cs[end] !== " "); end++);
      node = leaf(trim(cs.slice(i, end).join("")), quoted, scope);
      return { node: node, end: quoted && end < to ? end + 1 : end };
    }
    function leaf(text, quoted, scope) {
      var p = phrase(text), k, n;
      if (!p || leaves === WORDS) return null;
      leaves++;
      if (scope.facet) {
        return { kind: "facet", facet: scope.facet, value: scope.facet === "year" && text !== "年" ? text.replace(/年$/, "") : text };
      }
      k = phraseKey(p);
      n = { kind: "word", phrase: p, field: scope.field, boost: 1 };
      if (scope.not) return n;
      if (!seen.has(k)) { seen.add(k); result.words.push(text); }
      return quoted || !known ? n : expand(n, k);
    }
    /** The node, or if its word has synonyms one for any of them, the typed word first. */
    function expand(n, k) {
      var others = (known.groups[known.by.get(k)] || []).filter(function (p) { return phraseKey(p) !== k; });
      if (!others.length) return n;
      if (!result.also.some(function (e) { return e.word === n.phrase.text; }))
        result.also.push({ word: n.phrase.text, words: others.map(function (p) { return p.text; }) });
      return { kind: "any", children: [n].concat(others.map(function (p) {
        return { kind: "word", phrase: p, field: n.field, boost: SYNONYM };
      })) };
    }
    result.root = all(0, cs.length, { field: "", facet: "", not: false, depth: 0 });
    return result;
  }
  AJ.query = { parse: parse, phrase: phrase, fold: foldText };
})(typeof window === "undefined" ? globalThis : window);
