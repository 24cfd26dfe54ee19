"""Jupyter's own contents manager, with one folder that cannot be written to.

The tests may run as root, for whom permissions of the file system mean nothing. So the system's refusal is
made here, in the place where it would come up, and takes Jupyter's own way from there to the client.
"""

import errno
import os

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

MARK = "THIS_FOLDER_IS_READ_ONLY"


class PermissionsManager(AsyncLargeFileManager):
    """A folder with a file named as above is read-only, and so is all below it."""

    def _refuse_where_read_only(self, os_path):
        root = os.path.abspath(self.root_dir)
        folder = os.path.abspath(os.path.dirname(os_path))
        while folder.startswith(root):
            if os.path.exists(os.path.join(folder, MARK)):
                with self.perm_to_403(os_path):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os_path)
            folder = os.path.dirname(folder)

    async def _save_file(self, os_path, content, format):
        self._refuse_where_read_only(os_path)
        return await super()._save_file(os_path, content, format)

    async def _save_large_file(self, os_path, content, format):
        self._refuse_where_read_only(os_path)
        return await super()._save_large_file(os_path, content, format)

    async def _save_directory(self, os_path, model, path=""):
        if not os.path.isdir(os_path):
            self._refuse_where_read_only(os_path)
        return await super()._save_directory(os_path, model, path)
