import { describe, expect, it } from 'vitest';
import { outputFiles, phaseOf, PICTURE } from './phase-of';

const HANDOFFS = [
  '**PRIORITY: Use your Phase 1 findings from conversation memory.**',
  'You already calculated: totals by region, top 10 products.',
  '**DO NOT re-analyze the raw CSV file.**',
  'The attached files are ONLY for verification if needed.',
  'Based on your previous analysis and visualizations:',
  'Using the findings from Phase 1:'
];

describe('R31 R32 the phase that a prompt asks for', () => {
  it.each([
    ['Analyze the file and calculate:\n1. Total sales\n2. Top 10\n3. Trends'],
    ['Analyse sales.csv for a report and keep the results'],
    ['Load and process x.xlsx:\n- growth\n- margins\nStore results.'],
    ['Analysiere die Datei. Merke dir die Ergebnisse.'],
    ['Phase 1: analyze the orders'],
    [
      'Calculate totals by region and top products. Note the findings; charts and a deck follow later.'
    ]
  ])('analysis: %s', prompt => {
    expect(phaseOf(prompt)).toBe('analysis');
  });

  it.each([
    ['Create 3 visualizations:\n1. Bar chart\n2. Line chart\n3. Pie'],
    ['Make a dashboard'],
    ['Draw a bar chart of sales by region and save it as bars.png'],
    ['Erstelle drei Diagramme daraus'],
    ['Plot these charts:\n- revenue by region\n- monthly trend']
  ])('charts: %s', prompt => {
    expect(phaseOf(prompt)).toBe('charts');
  });

  it.each([
    ['Create a PowerPoint report summarising the analysis'],
    ['make a deck sales_report.pptx'],
    ['Generate slides with an executive summary'],
    ['Create financial_report.pptx using the charts'],
    ['Erstelle eine Präsentation mit Empfehlungen'],
    ['Write a short report'],
    ['PowerPoint, please'],
    ['can you make slides of this?'],
    ['prepare a slide deck for the board'],
    ['Bitte erstelle einen Bericht über die Umsätze']
  ])('deck: %s', prompt => {
    expect(phaseOf(prompt)).toBe('deck');
  });

  it.each([
    ['total revenue by region as a bar chart'],
    ['plot the monthly revenue'],
    ['top 10 products by revenue'],
    ['what is missing in the data?'],
    ['describe the data'],
    ['Analyze the sales by region'],
    ['show a pie chart of the shares'],
    ['which report has the most rows'],
    ['what is in sales_report.pptx?'],
    ['make a bar chart of passengers by deck'],
    ['plot survival per deck'],
    ['show the number of rows by report type'],
    ['how many charts were drawn?'],
    ['create a histogram of report lengths'],
    ['hello']
  ])('none, but a question of its own: %s', prompt => {
    expect(phaseOf(prompt)).toBeNull();
  });

  it.each(HANDOFFS)('handed over with the words: %s', words => {
    expect(phaseOf(`${words}\n\nCreate a dashboard, save as a.png`)).toBe(
      'charts'
    );
    expect(phaseOf(`${words}\n\nCreate a PowerPoint presentation`)).toBe(
      'deck'
    );
  });

  it('knows the files that a prompt wants written', () => {
    expect(
      outputFiles(
        'Save as out/a.png and b.PNG, and a deck c.pptx; out/a.png.',
        PICTURE
      )
    ).toEqual(['out/a.png', 'b.PNG']);
  });
});
