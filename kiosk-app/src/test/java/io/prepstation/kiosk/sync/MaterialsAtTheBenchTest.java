package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.MaterialRoom;
import io.prepstation.kiosk.preparation.OpeningRetry;
import io.prepstation.kiosk.preparation.SessionReader;
import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.kiosk.sync.PushPullTest.Bench;
import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.MaterialEdit;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Change;
import io.prepstation.kiosk.ui.desk.MaterialEdit.Create;
import io.prepstation.kiosk.ui.desk.Shelf;
import io.prepstation.kiosk.ui.desk.Shelf.Item;
import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.MaterialRefusal;
import io.prepstation.model.sync.TempId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Made on the screen without a network, weighed from, and then known to a real hub.
@Tag("SYN-5")
class MaterialsAtTheBenchTest {

    @TempDir Path folder;

    private static String saved(MaterialRoom room, MaterialEdit edit) {
        return assertInstanceOf(MaterialAnswer.Saved.class, room.make(PushPullTest.ANNA, edit))
                .id();
    }

    private static Create lot(String ingredient, String number, String expiresOn) {
        return new Create(
                Kind.LOTS,
                Map.of(
                        "ingredientId",
                        ingredient,
                        "lotNumber",
                        number,
                        "expiresOn",
                        expiresOn,
                        "status",
                        "quarantine",
                        "remainingG",
                        "500.0"),
                Map.of());
    }

    @Test
    void a_lot_made_offline_gets_its_number_and_is_the_first_to_be_weighed_from() throws Exception {
        InstantSource clock = SyncedStation.clockOf2026();
        try (TestHub hub = new TestHub(folder.resolve("hub"), clock);
                Bench bench = new Bench(folder.resolve("one"), hub, clock, 1)) {
            MaterialRoom room = new MaterialRoom(bench.station.database, bench.store, clock, 0);
            SessionReader reader =
                    new SessionReader(
                            bench.station.database,
                            clock,
                            "one",
                            new OpeningRetry(1, Duration.ZERO),
                            _ -> {});
            String ingredient = room.look().all(Kind.INGREDIENTS).getFirst().id();
            String code = room.look().all(Kind.INGREDIENTS).getFirst().name();
            bench.wire.unplug();
            saved(room, lot(ingredient, "LATE", "2028-12-31"));
            String early = saved(room, lot(ingredient, "EARLY", "2027-03-31"));
            String bottle =
                    saved(
                            room,
                            new Create(
                                    Kind.CONTAINERS,
                                    Map.of("code", "BTL-1", "lotId", early, "status", "in_use"),
                                    Map.of()));
            room.look()
                    .all(Kind.LOTS)
                    .forEach(each ->
                            saved(
                                    room,
                                    new Change(
                                            Kind.LOTS,
                                            each.id(),
                                            Map.of("status", "released"),
                                            Map.of(),
                                            "")));
            assertTrue(TempId.isTempId(early) && TempId.isTempId(bottle));
            assertFalse(bench.sync().success());

            bench.wire.plug();
            assertTrue(bench.sync().success());

            Shelf shelf = room.look();
            Item known = shelf.lot(ingredient, "EARLY").orElseThrow();
            Item container = shelf.named(Kind.CONTAINERS, "BTL-1").orElseThrow();
            assertFalse(TempId.isTempId(known.id()));
            assertFalse(TempId.isTempId(container.id()));
            assertEquals(known.id(), container.text("lotId"));
            assertEquals(SyncMark.SYNCED, known.mark());
            assertEquals(2, shelf.all(Kind.LOTS).size());

            Material asked = reader.material(FormulaCode.parse(code), null, 0).orElseThrow();
            assertEquals(
                    new MaterialRefusal.LotNeeded("EARLY", LocalDate.of(2027, 3, 31)),
                    asked.refusal());
            Material held =
                    reader.material(FormulaCode.parse(FormulaCode.containerLabel("BTL-1")), null, 0)
                            .orElseThrow();
            assertNull(held.refusal());
            assertEquals(known.id(), held.source().lotId());
            assertEquals(container.id(), held.source().containerId());

            saved(
                    room,
                    new Change(Kind.LOTS, early, Map.of("remainingG", "480"), Map.of(), "Counted"));
            assertTrue(bench.sync().success());
            assertEquals(
                    "480.0", room.look().lot(ingredient, "EARLY").orElseThrow().text("remainingG"));
            try (Bench two = new Bench(folder.resolve("two"), hub, clock, 2)) {
                assertEquals("480.0", two.get("lots", known.id()).text("remainingG"));
                assertEquals(known.id(), two.get("containers", container.id()).text("lotId"));
            }
        }
    }
}
