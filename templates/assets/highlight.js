/* Marks what was searched for (?hl=…) on the page that a result leads to, and goes to the first place. */
(function () {
  "use strict";
  var wanted = new URLSearchParams(location.search).get("hl"), main = document.getElementById("main");
  if (!wanted || !main) return;
  var SKIP = "script,style,noscript,svg,button,input,textarea,select,mark";
  var INLINE = /^(A|B|STRONG|EM|I|SPAN|SMALL|CODE|SUP|SUB|DEL|KBD|TIME)$/;
  var HAN = /[\u3007\u3400-\u9fff\uf900-\ufaff]/;
  /** One character for one, so that places stay: full width to ASCII, capitals to small letters. */
  function fold(s) {
    return Array.prototype.map.call(s, function (c) {
      var r = c.charCodeAt(0), l;
      if (r >= 0xff01 && r <= 0xff5e) c = String.fromCharCode(r - 0xfee0);
      else if (r === 0x3000 || r === 0xa0) c = " ";
      l = c.toLowerCase();
      return l.length === 1 ? l : c;
    }).join("");
  }
  /** Between two Han characters a hyphen or dot may stand or not. */
  function pattern(word) {
    var cs = Array.from(word), out = "";
    cs.forEach(function (c, i) {
      if (/[-\u2010-\u2013\u00b7\u2022\u2027\u30fb]/.test(c) && HAN.test(cs[i - 1] || "") && HAN.test(cs[i + 1] || "")) return;
      out += c === " " ? "\\s*" : c.replace(/[\\^$.*+?()[\]{}|\/-]/g, "\\$&");
      if (HAN.test(c) && HAN.test(cs.slice(i + 1).filter(function (d) { return !/[-\u2010-\u2013\u00b7\u2022\u2027\u30fb]/.test(d); })[0] || ""))
        out += "[-\\u2010-\\u2013\\u00b7\\u2022\\u2027\\u30fb]?";
    });
    return out;
  }
  var words = [];
  fold(wanted).replace(/"([^"]+)"|([^\s"]+)/g, function (_, quoted, plain) { words.push(pattern(quoted || plain)); });
  if (!words.length) return;
  words.sort(function (a, b) { return b.length - a.length; });
  var find = new RegExp(words.slice(0, 16).join("|"), "g");

  /** Text nodes that read as one line. */
  function lines() {
    var all = [], line = [], walker = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT), node, block = null, own;
    while ((node = walker.nextNode())) {
      if (node.nodeType !== 3 || node.parentElement.closest(SKIP)) continue;
      own = node.parentElement;
      while (own !== main && INLINE.test(own.tagName)) own = own.parentElement;
      if (own !== block) { if (line.length) all.push(line); line = []; block = own; }
      line.push(node);
    }
    if (line.length) all.push(line);
    return all;
  }
  function wrap(node, from, to) {
    var m = document.createElement("mark"), rest = node.splitText(from);
    rest.splitText(to - from);
    rest.parentNode.insertBefore(m, rest);
    m.appendChild(rest);
    return m;
  }
  var first = null, n = 0;
  lines().forEach(function (line) {
    var text = fold(line.map(function (t) { return t.data; }).join("")), places = [], m, end = text.length, i, start;
    find.lastIndex = 0;
    while (n < 500 && (m = find.exec(text))) {
      if (!m[0].length) { find.lastIndex++; continue; }
      places.push([m.index, m.index + m[0].length]);
      n++;
    }
    // from the end, so that the places before stay true
    for (i = line.length - 1; i >= 0 && places.length; i--) {
      start = end - line[i].data.length;
      for (var j = places.length - 1; j >= 0; j--) {
        var from = Math.max(places[j][0], start), to = Math.min(places[j][1], end);
        if (from < to) var marked = wrap(line[i], from - start, to - start);
        if (from < to && (!first || marked.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING)) first = marked;
      }
      end = start;
    }
  });
  if (!first) return;
  for (var d = first.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  first.scrollIntoView({ block: "center" });
})();
