package io.prepstation.model.people;

import java.util.Arrays;
import java.util.List;

/// The reason codes a lab works with (WEI-15).
///
/// @param giveUp why a session is given up
/// @param override why a weight outside its limits stays in
/// @param unlock why a locked formula is tried again
/// @param manual why a weight is typed
/// @param correction what was put right about a session that the hub refused
/// @param queue why a change that waits for the hub is tried again or given up
public record Reasons(
        List<Reason> giveUp,
        List<Reason> override,
        List<Reason> unlock,
        List<Reason> manual,
        List<Reason> correction,
        List<Reason> queue) {

    public static final Reasons DEFAULT =
            new Reasons(
                    of(
                            "overshoot",
                            "wrong_material",
                            "spilled",
                            "contaminated",
                            "equipment",
                            "not_needed",
                            Approval.OTHER),
                    of("fit_for_use", "material_scarce", "trial_batch", "ordered", Approval.OTHER),
                    of("trained_again", "cause_removed", "ordered", Approval.OTHER),
                    of("balance_silent", "other_balance", Approval.OTHER),
                    of("person_added", "version_approved", "hub_corrected", Approval.OTHER),
                    of("put_right", "typed_wrong", "not_needed", Approval.OTHER));

    public Reasons {
        giveUp = List.copyOf(giveUp);
        override = List.copyOf(override);
        unlock = List.copyOf(unlock);
        manual = List.copyOf(manual);
        correction = List.copyOf(correction);
        queue = List.copyOf(queue);
    }

    private static List<Reason> of(String... codes) {
        return Arrays.stream(codes).map(code -> new Reason(code, null)).toList();
    }
}
