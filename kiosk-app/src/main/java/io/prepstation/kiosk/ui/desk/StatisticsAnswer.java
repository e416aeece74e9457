package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.StatisticsQuery.Counts;
import io.prepstation.kiosk.store.StatisticsQuery.Dimension;
import io.prepstation.kiosk.store.StatisticsQuery.Period;
import java.util.List;

/// What was counted, by name.
public record StatisticsAnswer(Dimension dimension, Period period, List<Counts> counts) {

    public StatisticsAnswer {
        counts = List.copyOf(counts);
    }
}
