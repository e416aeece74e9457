package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.kiosk.store.Edit.Written;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityDescriptor.Conflicts;
import io.prepstation.model.entity.EntityDescriptor.Keys;
import io.prepstation.model.entity.EntityDescriptor.Live;
import io.prepstation.model.entity.EntityDescriptor.Writing;
import io.prepstation.model.entity.EntityField;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.entity.FieldKind;
import io.prepstation.model.entity.KeyKind;
import io.prepstation.model.entity.Relation;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Resolution;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Adds an entity type to the station's store the way docs/guides/add-an-entity-type.md says in its steps 3 and 4: a descriptor and
/// a migration. The way over the hub is EveryEntityTypeTest's.
@Tag("STO-4")
class AddedEntityTypeTest {

    private static final EntityDescriptor FILTERS =
            new EntityDescriptor(
                    "filters",
                    List.of(
                            EntityField.required("code", FieldKind.TEXT),
                            EntityField.required("poreSizeUm", FieldKind.DECIMAL),
                            EntityField.optional("ingredientId", FieldKind.TEXT),
                            EntityField.optional("sterile", FieldKind.BOOLEAN),
                            EntityField.optional("uses", FieldKind.INTEGER),
                            EntityField.optional("openedOn", FieldKind.DAY),
                            EntityField.optional("marks", FieldKind.LIST)),
                    List.of(Relation.to("ingredients", "ingredientId")),
                    new Keys(KeyKind.STATION_UUID, List.of("code")),
                    new Writing(Permission.EDIT_MATERIALS, false, Set.of()),
                    new Conflicts(Resolution.MERGE, List.of()),
                    List.of(List.of("code"), List.of("ingredientId")),
                    Live.FOLLOWED,
                    _ -> Optional.empty());

    private static final String MIGRATION =
            """
            CREATE TABLE filters (
                id TEXT PRIMARY KEY,
                code TEXT NOT NULL,
                pore_size_um TEXT NOT NULL,
                ingredient_id TEXT REFERENCES ingredients (id) ON UPDATE CASCADE,
                sterile INTEGER,
                uses INTEGER,
                opened_on TEXT,
                marks TEXT,
                lab_id TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                created_by TEXT NOT NULL,
                updated_at INTEGER NOT NULL,
                server_version INTEGER,
                server_hash TEXT,
                sync_status TEXT NOT NULL CHECK (sync_status IN ('synced', 'pending', 'conflict', 'rejected')),
                withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
            ) STRICT;
            CREATE INDEX filters_by_code ON filters (code);
            CREATE INDEX filters_by_ingredient ON filters (ingredient_id);
            CREATE INDEX filters_by_status ON filters (sync_status) WHERE sync_status <> 'synced';
            """;

    @TempDir Path folder;

    @Test
    void it_is_stored_checked_queued_and_read_back() throws StoreException {
        var filter =
                Json.object()
                        .put("code", "FLT-1")
                        .put("poreSizeUm", "0.22")
                        .put("ingredientId", "i-1")
                        .put("sterile", true)
                        .put("uses", 3)
                        .put("openedOn", "2026-11-01");
        filter.putArray("marks").add("autoclaved");
        EntityStore store =
                new EntityStore(
                        SampleLab.KEY,
                        EntityTypes.STANDARD.with(FILTERS),
                        InstantSource.system(),
                        () -> UUID.randomUUID().toString(),
                        new Random(1));
        try (LabDatabase lab =
                LabDatabase.open(
                        folder, SampleLab.KEY, LabDatabase.MIGRATIONS.followedBy(MIGRATION))) {
            lab.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));

            StoredEntity made =
                    assertInstanceOf(
                                    Written.class,
                                    lab.write(handle ->
                                            store.create(
                                                    handle, SampleLab.OPERATOR, "filters", filter)))
                            .entity();

            assertEquals(filter, made.fields());
            assertEquals(
                    Optional.of(made), lab.read(handle -> store.get(handle, "filters", made.id())));
            assertEquals(
                    "filters", lab.read(handle -> Outbox.list(handle, 1)).getFirst().entityType());
            assertInstanceOf(
                    Edit.Refused.class,
                    lab.write(handle ->
                            store.create(
                                    handle,
                                    SampleLab.OPERATOR,
                                    "filters",
                                    filter.deepCopy().put("poreSizeUm", "fine"))));
        }
    }
}
