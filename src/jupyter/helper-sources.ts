import packageSource from '../../kernel/kernel_agent_helper/__init__.py';
import arraysSource from '../../kernel/kernel_agent_helper/arrays.py';
import budgetSource from '../../kernel/kernel_agent_helper/budget.py';
import callablesSource from '../../kernel/kernel_agent_helper/callables.py';
import callsSource from '../../kernel/kernel_agent_helper/calls.py';
import cellsSource from '../../kernel/kernel_agent_helper/cells.py';
import columnsSource from '../../kernel/kernel_agent_helper/columns.py';
import dataFilesSource from '../../kernel/kernel_agent_helper/data_files.py';
import dialectSource from '../../kernel/kernel_agent_helper/dialect.py';
import encodingsSource from '../../kernel/kernel_agent_helper/encodings.py';
import evaluateSource from '../../kernel/kernel_agent_helper/evaluate.py';
import framesSource from '../../kernel/kernel_agent_helper/frames.py';
import guardSource from '../../kernel/kernel_agent_helper/guard.py';
import helloSource from '../../kernel/kernel_agent_helper/hello.py';
import kindsSource from '../../kernel/kernel_agent_helper/kinds.py';
import loadLineSource from '../../kernel/kernel_agent_helper/load_line.py';
import loaderSource from '../../kernel/kernel_agent_helper/loader.py';
import namespaceSource from '../../kernel/kernel_agent_helper/namespace.py';
import outlineSource from '../../kernel/kernel_agent_helper/outline.py';
import profileExcelSource from '../../kernel/kernel_agent_helper/profile_excel.py';
import profileFileSource from '../../kernel/kernel_agent_helper/profile_file.py';
import profileFrameSource from '../../kernel/kernel_agent_helper/profile_frame.py';
import profileJsonSource from '../../kernel/kernel_agent_helper/profile_json.py';
import profileParquetSource from '../../kernel/kernel_agent_helper/profile_parquet.py';
import profilePlainSource from '../../kernel/kernel_agent_helper/profile_plain.py';
import profileTextSource from '../../kernel/kernel_agent_helper/profile_text.py';
import quietSource from '../../kernel/kernel_agent_helper/quiet.py';
import replySource from '../../kernel/kernel_agent_helper/reply.py';
import shellSource from '../../kernel/kernel_agent_helper/shell.py';
import sourceFileSource from '../../kernel/kernel_agent_helper/source_file.py';
import textsSource from '../../kernel/kernel_agent_helper/texts.py';
import valueFormsSource from '../../kernel/kernel_agent_helper/value_forms.py';

/** The helper as it is sent into the kernel: module names and their Python. A test compares them with the folder. */
export const helperSources: Readonly<Record<string, string>> = {
  _kernel_agent_helper: packageSource,
  '_kernel_agent_helper.arrays': arraysSource,
  '_kernel_agent_helper.budget': budgetSource,
  '_kernel_agent_helper.callables': callablesSource,
  '_kernel_agent_helper.calls': callsSource,
  '_kernel_agent_helper.cells': cellsSource,
  '_kernel_agent_helper.columns': columnsSource,
  '_kernel_agent_helper.data_files': dataFilesSource,
  '_kernel_agent_helper.dialect': dialectSource,
  '_kernel_agent_helper.encodings': encodingsSource,
  '_kernel_agent_helper.evaluate': evaluateSource,
  '_kernel_agent_helper.frames': framesSource,
  '_kernel_agent_helper.guard': guardSource,
  '_kernel_agent_helper.hello': helloSource,
  '_kernel_agent_helper.kinds': kindsSource,
  '_kernel_agent_helper.load_line': loadLineSource,
  '_kernel_agent_helper.loader': loaderSource,
  '_kernel_agent_helper.namespace': namespaceSource,
  '_kernel_agent_helper.outline': outlineSource,
  '_kernel_agent_helper.profile_excel': profileExcelSource,
  '_kernel_agent_helper.profile_file': profileFileSource,
  '_kernel_agent_helper.profile_frame': profileFrameSource,
  '_kernel_agent_helper.profile_json': profileJsonSource,
  '_kernel_agent_helper.profile_parquet': profileParquetSource,
  '_kernel_agent_helper.profile_plain': profilePlainSource,
  '_kernel_agent_helper.profile_text': profileTextSource,
  '_kernel_agent_helper.quiet': quietSource,
  '_kernel_agent_helper.reply': replySource,
  '_kernel_agent_helper.shell': shellSource,
  '_kernel_agent_helper.source_file': sourceFileSource,
  '_kernel_agent_helper.texts': textsSource,
  '_kernel_agent_helper.value_forms': valueFormsSource
};
