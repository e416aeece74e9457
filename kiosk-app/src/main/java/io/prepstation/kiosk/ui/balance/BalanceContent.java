package io.prepstation.kiosk.ui.balance;

import io.prepstation.kiosk.ui.part.Choice;
import java.util.List;

/// What the screen shows of the balance.
///
/// @param ready whether a session may begin on it
/// @param verdict says so, and what to do if not
/// @param weights which of them the chart is of
/// @param drift what the chart tells
public record BalanceContent(
        boolean ready,
        String verdict,
        List<Fact> facts,
        List<Choice> weights,
        ChartContent chart,
        String drift) {

    public BalanceContent {
        facts = List.copyOf(facts);
        weights = List.copyOf(weights);
    }
}
