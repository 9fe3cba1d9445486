/* Search, part 1: characters and the analysis of text.
   The same rules in Go: internal/search/chars.go, han.go. Tests hold the two together. */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  var MARK = 0, HAN = 1, LETTER = 2, DIGIT = 3, IGNORED = 4;
  var WORD = 0, PAIR = 1, TAIL = 2, LINK = 3, TRIPLE = 4, SIGN = 5;
  // from, to, class of every range from U+0080 that is not letters
  var SPANS = [
    0x80, 0xa9, 0, 0xab, 0xac, 0, 0xad, 0xad, 4, 0xae, 0xb4, 0, 0xb6, 0xb9, 0, 0xbb, 0xbf, 0, 0xd7, 0xd7, 0, 0xf7, 0xf7, 0,
    0x2000, 0x200a, 0, 0x200b, 0x200d, 4, 0x200e, 0x205f, 0, 0x2060, 0x2060, 4, 0x2061, 0x215f, 0, 0x2190, 0x2bff, 0,
    0x2e00, 0x2e7f, 0, 0x2ff0, 0x3004, 0, 0x3007, 0x3007, 1, 0x3008, 0x3020, 0, 0x302a, 0x3030, 0, 0x3036, 0x3037, 0,
    0x303d, 0x3040, 0, 0x3099, 0x309c, 0, 0x30a0, 0x30a0, 0, 0x30fb, 0x30fb, 0, 0x3190, 0x319f, 0, 0x3200, 0x33ff, 0,
    0x3400, 0x9fff, 1, 0xd800, 0xdfff, 0, 0xf900, 0xfaff, 1, 0xfe00, 0xfe0f, 4, 0xfe10, 0xfe6f, 0, 0xfeff, 0xfeff, 4,
    0xff00, 0xff65, 0, 0xffe0, 0xffff, 0, 0x1f000, 0x1faff, 0, 0x20000, 0x3ffff, 1, 0xe0000, 0xe00ff, 0, 0xe0100, 0xe01ef, 4
  ];
  function classOf(r) {
    if (r < 0x80) return r >= 48 && r <= 57 ? DIGIT : r >= 97 && r <= 122 ? LETTER : MARK;
    if (r >= 0x3400 && r <= 0x9fff) return HAN;
    for (var i = 0; i < SPANS.length && SPANS[i] <= r; i += 3) if (r <= SPANS[i + 1]) return SPANS[i + 2];
    return LETTER;
  }
  function fold(r) {
    if (r >= 0x3400 && r <= 0x9fff) return r;
    if (r >= 0xff01 && r <= 0xff5e) r -= 0xfee0;
    else if (r === 0x3000 || r === 0xa0 || r === 0x202f || r >= 0x2000 && r <= 0x200a) return 32;
    if (r >= 65 && r <= 90 || r >= 0xc0 && r <= 0xde && r !== 0xd7 || r >= 0x391 && r <= 0x3a9 || r >= 0x410 && r <= 0x42f) return r + 32;
    if (r >= 0x400 && r <= 0x40f) return r + 80;
    return r >= 0x2160 && r <= 0x216f ? r + 16 : r;
  }
  function joins(r) { return r === 45 || r >= 0x2010 && r <= 0x2013 || r === 0xb7 || r === 0x2022 || r === 0x2027 || r === 0x30fb; }
  function light(r) { return " .+-/_%".indexOf(String.fromCodePoint(r)) >= 0; }
  function signs(r) { return r === 43 || r === 37 || r === 0x2030; }
  /** Code points of a text, folded. Half a surrogate pair counts as U+FFFD, as in Go. */
  function folded(text) {
    return Array.from(text, function (c) { var r = c.codePointAt(0); return r >= 0xd800 && r <= 0xdfff ? 0xfffd : fold(r); });
  }
  /** Units {term, word, touching, joined, pos, start, end, sign, signEnd}; start and end count characters. */
  function units(text) {
    var cs = folded(text), classes = cs.map(classOf), out = [], pos = 0, gap = false, fresh = false, run = false, i = 0, k, u;
    function next() {
      u = { term: "", word: k !== HAN, touching: pos > 0 && !gap, joined: k === HAN && run, pos: ++pos, start: i, end: i + 1, sign: "", signEnd: 0 };
      out.push(u);
      gap = false; fresh = true; run = k === HAN;
    }
    function hanNext(j) {
      for (; j < cs.length; j++) if (classes[j] !== IGNORED) return classes[j] === HAN;
      return false;
    }
    while (i < cs.length) {
      k = classes[i];
      if (k === HAN) {
        next();
        u.term = String.fromCodePoint(cs[i++]);
      } else if (k === LETTER || k === DIGIT) {
        next();
        for (; i < cs.length && (classes[i] === k || classes[i] === IGNORED); i++) {
          if (classes[i] === k) { u.term += String.fromCodePoint(cs[i]); u.end = i + 1; }
        }
      } else {
        if (k !== IGNORED && !(run && joins(cs[i]) && hanNext(i + 1))) {
          if (fresh && signs(cs[i])) { u.sign = String.fromCodePoint(cs[i]); u.signEnd = i + 1; }
          fresh = run = false;
          if (!light(cs[i])) { pos++; gap = true; }
        }
        i++;
      }
    }
    return out;
  }
  function hasTriple(a, b, c) { return !(b.word && (a.word || c.word)); }
  /** What stands between two touching units of a term. */
  function between(before, u) { return u.joined ? "" : before.sign || "^"; }
  /** Touching units as one term. */
  function stretch(list) {
    return list.map(function (u, i) { return (i ? between(list[i - 1], u) : "") + u.term; }).join("");
  }
  /** Tokens {term, kind, pos, start, end}; with wanted only those whose terms it has. */
  function scan(text, wanted) {
    var out = [], a = null, b = null, open = null, two;
    function put(term, kind, first, end) {
      if (!wanted || wanted.has(term)) out.push({ term: term, kind: kind, pos: first.pos, start: first.start, end: end });
    }
    function endRun() { if (open) put(open.term, TAIL, open, open.end); open = null; }
    units(text).forEach(function (u) {
      if (!u.joined) endRun();
      if (!u.touching) a = b = null;
      if (b) {
        two = b.term + between(b, u) + u.term;
        put(two, u.joined ? PAIR : LINK, b, u.end);
        if (a && hasTriple(a, b, u)) put(a.term + between(a, b) + two, TRIPLE, a, u.end);
      }
      if (u.word) put(u.term, WORD, u, u.end);
      open = u.word ? null : u;
      if (u.sign) put(u.sign + u.term, SIGN, u, u.signEnd);
      a = b; b = u;
    });
    endRun();
    return out;
  }
  AJ.text = {
    classOf: classOf, fold: fold, folded: folded, units: units, scan: scan, stretch: stretch, hasTriple: hasTriple,
    joins: joins, PAIR: PAIR, TAIL: TAIL, MARK: MARK, HAN: HAN, LETTER: LETTER, DIGIT: DIGIT, IGNORED: IGNORED
  };
})(typeof window === "undefined" ? globalThis : window);
