package io.prepstation.kiosk.ui.words;

import io.prepstation.kiosk.store.ConflictStatistics;
import io.prepstation.kiosk.ui.desk.OpenConflict.Found;
import io.prepstation.kiosk.ui.desk.OpenConflict.Gone;
import io.prepstation.model.sync.ConflictType;
import io.prepstation.model.sync.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Says what conflicts are about, and how they are decided.
public final class ConflictWords {

    private final Words words;
    private final QueueWords queueWords;

    public ConflictWords(Words words) {
        this.words = words;
        this.queueWords = new QueueWords(words);
    }

    /// One line of the statistics.
    ///
    /// @param count empty for the title of what follows
    public record Count(String name, String count) {

        public boolean title() {
            return count.isEmpty();
        }
    }

    /// What the sides do not agree on.
    public String about(Gone gone, List<String> fields) {
        return switch (gone) {
            case HERE -> words.text("conflict.gone-here");
            case AT_THE_HUB -> words.text("conflict.gone-hub");
            case NOWHERE ->
                    fields.isEmpty()
                            ? words.text("conflicts.other-fields")
                            : fields.stream()
                                    .map(queueWords::field)
                                    .collect(Collectors.joining(", "));
        };
    }

    public String strategy(Resolution strategy) {
        return switch (strategy) {
            case SERVER_WINS -> words.text("strategy.server-wins");
            case CLIENT_WINS -> words.text("strategy.client-wins");
            case LAST_WRITE_WINS -> words.text("strategy.last-write-wins");
            case MERGE -> words.text("strategy.merge");
            case MANUAL -> words.text("strategy.manual");
        };
    }

    /// What a strategy does, for who chooses it.
    public String meaning(Resolution strategy) {
        return switch (strategy) {
            case SERVER_WINS -> words.text("strategy.server-wins.means");
            case CLIENT_WINS -> words.text("strategy.client-wins.means");
            case LAST_WRITE_WINS -> words.text("strategy.last-write-wins.means");
            case MERGE -> words.text("strategy.merge.means");
            case MANUAL -> words.text("strategy.manual.means");
        };
    }

    public String found(Found found) {
        return switch (found) {
            case VERSION -> words.text("found.version");
            case TIMESTAMP -> words.text("found.timestamp");
            case DATA -> words.text("found.data");
            case TWICE -> words.text("found.twice");
        };
    }

    /// All counts, with titles between them.
    public List<Count> counts(ConflictStatistics statistics, Instant now) {
        List<Count> lines = new ArrayList<>();
        lines.add(new Count(words.text("conflict-counts.open"), text(statistics.open())));
        Instant oldest = statistics.oldest();
        if (oldest != null) {
            lines.add(new Count(words.text("conflict-counts.oldest"), words.age(oldest, now)));
        }
        lines.add(new Count(words.text("conflict-counts.by-hand"), text(statistics.byHand())));
        lines.add(new Count(words.text("conflict-counts.merged"), text(statistics.merged())));
        add(lines, "conflict-counts.by-type", statistics.byType(), queueWords::thing);
        add(lines, "conflict-counts.by-strategy", statistics.byStrategy(), this::decided);
        add(lines, "conflict-counts.by-detection", statistics.byDetection(), this::detected);
        return lines;
    }

    private void add(
            List<Count> lines,
            String title,
            Map<String, Integer> counts,
            UnaryOperator<String> named) {
        if (!counts.isEmpty()) {
            lines.add(new Count(words.text(title), ""));
            new TreeMap<>(counts)
                    .forEach((word, count) -> lines.add(new Count(named.apply(word), text(count))));
        }
    }

    private String decided(String word) {
        return Resolution.ofWord(word)
                .map(this::strategy)
                .orElseGet(() -> word.equals("undone") ? words.text("conflicts.undone") : word);
    }

    private String detected(String word) {
        return ConflictType.ofWord(word)
                .map(type ->
                        switch (type) {
                            case VERSION -> found(Found.VERSION);
                            case TIMESTAMP -> found(Found.TIMESTAMP);
                            case DATA -> found(Found.DATA);
                        })
                .orElse(word);
    }

    private static String text(int count) {
        return String.valueOf(count);
    }
}
