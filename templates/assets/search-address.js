/* Search: what is asked, as the address says it, and the history of the search page. */
(function () {
  "use strict";
  var AJ = window.AJ, KEYS = ["type", "procuratorate", "line", "year"];

  /** What an address asks for: {text, type, procuratorate, line, year, plain, page}. */
  function parse(search) {
    var p = new URLSearchParams(search), s = { text: (p.get("q") || "").trim(), plain: p.get("plain") === "1", page: Math.max(1, parseInt(p.get("page"), 10) || 1) };
    KEYS.forEach(function (k) { s[k] = p.get(k) || ""; });
    return s;
  }
  /** The address of a question, some of it changed. Whatever is changed, it is read from its first page on. */
  function of(s, changes) {
    var list = [], all = Object.assign({}, s, { page: 1 }, changes);
    function add(key, value) { if (value) list.push(key + "=" + encodeURIComponent(value)); }
    add("q", all.text);
    KEYS.forEach(function (k) { add(k, all[k]); });
    add("plain", all.plain && "1");
    add("page", all.page > 1 && all.page);
    return location.pathname.split("/").pop() + (list.length ? "?" + list.join("&") : "");
  }
  // The entry of the history that a reader came to on purpose; typing writes over it until it is left.
  var settled = of(parse(location.search), { page: parse(location.search).page });
  function write(how, address) {
    try { history[how](null, "", address); return true; } catch (e) { return false; } // some browsers refuse it for files
  }
  /** While typing: the address follows, and no entry is made. */
  function follow(address) { write("replaceState", address); }
  /** What was typed becomes an entry of its own, so that “back” leads from it to what was there before. */
  function settle(address) {
    if (address === settled) return true;
    if (!write("replaceState", settled) || !write("pushState", address)) return false;
    settled = address;
    return true;
  }
  AJ.address = {
    keys: KEYS, parse: parse, of: of, follow: follow, settle: settle,
    arrived: function (address) { settled = address; }
  };
})();
