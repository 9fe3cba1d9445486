// Keeps what a reader was at while the preview loads a page again: the place on the page, open parts,
// what was typed, the focus.
(function () {
  "use strict";
  var key = "anjian-preview:" + location.pathname + location.search;

  /** The way to an element from the top of the page. @param {Element} e @return {string} */
  function way(e) {
    var steps = [];
    for (; e && e !== document.body; e = e.parentElement) {
      if (e.id) return "#" + CSS.escape(e.id) + steps.join("");
      steps.unshift(">:nth-child(" + (Array.prototype.indexOf.call(e.parentElement.children, e) + 1) + ")");
    }
    return "body" + steps.join("");
  }
  /** @param {string} selector @return {!Array<!Element>} */
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  /** Parts of a page are known by what they are called, so that they are found again after others came
   * before them. @param {!Array<!Element>} parts @param {function(!Element): string} name */
  function named(parts, name) {
    var seen = {};
    return parts.map(function (e) {
      var n = name(e);
      seen[n] = (seen[n] || 0) + 1;
      return { element: e, name: n + "\n" + seen[n] };
    });
  }
  function parts() {
    return named(all("main details"), function (d) {
      var title = d.querySelector("summary");
      return d.id || (title ? title.textContent.trim() : "");
    });
  }
  function fields() {
    return named(all("input,select,textarea"), function (f) { return (f.form && f.form.id || "") + " " + (f.name || f.id); });
  }

  /** What was read: the first blocks in sight and how far they are from the top. Several, as the one that
   * is being written is not found again. @return {!Array<{tag: string, text: string, top: number}>} */
  function landmarks() {
    var found = [];
    all("main :is(h1,h2,h3,h4,p,li,tr,dt,figure,pre,summary)").some(function (e) {
      var box = e.getBoundingClientRect();
      if (box.bottom > 0 && box.height) found.push({ tag: e.tagName, text: said(e), top: box.top });
      return found.length === 12;
    });
    return found;
  }
  /** @param {Element} e @return {string} */
  function said(e) { return e.textContent.trim().slice(0, 200); }
  /** The first landmark that is still there, the nearest to where it was if there are several alike. */
  function recognised(marks) {
    var best = null;
    marks.some(function (m) {
      all("main " + m.tag).forEach(function (e) {
        var off = said(e) === m.text && e.getClientRects().length ? e.getBoundingClientRect().top - m.top : NaN;
        if (off === off && (best === null || Math.abs(off) < Math.abs(best))) best = off;
      });
      return best !== null;
    });
    return best;
  }

  function keep() {
    var focus = document.activeElement, state = { x: scrollX, y: scrollY, landmarks: scrollY ? landmarks() : [], open: {}, typed: {}, moved: [] };
    parts().forEach(function (p) { state.open[p.name] = p.element.open; });
    fields().forEach(function (f) { state.typed[f.name] = /^(checkbox|radio)$/.test(f.element.type) ? f.element.checked : f.element.value; });
    all("main *").forEach(function (e) { if (e.scrollLeft || e.scrollTop) state.moved.push([way(e), e.scrollLeft, e.scrollTop]); });
    if (focus && focus !== document.body) {
      state.focus = way(focus);
      try { state.selection = [focus.selectionStart, focus.selectionEnd]; } catch (e) { /* not a text field */ }
    }
    history.scrollRestoration = "manual"; // the browser's own memory knows pixels only, and comes last
    try { sessionStorage.setItem(key, JSON.stringify(state)); } catch (e) { /* full: the page starts at its top */ }
  }

  function restore(state) {
    var focus, off;
    parts().forEach(function (p) { if (p.name in state.open) p.element.open = state.open[p.name]; });
    fields().forEach(function (f) {
      var was = state.typed[f.name];
      if (typeof was === "boolean") f.element.checked = was;
      else if (was !== undefined && was !== f.element.value && f.element.type !== "file") f.element.value = was;
    });
    state.moved.forEach(function (m) {
      var e = document.querySelector(m[0]);
      if (e) { e.scrollLeft = m[1]; e.scrollTop = m[2]; }
    });
    focus = state.focus && document.querySelector(state.focus);
    if (focus && focus.focus) {
      focus.focus({ preventScroll: true });
      try { if (state.selection && state.selection[0] !== null) focus.setSelectionRange(state.selection[0], state.selection[1]); } catch (e) { /* not a text field */ }
    }
    scrollTo({ left: state.x, top: state.y, behavior: "instant" });
    off = recognised(state.landmarks);
    if (off) scrollBy({ top: off, behavior: "instant" });
  }

  var kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
  } catch (e) { /* nothing was kept */ }
  if (kept) restore(kept);
  var again = false;
  document.addEventListener("anjian-preview", function () { again = true; keep(); });
  addEventListener("pagehide", function () { if (!again) history.scrollRestoration = "auto"; });
})();
