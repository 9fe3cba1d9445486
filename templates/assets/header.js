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
