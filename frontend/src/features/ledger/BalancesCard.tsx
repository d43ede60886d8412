import { useQuery } from '@tanstack/react-query';
import { LoadError } from '@/features/errors/LoadError';
import { useFormat } from '@/lib/format';
import { useLedgerMessages } from '@/lib/messages/books';
import { isZero } from '@/lib/money';
import { Card } from '@/ui/Card';
import { Pill } from '@/ui/Pill';
import { SkeletonRows } from '@/ui/SkeletonRows';
import classes from './BalancesCard.module.css';
import { balancesQuery } from './queries';
import { ACCOUNTS } from './useEntryList';

/** What each account holds in each currency, and that all of it comes to nothing. */
export function BalancesCard() {
  const t = useLedgerMessages();
  const format = useFormat();
  const found = useQuery(balancesQuery);
  const { balances = [], sums = [] } = found.data ?? {};
  const held = new Map(balances.map(({ account, currency, balance }) => [`${account} ${currency}`, balance]));
  const accounts = ACCOUNTS.filter((account) => balances.some((balance) => balance.account === account));
  const isBalanced = sums.every(({ sum }) => isZero(sum));
  return (
    <Card
      title={t.balances}
      sub={t.balancesSub}
      aside={
        sums.length > 0 && <Pill tone={isBalanced ? 'good' : 'bad'}>{isBalanced ? t.balanced : t.unbalanced}</Pill>
      }
    >
      {found.isPending && <SkeletonRows count={5} />}
      {found.isError && !found.data && <LoadError error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && sums.length === 0 && <p className={classes.quiet}>{t.noBalances}</p>}
      {sums.length > 0 && (
        <div className={classes.frame}>
          <table className={classes.table} aria-label={t.balances}>
            <thead>
              <tr>
                <th scope="col">{t.account}</th>
                {sums.map(({ currency }) => (
                  <th key={currency} scope="col">
                    {currency}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => (
                <tr key={account}>
                  <th scope="row">{t.name[account]}</th>
                  {sums.map(({ currency }) => {
                    const balance = held.get(`${account} ${currency}`);
                    return (
                      <td key={currency}>
                        {balance === undefined ? (
                          <span className={classes.none}>–</span>
                        ) : (
                          format.money(balance, currency)
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t.sum}</th>
                {sums.map(({ currency, sum }) => (
                  <td key={currency}>{format.money(sum, currency)}</td>
                ))}
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </Card>
  );
}
