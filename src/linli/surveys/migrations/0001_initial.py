import django.db.models.deletion

import django.db.models.deletion
import linli.surveys.models.answers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_temporary_passwords'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80)),
                ('purpose', models.TextField()),
                ('use', models.TextField()),
                ('words', models.JSONField(blank=True, default=dict)),
                ('languages', models.JSONField(blank=True, default=list)),
                ('who', models.CharField(choices=[('everybody', 'everybody who lives here'), ('buildings', 'who lives in certain buildings')], default='everybody', max_length=10)),
                ('is_anonymous', models.BooleanField(default=True)),
                ('way', models.CharField(choices=[('open', 'whoever has the address or the QR code'), ('codes', 'whoever was given a code, once')], default='open', max_length=8)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('open', 'open'), ('closed', 'being evaluated'), ('published', 'results published'), ('withheld', 'results not published')], default='draft', max_length=10)),
                ('from_date', models.DateField()),
                ('to_date', models.DateField()),
                ('drafted_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('withheld_why', models.CharField(blank=True, max_length=1000)),
                ('raw_until', models.DateField(blank=True, null=True)),
                ('raw_deleted_date', models.DateField(blank=True, null=True)),
                ('results', models.JSONField(blank=True, null=True)),
                ('buildings', models.ManyToManyField(blank=True, related_name='+', to='places.building')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.community')),
            ],
            options={
                'ordering': ['-to_date', '-pk'],
                'indexes': [models.Index(fields=['community', 'state', 'to_date'], name='surveys_sur_communi_9f1150_idx')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'closed', 'published', 'withheld'])), name='survey_state_known'),
                    models.CheckConstraint(condition=models.Q(('who__in', ['everybody', 'buildings'])), name='survey_who_known'),
                    models.CheckConstraint(condition=models.Q(('way__in', ['open', 'codes'])), name='survey_way_known'),
                    models.CheckConstraint(condition=models.Q(('is_anonymous', True), ('way', 'open'), _connector='OR'), name='a_survey_with_names_needs_no_codes'),
                    models.CheckConstraint(condition=models.Q(('to_date__gte', models.F('from_date'))), name='a_survey_ends_after_it_begins'),
                    models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('raw_until__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('opened_at__isnull', False), ('raw_until__gte', models.F('to_date'))), _connector='OR'), name='a_survey_opens_with_a_day_to_forget'),
                    models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state__in', ['draft', 'open'])), models.Q(models.Q(('state__in', ['draft', 'open']), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='a_survey_is_evaluated_once_closed'),
                    models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('results__isnull', False), ('state', 'published')), models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', True)), _connector='OR'), name='a_published_survey_has_results'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'withheld'), models.Q(('withheld_why', ''), _negated=True)), models.Q(models.Q(('state', 'withheld'), _negated=True), ('withheld_why', '')), _connector='OR'), name='a_survey_is_withheld_with_a_reason'),
                    models.CheckConstraint(condition=models.Q(('raw_deleted_date__isnull', True), ('results__isnull', False), _connector='OR'), name='answers_go_and_counts_stay'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('section', models.CharField(blank=True, max_length=60)),
                ('kind', models.CharField(choices=[('one', 'one of several answers'), ('several', 'several answers'), ('scale', 'a scale from 1 to 5'), ('number', 'a number'), ('line', 'a few words'), ('text', 'a longer text')], max_length=8)),
                ('text', models.CharField(max_length=200)),
                ('help', models.CharField(blank=True, max_length=300)),
                ('is_required', models.BooleanField(default=True)),
                ('options', models.JSONField(blank=True, default=list)),
                ('has_other', models.BooleanField(default=False)),
                ('most', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('if_options', models.JSONField(blank=True, default=list)),
                ('asked_if', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opens', to='surveys.question')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='surveys.survey')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [
                    models.UniqueConstraint(fields=('survey', 'place'), name='question_place_once'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['one', 'several', 'scale', 'number', 'line', 'text'])), name='question_kind_known'),
                    models.CheckConstraint(condition=models.Q(('most__isnull', True), models.Q(('kind', 'several'), ('most__gte', 2)), _connector='OR'), name='most_of_several_alone'),
                    models.CheckConstraint(condition=models.Q(('has_other', False), ('kind__in', ['one', 'several']), _connector='OR'), name='other_of_options_alone'),
                    models.CheckConstraint(condition=models.Q(('asked_if__isnull', True), models.Q(('asked_if', models.F('id')), _negated=True), _connector='OR'), name='a_question_does_not_open_itself'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', linli.surveys.models.answers.RandomKey(default=linli.surveys.models.answers.random_key, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('web', 'on line'), ('qr', 'by QR code'), ('paper', 'on paper'), ('telephone', 'by telephone'), ('desk', 'at the desk')], max_length=10)),
                ('answers', models.JSONField(default=dict)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='surveys.survey')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('channel__in', ['web', 'qr', 'paper', 'telephone', 'desk'])), name='response_channel_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Words',
            fields=[
                ('id', linli.surveys.models.answers.RandomKey(default=linli.surveys.models.answers.random_key, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('is_quoted', models.BooleanField(default=False)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='surveys.question')),
                ('response', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='words', to='surveys.response')),
            ],
            options={
                'verbose_name_plural': 'words',
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=60)),
                ('home', models.CharField(blank=True, max_length=100)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='signature', to='surveys.response')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='surveys.survey')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('survey', 'person'), name='survey_signed_once_each'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Code',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_used', models.BooleanField(default=False)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='surveys.survey')),
            ],
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300)),
                ('written_at', models.DateTimeField()),
                ('became', models.CharField(blank=True, choices=[('topic', 'a topic for everybody'), ('case', 'a case that the committee works on'), ('support', 'an application for support')], max_length=8)),
                ('became_key', models.PositiveBigIntegerField(blank=True, null=True)),
                ('questions', models.ManyToManyField(related_name='+', to='surveys.question')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='surveys.survey')),
            ],
            options={
                'ordering': ['written_at', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('became', ''), ('became_key__isnull', True)), models.Q(('became__in', ['topic', 'case', 'support']), ('became_key__isnull', False)), _connector='OR'), name='what_a_finding_became_has_its_key'),
                ],
            },
        ),
    ]
