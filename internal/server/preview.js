// Reloads the page when the preview behind it changes, and keeps the place.
(function () {
  "use strict";
  var generation = document.currentScript.getAttribute("data-generation");
  var key = "anjian-preview:" + location.pathname;
  var place = sessionStorage.getItem(key);
  if (place !== null) {
    sessionStorage.removeItem(key);
    window.scrollTo(0, Number(place));
  }
  function wait() {
    fetch("/api/generation?after=" + generation)
      .then(function (answer) { return answer.json(); })
      .then(function (now) {
        if (String(now.generation) === generation) {
          wait();
          return;
        }
        sessionStorage.setItem(key, String(window.scrollY));
        location.reload();
      })
      .catch(function () { setTimeout(wait, 1000); });
  }
  wait();
})();
