/* “/” and Ctrl+K lead to the search box, except while something is being typed. The search client, which
   adds suggestions to the box, is loaded when a box first gets the focus; until then, and if that fails, the box is a plain form. */
(function () {
  "use strict";
  var BOX = "form[role=search] input[name=q]", client = document.currentScript.dataset.search, asked = false;
  function load(e) {
    if (!client || asked || !e || !e.matches || !e.matches(BOX)) return;
    var script = document.createElement("script");
    asked = true;
    script.src = client;
    script.onerror = function () { script.remove(); asked = false; };
    document.head.appendChild(script);
  }
  // The search page needs its scripts; a page that was kept from before an update may ask for ones that are gone.
  document.addEventListener("error", function (e) {
    var status = document.getElementById("search-status");
    if (!status || !e.target.defer) return;
    status.dataset.state = "failed";
    status.textContent = "搜索程序没有读到。网站可能刚刚更新过，请刷新本页；刷新后仍然如此，多半是网站的 assets 文件夹没有复制完整，请告诉网站管理员";
  }, true);
  document.addEventListener("focusin", function (e) { load(e.target); });
  load(document.activeElement);
  document.addEventListener("keydown", function (e) {
    var slash = e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey;
    var control = (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === "k";
    if (!slash && !control || e.isComposing || e.defaultPrevented) return;
    if (slash && e.target.closest && e.target.closest("input,textarea,select,[contenteditable]")) return;
    var box = document.querySelector("#search-form input[name=q]") || document.querySelector(BOX);
    if (!box) return;
    e.preventDefault();
    box.focus();
    box.select();
  });
})();
