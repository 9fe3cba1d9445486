/* Search: what a reader may mean by a few letters or characters. The same in Go: internal/search/suggest.go,
   pinyin.go; tests hold the two together. */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {}, T = AJ.text;
  var MOST = 8, RUNES = 200, WORDS = 16;
  // ranks of what matches, best first; each rank of pinyin is followed by the one for syllables
  var CODE_EQUALS = 0, TITLE_EQUALS = 1, CODE_BEGINS = 2, TITLE_BEGINS = 3, PART = 4;
  var WHOLE = 5, BEGINS = 7, INSIDE = 9, OF_PAGE = 11, NONE = 12;
  var BY_SYLLABLES = 1, BY_INITIALS = 2;
  var made = null;

  // -- the file

  function ready() {
    return AJ.index.load("q").then(function (file) {
      if (!made || made.file !== file) made = read(file);
      return made;
    });
  }
  function read(file) {
    var N = AJ.index.numbers, chars = Array.from(file.frequent), last = 0, at = 0, owners = N(file.owners);
    N(file.others).forEach(function (gap) { chars.push(String.fromCodePoint(last += gap)); });
    function unpack(s) { return N(s).map(function (n) { return chars[n]; }).join("").split("|"); }
    var page = "", titles = unpack(file.titles).map(function (title) {
      var parts = title.split(" · ");
      if (title.slice(-1) === "¦") return title.slice(0, -1) + " · " + page;
      if (parts.length > 1) page = parts.slice(1).join(" · ");
      return title;
    }), codes = unpack(file.codes), kinds = N(file.kinds), table = readings(file, chars);
    var list = paths(file.paths, titles).map(function (path, i) {
      while (!kinds[1]) kinds.splice(0, 2);
      kinds[1]--;
      return { path: path, title: titles[i], kind: kinds[0], codes: [], at: i };
    });
    owners.forEach(function (gap, i) {
      at += gap;
      list[at].codes.push(codes[i]);
    });
    list.forEach(function (c) {
      var name = c.title.split(" · ")[0], number = "", first = c.title.split(" ");
      c.part = c.path.indexOf("#") < 0 ? 0 : 1;
      c.length = Array.from(c.title).length;
      c.key = key(c.title);
      c.end = starts(c.key.text, key(name).text) ? key(name).text.length : c.key.text.length;
      c.file = c.path.split("#")[0].split("/").pop().replace(/\.html$/, "");
      c.codes = c.codes.map(function (code) { return code === "/" ? c.file : code || first[0]; });
      c.names = c.codes.map(function (code) {
        var k = key(code), file = code === c.file, u = file ? [] : units(k, 0, k.text.length, table);
        if (!number && code === first[0] && first.length > 1 && !Array.from(code).some(isHan)) number = k.text;
        return { key: k, file: file, units: u.some(function (x) { return x.readings.length; }) ? u : [] };
      });
      c.lead = number.length < c.end && starts(c.key.text, number) ? number.length : 0;
      c.units = units(c.key, c.lead, c.end, table);
      c.more = units(c.key, c.end, c.key.text.length, table);
    });
    return { file: file, types: file.types, list: list };
  }
  /** Each path is a capital for the words that it shares with the one before, and the rest; $ stands for the slug of its title. */
  function paths(column, titles) {
    var before = "";
    return (column.match(/[A-Z](?:!.|[^A-Z!])*/gsu) || []).map(function (s, i) {
      var shared = before.match(/[^-\/#]*[-\/#]/g) || [];
      before = shared.slice(0, s.charCodeAt(0) - 65).join("") +
        s.slice(1).replace(/!(.)|\$/gu, function (_, c) { return c ? c.toUpperCase() : "\0"; });
      return before.replace("\0", function () { return slug(titles[i]); })
        .replace(/^[^#]*/, function (name) { return name.slice(-1) === "~" ? name.slice(0, -1) : name + ".html"; });
    });
  }
  function slug(title) {
    var last = "-";
    return T.folded(title.split(" · ")[0].replace(/^图：/, "").replace(/^表：/, "")).map(function (r) {
      var c = T.classOf(r), s = String.fromCodePoint(r);
      if (c !== T.HAN && c !== T.LETTER && c !== T.DIGIT && s !== "_") {
        if (s !== " " && s !== "-" || last === "-") return "";
        s = "-";
      }
      return last = s;
    }).join("").replace(/-$/, "");
  }
  function readings(file, chars) {
    var N = AJ.index.numbers(file.readings), first = file.initials.split(" "), second = file.finals.split(" "), p = 0;
    var table = { of: new Map(), words: new Map() };
    chars.forEach(function (c) {
      if (!isHan(c)) return;
      var list = [], more = true, i;
      while (more) {
        more = N[p] === 0;
        if (more) p++;
        i = N[p++];
        if (i <= first.length) list.push(first[i - 1] + second[N[p++] - 1]);
      }
      table.of.set(c, list);
    });
    if (file.words) file.words.split("|").forEach(function (w) {
      var list = w.split(" "), c = String.fromCodePoint(w.codePointAt(0)), same = table.words.get(c) || [];
      same.push({ word: list[0], syllables: list.slice(1) });
      table.words.set(c, same.sort(function (a, b) { return b.syllables.length - a.syllables.length; }));
    });
    return table;
  }

  // -- what is compared

  function starts(text, s) { return text.slice(0, s.length) === s; }
  function isHan(c) { return T.classOf(c.codePointAt(0)) === T.HAN; }
  function blank(r) { return r === 32 || r === 9 || r === 10 || r === 13; }
  var QUOTES = "\"'“”‘’「」『』《》〈〉", BRACKETS = "[]〔〕【】〖〗{}";
  /** A text folded, without spaces, quotation marks and hyphens between unlike characters: {text, at: its characters by place}. */
  function key(text) {
    var cs = T.folded(text), classes = cs.map(T.classOf), out = "", at = [], last = T.MARK;
    cs.forEach(function (r, i) {
      var j = i + 1, s = String.fromCodePoint(r), bracket = BRACKETS.indexOf(s);
      if (classes[i] === T.IGNORED || blank(r) || QUOTES.indexOf(s) >= 0) return;
      if (T.joins(r) && last !== T.MARK) {
        while (classes[j] === T.IGNORED) j++;
        if (j < cs.length && classes[j] !== T.MARK && (classes[j] !== last || last === T.HAN)) return;
      }
      last = classes[i];
      if (bracket >= 0) s = "()"[bracket % 2];
      out += s;
      for (j = 0; j < s.length; j++) at.push(i);
    });
    return { text: out, at: at };
  }
  /** What pinyin spells of a key: Han characters with readings, Latin letters; digits and marks are passed over. */
  function units(k, from, to, table) {
    var given = [], list = [], p = from;
    Array.from(k.text.slice(from, to)).forEach(function (c) {
      var u = { c: c, at: k.at[p], readings: [] };
      if (isHan(c)) {
        if (!given.length) {
          (table.words.get(c) || []).some(function (w) {
            if (k.text.indexOf(w.word, p) !== p) return false;
            given = w.syllables.slice();
            return true;
          });
        }
        u.readings = given.length ? [given.shift()] : table.of.get(c) || [];
      }
      u.first = u.readings.reduce(function (all, x) { return all + x[0]; }, c);
      if (isHan(c) || c >= "a" && c <= "z") list.push(u);
      p += c.length;
    });
    return list;
  }
  /** Place of a word in a key or -1; of numbers and words of letters only their beginning counts. */
  function indexOf(k, word) {
    var c = T.classOf(word.codePointAt(0)), i = k.text.indexOf(word), before;
    for (; i >= 0; i = k.text.indexOf(word, i + 1)) {
      before = Array.from(k.text.slice(Math.max(0, i - 2), i)).pop();
      if (!before || c !== T.LETTER && c !== T.DIGIT || T.classOf(before.codePointAt(0)) !== c) return i;
    }
    return -1;
  }
  /** The query's words, and all of it as one word. */
  function ask(text) {
    var plain = Array.from(text).slice(0, RUNES).map(function (c) {
      return blank(T.folded(c)[0]) ? " " : c;
    }).join("");
    function word(k) { return { text: k.text, pinyin: pinyin(k.text) }; }
    return { words: plain.split(" ").map(key).filter(function (k) { return k.text; }).slice(0, WORDS).map(word), all: word(key(plain)) };
  }
  /** Letters and Han characters of a word that may be pinyin, else null. */
  function pinyin(word) {
    var q = Array.from(word), letters = false;
    return q.every(function (c) {
      if (c >= "a" && c <= "z") letters = true;
      return c >= "a" && c <= "z" || isHan(c);
    }) && letters && q.length > 1 ? q : null;
  }

  // -- pinyin

  /** How well q spells the units: {rank, marks}. */
  function spell(list, q) {
    var best = { rank: NONE, marks: [] };
    list.some(function (u, from) {
      if (u.first.indexOf(q[0]) < 0) return false;
      var got = spellFrom(list, from, q);
      if (got.rank < best.rank) {
        best = { rank: got.rank, marks: list.slice(from, got.to).map(function (u) { return { start: u.at, end: u.at + 1 }; }) };
      }
      return best.rank <= INSIDE;
    });
    return best;
  }
  function spellFrom(list, from, q) {
    var now = [BY_INITIALS], next, i, j, going = true, best = { rank: NONE, to: 0 };
    for (i = from; going && i < list.length; i++) {
      next = [];
      going = false;
      for (j = 0; j < q.length; j++) if (now[j] && reach(list[i], q, j, now[j], next)) going = true;
      if (next[q.length]) {
        j = (from ? INSIDE : i + 1 < list.length ? BEGINS : WHOLE) + (next[q.length] === BY_SYLLABLES ? 1 : 0);
        if (j < best.rank) best = { rank: j, to: i + 1 };
      }
      now = next;
    }
    return best;
  }
  /** Notes in next where in q a unit leads from j; tells whether anywhere. */
  function reach(u, q, j, way, next) {
    var any = false;
    function note(at, w) { next[at] = Math.max(next[at] || 0, w); any = true; }
    if (u.c === q[j]) { note(j + 1, way); return true; }
    u.readings.forEach(function (r) {
      for (var k = 0; k < r.length && j + k < q.length && (q[j + k] === r[k] || q[j + k] === "u" && r[k] === "v"); k++) {
        note(j + k + 1, k > 1 || k === 1 && r[1] !== "h" ? BY_SYLLABLES : way);
      }
    });
    return any;
  }

  // -- what fits

  /** Of a part of a page, how its other name begins tells little. */
  function nameRank(c, n, word) {
    var i = indexOf(n.key, word), all = word.length === n.key.text.length;
    return i < 0 || n.file && !all ? NONE : i === 0 && all ? CODE_EQUALS : i > 0 || c.part ? PART : CODE_BEGINS;
  }
  function titleRank(c, word) {
    var text = c.key.text, at = [0, c.lead].filter(function (from) { return starts(text.slice(from), word); })[0], to;
    if (at !== undefined) {
      to = at + word.length;
      return [to === c.end || to === text.length ? TITLE_EQUALS : TITLE_BEGINS, at];
    }
    at = indexOf(c.key, word);
    return [at < 0 ? NONE : at < c.end ? PART : OF_PAGE, at];
  }
  function stretch(k, from, to) { return { start: k.at[from], end: k.at[to - 1] + 1 }; }
  /** How one word fits a candidate: {rank, named, code, marks}. */
  function fits(c, w) {
    var title = titleRank(c, w.text), got;
    var f = better(c, title[0], title[0] < NONE ? [stretch(c.key, title[1], title[1] + w.text.length)] : [], function (n) { return nameRank(c, n, w.text); });
    if (!w.pinyin || f.rank < OF_PAGE && f.code < 0) return f;
    // what a code says the title may show, spelled
    got = spell(c.units, w.pinyin);
    if (got.rank === NONE) {
      got = spell(c.more, w.pinyin);
      if (got.rank < NONE) got.rank = OF_PAGE;
    }
    if (f.code >= 0) {
      if (got.rank < NONE) { f.code = -1; f.marks = got.marks; }
      return f;
    }
    if (got.rank >= f.rank) got = f;
    return better(c, got.rank, got.marks, function (n) { return spell(n.units, w.pinyin).rank; });
  }
  /** How the title fits, or a code that fits better; where both do, the title shows it. */
  function better(c, title, marks, rank) {
    var f = { rank: title, named: false, code: -1, marks: marks };
    c.names.forEach(function (n, i) {
      var r = rank(n);
      if (r >= f.rank) return;
      f.rank = r;
      f.named = true;
      if (title >= OF_PAGE) f.code = i;
    });
    return f;
  }
  /** How several words fit that must all match: as well as the worst. */
  function fitsAll(c, words) {
    var all = { rank: 0, named: false, code: -1, marks: [] };
    words.every(function (w) {
      var f = fits(c, w);
      all.rank = Math.max(all.rank, f.rank);
      all.named = all.named || f.named;
      if (all.code < 0) all.code = f.code;
      all.marks = all.marks.concat(f.marks).sort(function (a, b) { return a.start - b.start; });
      return f.rank < NONE;
    });
    return all;
  }
  function hidden(f) { return f.code >= 0 && f.rank >= PART ? 1 : 0; }
  /** The rank, but that it is as good to begin with a code as with a title. */
  function rank(f) { return f.rank === CODE_BEGINS ? TITLE_BEGINS : f.rank; }
  function order(a, b) { return rank(a) - rank(b) || hidden(a) - hidden(b) || a.of.part - b.of.part || a.of.kind - b.of.kind || a.of.length - b.of.length || a.of.at - b.of.at; }
  function matches(s, asked) {
    var list = [];
    if (asked.words.length) s.list.forEach(function (c) {
      var f = fits(c, asked.all), several = asked.words.length > 1 ? fitsAll(c, asked.words) : f;
      if (several.rank < f.rank) f = several;
      if (f.rank < NONE) { f.of = c; list.push(f); }
    });
    return list.sort(order);
  }
  function shown(s, list, limit) {
    var seen = new Set();
    return list.filter(function (f) { return !seen.has(f.of.path) && seen.add(f.of.path); }).slice(0, limit > 0 ? limit : MOST).map(function (f) {
      return { path: f.of.path, title: AJ.show.cut(f.of.title, 0, Infinity, f.marks), type: s.types[f.of.kind], note: f.code < 0 ? "" : f.of.codes[f.code] };
    });
  }
  /** If the file is gone, the site may have been updated since the page was opened. */
  function again(answer) {
    var before = AJ.index.ready();
    return answer().catch(function () { return AJ.index.renew(before).then(answer); });
  }
  /** Pages and places that text may mean, best first: [{path, title, type, note}]. */
  AJ.suggest = function (text, limit) {
    return again(function () { return ready().then(function (s) { return shown(s, matches(s, ask(text)), limit); }); });
  };
  AJ.suggest.parts = { again: again, ready: ready, ask: ask, stretch: stretch, order: order, shown: shown };
  /** What a query of one word calls by number, other name or pinyin; loads nothing for one without Latin letters and digits. */
  AJ.named = function (text) {
    var asked = ask(text);
    if (asked.words.length !== 1 || !/[a-z0-9]/.test(asked.words[0].text)) return Promise.resolve([]);
    return ready().then(function (s) {
      return shown(s, matches(s, asked).filter(function (f) {
        return f.rank !== PART && f.rank !== OF_PAGE && (f.named || f.rank >= WHOLE);
      }), MOST);
    });
  };
})(typeof window === "undefined" ? globalThis : window);
