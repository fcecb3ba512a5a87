import { Button, Checkbox, Group, Menu, Modal, Stack, TextInput } from "@mantine/core";
import { IconBookmark } from "@tabler/icons-react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../api/request";
import { foreseen, useChange } from "../parts/change";
import { Dialog } from "../parts/Dialog";
import { Trouble } from "../parts/Trouble";
import { useSession } from "../shell/session";
import classes from "./Views.module.css";

type View = Schemas["SavedView"];

const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: () => body(api.GET("/api/v1/views")),
});

/** Lines that somebody has kept under a name, their own and those that colleagues share. */
export function Views({
  kind,
  line,
  sort,
  onChoose,
}: {
  kind: "alerts" | "incidents";
  line: string;
  sort: string;
  onChoose: (line: string, sort: string) => void;
}) {
  const t = useTranslations("queue.views");
  const session = useSession();
  const [keeping, setKeeping] = useState(false);
  const [removing, setRemoving] = useState(false);
  const views = useQuery({
    ...viewsQuery,
    select: (page) => page.items.filter((view) => view.list === kind),
    enabled: session.person != null,
  });
  const remove = useChange(
    ({ id }: View) => api.DELETE("/api/v1/views/{id}", { params: { path: { id } } }),
    {
      shownBy: ["views"],
      done: () => t("removed"),
      undo: ({ id, name, list, query, shared }) =>
        api.PUT("/api/v1/views/{id}", {
          params: { path: { id } },
          body: { name, list, query, shared },
        }),
      atOnce: foreseen(viewsQuery, (before, { id }: View) => ({
        ...before,
        items: before.items.filter((view) => view.id !== id),
      })),
    },
  );
  const own = (views.data ?? []).filter((view) => view.mine);
  if (session.person == null) {
    return null;
  }
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconBookmark size={14} />}>
            {t("title")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.data?.length === 0 && <Menu.Label>{t("none")}</Menu.Label>}
          {views.data?.map((view) => (
            <Menu.Item
              key={view.id}
              onClick={() => onChoose(view.query.q ?? "", view.query.sort ?? sort)}
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item disabled={line === ""} onClick={() => setKeeping(true)}>
            {t("keep")}
          </Menu.Item>
          {own.length > 0 && <Menu.Item onClick={() => setRemoving(true)}>{t("manage")}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {removing && (
        <Modal opened onClose={() => setRemoving(false)} title={t("own")}>
          {own.length === 0 && <p>{t("none")}</p>}
          <ul className={classes.own}>
            {own.map((view) => (
              <li key={view.id}>
                {view.name}
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t("remove", { name: view.name })}
                  onClick={({ currentTarget }) => {
                    leave(currentTarget);
                    remove.mutate(view);
                  }}
                >
                  {t("removeIt")}
                </Button>
              </li>
            ))}
          </ul>
        </Modal>
      )}
      {keeping && <Keep kind={kind} line={line} sort={sort} onClose={() => setKeeping(false)} />}
    </>
  );
}

/** Moves the focus on from a button that goes with its row: to that of the next, else to the way out. */
function leave(button: HTMLElement) {
  const row = button.closest("li");
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  const to = (next ?? button.closest("[role=dialog]"))?.querySelector("button");
  to?.focus();
}

function Keep({
  kind,
  line,
  sort,
  onClose,
}: {
  kind: "alerts" | "incidents";
  line: string;
  sort: string;
  onClose: () => void;
}) {
  const t = useTranslations("queue.views");
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const keep = useChange(
    () =>
      api.PUT("/api/v1/views/{id}", {
        params: { path: { id: crypto.randomUUID() } },
        body: { name: name.trim(), list: kind, query: { q: line, sort }, shared },
      }),
    { shownBy: ["views"], done: () => t("kept"), after: onClose },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep.mutate();
  };
  return (
    <Dialog opened onClose={onClose} title={t("keep")}>
      <form onSubmit={submit}>
        <Stack>
          {keep.error && <Trouble error={keep.error} />}
          <TextInput
            label={t("name")}
            required
            data-autofocus
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox
            label={t("shared")}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={keep.isPending} disabled={name.trim() === ""}>
              {t("keepIt")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
