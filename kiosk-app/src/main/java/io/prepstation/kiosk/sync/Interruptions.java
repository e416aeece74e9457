package io.prepstation.kiosk.sync;

/// How often an attachment was interrupted on its way, and whether it is worth going on at once. As long as something arrives
/// in between, or less at a time may pass, it is.
final class Interruptions {

    /// Then others have a turn: the next session, and what the hub has to say.
    private static final int MOST = 32;

    private final PieceSize size;
    private int count;
    private long reached = -1;

    Interruptions(PieceSize size) {
        this.size = size;
    }

    /// @param received how many bytes the hub had before the piece that was not taken
    boolean goesOn(HubFailure why, long received) {
        boolean arrived = received > reached;
        reached = received;
        count++;
        return count < MOST && isWorthIt(why, arrived);
    }

    private boolean isWorthIt(HubFailure why, boolean arrived) {
        return switch (why) {
            case HubFailure.Cut _, HubFailure.TooBig _ -> {
                boolean smaller = size.halve();
                yield smaller || arrived;
            }
            // The hub has not what it had: it was announced to another, or put back.
            case HubFailure.NotFound _, HubFailure.Conflicting _ -> arrived;
            case HubFailure.Refused _,
                    HubFailure.NotUnderstood _,
                    HubFailure.Incomplete _,
                    HubFailure.Gone _,
                    HubFailure.NotAllowed _,
                    HubFailure.Busy _,
                    HubFailure.HubBroken _,
                    HubFailure.Unintelligible _,
                    HubFailure.Older _,
                    HubFailure.Paused _,
                    HubFailure.Unreachable _ ->
                    false;
        };
    }
}
