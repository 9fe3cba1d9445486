/* Search: the box. A combobox with a list of suggestions, as the WAI-ARIA Authoring Practices describe list
   autocomplete: the focus stays in the input, the chosen option is told by aria-activedescendant. Attached to
   every search box of the page; what was typed before it came counts too. */
(function () {
  "use strict";
  if (typeof document === "undefined") return; // the tests of ranking run the client without a page
  var AJ = window.AJ, make = AJ.ui.make, pieces = AJ.ui.pieces, set = AJ.ui.set, LIMIT = 8, WAIT = 100, AFTER = 60, boxes = 0;

  function attach(input) {
    var form = input.form, list = make("div", "suggestions"), options = [], active = -1;
    var turn = 0, timer = 0, composing = false, composed = -Infinity;
    list.id = "suggestions-" + ++boxes;
    list.hidden = true;
    set(list, { role: "listbox", "aria-label": "搜索建议" });
    form.appendChild(list);
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocapitalize: "off", spellcheck: "false" });

    function close() {
      clearTimeout(timer);
      turn++;
      choose(-1);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
    }
    function choose(i) {
      if (options[active]) options[active].setAttribute("aria-selected", "false");
      active = i;
      if (!options[i]) { input.removeAttribute("aria-activedescendant"); return; }
      options[i].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", options[i].id);
      options[i].scrollIntoView({ block: "nearest" });
    }
    function option(href) {
      var a = set(make("a", "suggestion"), { role: "option", id: list.id + "-" + options.length, "aria-selected": "false", tabindex: "-1", draggable: "false", href: href });
      options.push(a);
      list.appendChild(a);
      return a;
    }
    function show(found, text) {
      options = []; active = -1;
      list.replaceChildren();
      input.removeAttribute("aria-activedescendant");
      found.forEach(function (s) {
        var a = option(AJ.root + s.path), title = pieces(make("span", "suggestion-title"), s.title);
        a.appendChild(title);
        if (s.note) a.append(" ", make("span", "suggestion-note", s.note));
        if (s.type) a.append(" ", make("span", "suggestion-type", s.type));
      });
      var all = option(AJ.root + "search.html?q=" + encodeURIComponent(text));
      all.classList.add("suggestion-all");
      all.textContent = "全部结果：" + text;
      all.addEventListener("click", function (e) {
        if (e.ctrlKey || e.metaKey || e.shiftKey) return;
        e.preventDefault();
        send();
      });
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      list.scrollTop = 0;
    }
    /** As if the button of the form were pressed. */
    function send() {
      close();
      if (form.requestSubmit) form.requestSubmit(); else form.querySelector("button").click();
    }
    /** Asks for suggestions; then does what waits for them. */
    function ask(then) {
      var text = input.value.trim(), mine;
      clearTimeout(timer);
      mine = ++turn;
      if (!text) { close(); return; }
      AJ.suggest(text, LIMIT).then(function (found) {
        if (mine !== turn || document.activeElement !== input) return;
        // On the search page the results stand below: nothing to suggest, nothing to say.
        if (!found.length && form.id === "search-form") { close(); return; }
        show(found, text);
        if (then) then();
      }).catch(function () { if (mine === turn) close(); }); // the search page says what is wrong
    }
    function soon() { clearTimeout(timer); timer = setTimeout(ask, WAIT); }

    function move(e, way) {
      var last = options.length - 1;
      e.preventDefault();
      if (list.hidden) ask(e.altKey ? null : function () { choose(way > 0 ? 0 : options.length - 1); });
      else if (e.altKey) { if (way < 0) close(); }
      else if (way > 0) choose(active >= last ? 0 : active + 1);
      else choose(active <= 0 ? last : active - 1);
    }
    function key(e) {
      if (composing || e.isComposing || e.keyCode === 229 || e.key === "Enter" && e.timeStamp - composed < AFTER) {
        if (e.key === "Enter") e.preventDefault(); // it chose a word of the input method
        return;
      }
      if (e.key === "ArrowDown") move(e, 1);
      else if (e.key === "ArrowUp") move(e, -1);
      else if (e.key === "Enter") {
        if (!list.hidden && options[active]) { e.preventDefault(); options[active].click(); }
      } else if (e.key === "Escape") {
        if (list.hidden && !input.value) return;
        e.preventDefault();
        if (!list.hidden) { close(); return; }
        input.value = "";
        input.dispatchEvent(new Event("input", { bubbles: true }));
      } else if (e.key === "Home" || e.key === "End" || e.key === "ArrowLeft" || e.key === "ArrowRight") choose(-1); // back in the text
    }
    input.addEventListener("keydown", key);
    input.addEventListener("input", function (e) { if (!composing && !e.isComposing) soon(); });
    input.addEventListener("compositionstart", function () { composing = true; close(); });
    input.addEventListener("compositionend", function (e) { composing = false; composed = e.timeStamp; soon(); });
    input.addEventListener("blur", close);
    list.addEventListener("mousedown", function (e) { e.preventDefault(); }); // the focus stays in the input
    list.addEventListener("click", function (e) { if (e.target.closest("a") && !e.ctrlKey && !e.metaKey && !e.shiftKey) close(); });
    form.addEventListener("submit", function (e) { if (composing) e.preventDefault(); else close(); });
    if (document.activeElement !== input) return;
    if (input.value !== input.defaultValue) soon(); // typed, and not what the address asks (search-page.js)
    else if (form.id !== "search-form") AJ.suggest("", LIMIT).catch(function () {}); // what it needs is there when the first word is typed
  }
  document.querySelectorAll("form[role=search] input[name=q]").forEach(attach);
})();
