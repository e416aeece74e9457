package io.prepstation.device.serial;

/// How a serial line is set.
///
/// @param dtr whether DTR is raised; an Adam balance stayed mute until DTR and RTS were both off
/// @param rts whether RTS is raised
public record PortSettings(
        int baud,
        int dataBits,
        Parity parity,
        StopBits stopBits,
        FlowControl flowControl,
        boolean dtr,
        boolean rts) {

    public enum Parity {
        NONE,
        ODD,
        EVEN,
        MARK,
        SPACE
    }

    public enum StopBits {
        ONE,
        ONE_AND_A_HALF,
        TWO
    }

    public enum FlowControl {
        NONE,
        RTS_CTS,
        XON_XOFF
    }

    public PortSettings {
        if (baud <= 0 || dataBits < 5 || dataBits > 8) {
            throw new IllegalArgumentException(
                    "a serial line has 5 to 8 data bits and a positive speed, not "
                            + dataBits
                            + " and "
                            + baud);
        }
    }

    /// Eight data bits, no parity, one stop bit, no flow control, DTR and RTS raised.
    public static PortSettings eightNoneOne(int baud) {
        return new PortSettings(baud, 8, Parity.NONE, StopBits.ONE, FlowControl.NONE, true, true);
    }

    /// The same at another speed.
    public PortSettings at(int otherBaud) {
        return new PortSettings(otherBaud, dataBits, parity, stopBits, flowControl, dtr, rts);
    }

    /// As manuals write it, for example `9600 8N1`.
    @Override
    public String toString() {
        String stop =
                switch (stopBits) {
                    case ONE -> "1";
                    case ONE_AND_A_HALF -> "1.5";
                    case TWO -> "2";
                };
        return baud + " " + dataBits + parity.name().charAt(0) + stop;
    }
}
