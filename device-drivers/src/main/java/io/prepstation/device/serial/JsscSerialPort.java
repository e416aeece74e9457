package io.prepstation.device.serial;

import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import java.nio.file.Path;
import jssc.SerialPortException;
import org.jspecify.annotations.Nullable;

/// A serial line by jSSC, read without its event listener and its timed read: those cost 23 % and 65 % of a core.
public final class JsscSerialPort implements SerialPort {

    private static final byte[] NOTHING = {};

    private final PortAddress address;
    private final PortSettings settings;
    private jssc.@Nullable SerialPort port;

    /// @param address located anew at each opening
    public JsscSerialPort(PortAddress address, PortSettings settings) {
        this.address = address;
        this.settings = settings;
    }

    /// @param name a path, or the name of a USB adapter as in [UsbIdentity#name]
    public JsscSerialPort(String name, PortSettings settings) {
        this(new PortAddress(name, UsbSerialPorts.system()), settings);
    }

    @Override
    public String path() {
        return address.configured();
    }

    @Override
    public void open() throws DeviceException {
        close();
        Path path = address.locate();
        jssc.SerialPort opening = new jssc.SerialPort(path.toString());
        try {
            opening.openPort();
            port = opening;
            apply(opening);
            address.opened(path);
        } catch (SerialPortException refused) {
            close();
            throw new DeviceException(
                    problemAtOpening(refused), path + ": " + refused.getExceptionType(), refused);
        }
    }

    @Override
    public byte[] read() throws DeviceException {
        try {
            byte[] arrived = opened().readBytes();
            return arrived == null ? NOTHING : arrived;
        } catch (SerialPortException broken) {
            throw broken(broken);
        }
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
        try {
            if (!opened().writeBytes(bytes)) {
                throw new DeviceException(Problem.BROKEN, path() + " took no bytes");
            }
        } catch (SerialPortException broken) {
            throw broken(broken);
        }
    }

    @Override
    public void close() {
        jssc.SerialPort closing = port;
        port = null;
        if (closing != null) {
            closeQuietly(closing);
        }
    }

    /// `setParams` answers false on a pseudo-terminal, which has no modem lines, although it applied: not an error.
    private void apply(jssc.SerialPort opening) throws SerialPortException {
        opening.setParams(
                settings.baud(),
                settings.dataBits(),
                stopBits(settings.stopBits()),
                parity(settings.parity()),
                settings.rts(),
                settings.dtr());
        opening.setFlowControlMode(flowControl(settings.flowControl()));
        opening.purgePort(jssc.SerialPort.PURGE_RXCLEAR | jssc.SerialPort.PURGE_TXCLEAR);
    }

    private jssc.SerialPort opened() throws DeviceException {
        jssc.SerialPort current = port;
        if (current == null) {
            throw new DeviceException(Problem.BROKEN, path() + " is not open");
        }
        return current;
    }

    private DeviceException broken(SerialPortException cause) {
        return new DeviceException(Problem.BROKEN, path() + ": " + cause.getExceptionType(), cause);
    }

    /// A port whose device was pulled cannot be closed properly; its number is given back all the same.
    private static void closeQuietly(jssc.SerialPort closing) {
        try {
            closing.closePort();
        } catch (SerialPortException gone) {
            assert !closing.isOpened() : gone;
        }
    }

    private static Problem problemAtOpening(SerialPortException exception) {
        return SerialPortException.TYPE_PORT_NOT_FOUND.equals(exception.getExceptionType())
                ? Problem.NOT_FOUND
                : Problem.REFUSED;
    }

    private static int parity(PortSettings.Parity parity) {
        return switch (parity) {
            case NONE -> jssc.SerialPort.PARITY_NONE;
            case ODD -> jssc.SerialPort.PARITY_ODD;
            case EVEN -> jssc.SerialPort.PARITY_EVEN;
            case MARK -> jssc.SerialPort.PARITY_MARK;
            case SPACE -> jssc.SerialPort.PARITY_SPACE;
        };
    }

    private static int stopBits(PortSettings.StopBits stopBits) {
        return switch (stopBits) {
            case ONE -> jssc.SerialPort.STOPBITS_1;
            case ONE_AND_A_HALF -> jssc.SerialPort.STOPBITS_1_5;
            case TWO -> jssc.SerialPort.STOPBITS_2;
        };
    }

    private static int flowControl(PortSettings.FlowControl flowControl) {
        return switch (flowControl) {
            case NONE -> jssc.SerialPort.FLOWCONTROL_NONE;
            case RTS_CTS ->
                    jssc.SerialPort.FLOWCONTROL_RTSCTS_IN | jssc.SerialPort.FLOWCONTROL_RTSCTS_OUT;
            case XON_XOFF ->
                    jssc.SerialPort.FLOWCONTROL_XONXOFF_IN
                            | jssc.SerialPort.FLOWCONTROL_XONXOFF_OUT;
        };
    }
}
