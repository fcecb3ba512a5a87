import { Button, Group, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { api, body, type Schemas } from "../../api/request";
import { Copy } from "../../parts/Copy";
import { useChange } from "../../parts/change";
import { useDraft } from "../../parts/draft";
import { held, NotYet } from "../../parts/NotYet";
import { Said } from "../../parts/Said";
import { Trouble } from "../../parts/Trouble";
import { useWords } from "../../parts/words";
import { peopleQuery } from "./queries";
import classes from "./StartPage.module.css";
import { slug } from "./slug";

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

const EMPTY = { name: "", email: "", kind: "head" as keyof typeof KINDS };

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
    ({ entry }: { entry: Entry; typed: typeof EMPTY }) =>
      api.PUT("/api/v1/organisations/{org}/people", {
        params: { path: { org } },
        body: { people: [...(people.data?.people ?? []), entry] },
      }),
    { shownBy: ["organisation", "gaps"], after: (_, { typed }) => draft.sent(typed) },
  );
  const shown = held(people);
  if (!shown) {
    return <NotYet error={people.error} label={t("title")} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const entry: Entry = {
      id: free(slug(value.name.trim().split(/\s+/)[0] ?? ""), shown.people),
      name: value.name.trim(),
      email: value.email.trim() === "" ? null : value.email.trim(),
      phone: null,
      roles: [...KINDS[value.kind]],
      functions: [],
    };
    add.mutate({ entry, typed: value });
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
  const [code, setCode] = useState<string>();
  const make = useChange(
    () =>
      body(
        api.POST("/api/v1/organisations/{org}/people/{person}/setup-code", {
          params: { path: { org, person: person.id } },
        }),
      ),
    { shownBy: [], after: (made) => setCode(made.code) },
  );
  const letter = t("letter", {
    name: person.name,
    address: `${window.location.origin}/sign-in`,
    username: `${org}/${person.id}`,
    code: code ?? "",
  });
  return (
    <li>
      <Group justify="space-between" gap="xs">
        <span>
          <strong>
            <Said text={person.name} />
          </strong>{" "}
          <span className={classes.dim}>
            {person.email ?? t("noMail")} · {person.roles.map(words).join(", ")}
          </span>
        </span>
        <Button size="xs" variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {t("code", { name: person.name })}
        </Button>
      </Group>
      {make.error && <Trouble error={make.error} />}
      {code && (
        <div className={classes.once}>
          <p>{t("once")}</p>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <pre className={classes.letter}>{letter}</pre>
            <Copy value={letter} what={t("theLetter")} />
          </Group>
        </div>
      )}
    </li>
  );
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
