// What is said in the sessions that benchmarks record: as long and as varied as in real ones.

const REGIONS = ['North', 'South', 'East', 'West', 'Central'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];

export function codeOf(part: number): string {
  return [
    `frame = df[df["part"] == ${part}].copy()`,
    'frame["month"] = pd.to_datetime(frame["date"]).dt.to_period("M")',
    `monthly_${part} = (`,
    '    frame.groupby(["region", "month"], as_index=False)["revenue"]',
    '    .sum()',
    '    .sort_values("revenue", ascending=False)',
    ')',
    `share = monthly_${part}["revenue"] / monthly_${part}["revenue"].sum()`,
    `print(monthly_${part}.head(24).to_string(index=False))`
  ].join('\n');
}

/** What a kernel prints of a frame. */
export function tableText(part: number): string {
  const rows = REGIONS.flatMap((region, row) =>
    MONTHS.map(
      (month, column) =>
        `${region.padEnd(8)} 2024-${month}  ${(part * 137.25 + row * 991.5 + column * 77.125).toFixed(2).padStart(12)}`
    )
  );
  return ['region   month          revenue', ...rows, ''].join('\n');
}

/** An answer with everything that answers have: headings, lists, a table, code. */
export function answerMarkdown(part: number): string {
  const row = (region: string, index: number): string =>
    `| ${region} | ${(part * 1371 + index * 991).toLocaleString('en')} | ${(12.5 + index * 3.25).toFixed(1)} % | ${index % 2 === 0 ? 'rising' : 'falling'} |`;
  return [
    `## Revenue in part ${part}`,
    `**North** leads with ${(part * 1371).toLocaleString('en')} and a share of *12.5 %*; the five regions together grew by ${part + 3} % over the six months. I took revenue as \`units * price\`, without refunds.`,
    '| Region | Revenue | Share | Trend |\n| --- | ---: | ---: | --- |\n' +
      REGIONS.map(row).join('\n'),
    '### What stands out',
    `1. *Central* overtook *West* in **May**, three weeks after the price change.\n2. The product \`SKU-${part}\` makes up ${20 + part} % of all growth:\n   - most of it in the South,\n   - none of it in March.\n3. Two months have no rows for East; they are [listed below](#missing).`,
    'To see it month by month:',
    '```python\n' + codeOf(part) + '\n```',
    '> The totals leave out 14 rows whose date could not be read.',
    `Next I would compare part ${part} with the year before, and look at the two months without rows.`
  ].join('\n\n');
}

/** A PNG of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** Bytes of a small chart. */
const FIGURE_BYTES = 24_000;

/** A picture of the size of a chart: what comes after the end of a PNG is ignored by whoever draws it. */
export function figure(part: number): string {
  const pixel = Buffer.from(PIXEL, 'base64');
  const bytes = Buffer.alloc(FIGURE_BYTES);
  let state = part;
  for (let index = 0; index < bytes.length; index += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    bytes[index] = state >> 16;
  }
  pixel.copy(bytes);
  return bytes.toString('base64');
}
