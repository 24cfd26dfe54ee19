/** A folder with data as people have it, and what a report on it has to say. */
export interface ReportFolder {
  readonly name: string;
  /** Python that writes the files and leaves what is right in `expected`: numbers by slide title, label by label. */
  readonly make: string;
  readonly file: string;
  /** Analysis, charts and deck. */
  readonly prompts: readonly [string, string, string];
  /** The pictures that the second phase leaves. */
  readonly pictures: readonly string[];
  /** What answers have to admit; null when nothing is lacking. */
  readonly lacks: RegExp | null;
}

/** What all the folders are made with: plain sums, so that a mistake in a report is not made here, too. */
export const PREAMBLE = `
import collections, csv, datetime as dt, math, random
import openpyxl
chance = random.Random(20240607)

def sums(rows, key, value, most=None):
    found = collections.defaultdict(float)
    for row in rows:
        if row[key] is not None and row[value] is not None:
            found[row[key]] += row[value]
    ordered = sorted(found.items(), key=lambda item: -item[1])
    return dict(ordered[:most])

def write(path, header, rows, delimiter=",", encoding="utf-8"):
    with open(path, "w", newline="", encoding=encoding) as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)

def book(path, **sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    workbook.save(path)

def days(first, count):
    return [first + dt.timedelta(days=n) for n in range(count)]
`;

const SALES: ReportFolder['prompts'] = [
  `Analyze the attached file and calculate:
1. Total sales by region
2. Top 10 products by revenue
3. Monthly trends

Store these findings in memory - I'll ask follow-up questions.`,
  `**PRIORITY: Use your Phase 1 analysis from conversation memory.**

You already calculated:
- Total sales by region
- Top 10 products by revenue
- Monthly trends

Create 3 visualizations:
1. Bar chart of sales by region
2. Line chart of monthly trends
3. Pie chart of top 10 products

Save as sales_dashboard.png`,
  'Create a PowerPoint presentation with an executive summary, the charts, trends and recommendations. Save as sales_report.pptx'
];

const FINANCE: ReportFolder['prompts'] = [
  `Load and process the file:
- Calculate revenue growth rate
- Identify top expense categories
- Compute profit margins
Store results for subsequent phases.`,
  `Use Phase 1 findings to create charts:
- Revenue growth trend line → growth.png
- Expense breakdown pie chart → expenses.png
- Profit margin bar chart → margins.png
DO NOT re-process the file.`,
  'Create financial_report.pptx using the calculated metrics and the charts. Include executive summary and recommendations.'
];
const THREE = ['growth.png', 'expenses.png', 'margins.png'];

