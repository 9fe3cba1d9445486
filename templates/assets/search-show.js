/* Search, part 5: what is shown of a result: marked title, snippet, sections
   (internal/search/match.go, snippet.go, show.go). */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  var BEFORE = 24, SNIPPET = 110, SECTION = 70, LEAD = 80, NEAR = 60, SECTIONS = 3;
  /** Occurrences of phrases in a text: [{word, pos, start, end}], in order. */
  function matches(text, phrases) {
    var at = new Map(), list = [], wanted = new Set(), singles = phrases.some(function (p) { return p.single; });
    phrases.forEach(function (p) { p.terms.forEach(function (t) { wanted.add(t); }); });
    var tokens = AJ.text.scan(text, wanted);
    tokens.forEach(function (t) { at.set(t.term + "\n" + t.pos, t); });
    tokens.forEach(function (t) {
      phrases.forEach(function (p, word) {
        if (p.single || t.term !== p.terms[0]) return;
        var rest = p.terms.map(function (term, i) { return at.get(term + "\n" + (t.pos + p.at[i])); });
        if (rest.every(Boolean)) list.push({ word: word, pos: t.pos, start: t.start, end: rest[rest.length - 1].end });
      });
    });
    if (singles) AJ.text.units(text).forEach(function (u) {
      phrases.forEach(function (p, word) {
        if (!u.word && u.term === p.single) list.push({ word: word, pos: u.pos, start: u.start, end: u.end });
      });
    });
    return list.sort(function (a, b) { return a.pos - b.pos || a.word - b.word; });
  }
  /** Different words before matches; 0 for none. */
  function worth(list) {
    return new Set(list.map(function (m) { return m.word; })).size * 1000 + Math.min(list.length, 999);
  }
  /** The first match in whose neighbourhood most different words stand. */
  function densest(list) {
    var best = null, most = -1;
    list.forEach(function (m, i) {
      var end = i, w;
      while (end < list.length && list[end].start < m.start + NEAR) end++;
      w = worth(list.slice(i, end));
      if (w > most) { most = w; best = m; }
    });
    return best;
  }
  function isDigit(c) { return AJ.text.classOf(AJ.text.fold(c.codePointAt(0))) === AJ.text.DIGIT; }
  /** The characters from…to of a text, or of its characters, as [{text, mark}], … where a line is cut off,
      white space run together. */
  function cut(text, from, to, marks) {
    var cs = typeof text === "string" ? Array.from(text) : text, marked = [], list = [], space = true, i, r;
    marks.forEach(function (m) { for (var j = m.start; j < m.end; j++) marked[j] = true; });
    function add(s, mark) {
      var last = list[list.length - 1];
      if (last && Boolean(last.mark) === mark) last.text += s; else list.push(mark ? { text: s, mark: true } : { text: s });
    }
    to = Math.min(to, cs.length);
    while (to > from && to < cs.length && isDigit(cs[to]) && isDigit(cs[to - 1])) to--;
    if (from > 0 && cs[from - 1] !== "\n") add("…", false);
    for (i = from; i < to; i++) {
      r = cs[i].codePointAt(0);
      if (AJ.text.fold(r) !== 32 && r !== 10 && r !== 13 && r !== 9) { add(cs[i], !!marked[i]); space = false; }
      else if (!space) { add(" ", !!marked[i]); space = true; }
    }
    if (from < to && to < cs.length && cs[to - 1] !== "\n") add("…", false);
    return list;
  }
  /** Where a snippet begins that shows the character at: not before from nor in a line before. */
  function begin(cs, from, at) { return Math.max(from, at - BEFORE, at ? cs.lastIndexOf("\n", at - 1) + 1 : 0); }
  function pieces(text, phrases) { return cut(text, 0, Infinity, matches(text, phrases)); }
  function codePieces(codes, phrases) {
    var found = [];
    codes.split("\n").some(function (code) {
      var marks = matches(code, phrases);
      if (marks.length) found = cut(code, 0, Infinity, marks);
      return marks.length;
    });
    return found;
  }
  /** The length of the heading that a section of a text begins with; 0 where it began in an earlier chunk. */
  function headingLength(cs, s) {
    var heading = Array.from(s[2] + "\n");
    return heading.every(function (c, i) { return c === cs[s[0] + i]; }) ? heading.length : 0;
  }
  /** The sections [at, anchor, title] with most words, in the order of the page. */
  function sectionHits(sections, cs, near, phrases) {
    return sections.map(function (s, i) {
      var to = i + 1 < sections.length ? sections[i + 1][0] : cs.length;
      var inside = near.filter(function (m) { return m.start >= s[0] && m.start < to; });
      return { s: s, to: to, inside: inside, worth: worth(inside), i: i };
    }).filter(function (f) { return f.worth; }).sort(function (a, b) { return b.worth - a.worth || a.i - b.i; })
      .slice(0, SECTIONS).sort(function (a, b) { return a.i - b.i; }).map(function (f) {
        var from = f.s[0] + headingLength(cs, f.s), inside = f.inside.filter(function (m) { return m.start >= from; });
        if (inside.length) from = begin(cs, from, densest(inside).start);
        return { anchor: f.s[1], title: pieces(f.s[2], phrases), snippet: cut(cs, from, Math.min(from + SECTION, f.to), near) };
      });
  }
  /** A hit without score and filters, from a chunk of its text. */
  AJ.show = function (chunk, phrases) {
    var near = matches(chunk.text, phrases), cs = Array.from(chunk.text), from = near.length ? begin(cs, 0, densest(near).start) : 0;
    return {
      id: chunk.row[0], title: pieces(chunk.row[1], phrases), code: codePieces(chunk.row[2], phrases),
      snippet: cut(cs, from, from + (near.length ? SNIPPET : LEAD), near), sections: sectionHits(chunk.row[3], cs, near, phrases)
    };
  };
  AJ.show.cut = cut;
})(typeof window === "undefined" ? globalThis : window);
