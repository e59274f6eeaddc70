"""The full-text index of cases, as each database builds it."""

from django.db import migrations

CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE casework_casetext USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')"],
    "postgresql": [
        "CREATE TABLE casework_casetext (case_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX casework_casetext_words ON casework_casetext USING gin (words)",
    ],
}


def forwards(_apps, editor):
    for statement in CREATE[editor.connection.vendor]:
        editor.execute(statement)


def backwards(_apps, editor):
    editor.execute("DROP TABLE casework_casetext")


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_append_only")]
    operations = [migrations.RunPython(forwards, backwards)]
