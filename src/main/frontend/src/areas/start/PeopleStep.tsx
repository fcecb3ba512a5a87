import { Button, Group, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { Schemas } from "../../api/request";
import { useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { held, NotYet } from "../../parts/NotYet";
import { spelledOut } from "../../parts/revealed";
import { Said } from "../../parts/Said";
import { slug } from "../../parts/slug";
import { Trouble } from "../../parts/Trouble";
import { useWords } from "../../parts/words";
import { HandingOutCode } from "../administration/HandingOutCode";
import { read, write } from "../clients/documents";
import { peopleQuery } from "./queries";
import classes from "./StartPage.module.css";

const PROVIDER = "provider";

type Entry = Schemas["PeopleEntry"];

/** What people usually are, as roles. */
const KINDS = {
  head: ["lead", "admin"],
  lead: ["lead"],
  responder: ["responder"],
  engineer: ["engineer"],
  auditor: ["auditor"],
} as const satisfies Record<string, Entry["roles"]>;

const EMPTY = { name: "", email: "", phone: "", kind: "head" as keyof typeof KINDS };

/** The people of both parties: what the matrix gives to the provider needs somebody there, too. */
export function PeopleStep({ org }: { org: string }) {
  const t = useTranslations("start.people");
  const [of, setOf] = useState(org);
  return (
    <>
      <p className={classes.text}>{t("text")}</p>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label={t("where")}
        data={[
          { value: org, label: t("atClient") },
          { value: PROVIDER, label: t("atProvider") },
        ]}
        value={of}
        onChange={setOf}
      />
      <PeopleOf key={of} org={of} />
    </>
  );
}

/** Who works there, how they are reached, and the code by which each chooses a password. */
function PeopleOf({ org }: { org: string }) {
  const t = useTranslations("start.people");
  const people = useQuery(peopleQuery(org));
  const draft = useDraft(`start.people.${org}`, EMPTY);
  const { value } = draft;
  const add = useChange(
    async ({ wanted }: { wanted: Omit<Entry, "id">; typed: typeof EMPTY }) => {
      // Beside those that are there now, which may be more than were shown.
      const now = await read(org, "people");
      const id = free(slug(wanted.name.split(/\s+/)[0] ?? ""), now.people);
      await write(org, "people", { people: [...now.people, { ...wanted, id }] }, now.version);
    },
    {
      shownBy: ["organisation", "gaps", "people"],
      after: (_, { typed }) => draft.sent(typed),
    },
  );
  const shown = held(people);
  if (!shown) {
    return <NotYet error={people.error} label={t("title")} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = {
      name: value.name.trim(),
      email: given(value.email),
      phone: given(value.phone),
      roles: [...KINDS[value.kind]],
      functions: [],
    };
    add.mutate({ wanted, typed: value });
  };
  return (
    <>
      {people.error && <Trouble error={people.error} />}
      <ul className={classes.rows}>
        {shown.people.map((person) => (
          <PersonRow key={person.id} org={org} person={person} />
        ))}
      </ul>
      <form onSubmit={submit}>
        {add.error && <Trouble error={add.error} />}
        <div className={classes.fields}>
          <TextInput
            label={t("name")}
            required
            maxLength={200}
            value={value.name}
            onChange={(event) => draft.set({ ...value, name: event.currentTarget.value })}
          />
          <TextInput
            label={t("email")}
            type="email"
            value={value.email}
            onChange={(event) => draft.set({ ...value, email: event.currentTarget.value })}
          />
          <TextInput
            label={t("phone")}
            type="tel"
            value={value.phone ?? ""}
            onChange={(event) => draft.set({ ...value, phone: event.currentTarget.value })}
          />
          <Select
            label={t("kind")}
            allowDeselect={false}
            data={Object.keys(KINDS).map((kind) => ({
              value: kind,
              label: t(`kinds.${kind as keyof typeof KINDS}`),
            }))}
            value={value.kind}
            onChange={(kind) =>
              draft.set({ ...value, kind: (kind ?? "head") as keyof typeof KINDS })
            }
          />
        </div>
        <Button type="submit" loading={add.isPending}>
          {t("add")}
        </Button>
      </form>
    </>
  );
}

function PersonRow({ org, person }: { org: string; person: Entry }) {
  const t = useTranslations("start.people");
  const words = useWords();
  const [handing, setHanding] = useState(false);
  return (
    <li>
      <Group justify="space-between" gap="xs">
        <span>
          <strong>
            <Said text={person.name} />
          </strong>{" "}
          <span className={classes.dim}>
            {[person.email ?? t("noMail"), person.phone].filter(Boolean).join(" · ")} ·{" "}
            {person.roles.map(words).join(", ")}
          </span>
        </span>
        <Button size="xs" variant="default" onClick={() => setHanding(true)}>
          {t("code", { name: spelledOut(person.name) })}
        </Button>
      </Group>
      {handing && (
        <HandingOutCode
          person={{ organisation: org, id: person.id, name: person.name }}
          onClose={() => setHanding(false)}
        />
      )}
    </li>
  );
}

/** What was typed; null for nothing. */
function given(typed: string | undefined): string | null {
  return typed?.trim() || null;
}

/** An id that nobody has yet. */
function free(wanted: string, people: Entry[]): string {
  const base = wanted === "" ? "person" : wanted;
  const taken = new Set(people.map((person) => person.id));
  let id = base;
  for (let number = 2; taken.has(id); number++) {
    id = `${base}-${number}`;
  }
  return id;
}
