/*
 * Charts, part 2: the buttons of a figure. CSV is its table; the picture is its live chart at twice
 * the size, or the static one where none can be had. Both work from file://, without a server.
 */
(function (W) {
  'use strict';
  const AJ = W.AJ = W.AJ || {}, chart = AJ.chart = AJ.chart || {};

  /** A CSV file that spreadsheets open in UTF-8. What they would take for a formula is disarmed, and
   * a long row of digits, which they would round, stays text.
   * @param {string[][]} rows @return {string} */
  chart.csv = function (rows) {
    const cell = (s) => {
      s = s.trim();
      if (/^[=+\-@＝＋－＠]/.test(s) && !/^[+-]?\d[\d.,\s]*%?$/.test(s) || /^\d{12,}$/.test(s)) s = "'" + s;
      return /[",\r\n]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s;
    };
    return '\ufeff' + rows.map((row) => row.map(cell).join(',') + '\r\n').join('');
  };
  if (!W.document) return; // under test

  /** The static picture in the colours of the moment. @param {SVGElement} still @return {Promise<HTMLImageElement>} */
  function drawn(still) {
    const copy = still.cloneNode(true);
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('font-family', getComputedStyle(still).fontFamily);
    copy.setAttribute('width', 2 * still.getAttribute('width'));
    copy.setAttribute('height', 2 * still.getAttribute('height'));
    copy.querySelectorAll('[class]').forEach((e) => e.getAttribute('class').split(' ').forEach((c) => {
      if (/^[ts]-/.test(c)) e.setAttribute(c[0] === 't' ? 'fill' : 'stroke', chart.token(c.slice(2)));
    }));
    return new Promise((done, failed) => {
      const image = new Image();
      image.onload = () => done(image);
      image.onerror = failed;
      image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(new XMLSerializer().serializeToString(copy));
    });
  }

  /** Cuts words into lines that fit. @param {CanvasRenderingContext2D} pen @param {string} text @param {number} width @return {string[]} */
  function wrap(pen, text, width) {
    const lines = [''];
    Array.from(text.trim()).forEach((c) => {
      if (pen.measureText(lines[lines.length - 1] + c).width > width) lines.push('');
      lines[lines.length - 1] += c;
    });
    return lines;
  }

  /** Puts title and legend over a picture, its source under it. @param {Element} figure @param {CanvasImageSource} image @return {string} a data URL */
  function sheet(figure, image) {
    const out = document.createElement('canvas'), pen = out.getContext('2d'), family = getComputedStyle(figure).fontFamily;
    const texts = [['figcaption > :first-child', '600 32px ', 'ink', 48], ['figcaption > p', '26px ', 'ink2', 38], ['.figure-tools span', '24px ', 'ink2', 36]].map((t) => {
      const found = figure.querySelector(t[0]);
      pen.font = t[1] + family;
      return { font: pen.font, colour: t[2], step: t[3], lines: found ? wrap(pen, found.textContent, image.width) : [] };
    });
    const high = (t) => t.lines.length * t.step;
    out.width = image.width + 48;
    out.height = image.height + 56 + texts.reduce((sum, t) => sum + high(t), 0);
    pen.fillStyle = chart.token('card');
    pen.fillRect(0, 0, out.width, out.height);
    const above = 24 + high(texts[0]) + high(texts[1]);
    pen.drawImage(image, 24, above + 8);
    let y = 16;
    texts.forEach((t, i) => {
      if (i === 2) y = above + 8 + image.height;
      pen.font = t.font;
      pen.fillStyle = chart.token(t.colour);
      t.lines.forEach((words) => pen.fillText(words, 24, y += t.step));
    });
    return out.toDataURL('image/png');
  }

  /** @param {string} href @param {string} name */
  const save = (href, name) => Object.assign(document.createElement('a'), { href, download: name.replace(/[\\/:*?"<>|\s]+/g, '_') }).click();

  document.addEventListener('click', (e) => {
    const button = e.target.closest('[data-png], [data-csv]'), of = button && button.dataset;
    const figure = button && (document.getElementById(of.png || of.csv) || button.closest('figure'));
    if (!figure) return;
    const name = of.name || figure.id;
    if ('csv' in of) {
      const rows = Array.from(figure.querySelectorAll('table tr'), (r) => Array.from(r.cells, (c) => c.textContent));
      save('data:text/csv;charset=utf-8,' + encodeURIComponent(chart.csv(rows)), name + '.csv');
      return;
    }
    const still = figure.querySelector('svg.chart');
    chart.canvas(figure).then((canvas) => canvas || drawn(still), () => drawn(still)).then((image) => save(sheet(figure, image), name + '.png'));
  });
})(typeof window === 'undefined' ? globalThis : window);
