import * as z from 'zod';

/**
 * A deck as data: what `build_report` is called with, and what a deck is rebuilt from. Every text may hold
 * `{expression}` or `{expression:format}`, evaluated in the namespace as in a Python f-string; `{{` stands for a brace.
 * On disk and in the kernel's helper the names are these, too. A field of another name is a mistake that is told, since what
 * it holds would be missing on the slide.
 */

export const SLIDE_KINDS = [
  'title',
  'section',
  'bullets',
  'metrics',
  'table',
  'chart',
  'figure'
] as const;

export const CHART_KINDS = ['bar', 'line', 'pie', 'scatter'] as const;

const text = z.string();

export const BulletSchema = z.union([
  text,
  z.strictObject({ text, level: z.number().int().min(0).max(4).optional() })
]);

export const MetricSchema = z.strictObject({
  label: text,
  /** Text with expressions, for instance `{total:,.0f} USD`. */
  value: text,
  /** A line below it, for instance what it is compared to. */
  note: text.optional()
});

export const TableSchema = z.strictObject({
  /** Expression of a frame, a series, or a list of records. */
  data: text,
  columns: z.array(text).optional(),
  /** Python format of a column's values, for instance `{"revenue": ",.2f"}`. */
  formats: z.record(z.string(), text).optional(),
  /** Rows shown at most; the slide says how many are left out. All of them, on as many slides as it takes, if absent. */
  max_rows: z.number().int().positive().optional()
});

export const ChartSchema = z.strictObject({
  type: z.enum(CHART_KINDS),
  /** Expression of a frame, a series or a mapping. */
  data: text,
  /** Column of the categories (the x values of a scatter); the index if absent. */
  x: text.optional(),
  /** Columns of the series; all numeric ones if absent. */
  y: z.union([text, z.array(text)]).optional(),
  /** Bars lie instead of stand. */
  horizontal: z.boolean().optional(),
  stacked: z.boolean().optional(),
  x_title: text.optional(),
  y_title: text.optional(),
  /** Python or Excel number format of the labels, for instance `,.0f`. */
  format: text.optional()
});

export const FigureSchema = z.strictObject({
  /** Path of a picture, relative to the notebook's folder. */
  path: text.optional(),
  /** Expression of a matplotlib or Plotly figure. */
  figure: text.optional()
});

export const SlideSchema = z.strictObject({
  kind: z.enum(SLIDE_KINDS),
  title: text,
  subtitle: text.optional(),
  /** The content of a `bullets` slide; beside a chart, figure or table otherwise. */
  bullets: z.array(BulletSchema).optional(),
  metrics: z.array(MetricSchema).optional(),
  table: TableSchema.optional(),
  chart: ChartSchema.optional(),
  figure: FigureSchema.optional(),
  /** What the picture or chart shows, for those who cannot see it; made from the data if absent. */
  alt_text: text.optional(),
  /** Speaker notes; where the numbers come from is added to them. */
  notes: text.optional()
});

export const OutlineSchema = z.strictObject({
  /** Where the deck is written, relative to the notebook's folder; ends in `.pptx`. */
  path: text,
  /** Title of the document; that of the first slide if absent. */
  title: text.optional(),
  /** Path of a `.pptx` whose layouts, fonts and colours are used. */
  template: text.optional(),
  aspect: z.enum(['16:9', '4:3']).optional(),
  /** True: a file of that name is replaced. Otherwise it is kept under a version's name. */
  overwrite: z.boolean().optional(),
  slides: z.array(SlideSchema).min(1)
});

export type Outline = z.infer<typeof OutlineSchema>;
export type Slide = z.infer<typeof SlideSchema>;
export type SlideKind = (typeof SLIDE_KINDS)[number];

/** One number or text in a deck that was evaluated, as it stands there. */
export const ReportNumberSchema = z.object({
  /** From 1. */
  slide: z.number().int().positive(),
  /** Which one on the slide, for instance `metric Total revenue`, `table North / revenue`, `chart 2024-03 / revenue`. */
  where: z.string(),
  expression: z.string(),
  text: z.string()
});
export type ReportNumber = z.infer<typeof ReportNumberSchema>;

/** What the helper's `build_report` resolves with when a deck is written and was read back. */
export const BuiltReportSchema = z.looseObject({
  path: z.string(),
  slides: z.number().int(),
  /** Native ones. */
  charts: z.number().int(),
  /** Bytes. */
  size: z.number().int(),
  sha256: z.string(),
  /** The name under which an earlier file is kept; null when there was none, or it was the same. */
  kept: z.string().nullable(),
  /** The very same deck was there already. */
  unchanged: z.boolean(),
  numbers: z.array(ReportNumberSchema),
  /** Numbers that are not listed for want of room. */
  more_numbers: z.number().int(),
  /** Sentences on what was split, shrunk or left out. */
  notes: z.array(z.string())
});
export type BuiltReport = z.infer<typeof BuiltReportSchema>;
