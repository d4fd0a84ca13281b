#!/usr/bin/env python3
"""Writes assets/contexts: the JSON-LD contexts that are bundled with the program.

Every file comes, byte for byte, out of a published package, through the
registry's own client (npm, pip, cargo), at the version named here. Run from
the root of the repository; needs npm, python3 with pip, and cargo.
"""

import glob
import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile

OUT = os.path.join("assets", "contexts")

W3C = "W3C Software and Document License"
BSD = "BSD-3-Clause (package)"
OB = "1EdTech specification document (Apache-2.0 in its repository); the package's own code, LGPL-3.0, is not used"

# address, file here, registry, package, version, path inside the package, licence of the document
CONTEXTS = [
    ("https://www.w3.org/2018/credentials/v1", "credentials-v1.jsonld",
     "npm", "@digitalbazaar/credentials-context", "3.2.0", "contexts/v1.jsonld", W3C),
    ("https://www.w3.org/2018/credentials/examples/v1", "credentials-examples-v1.jsonld",
     "npm", "@digitalbazaar/credentials-examples-context", "1.0.0", "contexts/credentials-examples-v1.jsonld", BSD),
    ("https://www.w3.org/ns/credentials/v2", "credentials-v2.jsonld",
     "npm", "@digitalbazaar/credentials-context", "3.2.0", "contexts/v2.jsonld", W3C),
    ("https://www.w3.org/ns/credentials/examples/v2", "credentials-examples-v2.jsonld",
     "cargo", "ssi-contexts", "0.1.10", "w3c-ns-credentials-examples-v2.jsonld", W3C),
    ("https://www.w3.org/ns/credentials/undefined-terms/v2", "credentials-undefined-terms-v2.jsonld",
     "npm", "@digitalbazaar/credentials-context", "3.2.0", "contexts/undefined-terms-v2.jsonld", W3C),
    ("https://www.w3.org/ns/credentials/status/v1", "credentials-status-v1.jsonld",
     "npm", "@digitalbazaar/vc-bitstring-status-list-context", "1.1.0", "contexts/vc-bitstring-status-list-v1.jsonld", BSD),
    ("https://w3id.org/vc/status-list/2021/v1", "status-list-2021-v1.jsonld",
     "cargo", "ssi-contexts", "0.1.10", "w3id-vc-status-list-2021-v1.jsonld", W3C),
    ("https://w3id.org/security/data-integrity/v1", "data-integrity-v1.jsonld",
     "npm", "@digitalbazaar/data-integrity-context", "2.0.1", "contexts/data-integrity-v1.jsonld", BSD),
    ("https://w3id.org/security/data-integrity/v2", "data-integrity-v2.jsonld",
     "npm", "@digitalbazaar/data-integrity-context", "2.0.1", "contexts/data-integrity-v2.jsonld", BSD),
    ("https://w3id.org/security/multikey/v1", "multikey-v1.jsonld",
     "npm", "@digitalbazaar/multikey-context", "2.0.1", "contexts/multikey-v1.jsonld", BSD),
    ("https://w3id.org/security/suites/ed25519-2020/v1", "ed25519-2020-v1.jsonld",
     "npm", "ed25519-signature-2020-context", "1.1.0", "contexts/ed25519-signature-2020-v1.jsonld", BSD),
    ("https://w3id.org/security/suites/ed25519-2018/v1", "ed25519-2018-v1.jsonld",
     "npm", "ed25519-signature-2018-context", "1.1.0", "contexts/ed25519-signature-2018-v1.jsonld", BSD),
    ("https://w3id.org/security/suites/jws-2020/v1", "jws-2020-v1.jsonld",
     "cargo", "ssi-contexts", "0.1.10", "w3id-jws2020-v1.jsonld", W3C),
    ("https://w3id.org/security/v1", "security-v1.jsonld",
     "cargo", "ssi-contexts", "0.1.10", "w3id-security-v1.jsonld", W3C),
    ("https://w3id.org/security/v2", "security-v2.jsonld",
     "cargo", "ssi-contexts", "0.1.10", "w3id-security-v2.jsonld", W3C),
    ("https://www.w3.org/ns/did/v1", "did-v1.jsonld",
     "npm", "did-context", "3.1.1", "contexts/did-v1.jsonld", W3C),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context.json", "ob-3.0.json",
     "cargo", "ssi-contexts", "0.1.10", "jff-vc-edu-plugfest-2-context.json", "1EdTech specification document; Apache-2.0 (package)"),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json", "ob-3.0.1.json",
     "pip", "openbadgeslib", "4.6.3", "openbadgeslib/ob3/contexts/ob-v3p0-context-3.0.1.json", OB),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json", "ob-3.0.2.json",
     "pip", "openbadgeslib", "4.6.3", "openbadgeslib/ob3/contexts/ob-v3p0-context-3.0.2.json", OB),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "ob-3.0.3.json",
     "pip", "openbadgeslib", "4.6.3", "openbadgeslib/ob3/contexts/ob-v3p0-context-3.0.3.json", OB),
    ("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json", "ob-extensions.json",
     "pip", "openbadgeslib", "4.6.3", "openbadgeslib/ob3/contexts/ob-v3p0-extensions.json", OB),
    ("https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json", "clr-2.0.1.json",
     "pip", "openbadgeslib", "4.6.3", "openbadgeslib/ob3/contexts/clr_context_2.0.1.json", OB),
]