/** Sales and what is like them: rows are records. */
export const RECORD_FOLDERS: readonly ReportFolder[] = [
  {
    name: 'US dates, dollars with separators, missing values',
    file: 'orders.csv',
    make: `
rows = []
for day in days(dt.date(2023, 1, 1), 365):
    for _ in range(chance.randint(1, 4)):
        rows.append({"day": day, "month": day.strftime("%Y-%m"), "Territory": chance.choice(["North", "South", "East", None]),
                     "Item": f"Item {chance.randint(1, 14):02d}", "Amount": None if chance.random() < 0.03 else round(chance.uniform(5, 2500), 2)})
write("orders.csv", ["Order Date", "Territory", "Item", "Amount"],
      [[f"{r['day'].month}/{r['day'].day}/{r['day'].year}", r["Territory"] or "", r["Item"], "" if r["Amount"] is None else f"\${r['Amount']:,.2f}"] for r in rows])
for r in rows:
    r["Territory"] = r["Territory"] or "(missing)"
expected = {"amount by Territory": sums(rows, "Territory", "Amount"), "Top 10 Items": sums(rows, "Item", "Amount", 10), "by month": sums(rows, "month", "Amount")}`,
    prompts: SALES,
    pictures: ['sales_dashboard.png'],
    lacks: null
  },
  {
    name: 'German: semicolons, decimal commas, dotted dates, Latin-1',
    file: 'umsätze_2023.csv',
    make: `
rows = []
for day in days(dt.date(2023, 1, 2), 200):
    rows.append({"month": day.strftime("%Y-%m"), "day": day, "Region": chance.choice(["Süd", "Nord", "Öst"]), "Artikel": chance.choice(["Äpfel", "Birnen", "Nüsse", "Käse"]), "Umsatz": round(chance.uniform(10, 4000), 2)})
write("umsätze_2023.csv", ["Datum", "Region", "Artikel", "Umsatz"], [[r["day"].strftime("%d.%m.%Y"), r["Region"], r["Artikel"], f"{r['Umsatz']:.2f}".replace(".", ",")] for r in rows], ";", "latin-1")
expected = {"Umsatz by Region": sums(rows, "Region", "Umsatz"), "Umsatz by Artikel": sums(rows, "Artikel", "Umsatz"), "by month": sums(rows, "month", "Umsatz")}`,
    prompts: [
      'Analysiere die Datei und berechne:\n1. Umsatz nach Region\n2. Top 10 Artikel nach Umsatz\n3. Monatliche Entwicklung\nMerke dir die Ergebnisse.',
      'Erstelle drei Diagramme als Dashboard:\n1. Balkendiagramm: Umsatz nach Region\n2. Liniendiagramm: monatliche Entwicklung\n3. Tortendiagramm: Artikel\nSpeichere als umsatz.png',
      'Erstelle eine Präsentation umsatz.pptx mit Zusammenfassung und Empfehlungen.'
    ],
    pictures: ['umsatz.png'],
    lacks: null
  },
  {
    name: 'without dates',
    file: 'stock_sales.csv',
    make: `
rows = [{"Region": chance.choice(["EMEA", "APAC", "AMER"]), "Product": f"P-{chance.randint(1, 25)}", "Sales": chance.randint(1, 900)} for _ in range(400)]
write("stock_sales.csv", ["Region", "Product", "Sales"], [list(r.values()) for r in rows])
expected = {"Sales by Region": sums(rows, "Region", "Sales"), "Top 10 Products": sums(rows, "Product", "Sales", 10)}`,
    prompts: SALES,
    pictures: ['sales_dashboard.png'],
    lacks: /Monthly trends.*cannot be answered.*no dates or periods/s
  },
  {
    name: 'without regions, with customers',
    file: 'invoices.csv',
    make: `
rows = [{"month": day.strftime("%Y-%m"), "date": day.isoformat(), "customer": f"Customer {chance.randint(1, 18)} {{Ltd}}", "total": round(chance.uniform(50, 900), 2)} for day in days(dt.date(2024, 2, 1), 330)]
write("invoices.csv", ["invoice_no", "date", "customer", "total"], [[n + 1000, r["date"], r["customer"], r["total"]] for n, r in enumerate(rows)])
expected = {"total by customer": sums(rows, "customer", "total"), "by month": sums(rows, "month", "total")}`,
    prompts: SALES,
    pictures: ['sales_dashboard.png'],
    lacks: /Total sales by region.*cannot be answered/
  },
  {
    name: 'one column of numbers',
    file: 'readings.csv',
    make: `
values = [round(chance.gauss(20, 4), 1) for _ in range(90)]
write("readings.csv", ["consumption"], [[v] for v in values])
expected = {}`,
    prompts: SALES,
    pictures: [],
    lacks: /no column that sorts its rows into groups/
  },
  {
    name: 'three rows',
    file: 'tiny.csv',
    make: `
rows = [{"month": "2024-01", "date": "2024-01-05", "region": "A", "product": "x", "revenue": 10}, {"month": "2024-01", "date": "2024-01-09", "region": "B", "product": "y", "revenue": 30}, {"month": "2024-02", "date": "2024-02-01", "region": "A", "product": "x", "revenue": 5}]
write("tiny.csv", ["date", "region", "product", "revenue"], [[r["date"], r["region"], r["product"], r["revenue"]] for r in rows])
expected = {"revenue by region": sums(rows, "region", "revenue")}`,
    prompts: SALES,
    pictures: ['sales_dashboard.png'],
    lacks: null
  },
  {
    name: '60,000 rows over three years, the last month not over',
    file: 'transactions.csv',
    make: `
rows = []
for day in days(dt.date(2022, 1, 1), 1015):
    for _ in range(60):
        rows.append({"month": day.strftime("%Y-%m"), "date": day.isoformat(), "region": chance.choice("ABCDEFGHIJKLMNOPQR"), "product": f"Product {chance.randint(1, 200)}", "revenue": chance.randint(1, 300)})
write("transactions.csv", ["date", "region", "product", "revenue"], [[r["date"], "Region " + r["region"], r["product"], r["revenue"]] for r in rows])
for r in rows:
    r["region"] = "Region " + r["region"]
expected = {"revenue by region": sums(rows, "region", "revenue", 12), "Top 10 products": sums(rows, "product", "revenue", 10), "by month": sums(rows, "month", "revenue")}`,
    prompts: SALES,
    pictures: ['sales_dashboard.png'],
    lacks: /ends before \*\*2024-10\*\* is over/
  },
  {
    name: 'a workbook of several sheets',
    file: 'shop.xlsx',
    make: `
rows = [{"month": day.strftime("%Y-%m"), "date": day, "region": chance.choice(["West", "Ost"]), "product": f"Thing {chance.randint(1, 12)}", "net sales": chance.randint(10, 500)} for day in days(dt.date(2024, 1, 1), 300)]
book("shop.xlsx", Orders=[["date", "region", "product", "net sales"]] + [[r["date"], r["region"], r["product"], r["net sales"]] for r in rows], Targets=[["region", "target"], ["West", 50000], ["Ost", 40000]], Notes=[["note"], ["All amounts net"]])
expected = {"net sales by region": sums(rows, "region", "net sales"), "Top 10 products": sums(rows, "product", "net sales", 10), "by month": sums(rows, "month", "net sales")}`,
    prompts: SALES,
    pictures: ['sales_dashboard.png'],
    lacks: null
  },
  {
    name: 'quarters across the top',
    file: 'wide.csv',
    make: `
rows = []
lines = []
for product in ["Lamp", "Desk", "Chair", "Shelf", "Sofa"]:
    for region in ["North", "South"]:
        amounts = [chance.randint(100, 900) for _ in range(4)]
        lines.append([region, product, *amounts])
        rows += [{"Region": region, "Product": product, "quarter": f"2024Q{q + 1}", "amount": a} for q, a in enumerate(amounts)]
write("wide.csv", ["Region", "Product", "Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024"], lines)
expected = {"amount by Region": sums(rows, "Region", "amount"), "amount by Product": sums(rows, "Product", "amount"), "by quarter": sums(rows, "quarter", "amount")}`,
    prompts: SALES,
    pictures: ['sales_dashboard.png'],
    lacks: null
  },
  {
    name: 'returns that leave a region below zero, and a row of totals',
    file: 'returns.csv',
    make: `
rows = []
for n in range(60):
    region = ["North", "South", "Void"][n % 3]
    rows.append({"region": region, "product": f"Art {n % 12}", "revenue": -50 - n if region == "Void" else 200 + n})
write("returns.csv", ["region", "product", "revenue"], [list(r.values()) for r in rows] + [["Total", "", sum(r["revenue"] for r in rows)]])
expected = {"revenue by region": sums(rows, "region", "revenue")}`,
    prompts: SALES,
    pictures: ['sales_dashboard.png'],
    lacks: /cannot show what is not above zero; left out of it/
  },
  {
    name: 'values that do not add up',
    file: 'climate.csv',
    make: `
rows = [{"month": day.strftime("%Y-%m"), "date": day.isoformat(), "station": chance.choice(["Harbour", "Hill", "Airport"]), "temperature": round(15 + 9 * math.sin(day.toordinal() / 58) + chance.gauss(0, 2), 1)} for day in days(dt.date(2023, 1, 1), 365) for _ in range(2)]
write("climate.csv", ["date", "station", "temperature"], [[r["date"], r["station"], r["temperature"]] for r in rows])
def means(key):
    return {name: sum(v) / len(v) for name in {r[key] for r in rows} for v in [[r["temperature"] for r in rows if r[key] == name]]}
expected = {"temperature by station": means("station"), "by month": means("month")}`,
    prompts: [
      'Analyze climate.csv for a report and keep the results: average temperature by station, monthly trend.',
      'Make a dashboard of it, climate.png',
      'Create a PowerPoint report summarising the analysis'
    ],
    pictures: ['climate.png'],
    lacks: /do not add up/
  },
  {
    name: 'price times quantity less discount, and costs per unit',
    file: 'order_lines.csv',
    make: `
rows = []
for n in range(300):
    quantity, price, discount, cost = chance.randint(1, 9), round(chance.uniform(5, 90), 2), chance.choice([0, 0.1, 0.25]), 4
    rows.append({"country": chance.choice(["FR", "DE", "IT"]), "quantity": quantity, "unit_price": price, "discount": discount, "unit_cost": cost, "revenue": quantity * price * (1 - discount), "day": dt.date(2024, 1 + n % 6, 1 + n % 28)})
write("order_lines.csv", ["ordered", "country", "quantity", "unit_price", "discount", "unit_cost"], [[r["day"].strftime("%d-%b-%Y"), r["country"], r["quantity"], r["unit_price"], r["discount"], r["unit_cost"]] for r in rows])
for r in rows:
    r["month"] = r["day"].strftime("%Y-%m")
expected = {"revenue by country": sums(rows, "country", "revenue"), "by month": sums(rows, "month", "revenue")}`,
    prompts: [
      'Analyse order_lines.csv:\n- revenue by country\n- monthly revenue\nKeep the findings in memory.',
      'Now create two charts: a bar chart by country and a line chart of the months, saved as countries.png and months.png',
      'make a deck sales_report.pptx'
    ],
    pictures: ['countries.png', 'months.png'],
    lacks: null
  }
];

