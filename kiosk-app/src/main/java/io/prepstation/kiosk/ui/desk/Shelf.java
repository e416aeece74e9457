package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.LotStatus;
import io.prepstation.model.material.MaterialRules;
import io.prepstation.model.material.StockLot;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the lab keeps: ingredients, their lots, and containers.
///
/// @param rules by which lots are good today
public record Shelf(MaterialRules rules, List<Item> items) {

    /// Before anything was read.
    public static final Shelf NONE = new Shelf(new MaterialRules(LocalDate.EPOCH, 0), List.of());

    public Shelf {
        items = List.copyOf(items);
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

    public List<Item> all(Kind kind) {
        return items.stream().filter(item -> item.kind() == kind).toList();
    }

    public Optional<Item> find(Kind kind, String id) {
        return items.stream()
                .filter(item -> item.kind() == kind && item.id().equals(id))
                .findFirst();
    }

    /// The first one that people call so.
    public Optional<Item> named(Kind kind, String name) {
        return items.stream()
                .filter(item -> item.kind() == kind && item.name().equals(name))
                .findFirst();
    }

    /// The lot of that number and ingredient.
    public Optional<Item> lot(String ingredientId, String number) {
        return items.stream()
                .filter(item -> item.kind() == Kind.LOTS && item.name().equals(number))
                .filter(item -> item.text("ingredientId").equals(ingredientId))
                .findFirst();
    }
}
