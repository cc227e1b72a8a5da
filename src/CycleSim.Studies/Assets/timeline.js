// The viewer of a timeline: ECharts draws, this file chooses what is drawn at the present zoom.
"use strict";
(() => {
  const model = JSON.parse(document.getElementById("data").textContent);
  const palette = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#F0E442", "#606060"];
  const light = ["#59A4CF", "#EFC059", "#59C1A3", "#DEA9C5", "#E4955A", "#93CEEF", "#F5ED88", "#999999"];
  const lineBins = 700, heatBins = 260, left = 190, right = 24;
  const span = model.toPs - model.fromPs;
  const binPs = span / model.bins;
  let from = model.fromPs, to = model.toPs, needle = "", matches = [], match = -1;

  for (const row of model.rows) {
    if (row.type === "quantity") row.quantities.forEach(q => { q.values = decode(q.data); });
    if (row.type === "heat") row.values = row.data.map(decode);
  }

  function decode(text) {
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
    return new Float32Array(bytes.buffer);
  }

  // Times are shown in the unit that suits the visible span.
  function unitOf(ps) {
    return ps >= 1e12 ? [1e12, "s"] : ps >= 1e9 ? [1e9, "ms"] : ps >= 1e6 ? [1e6, "us"] : [1e3, "ns"];
  }

  function time(ps, around) {
    const [unit, name] = unitOf(Math.max(ps, 1));
    const digits = Math.min(9, Math.max(0, Math.ceil(Math.log10(unit / Math.max(1, around)))));
    return (ps / unit).toFixed(digits) + " " + name;
  }

  // Bins [a, b) of the model cut into at most `most` cells: mean, lowest and highest of each.
  function cells(values, most) {
    const a = Math.max(0, Math.floor((from - model.fromPs) / binPs)), b = Math.min(model.bins, Math.ceil((to - model.fromPs) / binPs));
    const per = Math.max(1, Math.ceil((b - a) / most)), result = [];
    for (let i = a; i < b; i += per) {
      const end = Math.min(b, i + per);
      let sum = 0, high = -Infinity, low = Infinity;
      for (let k = i; k < end; k++) { sum += values[k]; high = Math.max(high, values[k]); low = Math.min(low, values[k]); }
      result.push({ start: model.fromPs + i * binPs, end: model.fromPs + end * binPs, mean: sum / (end - i), high, low, bins: end - i });
    }
    return result;
  }

  const heights = model.rows.map(row => row.type === "interval" ? (row.lanes === 1 ? 30 : Math.min(600, Math.max(34, 14 * row.lanes))) : row.type === "heat" ? 92 : 64);
  const tops = [];
  let y = 14;
  heights.forEach(h => { tops.push(y); y += h + 12; });
  const element = document.getElementById("chart");
  element.style.height = (y + 84) + "px";
  const chart = echarts.init(element, null, { renderer: "canvas" });

  function highest(row) {
    if (row.top > 0) return row.top;
    if (row.highest === undefined) {
      let top = 0;
      if (row.type === "heat") row.values.forEach(v => v.forEach(x => { top = Math.max(top, x); }));
      else for (let i = 0; i < model.bins; i++) top = Math.max(top, row.quantities.reduce((sum, q) => sum + q.values[i], 0));
      row.highest = top || 1;
    }
    return row.highest;
  }

  function heatColour(share) {
    const stops = [[255, 255, 255], [86, 180, 233], [0, 114, 178], [0, 32, 80]];
    const at = Math.min(0.9999, Math.max(0, share)) * 3, i = Math.floor(at), f = at - i;
    return "rgb(" + stops[i].map((c, k) => Math.round(c + (stops[i + 1][k] - c) * f)).join(",") + ")";
  }

  function rectangle(params, x0, y0, x1, y1) {
    return echarts.graphic.clipRectByRect({ x: x0, y: y1, width: Math.max(0.7, x1 - x0), height: y0 - y1 }, params.coordSys);
  }

  function intervalSeries(row, index) {
    const visible = row.intervals.filter(i => i[1] > from && i[0] < to);
    // What is narrower than a third of a pixel is drawn once for many.
    const least = (to - from) / 3000, shown = [];
    const lastEnd = new Map();
    for (const i of visible) {
      const key = i[2] + ":" + i[3];
      if (i[1] - i[0] < least && i[1] < (lastEnd.get(key) ?? -1) + least) continue;
      lastEnd.set(key, i[1]);
      shown.push(i);
    }
    return {
      type: "custom", xAxisIndex: index, yAxisIndex: index, animation: false, silent: true, data: shown,
      renderItem: (params, api) => {
        const item = shown[params.dataIndexInside] ?? shown[params.dataIndex];
        const [x0, y0] = api.coord([item[0], item[2] + 0.05]), [x1, y1] = api.coord([item[1], item[2] + 0.95]);
        const shape = rectangle(params, x0, y0, x1, y1);
        if (!shape) return null;
        const name = row.names[item[4]];
        const hit = needle && name.toLowerCase().includes(needle);
        const fits = shape.width > 6.5 * name.length + 6 && shape.height >= 10;
        return {
          type: "rect", shape,
          style: { fill: row.categories.length === 1 ? light[5] : light[item[3]], stroke: hit ? "#000" : "#fff", lineWidth: hit ? 2 : shape.width > 3 ? 0.5 : 0, opacity: needle && !hit ? 0.35 : 1 },
          textContent: fits ? { type: "text", style: { text: name, fill: "#000", fontSize: 11 } } : undefined,
          textConfig: fits ? { position: "inside" } : undefined,
        };
      },
    };
  }

  function quantitySeries(row, index) {
    const series = row.quantities.map((q, k) => {
      const data = [];
      for (const c of cells(q.values, lineBins)) data.push([c.start, c.mean], [c.end, c.mean]);
      return {
        type: "line", xAxisIndex: index, yAxisIndex: index, stack: "s" + index, stackStrategy: "all", data, showSymbol: false,
        animation: false, silent: true, lineStyle: { width: 0 }, areaStyle: { color: palette[k], opacity: 0.9 }, color: palette[k], sampling: undefined,
      };
    });
    // The highest and lowest bin under each cell, so that no peak is lost by averaging.
    const sums = new Float32Array(model.bins);
    row.quantities.forEach(q => q.values.forEach((v, i) => { sums[i] += v; }));
    const all = cells(sums, lineBins);
    if (all.length && all[0].bins > 1)
      for (const which of ["high", "low"])
        series.push({
          type: "line", xAxisIndex: index, yAxisIndex: index, showSymbol: false, animation: false, silent: true, z: 5,
          lineStyle: { width: 0.8, color: "#000", type: which === "high" ? "solid" : "dotted", opacity: 0.55 },
          data: all.flatMap(c => [[c.start, c[which]], [c.end, c[which]]]),
        });
    return series;
  }

  function heatSeries(row, index) {
    const top = highest(row), data = [];
    row.values.forEach((values, lane) => cells(values, heatBins).forEach(c => { if (c.high > 0) data.push([c.start, c.end, lane, c.high / top]); }));
    return {
      type: "custom", xAxisIndex: index, yAxisIndex: index, animation: false, silent: true, data,
      renderItem: (params, api) => {
        const [x0, y0] = api.coord([api.value(0), api.value(2)]), [x1, y1] = api.coord([api.value(1), api.value(2) + 1]);
        const shape = rectangle(params, x0, y0, x1 + 0.5, y1);
        return shape && { type: "rect", shape, style: { fill: heatColour(api.value(3)) } };
      },
    };
  }

  function series() {
    return model.rows.flatMap((row, i) => row.type === "interval" ? [intervalSeries(row, i)] : row.type === "heat" ? [heatSeries(row, i)] : quantitySeries(row, i));
  }

  function label(row) {
    if (row.type === "interval") return row.name;
    if (row.type === "heat") return row.name + "\n(" + row.lanes.length + " rows; highest, dark " + number(highest(row)) + "\n" + row.unit + ")";
    return row.name + "\n(" + row.unit + ")";
  }

  function number(value) { return value === 0 ? "0" : Math.abs(value) >= 0.01 && Math.abs(value) < 1e5 ? String(+value.toPrecision(3)) : value.toExponential(2); }

  function option() {
    return {
      animation: false,
      grid: model.rows.map((_, i) => ({ left, right, top: tops[i], height: heights[i], outerBoundsMode: "none" })),
      xAxis: model.rows.map((_, i) => ({
        type: "value", gridIndex: i, min: model.fromPs, max: model.toPs, axisLabel: { show: i === model.rows.length - 1, formatter: v => time(v, (to - from) / 10), hideOverlap: true },
        axisTick: { show: i === model.rows.length - 1 }, splitLine: { show: true, lineStyle: { color: "#eee" } }, axisLine: { onZero: false },
        axisPointer: { show: true, type: "line", label: { show: false }, triggerTooltip: false },
      })),
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      yAxis: model.rows.map((row, i) => ({
        type: "value", gridIndex: i, min: 0, max: row.type === "interval" ? row.lanes : row.type === "heat" ? row.lanes.length : highest(row),
        name: label(row), nameLocation: "middle", nameRotate: 0, nameGap: 34, nameTextStyle: { align: "right", fontSize: 11, lineHeight: 13, color: "#222" },
        axisLabel: { show: row.type === "quantity", fontSize: 9, formatter: number }, splitNumber: 1, axisTick: { show: false }, splitLine: { show: false }, axisLine: { show: true },
      })),
      dataZoom: [
        { type: "inside", xAxisIndex: model.rows.map((_, i) => i), filterMode: "none", minValueSpan: Math.max(1, span / 1e7), zoomOnMouseWheel: true, moveOnMouseMove: true },
        { type: "slider", xAxisIndex: model.rows.map((_, i) => i), filterMode: "none", bottom: 10, height: 22, left, right, labelFormatter: v => time(v, span / 1000), brushSelect: false },
      ],
      series: series(),
    };
  }

  function status() {
    document.getElementById("window").textContent = time(from, (to - from) / 100) + " to " + time(to, (to - from) / 100) + " (" + time(to - from, (to - from) / 1000) + ")";
  }

  let pending = 0;
  function redraw() {
    status();
    clearTimeout(pending);
    pending = setTimeout(() => { chart.setOption({ series: series() }, { replaceMerge: ["series"] }); }, 25);
  }

  function show(a, b) {
    const width = Math.min(span, Math.max(span / 1e7, b - a));
    a = Math.min(Math.max(model.fromPs, a), model.toPs - width);
    chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, startValue: a, endValue: a + width });
    chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 1, startValue: a, endValue: a + width });
  }

  chart.setOption(option());
  chart.on("datazoom", () => {
    const zoom = chart.getOption().dataZoom[0];
    from = zoom.startValue ?? model.fromPs + zoom.start / 100 * span;
    to = zoom.endValue ?? model.fromPs + zoom.end / 100 * span;
    redraw();
  });

  const tip = document.getElementById("tip");
  function describe(row, ps, value) {
    if (row.type === "interval") {
      const lane = Math.floor(value);
      const hit = row.intervals.find(i => i[2] === lane && i[0] <= ps && i[1] > ps);
      return hit ? row.names[hit[4]] + "  (" + row.categories[hit[3]] + ")\n" + row.notes[hit[5]] + "\nfrom " + time(hit[0], 1e3) + " for " + time(hit[1] - hit[0], Math.max(1, (hit[1] - hit[0]) / 1e4)) : "";
    }
    const bin = Math.min(model.bins - 1, Math.max(0, Math.floor((ps - model.fromPs) / binPs)));
    if (row.type === "heat") {
      const lane = Math.min(row.lanes.length - 1, Math.max(0, Math.floor(value)));
      return row.name + ", " + row.lanes[lane] + "\n" + number(row.values[lane][bin]) + " " + row.unit;
    }
    return row.name + " (" + row.unit + ")\n" + row.quantities.map(q => q.name + ": " + number(q.values[bin])).join("\n");
  }

  chart.getZr().on("mousemove", event => {
    const index = model.rows.findIndex((_, i) => event.offsetY >= tops[i] && event.offsetY <= tops[i] + heights[i]);
    const inside = index >= 0 && event.offsetX >= left && event.offsetX <= element.clientWidth - right;
    const at = inside && chart.convertFromPixel({ xAxisIndex: index, yAxisIndex: index }, [event.offsetX, event.offsetY]);
    const text = at && describe(model.rows[index], at[0], at[1]);
    tip.style.display = text ? "block" : "none";
    if (!text) return;
    tip.textContent = text + "\nat " + time(at[0], (to - from) / 1000);
    const box = element.getBoundingClientRect();
    tip.style.left = Math.min(window.innerWidth - 330, box.left + event.offsetX + 14) + "px";
    tip.style.top = (box.top + event.offsetY + 14) + "px";
  });
  chart.getZr().on("globalout", () => { tip.style.display = "none"; });

  const search = document.getElementById("search"), found = document.getElementById("found");
  function find() {
    needle = search.value.trim().toLowerCase();
    matches = !needle ? [] : model.rows.filter(row => row.type === "interval").flatMap(row => row.intervals.filter(i => row.names[i[4]].toLowerCase().includes(needle)));
    matches.sort((a, b) => a[0] - b[0]);
    match = -1;
    found.textContent = needle ? matches.length + " found" : "";
    redraw();
  }

  function next() {
    if (!matches.length) return;
    match = (match + 1) % matches.length;
    const [start, end] = matches[match], margin = Math.max((end - start) * 0.5, binPs * 20);
    found.textContent = (match + 1) + " of " + matches.length;
    show(start - margin, end + margin);
  }

  search.addEventListener("input", find);
  search.addEventListener("keydown", event => { if (event.key === "Enter") next(); event.stopPropagation(); if (event.key === "Escape") { search.value = ""; find(); element.focus(); } });
  document.getElementById("next").addEventListener("click", next);
  document.getElementById("all").addEventListener("click", () => show(model.fromPs, model.toPs));
  document.addEventListener("keydown", event => {
    const width = to - from, middle = (from + to) / 2;
    const actions = {
      ArrowLeft: () => show(from - width / 5, to - width / 5), ArrowRight: () => show(from + width / 5, to + width / 5),
      ArrowUp: () => show(middle - width / 4, middle + width / 4), "+": () => show(middle - width / 4, middle + width / 4),
      ArrowDown: () => show(middle - width, middle + width), "-": () => show(middle - width, middle + width),
      Home: () => show(model.fromPs, model.toPs), "/": () => search.focus(),
    };
    const action = actions[event.key];
    // On a page with more than the timeline, keys belong to it only while it has the focus.
    if (document.body.dataset.keys === "chart" && document.activeElement !== element) return;
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
  window.addEventListener("resize", () => chart.resize());

  const names = new Map();
  for (const row of model.rows) {
    if (!row.group) continue;
    const kinds = row.type === "quantity" ? row.quantities.map(q => q.name) : row.categories;
    kinds.forEach((name, k) => names.set(row.group + ": " + name, row.type === "quantity" ? palette[k] : light[k]));
  }
  for (const [name, colour] of names) {
    const entry = document.createElement("span");
    entry.style.setProperty("--colour", colour);
    entry.textContent = name;
    document.getElementById("legend").append(entry);
  }
  status();
  document.body.dataset.rows = model.rows.length;
  window.timeline = { show, window: () => [from, to], find: text => { search.value = text; find(); next(); return matches.length; } };
})();
