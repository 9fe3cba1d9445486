/* Search, part 5: what is shown of a result: marked title, snippet, sections
   (internal/search/match.go, snippet.go, show.go). */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  var BEFORE = 24, SNIPPET = 110, SECTION = 70, LEAD = 80, NEAR = 60, SECTIONS = 3;
  // No word without punctuation inside reaches across these: what lies between two of them is taken apart by itself.
  var STOPS = /[\n，。、；：（）｜]/, WHITE = /[\t\n\r \xa0\u2000-\u200a\u202f\u3000]+/g;
  // What is not seen; what may stand inside a run of Han characters; all that any other term reaches across, and more.
  var UNSEEN = /(?:[\xad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]|\udb40[\udd00-\uddef])*/.source, LIGHT = "[^0-9a-z\u3400-\u9fff]*";
  var BETWEEN = UNSEEN + "(?:" + /[-\u2010-\u2013\xb7\u2022\u2027\u30fb\uff0d]/.source + UNSEEN + ")?";
  function isHan(c) { return /[\u3007\u3400-\u9fff\ud840-\ud8bf\uf900-\ufaff]/.test(c); }
  /** A text by its characters: itself where each is one unit of it, else an array. */
  function characters(text) { return /[\ud800-\udfff]/.test(text) ? Array.from(text) : text; }
  /** A function that tells where phrases stand in a text: [{word, start, end}], in order. A script that runs for the first
      time runs slowly, a pattern does not: patterns find runs of Han characters, and the clauses that are worth a closer look
      for other phrases. */
  function finder(phrases) {
    var wanted = new Set(), sought = [], apart = false, holds, runs = phrases.map(function (p) {
      if (p.single || !p.apart && Array.from(p.terms.join("")).every(isHan)) return new RegExp("(?=(" + Array.from(p.single || p.text).filter(isHan).join(BETWEEN) + "))", "g");
      sought.push(Array.from(p.terms[0].replace(/[+%‰^]/g, ""), function (c) { // as it is, and wide where there is such a form
        return "[" + c + (c < "{" ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : "") + "]";
      }).join(LIGHT));
      p.terms.forEach(function (t) { wanted.add(t); });
      apart = apart || p.apart;
    });
    holds = sought[0] && new RegExp(sought.join("|"), "iu");
    return function (text) {
      var list = [], at = 0;
      if (holds && holds.test(text)) (apart ? [text] : text.split(STOPS)).forEach(function (part) {
        if (holds.test(part)) look(part, at, list);
        at += characters(part).length + 1;
      });
      runs.forEach(function (run, word) {
        if (run) text.replace(run, function (_, found, i) {
          at = characters(text.slice(0, i)).length;
          list.push({ word: word, start: at, end: at + characters(found).length });
        });
      });
      return list.sort(function (a, b) { return a.start - b.start || a.word - b.word; });
    };
    /** Adds what stands in a part of a text that begins with its character at. */
    function look(part, at, list) {
      var tokens = AJ.text.scan(part, wanted), by = new Map();
      tokens.forEach(function (t) { by.set(t.term + "\n" + t.pos, t); });
      tokens.forEach(function (t) {
        phrases.forEach(function (p, word) {
          if (runs[word] || t.term !== p.terms[0]) return;
          var last = t;
          if (p.terms.every(function (term, i) { return last = by.get(term + "\n" + (t.pos + p.at[i])); }))
            list.push({ word: word, start: at + t.start, end: at + last.end });
        });
      });
    }
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
  function joined(cs) { return typeof cs === "string" ? cs : cs.join(""); }
  function isDigit(c) { return AJ.text.classOf(AJ.text.fold(c.codePointAt(0))) === AJ.text.DIGIT; }
  /** The characters from…to of a text, or of its characters, as [{text, mark}], … where a line is cut off,
      white space run together. Marks are in order. */
  function cut(text, from, to, marks) {
    var cs = characters(text), list = [], at = from, space = true;
    function say(s, mark) {
      var last = list[list.length - 1];
      if (!s) return;
      if (last && Boolean(last.mark) === mark) last.text += s; else list.push(mark ? { text: s, mark: true } : { text: s });
    }
    function add(end, mark) {
      var s = joined(cs.slice(at, end)).replace(WHITE, " ");
      if (space && s[0] === " ") s = s.slice(1); // there is one before it
      if (s) space = s.slice(-1) === " ";
      say(s, mark);
      at = end;
    }
    to = Math.min(to, cs.length);
    while (to > from && to < cs.length && isDigit(cs[to]) && isDigit(cs[to - 1])) to--;
    if (from > 0 && cs[from - 1] !== "\n") say("…", false);
    marks.forEach(function (m) {
      if (m.end <= at || m.start >= to) return;
      if (m.start > at) add(m.start, false);
      add(Math.min(m.end, to), true);
    });
    if (at < to) add(to, false);
    if (from < to && to < cs.length && cs[to - 1] !== "\n") say("…", false);
    return list;
  }
  /** Where a snippet begins that shows the character at: not before from nor in a line before. */
  function begin(cs, from, at) { return Math.max(from, at - BEFORE, at ? cs.lastIndexOf("\n", at - 1) + 1 : 0); }
  function pieces(text, matches) { return cut(text, 0, Infinity, matches(text)); }
  function codePieces(codes, matches) {
    var found = [];
    codes.split("\n").some(function (code) {
      var marks = matches(code);
      if (marks.length) found = cut(code, 0, Infinity, marks);
      return marks.length;
    });
    return found;
  }
  /** The length of the heading that a section of a text begins with; 0 where it began in an earlier chunk. */
  function headingLength(cs, s) {
    var heading = s[2] + "\n", length = characters(heading).length;
    return joined(cs.slice(s[0], s[0] + length)) === heading ? length : 0;
  }
  /** The sections [at, anchor, title] with most words, in the order of the page. */
  function sectionHits(sections, cs, near, matches) {
    return sections.map(function (s, i) {
      var to = i + 1 < sections.length ? sections[i + 1][0] : cs.length;
      var inside = near.filter(function (m) { return m.start >= s[0] && m.start < to; });
      return { s: s, to: to, inside: inside, worth: worth(inside), i: i };
    }).filter(function (f) { return f.worth; }).sort(function (a, b) { return b.worth - a.worth || a.i - b.i; })
      .slice(0, SECTIONS).sort(function (a, b) { return a.i - b.i; }).map(function (f) {
        var from = f.s[0] + headingLength(cs, f.s), inside = f.inside.filter(function (m) { return m.start >= from; });
        if (inside.length) from = begin(cs, from, densest(inside).start);
        return { anchor: f.s[1], title: pieces(f.s[2], matches), snippet: cut(cs, from, Math.min(from + SECTION, f.to), near) };
      });
  }
  /** A hit without score and filters, from a chunk of its text. */
  AJ.show = function (chunk, matches) {
    var near = matches(chunk.text), cs = characters(chunk.text), from = near.length ? begin(cs, 0, densest(near).start) : 0;
    return {
      id: chunk.row[0], title: pieces(chunk.row[1], matches), code: codePieces(chunk.row[2], matches),
      snippet: cut(cs, from, from + (near.length ? SNIPPET : LEAD), near), sections: sectionHits(chunk.row[3], cs, near, matches)
    };
  };
  AJ.show.finder = finder;
  AJ.show.cut = cut;
})(typeof window === "undefined" ? globalThis : window);
