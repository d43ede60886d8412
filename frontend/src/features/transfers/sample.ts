const ROWS = [
  ['sku', 'name', 'price', 'currency', 'category', 'stock', 'description', 'active', 'attribute:Weight'],
  ['LAMP-01', 'Reading lamp', '89.00', 'USD', '', '24', 'Warm light where you need it.', 'true', '1.1 kg'],
  ['LAMP-02', 'Floor lamp, tall', '149.50', 'USD', '', '0', 'Stands by itself.', 'false', '4.2 kg'],
];

/** A small file that an import takes as it is. */
export function sampleCsv(): string {
  return ROWS.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
