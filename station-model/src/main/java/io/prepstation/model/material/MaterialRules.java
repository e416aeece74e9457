package io.prepstation.model.material;

import io.prepstation.model.material.MaterialRefusal.ContainerUnusable;
import io.prepstation.model.material.MaterialRefusal.ContainerWithoutLot;
import io.prepstation.model.material.MaterialRefusal.Expired;
import io.prepstation.model.material.MaterialRefusal.LotNeeded;
import io.prepstation.model.material.MaterialRefusal.NotReleased;
import io.prepstation.model.material.MaterialRefusal.OpenTooLong;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which lots and containers may be weighed from on a day (WEI-4).
///
/// @param today in the lab's zone
/// @param daysAfterOpening how long an opened lot may be used; 0 for as long as it has not expired
public record MaterialRules(LocalDate today, int daysAfterOpening) {

    /// Of what a supplier's label says, whatever the stock says of it.
    ///
    /// @param lastDay it was good; null if the label does not say
    public Optional<MaterialRefusal> expired(String number, @Nullable LocalDate lastDay) {
        return lastDay != null && lastDay.isBefore(today)
                ? Optional.of(new Expired(number, lastDay))
                : Optional.empty();
    }

    /// @return empty if it may be used
    public Optional<MaterialRefusal> refusal(StockLot lot) {
        if (lot.status() != LotStatus.RELEASED) {
            return Optional.of(new NotReleased(lot.lotNumber(), lot.status()));
        }
        Optional<MaterialRefusal> expired = expired(lot.lotNumber(), lot.expiresOn());
        if (expired.isPresent()) {
            return expired;
        }
        LocalDate opened = lot.openedOn();
        return opened != null && lastDay(lot).isBefore(today)
                ? Optional.of(new OpenTooLong(lot.lotNumber(), opened, daysAfterOpening))
                : Optional.empty();
    }

    /// @param status of the container
    /// @param lot in it; null if none is known
    public Optional<MaterialRefusal> refusal(String code, String status, @Nullable StockLot lot) {
        if (!status.equals("in_use")) {
            return Optional.of(new ContainerUnusable(code, status));
        }
        return lot == null ? Optional.of(new ContainerWithoutLot(code)) : refusal(lot);
    }

    /// Of an ingredient whose own code was scanned.
    ///
    /// @param lots of the ingredient; with none of them its code is enough
    public Optional<MaterialRefusal> refusal(List<StockLot> lots) {
        if (lots.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                fefo(lots).stream()
                        .findFirst()
                        .map(first -> new LotNeeded(first.lotNumber(), first.expiresOn()))
                        .orElseGet(() -> new LotNeeded(null, null)));
    }

    /// The usable ones, first expired first out; of two that expire alike the opened one.
    public List<StockLot> fefo(List<StockLot> lots) {
        return lots.stream()
                .filter(lot -> refusal(lot).isEmpty())
                .filter(MaterialRules::notUsedUp)
                .sorted(
                        Comparator.comparing(this::lastDay)
                                .thenComparing(lot -> lot.openedOn() == null)
                                .thenComparing(StockLot::lotNumber))
                .toList();
    }

    /// The last day a lot may be used: expiry, or the end of its time after opening.
    public LocalDate lastDay(StockLot lot) {
        LocalDate opened = lot.openedOn();
        if (opened == null || daysAfterOpening == 0) {
            return lot.expiresOn();
        }
        LocalDate end = opened.plusDays(daysAfterOpening);
        return end.isBefore(lot.expiresOn()) ? end : lot.expiresOn();
    }

    private static boolean notUsedUp(StockLot lot) {
        return lot.remaining() == null || lot.remaining().value().signum() > 0;
    }
}
