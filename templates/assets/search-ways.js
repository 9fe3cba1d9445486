/* Search: where else to go: places that a question names, and what a reader may ask instead of a question that finds
   nothing. It comes with suggestions, of which both are made: results do not wait for it. */
(function (W) {
  "use strict";
  var AJ = W.AJ, TRIES = 8, NEAR = 5;
  /** Other questions, nearest first: [{changes, text}]. */
  function others(s) {
    var L = AJ.links, list = [], chosen = AJ.address.keys.filter(function (k) { return s[k]; }), words = AJ.empty.split(s.text), all = {};
    chosen.forEach(function (k) {
      all[k] = "";
      list.push({ changes: L.change(k, ""), text: "不限" + L.names[k] + "“" + L.word(k, s[k]) + "”" });
    });
    if (chosen.length > 1) list.push({ changes: all, text: "不限任何条件" });
    if (s.plain) list.push({ changes: { plain: false }, text: "同时搜索同义词" });
    if (words.length > 1) {
      words.forEach(function (w, i) {
        if (/^OR$/.test(w)) return;
        var rest = words.filter(function (_, j) { return j !== i; }).filter(function (v, j, a) {
          return v !== "OR" || j > 0 && j < a.length - 1 && a[j - 1] !== "OR";
        });
        list.push({ changes: { text: rest.join(" ") }, text: "去掉“" + w + "”" });
      });
    }
    return list.slice(0, TRIES);
  }
  /** What is left when nothing that is nearer finds anything: each word by itself, everywhere. */
  function last(s) {
    var all = {}, words = AJ.empty.split(s.text).filter(function (w) { return w !== "OR" && !/^[-－]/.test(w); });
    AJ.address.keys.forEach(function (k) { all[k] = ""; });
    return words.length < 2 ? [] : words.slice(0, TRIES).map(function (w) {
      return { changes: Object.assign({ text: w }, all), text: "只搜“" + w.replace(/["“”＂]/g, "") + "”" };
    });
  }
  function suggestion(s) {
    var li = AJ.ui.make("li"), a = AJ.ui.pieces(AJ.ui.make("a"), s.title);
    a.href = s.path;
    li.appendChild(a);
    if (s.note || s.type) li.append(" ", AJ.ui.make("span", "search-origin", [s.type, s.note].filter(Boolean).join(" · ")));
    return li;
  }
  /** Draws a titled list of suggestions into a section that was hidden; current tells whether it is still wanted. */
  AJ.places = function (section, title, list, current) {
    if (!current() || !list.length) return;
    var ul = AJ.ui.make("ul");
    ul.append.apply(ul, list.map(suggestion));
    section.replaceChildren(AJ.ui.make("h2", "", title), ul);
    section.hidden = false;
  };
  /** Draws the help for an empty answer of the search page into a section; current tells whether it is still wanted. */
  AJ.ways = function (section, s, current) {
    if (!current()) return Promise.resolve();
    var make = AJ.ui.make, ways = make("ul", "search-ways"), near = make("section", "search-places");
    near.hidden = true;
    section.replaceChildren(ways, near);
    function offer(list) {
      return Promise.all(list.map(function (o) { return AJ.find(AJ.ask(Object.assign({}, s, o.changes), 1, 1)); })).then(function (answers) {
        if (!current()) return true;
        answers.forEach(function (answer, i) {
          if (!answer.total) return;
          var li = make("li");
          li.append(AJ.links.link(s, list[i].changes, list[i].text), "，有 " + answer.total + " 条");
          ways.appendChild(li);
        });
        return !!ways.firstChild;
      });
    }
    if (s.text) {
      AJ.nearest(s.text, NEAR).then(function (list) {
        AJ.places(near, "标题相近的页面", list, current);
      }).catch(function () { /* then without */ });
    }
    return offer(others(s)).then(function (found) { return found || offer(last(s)); });
  };
})(typeof window === "undefined" ? globalThis : window);
