from pathlib import PurePosixPath

import pytest

from app.storage import places
from app.storage.places import (
    CloudFolderError,
    NetworkFolderError,
    cloud_service,
    file_system,
    look_at_place,
)

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/desk /mnt/office\\040share nfs4 rw 0 0
//nas/x /mnt/nas cifs rw 0 0
tmpfs /mnt/nas/local tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/desk", "Dropbox"),
        ("OneDrive - Harbour IT/x", "OneDrive"),
        ("Library/Mobile Documents/x", "iCloud Drive"),
        ("Nextcloud", "Nextcloud"),
        ("documents", ""),
        ("dropbox-notes", ""),
    ],
)
def test_a_cloud_folder_is_known_by_its_name(tmp_path, folder, service):
    assert cloud_service(tmp_path / folder, {}) == service


def test_a_cloud_folder_is_known_by_what_its_program_left_there(tmp_path):
    (tmp_path / ".stfolder").mkdir()
    assert cloud_service(tmp_path / "a" / "b", {}) == "Syncthing"


def test_a_cloud_folder_is_known_by_the_system(tmp_path):
    assert cloud_service(tmp_path / "a", {"OneDrive": str(tmp_path)}) == "OneDrive"


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/sam", "ext4"),
        ("/mnt/office share/desk", "nfs4"),
        ("/mnt/nas", "cifs"),
        ("/mnt/nas/local/x", "tmpfs"),
    ],
)
def test_the_nearest_mount_tells_the_kind_of_disk(folder, kind):
    assert file_system(PurePosixPath(folder), MOUNTS) == kind


def test_a_cloud_folder_is_refused_with_its_name(tmp_path):
    with pytest.raises(CloudFolderError, match="Dropbox"):
        look_at_place(tmp_path / "Dropbox" / "desk.accord")


def test_a_network_drive_is_refused(tmp_path, monkeypatch):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/x / ext4 rw 0 0\nnas:/ {tmp_path.resolve()} nfs rw 0 0\n", "utf-8")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    with pytest.raises(NetworkFolderError, match="network"):
        look_at_place(tmp_path / "desk.accord")


def test_an_ordinary_folder_is_fine(tmp_path):
    look_at_place(tmp_path / "desk.accord")
