package io.prepstation.kiosk.ui.words;

import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.kiosk.ui.desk.MaterialAnswer;
import io.prepstation.kiosk.ui.desk.MaterialEdit;
import io.prepstation.kiosk.ui.desk.Shelf;
import io.prepstation.kiosk.ui.desk.Shelf.Item;
import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.material.MaterialRefusal;
import java.time.LocalDate;
import java.util.Optional;

/// Says what is in stock, and what became of a change to it.
public final class StockWords {

    private final Words words;
    private final QueueWords things;
    private final MaterialWords refusals;

    public StockWords(Words words) {
        this.words = words;
        this.things = new QueueWords(words);
        this.refusals = new MaterialWords(words);
    }

    /// Several of that kind.
    public String kind(Kind kind) {
        return switch (kind) {
            case LOTS -> words.text("stock.lots");
            case CONTAINERS -> words.text("stock.containers");
            case INGREDIENTS -> words.text("stock.ingredients");
        };
    }

    /// One of them with its name.
    public String one(Kind kind, String name) {
        return things.thing(kind.word()) + " " + name;
    }

    public String field(String name) {
        return things.field(name);
    }

    /// A status of a lot or a container.
    public String status(String word) {
        return switch (word) {
            case "released" -> words.text("stock.released");
            case "quarantine" -> words.text("stock.quarantine");
            case "blocked" -> words.text("stock.blocked");
            case "empty" -> words.text("stock.empty");
            case "clean" -> words.text("stock.clean");
            case "in_use" -> words.text("stock.in-use");
            default -> word;
        };
    }

    /// A lot's status, or why it may not be used in spite of it.
    public String state(Shelf shelf, Item lot) {
        return shelf.rules()
                .refusal(lot.lot())
                .flatMap(this::brief)
                .orElseGet(() -> status(lot.text("status")));
    }

    private Optional<String> brief(MaterialRefusal refusal) {
        return switch (refusal) {
            case MaterialRefusal.Expired _ -> Optional.of(words.text("stock.expired"));
            case MaterialRefusal.OpenTooLong _ -> Optional.of(words.text("stock.open-too-long"));
            case MaterialRefusal.NotReleased _,
                    MaterialRefusal.ContainerUnusable _,
                    MaterialRefusal.ContainerWithoutLot _,
                    MaterialRefusal.LotNeeded _ ->
                    Optional.empty();
        };
    }

    /// Why a lot or container may not be weighed from; empty if it may.
    public String refusal(Shelf shelf, Item item) {
        return switch (item.kind()) {
            case LOTS -> shelf.rules().refusal(item.lot()).map(refusals::of).orElse("");
            case CONTAINERS ->
                    shelf.rules()
                            .refusal(
                                    item.name(),
                                    item.text("status"),
                                    shelf.find(Kind.LOTS, item.text("lotId"))
                                            .map(Item::lot)
                                            .orElse(null))
                            .map(refusals::of)
                            .orElse("");
            case INGREDIENTS -> "";
        };
    }

    /// How it stands to the hub's copy; empty if it is the same.
    public String mark(SyncMark mark) {
        return switch (mark) {
            case SYNCED -> "";
            case PENDING -> words.text("stock.not-at-hub");
            case CONFLICT -> words.text("queue.conflict");
            case REJECTED -> words.text("queue.rejected");
        };
    }

    /// The value of a field as people read it; the field's name has the unit.
    public String value(Shelf shelf, String field, String value) {
        if (value.isEmpty()) {
            return "–";
        }
        return switch (field) {
            case "status" -> status(value);
            case "expiresOn", "openedOn" -> words.day(LocalDate.parse(value));
            case "remainingG", "tareG", "lastGrossG", "volumeMl", "potencyPercent" ->
                    words.number(Decimal.of(value));
            case "ingredientId" ->
                    shelf.find(Kind.INGREDIENTS, value).map(one -> one.text("name")).orElse(value);
            case "lotId" -> shelf.find(Kind.LOTS, value).map(one -> lot(shelf, one)).orElse(value);
            default -> value;
        };
    }

    /// Empty for an empty text.
    public String grams(String value) {
        return value.isEmpty() ? "" : words.number(Decimal.of(value)) + " g";
    }

    public String ingredient(Item ingredient) {
        return ingredient.name() + " " + ingredient.text("name");
    }

    /// A lot with what it is of.
    public String lot(Shelf shelf, Item lot) {
        return words.text("stock.lot-of", lot.name(), shelf.substance(lot));
    }

    /// Why an edit was not saved, and what to do; what it said if it was.
    public String answer(MaterialAnswer answer) {
        return switch (answer) {
            case MaterialAnswer.Saved(MaterialEdit.Delete _, var _) ->
                    words.text("stock.answer.deleted");
            case MaterialAnswer.Saved _ -> words.text("stock.answer.saved");
            case MaterialAnswer.NotSaved(var message) -> words.text("notice.not-saved", message);
            case MaterialAnswer.Refused(var code, var message) ->
                    switch (code) {
                        case NOT_FOUND_OR_DENIED -> words.text("stock.answer.denied");
                        case DUPLICATE -> words.text("stock.answer.duplicate");
                        case PARENT_MISSING -> words.text("stock.answer.parent-missing");
                        case NO_RIGHT -> words.text("stock.answer.no-right");
                        case IN_USE -> words.text("stock.answer.in-use");
                        case INVALID, APPEND_ONLY -> message;
                    };
        };
    }
}
