import { LabIcon } from '@jupyterlab/ui-components';
import inSidebar from '../../../style/icons/in-sidebar.svg';

/** A page with a side area. JupyterLab's own such icon is missing in 4.2. */
export const inSidebarIcon = new LabIcon({
  name: 'kernel-agent:in-sidebar',
  svgstr: inSidebar
});
