#!/usr/bin/env python3
"""Makes assets/words/british.txt.gz: words that are right in British English.

The grammar's own dictionary is American at heart and lacks many. The list has
the words of Debian's wbritish and, of the longer wbritish-large, those that its
American twin spells otherwise or lacks: "coeliac", but no rare words that are
more likely a slip of another.
"""

import gzip
import hashlib
import re
import subprocess

from registry import ASSETS, CACHE

RELEASE = "2020.12.07-2"
SHA256 = {
    "wbritish": "f80571f14aa987ef0d727e2077d4f2abd84adf92492af494e7de04882c53be3f",
    "wbritish-large": "9ca38281a09049e934d6519c313a4092fbc160cf30023bf2949029b7cd4c0ec4",
    "wamerican-large": "5439a66538fada521d8de98a6f8f3ab17a70d60f18f67a738c8b403f2947e3c6",
}
OUT = ASSETS / "words"

# Shorter words are as easily a slip, and names begin with a capital.
WORD = re.compile(r"[a-zà-öø-ÿ]{4,}")


def package(name):
    """The unpacked folder of a pinned Debian package, fetched if it is not there yet."""
    CACHE.mkdir(parents=True, exist_ok=True)
    file = CACHE / f"{name}_{RELEASE}_all.deb"
    if not file.exists():
        subprocess.run(["apt-get", "download", "--quiet", f"{name}={RELEASE}"], cwd=CACHE, check=True)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if digest != SHA256[name]:
        raise SystemExit(f"{file.name}: its sha256 is {digest}, not the pinned one")
    folder = CACHE / f"{name}-{RELEASE}"
    subprocess.run(["dpkg-deb", "-x", file, folder], check=True)
    return folder


def words(name, file):
    text = (package(name) / "usr/share/dict" / file).read_text(encoding="utf-8")
    return {word for word in text.split("\n") if WORD.fullmatch(word)}


def main():
    british = words("wbritish-large", "british-english-large") - words("wamerican-large", "american-english-large")
    listed = sorted(words("wbritish", "british-english") | british)
    OUT.mkdir(parents=True, exist_ok=True)
    with open(OUT / "british.txt.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(("\n".join(listed) + "\n").encode())
    copyright = package("wbritish-large") / "usr/share/doc/wbritish-large/copyright"
    text = copyright.read_text(encoding="utf-8", errors="replace")
    (OUT / "LICENSE-scowl.txt").write_text(text.rstrip() + "\n", encoding="utf-8")
    print(f"words/british.txt.gz: {len(listed)} words")


if __name__ == "__main__":
    main()
