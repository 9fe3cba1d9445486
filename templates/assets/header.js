/* “/” and Ctrl+K lead to the search box, except while something is being typed. */
(function () {
  "use strict";
  document.addEventListener("keydown", function (e) {
    var slash = e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey;
    var control = (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === "k";
    if (!slash && !control || e.isComposing || e.defaultPrevented) return;
    if (slash && e.target.closest && e.target.closest("input,textarea,select,[contenteditable]")) return;
    var box = document.querySelector("#search-form input[name=q]") || document.querySelector("form[role=search] input[name=q]");
    if (!box) return;
    e.preventDefault();
    box.focus();
    box.select();
  });
})();
