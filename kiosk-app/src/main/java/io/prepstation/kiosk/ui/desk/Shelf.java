package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.LotStatus;
import io.prepstation.model.material.MaterialRules;
import io.prepstation.model.material.StockLot;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the lab keeps: ingredients, their lots, and containers. Put in order once, by whoever reads it: a screen that shows
/// it goes through it at most once for a text that is looked for.
public final class Shelf {

    /// Before anything was read.
    public static final Shelf NONE = new Shelf(new MaterialRules(LocalDate.EPOCH, 0), List.of());

    private final MaterialRules rules;
    private final List<Item> items;
    private final Map<Key, Item> byId = new HashMap<>();
    private final Map<Key, Item> byName = new HashMap<>();
    private final Map<Key, Item> byIngredient = new HashMap<>();
    private final Map<Kind, List<Item>> inOrder = new EnumMap<>(Kind.class);
    private final IdentityHashMap<Item, String> searched = new IdentityHashMap<>();

    /// @param rules by which lots are good today
    public Shelf(MaterialRules rules, List<Item> items) {
        this.rules = rules;
        this.items = List.copyOf(items);
        this.items.forEach(item -> {
            byId.putIfAbsent(new Key(item.kind(), item.id()), item);
            byName.putIfAbsent(new Key(item.kind(), item.name()), item);
            if (item.kind() == Kind.LOTS) {
                byIngredient.putIfAbsent(
                        new Key(Kind.LOTS, item.text("ingredientId"), item.name()), item);
            }
        });
        this.items.forEach(item -> searched.put(item, words(item)));
        Map<Kind, List<Item>> kinds =
                this.items.stream().collect(Collectors.groupingBy(Item::kind));
        for (Kind kind : Kind.values()) {
            inOrder.put(kind, ordered(kind, kinds.getOrDefault(kind, List.of())));
        }
    }

    /// By what one is looked up.
    private record Key(Kind kind, String first, String second) {
        Key(Kind kind, String name) {
            this(kind, name, "");
        }
    }

    /// A thing with what it is put in order by.
    private record Place(Item item, String substance, boolean unusable, LocalDate until) {
        private static final Comparator<Place> FIRST_USED =
                Comparator.comparing(Place::substance)
                        .thenComparing(Place::unusable)
                        .thenComparing(Place::until)
                        .thenComparing(place -> place.item().name());
    }

    private List<Item> ordered(Kind kind, List<Item> some) {
        if (some.size() < 2) {
            return some;
        }
        return kind == Kind.LOTS
                ? some.stream().map(this::place).sorted(Place.FIRST_USED).map(Place::item).toList()
                : some.stream().sorted(Comparator.comparing(Item::name)).toList();
    }

    private Place place(Item item) {
        StockLot lot = item.lot();
        return new Place(item, substance(item), rules.refusal(lot).isPresent(), rules.lastDay(lot));
    }

    /// What a thing is found by: each of its names on a line of its own.
    private String words(Item item) {
        return switch (item.kind()) {
            case LOTS -> lowered(item.name(), substance(item));
            case CONTAINERS ->
                    lowered(
                            item.name(),
                            find(Kind.LOTS, item.text("lotId"))
                                    .map(lot -> lot.name() + "\n" + substance(lot))
                                    .orElse(""));
            case INGREDIENTS -> lowered(item.name(), item.text("name"), item.text("casNumber"));
        };
    }

    private static String lowered(String... names) {
        return String.join("\n", names).toLowerCase(Locale.ROOT);
    }

    /// What kinds of things there are, by their word on the wire.
    public enum Kind {
        LOTS("lots"),
        CONTAINERS("containers"),
        INGREDIENTS("ingredients");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// One of them.
    ///
    /// @param id the hub's number, or a temporary id until it gives one
    /// @param fields by their names on the wire; one without value is left out
    public record Item(Kind kind, String id, Map<String, String> fields, SyncMark mark) {

        public Item {
            fields = Map.copyOf(fields);
        }

        /// Empty if the field has no value.
        public String text(String field) {
            return fields.getOrDefault(field, "");
        }

        /// What people call it: a lot's number, or a code.
        public String name() {
            return text(kind == Kind.LOTS ? "lotNumber" : "code");
        }

        /// As the rules look at it; only of a lot.
        public StockLot lot() {
            return new StockLot(
                    id,
                    text("ingredientId"),
                    text("lotNumber"),
                    LocalDate.parse(text("expiresOn")),
                    LotStatus.ofWord(text("status")),
                    Optional.of(text("remainingG"))
                            .filter(grams -> !grams.isEmpty())
                            .map(Mass::grams)
                            .orElse(null),
                    Optional.of(text("openedOn"))
                            .filter(day -> !day.isEmpty())
                            .map(LocalDate::parse)
                            .orElse(null),
                    Optional.of(text("potencyPercent"))
                            .filter(percent -> !percent.isEmpty())
                            .map(Decimal::of)
                            .orElse(null));
        }
    }

    public MaterialRules rules() {
        return rules;
    }

    /// In no order.
    public List<Item> items() {
        return items;
    }

    /// Lots in the order they are to be used up, each substance by itself; the others by name.
    public List<Item> all(Kind kind) {
        return inOrder.getOrDefault(kind, List.of());
    }

    /// Those of which a name has this part, in the same order.
    public List<Item> search(Kind kind, String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                ? all(kind)
                : all(kind).stream()
                        .filter(item -> searched.getOrDefault(item, "").contains(wanted))
                        .toList();
    }

    public Optional<Item> find(Kind kind, String id) {
        return Optional.ofNullable(byId.get(new Key(kind, id)));
    }

    /// The first one that people call so.
    public Optional<Item> named(Kind kind, String name) {
        return Optional.ofNullable(byName.get(new Key(kind, name)));
    }

    /// The lot of that number and ingredient.
    public Optional<Item> lot(String ingredientId, String number) {
        return Optional.ofNullable(byIngredient.get(new Key(Kind.LOTS, ingredientId, number)));
    }

    /// The name of a lot's ingredient; empty if nobody knows it.
    public String substance(Item lot) {
        return find(Kind.INGREDIENTS, lot.text("ingredientId"))
                .map(one -> one.text("name"))
                .orElse("");
    }
}
