"""What the database itself refuses about money, whoever writes: on SQLite and PostgreSQL alike.

Every table of money is append-only (base/append_only.py). Beyond that each new row is checked against what is there:
a wrong balance, a gap in the numbers, an overdraft, a payment that nobody else approved, a booking into a published quarter.
On PostgreSQL the check first locks the community's row, so that of two writers the second sees what the first one wrote;
SQLite has one writer at a time. A migration that rebuilds one of these tables on SQLite must call `guard_money` and `append_only` after it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

APPEND_ONLY = (
    "funds_line",
    "funds_promise",
    "funds_expenditure",
    "funds_attachment",
    "funds_decision",
    "funds_entry",
    "funds_statement",
    "funds_statementline",
)

BALANCE = (
    "COALESCE((SELECT e.balance_fen FROM funds_entry e WHERE e.line_id = {line} ORDER BY e.number DESC LIMIT 1), 0)"
)
HAS_VERDICT = "EXISTS (SELECT 1 FROM funds_decision d WHERE d.expenditure_id = {key} AND d.verdict = '{verdict}')"
COMMITTED = f"""COALESCE((SELECT SUM(x.amount_fen) FROM funds_expenditure x WHERE x.line_id = {{line}} AND x.id <> COALESCE({{but}}, 0)
    AND {HAS_VERDICT.format(key="x.id", verdict="approved")} AND NOT {HAS_VERDICT.format(key="x.id", verdict="withdrawn")}
    AND NOT EXISTS (SELECT 1 FROM funds_entry p WHERE p.expenditure_id = x.id)), 0)"""
"""What is approved on a line and not yet paid: nobody else may spend it."""

LINE_OF_EXPENDITURE = "(SELECT x.line_id FROM funds_expenditure x WHERE x.id = NEW.expenditure_id)"
AMOUNT_OF_EXPENDITURE = "(SELECT x.amount_fen FROM funds_expenditure x WHERE x.id = NEW.expenditure_id)"
COMMUNITY_OF_LINE = "(SELECT l.community_id FROM funds_line l WHERE l.id = {line})"


def _decided(verdict: str) -> str:
    return HAS_VERDICT.format(key="NEW.expenditure_id", verdict=verdict)


def _booked(kind: str, days: str) -> str:
    """The sum of a line's entries of a kind, over days given by a condition on `e` and the statement `s`."""
    return (
        "COALESCE((SELECT SUM(e.amount_fen) FROM funds_entry e JOIN funds_statement s ON s.id = NEW.statement_id "
        f"WHERE e.line_id = NEW.line_id {kind} AND {days}), 0)"
    )


WITHIN = "e.booked_date >= s.from_date AND e.booked_date < s.to_date"

