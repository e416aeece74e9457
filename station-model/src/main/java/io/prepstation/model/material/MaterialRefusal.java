package io.prepstation.model.material;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Why a lot or container that was scanned may not be weighed from; the screens make one sentence of each (WEI-4).
public sealed interface MaterialRefusal {

    /// @param expiredOn the last day it was good
    record Expired(String lotNumber, LocalDate expiredOn) implements MaterialRefusal {}

    record OpenTooLong(String lotNumber, LocalDate openedOn, int days) implements MaterialRefusal {}

    record NotReleased(String lotNumber, LotStatus status) implements MaterialRefusal {}

    /// @param status `clean`, `empty` or `blocked`
    record ContainerUnusable(String code, String status) implements MaterialRefusal {}

    /// Nobody knows what lot is in it.
    record ContainerWithoutLot(String code) implements MaterialRefusal {}

    /// The ingredient has lots, so that its own code is not enough.
    ///
    /// @param lotNumber to be used first; null if no lot of it may be used
    record LotNeeded(@Nullable String lotNumber, @Nullable LocalDate expiresOn)
            implements MaterialRefusal {}
}
