/*
 * Charts, part 3: lays the live chart over the static picture of each figure[data-chart] in view.
 * Picture, sentence and table work without it and stay if the library cannot be loaded, whose path
 * is this script's data-echarts.
 */
(function () {
  'use strict';
  const of = window.AJ.chart, path = document.currentScript.dataset.echarts;
  const live = new Map(); // figure → promise of its chart; null where it has none
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
  of.token = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim() || '#888';

  /** Whether a picture would shrink too much; a wide one scrolls then, others are laid out anew by the live chart. */
  const narrow = (figure, still) => figure.clientWidth < 0.75 * still.getAttribute('width');

  /** Draws the live chart into a box of its own. @return {Object} ECharts' instance */
  function draw(echarts, figure, still, block) {
    const box = document.createElement('div');
    const option = of.revive(block.textContent, of.token, () => box.clientWidth);
    const height = narrow(figure, still) ? still.getAttribute('height') : Math.round(still.getBoundingClientRect().height);
    option.textStyle = { fontFamily: getComputedStyle(still).fontFamily };
    option.tooltip = Object.assign({
      renderMode: 'richText', confine: true, backgroundColor: of.token('card'), borderColor: of.token('mute'),
      borderWidth: 1, padding: [6, 10], textStyle: { color: of.token('ink'), fontSize: 13, lineHeight: 20 }
    }, option.tooltip);
    box.className = 'live-chart';
    box.setAttribute('aria-hidden', 'true');
    box.style.height = height + 'px';
    figure.insertBefore(box, still.nextSibling);
    figure.classList.add('is-live');
    const chart = echarts.init(box, null, { renderer: 'canvas', locale: 'ZH' });
    chart.setOption(option);
    chart.watch = new ResizeObserver(() => chart.resize());
    chart.watch.observe(box);
    figure.dispatchEvent(new CustomEvent('chartready', { bubbles: true }));
    return chart;
  }

  /** Goes back to the static picture. @param {HTMLElement} figure */
  function drop(figure) {
    const shown = live.get(figure), box = figure.querySelector('.live-chart');
    live.delete(figure);
    figure.classList.remove('is-live');
    if (box) box.remove();
    return Promise.resolve(shown).then((chart) => { if (chart) { chart.watch.disconnect(); chart.dispose(); } }, () => {});
  }

  /** @param {HTMLElement} figure @return {Promise<Object>} its chart, null where it has only a picture */
  function mount(figure) {
    const still = figure.querySelector('svg.chart'), block = figure.querySelector('script[type="application/json"]');
    if (!path || !still || !block || !figure.clientWidth || still.matches('.wide') && narrow(figure, still)) return Promise.resolve(null);
    if (!live.has(figure)) live.set(figure, load().then((echarts) => draw(echarts, figure, still, block)));
    return live.get(figure);
  }

  /** @param {HTMLElement} figure @return {Promise<HTMLCanvasElement>} its live chart at twice the size, mounted if it was not */
  of.canvas = (figure) => mount(figure).then((chart) => chart && chart.renderToCanvas({ pixelRatio: 2, backgroundColor: of.token('card') }));

  const show = (figure) => mount(figure).catch(() => drop(figure));

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    Array.from(live.keys()).forEach((figure) => drop(figure).then(() => show(figure)));
  });

  const view = new IntersectionObserver((seen) => seen.filter((e) => e.isIntersecting).forEach((e) => {
    view.unobserve(e.target);
    (window.requestIdleCallback || setTimeout)(() => show(e.target));
  }), { rootMargin: '120px' });
  document.querySelectorAll('figure[data-chart]').forEach((figure) => { figure.classList.add('is-scripted'); view.observe(figure); });
})();
