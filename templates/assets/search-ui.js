/* Search: elements. */
(function () {
  "use strict";
  if (typeof document === "undefined") return; // the tests of ranking run the client without a page
  var AJ = window.AJ;
  function make(tag, name, text) {
    var e = document.createElement(tag);
    if (name) e.className = name;
    if (text) e.textContent = text;
    return e;
  }
  /** Appends [{text, mark}]. */
  function pieces(parent, all) {
    all.forEach(function (p) { parent.appendChild(p.mark ? make("mark", "", p.text) : document.createTextNode(p.text)); });
    return parent;
  }
  function set(e, attributes) {
    Object.keys(attributes).forEach(function (name) { e.setAttribute(name, attributes[name]); });
    return e;
  }
  AJ.ui = { make: make, pieces: pieces, set: set };
})();
