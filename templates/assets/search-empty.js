/* Search: nothing was found. Says what was looked for; search-ways.js offers what does find something. Both come with
   suggestions. */
(function (W) {
  "use strict";
  var AJ = W.AJ;

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
  AJ.empty = { split: split };
  /** Says that nothing was found. */
  AJ.said = said;
})(typeof window === "undefined" ? globalThis : window);
