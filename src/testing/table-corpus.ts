import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PYTHON } from './python-notebook';

type Cell = string | number | boolean | null;

/** Small tables of many domains and habits, as people have them lying about. Each row is an array of cells. */
export const GERMAN_SALES: readonly (readonly [
  string,
  string,
  string,
  number
])[] = Array.from({ length: 24 }, (_, i) => [
  `${String((i % 28) + 1).padStart(2, '0')}.${String((i % 12) + 1).padStart(2, '0')}.2023`,
  ['Süd', 'Nord', 'Öst'][i % 3] ?? '',
  ['Äpfel', 'Birnen'][i % 2] ?? '',
  1000 + i * 37.25
]);

export const ORDERS: readonly (readonly [string, number, number, number])[] =
  Array.from({ length: 30 }, (_, i) => [
    ['Acme, Inc.', "O'Neil & Sons", 'Zed "Quick" Ltd'][i % 3] ?? '',
    i % 7 === 0 ? -(100 + i) : 1200.5 + i * 13,
    (i % 5) * 2.5,
    (i % 4) + 1
  ]);

export const FINANCES: readonly (readonly [string, ...number[]])[] = [
  ['Revenue', 1000, 1100, 1250, 1300],
  ['Cost of sales', 400, 430, 480, 500],
  ['Gross profit', 600, 670, 770, 800],
  ['Salaries', 200, 210, 220, 230],
  ['Rent', 50, 50, 55, 55],
  ['Net income', 350, 410, 495, 515]
];

export const VISITS: readonly (readonly [string, string, number, number])[] =
  Array.from({ length: 60 }, (_, i) => [
    `2024-0${(i % 3) + 1}-${String((i % 28) + 1).padStart(2, '0')}T${String(i % 24).padStart(2, '0')}:15:00Z`,
    ['/home', '/shop', '/cart', '/help'][i % 4] ?? '',
    [200, 200, 404, 500][i % 4] ?? 200,
    500 + i * 10
  ]);

export const ODD_NAMES = [
  'Total "net" $ amount',
  "it's a back\\slash",
  'größe 📦 {x}',
  ' padded '
] as const;

export const ODD_ROWS: readonly (readonly [number, string, number, string])[] =
  Array.from({ length: 12 }, (_, i) => [
    10 + i,
    ['$x_{1$', '"quoted"', '100% \\frac', '🐍 snake'][i % 4] ?? '',
    i * 1.5,
    ['a  b', 'c'][i % 2] ?? ''
  ]);

function csv(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  mark = ','
): string {
  const field = (value: Cell): string => {
    const text = value === null ? '' : String(value);
    return new RegExp(`["\\n${mark}]`).test(text)
      ? `"${text.replace(/"/g, '""')}"`
      : text;
  };
  return (
    [header, ...rows].map(row => row.map(field).join(mark)).join('\n') + '\n'
  );
}

function german(value: number): string {
  const [whole = '', digits = ''] = value.toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${digits}`;
}

function dollars(value: number): string {
  const text = Math.abs(value)
    .toFixed(2)
    .replace(/\B(?=(\d{3})+\.)/g, ',');
  return value < 0 ? `($${text})` : `$${text}`;
}

/** Writes all files into `folder`. */
export function writeCorpus(folder: string): void {
  const write = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, name), content);
  write(
    'umsatz.csv',
    Buffer.from(
      csv(
        ['Datum', 'Region', 'Produkt', 'Umsatz'],
        GERMAN_SALES.map(([date, region, product, value]) => [
          date,
          region,
          product,
          german(value)
        ]),
        ';'
      ),
      'latin1'
    )
  );
  write(
    'orders.csv',
    csv(
      ['customer', 'amount', 'discount', 'units'],
      ORDERS.map(([customer, amount, discount, units]) => [
        customer,
        dollars(amount),
        `${discount}%`,
        units
      ])
    )
  );
  write(
    'visits.csv.gz',
    gzipSync(csv(['time', 'page', 'status', 'bytes'], VISITS))
  );
  write('odd.csv', csv(ODD_NAMES, ODD_ROWS));
  writePlainFiles(write);
  writeWorkbooks(folder);
}

function writePlainFiles(write: (name: string, content: string) => void): void {
  write(
    'sensors.tsv',
    csv(
      ['timestamp', 'sensor', 'temperature_c', 'note', 'ok'],
      Array.from({ length: 48 }, (_, i) => [
        1_700_000_000 + i * 3600,
        `S${i % 2}`,
        i % 9 === 0 ? null : 20 + (i % 6) * 0.5,
        null,
        i % 5 !== 0
      ]),
      '\t'
    )
  );
  write('twice.csv', 'name,score,score\nAnn,1,10\nBob,2,20\nCid,3,30\n');
  write('one.csv', 'city,population\nParis,2100000\n');
  write('none.csv', 'city,population\n');
  write(
    'us_dates.csv',
    csv(
      ['Order Date', 'State', 'Sales'],
      Array.from({ length: 26 }, (_, i) => [
        `${(i % 12) + 1}/${i + 1}/2023`,
        ['Texas', 'Ohio'][i % 2] ?? '',
        i + 1
      ])
    )
  );
  write(
    'staff.json',
    JSON.stringify(
      Array.from({ length: 20 }, (_, i) => ({
        employee: `E${i}`,
        department: ['IT', 'HR', 'Sales'][i % 3],
        salary: 40_000 + i * 1500,
        age: 22 + i * 2
      }))
    )
  );
  write(
    'nested.json',
    JSON.stringify({
      version: 1,
      records: [
        { kind: 'a', size: 1, at: { x: 1 } },
        { kind: 'b', size: 2, at: { x: 5 } }
      ]
    })
  );
  write(
    'points.csv',
    csv(
      ['x', 'y'],
      Array.from({ length: 7000 }, (_, i) => [i, 2 * i + ((i * 7919) % 500)])
    )
  );
}

function writeWorkbooks(folder: string): void {
  const program = `
import json, sys, openpyxl
finances = json.loads(sys.argv[1])
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "P&L"
sheet.append(["Example AG"])
sheet.append(["in thousand EUR"])
sheet.append([])
sheet.append(["Item", "Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024"])
for row in finances:
    sheet.append(row)
other = book.create_sheet("Head count")
other.append(["Department", "People", "Cost"])
for row in (["IT", 12, 900.5], ["HR", 3, 180.25], ["Sales", 20, 1500]):
    other.append(row)
book.save("finances.xlsx")
book = openpyxl.Workbook()
sheet = book.active
sheet.append(["Region", 2021, 2022, 2023])
for row in (["North", 10, 20, 30], ["South", 5, 6, 7], ["West", 1, 2, 4]):
    sheet.append(row)
book.save("years.xlsx")
`;
  execFileSync(PYTHON, ['-c', program, JSON.stringify(FINANCES)], {
    cwd: folder
  });
}
