package io.prepstation.kiosk.ui.conflicts;

import io.prepstation.kiosk.store.ConflictStatistics;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.ConflictWords;
import io.prepstation.kiosk.ui.words.ConflictWords.Count;
import io.prepstation.kiosk.ui.words.Words;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// How many changes met somebody else's so far, and what became of them.
public final class ConflictCountsViewModel {

    private final ConflictWords conflictWords;
    private final InstantSource clock;
    private final Actions actions;
    private final ReadOnlyObjectWrapper<List<Count>> counts;

    /// @param close goes back to the list
    public ConflictCountsViewModel(Words words, InstantSource clock, Runnable close) {
        this.conflictWords = new ConflictWords(words);
        this.clock = clock;
        this.actions =
                new Actions(new Action(words.text("action.back"), Icon.BACK, close), null, null);
        this.counts =
                new ReadOnlyObjectWrapper<>(
                        conflictWords.counts(ConflictStatistics.NONE, clock.instant()));
    }

    public ReadOnlyObjectProperty<List<Count>> counts() {
        return counts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Actions> actions() {
        return new ReadOnlyObjectWrapper<>(actions).getReadOnlyProperty();
    }

    public void show(ConflictStatistics now) {
        counts.set(conflictWords.counts(now, clock.instant()));
    }
}
