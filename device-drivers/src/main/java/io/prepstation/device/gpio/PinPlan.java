package io.prepstation.device.gpio;

import org.jspecify.annotations.Nullable;

/// Which pin is what, by BCM numbers; null where nothing is wired.
///
/// @param footSwitch closes to ground; the pin is pulled up
public record PinPlan(
        @Nullable Integer footSwitch,
        @Nullable Integer green,
        @Nullable Integer amber,
        @Nullable Integer red,
        @Nullable Integer buzzer) {

    public boolean isEmpty() {
        return footSwitch == null
                && green == null
                && amber == null
                && red == null
                && buzzer == null;
    }
}
