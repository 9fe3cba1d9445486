// Asks what became of the last change, loads the page again when it is another one, and shows in the
// bar what is wrong. A page in the background asks nothing until it is seen again.
(function () {
  "use strict";
  var own = document.currentScript.dataset, serial = own.serial, page = own.page, said = own.alert;
  var bar = document.getElementById("preview-bar"), alert = document.getElementById("preview-alert");
  var asking = null, composing = false, leave = false;
  if (!bar) return;

  function reload() {
    leave = true;
    if (composing) return; // a word is being put together: afterwards
    document.dispatchEvent(new Event("anjian-preview"));
    location.reload();
  }
  document.addEventListener("compositionstart", function () { composing = true; });
  document.addEventListener("compositionend", function () {
    composing = false;
    if (leave) setTimeout(reload, 0);
  });

  /** The bar says something else: what was open in it and has not changed its kind stays open. */
  function show(inside, alerted) {
    var open = {}, held = bar.contains(document.activeElement) && document.activeElement.parentElement.dataset.part;
    var panel = bar.querySelector("details[open] > .preview-panel"), top = panel ? panel.scrollTop : 0;
    bar.querySelectorAll("details").forEach(function (d) { open[d.dataset.part] = d.open; });
    bar.innerHTML = inside;
    bar.querySelectorAll("details").forEach(function (d) {
      if (d.dataset.part in open && !(d.dataset.part === "faults" && alerted)) d.open = open[d.dataset.part];
      if (d.dataset.part === held) d.querySelector("summary").focus({ preventScroll: true });
    });
    panel = bar.querySelector("details[open] > .preview-panel");
    if (panel) panel.scrollTop = top;
  }

  function ask() {
    var mine = asking = new AbortController();
    fetch("/api/preview?" + new URLSearchParams({ path: location.pathname, serial: serial, page: page }), { signal: mine.signal })
      .then(function (answer) { return answer.status === 204 ? null : answer.json(); })
      .then(function (now) {
        if (mine !== asking) return;
        if (now && now.page !== page) { reload(); return; }
        if (now) {
          var alerted = now.alert !== said;
          serial = now.serial;
          show(now.bar, alerted && now.alert);
          if (alerted) alert.textContent = said = now.alert;
        }
        ask();
      })
      .catch(function () {
        if (mine !== asking) return;
        serial = "";
        var state = bar.querySelector(".preview-state"), line = bar.querySelector(".preview-line");
        if (line.dataset.state !== "off") {
          line.dataset.state = "off";
          state.textContent = "预览已停止，重新运行 anjian serve 后自动恢复";
        }
        setTimeout(function () { if (mine === asking) ask(); }, 1000);
      });
  }
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) { ask(); return; }
    if (asking) asking.abort();
    asking = null;
  });
  addEventListener("pagehide", function () { if (asking) asking.abort(); asking = null; });
  addEventListener("pageshow", function (e) { if (e.persisted && !document.hidden) ask(); });
  document.addEventListener("keydown", function (e) {
    var open = e.key === "Escape" && bar.querySelector(".preview-part[open]");
    if (!open || !bar.contains(document.activeElement)) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  if (!document.hidden) ask();
})();
