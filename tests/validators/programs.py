"""The programs of package.json beside this file, as scripts/test.py installs them."""

import shutil
from pathlib import Path

FOLDER = Path(__file__).parent
NPM = FOLDER / "node_modules"
JAVA, NODE = shutil.which("java"), shutil.which("node")
VNU = [str(JAVA), "-jar", str(NPM / "vnu-jar" / "build" / "dist" / "vnu.jar")]
TSC = [str(NODE), str(NPM / "typescript" / "bin" / "tsc")]
NOT_HERE = "run `npm ci --omit=dev` in tests/validators"
has_vnu = bool(JAVA) and Path(VNU[-1]).exists()
has_typescript = bool(NODE) and Path(TSC[-1]).exists()