/** Statements: a row for each period. */
export const STATEMENT_FOLDERS: readonly ReportFolder[] = [
  {
    name: 'items down the side, quarters across, below a title',
    file: 'p_and_l.xlsx',
    make: `
quarters = [f"Q{q} {y}" for y in (2022, 2023) for q in (1, 2, 3, 4)]
revenue = [1000 + 90 * n + chance.randint(0, 60) for n in range(8)]
salaries = [400 + 20 * n for n in range(8)]
rent = [110] * 8
marketing = [chance.randint(60, 140) for _ in range(8)]
net = [r - s - h - m for r, s, h, m in zip(revenue, salaries, rent, marketing)]
book("p_and_l.xlsx", P_and_L=[["Example AG"], ["in thousand EUR"], [], ["Item", *quarters], ["Revenue", *revenue], ["Salaries", *salaries], ["Rent", *rent], ["Marketing", *marketing], ["Net income", *net]])
labels = [f"{y}Q{q}" for y in (2022, 2023) for q in (1, 2, 3, 4)]
expected = {"Revenue by quarter": dict(zip(labels, revenue)), "Revenue growth by quarter": {labels[n]: 100 * (revenue[n] / revenue[n - 1] - 1) for n in range(1, 8)},
            "Expenses by category": {"Salaries": sum(salaries), "Rent": sum(rent), "Marketing": sum(marketing)}, "Net margin": {l: 100 * n / r for l, n, r in zip(labels, net, revenue)}}`,
    prompts: FINANCE,
    pictures: THREE,
    lacks: null
  },
  {
    name: 'German months, decimal commas, a profit to be computed',
    file: 'guv.csv',
    make: `
months = [f"2023-{m:02d}" for m in range(1, 13)]
umsatz = [round(20000 + 500 * n + chance.uniform(-900, 900), 2) for n in range(12)]
personal = [round(8000 + 100 * n, 2) for n in range(12)]
miete = [2500.5] * 12
def de(v):
    return f"{v:.2f}".replace(".", ",")
write("guv.csv", ["Monat", "Umsatzerlöse", "Personalkosten", "Mietaufwand"], [[m, de(u), de(p), de(r)] for m, u, p, r in zip(months, umsatz, personal, miete)], ";")
expected = {"Revenue by month": dict(zip(months, umsatz)), "Expenses by category": {"Personalkosten": sum(personal), "Mietaufwand": sum(miete)}, "Profit margin": {m: 100 * (u - p - r) / u for m, u, p, r in zip(months, umsatz, personal, miete)}}`,
    prompts: FINANCE,
    pictures: THREE,
    lacks: null
  },
  {
    name: 'accounts in rows, newest first',
    file: 'ledger.csv',
    make: `
years = list(range(2018, 2025))
revenue = {y: 5000 + 300 * (y - 2018) for y in years}
costs = {y: {"Cost of sales": 2000 + 90 * (y - 2018), "Salaries": 1500 + 200 * (y - 2018), "Office rent": 240} for y in years}
lines = []
for y in reversed(years):
    lines += [[y, "Revenue", revenue[y]], *[[y, k, v] for k, v in costs[y].items()]]
write("ledger.csv", ["year", "account", "amount"], lines)
expected = {"Revenue by year": {str(y): revenue[y] for y in years}, "Expenses by category": {k: sum(costs[y][k] for y in years) for k in costs[2018]},
            "Profit margin": {str(y): 100 * (revenue[y] - sum(costs[y].values())) / revenue[y] for y in years}}`,
    prompts: FINANCE,
    pictures: THREE,
    lacks: null
  },
  {
    name: 'losses, and no expenses told',
    file: 'results.csv',
    make: `
quarters = [f"2024-Q{q}" for q in (1, 2, 3, 4)]
revenue, net = [100, 80, 60, 90], [-10, -20, -30, 5]
write("results.csv", ["Quarter", "Revenue", "Net income"], zip(quarters, revenue, net))
labels = [q.replace("-", "") for q in quarters]
expected = {"Revenue by quarter": dict(zip(labels, revenue)), "Net margin": {l: 100 * n / r for l, n, r in zip(labels, net, revenue)}}`,
    prompts: FINANCE,
    pictures: ['growth.png', 'margins.png'],
    lacks: /has no expenses, so there are no expense categories/
  }
];
