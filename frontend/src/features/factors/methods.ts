/** Second factors, as the API names them, in the order in which they are offered. */
export const METHODS = ['passkey', 'totp', 'recoveryCode'] as const;

export type FactorMethod = (typeof METHODS)[number];

/** The best of those that one has. */
export function preferred(methods: readonly FactorMethod[]): FactorMethod {
  return METHODS.find((method) => methods.includes(method)) ?? 'totp';
}
