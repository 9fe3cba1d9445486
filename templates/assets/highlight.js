/* Arrival from a search (?hl=…): marks the words on the page, goes to the first in the section of the anchor,
   and offers the way from one to the next. Where a word stands is found as the search finds it (internal/search/
   chars.go, han.go): a test holds the two together, so that a page need not load the search client for it. */
(function (W) {
  "use strict";
  // What breaks words, what is not seen; Han; the rest is letters and digits. From U+0080 as in search-text.js.
  var BREAK = /[\u0000-/:-`{-\u00a9\u00ab\u00ac\u00ae-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u200a\u200e-\u205f\u2061-\u215f\u2190-\u2bff\u2e00-\u2e7f\u2ff0-\u3004\u3008-\u3020\u302a-\u3030\u3036\u3037\u303d-\u3040\u3099-\u309c\u30a0\u30fb\u3190-\u319f\u3200-\u33ff\ud800-\udfff\ufe10-\ufe6f\uff00-\uff65\uffe0-\uffff\u{1f000}-\u{1faff}\u{e0000}-\u{e00ff}]/u;
  var UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u, HAN = /[\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  var JOIN = /[-\u2010-\u2013\u00b7\u2022\u2027\u30fb]/, LIGHT = /[ .+\-/_%]/, SIGN = /[+%\u2030]/;

  function fold(c) {
    var r = c.codePointAt(0);
    if (r >= 0xff01 && r <= 0xff5e) r -= 0xfee0;
    else if (r === 0x3000 || r === 0xa0 || r === 0x202f || r >= 0x2000 && r <= 0x200a || r >= 9 && r <= 13) r = 32;
    if (r >= 65 && r <= 90 || r >= 0xc0 && r <= 0xde && r !== 0xd7 || r >= 0x391 && r <= 0x3a9 || r >= 0x410 && r <= 0x42f) r += 32;
    else if (r >= 0x400 && r <= 0x40f) r += 80;
    else if (r >= 0x2160 && r <= 0x216f) r += 16;
    return String.fromCodePoint(r);
  }
  /** The units of a text: Han characters, runs of letters, runs of digits, each with its place among the others and
      in the text, and the + or % after it. Punctuation takes a place of its own; blanks and hyphens do not. */
  function units(text) {
    var out = [], pos = 0, at = 0, last = null, cs = Array.from(text), kinds;
    var folded = cs.map(fold);
    kinds = folded.map(function (c) { return UNSEEN.test(c) ? "" : HAN.test(c) ? "h" : BREAK.test(c) ? "b" : c >= "0" && c <= "9" ? "d" : "l"; });
    function hanNext(i) {
      while (kinds[i] === "") i++;
      return kinds[i] === "h";
    }
    cs.forEach(function (c, i) {
      var k = kinds[i], end = at + c.length;
      if (k === "l" || k === "d") {
        if (last && last.kind === k) { last.text += folded[i]; last.end = end; }
        else out.push(last = { text: folded[i], kind: k, pos: ++pos, start: at, end: end });
      } else if (k === "h") {
        out.push(last = { text: folded[i], kind: k, pos: ++pos, start: at, end: end, joined: !!last && last.kind === k });
      } else if (k === "b") {
        if (!(last && last.kind === "h" && JOIN.test(folded[i]) && hanNext(i + 1))) {
          if (last && SIGN.test(folded[i])) { last.sign = folded[i]; last.signed = end; }
          if (!LIGHT.test(folded[i])) pos++;
          last = null;
        }
      }
      at = end;
    });
    return out;
  }
  /** Where words stand in a text: [{start, end, words}] in order; what overlaps is one place. */
  function places(text, words) {
    var all = units(text), found = [];
    words.forEach(function (w, word) {
      var asked = units(w);
      if (!asked.length) return;
      all.forEach(function (u, i) {
        var fits = asked.every(function (a, j) {
          var b = all[i + j];
          return b && b.text === a.text && b.pos - u.pos === a.pos - asked[0].pos &&
            (!j || a.joined === b.joined) && (!a.sign || a.sign === b.sign);
        }), end = fits && all[i + asked.length - 1];
        if (fits) found.push({ start: u.start, end: asked[asked.length - 1].sign ? end.signed : end.end, words: [word] });
      });
    });
    found.sort(function (a, b) { return a.start - b.start || b.end - a.end; });
    return found.reduce(function (list, p) {
      var before = list[list.length - 1];
      if (!before || p.start >= before.end) { list.push(p); return list; }
      before.end = Math.max(before.end, p.end);
      before.words = before.words.concat(p.words);
      return list;
    }, []);
  }
  if (typeof document === "undefined") { W.placesOf = places; return; } // in a test

  var wanted = new URLSearchParams(location.search).get("hl"), main = document.getElementById("main"), MOST = 999;
  if (!wanted || !main) return;
  var SKIP = "script,style,noscript,svg,button,nav,select,textarea,[hidden],[aria-hidden=true],[data-unsearched],.visually-hidden";
  var INLINE = /^(A|ABBR|B|STRONG|EM|I|SPAN|SMALL|CODE|MARK|SUP|SUB|DEL|KBD|TIME)$/;
  var words = [], marked = [], seen = new Set(), here = 0, bar, said;
  wanted.replace(/"([^"]+)"|([^\s"]+)/g, function (_, quoted, plain) { if (words.length < 32) words.push(quoted || plain); });

  /** Text nodes that read as one line. */
  function lines() {
    var all = [], line = [], walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), node, block = null, own;
    while ((node = walker.nextNode())) {
      if (node.parentElement.closest(SKIP)) continue;
      own = node.parentElement;
      while (own !== main && INLINE.test(own.tagName)) own = own.parentElement;
      if (own !== block) { line = []; all.push(line); block = own; }
      line.push(node);
    }
    return all;
  }
  function wrap(node, from, to) {
    var m = document.createElement("mark"), rest = node.splitText(from);
    rest.splitText(to - from);
    rest.parentNode.insertBefore(m, rest);
    m.appendChild(rest);
    return m;
  }
  /** Marks the places of one line; one that spans elements is several marks. */
  function mark(line) {
    var found = places(line.map(function (t) { return t.data; }).join(""), words).slice(0, MOST - marked.length), ends = 0;
    var parts = found.map(function (p) { p.words.forEach(function (w) { seen.add(w); }); return []; });
    line.map(function (node) { return { node: node, start: ends, end: ends += node.data.length }; }).forEach(function (t) {
      for (var i = found.length - 1; i >= 0; i--) { // from the end, so that the places before stay true
        var from = Math.max(found[i].start, t.start), to = Math.min(found[i].end, t.end);
        if (from < to) parts[i].push(wrap(t.node, from - t.start, to - t.start));
      }
    });
    marked = marked.concat(parts);
  }
  /** The number of the first place in the section that an anchor names; a heading stands for what is below it. */
  function first() {
    var target = null, level, i, m, h;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (e) { /* an address typed by hand */ }
    if (!target) return 0;
    level = /^H[1-6]$/.test(target.tagName) && target.tagName;
    h = level && Array.from(main.querySelectorAll("h1,h2,h3,h4,h5,h6")).find(function (e) {
      return e.tagName <= level && target.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
    for (i = 0; i < marked.length; i++) {
      m = marked[i][0];
      if (target.contains(m)) return i;
      if (level && target.compareDocumentPosition(m) & Node.DOCUMENT_POSITION_FOLLOWING &&
        !(h && (h.contains(m) || h.compareDocumentPosition(m) & Node.DOCUMENT_POSITION_FOLLOWING))) return i;
    }
    return 0;
  }
  function go(i) {
    marked[here].forEach(function (m) { delete m.dataset.state; });
    here = (i + marked.length) % marked.length;
    marked[here].forEach(function (m) { m.dataset.state = "current"; });
    for (var d = marked[here][0].closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
    marked[here][0].scrollIntoView({ block: "center" });
    said.textContent = "第 " + (here + 1) + " 处";
  }
  function clear() {
    marked.forEach(function (parts) {
      parts.forEach(function (m) {
        var parent = m.parentNode;
        m.replaceWith(m.firstChild);
        parent.normalize();
      });
    });
    if (bar.contains(document.activeElement)) { main.tabIndex = -1; main.focus({ preventScroll: true }); }
    bar.remove();
    document.documentElement.classList.remove("has-marks");
    document.removeEventListener("keydown", key);
    try { history.replaceState(history.state, "", location.pathname + location.hash); } catch (e) { /* some browsers refuse it for files */ }
  }
  function key(e) {
    if (e.key !== "Escape" || e.defaultPrevented || e.isComposing || e.target.closest && e.target.closest("input,textarea,select")) return;
    clear();
  }
  function add(tag, text, act) {
    var e = document.createElement(tag);
    e.textContent = text;
    if (act) { e.type = "button"; e.addEventListener("click", act); }
    bar.append(e, " ");
    return e;
  }
  function show() {
    var found = words.filter(function (_, i) { return seen.has(i); }), n = marked.length;
    bar = document.createElement("section");
    bar.className = "marks-bar";
    bar.setAttribute("aria-label", "本页找到的词");
    add("span", found.slice(0, 3).map(function (w) { return "“" + w + "”"; }).join("") + (found.length > 3 ? "等" : "") + "在本页 " + n + " 处" + (n >= MOST ? "以上" : ""));
    said = add("span", "");
    said.setAttribute("role", "status");
    if (n > 1) { add("button", "上一处", function () { go(here - 1); }); add("button", "下一处", function () { go(here + 1); }); }
    add("button", "清除", clear);
    main.insertBefore(bar, main.firstChild);
    document.documentElement.classList.add("has-marks");
    document.addEventListener("keydown", key);
  }
  lines().forEach(mark);
  if (!marked.length) return;
  show();
  go(first());
})(typeof window === "undefined" ? globalThis : window);
