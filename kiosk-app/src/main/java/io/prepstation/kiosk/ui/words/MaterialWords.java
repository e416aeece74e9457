package io.prepstation.kiosk.ui.words;

import io.prepstation.model.material.LotStatus;
import io.prepstation.model.material.MaterialRefusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Says in one sentence why a lot or container may not be weighed from, and what to do.
final class MaterialWords {

    private final Words words;

    MaterialWords(Words words) {
        this.words = words;
    }

    String of(MaterialRefusal refusal) {
        return switch (refusal) {
            case MaterialRefusal.Expired(var lot, var day) ->
                    words.text("material.expired", lot, words.day(day));
            case MaterialRefusal.OpenTooLong(var lot, var opened, var days) ->
                    words.text("material.open-too-long", lot, words.day(opened), days);
            case MaterialRefusal.NotReleased(var lot, var status) ->
                    words.text(status(status), lot);
            case MaterialRefusal.ContainerUnusable(var code, var status) ->
                    words.text(containerStatus(status), code);
            case MaterialRefusal.ContainerWithoutLot(var code) ->
                    words.text("material.container-without-lot", code);
            case MaterialRefusal.LotNeeded(var lot, var day) -> needed(lot, day);
        };
    }

    private String needed(@Nullable String lot, @Nullable LocalDate day) {
        return lot == null || day == null
                ? words.text("material.no-usable-lot")
                : words.text("material.lot-needed", lot, words.day(day));
    }

    private static String containerStatus(String status) {
        return switch (status) {
            case "clean" -> "material.container-clean";
            case "empty" -> "material.container-empty";
            default -> "material.container-blocked";
        };
    }

    private static String status(LotStatus status) {
        return switch (status) {
            case RELEASED -> "material.released";
            case QUARANTINE -> "material.quarantine";
            case BLOCKED -> "material.blocked";
            case EMPTY -> "material.empty";
        };
    }
}
