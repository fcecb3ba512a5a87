import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { useEffect, useRef } from "react";
import { letMarkupBeCleaned } from "../drawing/markup";
import classes from "./Chart.module.css";
import { init } from "./drawn";

/**
 * A drawn chart; beside it stands the table that says the same. Its colours are variables of the page, so that they
 * follow the scheme and the paper without being drawn anew.
 */
export default function Chart({
  option,
  height,
  name,
  onChoose,
}: {
  option: EChartsCoreOption;
  height: number;
  name: string;
  onChoose: (index: number, series: number) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const choose = useRef(onChoose);
  choose.current = onChoose;

  useEffect(() => {
    const { current } = place;
    if (!current) {
      return;
    }
    // The library empties its place by writing markup into it.
    letMarkupBeCleaned();
    const made = init(current, null, { renderer: "svg" });
    chart.current = made;
    made.on("click", ({ dataIndex, seriesIndex, dataType }) => {
      // What stands between two things is nothing to choose.
      if (dataIndex !== undefined && dataType !== "edge") {
        choose.current(dataIndex, seriesIndex ?? 0);
      }
    });
    const room = new ResizeObserver(() => made.resize());
    room.observe(current);
    // Once drawn for a screen it must still fit the paper, for which nobody draws it anew.
    made.on("finished", () => {
      current
        .querySelector("svg")
        ?.setAttribute("viewBox", `0 0 ${made.getWidth()} ${made.getHeight()}`);
    });
    return () => {
      room.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
        ...option,
      },
      { notMerge: true },
    );
  }, [option]);

  return (
    <div className={classes.frame}>
      <div ref={place} className={classes.chart} role="img" aria-label={name} style={{ height }} />
    </div>
  );
}
