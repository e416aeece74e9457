package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.sync.AttachmentUpload;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The same hub, with a watch held beside it: what the engine asks anyway tells how good the network is. What is too large
/// for one round trip tells about bandwidth and disks instead, and is left out.
final class MeasuredHub implements HubPort {

    /// As much as a connection carries before it waits for the other side's word for the first time.
    private static final int SMALL_TEXT = 12_000;

    private static final int FEW_CHANGES = 10;

    private final HubPort hub;
    private final LongSupplier nanos;
    private volatile RoundTrips roundTrips = RoundTrips.NONE;

    /// @param nanos a clock that never jumps
    MeasuredHub(HubPort hub, LongSupplier nanos) {
        this.hub = hub;
        this.nanos = nanos;
    }

    /// Safe for any thread.
    RoundTrips roundTrips() {
        return roundTrips;
    }

    @Override
    public HubAnswer<Receipt> upload(String bundle, String stood) {
        return bundle.length() <= SMALL_TEXT
                ? measured(() -> hub.upload(bundle, stood))
                : hub.upload(bundle, stood);
    }

    @Override
    public HubAnswer<AttachmentUpload.State> announce(AttachmentUpload.Request attachment) {
        return measured(() -> hub.announce(attachment));
    }

    @Override
    public HubAnswer<AttachmentUpload.State> piece(String sha256, long offset, byte[] bytes) {
        return hub.piece(sha256, offset, bytes);
    }

    @Override
    public HubAnswer<Push.Answer> push(String request, String stood) {
        return request.length() <= SMALL_TEXT
                ? measured(() -> hub.push(request, stood))
                : hub.push(request, stood);
    }

    @Override
    public HubAnswer<Pull.Page> pull(String cursor) {
        return measured(() -> hub.pull(cursor), page -> page.changes().size() <= FEW_CHANGES);
    }

    @Override
    public HubAnswer<Download> download(LabKey lab, HalfLoad half) throws StoreException {
        return hub.download(lab, half);
    }

    @Override
    public HubAnswer<Duration> probe() {
        return measured(hub::probe);
    }

    private <T> HubAnswer<T> measured(Supplier<HubAnswer<T>> asking) {
        return measured(asking, _ -> true);
    }

    /// One request at a time, as the engine makes them.
    private <T> HubAnswer<T> measured(Supplier<HubAnswer<T>> asking, Predicate<T> isSmall) {
        long begun = nanos.getAsLong();
        HubAnswer<T> answer = asking.get();
        Duration took = Duration.ofNanos(nanos.getAsLong() - begun);
        switch (answer) {
            case HubAnswer.Accepted<T>(var body) -> {
                if (isSmall.test(body)) {
                    roundTrips = roundTrips.answered(took);
                }
            }
            case HubAnswer.Failed<T>(HubFailure.Cut _),
                    HubAnswer.Failed<T>(HubFailure.Unreachable _) ->
                    roundTrips = roundTrips.lost();
            case HubAnswer.Failed<T> _ -> roundTrips = roundTrips.answered(took);
        }
        return answer;
    }
}
