/* Search, part 3: answers a query; results and snippets as internal/search/find.go, snippet.go give them. */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  var BEFORE = 24, LENGTH = 110, NEAR = 60;
  /** Answer to a query: {words, total, all, types: [[type, n]], hits: [[entry, score]]}, all hits in order. */
  AJ.find = function (text, type) {
    var phrases = AJ.text.parse(text);
    return AJ.index.ready().then(function (meta) {
      if (!phrases.length || !meta.n) return { words: phrases, total: 0, all: 0, types: [], hits: [], opened: [] };
      return Promise.all(phrases.map(AJ.index.open)).then(function (opened) { return rank(meta, phrases, opened, type); });
    });
  };
  function rank(meta, phrases, opened, type) {
    var sum = 0, count = Object.create(null), hits = [], alone = opened.every(function (w) { return w.list; }), all = 0;
    opened.forEach(function (w) {
      (w.fields || []).forEach(function (leaves, f) {
        leaves.forEach(function (l) { sum += Math.pow((f ? 1 : 3) * l.idf, 2); });
      });
    });
    var lists = opened.map(function (w) { return AJ.index.scores(w, 1 / Math.sqrt(sum)); });
    lists[0].forEach(function (_, doc) {
      if (!lists.every(function (l) { return l.has(doc); })) return;
      var score = 0, t = meta.facets.type.names[meta.facets.type.of[doc]];
      // beside other words a single character filters and scores nothing
      lists.forEach(function (l, i) { if (alone || !opened[i].list) score += l.get(doc); });
      all++;
      if (t) count[t] = (count[t] || 0) + 1;
      if (!type || type === t) hits.push([doc, score]);
    });
    hits.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
    var types = Object.keys(count).map(function (t) { return [t, count[t]]; });
    types.sort(function (a, b) { return b[1] - a[1] || (a[0] < b[0] ? -1 : 1); });
    return { words: phrases, total: hits.length, all: all, types: types, hits: hits, opened: opened };
  }
  /** Rows to show for hits from…to of an answer: {id, title, snippet, type, procuratorate, line, year}. */
  AJ.rows = function (answer, from, to) {
    return AJ.index.ready().then(function (meta) {
      return Promise.all(answer.hits.slice(from, to).map(function (h) {
        var doc = h[0], block = Math.floor(doc / meta.block), chunk = chunkOf(meta, answer, doc);
        return Promise.all([
          AJ.index.load("r/" + block),
          chunk < 0 ? "" : AJ.index.load("t/" + block + "/" + doc + "-" + chunk)
        ]).then(function (got) {
          var row = got[0][doc % meta.block], f = meta.facets, out = { id: row[0], score: h[1] };
          Object.keys(f).forEach(function (name) { out[name] = f[name].names[f[name].of[doc]]; });
          out.title = pieces(row[1], 0, Infinity, matches(row[1], answer.words));
          out.snippet = snippet(got[1], row[2], answer.words);
          return out;
        });
      }));
    });
  };
  /** The chunk in which the densest cluster begins, or -1 if only the title matches. */
  function chunkOf(meta, answer, doc) {
    var list = [], single = -1;
    answer.opened.forEach(function (w, word) {
      if (w.list) {
        var c = w.list.get(doc);
        if (c.body && (single < 0 || c.chunk < single)) single = c.chunk;
        return;
      }
      AJ.index.begins(w.fields[1], doc).forEach(function (pos) { list.push({ pos: pos, word: word }); });
    });
    if (!list.length) return single;
    list.sort(function (a, b) { return a.pos - b.pos || a.word - b.word; });
    return Math.floor(densest(list, "pos").pos / meta.chunk);
  }
  function densest(list, place) {
    var best = null, worth = -1;
    list.forEach(function (m, i) {
      var words = new Set(), n = 0, j;
      for (j = i; j < list.length && list[j][place] < m[place] + NEAR; j++) { words.add(list[j].word); n++; }
      var w = words.size * 1000 + Math.min(n, 999);
      if (w > worth) { worth = w; best = m; }
    });
    return best;
  }
  /** Occurrences of phrases in a text: [{word, pos, start, end}], in order. */
  function matches(text, phrases) {
    var tokens = AJ.text.scan(text), at = new Map(), list = [], asked = new Set();
    phrases.forEach(function (p) { p.terms.forEach(function (t) { asked.add(t); }); });
    tokens.forEach(function (t) { if (asked.has(t.term)) at.set(t.term + "\n" + t.pos, t); });
    tokens.forEach(function (t) {
      phrases.forEach(function (p, word) {
        if (p.single) {
          if ((t.kind === AJ.text.PAIR || t.kind === AJ.text.TAIL) && String.fromCodePoint(t.term.codePointAt(0)) === p.single)
            list.push({ word: word, pos: t.pos, start: t.start, end: t.start + 1 });
          return;
        }
        if (t.term !== p.terms[0]) return;
        var rest = p.terms.map(function (term, i) { return at.get(term + "\n" + (t.pos + p.at[i])); });
        if (rest.every(Boolean)) list.push({ word: word, pos: t.pos, start: t.start, end: rest[rest.length - 1].end });
      });
    });
    return list.sort(function (a, b) { return a.pos - b.pos || a.word - b.word; });
  }
  function snippet(chunk, lead, phrases) {
    var near = chunk ? matches(chunk, phrases) : [], m;
    if (!near.length) return pieces(lead, 0, Infinity, []);
    m = densest(near, "start");
    var from = Math.max(0, m.start - BEFORE);
    return pieces(chunk, from, from + LENGTH, near);
  }
  /** The characters from…to as [{text, mark}], … where something is left out, white space run together. */
  function pieces(text, from, to, marks) {
    var cs = Array.from(text), marked = [], list = [], space = true, i;
    marks.forEach(function (m) { for (var j = m.start; j < m.end; j++) marked[j] = true; });
    function add(s, mark) {
      var last = list[list.length - 1];
      if (last && last.mark === mark) last.text += s; else list.push({ text: s, mark: mark });
    }
    to = Math.min(to, cs.length);
    if (from > 0) add("…", false);
    for (i = from; i < to; i++) {
      var r = cs[i].codePointAt(0);
      if (AJ.text.fold(r) !== 32 && r !== 10 && r !== 13 && r !== 9) { add(cs[i], !!marked[i]); space = false; }
      else if (!space) { add(" ", !!marked[i]); space = true; }
    }
    if (to < cs.length) add("…", false);
    return list;
  }
})(typeof window === "undefined" ? globalThis : window);
