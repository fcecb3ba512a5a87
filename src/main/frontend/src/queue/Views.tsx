import { ActionIcon, Button, Checkbox, Group, Menu, Modal, Stack, TextInput } from "@mantine/core";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../api/request";
import { useChange } from "../parts/change";
import { Trouble } from "../parts/Trouble";
import { useSession } from "../shell/session";

type View = Schemas["SavedView"];

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
  const views = useQuery({
    queryKey: ["views"],
    queryFn: () => body(api.GET("/api/v1/views")),
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
    },
  );
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
              rightSection={
                view.mine && (
                  <ActionIcon
                    component="span"
                    role="button"
                    size="sm"
                    variant="subtle"
                    color="gray"
                    aria-label={t("remove", { name: view.name })}
                    onClick={(event) => {
                      event.stopPropagation();
                      remove.mutate(view);
                    }}
                  >
                    <IconTrash size={14} />
                  </ActionIcon>
                )
              }
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item disabled={line === ""} onClick={() => setKeeping(true)}>
            {t("keep")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {keeping && <Keep kind={kind} line={line} sort={sort} onClose={() => setKeeping(false)} />}
    </>
  );
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
    <Modal opened onClose={onClose} title={t("keep")}>
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
    </Modal>
  );
}
