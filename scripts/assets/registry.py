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
    "@expo-google-fonts/atkinson-hyperlegible-next": ("0.4.1", "tA5NUQCrb4GnQ8kvghyF6Kqw72zr4zSNmMwhCTcHlsu/jE5JoF8Fje5/WwL44y17Lue99pG9cyq3PW5X/7ZDng=="),
    "@expo-google-fonts/barlow-condensed": ("0.4.1", "9yuXU1MpI4Dw/8rR4pj2EXcT4/31H5+DrrT47auF8IzD9r7SZPRoNVq8clRq7zxOTh7v1gJk3pBhydDVf2x/dA=="),
    "@expo-google-fonts/cabin": ("0.4.2", "0U7aB/62JkdEhr5wqAYhT6GhYzZJJkUqXmcyEO3X51m5ezDZv9HwDvanB6y5XPaabqZhItZ+PmV6/KegbClzbQ=="),
    "@expo-google-fonts/caveat": ("0.4.2", "kCG35tRUX8Wi+u0Jh5ck3K1u7vZkdLnwRTuKMrEnlVmikvxQFXN1KjF5cL2vqRG7Hwm7648Zl8xe1BWAoIsPCA=="),
    "@expo-google-fonts/outfit": ("0.4.3", "2uQmDVJencWLllxds6SG92E+SjxyZfvg7eZKZ5XLHggmm5AuUyQK7lzMAFOUzT6kheq2kJ7BAiubMdjKT32fJg=="),
    "@expo-google-fonts/source-serif-4": ("0.4.1", "Ej4UXDjW1kwYPHG8YLq6fK1bqnJGb3K35J3S5atSL0ScKFAFLKvndxoTWeCls7mybtlS9x99hzwDeXCBkiI3rA=="),
    "@expo-google-fonts/zilla-slab": ("0.4.1", "OE760KbokUfXAHC6n1bKfxVKdBxErlSgYPYS52gTPt6g43yLWMRek4LeyYq6rH6gdCk6EmgtGHBHTLaUGtd6Pg=="),
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
    half_done = CACHE / f"{stem}.part"
    with tarfile.open(tarball) as archive:
        archive.extractall(half_done, filter="data")
    half_done.rename(folder)
    return folder / "package"


def copy_licence(package, file, target):
    """A licence text as the package has it, with plain line ends."""
    text = (package / file).read_text(encoding="utf-8")
    target.write_text(text.rstrip() + "\n", encoding="utf-8")
