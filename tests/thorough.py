"""`script/test` shows that what stood still stands; with LINLI_THOROUGH=1 it looks for what nobody has thought of."""

import os

IS_THOROUGH = bool(os.environ.get("LINLI_THOROUGH"))
