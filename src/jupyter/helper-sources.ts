// Made by scripts/write-helper-sources.mjs.
import source from '../../kernel/kernel_agent_helper/__init__.py';
import arraysSource from '../../kernel/kernel_agent_helper/arrays.py';
import bracesSource from '../../kernel/kernel_agent_helper/braces.py';
import budgetSource from '../../kernel/kernel_agent_helper/budget.py';
import callablesSource from '../../kernel/kernel_agent_helper/callables.py';
import callsSource from '../../kernel/kernel_agent_helper/calls.py';
import cellsSource from '../../kernel/kernel_agent_helper/cells.py';
import evaluateSource from '../../kernel/kernel_agent_helper/evaluate.py';
import filesSource from '../../kernel/kernel_agent_helper/files/__init__.py';
import filesColumnRecordSource from '../../kernel/kernel_agent_helper/files/column_record.py';
import filesColumnTallySource from '../../kernel/kernel_agent_helper/files/column_tally.py';
import filesColumnarDuckdbSource from '../../kernel/kernel_agent_helper/files/columnar_duckdb.py';
import filesColumnarPolarsSource from '../../kernel/kernel_agent_helper/files/columnar_polars.py';
import filesColumnarPyarrowSource from '../../kernel/kernel_agent_helper/files/columnar_pyarrow.py';
import filesColumnarTableSource from '../../kernel/kernel_agent_helper/files/columnar_table.py';
import filesColumnsSource from '../../kernel/kernel_agent_helper/files/columns.py';
import filesConversionsSource from '../../kernel/kernel_agent_helper/files/conversions.py';
import filesDataFilesSource from '../../kernel/kernel_agent_helper/files/data_files.py';
import filesDatabaseTablesSource from '../../kernel/kernel_agent_helper/files/database_tables.py';
import filesDateHintsSource from '../../kernel/kernel_agent_helper/files/date_hints.py';
import filesDelimitedTableSource from '../../kernel/kernel_agent_helper/files/delimited_table.py';
import filesDialectSource from '../../kernel/kernel_agent_helper/files/dialect.py';
import filesDuckdbQuickSource from '../../kernel/kernel_agent_helper/files/duckdb_quick.py';
import filesDuckdbValuesSource from '../../kernel/kernel_agent_helper/files/duckdb_values.py';
import filesEncodingsSource from '../../kernel/kernel_agent_helper/files/encodings.py';
import filesEngineDuckdbSource from '../../kernel/kernel_agent_helper/files/engine_duckdb.py';
import filesEnginePandasSource from '../../kernel/kernel_agent_helper/files/engine_pandas.py';
import filesEnginePlainSource from '../../kernel/kernel_agent_helper/files/engine_plain.py';
import filesEnginePolarsSource from '../../kernel/kernel_agent_helper/files/engine_polars.py';
import filesEnginePyarrowSource from '../../kernel/kernel_agent_helper/files/engine_pyarrow.py';
import filesEnginesSource from '../../kernel/kernel_agent_helper/files/engines.py';
import filesExcelColumnsSource from '../../kernel/kernel_agent_helper/files/excel_columns.py';
import filesExcelNumbersSource from '../../kernel/kernel_agent_helper/files/excel_numbers.py';
import filesFactsSource from '../../kernel/kernel_agent_helper/files/facts.py';
import filesFileStatusSource from '../../kernel/kernel_agent_helper/files/file_status.py';
import filesFingerprintSource from '../../kernel/kernel_agent_helper/files/fingerprint.py';
import filesFolderColumnsSource from '../../kernel/kernel_agent_helper/files/folder_columns.py';
import filesFolderMembersSource from '../../kernel/kernel_agent_helper/files/folder_members.py';
import filesHistogramsSource from '../../kernel/kernel_agent_helper/files/histograms.py';
import filesImageHeadersSource from '../../kernel/kernel_agent_helper/files/image_headers.py';
import filesJobsSource from '../../kernel/kernel_agent_helper/files/jobs.py';
import filesJsonFramesSource from '../../kernel/kernel_agent_helper/files/json_frames.py';
import filesJsonRecordsSource from '../../kernel/kernel_agent_helper/files/json_records.py';
import filesJsonStartSource from '../../kernel/kernel_agent_helper/files/json_start.py';
import filesJsonStructureSource from '../../kernel/kernel_agent_helper/files/json_structure.py';
import filesJsonTextSource from '../../kernel/kernel_agent_helper/files/json_text.py';
import filesLoadLineSource from '../../kernel/kernel_agent_helper/files/load_line.py';
import filesNamedOtherwiseSource from '../../kernel/kernel_agent_helper/files/named_otherwise.py';
import filesNumberHintsSource from '../../kernel/kernel_agent_helper/files/number_hints.py';
import filesOtherFamiliesSource from '../../kernel/kernel_agent_helper/files/other_families.py';
import filesOtherWorkbooksSource from '../../kernel/kernel_agent_helper/files/other_workbooks.py';
import filesPackagesSource from '../../kernel/kernel_agent_helper/files/packages.py';
import filesPackedTextSource from '../../kernel/kernel_agent_helper/files/packed_text.py';
import filesPathPatternSource from '../../kernel/kernel_agent_helper/files/path_pattern.py';
import filesPathsSource from '../../kernel/kernel_agent_helper/files/paths.py';
import filesPdfObjectsSource from '../../kernel/kernel_agent_helper/files/pdf_objects.py';
import filesPlainReasonSource from '../../kernel/kernel_agent_helper/files/plain_reason.py';
import filesProfileArchiveSource from '../../kernel/kernel_agent_helper/files/profile_archive.py';
import filesProfileDocumentSource from '../../kernel/kernel_agent_helper/files/profile_document.py';
import filesProfileDuckdbSource from '../../kernel/kernel_agent_helper/files/profile_duckdb.py';
import filesProfileExcelSource from '../../kernel/kernel_agent_helper/files/profile_excel.py';
import filesProfileFileSource from '../../kernel/kernel_agent_helper/files/profile_file.py';
import filesProfileFolderSource from '../../kernel/kernel_agent_helper/files/profile_folder.py';
import filesProfileImageSource from '../../kernel/kernel_agent_helper/files/profile_image.py';
import filesProfileJsonSource from '../../kernel/kernel_agent_helper/files/profile_json.py';
import filesProfileJsonLinesSource from '../../kernel/kernel_agent_helper/files/profile_json_lines.py';
import filesProfileLinesSource from '../../kernel/kernel_agent_helper/files/profile_lines.py';
import filesProfileNamedSource from '../../kernel/kernel_agent_helper/files/profile_named.py';
import filesProfileNumpySource from '../../kernel/kernel_agent_helper/files/profile_numpy.py';
import filesProfileParquetSource from '../../kernel/kernel_agent_helper/files/profile_parquet.py';
import filesProfilePdfSource from '../../kernel/kernel_agent_helper/files/profile_pdf.py';
import filesProfileSqliteSource from '../../kernel/kernel_agent_helper/files/profile_sqlite.py';
import filesProfileTextSource from '../../kernel/kernel_agent_helper/files/profile_text.py';
import filesProfileUnknownSource from '../../kernel/kernel_agent_helper/files/profile_unknown.py';
import filesProgressSource from '../../kernel/kernel_agent_helper/files/progress.py';
import filesQuickJsonLinesSource from '../../kernel/kernel_agent_helper/files/quick_json_lines.py';
import filesQuickProfileSource from '../../kernel/kernel_agent_helper/files/quick_profile.py';
import filesReadCsvLineSource from '../../kernel/kernel_agent_helper/files/read_csv_line.py';
import filesRecordsSource from '../../kernel/kernel_agent_helper/files/records.py';
import filesRegularFileSource from '../../kernel/kernel_agent_helper/files/regular_file.py';
import filesSampleRowsSource from '../../kernel/kernel_agent_helper/files/sample_rows.py';
import filesSheetPartsSource from '../../kernel/kernel_agent_helper/files/sheet_parts.py';
import filesSheetTableSource from '../../kernel/kernel_agent_helper/files/sheet_table.py';
import filesSignaturesSource from '../../kernel/kernel_agent_helper/files/signatures.py';
import filesSizeLimitSource from '../../kernel/kernel_agent_helper/files/size_limit.py';
import filesSourceFileSource from '../../kernel/kernel_agent_helper/files/source_file.py';
import filesSqlValuesSource from '../../kernel/kernel_agent_helper/files/sql_values.py';
import filesTableEdgesSource from '../../kernel/kernel_agent_helper/files/table_edges.py';
import filesTableFactsSource from '../../kernel/kernel_agent_helper/files/table_facts.py';
import filesTableNotesSource from '../../kernel/kernel_agent_helper/files/table_notes.py';
import filesTablePlanSource from '../../kernel/kernel_agent_helper/files/table_plan.py';
import filesTextLinesSource from '../../kernel/kernel_agent_helper/files/text_lines.py';
import filesValueFormsSource from '../../kernel/kernel_agent_helper/files/value_forms.py';
import filesWatchdogSource from '../../kernel/kernel_agent_helper/files/watchdog.py';
import filesWorkerSource from '../../kernel/kernel_agent_helper/files/worker.py';
import filesWorkerProcessSource from '../../kernel/kernel_agent_helper/files/worker_process.py';
import filesXlsxBookSource from '../../kernel/kernel_agent_helper/files/xlsx_book.py';
import filesXlsxSheetSource from '../../kernel/kernel_agent_helper/files/xlsx_sheet.py';
import filesXmlReaderSource from '../../kernel/kernel_agent_helper/files/xml_reader.py';
import filesZipGuardSource from '../../kernel/kernel_agent_helper/files/zip_guard.py';
import framesSource from '../../kernel/kernel_agent_helper/frames.py';
import guardSource from '../../kernel/kernel_agent_helper/guard.py';
import helloSource from '../../kernel/kernel_agent_helper/hello.py';
import interpolationSource from '../../kernel/kernel_agent_helper/interpolation.py';
import kindsSource from '../../kernel/kernel_agent_helper/kinds.py';
import lateSource from '../../kernel/kernel_agent_helper/late.py';
import loaderSource from '../../kernel/kernel_agent_helper/loader.py';
import namespaceSource from '../../kernel/kernel_agent_helper/namespace.py';
import outlineSource from '../../kernel/kernel_agent_helper/outline.py';
import quietSource from '../../kernel/kernel_agent_helper/quiet.py';
import replySource from '../../kernel/kernel_agent_helper/reply.py';
import reportSource from '../../kernel/kernel_agent_helper/report/__init__.py';
import reportAxisStepsSource from '../../kernel/kernel_agent_helper/report/axis_steps.py';
import reportBaseDeckSource from '../../kernel/kernel_agent_helper/report/base_deck.py';
import reportBaseLayoutsSource from '../../kernel/kernel_agent_helper/report/base_layouts.py';
import reportBaseThemeSource from '../../kernel/kernel_agent_helper/report/base_theme.py';
import reportBuildReportSource from '../../kernel/kernel_agent_helper/report/build_report.py';
import reportCellTextsSource from '../../kernel/kernel_agent_helper/report/cell_texts.py';
import reportChartAxesSource from '../../kernel/kernel_agent_helper/report/chart_axes.py';
import reportChartDataSource from '../../kernel/kernel_agent_helper/report/chart_data.py';
import reportChartLookSource from '../../kernel/kernel_agent_helper/report/chart_look.py';
import reportChartPartSource from '../../kernel/kernel_agent_helper/report/chart_part.py';
import reportChartSlidesSource from '../../kernel/kernel_agent_helper/report/chart_slides.py';
import reportChartValuesSource from '../../kernel/kernel_agent_helper/report/chart_values.py';
import reportChartWorkbookSource from '../../kernel/kernel_agent_helper/report/chart_workbook.py';
import reportChartXmlSource from '../../kernel/kernel_agent_helper/report/chart_xml.py';
import reportDeckSource from '../../kernel/kernel_agent_helper/report/deck.py';
import reportDeckCheckSource from '../../kernel/kernel_agent_helper/report/deck_check.py';
import reportDeckDesignSource from '../../kernel/kernel_agent_helper/report/deck_design.py';
import reportDeckFileSource from '../../kernel/kernel_agent_helper/report/deck_file.py';
import reportDeckPathsSource from '../../kernel/kernel_agent_helper/report/deck_paths.py';
import reportEvaluationSource from '../../kernel/kernel_agent_helper/report/evaluation.py';
import reportFigureSlidesSource from '../../kernel/kernel_agent_helper/report/figure_slides.py';
import reportFontFilesSource from '../../kernel/kernel_agent_helper/report/font_files.py';
import reportFramesSource from '../../kernel/kernel_agent_helper/report/frames.py';
import reportGeometrySource from '../../kernel/kernel_agent_helper/report/geometry.py';
import reportLimitsSource from '../../kernel/kernel_agent_helper/report/limits.py';
import reportMetricCardsSource from '../../kernel/kernel_agent_helper/report/metric_cards.py';
import reportNotebookCellsSource from '../../kernel/kernel_agent_helper/report/notebook_cells.py';
import reportNumberFormatSource from '../../kernel/kernel_agent_helper/report/number_format.py';
import reportOutlinePagesSource from '../../kernel/kernel_agent_helper/report/outline_pages.py';
import reportPackageBytesSource from '../../kernel/kernel_agent_helper/report/package_bytes.py';
import reportPackageCheckSource from '../../kernel/kernel_agent_helper/report/package_check.py';
import reportPartNamesSource from '../../kernel/kernel_agent_helper/report/part_names.py';
import reportPieValuesSource from '../../kernel/kernel_agent_helper/report/pie_values.py';
import reportPlainTextSource from '../../kernel/kernel_agent_helper/report/plain_text.py';
import reportPlainValuesSource from '../../kernel/kernel_agent_helper/report/plain_values.py';
import reportProvenanceSource from '../../kernel/kernel_agent_helper/report/provenance.py';
import reportScatterValuesSource from '../../kernel/kernel_agent_helper/report/scatter_values.py';
import reportShapeXmlSource from '../../kernel/kernel_agent_helper/report/shape_xml.py';
import reportSlideDraftSource from '../../kernel/kernel_agent_helper/report/slide_draft.py';
import reportSlideSpecSource from '../../kernel/kernel_agent_helper/report/slide_spec.py';
import reportSpeakerNotesSource from '../../kernel/kernel_agent_helper/report/speaker_notes.py';
import reportTableLayoutSource from '../../kernel/kernel_agent_helper/report/table_layout.py';
import reportTableSlidesSource from '../../kernel/kernel_agent_helper/report/table_slides.py';
import reportTemplateDeckSource from '../../kernel/kernel_agent_helper/report/template_deck.py';
import reportTextColorsSource from '../../kernel/kernel_agent_helper/report/text_colors.py';
import reportTextFitSource from '../../kernel/kernel_agent_helper/report/text_fit.py';
import reportTextMeasureSource from '../../kernel/kernel_agent_helper/report/text_measure.py';
import reportTextSlidesSource from '../../kernel/kernel_agent_helper/report/text_slides.py';
import reportTextStyleSource from '../../kernel/kernel_agent_helper/report/text_style.py';
import reportThemeColorsSource from '../../kernel/kernel_agent_helper/report/theme_colors.py';
import reportWrappingSource from '../../kernel/kernel_agent_helper/report/wrapping.py';
import reportZipBytesSource from '../../kernel/kernel_agent_helper/report/zip_bytes.py';
import shellSource from '../../kernel/kernel_agent_helper/shell.py';
import textsSource from '../../kernel/kernel_agent_helper/texts.py';

