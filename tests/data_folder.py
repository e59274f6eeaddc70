"""Before Django reads its settings: tests live in a data folder of their own. Loaded by `-p`, which is early enough."""

import atexit
import os
import shutil
import tempfile

os.environ["LINLI_DATA"] = tempfile.mkdtemp(prefix="linli-test-")
atexit.register(shutil.rmtree, os.environ["LINLI_DATA"], ignore_errors=True)
os.environ.pop("LINLI_SMTP_HOST", None)
