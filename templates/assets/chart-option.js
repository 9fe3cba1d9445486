/*
 * Charts, part 1: reads the option that package chart wrote into a data block. Colours are names of
 * tokens ("$brand"), functions are names too ("@text"): no text from the data ever becomes code.
 */
(function (W) {
  'use strict';
  const AJ = W.AJ = W.AJ || {}, chart = AJ.chart = AJ.chart || {};

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

  /** Places of labels that Go has thought out; option and width are those of the chart. */
  function layouts(option, width) {
    const by = (p) => (option.series[p.seriesIndex].data[p.dataIndex] || {}).offset || [0, 0];
    let edge = 0;
    return {
      offset: (p) => ({ dx: by(p)[0], dy: by(p)[1], hideOverlap: true }),
      /** Labels of one row, in their order, apart from each other and inside the picture; none where they do not fit. */
      shift: (p) => {
        const all = option.series[p.seriesIndex].data, long = (list) => list.reduce((sum, d) => sum + 12 * d.short.length + 8, 0);
        if (long(all) > width()) return { x: -999, y: -999 };
        const end = width() - long(all.slice(p.dataIndex + 1)) - p.labelRect.width;
        const centred = p.rect.x + (p.rect.width - p.labelRect.width) / 2; // labelRect is already moved when asked again
        const x = Math.max(p.dataIndex ? edge : 0, Math.min(centred, end));
        edge = x + p.labelRect.width + 8;
        return { dx: x - centred, dy: by(p)[1] };
      },
      /** Inside a bar, or nowhere. */
      within: (p) => (p.labelRect.width + 6 > p.rect.width ? { x: -999, y: -999 } : {})
    };
  }

  /** Reads a data block: "$token" colours and "@name" functions become values.
   * @param {string} text @param {function(string):string} colour @param {function():number} width of the live chart
   * @return {Object} the option */
  function revive(text, colour, width) {
    const functions = {
      num: number, plain: String, percent: (v) => v + '%', text: tip, tick: (v) => (ticks || [])[v] || '',
      name: (p) => p.name, series: (p) => p.seriesName, short: (p) => (p.data && p.data.short) || ''
    };
    const option = JSON.parse(text, (key, v) => {
      if (typeof v === 'string' && v[0] === '$' && /color$/i.test(key)) return colour(v.slice(1));
      if (typeof v === 'string' && v[0] === '@' && key === 'formatter') return functions[v.slice(1)];
      return v;
    });
    const ticks = option.anjian && option.anjian.ticks, places = layouts(option, width);
    delete option.anjian;
    option.series.forEach((s) => { if (typeof s.labelLayout === 'string') s.labelLayout = places[s.labelLayout.slice(1)]; });
    return option;
  }

  chart.number = number;
  chart.tip = tip;
  chart.revive = revive;
})(typeof window === 'undefined' ? globalThis : window);
