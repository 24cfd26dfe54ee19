import { understandColumn } from '../core/offline/clean-columns';
import type { Frame } from '../core/offline/frame';
import { turnedFrame } from '../core/offline/turned-sheet';

/** Name, dtype, distinct values, some of the values, smallest and largest. */
export type ColumnRow = readonly [
  name: string,
  dtype: string,
  distinct: number | null,
  values?: readonly string[],
  min?: number,
  max?: number
];

export function table(
  file: string,
  rows: number,
  columns: readonly ColumnRow[],
  sheet: string | null = null
): Frame {
  const name = file.replace(/\.\w+$/, '');
  return turnedFrame({
    variable: name.replace(/\W+/g, '_').toLowerCase(),
    label: sheet === null ? file : `${file} (${sheet})`,
    source: { path: file, sheet, reading: `pd.read_csv("${file}")` },
    loaded: false,
    own: true,
    rows,
    columns: columns.map(([column, dtype, distinct, values, min, max]) =>
      understandColumn({
        name: column,
        dtype,
        nulls: 0,
        distinct,
        values: values ?? [],
        min: min === undefined ? null : String(min),
        max: max === undefined ? null : String(max)
      })
    ),
    inspected: false,
    relabel: false,
    turned: null
  });
}

const DAYS = ['2024-01-01', '2024-01-02', '2024-01-03'];
const QUARTERS = ['2022-Q1', '2022-Q2', '2022-Q3'];
const STATEMENT = [
  'Subscription revenue',
  'Services revenue',
  'License revenue',
  'Total revenue',
  'Cost of revenue',
  'Gross profit',
  'Research and development',
  'Sales and marketing',
  'General and administrative',
  'Operating expenses',
  'Operating income',
  'Interest expense',
  'Income tax',
  'Net income'
];

