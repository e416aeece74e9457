package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.store.LabKey;
import io.prepstation.model.sync.AttachmentUpload;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-10")
class MeasuredHubTest {

    private static final Duration TOOK = Duration.ofMillis(40);

    private final SlowHub slow = new SlowHub();
    private final MeasuredHub hub = new MeasuredHub(slow, () -> slow.nanos);

    private void assertMeasured(RoundTrips expected) {
        assertEquals(expected, hub.roundTrips());
    }

    @Test
    void what_is_asked_anyway_is_measured() {
        var answer = hub.probe();
        var _ = hub.pull("c1");
        var _ = hub.push("{}", "c1");

        assertEquals(new HubAnswer.Accepted<>(Duration.ZERO), answer);
        assertMeasured(RoundTrips.NONE.answered(TOOK).answered(TOOK).answered(TOOK));
    }

    @Test
    void what_is_large_says_nothing_about_round_trips() throws Exception {
        slow.changes = 11;

        var _ = hub.pull("c1");
        var _ = hub.push(" ".repeat(12_001), "c1");
        var _ = hub.upload(" ".repeat(12_001), "c1");
        var _ = hub.piece("hash", 0, new byte[1]);
        var _ = hub.download(new LabKey("t", "lab-1"), new HalfLoad(Path.of("none"), ""));

        assertMeasured(RoundTrips.NONE);
    }

    @Test
    void a_hub_that_refuses_was_reached() {
        slow.failure = new HubFailure.NotAllowed("revoked");

        var _ = hub.upload("{}", "c1");

        assertMeasured(RoundTrips.NONE.answered(TOOK));
    }

    @Test
    void what_was_cut_or_never_arrived_is_lost() {
        slow.failure = new HubFailure.Cut("silent");
        var _ = hub.probe();
        slow.failure = new HubFailure.Unreachable("refused");
        var _ = hub.probe();

        assertMeasured(RoundTrips.NONE.lost().lost());
    }

    /// Each answer takes its time.
    private static final class SlowHub implements HubPort {

        private long nanos;
        private int changes;
        private HubFailure failure;

        private <T> HubAnswer<T> after(T answer) {
            nanos += TOOK.toNanos();
            return failure == null
                    ? new HubAnswer.Accepted<>(answer)
                    : new HubAnswer.Failed<>(failure);
        }

        @Override
        public HubAnswer<Receipt> upload(String bundle, String stood) {
            return after(CoreBench.receipt(CoreBench.FIRST));
        }

        @Override
        public HubAnswer<AttachmentUpload.State> announce(AttachmentUpload.Request attachment) {
            return after(null);
        }

        @Override
        public HubAnswer<AttachmentUpload.State> piece(String sha256, long offset, byte[] bytes) {
            return after(null);
        }

        @Override
        public HubAnswer<Push.Answer> push(String request, String stood) {
            return CoreBench.taken() instanceof HubAnswer.Accepted<Push.Answer>(var answer)
                    ? after(answer)
                    : CoreBench.taken();
        }

        @Override
        public HubAnswer<Pull.Page> pull(String cursor) {
            List<Pull.Change> all =
                    Collections.nCopies(
                            changes,
                            new Pull.Change("lots", "update", null, "1", 1, "h", "", 1, null));
            return after(new Pull.Page(true, 1, all, false, 1, "c2", 9));
        }

        @Override
        public HubAnswer<Download> download(LabKey lab, HalfLoad half) {
            return after(null);
        }

        @Override
        public HubAnswer<Duration> probe() {
            return after(Duration.ZERO);
        }
    }
}
