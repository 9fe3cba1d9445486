/* Search: how one answer is shown — synonyms, hits with their parts. */
(function () {
  "use strict";
  var AJ = window.AJ, make = AJ.ui.make, pieces = AJ.ui.pieces;

  /** Words for ?hl=, which marks them on the page that a result leads to: the words asked for and their synonyms. */
  function marks(answer) {
    var words = answer.words.slice();
    answer.also.forEach(function (e) { words = words.concat(e.words); });
    return words.filter(function (w, i) { return words.indexOf(w) === i; }).map(function (w) {
      return /\s/.test(w) ? '"' + w + '"' : w;
    }).join(" ");
  }
  function address(path, hl, anchor) {
    var parts = path.split("#"), to = anchor || parts[1];
    return parts[0] + (hl ? "?hl=" + encodeURIComponent(hl) : "") + (to ? "#" + encodeURIComponent(to) : "");
  }
  function titled(tag, href, title) {
    var h = make(tag), a = pieces(make("a"), title);
    a.href = href;
    h.appendChild(a);
    return h;
  }
  function flat(list) { return (list || []).map(function (p) { return p.text; }).join("").replace(/^…|…$/g, "").trim(); }
  /** What a hit is, in one line; the number or other name that was asked for comes last, unless the title says it. */
  function origin(hit) {
    var p = make("p", "search-origin");
    [hit.type, hit.procuratorate, hit.line, hit.year && AJ.links.word("year", hit.year)].filter(Boolean).forEach(function (t) {
      p.appendChild(make("span", "", t));
    });
    if (hit.code && hit.code.length && flat(hit.title).indexOf(flat(hit.code)) < 0) p.appendChild(pieces(make("span"), hit.code));
    return p;
  }
  function part(hit, section, hl) {
    var li = make("li");
    li.appendChild(titled("h3", address(hit.id, hl, section.anchor), section.title));
    if (flat(hit.snippet).indexOf(flat(section.snippet)) < 0) li.appendChild(pieces(make("p"), section.snippet));
    return li;
  }
  function item(hit, hl) {
    var li = make("li", "search-result"), parts;
    li.append(titled("h2", address(hit.id, hl), hit.title), origin(hit));
    if (hit.snippet && hit.snippet.length) li.appendChild(pieces(make("p", "search-snippet"), hit.snippet));
    if (hit.sections && hit.sections.length) {
      parts = make("ul", "search-parts");
      hit.sections.forEach(function (s) { parts.appendChild(part(hit, s, hl)); });
      li.appendChild(parts);
    }
    return li;
  }
  /** Draws the hits of one page of results. */
  function hits(list, answer, from) {
    var hl = marks(answer);
    list.start = from + 1;
    list.replaceChildren.apply(list, answer.hits.map(function (h) { return item(h, hl); }));
  }
  function quoted(words) { return words.map(function (w) { return "“" + w + "”"; }).join(""); }
  /** Says which synonyms were searched for too, and how to do without them, or with them again. */
  function also(p, s, answer) {
    var words = [];
    answer.also.forEach(function (e) { words = words.concat(e.words); });
    p.replaceChildren();
    if (words.length) p.append("已同时搜索：" + quoted(words) + "。", AJ.links.link(s, { plain: true }, "只搜原词"));
    else if (s.plain) p.append("只搜了原词。", AJ.links.link(s, { plain: false }, "同时搜索同义词"));
    p.hidden = !p.firstChild;
  }
  AJ.result = { hits: hits, also: also, quoted: quoted };
})();
