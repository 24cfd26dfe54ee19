import type { IDisposable } from '@lumino/disposable';
import { arrangeRows } from '../arrange-rows';
import { element, iconElement, part } from '../dom';
import type { Drawing } from '../drawing';
import { artifactIcon } from '../icons';
import { ArtifactRow } from './artifact-row';

/** The files that the session's turns wrote, newest first; without any, what will be here. */
export class ArtifactList implements IDisposable {
  readonly node: HTMLElement;
  private readonly list: HTMLElement;
  private readonly empty: HTMLElement;
  private readonly rows = new Map<string, ArtifactRow>();
  private disposed = false;

  constructor(private readonly drawing: Drawing) {
    const { trans } = drawing;
    this.list = element('ul', part('fileList'), {
      'aria-label': trans.__('Artifacts')
    });
    this.empty = element('div', part('empty'), { tabindex: '-1' }, [
      iconElement(artifactIcon),
      element('h2', part('emptyTitle'), {}, [trans.__('No artifacts yet')]),
      element('p', '', {}, [
        trans.__(
          'Files that the agent writes beside the notebook appear here, newest first: charts, tables, decks. Ask for one, for instance “save the chart as a picture”.'
        )
      ])
    ]);
    this.node = element('div', part('fileListBox'), {}, [
      this.list,
      this.empty
    ]);
    this.update();
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  update(): void {
    const { artifacts } = this.drawing.session;
    arrangeRows(this.list, this.rows, artifacts, artifact =>
      this.rowFor(artifact)
    );
    this.empty.hidden = artifacts.length > 0;
    this.list.hidden = artifacts.length === 0;
  }

  /** Looks which of the files are no longer there. */
  async lookForGone(): Promise<void> {
    const { actions, session } = this.drawing;
    const paths = session.artifacts.map(({ path }) => path);
    if (paths.length === 0) {
      return;
    }
    const gone = await actions.artifacts.findGone(session, paths);
    if (!this.disposed) {
      this.rows.forEach((row, path) => row.setGone(gone.has(path)));
    }
  }

  focus(): void {
    const [first] = this.rows.values();
    if (first) {
      first.focus();
    } else {
      this.empty.focus();
    }
  }

  dispose(): void {
    this.disposed = true;
    this.rows.forEach(row => row.dispose());
    this.rows.clear();
    this.node.remove();
  }

  private rowFor(artifact: ArtifactRow['artifact']): ArtifactRow {
    const known = this.rows.get(artifact.path);
    if (known && isSame(known.artifact, artifact)) {
      return known;
    }
    const row = new ArtifactRow(artifact, this.drawing);
    this.rows.set(artifact.path, row);
    if (known) {
      // Written again: its place in the list may be another one, too.
      const hadFocus = known.node.contains(document.activeElement);
      this.list.insertBefore(row.node, known.node);
      known.dispose();
      if (hadFocus) {
        row.focus();
      }
    }
    return row;
  }
}

function isSame(
  a: ArtifactRow['artifact'],
  b: ArtifactRow['artifact']
): boolean {
  return (
    a.modified === b.modified &&
    a.size_kb === b.size_kb &&
    a.turn === b.turn &&
    a.phase === b.phase
  );
}
