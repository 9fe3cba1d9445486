/* Search, part 6: the answer to a query, the object that internal/search/results.go describes. */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  function answer(q, first) {
    var index = AJ.index.ready();
    /** Entries of one index, texts of another are no answer. */
    function same() { if (AJ.index.ready() !== index) throw new Error("search/m.js"); }
    return index.then(function (meta) {
      if (meta.api) return AJ.api(meta.api, q); // which came with m.js
      var asked = AJ.query.parse(q.text, q.plain, meta.synonyms), from = q.from || 0;
      var out = { words: asked.words, also: asked.also, total: 0, all: 0, facets: {}, places: [], hits: [] };
      meta.facets.forEach(function (f) { out.facets[f.name] = []; });
      return (asked.root && meta.n ? AJ.rank(asked.root, q) : Promise.resolve()).then(function (found) {
        if (!found) return;
        ["total", "all", "facets"].forEach(function (k) { out[k] = found[k]; });
        return shown(meta, found, found.hits.slice(from, from + (q.size || 10))).then(function (hits) { out.hits = hits; });
      }).then(function () {
        same();
        if (first && out.total) first(out);
        return AJ.named ? AJ.named(q.text) : [];
      }).then(function (places) {
        same();
        out.places = places;
        return out;
      });
    });
  }
  /** Loads one chunk of each hit and fills in what is shown. */
  function shown(meta, found, hits) {
    var matches = AJ.show.finder(found.leaves.map(function (l) { return l.phrase; }));
    return Promise.all(hits.map(function (h) {
      return AJ.index.text(h[0], AJ.rank.chunk(meta, found.leaves, h[0])).then(function (chunk) {
        var hit = AJ.show(chunk, matches);
        hit.score = h[1];
        meta.facets.forEach(function (f) { hit[f.name] = f.values[f.of[h[0]]]; });
        return hit;
      });
    }));
  }
  /** Answers {text, plain, type, procuratorate, line, year, from, size}. What places a query names takes a script and a
      file that hits do not need: where there are hits, first gets the answer before its places are known. If a file is
      gone the site may have been updated since this page was opened: once, everything is asked for anew. */
  AJ.find = function (q, first) {
    var before = AJ.index.ready();
    return answer(q, first).catch(function (e) {
      if (e.told) throw e; // a server says why
      return AJ.index.renew(before).then(function () { return answer(q, first); });
    });
  };
  // On a page somebody is about to ask. A script that runs for the first time runs slowly: that time is spent while the
  // first file of the index is on its way.
  if (AJ.root) {
    AJ.index.ready().catch(function () { /* who asks is told */ });
    AJ.query.parse("检察建议 (1a OR 案)");
    AJ.show({ row: ["", "检察", "1a", [[0, "", "检察"]]], text: "检察\n建议1a检察建议" }, AJ.show.finder([AJ.query.phrase("检察建议"), AJ.query.phrase("1a")]));
  }
})(typeof window === "undefined" ? globalThis : window);
