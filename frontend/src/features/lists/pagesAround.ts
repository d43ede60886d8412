interface Offered {
  number: number;
  /** Whether pages before it are left out. */
  gap: boolean;
}

/** The pages to offer: the first, the last, the present one and its neighbors, and a single one between them. */
export function pagesAround(page: number, pages: number): Offered[] {
  const near = new Set([1, page - 1, page, page + 1, pages]);
  const offered: Offered[] = [];
  for (let number = 1; number <= pages; number += 1) {
    const gap = (offered.at(-1)?.number ?? 0) < number - 1;
    const single = near.has(number - 1) && near.has(number + 1);
    if (near.has(number) || single) offered.push({ number, gap });
  }
  return offered;
}
