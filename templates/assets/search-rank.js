/* Search, part 4: which entries a tree finds, and their order, as Bleve ranks them
   (internal/search/rank.go, find.go, unscored.go). */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {};
  var BOOST = [3, 2, 1, 4], TITLE = 0, BODY = 2, CODE = 3, K1 = 1.2, B = 0.75;
  function searched(leaf) { return leaf.field === "title" ? [TITLE] : leaf.field === "code" ? [CODE] : [0, 1, 2, 3]; }
  /** The words that a tree asks for; with excluded also those that must not match. */
  function leaves(n, excluded) {
    if (n.kind === "word") return [n];
    return (n.children || []).concat(excluded && n.without || []).reduce(function (list, c) { return list.concat(leaves(c, excluded)); }, []);
  }
  /** Loads what a word needs. */
  function open(leaf) {
    var p = leaf.phrase;
    if (p.single) return AJ.index.character(p.single).then(function (c) { leaf.list = c; });
    return Promise.all(p.terms.map(function (t, i) {
      return AJ.index.term(t, p.terms.length > 1 ? p.short[i] ? "g" : "s" : "");
    })).then(function (terms) { leaf.terms = terms; });
  }
  function idf(meta, df) { return Math.log(1 + (meta.n - df + 0.5) / (df + 0.5)); }
  /** What Bleve divides all scores by, from the weights of all terms in all fields. */
  function norm(meta, asked) {
    var sum = 0;
    asked.forEach(function (leaf) {
      (leaf.terms || []).forEach(function (t) {
        searched(leaf).forEach(function (f) { sum += Math.pow(BOOST[f] * leaf.boost * idf(meta, t.df[f]), 2); });
      });
    });
    return 1 / Math.sqrt(sum);
  }
  /** Positions of a term in one field of an entry. */
  function positions(t, entry, f) {
    var place = t.at.get(entry) + f, p = t.from[place], out = [], x = 0;
    while (out.length < t.n[place]) out.push(x += t.pos[p++]);
    return out;
  }
  /** Where a word begins in one field of an entry: positions of its first term that all others follow. */
  function begins(leaf, entry, f) {
    var at = leaf.phrase.at, starts = positions(leaf.terms[0], entry, f), i, k, list;
    for (i = 1; i < leaf.terms.length && starts.length; i++) {
      list = positions(leaf.terms[i], entry, f);
      k = 0;
      starts = starts.filter(follows);
    }
    function follows(x) {
      while (k < list.length && list[k] < x + at[i]) k++;
      return list[k] === x + at[i];
    }
    return starts;
  }
  function nothing(n) { return { hit: new Uint8Array(n), score: new Float64Array(n) }; }
  function word(meta, leaf, qn) {
    var out = nothing(meta.n), fields = searched(leaf), rare, terms;
    if (leaf.list) { // filters, and scores nothing beside other words
      leaf.list.forEach(function (c, entry) {
        if (fields.length > 1 || (fields[0] === TITLE ? c.title : c.code)) out.hit[entry] = 1;
      });
      return out;
    }
    rare = leaf.terms.reduce(function (a, b) { return b.at.size < a.at.size ? b : a; });
    terms = leaf.terms.map(function (t) {
      return { t: t, idf: t.df.map(function (df) { return idf(meta, df); }), place: 0 };
    });
    rare.at.forEach(function (_, entry) {
      var matched = 0, sum = 0, i, k, f, t, length, tf;
      for (i = 0; i < terms.length; i++) if ((terms[i].place = terms[i].t.at.get(entry)) === undefined) return;
      for (k = 0; k < fields.length; k++) {
        f = fields[k];
        for (i = 0; i < terms.length && terms[i].t.n[terms[i].place + f]; i++);
        if (i < terms.length || i > 1 && !begins(leaf, entry, f).length) continue;
        length = Math.fround(1 / Math.sqrt(f === BODY ? meta.length[entry] : rare.length[rare.at.get(entry) + f]));
        length = 1 / (length * length);
        matched++;
        for (i = 0; i < terms.length; i++) {
          t = terms[i];
          tf = Math.sqrt(t.t.n[t.place + f]);
          sum += t.idf[f] * (tf * K1) / (tf + K1 * (1 - B + B * length / meta.average[f])) * (BOOST[f] * leaf.boost * t.idf[f] * qn);
        }
      }
      if (!matched) return;
      out.hit[entry] = 1;
      out.score[entry] = sum * matched / fields.length;
    });
    return out;
  }
  function facet(meta, n) {
    var out = nothing(meta.n), wanted = new Set(), equal = false;
    var f = meta.facets.filter(function (f) { return f.name === n.facet; })[0];
    f.values.forEach(function (v, i) {
      var folded = AJ.query.fold(v);
      if (!v || folded !== n.value && (equal || folded.indexOf(n.value) < 0)) return;
      if (folded === n.value && !equal) { equal = true; wanted.clear(); }
      wanted.add(i);
    });
    f.of.forEach(function (v, entry) { if (wanted.has(v)) out.hit[entry] = 1; });
    return out;
  }
  function evaluate(meta, n, qn) {
    if (n.kind === "word") return word(meta, n, qn);
    if (n.kind === "facet") return facet(meta, n);
    var out = nothing(meta.n), all = n.kind === "all", count = n.children.length;
    var parts = n.children.map(function (c) { return evaluate(meta, c, qn); });
    var without = (n.without || []).map(function (c) { return evaluate(meta, c, qn); });
    for (var i = 0; i < meta.n; i++) {
      var hits = 0, score = 0, j;
      for (j = 0; j < count; j++) if (parts[j].hit[i]) { hits++; score += parts[j].score[i]; }
      if (all ? hits < count : !hits) continue;
      for (j = 0; j < without.length && !without[j].hit[i]; j++);
      if (j < without.length) continue;
      out.hit[i] = 1;
      out.score[i] = all ? score : score * hits / count;
    }
    return out;
  }
  /** The order of trees without a scored word: each character adds 1 where a name holds it, and its share of the body. */
  function densities(meta, asked) {
    var score = new Float64Array(meta.n);
    asked.forEach(function (leaf) {
      var fields = searched(leaf);
      leaf.list.forEach(function (c, entry) {
        if (c.title && fields.indexOf(TITLE) >= 0 || c.code && fields.indexOf(CODE) >= 0) score[entry]++;
        if (fields.indexOf(BODY) >= 0) score[entry] += c.body / ((c.body ? meta.length[entry] : 0) + 1);
      });
    });
    return score;
  }
  /** The values of a filter that were counted. */
  function counted(f, count) {
    var list = [];
    f.values.forEach(function (v, i) { if (v && count[i]) list.push({ value: v, count: count[i] }); });
    return f.name === "type" ? list.sort(function (a, b) { return b.count - a.count; }) : list;
  }
  /** What a tree finds under filters {type, procuratorate, line, year}: {total, all, facets, hits: [[entry, score]], leaves}. */
  AJ.rank = function (root, filters) {
    return AJ.index.ready().then(function (meta) {
      return Promise.all(leaves(root, true).map(open)).then(function () {
        var asked = leaves(root), scored = asked.some(function (l) { return l.terms; }), all = meta.facets, i, k, missed, at;
        var found = evaluate(meta, root, norm(meta, asked)), score = scored ? found.score : densities(meta, asked);
        var set = all.map(function (f) { return filters[f.name] ? f.values.indexOf(filters[f.name]) : null; });
        var count = all.map(function (f) { return new Uint32Array(f.values.length); });
        var out = { total: 0, all: 0, facets: {}, hits: [], leaves: asked };
        for (i = 0; i < meta.n; i++) {
          if (!found.hit[i]) continue;
          out.all++;
          missed = 0;
          for (k = 0; k < all.length; k++) if (set[k] !== null && all[k].of[i] !== set[k]) { missed++; at = k; }
          if (!missed) out.hits.push([i, score[i]]);
          // a filter counts what passes all others
          for (k = 0; k < all.length; k++) if (!missed || missed === 1 && k === at) count[k][all[k].of[i]]++;
        }
        out.total = out.hits.length;
        out.hits.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
        all.forEach(function (f, k) { out.facets[f.name] = counted(f, count[k]); });
        return out;
      });
    });
  };
  /** The chunk of an entry in which most words stand first, the earliest of several; characters decide only alone. */
  AJ.rank.chunk = function (meta, asked, entry) {
    var votes = new Map(), single = 0, best = 0, most = 0, singles = [];
    asked.forEach(function (leaf) {
      var c, place, starts;
      if (leaf.list) {
        c = leaf.list.get(entry);
        if (c && c.body) singles.push(c.chunk);
        return;
      }
      if (leaf.terms.length === 1) {
        place = leaf.terms[0].at.get(entry);
        if (!leaf.terms[0].n[place + BODY]) return;
        c = leaf.terms[0].chunk[place] || 0;
      } else {
        starts = begins(leaf, entry, BODY);
        if (!starts.length) return;
        c = Math.floor(starts[0] / meta.chunk);
      }
      votes.set(c, (votes.get(c) || 0) + 1);
    });
    if (!votes.size) return singles.length ? Math.min.apply(null, singles) : single;
    votes.forEach(function (n, c) { if (n > most || n === most && c < best) { most = n; best = c; } });
    return best;
  };
})(typeof window === "undefined" ? globalThis : window);
