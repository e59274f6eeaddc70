import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0003_addresses_that_were_asked'),
        ('people', '0004_known_neighbours'),
        ('places', '0002_rules_of_places'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rhythm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days_ahead', models.PositiveSmallIntegerField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('days_ahead__lte', 31)), name='reminded_within_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Said',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('subject', models.CharField(blank=True, max_length=80)),
                ('occasion', models.CharField(blank=True, max_length=40)),
                ('at', models.DateTimeField()),
                ('run', models.UUIDField(db_index=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'at'], name='notices_sai_kind_48fa0c_idx')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'subject', 'occasion', 'person'), name='said_once_to_a_person'), models.UniqueConstraint(fields=('kind', 'subject', 'occasion', 'organisation'), name='said_once_to_an_office'), models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('person__isnull', False)), models.Q(('organisation__isnull', False), ('person__isnull', True)), _connector='OR'), name='said_to_a_person_or_an_office')],
            },
        ),
    ]
