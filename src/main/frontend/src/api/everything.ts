/** A page of a list, as the interface gives it; `next` is there where it goes on. */
interface Page<T> {
  items: T[];
  next?: string | null;
}

/** As many as one page of the interface has at most, and how many pages are asked for: 5,000 rows. */
const LIMIT = 500;
const PAGES = 10;

/** All rows of a list that people work with as a whole. Where there are more than 5,000, `next` stays. */
export async function everything<T>(
  fetch: (query: { limit: number; cursor?: string }) => Promise<Page<T>>,
): Promise<Page<T>> {
  const all: Page<T> = { items: [] };
  for (let page = 0; page < PAGES; page++) {
    const { items, next } = await fetch({
      limit: LIMIT,
      ...(all.next ? { cursor: all.next } : {}),
    });
    all.items.push(...items);
    all.next = next ?? null;
    if (!next) {
      break;
    }
  }
  return all;
}
