/*
 * The rows behind the numbers, part 5: makes the numbers of a page press buttons that open the
 * panel. A table is one stop of the tab key; arrow keys go from number to number inside it.
 */
(function () {
  "use strict";
  var trace = window.AJ.trace, folder = document.currentScript.dataset.trace;
  var root = folder.slice(0, folder.lastIndexOf("trace/"));
  trace.data.from(folder);

  /** Links go where they lead, but for live figures in prose. @param {Element} e @return {boolean} */
  function pressable(e) { return e.tagName !== "A" || e.classList.contains("live-figure"); }

  var numbers = Array.prototype.filter.call(document.querySelectorAll("[data-number]"), pressable), seen = new Set();
  numbers.forEach(function (e) {
    var table = e.closest("table");
    e.setAttribute("aria-haspopup", "dialog");
    if (e.tagName === "A") return;
    e.setAttribute("role", "button");
    e.tabIndex = table && seen.has(table) ? -1 : 0;
    seen.add(table);
  });

  /** @param {Event} e @return {?Element} the number that an event is about */
  function numberOf(e) {
    var at = e.target.closest && e.target.closest("[data-number]");
    return at && pressable(at) ? at : null;
  }
  document.addEventListener("click", function (e) {
    var at = numberOf(e);
    if (!at || e.button || e.ctrlKey || e.metaKey || e.shiftKey || String(getSelection()).trim()) return;
    e.preventDefault();
    trace.open(at, root);
  });

  /** The number beside another one in a table. @param {HTMLElement} at @param {string} key @return {?HTMLElement} */
  function beside(at, key) {
    var cell = at.closest("td"), row = cell && cell.parentElement, column = cell && cell.cellIndex;
    var inside = Array.prototype.slice.call(row ? row.querySelectorAll("[data-number]") : []), i = inside.indexOf(at);
    if (key === "ArrowLeft" || key === "ArrowRight") return inside[i + (key === "ArrowLeft" ? -1 : 1)];
    while ((row = key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling)) {
      cell = row.cells[column] && row.cells[column].querySelector("[data-number]");
      if (cell) return cell;
    }
    return null;
  }
  document.addEventListener("keydown", function (e) {
    var at = numberOf(e), next;
    if (!at || e.altKey || e.ctrlKey || e.metaKey) return;
    if ((e.key === "Enter" || e.key === " ") && at.tagName !== "A") {
      e.preventDefault();
      trace.open(at, root);
    } else if (/^Arrow/.test(e.key) && at.closest("table") && (next = beside(at, e.key))) {
      e.preventDefault();
      at.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  });
})();
