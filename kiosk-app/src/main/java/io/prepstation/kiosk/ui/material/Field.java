package io.prepstation.kiosk.ui.material;

import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import java.util.List;

/// A field of an ingredient, a lot or a container, and how it is filled at the bench.
///
/// Its word is the one on the wire; without those that are required there is nothing to save.
enum Field {
    INGREDIENT("ingredientId", true),
    LOT_NUMBER("lotNumber", true),
    EXPIRES("expiresOn", true),
    LOT_STATUS("status", true),
    LEFT("remainingG", false),
    OPENED("openedOn", false),
    POTENCY("potencyPercent", false),
    CODE("code", true),
    LOT("lotId", false),
    CONTAINER_STATUS("status", true),
    TARE("tareG", false),
    GROSS("lastGrossG", false),
    VOLUME("volumeMl", false),
    NAME("name", true),
    CAS("casNumber", false);

    private final String word;
    private final boolean required;

    Field(String word, boolean required) {
        this.word = word;
        this.required = required;
    }

    String word() {
        return word;
    }

    boolean required() {
        return required;
    }

    static List<Field> of(Kind kind) {
        return switch (kind) {
            case LOTS ->
                    List.of(INGREDIENT, LOT_NUMBER, EXPIRES, LOT_STATUS, LEFT, OPENED, POTENCY);
            case CONTAINERS -> List.of(CODE, LOT, CONTAINER_STATUS, TARE, GROSS, VOLUME);
            case INGREDIENTS -> List.of(CODE, NAME, CAS);
        };
    }
}
