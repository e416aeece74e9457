package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.Shelf;
import io.prepstation.kiosk.ui.desk.Shelf.Item;
import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.material.MaterialRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.Node;

/// What a lab keeps, in every state a thing can be in.
final class MaterialScenes {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    static final Item PHOSPHATE =
            ingredient("1", "04012345678901", "Potassium dihydrogen phosphate", "7778-77-0");
    static final Item CHLORIDE = ingredient("2", "ING-0042", "Sodium chloride", "7647-14-5");
    static final Item EARLY = lot("11", "2", "L2291", "2027-03-31", "released", SyncMark.SYNCED);
    static final Item LATE = lot("12", "2", "L2305", "2028-01-31", "released", SyncMark.SYNCED);
    static final Item NEW =
            lot(
                    "temp_1795161900000_a7b3c2_lots",
                    "1",
                    "A-2291-07",
                    "2027-06-30",
                    "quarantine",
                    SyncMark.PENDING);
    static final Item EXPIRED =
            lot("13", "1", "A-1807-02", "2026-10-31", "released", SyncMark.CONFLICT);
    static final Item BOTTLE =
            item(
                    Kind.CONTAINERS,
                    "21",
                    SyncMark.SYNCED,
                    "code=BTL-0042",
                    "lotId=11",
                    "ingredientId=2",
                    "tareG=312.4471",
                    "lastGrossG=561.0210",
                    "status=in_use");
    static final Item BEAKER =
            item(
                    Kind.CONTAINERS,
                    "22",
                    SyncMark.REJECTED,
                    "code=BKR-0007",
                    "tareG=61.0103",
                    "volumeMl=250",
                    "status=clean");

    static final Shelf SHELF =
            new Shelf(
                    new MaterialRules(TODAY, 30),
                    List.of(PHOSPHATE, CHLORIDE, EARLY, LATE, NEW, EXPIRED, BOTTLE, BEAKER));

    private MaterialScenes() {}

    static Item ingredient(String id, String code, String name, String cas) {
        return item(
                Kind.INGREDIENTS,
                id,
                SyncMark.SYNCED,
                "code=" + code,
                "name=" + name,
                "casNumber=" + cas);
    }

    static Item lot(
            String id,
            String ingredient,
            String number,
            String expires,
            String status,
            SyncMark mark) {
        return item(
                Kind.LOTS,
                id,
                mark,
                "ingredientId=" + ingredient,
                "lotNumber=" + number,
                "expiresOn=" + expires,
                "status=" + status,
                "remainingG=482.5000",
                "potencyPercent=98.5");
    }

    static Item item(Kind kind, String id, SyncMark mark, String... fields) {
        Map<String, String> all = new LinkedHashMap<>();
        Arrays.stream(fields)
                .map(field -> field.split("=", 2))
                .forEach(field -> all.put(field[0], field[1]));
        return new Item(kind, id, all, mark);
    }

    /// So many lots that no screen holds them.
    static Shelf many(int lots) {
        List<Item> all = new ArrayList<>(List.of(PHOSPHATE, CHLORIDE));
        IntStream.range(0, lots)
                .mapToObj(n ->
                        lot(
                                "1" + n,
                                "1",
                                "L-%04d".formatted(n),
                                TODAY.plusDays(n).toString(),
                                "released",
                                SyncMark.SYNCED))
                .forEach(all::add);
        return new Shelf(SHELF.rules(), all);
    }

    static Map<String, Gallery.Picture> all(BenchFixture bench, SyncIndicator sync) {
        Map<String, Gallery.Picture> pictures = new LinkedHashMap<>();
        Consumer<StationScreen> list = MaterialScenes::list;
        Consumer<StationScreen> containers = list.andThen(screen -> kind(screen, 1));
        put(pictures, "86-materials-lots", bench, sync, list);
        put(pictures, "86-materials-containers", bench, sync, containers);
        put(
                pictures,
                "86-materials-ingredients",
                bench,
                sync,
                list.andThen(screen -> kind(screen, 2)));
        put(
                pictures,
                "86-materials-many",
                bench,
                sync,
                list.andThen(screen -> screen.show(many(120))));
        put(pictures, "87-lot", bench, sync, scan("L=L2291"));
        put(pictures, "87-lot-expired", bench, sync, scan("L=A-1807-02"));
        put(
                pictures,
                "87-lot-status",
                bench,
                sync,
                scan("L=A-2291-07")
                        .andThen(later(screen -> Gallery.button(screen, "field-3").fire())));
        put(
                pictures,
                "87-lot-refused",
                bench,
                sync,
                scan("L=A-2291-07")
                        .andThen(later(screen -> Gallery.button(screen, "field-5").fire()))
                        .andThen(
                                later(
                                        later(screen -> {
                                            Node today = screen.scene().lookup(".tap.choice");
                                            ((javafx.scene.control.Button) today).fire();
                                            Gallery.later(() -> {
                                                Gallery.button(screen, "main").fire();
                                                screen.show(
                                                        1,
                                                        new MaterialAnswer.Refused(
                                                                Edit.Code.DUPLICATE, ""));
                                            });
                                        }))));
        put(pictures, "87-lot-new", bench, sync, scan("(01)04012345678901(17)270331(10)B-77"));
        put(pictures, "88-container", bench, sync, scan("C=BTL-0042"));
        pictures.put(
                "88-container-weighed",
                new Gallery.Picture(
                        bench,
                        sync,
                        new Situation(
                                BenchFixture.ready(null).state(), BenchFixture.stable("61.0099")),
                        scan("C=BKR-0007")
                                .andThen(
                                        later(screen ->
                                                Gallery.button(screen, "field-3").fire()))));
        put(
                pictures,
                "88-container-status",
                bench,
                sync,
                scan("C=BTL-0042")
                        .andThen(later(screen -> Gallery.button(screen, "field-2").fire())));
        put(pictures, "88-container-unknown", bench, sync, scan("C=BTL-0999"));
        put(
                pictures,
                "89-lot-number",
                bench,
                sync,
                scan("L=L2291").andThen(later(screen -> Gallery.button(screen, "field-1").fire())));
        return pictures;
    }

    private static void put(
            Map<String, Gallery.Picture> pictures,
            String name,
            BenchFixture bench,
            SyncIndicator sync,
            Consumer<StationScreen> then) {
        pictures.put(name, new Gallery.Picture(bench, sync, BenchFixture.ready(null), then));
    }

    private static void list(StationScreen screen) {
        Gallery.button(screen, "extra").fire();
        screen.show(SHELF);
    }

    /// A code held up while the list is there.
    private static Consumer<StationScreen> scan(String text) {
        return screen -> {
            list(screen);
            Gallery.later(() -> screen.offer(new CodeScanned(FormulaCode.parse(text), text)));
        };
    }

    private static Consumer<StationScreen> later(Consumer<StationScreen> then) {
        return screen ->
                Gallery.later(() -> Gallery.later(() -> Gallery.later(() -> then.accept(screen))));
    }

    private static void kind(StationScreen screen, int place) {
        Gallery.later(() -> {
            Object[] kinds = screen.scene().getRoot().lookupAll(".choices .choice").toArray();
            ((javafx.scene.control.Button) kinds[place]).fire();
        });
    }
}
