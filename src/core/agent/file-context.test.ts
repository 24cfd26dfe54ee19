import { describe, expect, it } from 'vitest';
import {
  ask,
  beside,
  fileStates,
  SALES,
  whenState,
  withSales
} from '../../testing/ask-about-files';
import { KernelFiles } from '../../testing/kernel-files';
import { ScriptedKernel } from '../../testing/scripted-kernel';
import { SessionHarness } from '../../testing/session-harness';

describe('a file is analysed once', () => {
  it('R1 R21: an attached file is read before the first request, and the model is told what is in it', async () => {
    const harness = withSales();
    const text = await ask(harness, 'Total by region', ['sales.csv']);
    expect(text).toContain('File: sales.csv');
    expect(text).toContain("- load: pd.read_csv('sales.csv')");
    expect(text).toContain('"region"');
    expect(harness.disk.parsed).toEqual(['sales.csv']);
    expect(harness.fileContextStore.document?.file_list).toEqual(['sales.csv']);
    expect(fileStates(harness)).toEqual([['sales.csv profiled']]);
  });

  it('R22 R32: the same file again is not read, and told in one line; no phrase is needed', async () => {
    const harness = withSales();
    await ask(harness, 'Total by region', ['sales.csv']);
    const text = await ask(harness, 'Draw it', ['sales.csv']);
    expect(text).not.toContain('File: sales.csv');
    expect(text).toContain('unchanged since: sales.csv (see turn 1)');
    expect(harness.disk.parsed).toHaveLength(1);
    expect(fileStates(harness).at(-1)).toEqual(['sales.csv unchanged since 1']);
  });

  it('R23 R24: a turn without files knows all of the session’s', async () => {
    const harness = withSales();
    await ask(harness, 'Total by region', ['sales.csv']);
    const text = await ask(harness, 'Write the report');
    expect(text).toContain('unchanged since: sales.csv (see turn 1)');
    expect(harness.disk.parsed).toHaveLength(1);
  });

  it('a changed file is read again, and the turn says which', async () => {
    const harness = withSales();
    harness.disk.write('costs.csv', 'a\n1\n');
    await ask(harness, 'Total', ['sales.csv', 'costs.csv']);
    harness.disk.write('sales.csv', `${SALES}East,3\n`);
    const text = await ask(harness, 'And now?');
    expect(text).toContain(
      'Data file changed since it was described, read again: sales.csv'
    );
    expect(text).toContain('File: sales.csv');
    expect(text).toContain('unchanged since: costs.csv (see turn 1)');
    expect(harness.disk.parsed).toEqual([
      'sales.csv',
      'costs.csv',
      'sales.csv'
    ]);
    expect(fileStates(harness).at(-1)).toEqual(['sales.csv changed']);
  });

  it('what has no hash, as a folder, is told again when it changed, and only then', async () => {
    const harness = new SessionHarness();
    harness.disk.write('data/*.csv', SALES, { isUnhashed: true });
    await ask(harness, 'Total', ['data/*.csv']);
    expect(await ask(harness, 'Again', ['data/*.csv'])).not.toContain('File:');
    harness.disk.write('data/*.csv', `${SALES}East,3\n`, { isUnhashed: true });
    expect(await ask(harness, 'And now?')).toContain('File: data/*.csv');
    expect(harness.disk.parsed).toHaveLength(2);
  });

  it('a file that only looks changed is hashed, and not parsed', async () => {
    const harness = withSales();
    await ask(harness, 'Total', ['sales.csv']);
    harness.disk.touch('sales.csv');
    const text = await ask(harness, 'Again', ['sales.csv']);
    expect(text).toContain('unchanged since: sales.csv (see turn 1)');
    expect(harness.disk.parsed).toHaveLength(1);
  });

  it('R18: after a reload of the page or a restart of the kernel it is still known', async () => {
    const harness = withSales();
    await ask(harness, 'Total', ['sales.csv']);
    const again = harness.reopened();
    const text = await ask(again, 'Go on', ['sales.csv']);
    expect(text).toContain('unchanged since: sales.csv (see turn 1)');
    again.kernel.setState({ epoch: 2 });
    expect(await ask(again, 'And on')).toContain('sales.csv (see turn 1)');
    expect(again.disk.parsed).toHaveLength(1);
  });

  it('R74: a reset keeps the context; the next turn is told the files, their paths and load lines anew', async () => {
    const harness = withSales();
    await ask(harness, 'Total', ['sales.csv']);
    await harness.session.reset();
    const text = await ask(harness, 'Start again');
    expect(text).toContain('File: sales.csv');
    expect(text).toContain("pd.read_csv('sales.csv')");
    expect(harness.disk.parsed).toHaveLength(1);
  });

  it('an unchanged file of a sibling session is taken over without a parse', async () => {
    const first = withSales();
    await ask(first, 'Total', ['sales.csv']);
    const second = new SessionHarness({ disk: first.disk });
    first.disk.attach(second.kernel);
    second.fileContextStore.others = first.fileContextStore.documents;
    const text = await ask(second, 'Total', ['sales.csv']);
    expect(text).toContain('known from another session');
    expect(text).toContain('File: sales.csv');
    expect(first.disk.parsed).toHaveLength(1);
    expect(second.fileContextStore.document?.file_list).toEqual(['sales.csv']);
    first.disk.write('sales.csv', `${SALES}x,1\n`);
    const third = new SessionHarness({ disk: first.disk });
    first.disk.attach(third.kernel);
    third.fileContextStore.others = first.fileContextStore.documents;
    await ask(third, 'Total', ['sales.csv']);
    expect(first.disk.parsed).toHaveLength(2);
  });
});

