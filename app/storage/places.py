"""Whether a data file lies where other programs or computers write too."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath

from app.domain.errors import StoreError, Trouble
from app.domain.sentence import N_

_CLOUDS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "pclouddrive": "pCloud",
    "box sync": "Box",
    "syncthing": "Syncthing",
}
"""What folders of these services are called, in small letters, and how to name the service."""
_MARKS = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".owncloudsync.log": "Nextcloud"}
_OVER_THE_NETWORK = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "davfs", "ncpfs", "ceph"),
    *("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2"),
}
_MOUNTS = Path("/proc/self/mounts")
_REMOTE_DRIVE = 4


class CloudFolderError(StoreError):
    """A program that copies files while we write would damage its copies."""

    trouble = Trouble.SHARED_PLACE
    text = N_(
        "{file} is in a folder of {service}, which copies the file while Accord writes to it. "
        "Such copies can be damaged. Keep the data on this computer, and only backups there."
    )


class NetworkFolderError(StoreError):
    """Locks and writes cannot be relied on over a network."""

    trouble = Trouble.SHARED_PLACE
    text = N_(
        "{file} is on a network drive, where a lost connection can damage it. "
        "Keep the data on this computer, and only backups there."
    )


def look_at_place(path: Path) -> None:
    """Warn of a place that is not safe; raises CloudFolderError or NetworkFolderError."""
    folder = path.resolve().parent
    if service := cloud_service(folder, os.environ):
        raise CloudFolderError(file=str(path), service=service)
    if _is_remote(folder):
        raise NetworkFolderError(file=str(path))


def cloud_service(folder: Path, environment: Mapping[str, str]) -> str:
    """The service that copies a folder's files; nothing where there is none."""
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        home = environment.get(name)
        if home and folder.is_relative_to(home):
            return "OneDrive"
    for part in folder.parts:
        plain = part.casefold()
        if plain.startswith("onedrive - "):
            return "OneDrive"
        if plain in _CLOUDS:
            return _CLOUDS[plain]
    for parent in (folder, *folder.parents):
        for mark, service in _MARKS.items():
            if (parent / mark).exists():
                return service
    return ""


def file_system(folder: PurePath, mounts: str) -> str:
    """The kind of file system a folder is on, by a Linux table of mounts."""
    best = ("", "")
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:  # noqa: PLR2004 - what, where, kind
            continue
        where = words[1].replace("\\040", " ")
        if folder.is_relative_to(where) and len(where) >= len(best[0]):
            best = (where, words[2])
    return best[1]


if sys.platform == "win32":

    def _is_remote(folder: Path) -> bool:
        import ctypes

        if folder.drive.startswith("\\\\"):
            return True
        kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")
        return kind == _REMOTE_DRIVE
else:

    def _is_remote(folder: Path) -> bool:
        try:
            mounts = _MOUNTS.read_text("utf-8", "replace")
        except OSError:
            return False
        return file_system(folder, mounts) in _OVER_THE_NETWORK
