package io.prepstation.kiosk.store;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables a live query can follow.
public enum Table {
    LABS,
    USERS,
    INGREDIENTS,
    FORMULAS,
    FORMULA_VERSIONS,
    FORMULA_LINES,
    FORMULA_COUNTER,
    SESSIONS,
    STEPS,
    DISPENSES,
    DEVIATIONS,
    SIGNATURES,
    CHECKPOINT,
    OUTBOX,
    RECEIPTS,
    SYNC_STATE,
    LOTS,
    STOCK_MOVES,
    CONTAINERS,
    NOTES,
    BALANCES,
    BALANCE_CHECKS,
    ID_MAPPING,
    SHADOW,
    CONFLICT,
    CONFLICT_RESOLUTION,
    AUDIT_EVENT,
    AUDIT_HEAD,
    STATISTIC;

    private final String word = name().toLowerCase(Locale.ROOT);

    String word() {
        return word;
    }

    static Set<String> words(Set<Table> tables) {
        return tables.stream().map(Table::word).collect(Collectors.toSet());
    }

    /// Whether one of them is among the words.
    static boolean anyIn(Set<String> words, Set<Table> tables) {
        if (words.isEmpty()) {
            return false;
        }
        for (Table table : tables) {
            if (words.contains(table.word)) {
                return true;
            }
        }
        return false;
    }
}
