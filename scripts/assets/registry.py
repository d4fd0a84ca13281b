"""Source packages of the assets: pinned, checked, unpacked once."""

import base64
import hashlib
import os
import subprocess
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
CACHE = Path(os.environ.get("BADGEWRIGHT_ASSET_CACHE", ROOT / "target" / "asset-sources"))

# npm package -> (version, sha512 of the tarball as the registry states it)
PACKAGES = {
    "@phosphor-icons/core": ("2.1.1", "v4ARvrip4qBCImOE5rmPUylOEK4iiED9ZyKjcvzuezqMaiRASCHKcRIuvvxL/twvLpkfnEODCOJp5dM4eZilxQ=="),
    "@phosphor-icons/web": ("2.1.2", "rPAR9o/bEcp4Cw4DEeZHXf+nlGCMNGkNDRizYHM47NLxz9vvEHp/Tt6FMK1NcWadzw/pFDPnRBGi/ofRya958A=="),
}


def version(name):
    return PACKAGES[name][0]


def npm_package(name):
    """The unpacked folder of a pinned npm package, fetched if it is not there yet."""
    release, integrity = PACKAGES[name]
    stem = f"{name.lstrip('@').replace('/', '-')}-{release}"
    folder = CACHE / stem
    if folder.is_dir():
        return folder / "package"
    CACHE.mkdir(parents=True, exist_ok=True)
    tarball = CACHE / f"{stem}.tgz"
    if not tarball.exists():
        subprocess.run(
            ["npm", "pack", "--silent", f"{name}@{release}"],
            cwd=CACHE, check=True, stdout=subprocess.DEVNULL,
        )
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if digest != integrity:
        tarball.unlink()
        raise SystemExit(f"{name} {release}: the tarball's sha512 is {digest}, not the pinned one")
    with tarfile.open(tarball) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"
