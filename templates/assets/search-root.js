/* Search, part 0: where the site is. Pages lie at any depth; this script lies in assets/ and knows its own address. */
(function (W) {
  "use strict";
  var AJ = W.AJ = W.AJ || {}, own = typeof document === "undefined" ? null : document.currentScript;
  /** The way to the top of the site, "" or ending in "/". */
  AJ.root = own && own.src ? new URL("../", own.src).href : "";
})(typeof window === "undefined" ? globalThis : window);