WRONG: dict[str, dict[str, str]] = {
    "funds_promise": {
        "a promise is taken back once, whole and on its own line": """NEW.takes_back_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM funds_promise p WHERE p.id = NEW.takes_back_id AND p.line_id = NEW.line_id
            AND p.amount_fen = -NEW.amount_fen AND p.takes_back_id IS NULL)
            OR EXISTS (SELECT 1 FROM funds_promise p WHERE p.takes_back_id = NEW.takes_back_id)""",
    },
    "funds_decision": {
        "who asked does not decide": """NEW.verdict <> 'withdrawn' AND EXISTS (
            SELECT 1 FROM funds_expenditure x WHERE x.id = NEW.expenditure_id AND x.asked_by_id = NEW.by_id)""",
        "the expenditure is decided": f"""{_decided("withdrawn")} OR {_decided("refused")}
            OR NEW.verdict <> 'withdrawn' AND {_decided("approved")}
            OR EXISTS (SELECT 1 FROM funds_entry e WHERE e.expenditure_id = NEW.expenditure_id)""",
        "the line has not so much left": f"""NEW.verdict = 'approved' AND {AMOUNT_OF_EXPENDITURE} >
            {BALANCE.format(line=LINE_OF_EXPENDITURE)} - {COMMITTED.format(line=LINE_OF_EXPENDITURE, but="NULL")}""",
    },
    "funds_attachment": {
        "the expenditure is decided": """EXISTS (SELECT 1 FROM funds_decision d WHERE d.expenditure_id = NEW.expenditure_id)
            OR EXISTS (SELECT 1 FROM funds_attachment a WHERE a.file = NEW.file)""",
    },
    "funds_entry": {
        "the entry is of another community or year": f"""NEW.community_id <> {COMMUNITY_OF_LINE.format(line="NEW.line_id")}
            OR NEW.year <> CAST(SUBSTR(CAST(NEW.booked_date AS text), 1, 4) AS integer)""",
        "entries are numbered without gaps": """NEW.number <> 1 + COALESCE((
            SELECT MAX(e.number) FROM funds_entry e WHERE e.line_id = NEW.line_id), 0)""",
        "vouchers are numbered without gaps": """NEW.voucher <> 1 + COALESCE((
            SELECT MAX(e.voucher) FROM funds_entry e WHERE e.community_id = NEW.community_id AND e.year = NEW.year), 0)""",
        "the balance is wrong": f"NEW.balance_fen <> {BALANCE.format(line='NEW.line_id')} + NEW.amount_fen",
        "the line has not so much left": f"""NEW.balance_fen < 0 OR NEW.amount_fen < 0
            AND NEW.balance_fen < {COMMITTED.format(line="NEW.line_id", but="NEW.expenditure_id")}""",
        "the ledger goes forward": """EXISTS (
            SELECT 1 FROM funds_entry e WHERE e.line_id = NEW.line_id AND e.booked_date > NEW.booked_date)""",
        "the quarter is published": """EXISTS (SELECT 1 FROM funds_statement s
            WHERE s.community_id = NEW.community_id AND s.to_date > NEW.booked_date)""",
        "an expenditure is paid once, as it was approved": f"""NEW.kind = 'expenditure' AND NEW.reverses_id IS NULL AND (
            NOT {_decided("approved")} OR {_decided("withdrawn")}
            OR NEW.line_id <> {LINE_OF_EXPENDITURE} OR NEW.amount_fen <> -{AMOUNT_OF_EXPENDITURE}
            OR EXISTS (SELECT 1 FROM funds_entry e WHERE e.expenditure_id = NEW.expenditure_id))""",
        "an entry is reversed once, whole and on its own line": """NEW.reverses_id IS NOT NULL AND (NOT EXISTS (
            SELECT 1 FROM funds_entry e WHERE e.id = NEW.reverses_id AND e.line_id = NEW.line_id AND e.kind = NEW.kind
            AND e.amount_fen = -NEW.amount_fen AND e.reverses_id IS NULL
            AND COALESCE(e.expenditure_id, 0) = COALESCE(NEW.expenditure_id, 0))
            OR EXISTS (SELECT 1 FROM funds_entry e WHERE e.reverses_id = NEW.reverses_id))""",
    },
    "funds_statement": {
        "the quarter is published": """EXISTS (SELECT 1 FROM funds_statement s
            WHERE s.community_id = NEW.community_id AND s.to_date > NEW.from_date)""",
    },
    "funds_statementline": {
        "the statement is not what the ledger says": f"""NEW.opening_fen <> {_booked("", "e.booked_date < s.from_date")}
            OR NEW.received_fen <> {_booked("AND e.kind = 'receipt'", WITHIN)}
            OR NEW.spent_fen <> -{_booked("AND e.kind = 'expenditure'", WITHIN)}
            OR EXISTS (SELECT 1 FROM funds_statementline o WHERE o.statement_id = NEW.statement_id AND o.line_id = NEW.line_id)""",
    },
}

COMMUNITY_OF = {
    "funds_promise": COMMUNITY_OF_LINE.format(line="NEW.line_id"),
    "funds_decision": COMMUNITY_OF_LINE.format(line=LINE_OF_EXPENDITURE),
    "funds_attachment": COMMUNITY_OF_LINE.format(line=LINE_OF_EXPENDITURE),
    "funds_entry": "NEW.community_id",
    "funds_statement": "NEW.community_id",
    "funds_statementline": COMMUNITY_OF_LINE.format(line="NEW.line_id"),
}


def check_money(connection: BaseDatabaseWrapper) -> None:
    """Make the database check each new row of money."""
    with connection.cursor() as cursor:
        for table, cases in WRONG.items():
            for statement in _sqlite(table, cases) if connection.vendor == "sqlite" else _postgres(table, cases):
                cursor.execute(statement)


def _sqlite(table: str, cases: dict[str, str]) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_checks_{place} BEFORE INSERT ON {table} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{words}'); END"
        for place, (words, wrong) in enumerate(cases.items())
    ]


def _postgres(table: str, cases: dict[str, str]) -> list[str]:
    checks = " ".join(
        f"IF {wrong} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        for words, wrong in cases.items()
    )
    lock = f"PERFORM 1 FROM places_community WHERE division_id = {COMMUNITY_OF[table]} FOR NO KEY UPDATE;"
    return [
        f"CREATE FUNCTION {table}_check() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock} {checks} RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_checks BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_check()",
    ]


def uncheck_money(connection: BaseDatabaseWrapper) -> None:
    """Take the checks away: for undoing the migration."""
    with connection.cursor() as cursor:
        for table, cases in WRONG.items():
            if connection.vendor == "sqlite":
                for place in range(len(cases)):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_checks_{place}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_checks ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {table}_check()")


def guard_money() -> RunPython:
    """The migration operation that puts the checks in place."""

    def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        check_money(editor.connection)

    def backwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        uncheck_money(editor.connection)

    return RunPython(forwards, backwards)
