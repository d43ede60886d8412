import { useQuery } from '@tanstack/react-query';
import { IconUsers } from '@tabler/icons-react';
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '@/testing/render';
import { ListChoice } from './ListChoice';
import { oneOf } from './readers';
import { StudioTable } from './StudioTable';
import { useStudioList } from './useStudioList';

const texts = {
  title: 'Plants',
  search: 'Search plants',
  total: (value: number) => `${value} plants`,
  emptyTitle: 'No plants',
  empty: 'Sow some.',
};

interface Plant {
  id: string;
  name: string;
}

/** A list of plants; `asked` keeps what the API would have been asked for. */
function Room({ asked, plants }: { asked: object[]; plants: Plant[] }) {
  const { list, question } = useStudioList({
    filters: { kind: oneOf(['fern', 'moss']) },
    sorts: ['name', 'height'],
    aside: ['plant'],
  });
  const found = useQuery({
    queryKey: [question],
    queryFn: () => {
      asked.push(question);
      return { rows: plants, pages: 3, total: plants.length };
    },
  });
  return (
    <StudioTable
      name="plants"
      icon={IconUsers}
      t={texts}
      list={list}
      found={found}
      columns={[
        { key: 'name', label: 'Name', sort: 'name', cell: ({ name }) => name },
        { key: 'height', label: 'Height', sort: 'height', cell: () => '1 m' },
      ]}
      filters={
        <ListChoice list={list} by="kind" label="Kind" all="All kinds" choices={[{ value: 'fern', label: 'Ferns' }]} />
      }
    />
  );
}

const fern = { id: '1', name: 'Fern' };

describe('StudioTable', () => {
  it('asks as the address says, and writes there what one changes, from the first page on', async () => {
    const asked: object[] = [];
    const { person, router } = renderPage(<Room asked={asked} plants={[fern]} />, {
      path: '/?page=2&sort=height&order=asc&plant=1',
    });
    expect(await screen.findByText('Page 2 of 3')).toBeInTheDocument();
    expect(asked).toEqual([{ page: 2, search: '', sort: 'height', order: 'asc', kind: null }]);
    await person.selectOptions(screen.getByLabelText('Kind'), 'Ferns');
    await waitFor(() => expect(router.state.location.search).toBe('?kind=fern&plant=1&sort=height&order=asc'));
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ page: 1, kind: 'fern' }));
  });

  it('takes what makes no sense for the usual', async () => {
    const asked: object[] = [];
    renderPage(<Room asked={asked} plants={[fern]} />, { path: '/?page=x&sort=color&order=sideways' });
    await screen.findByText('1 plants');
    expect(asked).toEqual([{ page: 1, search: '', sort: 'name', order: 'desc', kind: null }]);
  });

  it('says why nothing is there, and shows all again', async () => {
    const { person, router } = renderPage(<Room asked={[]} plants={[]} />, { path: '/?search=rose&plant=1' });
    await person.click(await screen.findByRole('button', { name: 'Show all' }));
    expect(await screen.findByText('No plants')).toBeInTheDocument();
    // What leaves nothing out stays.
    expect(router.state.location.search).toBe('?plant=1');
  });
});
