/* Search: suggestions (search-suggest.js, search-box.js), and where to go beside or without hits (search-ways.js), are a
   script of their own. It comes when a search box gets the focus or an answer needs it, so that results do not wait
   for it. SUGGESTIONS is where it lies, seen from the site's root; internal/site/script.go writes it in. */
(function () {
  "use strict";
  if (typeof document === "undefined") return; // the tests of ranking run the client without a page
  var AJ = window.AJ, BOX = "form[role=search] input[name=q]", coming = null;
  function come() {
    if (coming) return coming;
    coming = new Promise(function (resolve, fail) {
      var script = document.createElement("script");
      script.src = AJ.root + SUGGESTIONS;
      script.onload = resolve;
      script.onerror = function () { script.remove(); coming = null; fail(new Error(SUGGESTIONS)); };
      document.head.appendChild(script);
    });
    return coming;
  }
  /** Stands for a function of that script until it is there. */
  function later(name) {
    return AJ[name] = function stub(a, b, c, d) {
      return come().then(function () {
        if (AJ[name] === stub) throw new Error(SUGGESTIONS);
        return AJ[name](a, b, c, d);
      });
    };
  }
  later("suggest");
  later("nearest");
  later("places");
  later("said");
  later("ways");
  AJ.named = function stub(text) {
    if (!/[0-9a-z]/.test(AJ.query.fold(text))) return Promise.resolve([]); // nothing else names
    return come().then(function () { return AJ.named === stub ? [] : AJ.named(text); }, function () { return []; });
  };
  function focused(e) { if (e && e.matches && e.matches(BOX)) come().catch(function () { /* the box is a plain form */ }); }
  document.addEventListener("focusin", function (e) { focused(e.target); });
  focused(document.activeElement);
})();
