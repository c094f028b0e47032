"""Buildings stored earlier stand in the order of today's: 2号楼 before 10号楼."""

from django.db import migrations

from linli.core.places.doors import building_order

# The owner of a table is held back by its row-level security only as long as that is forced.
UNFORCE = "ALTER TABLE places_building NO FORCE ROW LEVEL SECURITY"
FORCE = "ALTER TABLE places_building FORCE ROW LEVEL SECURITY"


def put_in_order(apps, schema_editor):
    buildings = apps.get_model("places", "Building").objects.using(schema_editor.connection.alias)
    stored = buildings.only("name", "name_sort").iterator(chunk_size=2_000)
    changed = []
    for building in stored:
        order = building_order(building.name)
        if building.name_sort != order:
            building.name_sort = order
            changed.append(building)
    buildings.bulk_update(changed, ["name_sort"], batch_size=2_000)


class Migration(migrations.Migration):
    dependencies = [("places", "0003_dwellings")]

    operations = [
        migrations.RunSQL(UNFORCE, FORCE),
        migrations.RunPython(put_in_order, migrations.RunPython.noop),
        migrations.RunSQL(FORCE, UNFORCE),
    ]
