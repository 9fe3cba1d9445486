// Says beside the cut-off how old the data are, by the reader's clock: a site that is no longer updated says so
// itself. Days are those of Beijing, as the cut-off's. A clock that is before the cut-off is wrong, and nothing is said.
(function () {
  "use strict";
  var badge = document.querySelector(".freshness[data-cutoff]"), tag = null;
  if (!badge) return;
  var cutoff = /^(\d{4})-(\d\d)-(\d\d)$/.exec(badge.dataset.cutoff), every = badge.dataset.every;
  if (!cutoff) return;
  var HOUR = 36e5, DAY = 24 * HOUR, words = { 月: "个月", 周: "周", 日: "天" };
  var first = Date.UTC(+cutoff[1], cutoff[2] - 1, +cutoff[3]);

  /** @param {number} n @returns {number} the day that is n periods after the cut-off; months end on their last day at most */
  function due(n) {
    if (every !== "月") return first + n * (every === "周" ? 7 : 1) * DAY;
    var last = new Date(Date.UTC(+cutoff[1], +cutoff[2] + n, 0)); // of the month n months on
    var end = new Date(first + DAY).getUTCDate() === 1; // a month's last day stands for the month
    return end ? last.getTime() : Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(+cutoff[3], last.getUTCDate()));
  }

  /** @returns {{state: string, text: string, title: string} | null} what is to be said today */
  function judge() {
    var today = Math.floor((Date.now() + 8 * HOUR) / DAY) * DAY, days = (today - first) / DAY, late = 0;
    if (!(days >= 0) || !words[every]) return null;
    while (late < 1200 && today > due(late + 1)) late++;
    var title = "每" + every + "更新一次；数据截至日至今 " + days + " 天";
    if (!late) return { state: "good", text: "✓ 在更新周期内", title: title };
    if (late === 1) return { state: "warn", text: "▲ 已超过 1 " + words[every] + "，待更新", title: title };
    return { state: "bad", text: "◆ 已超过 " + (late < 1200 ? late : "1200 多") + " " + words[every] + "未更新，引用前先核实", title: title };
  }

  function show() {
    var said = judge();
    if (!said) {
      if (tag) tag.remove();
      tag = null;
      return;
    }
    if (!tag) tag = badge.appendChild(document.createElement("span"));
    tag.className = "tag";
    tag.dataset.state = said.state;
    tag.textContent = said.text;
    tag.title = said.title;
  }
  show();
  setInterval(show, HOUR); // a page may stay open overnight
  document.addEventListener("visibilitychange", show);
})();
