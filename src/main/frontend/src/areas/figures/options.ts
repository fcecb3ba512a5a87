import type { CustomSeriesRenderItem } from "echarts";
import type { EChartsCoreOption } from "echarts/core";
import { TOOLTIP } from "../../charts/tooltip";

const QUIET = { color: "var(--dim)", fontSize: 12 };
const RULES = { lineStyle: { color: "var(--line)" } };

/** A bar for each day. */
export function perDay(days: {
  names: string[];
  counts: number[];
  tell: (index: number) => string;
  number: (value: number) => string;
  color: string;
}): EChartsCoreOption {
  return {
    grid: {
      left: 4,
      right: 8,
      top: 12,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    tooltip: {
      ...TOOLTIP,
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { color: "var(--dim)", opacity: 0.12 } },
      formatter: ([bar]: { dataIndex: number }[]) => (bar ? days.tell(bar.dataIndex) : ""),
    },
    xAxis: {
      type: "category",
      data: days.names,
      axisLabel: { ...QUIET, hideOverlap: true },
      axisLine: RULES,
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      splitNumber: 3,
      axisLabel: { ...QUIET, formatter: days.number },
      splitLine: RULES,
    },
    series: [
      {
        type: "bar",
        data: days.counts,
        barMaxWidth: 28,
        barCategoryGap: "20%",
        itemStyle: { color: days.color, borderRadius: [2, 2, 0, 0] },
        emphasis: { disabled: true },
      },
    ],
  };
}

/** By severity beside its colour, so that no colour is needed to tell them apart. */
const PATTERNS: Record<string, object> = {
  high: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 6], rotation: -Math.PI / 4 },
  medium: { symbol: "circle", dashArrayX: [[7, 7]], dashArrayY: [7, 0], symbolSize: 0.4 },
  low: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 5] },
  informational: { symbol: "rect", dashArrayX: [1.5, 5], dashArrayY: [1, 0] },
};

/** What each severity is drawn with. */
export const INKS: Record<string, string> = {
  critical: "var(--critical-ink)",
  high: "var(--high-ink)",
  medium: "var(--warn-ink)",
  low: "var(--low-ink)",
  informational: "var(--quiet-ink)",
};

/** The share of the longest bar that has room for its number. */
const NARROWEST = 0.07;

/** Bars that lie, one for each age, made of the severities. */
export function stacked(asked: {
  rows: string[];
  parts: { code: string; name: string; counts: number[] }[];
  number: (value: number) => string;
}): EChartsCoreOption {
  const longest = Math.max(
    ...asked.rows.map((_, row) =>
      asked.parts.reduce((all, { counts }) => all + (counts[row] ?? 0), 0),
    ),
  );
  return {
    grid: {
      left: 4,
      right: 12,
      top: 30,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    legend: {
      left: 0,
      top: 0,
      selectedMode: false,
      itemWidth: 18,
      itemHeight: 12,
      textStyle: { color: "var(--ink)", fontSize: 12 },
    },
    xAxis: {
      type: "value",
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...QUIET, formatter: asked.number },
      splitLine: RULES,
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: asked.rows,
      axisLabel: { color: "var(--ink)", fontSize: 12 },
      axisLine: RULES,
      axisTick: { show: false },
    },
    series: asked.parts.map(({ code, name, counts }) => ({
      type: "bar",
      name,
      stack: "all",
      barMaxWidth: 26,
      data: counts.map((count) =>
        count === 0 ? null : { value: count, label: { show: count >= longest * NARROWEST } },
      ),
      label: {
        formatter: ({ value }: { value: number }) => asked.number(value),
        color: "var(--ink)",
        backgroundColor: "var(--raised)",
        borderRadius: 3,
        padding: [2, 4],
        fontSize: 11,
        fontWeight: 600,
      },
      itemStyle: {
        color: INKS[code],
        borderColor: "var(--raised)",
        borderWidth: 1,
        ...(PATTERNS[code]
          ? { decal: { color: "var(--raised)", backgroundColor: "none", ...PATTERNS[code] } }
          : {}),
      },
      emphasis: { disabled: true },
    })),
  };
}

const SECOND = 1;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICKS = [
  SECOND,
  10 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  12 * HOUR,
  DAY,
  3 * DAY,
  7 * DAY,
  30 * DAY,
];

/** From within how long half of them were done to within how long nine of ten were. */
export function ranges(asked: {
  rows: { name: string; median: number; p90: number; color: string; tell: string }[];
  time: (seconds: number) => string;
}): EChartsCoreOption {
  const all = asked.rows.flatMap((row) => [row.median, row.p90]).map((value) => Math.max(value, 1));
  const least = TICKS.filter((tick) => tick <= Math.min(...all)).at(-1) ?? SECOND;
  const most = TICKS.find((tick) => tick >= Math.max(...all)) ?? Math.max(...all);
  const ends =
    least === most ? [least, TICKS.find((tick) => tick > most) ?? most * 10] : [least, most];
  const ticks = TICKS.filter((tick) => tick >= (ends[0] ?? 0) && tick <= (ends[1] ?? 0));
  return {
    grid: {
      left: 4,
      right: 22,
      top: 8,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    tooltip: {
      ...TOOLTIP,
      formatter: ({ dataIndex }: { dataIndex: number }) => asked.rows[dataIndex]?.tell ?? "",
    },
    xAxis: {
      type: "log",
      min: ends[0],
      max: ends[1],
      axisLabel: { ...QUIET, formatter: asked.time, customValues: ticks, hideOverlap: true },
      axisTick: { show: false, customValues: ticks },
      splitLine: RULES,
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: asked.rows.map((row) => row.name),
      axisLabel: { color: "var(--ink)", fontSize: 12, width: 110, overflow: "truncate" },
      axisLine: RULES,
      axisTick: { show: false },
    },
    series: [
      {
        type: "custom",
        renderItem: range(asked.rows.map((row) => row.color)),
        encode: { x: [1, 2], y: 0 },
        data: asked.rows.map((row, index) => [
          index,
          Math.max(row.median, 1),
          Math.max(row.p90, 1),
        ]),
      },
    ],
  };
}

/** A filled dot, a line, a hollow dot; and behind them room to point at. */
function range(colors: string[]): CustomSeriesRenderItem {
  return (params, api) => {
    const row = api.value(0);
    const [from = 0, y = 0] = api.coord([api.value(1), row]);
    const [to = 0] = api.coord([api.value(2), row]);
    const color = colors[params.dataIndex] ?? "var(--ink)";
    return {
      type: "group",
      children: [
        {
          type: "rect",
          shape: { x: from - 8, y: y - 9, width: to - from + 16, height: 18 },
          style: { fill: "transparent" },
        },
        {
          type: "line",
          shape: { x1: from, y1: y, x2: to, y2: y },
          style: { stroke: color, lineWidth: 2 },
        },
        {
          type: "circle",
          shape: { cx: to, cy: y, r: 5 },
          style: { fill: "var(--raised)", stroke: color, lineWidth: 2 },
        },
        { type: "circle", shape: { cx: from, cy: y, r: 5 }, style: { fill: color } },
      ],
    };
  };
}
