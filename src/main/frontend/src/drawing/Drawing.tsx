import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import { ActionIcon } from "@mantine/core";
import { IconArrowsMaximize, IconMinus, IconPlus } from "@tabler/icons-react";
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Trouble } from "../parts/Trouble";
import classes from "./Drawing.module.css";
import { letMarkupBeCleaned } from "./markup";
import { type Drawn, nameIn } from "./names";

/** How a step of the drawing is shown. */
export type Look = "done" | "waiting" | "running" | "failed" | "cancelled";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Canvas {
  viewbox: { (): { inner: Box; outer: Box; scale: number }; (wanted: Box): void };
  addMarker: (element: string, marker: string) => void;
  removeMarker: (element: string, marker: string) => void;
}

interface Elements {
  get: (id: string) => unknown;
}

interface Zoom {
  stepZoom: (steps: number) => void;
}

/** Room around the whole drawing, in its own units. */
const MARGIN = 30;

/** Shows all of it, in the middle. */
function fit(viewer: NavigatedViewer) {
  const canvas = viewer.get<Canvas>("canvas");
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min(
    outer.width / (inner.width + 2 * MARGIN),
    outer.height / (inner.height + 2 * MARGIN),
  );
  const width = outer.width / scale;
  const height = outer.height / scale;
  canvas.viewbox({
    x: inner.x + (inner.width - width) / 2,
    y: inner.y + (inner.height - height) / 2,
    width,
    height,
  });
}

/** Large enough to be read. */
const READABLE = 0.85;

/** Shows the elements at a size that can be read, in the middle; all of it, where it is small enough for that. */
function lookAt(viewer: NavigatedViewer, ids: string[]) {
  const canvas = viewer.get<Canvas>("canvas");
  const elements = viewer.get<Elements>("elementRegistry");
  const boxes = ids.map((id) => elements.get(id) as Box | undefined).filter((box) => box?.width);
  fit(viewer);
  const { outer, scale } = canvas.viewbox();
  if (boxes.length === 0 || scale >= READABLE) {
    return;
  }
  // Several may be under way; where they do not fit together, the first of them.
  const [first] = boxes as [Box];
  const width = outer.width / READABLE;
  const height = outer.height / READABLE;
  const all = boxes as Box[];
  const left = Math.min(...all.map(({ x }) => x));
  const top = Math.min(...all.map(({ y }) => y));
  const right = Math.max(...all.map((box) => box.x + box.width));
  const bottom = Math.max(...all.map((box) => box.y + box.height));
  const together = right - left + 2 * MARGIN <= width && bottom - top + 2 * MARGIN <= height;
  canvas.viewbox({
    x: (together ? (left + right) / 2 : first.x + first.width / 2) - width / 2,
    y: (together ? (top + bottom) / 2 : first.y + first.height / 2) - height / 2,
    width,
    height,
  });
}

/** Where work stands, else where it ended up. */
function current(steps: Map<string, Look>): string[] {
  const of = (...looks: Look[]) =>
    [...steps].filter(([, look]) => looks.includes(look)).map(([id]) => id);
  // What runs may be a whole part of the playbook: where in it somebody waits says more.
  return (
    [of("waiting", "failed"), of("running"), of("done").slice(-1)].find((ids) => ids.length > 0) ??
    []
  );
}

/** A playbook as its author drew it; steps and lines may carry where they stand, and be chosen. */
export default function Drawing({
  xml,
  steps,
  flows,
  chosen,
  onChoose,
  name,
  tall,
}: {
  xml: string;
  steps: Map<string, Look>;
  flows: string[];
  chosen?: string | undefined;
  onChoose?: (element: string) => void;
  name: string;
  /** Whether the drawing is what the page is about. */
  tall?: boolean;
}) {
  const t = useTranslations("drawing");
  const language = useLocale();
  const place = useRef<HTMLElement>(null);
  const viewer = useRef<NavigatedViewer>(undefined);
  // It begins where work stands, and does not move away from under whoever looks at it when work goes on.
  const first = useRef(steps);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const [drawn, setDrawn] = useState(0);
  const [error, setError] = useState<Error>();

  useEffect(() => {
    if (!place.current) {
      return;
    }
    letMarkupBeCleaned();
    const made = new NavigatedViewer({
      container: place.current,
      // A wheel over it moves the page, as everywhere else; the buttons zoom.
      zoomScroll: { enabled: false },
      bpmnRenderer: {
        defaultFillColor: "var(--raised)",
        defaultStrokeColor: "var(--drawn)",
        defaultLabelColor: "var(--ink)",
      },
    });
    viewer.current = made;
    let gone = false;
    made.on("import.parse.complete", (read: { elementsById?: Record<string, Drawn> }) =>
      nameIn(language, Object.values(read.elementsById ?? {})),
    );
    made.importXML(xml).then(
      () => {
        if (!gone) {
          lookAt(made, current(first.current));
          setDrawn((times) => times + 1);
        }
      },
      (failure: Error) => setError(failure),
    );
    made.on("element.click", (event: { element: { id: string } }) =>
      choose.current?.(event.element.id),
    );
    return () => {
      gone = true;
      made.destroy();
    };
  }, [xml, language]);

  useEffect(() => {
    const made = viewer.current;
    if (!made || drawn === 0) {
      return;
    }
    const canvas = made.get<Canvas>("canvas");
    const elements = made.get<Elements>("elementRegistry");
    const marks: [string, string][] = [
      ...[...steps].map(([id, look]): [string, string] => [id, `step-${look}`]),
      ...flows.map((id): [string, string] => [id, "flow-taken"]),
      ...(chosen ? [[chosen, "step-chosen"] as [string, string]] : []),
    ].filter(([id]) => elements.get(id) !== undefined);
    for (const [id, mark] of marks) {
      canvas.addMarker(id, mark);
    }
    return () => {
      if (viewer.current === made) {
        for (const [id, mark] of marks) {
          if (elements.get(id) !== undefined) {
            canvas.removeMarker(id, mark);
          }
        }
      }
    };
  }, [steps, flows, chosen, drawn]);

  const zoom = (steps: number) => viewer.current?.get<Zoom>("zoomScroll").stepZoom(steps);
  return (
    <>
      {error && <Trouble error={error} />}
      <div className={classes.frame} data-tall={tall || undefined}>
        <section ref={place} className={classes.drawing} aria-label={t("of", { name })} />
        <div className={classes.zoom}>
          <Zooming name={t("in")} onClick={() => zoom(1)}>
            <IconPlus size={16} />
          </Zooming>
          <Zooming name={t("out")} onClick={() => zoom(-1)}>
            <IconMinus size={16} />
          </Zooming>
          <Zooming name={t("whole")} onClick={() => viewer.current && fit(viewer.current)}>
            <IconArrowsMaximize size={16} />
          </Zooming>
        </div>
      </div>
    </>
  );
}

function Zooming({
  name,
  onClick,
  children,
}: {
  name: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <ActionIcon variant="default" aria-label={name} title={name} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
