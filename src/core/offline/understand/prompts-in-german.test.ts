import { describe } from 'vitest';
import { TABLES } from '../../../testing/analyst-tables';
import { expectAnalyses } from '../../../testing/expect-analyses';

describe('German prompts and columns', () => {
  expectAnalyses(TABLES.umsatz, {
    'Umsatz nach Region': 'group sum(Umsatz) by Region',
    'Umsatz nach Region als Balkendiagramm':
      'group sum(Umsatz) by Region [bar]',
    'Top 5 Produkte nach Umsatz': 'group sum(Umsatz) by Produkt limit 5',
    'Umsatz pro Monat': 'trend sum(Umsatz) over Datum@month',
    'durchschnittlicher Umsatz pro Region': 'group mean(Umsatz) by Region',
    Gesamtumsatz: 'total sum(Umsatz)',
    'Wie viele Bestellungen pro Monat':
      'trend count(#bestellungen) over Datum@month',
    'Umsatz in Nord': 'total sum(Umsatz) where Region=Nord',
    Umsatzentwicklung: 'trend sum(Umsatz) over Datum@month [line]',
    'Gewinn nach Produkt': 'group sum(profit=(Umsatz-Kosten)) by Produkt',
    'Menge nach Produkt als Kreisdiagramm': 'group sum(Menge) by Produkt [pie]',
    'Umsatz ohne Nord': 'total sum(Umsatz) where Region!=Nord',
    'Umsatz im März': 'total sum(Umsatz) where Datum month 3',
    'beste Produkte': 'group sum(Umsatz) by Produkt limit 10 extreme',
    'Anzahl Aufträge nach Region': 'group count(#aufträge) by Region',
    'revenue by region': 'group sum(Umsatz) by Region',
    'Umsatz 2024 nach Quartal':
      'trend sum(Umsatz) over Datum@quarter where Datum year 2024',
    'fehlende Werte': 'missing',
    'Zeige die ersten 10 Zeilen': 'preview head 10',
    'Umsatz über die Zeit': 'trend sum(Umsatz) over Datum@month [line]'
  });
});