/** Tables of many trades, with columns named in many ways. */
export const TABLES = {
  sales: table('sales_2024.csv', 10_500, [
    ['order_id', 'object', 10_500, ['SO-2024-00001']],
    ['date', 'object', 366, DAYS],
    ['region', 'object', 5, ['North America', 'Europe', 'Asia Pacific']],
    ['country', 'object', 18, ['United States', 'France', 'Germany']],
    ['product', 'object', 24, ['Weekly Planner', 'Stoneware Mug Set']],
    [
      'category',
      'object',
      6,
      ['Stationery', 'Kitchen', 'Audio', 'Lighting', 'Furniture', 'Outdoor']
    ],
    ['channel', 'object', 3, ['Partner', 'Online', 'Store']],
    ['units', 'int64', 13, ['1', '3'], -1, 12],
    ['unit_price', 'float64', 35, ['22.4'], 10, 400],
    ['discount', 'float64', 5, ['0', '0.05'], 0, 0.2],
    ['revenue', 'float64', 521, ['22.4'], -100, 4000],
    ['cost', 'float64', 1338, ['14.56'], 5, 2000]
  ]),
  income: table(
    'quarterly_financials.xlsx',
    12,
    [
      ['Quarter', 'object', 12, QUARTERS],
      ['Year', 'int64', 3, ['2022', '2023', '2024'], 2022, 2024],
      ...STATEMENT.map((name): ColumnRow => [
        name,
        'int64',
        12,
        ['8292'],
        100,
        20_000
      ])
    ],
    'Income Statement'
  ),
  expenses: table(
    'quarterly_financials.xlsx',
    108,
    [
      ['Quarter', 'object', 12, QUARTERS],
      ['Year', 'int64', 3, ['2022', '2023', '2024'], 2022, 2024],
      [
        'Department',
        'object',
        3,
        [
          'Research and development',
          'Sales and marketing',
          'General and administrative'
        ]
      ],
      ['Category', 'object', 9, ['Salaries: engineering', 'Advertising']],
      ['Amount', 'int64', 90, ['2163'], 100, 3200],
      ['Budget', 'float64', 90, ['2150'], 100, 3000]
    ],
    'Expenses'
  ),
  /** Price, quantity and discount, but no revenue. */
  shop: table('OrderLines.csv', 5000, [
    ['OrderNo', 'int64', 2100, ['1001'], 1001, 3100],
    ['OrderDate', 'object', 300, ['03/15/2023', '12/31/2023']],
    ['CustomerName', 'object', 450, ['Acme Ltd', 'Baker & Sons']],
    ['ProductName', 'object', 60, ['Desk', 'Lamp']],
    ['ProductCategory', 'object', 3, ['Chairs', 'Tables', 'Lamps']],
    ['Quantity', 'int64', 20, ['1', '2'], 1, 20],
    ['UnitPrice', 'float64', 60, ['19.99'], 5, 900],
    ['DiscountPct', 'float64', 5, ['0', '10'], 0, 30],
    ['UnitCost', 'float64', 60, ['12.5'], 2, 600],
    ['Shipped Date', 'object', 310, ['03/18/2023']]
  ]),
  staff: table('employees.xlsx', 320, [
    ['Employee ID', 'int64', 320, ['1'], 1, 320],
    ['Full Name', 'object', 319, ['Ada Byron', 'Grace Hopper']],
    ['Department', 'object', 4, ['Sales', 'IT', 'Finance', 'Legal']],
    ['Job Title', 'object', 25, ['Analyst', 'Manager']],
    ['Gender', 'object', 2, ['Female', 'Male']],
    ['Age', 'int64', 40, ['31'], 20, 64],
    ['Annual Salary (USD)', 'float64', 280, ['54000'], 28_000, 240_000],
    ['Hire Date', 'datetime64[ns]', 250, ['2015-03-01']],
    ['Performance Rating', 'int64', 5, ['1', '2', '3', '4', '5'], 1, 5],
    ['Remote', 'bool', 2, ['True', 'False']]
  ]),
  visits: table('hospital_visits.csv', 8000, [
    ['visit_id', 'object', 8000, ['V1']],
    ['patient_id', 'object', 5200, ['P1']],
    ['admission_date', 'object', 700, ['2022-01-04']],
    ['discharge_date', 'object', 700, ['2022-01-09']],
    ['ward', 'object', 6, ['Cardiology', 'Oncology', 'Surgery']],
    ['diagnosis', 'object', 40, ['Flu', 'Fracture']],
    ['age', 'int64', 90, ['44'], 0, 99],
    ['sex', 'object', 2, ['F', 'M']],
    ['length_of_stay_days', 'int64', 30, ['3'], 0, 60],
    ['total_charges', 'float64', 7000, ['1234.5'], 100, 90_000],
    ['readmitted', 'bool', 2, ['True', 'False']]
  ]),
  weather: table('weather.csv', 2920, [
    [
      'timestamp',
      'object',
      2920,
      ['2023-01-01 00:00:00', '2023-01-01 03:00:00', '2023-01-02 00:00:00']
    ],
    ['station', 'object', 4, ['Alpha', 'Bravo', 'Coast', 'Delta']],
    ['temp_c', 'float64', 300, ['3.2'], -18, 36],
    ['humidity', 'float64', 80, ['81'], 20, 100],
    ['rainfall_mm', 'float64', 120, ['0'], 0, 60],
    ['wind_speed_kmh', 'float64', 90, ['12'], 0, 110],
    ['conditions', 'object', 5, ['clear', 'cloudy', 'rain', 'snow', 'fog']]
  ]),
  logs: table('access_log.csv', 50_000, [
    ['time', 'object', 49_000, ['10/Oct/2023:13:55:36 +0000']],
    ['ip', 'object', 3000, ['10.0.0.1']],
    ['method', 'object', 4, ['GET', 'POST', 'PUT', 'DELETE']],
    ['path', 'object', 800, ['/home', '/login']],
    ['status', 'int64', 9, ['200', '404'], 200, 503],
    ['bytes', 'int64', 20_000, ['512'], 0, 900_000],
    ['response_time_ms', 'float64', 9000, ['12.5'], 1, 9000],
    ['userAgent', 'object', 120, ['Firefox', 'Chrome']]
  ]),
  sensors: table('sensor_readings.parquet', 100_000, [
    [
      'ts',
      'datetime64[ns]',
      100_000,
      ['2024-05-01 00:00:00', '2024-05-01 00:00:05']
    ],
    ['deviceId', 'object', 12, ['dev-01', 'dev-02']],
    ['temperatureC', 'float64', 5000, ['21.5'], -5, 90],
    ['pressure_hPa', 'float64', 4000, ['1013'], 900, 1100],
    ['vibration', 'float64', 4000, ['0.1'], 0, 9],
    ['isFaulty', 'bool', 2, ['True', 'False']]
  ]),
  grades: table('student grades.csv', 900, [
    ['student', 'object', 150, ['Kim', 'Lee']],
    ['class', 'object', 6, ['7A', '7B', '8A']],
    ['subject', 'object', 6, ['Math', 'Physics', 'English']],
    ['semester', 'object', 2, ['Fall', 'Spring']],
    ['score', 'float64', 70, ['71'], 20, 100],
    ['absences', 'int64', 15, ['2'], 0, 14]
  ]),
  bank: table('transactions.csv', 4000, [
    ['Date', 'object', 360, ['15.01.2024', '31.12.2024']],
    ['Description', 'object', 1500, ['Grocery store', 'Rent']],
    ['Category', 'object', 12, ['Food', 'Rent', 'Travel']],
    ['Account', 'object', 3, ['Checking', 'Savings', 'Credit card']],
    ['Amount', 'float64', 3000, ['-12.5'], -3000, 5000],
    ['Balance', 'float64', 3900, ['1200'], -200, 30_000]
  ]),
  flights: table('flights.csv', 30_000, [
    ['FL_DATE', 'object', 365, ['2023-01-01']],
    ['airline', 'object', 8, ['Delta', 'United', 'Southwest']],
    ['flight_no', 'object', 3000, ['DL123']],
    ['origin', 'object', 60, ['ATL', 'JFK']],
    ['destination', 'object', 60, ['LAX', 'ORD']],
    ['dep_delay', 'float64', 300, ['5'], -30, 600],
    ['arr_delay', 'float64', 320, ['2'], -50, 640],
    ['distance', 'int64', 900, ['760'], 60, 4900],
    ['cancelled', 'bool', 2, ['False', 'True']],
    ['passengers', 'int64', 150, ['120'], 20, 300]
  ]),
  homes: table('real-estate.csv', 1460, [
    ['Address', 'object', 1460, ['1 Main St']],
    ['Neighborhood', 'object', 25, ['Old Town', 'Riverside']],
    ['Property Type', 'object', 4, ['House', 'Condo', 'Townhouse', 'Land']],
    ['Bedrooms', 'int64', 7, ['3'], 0, 7],
    ['Sq Ft', 'int64', 800, ['1500'], 400, 6000],
    ['Year Built', 'int64', 110, ['1999'], 1890, 2023],
    ['Sale Price ($)', 'float64', 900, ['250000'], 40_000, 2_000_000],
    ['Sold On', 'datetime64[ns]', 500, ['2023-04-02']]
  ]),
  survey: table('survey_responses.csv', 600, [
    ['respondent_id', 'int64', 600, ['1'], 1, 600],
    ['age_group', 'object', 5, ['18-24', '25-34', '35-44']],
    ['gender', 'object', 3, ['female', 'male', 'other']],
    ['country', 'object', 11, ['Kenya', 'Norway']],
    ['satisfaction', 'int64', 5, ['1', '2', '3', '4', '5'], 1, 5],
    ['would_recommend', 'object', 2, ['yes', 'no']],
    ['comments', 'object', 590, ['Great product']]
  ]),
  umsatz: table('umsatzdaten.csv', 2000, [
    ['Auftragsnummer', 'int64', 2000, ['1'], 1, 2000],
    ['Datum', 'object', 365, ['15.01.2024', '31.12.2024']],
    ['Region', 'object', 4, ['Nord', 'Süd', 'Ost', 'West']],
    ['Produkt', 'object', 15, ['Tisch', 'Stuhl']],
    ['Menge', 'int64', 20, ['3'], 1, 20],
    ['Umsatz', 'object', 900, ['1.234,50 €', '99,00 €']],
    ['Kosten', 'object', 900, ['800,00 €', '45,10 €']]
  ]),
  wide: table('p_and_l.xlsx', 8, [
    [
      'Item',
      'object',
      8,
      [
        'Revenue',
        'COGS',
        'Gross Profit',
        'Salaries',
        'Rent',
        'Marketing',
        'Total Expenses',
        'Net Income'
      ]
    ],
    ...['Q1 2023', 'Q2 2023', 'Q3 2023', 'Q4 2023'].map((name): ColumnRow => [
      name,
      'float64',
      8,
      ['100', '50'],
      10,
      900
    ])
  ])
} satisfies Record<string, Frame>;
