/*
 * Lays the live chart over the static picture of each figure[data-chart] in view and serves its
 * buttons. Picture, sentence and table work without it and stay if the library cannot be loaded,
 * whose path is this script's data-echarts.
 */
(() => {
  'use strict';

  /** An axis number as Go writes it (chart.plain). @param {number} v @return {string} */
  function number(v) {
    const parts = String(Math.round(Math.abs(v) * 1e6) / 1e6).split('.');
    if (parts[0].length > 4) parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, '\u2009');
    return (v < 0 && parts.join('') !== '0' ? '\u2212' : '') + parts.join('.');
  }

  /** The words of the points under the pointer; {name|…} would be markup. @param {Object|Object[]} p @return {string} */
  function tip(p) {
    const items = [].concat(p).filter((i) => i.data && i.data.text);
    const lines = items.map((i) => (items.length > 1 ? i.seriesName + '　' : '') + i.data.text + (i.data.note ? '\n' + i.data.note : ''));
    return lines.length ? [items[0].data.name].concat(lines).join('\n').replace(/\{(?=\w+\|)/g, '{\u200b') : '';
  }

  /** Reads a data block: "$token" colours and "@name" functions become values.
   * @param {string} text @param {function(string):string} colour @return {Object} the option */
  function revive(text, colour) {
    const functions = {
      num: number, plain: String, text: tip, tick: (v) => (ticks || [])[v] || '',
      name: (p) => p.name, series: (p) => p.seriesName, short: (p) => (p.data && p.data.short) || '',
      offset: (p) => {
        const by = (option.series[p.seriesIndex].data[p.dataIndex] || {}).offset || [0, 0];
        return { dx: by[0], dy: by[1], hideOverlap: true };
      }
    };
    const option = JSON.parse(text, (key, v) => {
      if (typeof v === 'string' && v[0] === '$' && /color$/i.test(key)) return colour(v.slice(1));
      if (typeof v === 'string' && v[0] === '@' && /^(formatter|labelLayout)$/.test(key)) return functions[v.slice(1)];
      return v;
    });
    const ticks = option.anjian && option.anjian.ticks;
    delete option.anjian;
    return option;
  }

  /** A CSV file that spreadsheets open in UTF-8; what they would take for a formula is disarmed.
   * @param {string[][]} rows @return {string} */
  function csv(rows) {
    const cell = (s) => {
      s = s.trim();
      if (/^[=+\-@＝＋－＠]/.test(s) && !/^[+-]?\d[\d.,\s]*%?$/.test(s)) s = "'" + s;
      return /[",\r\n]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s;
    };
    return '\ufeff' + rows.map((row) => row.map(cell).join(',') + '\r\n').join('');
  }

  if (typeof module === 'object' && module.exports) { // under test
    module.exports = { number, tip, revive, csv };
    return;
  }

  const path = document.currentScript.dataset.echarts;
  const live = new Map(); // figure → {chart, watch}, null while it loads
  let library = null;

  /** @return {Promise<Object>} the library, loaded once */
  const load = () => library || (library = new Promise((done, failed) => {
    const s = document.createElement('script');
    s.src = path;
    s.onload = () => (window.echarts ? done(window.echarts) : failed());
    s.onerror = failed;
    document.head.appendChild(s);
  }));

  /** @param {string} name @return {string} the token's colour in the theme of the moment */
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim() || '#888';

  /** Goes back to the static picture. @param {HTMLElement} figure */
  function drop(figure) {
    const shown = live.get(figure), box = figure.querySelector('.live-chart');
    live.delete(figure);
    figure.classList.remove('is-live');
    if (shown) { shown.watch.disconnect(); shown.chart.dispose(); }
    if (box) box.remove();
  }

  /** @param {HTMLElement} figure */
  function mount(figure) {
    const still = figure.querySelector('svg.chart'), block = figure.querySelector('script[type="application/json"]');
    if (!path || !still || !block || live.has(figure)) return;
    live.set(figure, null);
    load().then((echarts) => {
      if (live.get(figure) !== null) return; // mounted or dropped meanwhile
      const option = revive(block.textContent, token), box = document.createElement('div');
      const narrow = figure.clientWidth < 0.75 * still.getAttribute('width');
      const height = narrow ? still.getAttribute('height') : Math.round(still.getBoundingClientRect().height);
      option.textStyle = { fontFamily: getComputedStyle(still).fontFamily };
      option.tooltip = Object.assign({
        renderMode: 'richText', confine: true, backgroundColor: token('card'), borderColor: token('mute'),
        borderWidth: 1, padding: [6, 10], textStyle: { color: token('ink'), fontSize: 13, lineHeight: 20 }
      }, option.tooltip);
      box.className = 'live-chart';
      box.setAttribute('aria-hidden', 'true');
      box.style.height = height + 'px';
      figure.insertBefore(box, still.nextSibling);
      figure.classList.add('is-live');
      const chart = echarts.init(box, null, { renderer: 'canvas', locale: 'ZH' });
      const watch = new ResizeObserver(() => chart.resize());
      live.set(figure, { chart, watch });
      chart.setOption(option);
      watch.observe(box);
      figure.dispatchEvent(new CustomEvent('chartready', { bubbles: true }));
    }).catch(() => drop(figure));
  }

  /** @param {Element} figure @return {string} the live chart under its title, as a data URL */
  function picture(figure) {
    const chart = live.get(figure).chart.renderToCanvas({ pixelRatio: 2, backgroundColor: token('card') });
    const out = Object.assign(document.createElement('canvas'), { width: chart.width + 48, height: chart.height + 112 }), pen = out.getContext('2d');
    pen.fillStyle = token('card');
    pen.fillRect(0, 0, out.width, out.height);
    pen.fillStyle = token('ink');
    pen.font = '600 32px ' + getComputedStyle(figure).fontFamily;
    pen.fillText(figure.querySelector('figcaption > :first-child').textContent, 24, 56, out.width - 48);
    pen.drawImage(chart, 24, 88);
    return out.toDataURL('image/png');
  }

  /** @param {string} href @param {string} name */
  const save = (href, name) => Object.assign(document.createElement('a'), { href, download: name.replace(/[\\/:*?"<>|\s]+/g, '_') }).click();

  document.addEventListener('click', (e) => {
    const button = e.target.closest('[data-png], [data-csv]'), of = button && button.dataset;
    const figure = button && (document.getElementById(of.png || of.csv) || button.closest('figure'));
    if (!figure) return;
    const name = of.name || figure.id;
    if ('png' in of) return live.get(figure) && save(picture(figure), name + '.png');
    const rows = Array.from(figure.querySelectorAll('tr'), (r) => Array.from(r.cells, (c) => c.textContent));
    save('data:text/csv;charset=utf-8,' + encodeURIComponent(csv(rows)), name + '.csv');
  });

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    Array.from(live.keys()).forEach((figure) => { drop(figure); mount(figure); });
  });

  const view = new IntersectionObserver((seen) => seen.filter((e) => e.isIntersecting).forEach((e) => {
    view.unobserve(e.target);
    (window.requestIdleCallback || setTimeout)(() => mount(e.target));
  }), { rootMargin: '120px' });
  document.querySelectorAll('figure[data-chart]').forEach((figure) => { figure.classList.add('is-scripted'); view.observe(figure); });
})();
