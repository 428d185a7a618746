// What a letter that is shown right now measures. Evaluates to {overflow, firstButton, filled, faults: [...]}.
(() => {
  const faults = [];
  const colour = (text) => {
    const m = /rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)/.exec(text);
    return m ? [+m[1], +m[2], +m[3], m[4] === undefined ? 1 : +m[4]] : null;
  };
  const luminance = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const c = colour(getComputedStyle(e).backgroundColor);
      if (c && c[3] > 0) return c;
    }
    return [255, 255, 255, 1];
  };
  const isShown = (element) => element.getClientRects().length > 0;
  const words = (text) => text.trim().slice(0, 40);
  const whole = /\b[A-Z]{3}-\d{4}(?:-\d{4})?\b|\b0\d(?: \d\d){4}\b/g;
  const lines = (node, found) => {
    const range = document.createRange();
    range.setStart(node, found.index);
    range.setEnd(node, found.index + found[0].length);
    return new Set([...range.getClientRects()].map((r) => r.top)).size;
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.replace(/[\s\u00a0\u034f\u200c]/g, "") || !isShown(element)) continue;
    const style = getComputedStyle(element);
    const ratio = contrast(colour(style.color), behind(element));
    if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)} of « ${words(node.data)} »`);
    for (const found of node.data.matchAll(whole)) {
      if (lines(node, found) > 1) faults.push(`${found[0]} stands on two lines`);
    }
    if (parseFloat(style.fontSize) < 14) faults.push(`${style.fontSize} for « ${words(node.data)} »`);
  }
  for (const cell of document.querySelectorAll(".btn td, .box td")) {
    const style = getComputedStyle(cell);
    const outside = behind(cell.closest("table").parentElement);
    const ratio = contrast(colour(style.borderTopColor), outside);
    if (ratio < 3) faults.push(`contrast ${ratio.toFixed(2)} of a border`);
  }
  const buttons = [...document.querySelectorAll("a")].filter((a) => isShown(a) && a.getBoundingClientRect().height >= 44);
  const card = colour(getComputedStyle(document.querySelector(".card")).backgroundColor);
  const filled = buttons.filter((a) => {
    const c = behind(a);
    return contrast(c, card) > 3;
  });
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    firstButton: buttons.length ? buttons[0].getBoundingClientRect().top : null,
    narrowest: buttons.length ? Math.min(...buttons.map((a) => a.getBoundingClientRect().width)) : null,
    filled: filled.length,
    faults,
  };
})()
