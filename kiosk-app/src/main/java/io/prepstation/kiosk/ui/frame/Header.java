package io.prepstation.kiosk.ui.frame;

/// What the header says at one moment.
///
/// @param place station and lab
/// @param mark `SIMULATED` or the like; empty for real work
/// @param operator empty while nobody is signed in
public record Header(
        String place,
        String mark,
        String operator,
        Health balance,
        String balanceText,
        SyncMark sync,
        String syncText,
        String clock) {

    /// While the station opens: nothing is known of balance, hub and lab.
    static Header opening(String place) {
        return new Header(place, "", "", Health.BUSY, "", SyncMark.OFFLINE, "", "");
    }

    /// Shown by colour and shape, beside the words.
    public enum Health {
        GOOD,
        BUSY,
        BAD
    }

    public enum SyncMark {
        DONE,
        WAITING,
        OFFLINE,
        PROBLEM
    }
}
