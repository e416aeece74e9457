package io.prepstation.kiosk.bench;

import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.proof.FrameJournal;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The effects of a bench without balance and threads: each is done before the call returns.
final class SampleEffects {

    /// A vessel of which nothing is known.
    static final BenchEffects.Setup ANY_VESSEL =
            new BenchEffects.Setup(Mass.grams("0"), Mass.grams("0"));

    private SampleEffects() {}

    /// With nothing in the way.
    ///
    /// @param data where the lab's journal lies
    static BenchEffects of(
            SampleBench bench, Path data, BenchEffects.Setup setup, Consumer<BenchEvent> answers) {
        return of(bench, data, setup, Optional::empty, answers);
    }

    static BenchEffects of(
            SampleBench bench,
            Path data,
            BenchEffects.Setup setup,
            Supplier<Optional<String>> obstacle,
            Consumer<BenchEvent> answers) {
        return new BenchEffects(
                new BenchEffects.Surroundings(
                        bench.service(),
                        bench.reader(),
                        FrameJournal.of(data, SampleLab.KEY),
                        new AbsentBalance(),
                        _ -> {},
                        _ -> Authentication.CHOSEN,
                        obstacle),
                setup,
                InstantSource.fixed(SampleBench.NOW),
                Runnable::run,
                answers);
    }
}
