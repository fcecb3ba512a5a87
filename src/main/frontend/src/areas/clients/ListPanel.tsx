import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { NotYet } from "../../parts/NotYet";
import { Panel } from "../../parts/Panel";
import { DocumentFoot, type Edited } from "./document";
import type { DocumentName, Documents } from "./documents";
import type { RowField } from "./EditedRow";
import { Intro } from "./Intro";
import { RowsEditor } from "./RowsEditor";

/** A document that is a list of rows, to read and to edit. */
export function ListPanel<D extends DocumentName, Row>({
  edited,
  rows,
  put,
  title,
  text,
  fields,
  fresh,
  none,
}: {
  edited: Edited<D>;
  rows: (contents: Documents[D]) => Row[];
  put: (rows: Row[]) => Documents[D];
  title: string;
  text: ReactNode;
  fields: RowField<Row>[];
  fresh: () => Row;
  /** What a document without rows means. */
  none: string;
}) {
  const t = useTranslations("clients");
  if (!edited.contents) {
    return <NotYet error={edited.error} label={t("loading")} />;
  }
  return (
    <Panel title={title} tight>
      <Intro>{text}</Intro>
      <RowsEditor
        rows={rows(edited.contents)}
        fields={fields}
        fresh={fresh}
        title={title}
        none={none}
        readOnly={!edited.mayEdit}
        onChange={(changed) => edited.change(put(changed))}
      />
      <DocumentFoot edited={edited} />
    </Panel>
  );
}
