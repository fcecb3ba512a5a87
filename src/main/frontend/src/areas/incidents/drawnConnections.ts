import type { EChartsCoreOption } from "echarts/core";
import type { Schemas } from "../../api/request";
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
const ROW = 34;
const BOX = { width: 150, height: 26 };

const INK: Record<Column, string> = {
  attacker: "var(--critical-ink)",
  alert: "var(--ink)",
  target: "var(--low-ink)",
  related: "var(--link)",
};

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
  const places = new Map<Schemas["IncidentEntity"], number>();
  const place = (box: Box) => drawn.push(box) - 1;
  const join = (from: number, entities: Schemas["IncidentEntity"][]) => {
    for (const entity of entities) {
      const known = places.get(entity);
      const to =
        known ??
        place({
          column: entity.role === "attacker" ? "attacker" : "target",
          said: entity.value,
          entity: entity.value,
        });
      places.set(entity, to);
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
  const of = (column: Column) => drawn.filter((box) => box.column === column);
  const rows = Math.max(...columns.map((column) => of(column).length), 1);
  const data = drawn.map((box, index) => ({
    name: String(index),
    // In the middle of its column, however many there are.
    value: [
      columns.indexOf(box.column),
      (rows - of(box.column).length) / 2 + of(box.column).indexOf(box) + 0.5,
    ],
    itemStyle: { color: "var(--raised)", borderColor: INK[box.column], borderWidth: 1 },
    label: { color: INK[box.column] },
  }));
  return {
    boxes: drawn,
    columns: columns.length,
    height: rows * ROW + 34,
    option: {
      grid: { left: BOX.width / 2 + 4, right: BOX.width / 2 + 4, top: 30, bottom: 4 },
      xAxis: {
        type: "value",
        position: "top",
        min: 0,
        max: Math.max(columns.length - 1, 1),
        interval: 1,
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: {
          color: "var(--dim)",
          fontSize: 12,
          formatter: (at: number) => {
            const column = columns[at];
            return column ? words.column(column) : "";
          },
        },
      },
      yAxis: { type: "value", show: false, min: 0, max: rows, inverse: true },
      series: [
        {
          type: "graph",
          coordinateSystem: "cartesian2d",
          data,
          links: lines,
          symbol: "roundRect",
          symbolSize: [BOX.width, BOX.height],
          cursor: "pointer",
          lineStyle: { color: "var(--dim)", opacity: 0.55, width: 1, curveness: 0.08 },
          label: {
            show: true,
            position: "inside",
            width: BOX.width - 14,
            overflow: "truncate",
            fontSize: 12,
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              spelledOut(drawn[dataIndex]?.said ?? ""),
          },
          emphasis: { focus: "adjacency", scale: false, itemStyle: { color: "var(--raised)" } },
        },
      ],
    },
  };
}