describe('which files are in play', () => {
  it('paths that the prompt names, if there is such a file', async () => {
    const harness = withSales();
    harness.disk.write('my costs 2024.csv', 'a\n1\n');
    harness.nearby = [beside('my costs 2024.csv')];
    await ask(
      harness,
      'Compare sales.csv with my costs 2024.csv and budget.csv, then save as out.csv'
    );
    expect(harness.disk.parsed.sort()).toEqual([
      'my costs 2024.csv',
      'sales.csv'
    ]);
  });

  it('R11: each problem is told singly, the others proceed', async () => {
    const harness = withSales();
    harness.disk.write('broken.xlsx', 'x', {
      problem: 'broken.xlsx is not a readable Excel workbook.'
    });
    const text = await ask(harness, 'Go with @ghost.csv', [
      'broken.xlsx',
      'missing.csv',
      'sales.csv'
    ]);
    expect(text).toContain('File: sales.csv');
    expect(text).toContain('Data files that could not be read:');
    expect(text).toContain(
      '- broken.xlsx: broken.xlsx is not a readable Excel workbook.'
    );
    expect(text).toContain(
      '- missing.csv: missing.csv is not there, or is a link to what is not there.'
    );
    expect(text).toContain(
      '- ghost.csv: ghost.csv is not there, or is a link to what is not there.'
    );
    expect(harness.fileContextStore.document?.file_list).toEqual(['sales.csv']);
  });

  it('a file that is gone is said to be gone, and stays in the context', async () => {
    const harness = withSales();
    await ask(harness, 'Total', ['sales.csv']);
    harness.disk.files.delete('sales.csv');
    expect(await ask(harness, 'Go on')).toContain(
      'Known data files gone: sales.csv'
    );
    expect(harness.fileContextStore.document?.file_count).toBe(1);
  });

  it('a busy kernel does not hold up the turn: what is known is told as it is', async () => {
    const harness = withSales();
    await ask(harness, 'Total', ['sales.csv']);
    harness.kernel.callHelper = () => new Promise(() => undefined);
    harness.kernel.setState({ status: 'busy' });
    const text = await ask(harness, 'Go on', ['sales.csv', 'new.csv']);
    expect(text).toContain(
      'whether they changed could not be checked, the kernel is busy: sales.csv (see turn 1)'
    );
    expect(text).toContain(
      '- new.csv: new.csv could not be read yet: the kernel is busy.'
    );
  });

  it('a long file does not hold up the turn: schema and preview go first, the rest follows', async () => {
    const harness = new SessionHarness();
    harness.disk.write('big.csv', SALES, { polls: 400 });
    const text = await ask(harness, 'Total', ['big.csv']);
    expect(text).toContain(
      'Data file described by its beginning only, it is still being read: big.csv'
    );
    expect(text).toContain('File: big.csv');
    await whenState(harness, 'fresh');
    const later = await ask(harness, 'And?');
    expect(later).toContain('File: big.csv');
    expect(later).not.toContain('beginning only');
    expect(harness.disk.parsed).toEqual(['big.csv']);
    expect(harness.fileContextStore.document?.file_count).toBe(1);
  });

  it('Stop ends the reading', async () => {
    const harness = new SessionHarness();
    harness.disk.write('big.csv', SALES, { polls: Infinity });
    harness.session.statusChanged.subscribe(({ phase }) => {
      if (phase === 'profiling') {
        queueMicrotask(() => harness.session.stop());
      }
    });
    const result = await harness.session.ask({
      text: 'Go',
      files: ['big.csv']
    });
    expect(result.outcome).toBe('stopped');
    const { fileContext } = harness.session;
    await whenState(harness, 'partial');
    expect(
      harness.kernel.helperCalls.some(({ name }) => name === 'stop_profile')
    ).toBe(true);
    expect(fileContext.files).toMatchObject([{ path: 'big.csv' }]);
  });
});

