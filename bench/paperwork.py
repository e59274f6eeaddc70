"""How long a form of 5,000 rows takes to fill, in Excel and in Word, and the memory at its highest."""

import os
import resource
import sys
import time
from datetime import date

ROWS = 5000
RECORD = {
    "name": "王小明",
    "sex": "男",
    "birth_date": "1938-03",
    "estate": "一小区",
    "building": "3栋",
    "door": "0802",
    "months": 3,
    "telephone": "13800138000",
    "rate": 200,
    "skill": "修电器",
    "joined": date(2020, 5, 4),
    "hours": 12.5,
    "homes": 20,
    "let": 4,
    "people": 55,
    "lift": True,
    "built": "1998",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    import django

    django.setup()
    from linli.paperwork.layouts import fill, read_layout
    from linli.paperwork.tests.templates import TEMPLATES, THIS_YEAR

    rows = [RECORD | {"name": f"居民{number}"} for number in range(ROWS)]
    for template in TEMPLATES:
        if template.name in {"高龄津贴发放花名册", "辖区楼栋信息统计", "志愿者花名册"}:
            form = template.build(THIS_YEAR)
            mapping = {
                s.key: template.mapping[s.heading] for s in read_layout(form).slots if s.heading in template.mapping
            }
            begun = time.perf_counter()
            filled = fill(form, mapping, rows, {})
            took = time.perf_counter() - begun
            print(
                f"{template.name}.{template.kind}, {ROWS} rows: {took:.1f} s, {len(filled) // 1024} KB, peak {_peak()} MB"
            )


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * (1024 if sys.platform == "darwin" else 1))


if __name__ == "__main__":
    main()
