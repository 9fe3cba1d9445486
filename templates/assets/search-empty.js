/* Search: nothing was found. Says what was looked for, and offers what does find something. */
(function () {
  "use strict";
  var AJ = window.AJ, make = AJ.ui.make, TRIES = 8, NEAR = 5;

  /** The parts of a query as they were typed: a quoted part is one. */
  function split(text) {
    return text.match(/[^\s"“”＂]*["“”＂][^"“”＂]*["“”＂]?|[^\s"“”＂]+/g) || [];
  }
  function excluded(text) {
    return split(text).filter(function (w) { return /^[-－][^-－]/.test(w); }).map(function (w) { return w.slice(1).replace(/["“”＂]/g, ""); });
  }
  /** One sentence: which words, which not, within which facets. */
  function said(s, answer) {
    var L = AJ.links, out = excluded(s.text), words = answer.words, where = AJ.address.keys.filter(function (k) { return s[k]; });
    var within = where.map(function (k) { return L.names[k] + "“" + L.word(k, s[k]) + "”"; }).join("、");
    var what = words.length > 1 ? "同时含有" + AJ.result.quoted(words) : words.length ? "含有" + AJ.result.quoted(words) : "";
    if (/(^|\s)OR(\s|$)/.test(s.text) && words.length > 1) what = "符合“" + s.text + "”";
    if (out.length) what += (what ? "、" : "") + "不含有" + AJ.result.quoted(out);
    return (within ? "在" + within + "里" : "") + "没有找到" + (what || "符合“" + s.text + "”") + "的页面";
  }
  /** Other questions, nearest first: [{changes, text}]. */
  function others(s) {
    var L = AJ.links, list = [], chosen = AJ.address.keys.filter(function (k) { return s[k]; }), words = split(s.text), all = {};
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
    var all = {}, words = split(s.text).filter(function (w) { return w !== "OR" && !/^[-－]/.test(w); });
    AJ.address.keys.forEach(function (k) { all[k] = ""; });
    return words.length < 2 ? [] : words.slice(0, TRIES).map(function (w) {
      return { changes: Object.assign({ text: w }, all), text: "只搜“" + w.replace(/["“”＂]/g, "") + "”" };
    });
  }
  /** Draws the help for an empty answer into a section; current tells whether it is still wanted. */
  function show(section, s, current) {
    var ways = make("ul", "search-ways"), near = make("section", "search-places");
    near.hidden = true;
    section.replaceChildren(ways, near);
    function offer(list) {
      return Promise.all(list.map(function (o) { return AJ.find(ask(Object.assign({}, s, o.changes), 1, 1)); })).then(function (answers) {
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
    offer(others(s)).then(function (found) { return found || offer(last(s)); }).catch(function () { /* then without */ });
    if (s.text) {
      AJ.nearest(s.text, NEAR).then(function (list) {
        if (current()) AJ.result.places(near, "标题相近的页面", list);
      }).catch(function () { /* then without */ });
    }
  }
  /** What AJ.find is asked for one page of results. */
  function ask(s, page, size) {
    return { text: s.text, plain: s.plain, type: s.type, procuratorate: s.procuratorate, line: s.line, year: s.year, from: (page - 1) * size, size: size };
  }
  AJ.empty = { show: show, said: said, ask: ask };
})();
