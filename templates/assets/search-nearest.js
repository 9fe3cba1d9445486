/* Search: titles near to a query that found nothing. The same in Go: internal/search/nearest.go. */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {}, S = AJ.suggest.parts;
  function pairs(text) {
    var cs = Array.from(text);
    return cs.slice(1).map(function (c, i) { return cs[i] + c; });
  }
  function nearest(s, asked) {
    var wanted = new Set(pairs(asked.all.text)), list = [];
    if (wanted.size) s.list.forEach(function (c) {
      var shared = new Set(), marks = [], p = 0;
      pairs(c.key.text).forEach(function (pair) {
        var next = p + (pair.codePointAt(0) > 0xffff ? 2 : 1);
        if (wanted.has(pair)) { shared.add(pair); marks.push(S.stretch(c.key, p, p + 1), S.stretch(c.key, next, next + 1)); }
        p = next;
      });
      if (2 * shared.size >= wanted.size) list.push({ rank: wanted.size - shared.size, code: -1, marks: marks, of: c });
    });
    return list.sort(S.order);
  }
  /** Pages and places whose titles share most pairs of characters with text, at least half of its own. */
  AJ.nearest = function (text, limit) {
    return S.again(function () { return S.ready().then(function (s) { return S.shown(s, nearest(s, S.ask(text)), limit); }); });
  };
})(typeof window === "undefined" ? globalThis : window);
