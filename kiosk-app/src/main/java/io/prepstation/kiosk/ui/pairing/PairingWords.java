package io.prepstation.kiosk.ui.pairing;

import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.sync.HubFailure;
import io.prepstation.kiosk.ui.words.Words;

/// What the pairing screen says of a try.
final class PairingWords {

    private final Words words;

    PairingWords(Words words) {
        this.words = words;
    }

    /// Why the station did not join; empty if it did.
    String problem(EnrolResult result) {
        return switch (result) {
            case EnrolResult.Enrolled _, EnrolResult.EnrolledWithoutData _ -> "";
            case EnrolResult.BadAddress(var text) -> words.text("pairing.bad-address", text);
            case EnrolResult.Unprotected(var hub) -> words.text("pairing.unprotected", hub);
            case EnrolResult.OtherAuthority(var hub) -> words.text("pairing.other-pin", hub);
            case EnrolResult.OtherHub(var lab) -> words.text("pairing.other-hub", lab.labId());
            case EnrolResult.PersonNeeded _ -> words.text("pairing.hint-in-lab");
            case EnrolResult.NotEnrolled(var why) -> refusal(why);
            case EnrolResult.NotStored(var failure) ->
                    words.text("pairing.not-stored", String.valueOf(failure.getMessage()));
        };
    }

    private String refusal(HubFailure why) {
        return switch (why) {
            case HubFailure.Unreachable _, HubFailure.Cut _ -> words.text("pairing.unreachable");
            case HubFailure.Refused _, HubFailure.NotAllowed _, HubFailure.NotFound _ ->
                    words.text("pairing.code-refused");
            case HubFailure.Busy _ -> words.text("pairing.too-often");
            case HubFailure.NotUnderstood _,
                    HubFailure.Conflicting _,
                    HubFailure.Incomplete _,
                    HubFailure.Older _,
                    HubFailure.Paused _,
                    HubFailure.Gone _,
                    HubFailure.TooBig _,
                    HubFailure.HubBroken _,
                    HubFailure.Unintelligible _ ->
                    words.text("pairing.no-hub", why.text());
        };
    }

    /// Whether the hub will not take this code another time. A lost answer is no such case: the hub gives the station what
    /// it gave before.
    boolean spendsTheCode(EnrolResult result) {
        return switch (result) {
            case EnrolResult.Enrolled _,
                    EnrolResult.EnrolledWithoutData _,
                    EnrolResult.NotStored _,
                    EnrolResult.OtherHub _ ->
                    true;
            case EnrolResult.BadAddress _,
                    EnrolResult.Unprotected _,
                    EnrolResult.PersonNeeded _,
                    EnrolResult.OtherAuthority _ ->
                    false;
            case EnrolResult.NotEnrolled(var why) ->
                    why instanceof HubFailure.Refused
                            || why instanceof HubFailure.NotAllowed
                            || why instanceof HubFailure.NotFound;
        };
    }
}
