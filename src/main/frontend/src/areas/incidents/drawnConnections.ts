import type { EChartsCoreOption } from "echarts/core";
import type { Schemas } from "../../api/request";
import { TOOLTIP } from "../../charts/tooltip";
import { spelledOut } from "../../parts/revealed";
import type { Connections } from "./connections";

type Column = "attacker" | "alert" | "target" | "related";

/** One thing that is drawn, in its column, as a box with its words. */
export interface Box {
  column: Column;
  said: string;
  /** What it leads to: the alerts that name this, or the incident with this id. */
  entity?: string;
  related?: string;
}

const COLUMNS: Column[] = ["attacker", "alert", "target", "related"];
const ROW = 38;
const HEIGHT = 26;
const EDGE = 150;
/** Titles are longer than what they name. */
const WIDTHS: Record<Column, number> = { attacker: EDGE, alert: 220, target: EDGE, related: EDGE };

const COLOURS: Record<Column, { ink: string; ground: string }> = {
  attacker: { ink: "var(--critical-ink)", ground: "var(--critical)" },
  alert: { ink: "var(--ink)", ground: "var(--surface)" },
  target: { ink: "var(--low-ink)", ground: "var(--low)" },
  related: { ink: "var(--link)", ground: "var(--surface)" },
};

/** How far apart columns stand; beside the wide one, a quarter more. */
const STEP = 0.25;

function places(columns: Column[]): Map<Column, number> {
  let at = 0;
  return new Map(
    columns.map((column, index) => {
      const before = columns[index - 1];
      if (before) {
        at += 1 + (before === "alert" || column === "alert" ? STEP : 0);
      }
      return [column, at];
    }),
  );
}

/** How wide a letter of the drawing is at most, but for the widest. */
const LETTER = 7;

/** Shortened in the middle: of a host or an address the end tells as much as the beginning. */
function inRoom(said: string, width: number): string {
  const letters = [...said];
  const most = Math.floor((width - 14) / LETTER);
  if (letters.length <= most) {
    return said;
  }
  const kept = most - 1;
  const end = Math.floor(kept / 2);
  return `${letters.slice(0, kept - end).join("")}…${letters.slice(letters.length - end).join("")}`;
}

/** Boxes in columns that never move, and a line wherever one names another. */
export function boxes(
  shown: Connections,
  words: {
    alert: (count: number, title: string) => string;
    column: (column: Column) => string;
  },
): { option: EChartsCoreOption; boxes: Box[]; height: number; columns: number } {
  const drawn: Box[] = [];
  const lines: { source: number; target: number }[] = [];
  const known = new Map<Schemas["IncidentEntity"], number>();
  const place = (box: Box) => drawn.push(box) - 1;
  const join = (from: number, entities: Schemas["IncidentEntity"][]) => {
    for (const entity of entities) {
      const to =
        known.get(entity) ??
        place({
          column: entity.role === "attacker" ? "attacker" : "target",
          said: entity.value,
          entity: entity.value,
        });
      known.set(entity, to);
      lines.push({ source: from, target: to });
    }
  };
  for (const { title, count, entities } of shown.groups) {
    join(place({ column: "alert", said: words.alert(count, title) }), entities);
  }
  for (const { incident, entities } of shown.related) {
    const said = `#${incident.number} ${incident.title}`;
    join(place({ column: "related", said, related: incident.id }), entities);
  }
  const columns = COLUMNS.filter((column) => drawn.some((box) => box.column === column));
  const across = places(columns);
  const of = (column: Column) => drawn.filter((box) => box.column === column);
  const rows = Math.max(...columns.map((column) => of(column).length), 1);
  const data = drawn.map((box, index) => ({
    name: String(index),
    // In the middle of its column, however many there are.
    value: [
      across.get(box.column) ?? 0,
      (rows - of(box.column).length) / 2 + of(box.column).indexOf(box) + 0.5,
    ],
    itemStyle: { color: COLOURS[box.column].ground },
    emphasis: { itemStyle: { color: COLOURS[box.column].ground } },
    symbolSize: [WIDTHS[box.column], HEIGHT],
    label: { color: COLOURS[box.column].ink, width: WIDTHS[box.column] - 14 },
  }));
  const named = new Map([...across].map(([column, at]) => [at, words.column(column)]));
  return {
    boxes: drawn,
    columns: columns.length,
    height: rows * ROW + 34,
    option: {
      grid: { left: EDGE / 2 + 4, right: EDGE / 2 + 4, top: 30, bottom: 4 },
      xAxis: {
        type: "value",
        position: "top",
        min: 0,
        max: Math.max(...across.values(), 1),
        interval: STEP,
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: {
          color: "var(--dim)",
          fontSize: 12,
          formatter: (at: number) => named.get(at) ?? "",
        },
      },
      yAxis: { type: "value", show: false, min: 0, max: rows, inverse: true },
      tooltip: {
        ...TOOLTIP,
        formatter: ({ dataType, dataIndex }: { dataType?: string; dataIndex: number }) =>
          dataType === "node" ? spelledOut(drawn[dataIndex]?.said ?? "") : "",
      },
      series: [
        {
          type: "graph",
          coordinateSystem: "cartesian2d",
          data,
          links: lines,
          symbol: "rect",
          cursor: "pointer",
          lineStyle: { color: "var(--dim)", opacity: 0.55, width: 1, curveness: 0.08 },
          label: {
            show: true,
            position: "inside",
            overflow: "truncate",
            fontSize: 12,
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const box = drawn[dataIndex];
              const said = spelledOut(box?.said ?? "");
              // A title says the most in its beginning, and is cut at its end by the drawing itself.
              return box && box.column !== "alert" ? inRoom(said, WIDTHS[box.column]) : said;
            },
          },
          emphasis: { focus: "adjacency", scale: false },
        },
      ],
    },
  };
}
