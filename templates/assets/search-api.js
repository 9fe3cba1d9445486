/* Search: where search/m.js names an API, the server answers instead of the files; with the same object
   (internal/server/search.go). That m.js brings this script (search.Remote): published sites do without. Suggestions are read
   from their file as everywhere. */
(function (W) {
  "use strict";
  var AJ = W.AJ, MOST = 200;
  /** An error whose message is for readers as it stands. */
  function told(message) {
    var e = new Error(message);
    e.told = true;
    return e;
  }
  /** As AJ.find. */
  AJ.api = function (api, q) {
    var sent = new URLSearchParams(), text = Array.from(q.text || "").slice(0, MOST).join("");
    sent.set("q", text); // the reading of queries ends there too
    ["type", "procuratorate", "line", "year"].forEach(function (name) { if (q[name]) sent.set(name, q[name]); });
    if (q.plain) sent.set("plain", "1");
    if (q.from) sent.set("from", String(q.from));
    if (q.size) sent.set("size", String(q.size));
    return fetch(AJ.root + api + "?" + sent, { cache: "no-store" }).then(function (response) {
      return response.json().catch(function () { return {}; }).then(function (answer) {
        if (!response.ok || !answer.hits) throw told(answer.error || "搜索没有得到应有的回答，请刷新本页");
        return answer;
      });
    }, function () { throw told("预览没有应答，可能已经停止；重新运行 anjian serve 后再搜"); });
  };
})(window);
