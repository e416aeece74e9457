package io.prepstation.kiosk.ui.words;

import io.prepstation.model.material.LotStatus;
import io.prepstation.model.material.MaterialRefusal;
import java.time.LocalDate;
import java.util.Locale;
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
                    words.text("material." + status(status), lot);
            case MaterialRefusal.ContainerUnusable(var code, var status) ->
                    words.text("material.container-" + status.toLowerCase(Locale.ROOT), code);
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

    private static String status(LotStatus status) {
        return switch (status) {
            case RELEASED -> "released";
            case QUARANTINE -> "quarantine";
            case BLOCKED -> "blocked";
            case EMPTY -> "empty";
        };
    }
}
