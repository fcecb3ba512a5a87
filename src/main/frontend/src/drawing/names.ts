interface Property {
  $type: string;
  name?: string;
  value?: string;
}

interface Bounds {
  x: number;
  width: number;
}

/**
 * An element of a diagram as the drawing library reads it, with what it does not know itself as it stands in the file;
 * or the shape or line that it is drawn as, which has an element and perhaps a label beside it.
 */
export interface Drawn {
  $type: string;
  name?: string;
  extensionElements?: { values?: { $type: string; $children?: Property[] }[] };
  bpmnElement?: Drawn;
  label?: { bounds?: Bounds };
}

/** In units of the drawing: about the width of a letter, and the widest that a label gets. */
const LETTER = 6.5;
const WIDEST = 90;

/** Gives each element the name that its author wrote for it in a language, as the property `name.de`. */
export function nameIn(language: string, drawn: Drawn[]) {
  const renamed = new Set<Drawn>();
  for (const element of drawn) {
    const name = element.extensionElements?.values
      ?.filter((extension) => extension.$type === "camunda:properties")
      .flatMap((properties) => properties.$children ?? [])
      .find((property) => property.name === `name.${language}`)?.value;
    if (name) {
      element.name = name;
      renamed.add(element);
    }
  }
  for (const { $type, bpmnElement, label } of drawn) {
    if (bpmnElement && renamed.has(bpmnElement) && label?.bounds) {
      widen(label.bounds, bpmnElement.name ?? "", $type === "bpmndi:BPMNEdge");
    }
  }
}

/**
 * The author made room for the English name; what is longer would be broken in the middle of a word. The name of a line
 * stands to the right of it, so that it grows away from there.
 */
function widen(bounds: Bounds, name: string, ofLine: boolean) {
  const width = Math.max(bounds.width, Math.min(name.length * LETTER, WIDEST));
  if (!ofLine) {
    bounds.x -= (width - bounds.width) / 2;
  }
  bounds.width = width;
}