# Licence texts to lie beside the files: file here, registry, package, version, path inside the package
LICENCES = [
    ("LICENSE-W3C.txt", "npm", "spdx-license-list", "6.12.0", "licenses/W3C-20150513.json"),
    ("LICENSE-BSD.txt", "npm", "@digitalbazaar/data-integrity-context", "2.0.1", "LICENSE"),
]

SOURCE_HEAD = """# Where the contexts are from

The JSON-LD contexts that a credential may name. They are bundled because a
context decides what a signature covers: one that is fetched could differ from
one day to the next. A context that is not in this list is never fetched; the
credential is then reported as one that cannot be checked here.

Each file is byte for byte what the named package holds.
`scripts/assets/contexts.py` fetches the packages, writes the files and
`index.json` (address → file) and this page.

Left out, because no package that we know of carries the published text:
`https://w3id.org/security/jwk/v1`, `https://w3id.org/openbadges/v1` and
`https://purl.imsglobal.org/spec/clr/v2p0/context.json` (the one of CLR 2.0 that
was changed in place; npm `@learncard/didkit-plugin` 1.9.10 has an old state of
it inside a compiled program, not as a document).
`https://w3id.org/openbadges/v2` is carried by PyPI `openbadges` 1.1.2 with
another meaning of `targetFramework` than the published one, so it is left out
as well; Open Badges 2.0 proofs do not need it.

Licence texts: `LICENSE-W3C.txt` (npm: spdx-license-list 6.12.0) and
`LICENSE-BSD.txt` (npm: @digitalbazaar/data-integrity-context 2.0.1); that of
Apache-2.0 is `LICENSE-APACHE` of the project.

| file | address | package | licence of the document | SHA-256 |
|---|---|---|---|---|
"""


def fetch(registry, package, version, into):
    """The files of one package, as a function from path to bytes."""
    if registry == "npm":
        name = subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=into,
                              check=True, capture_output=True, text=True).stdout.split()[-1]
        archive = tarfile.open(os.path.join(into, name))
        return lambda path: archive.extractfile(f"package/{path}").read()
    if registry == "pip":
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:",
                        f"{package}=={version}"], cwd=into, check=True)
        archive = zipfile.ZipFile(glob.glob(os.path.join(into, f"{package}-{version}-*.whl"))[0])
        return archive.read
    crate = os.path.join(into, f"{package}-holder")
    os.makedirs(os.path.join(crate, "src"))
    open(os.path.join(crate, "src", "lib.rs"), "w").close()
    with open(os.path.join(crate, "Cargo.toml"), "w") as manifest:
        manifest.write('[package]\nname = "holder"\nversion = "0.1.0"\nedition = "2021"\n'
                       f'[dependencies]\n{package} = "={version}"\n[workspace]\n')
    home = os.path.join(into, "cargo-home")
    subprocess.run(["cargo", "fetch", "--quiet"], cwd=crate, check=True, env={**os.environ, "CARGO_HOME": home})
    folder = glob.glob(os.path.join(home, "registry", "src", "*", f"{package}-{version}"))[0]
    return lambda path: open(os.path.join(folder, path), "rb").read()


def main():
    os.makedirs(OUT, exist_ok=True)
    packages, rows = {}, []

    def read(registry, package, version, path):
        key = (registry, package, version)
        if key not in packages:
            packages[key] = fetch(*key, temporary)
        return packages[key](path)

    with tempfile.TemporaryDirectory() as temporary:
        for url, name, registry, package, version, path, licence in CONTEXTS:
            data = read(registry, package, version, path)
            json.loads(data)
            with open(os.path.join(OUT, name), "wb") as out:
                out.write(data)
            digest = hashlib.sha256(data).hexdigest()
            rows.append(f"| `{name}` | {url} | {registry}: {package} {version} | {licence} | `{digest}` |\n")
        for name, registry, package, version, path in LICENCES:
            data = read(registry, package, version, path)
            if path.endswith(".json"):
                data = (json.loads(data)["licenseText"].strip() + "\n").encode()
            with open(os.path.join(OUT, name), "wb") as out:
                out.write(data)
    with open(os.path.join(OUT, "index.json"), "w") as out:
        json.dump({url: name for url, name, *_ in CONTEXTS}, out, indent=2)
        out.write("\n")
    with open(os.path.join(OUT, "SOURCE.md"), "w") as out:
        out.write(SOURCE_HEAD + "".join(rows))


main()