describe('the session’s own interface', () => {
  it('R16 R17 R29: executeTask reads files once, reuses them, and tells what it did', async () => {
    const harness = withSales();
    const { session, model, kernel } = harness;
    expect(await session.hasSavedFileContext()).toBe(false);
    expect(await session.getSavedFileContext()).toBeNull();
    kernel.enqueueText('3');
    model
      .enqueueCall('execute_python', { code: 'print(1 + 2)' })
      .enqueueText('Three.');
    expect(
      await session.executeTask({ query: 'Add', files: ['sales.csv'] })
    ).toEqual({
      success: true,
      answer: 'Three.',
      code: 'print(1 + 2)',
      output: '3',
      error: null,
      attempts: 1,
      files: ['sales.csv']
    });
    expect(await session.hasSavedFileContext()).toBe(true);
    expect((await session.getSavedFileContext())?.file_count).toBe(1);
    model.enqueueText('Again.');
    await session.executeTask({ query: 'Again' });
    expect(harness.disk.parsed).toHaveLength(1);
    expect(await session.executeTask({ query: ' ' })).toMatchObject({
      success: false,
      error: 'The prompt is empty.',
      attempts: 0
    });
  });

  it('a sidecar that cannot be written loses nothing: it is written with the next file', async () => {
    const harness = withSales();
    harness.fileContextStore.writesFail = true;
    await ask(harness, 'Total', ['sales.csv']);
    expect(await ask(harness, 'Again', ['sales.csv'])).toContain('see turn 1');
    harness.fileContextStore.writesFail = false;
    harness.disk.write('costs.csv', 'a\n1\n');
    await ask(harness, 'More', ['costs.csv']);
    expect(harness.fileContextStore.document?.file_list).toEqual([
      'sales.csv',
      'costs.csv'
    ]);
    expect(harness.disk.parsed).toEqual(['sales.csv', 'costs.csv']);
  });

  it('forgetting a file takes it out of the context, and the next mention reads it again', async () => {
    const harness = withSales();
    await ask(harness, 'Total', ['sales.csv']);
    expect(await harness.session.fileContext.forget('sales.csv')).toBe(true);
    expect(await harness.session.fileContext.forget('sales.csv')).toBe(false);
    expect(harness.fileContextStore.document?.file_count).toBe(0);
    await ask(harness, 'Total', ['sales.csv']);
    expect(harness.disk.parsed).toHaveLength(2);
  });

  it('two sessions over different kernels do not mix', async () => {
    const first = withSales();
    const kernel = new ScriptedKernel();
    const second = new SessionHarness({
      kernel,
      disk: new KernelFiles(kernel)
    });
    await ask(first, 'Total', ['sales.csv']);
    expect(await ask(second, 'Hello')).not.toContain('sales.csv');
  });
});