/** The helper as it is sent into the kernel: module names and their Python. A test compares them with the folder. */
export const helperSources: Readonly<Record<string, string>> = {
  _kernel_agent_helper: source,
  '_kernel_agent_helper.arrays': arraysSource,
  '_kernel_agent_helper.braces': bracesSource,
  '_kernel_agent_helper.budget': budgetSource,
  '_kernel_agent_helper.callables': callablesSource,
  '_kernel_agent_helper.calls': callsSource,
  '_kernel_agent_helper.cells': cellsSource,
  '_kernel_agent_helper.evaluate': evaluateSource,
  '_kernel_agent_helper.files': filesSource,
  '_kernel_agent_helper.files.column_record': filesColumnRecordSource,
  '_kernel_agent_helper.files.column_tally': filesColumnTallySource,
  '_kernel_agent_helper.files.columnar_duckdb': filesColumnarDuckdbSource,
  '_kernel_agent_helper.files.columnar_polars': filesColumnarPolarsSource,
  '_kernel_agent_helper.files.columnar_pyarrow': filesColumnarPyarrowSource,
  '_kernel_agent_helper.files.columnar_table': filesColumnarTableSource,
  '_kernel_agent_helper.files.columns': filesColumnsSource,
  '_kernel_agent_helper.files.conversions': filesConversionsSource,
  '_kernel_agent_helper.files.data_files': filesDataFilesSource,
  '_kernel_agent_helper.files.database_tables': filesDatabaseTablesSource,
  '_kernel_agent_helper.files.date_hints': filesDateHintsSource,
  '_kernel_agent_helper.files.delimited_table': filesDelimitedTableSource,
  '_kernel_agent_helper.files.dialect': filesDialectSource,
  '_kernel_agent_helper.files.duckdb_quick': filesDuckdbQuickSource,
  '_kernel_agent_helper.files.duckdb_values': filesDuckdbValuesSource,
  '_kernel_agent_helper.files.encodings': filesEncodingsSource,
  '_kernel_agent_helper.files.engine_duckdb': filesEngineDuckdbSource,
  '_kernel_agent_helper.files.engine_pandas': filesEnginePandasSource,
  '_kernel_agent_helper.files.engine_plain': filesEnginePlainSource,
  '_kernel_agent_helper.files.engine_polars': filesEnginePolarsSource,
  '_kernel_agent_helper.files.engine_pyarrow': filesEnginePyarrowSource,
  '_kernel_agent_helper.files.engines': filesEnginesSource,
  '_kernel_agent_helper.files.excel_columns': filesExcelColumnsSource,
  '_kernel_agent_helper.files.excel_numbers': filesExcelNumbersSource,
  '_kernel_agent_helper.files.facts': filesFactsSource,
  '_kernel_agent_helper.files.file_status': filesFileStatusSource,
  '_kernel_agent_helper.files.fingerprint': filesFingerprintSource,
  '_kernel_agent_helper.files.folder_columns': filesFolderColumnsSource,
  '_kernel_agent_helper.files.folder_members': filesFolderMembersSource,
  '_kernel_agent_helper.files.histograms': filesHistogramsSource,
  '_kernel_agent_helper.files.image_headers': filesImageHeadersSource,
  '_kernel_agent_helper.files.jobs': filesJobsSource,
  '_kernel_agent_helper.files.json_frames': filesJsonFramesSource,
  '_kernel_agent_helper.files.json_records': filesJsonRecordsSource,
  '_kernel_agent_helper.files.json_start': filesJsonStartSource,
  '_kernel_agent_helper.files.json_structure': filesJsonStructureSource,
  '_kernel_agent_helper.files.json_text': filesJsonTextSource,
  '_kernel_agent_helper.files.load_line': filesLoadLineSource,
  '_kernel_agent_helper.files.named_otherwise': filesNamedOtherwiseSource,
  '_kernel_agent_helper.files.number_hints': filesNumberHintsSource,
  '_kernel_agent_helper.files.other_families': filesOtherFamiliesSource,
  '_kernel_agent_helper.files.other_workbooks': filesOtherWorkbooksSource,
  '_kernel_agent_helper.files.packages': filesPackagesSource,
  '_kernel_agent_helper.files.packed_text': filesPackedTextSource,
  '_kernel_agent_helper.files.path_pattern': filesPathPatternSource,
  '_kernel_agent_helper.files.paths': filesPathsSource,
  '_kernel_agent_helper.files.pdf_objects': filesPdfObjectsSource,
  '_kernel_agent_helper.files.plain_reason': filesPlainReasonSource,
  '_kernel_agent_helper.files.profile_archive': filesProfileArchiveSource,
  '_kernel_agent_helper.files.profile_document': filesProfileDocumentSource,
  '_kernel_agent_helper.files.profile_duckdb': filesProfileDuckdbSource,
  '_kernel_agent_helper.files.profile_excel': filesProfileExcelSource,
  '_kernel_agent_helper.files.profile_file': filesProfileFileSource,
  '_kernel_agent_helper.files.profile_folder': filesProfileFolderSource,
  '_kernel_agent_helper.files.profile_image': filesProfileImageSource,
  '_kernel_agent_helper.files.profile_json': filesProfileJsonSource,
  '_kernel_agent_helper.files.profile_json_lines': filesProfileJsonLinesSource,
  '_kernel_agent_helper.files.profile_lines': filesProfileLinesSource,
  '_kernel_agent_helper.files.profile_named': filesProfileNamedSource,
  '_kernel_agent_helper.files.profile_numpy': filesProfileNumpySource,
  '_kernel_agent_helper.files.profile_parquet': filesProfileParquetSource,
  '_kernel_agent_helper.files.profile_pdf': filesProfilePdfSource,
  '_kernel_agent_helper.files.profile_sqlite': filesProfileSqliteSource,
  '_kernel_agent_helper.files.profile_text': filesProfileTextSource,
  '_kernel_agent_helper.files.profile_unknown': filesProfileUnknownSource,
  '_kernel_agent_helper.files.progress': filesProgressSource,
  '_kernel_agent_helper.files.quick_json_lines': filesQuickJsonLinesSource,
  '_kernel_agent_helper.files.quick_profile': filesQuickProfileSource,
  '_kernel_agent_helper.files.read_csv_line': filesReadCsvLineSource,
  '_kernel_agent_helper.files.records': filesRecordsSource,
  '_kernel_agent_helper.files.regular_file': filesRegularFileSource,
  '_kernel_agent_helper.files.sample_rows': filesSampleRowsSource,
  '_kernel_agent_helper.files.sheet_parts': filesSheetPartsSource,
  '_kernel_agent_helper.files.sheet_table': filesSheetTableSource,
  '_kernel_agent_helper.files.signatures': filesSignaturesSource,
  '_kernel_agent_helper.files.size_limit': filesSizeLimitSource,
  '_kernel_agent_helper.files.source_file': filesSourceFileSource,
  '_kernel_agent_helper.files.sql_values': filesSqlValuesSource,
  '_kernel_agent_helper.files.table_edges': filesTableEdgesSource,
  '_kernel_agent_helper.files.table_facts': filesTableFactsSource,
  '_kernel_agent_helper.files.table_notes': filesTableNotesSource,
  '_kernel_agent_helper.files.table_plan': filesTablePlanSource,
  '_kernel_agent_helper.files.text_lines': filesTextLinesSource,
  '_kernel_agent_helper.files.value_forms': filesValueFormsSource,
  '_kernel_agent_helper.files.watchdog': filesWatchdogSource,
  '_kernel_agent_helper.files.worker': filesWorkerSource,
  '_kernel_agent_helper.files.worker_process': filesWorkerProcessSource,
  '_kernel_agent_helper.files.xlsx_book': filesXlsxBookSource,
  '_kernel_agent_helper.files.xlsx_sheet': filesXlsxSheetSource,
  '_kernel_agent_helper.files.xml_reader': filesXmlReaderSource,
  '_kernel_agent_helper.files.zip_guard': filesZipGuardSource,
  '_kernel_agent_helper.frames': framesSource,
  '_kernel_agent_helper.guard': guardSource,
  '_kernel_agent_helper.hello': helloSource,
  '_kernel_agent_helper.interpolation': interpolationSource,
  '_kernel_agent_helper.kinds': kindsSource,
  '_kernel_agent_helper.late': lateSource,
  '_kernel_agent_helper.loader': loaderSource,
  '_kernel_agent_helper.namespace': namespaceSource,
  '_kernel_agent_helper.outline': outlineSource,
  '_kernel_agent_helper.quiet': quietSource,
  '_kernel_agent_helper.reply': replySource,
  '_kernel_agent_helper.report': reportSource,
  '_kernel_agent_helper.report.axis_steps': reportAxisStepsSource,
  '_kernel_agent_helper.report.base_deck': reportBaseDeckSource,
  '_kernel_agent_helper.report.base_layouts': reportBaseLayoutsSource,
  '_kernel_agent_helper.report.base_theme': reportBaseThemeSource,
  '_kernel_agent_helper.report.build_report': reportBuildReportSource,
  '_kernel_agent_helper.report.cell_texts': reportCellTextsSource,
  '_kernel_agent_helper.report.chart_axes': reportChartAxesSource,
  '_kernel_agent_helper.report.chart_data': reportChartDataSource,
  '_kernel_agent_helper.report.chart_look': reportChartLookSource,
  '_kernel_agent_helper.report.chart_part': reportChartPartSource,
  '_kernel_agent_helper.report.chart_slides': reportChartSlidesSource,
  '_kernel_agent_helper.report.chart_values': reportChartValuesSource,
  '_kernel_agent_helper.report.chart_workbook': reportChartWorkbookSource,
  '_kernel_agent_helper.report.chart_xml': reportChartXmlSource,
  '_kernel_agent_helper.report.deck': reportDeckSource,
  '_kernel_agent_helper.report.deck_check': reportDeckCheckSource,
  '_kernel_agent_helper.report.deck_design': reportDeckDesignSource,
  '_kernel_agent_helper.report.deck_file': reportDeckFileSource,
  '_kernel_agent_helper.report.deck_paths': reportDeckPathsSource,
  '_kernel_agent_helper.report.evaluation': reportEvaluationSource,
  '_kernel_agent_helper.report.figure_slides': reportFigureSlidesSource,
  '_kernel_agent_helper.report.font_files': reportFontFilesSource,
  '_kernel_agent_helper.report.frames': reportFramesSource,
  '_kernel_agent_helper.report.geometry': reportGeometrySource,
  '_kernel_agent_helper.report.limits': reportLimitsSource,
  '_kernel_agent_helper.report.metric_cards': reportMetricCardsSource,
  '_kernel_agent_helper.report.notebook_cells': reportNotebookCellsSource,
  '_kernel_agent_helper.report.number_format': reportNumberFormatSource,
  '_kernel_agent_helper.report.outline_pages': reportOutlinePagesSource,
  '_kernel_agent_helper.report.package_bytes': reportPackageBytesSource,
  '_kernel_agent_helper.report.package_check': reportPackageCheckSource,
  '_kernel_agent_helper.report.part_names': reportPartNamesSource,
  '_kernel_agent_helper.report.pie_values': reportPieValuesSource,
  '_kernel_agent_helper.report.plain_text': reportPlainTextSource,
  '_kernel_agent_helper.report.plain_values': reportPlainValuesSource,
  '_kernel_agent_helper.report.provenance': reportProvenanceSource,
  '_kernel_agent_helper.report.scatter_values': reportScatterValuesSource,
  '_kernel_agent_helper.report.shape_xml': reportShapeXmlSource,
  '_kernel_agent_helper.report.slide_draft': reportSlideDraftSource,
  '_kernel_agent_helper.report.slide_spec': reportSlideSpecSource,
  '_kernel_agent_helper.report.speaker_notes': reportSpeakerNotesSource,
  '_kernel_agent_helper.report.table_layout': reportTableLayoutSource,
  '_kernel_agent_helper.report.table_slides': reportTableSlidesSource,
  '_kernel_agent_helper.report.template_deck': reportTemplateDeckSource,
  '_kernel_agent_helper.report.text_colors': reportTextColorsSource,
  '_kernel_agent_helper.report.text_fit': reportTextFitSource,
  '_kernel_agent_helper.report.text_measure': reportTextMeasureSource,
  '_kernel_agent_helper.report.text_slides': reportTextSlidesSource,
  '_kernel_agent_helper.report.text_style': reportTextStyleSource,
  '_kernel_agent_helper.report.theme_colors': reportThemeColorsSource,
  '_kernel_agent_helper.report.wrapping': reportWrappingSource,
  '_kernel_agent_helper.report.zip_bytes': reportZipBytesSource,
  '_kernel_agent_helper.shell': shellSource,
  '_kernel_agent_helper.texts': textsSource
};
