package io.prepstation.device.serial;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which USB adapter it is, wherever it is plugged in and whatever name the system gave it.
///
/// @param vendor four hexadecimal digits
/// @param product likewise
/// @param serialNumber null where the maker gave none; then two of a kind cannot be told apart
/// @param interfaceNumber of an adapter with several lines, `00` otherwise
public record UsbIdentity(
        String vendor, String product, @Nullable String serialNumber, String interfaceNumber) {

    /// What the names begin with that a configuration may use instead of a path.
    public static final String SCHEME = "usb:";

    private static final String ONLY_LINE = "00";

    /// The name to configure it by, for example `usb:0403:6001:A50285BI`, with `/01` for the second line of an adapter.
    public String name() {
        return SCHEME
                + vendor
                + ":"
                + product
                + (serialNumber == null ? "" : ":" + serialNumber)
                + (interfaceNumber.equals(ONLY_LINE) ? "" : "/" + interfaceNumber);
    }

    /// Whether a configured name means this adapter; a name without serial number means any of its kind.
    boolean isMeantBy(String name) {
        return name.equals(name())
                || name.equals(new UsbIdentity(vendor, product, null, interfaceNumber).name());
    }

    /// Whether it is surely the same one: two without serial numbers may be different.
    boolean isSurely(UsbIdentity other) {
        return Objects.nonNull(serialNumber) && equals(other);
    }
}
